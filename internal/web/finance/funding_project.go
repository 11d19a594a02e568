package finance

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/budgets"
)

// latestShown is how many of a project's entries its page lists.
const latestShown = 8

// showProjectFunding answers GET /projects/:code/funding.
func (h Handler) showProjectFunding(c echo.Context) error {
	c.Request().URL = site.Asked(c.Request().URL)
	m, err := h.money(c)
	if err != nil {
		return err
	}
	ctx := site.Ctx(c)
	one, picture, err := h.projectOf(c, m)
	if err != nil {
		return err
	}
	in := funding.Scope{ProjectID: one.ID}
	if h.Visit(c).Format != "" {
		return h.exportTotals(c, m, in, "funding-"+one.Code, report.Say("funding_report.title_of", "Name", report.Text(one.Profile.Name)))
	}
	p := budgets.ProjectPage{Project: one, Programme: &picture.Programme, Attention: m.attention(in)}
	p.Attention.Programme, p.Attention.Project = picture.Programme.Code, one.Code
	if p.View, err = h.view(c, m, one.Profile.Name.For(ctx), in); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "budget.title") + " · " + picture.Term.Name.For(ctx)
	p.MayEnter = !p.Past && h.Who(c).May(access.KeepFunding, picture.Programme.ID)
	p.Investment, p.Obligations = m.lineRows(ctx, p.View, in, funding.Investment), m.lineRows(ctx, p.View, in, funding.Obligations)
	state, err := h.Reader(c).MoneyState(ctx, one.ProgrammeID, one.ID)
	if err != nil {
		return err
	}
	p.Attention.Check([]*funding.State{state})
	if err := h.agreements(c, m, &p); err != nil {
		return err
	}
	if p.Latest, err = h.latest(c, m, one.ID); err != nil {
		return err
	}
	book, err := h.Reader(c).StageBook(ctx, store.StageFilter{ProjectID: one.ID}, h.Visit(c).On)
	if err != nil {
		return err
	}
	p.Courses = book.Courses(*one)
	if b := picture.Boards[p.Year]; b != nil {
		if _, planned := b.Projects[one.ID]; planned {
			earned := earnedOf(b, m.book, one.ID, h.Visit(c).On)
			p.Earned = &earned
			if p.Curve, err = h.earnedCurve(c, b, one.ID, earned.BAC); err != nil {
				return err
			}
		}
	}
	p.Years = budgets.YearsChart(ctx, m.book, m.within(in))
	return h.Render(c, http.StatusOK, budgets.Project(p))
}

// lineRows are the lines of a project of one kind, those without entries too.
func (m *purse) lineRows(ctx context.Context, v budgets.View, in funding.Scope, kind funding.LineKind) []budgets.LineRow {
	in = m.within(in)
	in.Kind = kind
	missing := lacks(m, in, func(l *funding.Line, _ int) int64 { return l.ID })
	var rows []budgets.LineRow
	for _, l := range m.book.Within(in) {
		one := in
		one.LineID = l.ID
		r := budgets.LineRow{Line: &l, Row: budgets.LineRowOf(ctx, v, &l)}
		r.Sums = m.book.Sums(one)
		if m.was != nil {
			r.Was = m.was.Sums(one)
		}
		r.Gap, r.Lapsing, r.Lapsed = missing[l.ID].gap, missing[l.ID].lapsing, missing[l.ID].lapsed
		rows = append(rows, r)
	}
	return rows
}

// agreements adds the contracts of a project, with what went by each, and what
// they make of the plan.
func (h Handler) agreements(c echo.Context, m *purse, p *budgets.ProjectPage) error {
	ctx, r := site.Ctx(c), h.Reader(c)
	all, err := r.Contracts(ctx, store.ContractFilter{ProjectID: p.Project.ID})
	if err != nil {
		return err
	}
	sums, realised, parties := map[int64]funding.Sums{}, map[int64]portfolio.Model{}, []int64{}
	for _, g := range m.book.ByContract(funding.Scope{ProjectID: p.Project.ID, Kind: funding.Investment}) {
		sums[g.Key] = g.Sums
	}
	for i := range all {
		t := all[i].Current()
		realised[all[i].ID] = t.Kind.Model()
		if t.SupplierID != 0 {
			parties = append(parties, t.SupplierID)
		}
		p.Contracts = append(p.Contracts, budgets.ContractRow{Contract: &all[i], Terms: t, Sums: sums[all[i].ID]})
	}
	p.Flow = budgets.FlowChart(ctx, m.book.Flow(m.within(funding.Scope{ProjectID: p.Project.ID}), realised))
	if len(parties) == 0 {
		return nil
	}
	names, err := r.Parties(ctx, parties...)
	for i := range p.Contracts {
		p.Contracts[i].Supplier = names[p.Contracts[i].Terms.SupplierID].Name
	}
	return err
}

// latest are the entries of a project that were recorded last, with their papers.
func (h Handler) latest(c echo.Context, m *purse, projectID int64) ([]budgets.EntryRow, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	entries, err := r.Entries(ctx, store.EntryFilter{ProjectID: projectID, Limit: latestShown})
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, e := range entries {
		ids = append(ids, e.DocumentID)
	}
	papers, err := r.Documents(ctx, ids)
	var rows []budgets.EntryRow
	for _, e := range entries {
		rows = append(rows, budgets.EntryRow{Entry: e, Line: m.book.Line(e.LineID), Document: papers[e.DocumentID]})
	}
	return rows, err
}

// projectOf is the project that the address names, if the person may know of it.
func (h Handler) projectOf(c echo.Context, m *purse) (*portfolio.Project, *portfolio.Picture, error) {
	for _, picture := range m.pictures {
		if !slices.ContainsFunc(picture.Projects, func(p portfolio.Project) bool { return p.Code == c.Param("code") }) {
			continue
		}
		visible, err := site.VisibleProjects(site.Ctx(c), h.Reader(c), picture, h.Who(c))
		if err != nil {
			return nil, nil, err
		}
		for i := range visible {
			if visible[i].Code == c.Param("code") {
				return &visible[i], picture, nil
			}
		}
	}
	return nil, nil, fault.NotFound()
}
