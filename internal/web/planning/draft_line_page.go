package planning

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/href"
	"qadam/views/ui"
)

// lineShown is how the form of a line is shown.
type lineShown struct {
	status  int
	plan    *portfolio.Plan // as it stands, nil for a new line
	typed   *portfolio.Plan // as the form reads, nil while nothing was sent
	form    ui.Form
	asked   bool // show what the dates and links lead to
	unclear bool // what was typed has no shape to tell it from
	more    bool // more rows
	changed *drafts.Changed
}

// linePage shows the form of a line.
func (h Handler) linePage(c echo.Context, d *draft, s lineShown) error {
	ctx := site.Ctx(c)
	p := drafts.LinePage{Draft: d.Draft, Form: s.form, Changed: s.changed, Action: href.DraftLines(d.Programme.Code, d.Year)}
	title := i18n.T(ctx, "draft.new_line")
	if s.plan != nil {
		p.ID, p.Number = s.plan.MilestoneID, s.plan.Number
		p.Action = d.LinePath(p.ID)
		title = i18n.T(ctx, "draft.line_title", "Number", p.Number)
		p.Before, p.After = d.beside(p.ID)
		p.Findings = slices.DeleteFunc(d.findings(), func(f portfolio.Finding) bool { return f.MilestoneID != p.ID })
	}
	d.fillLine(ctx, &p, s)
	p.Result = d.result(s)
	if s.status != http.StatusOK {
		page := href.DraftNewLine(d.Programme.Code, d.Year, "")
		if s.plan != nil {
			page = d.LinePath(p.ID)
		}
		site.SetPage(c, page)
	}
	var err error
	if p.Shell, err = h.Shell(c, title); err != nil {
		return err
	}
	p.Shell.Eyebrow = d.Whose(ctx) + " · " + i18n.T(ctx, "roadmap.title", "Year", d.Year)
	p.NoDays, p.Errors, p.Assets = true, s.form.Errors, draftAssets
	return h.Render(c, s.status, drafts.LineForm(p))
}

// fillLine adds what the form offers to choose from.
func (d *draft) fillLine(ctx context.Context, p *drafts.LinePage, s lineShown) {
	p.Costs = rowsOf(s.form.Values, "cost_rows", max(filled(s.form.Values, "cost_sum"), filled(s.form.Values, "cost_source")), s.more)
	p.Links = rowsOf(s.form.Values, "after_rows", filled(s.form.Values, "after"), s.more)
	fillRows(s.form.Values, p.Costs, d.Year)
	for _, one := range d.projects() {
		if s.plan == nil && one.End == nil || s.plan != nil && one.ID == s.plan.ProjectID {
			p.Projects = append(p.Projects, drafts.Named{Code: one.Code, Name: one.Profile.Name})
		}
	}
	p.Leads, p.Own = d.bodies(i18n.From(ctx), s.plan)
	p.Zones = d.picture.Zones
	if p.Searched = len(d.plans) > offeredLimit; !p.Searched {
		p.Offered = d.candidates(d.search("", p.ID))
	}
}

// fillRows proposes the year of the roadmap in rows without one.
func fillRows(v url.Values, rows, year int) {
	for i := range rows {
		if name := drafts.Cell("cost_year", i); v.Get(name) == "" {
			v.Set(name, strconv.Itoa(year))
		}
	}
}

// candidates are lines as the fields of predecessors offer them.
func (d *draft) candidates(found []*portfolio.Plan) []drafts.Candidate {
	var all []drafts.Candidate
	for _, p := range found {
		one := drafts.Candidate{ID: p.MilestoneID, Number: p.Number, Title: p.Title}
		if project := d.picture.Project(p.ProjectID); project != nil {
			one.Project = project.Profile.Name
		}
		all = append(all, one)
	}
	return all
}

// bodies are the executors to choose from: the akimat and its departments
// first, then the others, each by name. Bodies that came to an end before the
// year are left out, unless the line names them.
func (d *draft) bodies(l i18n.Locale, line *portfolio.Plan) (all []portfolio.Body, own int) {
	var others []portfolio.Body
	for _, b := range d.ref.Bodies {
		named := line != nil && (line.LeadID == b.ID || slices.Contains(line.CoIDs, b.ID))
		switch {
		case !named && !b.ValidTo.IsZero() && b.ValidTo.Before(d.firstDay()):
		case b.ProgrammeID == d.Programme.ID:
			all = append(all, b)
		case b.ProgrammeID == 0 || named:
			others = append(others, b)
		}
	}
	i18n.SortBy(l, all, func(b portfolio.Body) string { return b.Name.In(l) })
	i18n.SortBy(l, others, func(b portfolio.Body) string { return b.Name.In(l) })
	return append(all, others...), len(all)
}

// beside are the lines before and after one.
func (d *draft) beside(milestoneID int64) (before, after *drafts.Near) {
	i := d.at[milestoneID]
	if i > 0 {
		before = &drafts.Near{ID: d.plans[i-1].MilestoneID, Number: d.plans[i-1].Number}
	}
	if i+1 < len(d.plans) {
		after = &drafts.Near{ID: d.plans[i+1].MilestoneID, Number: d.plans[i+1].Number}
	}
	return before, after
}

// project is the project of the code that lines may be added to, or nil.
func (d *draft) project(code string) *portfolio.Project {
	for _, p := range d.projects() {
		if p.Code == code && p.End == nil {
			return p
		}
	}
	return nil
}
