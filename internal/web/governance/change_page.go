package governance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/changes"
	"qadam/views/href"
)

// changePage shows the form, with what it leads to when that was asked.
func (h Handler) changePage(c echo.Context, status int, p *proposal, asked changeAsked) error {
	ctx := site.Ctx(c)
	page := changes.Page{
		Code: p.picture.Programme.Code, Year: p.board.Year, Version: p.board.Version, Open: p.roadmap.Open(),
		Action: p.action, Back: p.back, Form: asked.form, Stale: asked.stale,
		Submits: h.Who(c).May(access.Submit, p.picture.Programme.ID),
	}
	for _, l := range p.lines {
		one := changes.Line{Line: l, Costs: l.Costs}
		if first, ok := p.original[l.MilestoneID]; ok {
			one.Original, one.First = &first, first.Deadline(p.ref.Calendar)
		} else {
			one.Original, one.First = l.Plan, l.Deadline
		}
		page.Lines = append(page.Lines, one)
	}
	if page.Open != nil {
		page.OpenHref = h.openHref(c, p)
	}
	if asked.plans != nil && page.Open == nil {
		page.Asked = true
		var err error
		if page.Effect, err = h.changeEffect(c, p, asked); err != nil {
			return err
		}
	}
	site.SetPage(c, p.action)
	title := i18n.T(ctx, "change.title")
	var err error
	if page.Shell, err = h.Shell(c, title); err != nil {
		return err
	}
	page.Eyebrow = p.picture.Term.Name.For(ctx) + " · " + i18n.T(ctx, "roadmap.title", "Year", p.board.Year) + " · " + i18n.T(ctx, "milestone.version", "Version", p.board.Version.Number)
	page.NoDays, page.Errors = true, asked.form.Errors
	return h.Render(c, status, changes.Form(page))
}

// openHref leads to the version that is open already: its case, or its draft.
func (h Handler) openHref(c echo.Context, p *proposal) string {
	open := p.roadmap.Open()
	if one, err := h.Reader(c).CaseOfVersion(site.Ctx(c), open.ID); err == nil && one.ID != 0 && !open.State().Editable() {
		return href.Case(one.ID)
	}
	return href.RoadmapVersion(p.picture.Programme.Code, p.board.Year, open.Number)
}

// chooseLines offers the lines of a roadmap to ask for a change of.
func (h Handler) chooseLines(c echo.Context, p *proposal) error {
	ctx := site.Ctx(c)
	page := changes.ChoosePage{Code: p.picture.Programme.Code, Year: p.board.Year, Open: p.roadmap.Open(), Limit: linesAtOnce}
	if page.Open != nil {
		page.OpenHref = h.openHref(c, p)
	}
	for i := range p.board.Lines {
		if l := &p.board.Lines[i]; l.Status.Open() {
			page.Lines = append(page.Lines, l)
		}
	}
	site.SetPage(c, p.action)
	var err error
	if page.Shell, err = h.Shell(c, i18n.T(ctx, "change.several")); err != nil {
		return err
	}
	page.Eyebrow = p.picture.Term.Name.For(ctx) + " · " + i18n.T(ctx, "roadmap.title", "Year", p.board.Year)
	page.NoDays = true
	return h.Render(c, http.StatusOK, changes.Choose(page))
}
