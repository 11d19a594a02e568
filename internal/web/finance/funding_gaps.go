package finance

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
	"qadam/views/ui"
)

// showGaps answers GET /funding/gaps.
func (h Handler) showGaps(c echo.Context) error {
	c.Request().URL = site.Asked(c.Request().URL)
	m, err := h.money(c)
	if err != nil {
		return err
	}
	ctx, in := site.Ctx(c), funding.Scope{}
	var p budgets.GapsPage
	if code := c.QueryParam("programme"); code != "" {
		picture := m.programme(code)
		if picture == nil {
			return fault.NotFound()
		}
		p.Programme, in.ProgrammeID = &picture.Programme, picture.Programme.ID
	}
	if code := c.QueryParam("project"); code != "" {
		in.ProjectID = -1
		for _, picture := range m.pictures {
			if i := slices.IndexFunc(picture.Projects, func(one portfolio.Project) bool { return one.Code == code && !m.hidden[one.ID] }); i >= 0 {
				in.ProjectID = picture.Projects[i].ID
			}
		}
	}
	if h.Visit(c).Format != "" {
		return h.exportGaps(c, m, in)
	}
	if p.View, err = h.view(c, m, i18n.T(ctx, "budget.gaps"), in); err != nil {
		return err
	}
	p.Eyebrow, p.Compare = i18n.T(ctx, "budget.title"), false
	for _, one := range m.ref.Programmes {
		if picture := m.pictures[one.ID]; picture != nil {
			p.Programmes = append(p.Programmes, ui.Option{Value: one.Code, Label: picture.Term.Name.For(ctx)})
		}
	}
	row := func(l *funding.Line, year int) budgets.GapRow {
		r := budgets.GapRow{Line: l, Year: year, Programme: m.pictures[l.ProgrammeID].Term.Name.For(ctx)}
		if one := m.project(l.ProjectID); one.Code != "" {
			r.Project, r.Href = one.Profile.Name.For(ctx), p.Narrow(href.FundingLine(l.ID), budgets.YearName, strconv.Itoa(year))
		} else {
			r.Project = i18n.T(ctx, "budget.other_project")
		}
		return r
	}
	for _, g := range m.gaps(m.within(in)) {
		r := row(&g.Line, g.Year)
		r.First, r.Second, r.Amount = g.Planned, g.Allocated, g.Amount
		p.Gaps = append(p.Gaps, r)
	}
	for _, l := range m.book.Lapses(m.within(in)) {
		r := row(&l.Line, l.Year)
		r.First, r.Second, r.Amount, r.Lapsed = l.Allocated, l.Paid, l.Amount, l.Lapsed
		p.Lapses = append(p.Lapses, r)
	}
	largest := func(a, b budgets.GapRow) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(b.Amount, a.Amount))
	}
	slices.SortStableFunc(p.Gaps, largest)
	slices.SortStableFunc(p.Lapses, largest)
	return h.Render(c, http.StatusOK, budgets.Gaps(p))
}
