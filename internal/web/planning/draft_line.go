package planning

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/href"
	"qadam/views/ui"
)

// What the buttons of a line's form ask for.
const (
	stepNext       = "next"       // save, and begin another one
	stepUnfinished = "unfinished" // save though something is missing
	stepEffect     = "effect"     // show what the dates and links lead to
	stepRows       = "rows"       // more rows of costs and predecessors
)

// offeredLimit is how many lines the fields of predecessors offer at once; of
// more, those that are searched for.
const offeredLimit = 120

// newLine answers GET /roadmaps/:programme/:year/draft/lines/new.
func (h Handler) newLine(c echo.Context) error {
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	typed := d.typedOf(site.Ctx(c), d.blank())
	typed.Set("project", c.QueryParam("project"))
	typed.Del("revision")
	return h.linePage(c, d, lineShown{status: http.StatusOK, form: ui.Form{Values: typed}})
}

// blank is a line before anybody wrote it: led by the akimat that owns the
// programme, from the first working day of the year.
func (d *draft) blank() portfolio.Plan {
	return portfolio.Plan{
		VersionID: d.Edited.ID, ProgrammeID: d.Programme.ID, LeadID: d.Term.OwnerID, Form: portfolio.FormInformation,
		Start: d.ref.Calendar.Next(d.firstDay()),
	}
}

// showLine answers GET /roadmaps/:programme/:year/draft/lines/:id.
func (h Handler) showLine(c echo.Context) error {
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	p, err := d.lineOf(c)
	if err != nil {
		return err
	}
	return h.linePage(c, d, lineShown{status: http.StatusOK, plan: p, form: ui.Form{Values: d.typedOf(site.Ctx(c), *p)}, asked: true})
}

// lineOf is the line that the address names.
func (d *draft) lineOf(c echo.Context) (*portfolio.Plan, error) {
	id, err := site.ID(c)
	if err != nil {
		return nil, err
	}
	p := d.plan(id)
	if p == nil {
		return nil, fault.NotFound()
	}
	return p, nil
}

// createLine answers POST /roadmaps/:programme/:year/draft/lines.
func (h Handler) createLine(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	p := d.read(site.Ctx(c), f, d.blank())
	project := d.project(f.Text("project"))
	if project != nil {
		p.ProjectID = project.ID
	} else {
		f.Fault("project", "fault.required_choice")
	}
	return h.keepLine(c, d, f, nil, p, func(options ...app.LineOption) (int64, error) {
		return h.App.AddLine(site.Ctx(c), h.Who(c), p, options...)
	})
}

// saveLine answers POST /roadmaps/:programme/:year/draft/lines/:id.
func (h Handler) saveLine(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	was, err := d.lineOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	p := d.read(site.Ctx(c), f, *was)
	p.Revision = f.Int("revision")
	return h.keepLine(c, d, f, was, p, func(options ...app.LineOption) (int64, error) {
		return p.MilestoneID, h.App.ChangeLine(site.Ctx(c), h.Who(c), d.Edited.ID, p.MilestoneID, func(to *portfolio.Plan) { *to = p }, options...)
	})
}

// keepLine saves a line by what its button asked for, and shows the form again
// when something is wrong with it, when somebody was faster, or when it was
// only to be looked at.
func (h Handler) keepLine(c echo.Context, d *draft, f *site.Form, was *portfolio.Plan, p portfolio.Plan, save func(...app.LineOption) (int64, error)) error {
	step := f.Text("step")
	shown := lineShown{status: http.StatusUnprocessableEntity, plan: was, typed: &p}
	switch step {
	case stepEffect:
		shown.status, shown.asked, shown.unclear = http.StatusOK, true, timeUnclear(f.Form.Errors)
		shown.form = ui.Form{Values: f.Form.Values}
		return h.linePage(c, d, shown)
	case stepRows:
		shown.status, shown.more = http.StatusOK, true
		shown.form = ui.Form{Values: f.Form.Values}
		return h.linePage(c, d, shown)
	}
	var options []app.LineOption
	if step == stepUnfinished {
		options = append(options, app.Unfinished)
	}
	var id int64
	if f.Form.Faulty() {
		d.atOnce(f, p, step == stepUnfinished)
	}
	ok, err := f.Try(func() (err error) {
		id, err = save(options...)
		return err
	})
	if ok {
		d.Draft.Year = d.Year
		if step == stepNext {
			project := d.picture.Project(p.ProjectID)
			return h.SeeOther(c, href.DraftNewLine(d.Programme.Code, d.Year, project.Code), "draft.line_saved")
		}
		return h.SeeOther(c, href.DraftAt(d.Programme.Code, d.Year, id), "draft.line_saved")
	}
	if fault.Is(err, fault.KindConflict) {
		return h.lineChanged(c, f, p, err)
	}
	if err != nil {
		return err
	}
	d.placeFaults(site.Ctx(c), f, p)
	shown.form, shown.asked, shown.unclear = f.Form, true, timeUnclear(f.Form.Errors)
	return h.linePage(c, d, shown)
}

// timeUnclear reports whether a date or a link has no shape, so that nobody can
// tell what it would move.
func timeUnclear(faults []fault.FieldError) bool {
	return slices.ContainsFunc(faults, func(e fault.FieldError) bool {
		return e.Key != "roadmap.cycle" && (e.Name == "start" || strings.HasPrefix(e.Name, "due_") || strings.HasPrefix(e.Name, "after_"))
	})
}

// lineChanged answers a form that came too late: with what the other made of
// the line beside what was typed, which another click saves over it.
func (h Handler) lineChanged(c echo.Context, f *site.Form, p portfolio.Plan, conflict error) error {
	h.again(c)
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	now := d.plan(p.MilestoneID)
	if now == nil {
		return conflict // the line itself was removed
	}
	theirs := d.typedOf(site.Ctx(c), *now)
	f.Form.Values.Set("revision", theirs.Get("revision"))
	shown := lineShown{status: http.StatusConflict, plan: now, typed: &p, form: ui.Form{Values: f.Form.Values}, asked: true}
	if shown.changed, err = h.changedBy(c, d, *now, p); err != nil {
		return err
	}
	return h.linePage(c, d, shown)
}

// changedBy says who changed a line last, and where it differs from what was
// typed.
func (h Handler) changedBy(c echo.Context, d *draft, now, typed portfolio.Plan) (*drafts.Changed, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	changed := &drafts.Changed{Fields: d.differences(ctx, now, typed)}
	edit, err := r.LastEdit(ctx, d.Edited.ID)
	if err != nil || edit == nil {
		return changed, err
	}
	if !slices.ContainsFunc(edit.After.Lines, func(p portfolio.Plan) bool { return p.MilestoneID == now.MilestoneID }) {
		return changed, nil
	}
	names, err := r.Names(ctx, []int64{edit.RecordedBy})
	changed.Who, changed.At = names[edit.RecordedBy], edit.RecordedAt
	return changed, err
}

// atOnce adds what the rules say to a form of which something does not even
// have the right shape, so that one hears of all mistakes at once.
func (d *draft) atOnce(f *site.Form, p portfolio.Plan, unfinished bool) {
	if unfinished {
		return
	}
	faulty := map[string]bool{}
	for _, e := range f.Form.Errors {
		faulty[e.Name] = true
		if e.Name == "due_kind" || e.Name == dueInput(f.Form.Values) {
			faulty["due"] = true
		}
	}
	for _, e := range fault.FieldsOf(p.Check(d.Year)) {
		if !faulty[e.Name] && e.Name != "costs" && e.Name != "links" {
			f.Form.Errors = append(f.Form.Errors, e)
		}
	}
	f.Form.Errors = append(f.Form.Errors, fault.FieldsOf(portfolio.CheckLinks(p, d.with(p)))...)
}

// with are the lines of the draft with one as it is typed.
func (d *draft) with(p portfolio.Plan) []portfolio.Plan {
	all := slices.Clone(d.plans)
	if i, ok := d.at[p.MilestoneID]; ok {
		all[i] = p
	}
	return all
}

// placeFaults puts the faults of a line beside the inputs of its form, and in
// their order.
func (d *draft) placeFaults(ctx context.Context, f *site.Form, p portfolio.Plan) {
	for i := range f.Form.Errors {
		e := &f.Form.Errors[i]
		switch e.Name {
		case "due":
			e.Name = dueInput(f.Form.Values)
		case "costs":
			e.Name = drafts.Cell("cost_sum", 0)
		case "links":
			e.Name = d.faultyLink(ctx, f, p)
		}
	}
	slices.SortStableFunc(f.Form.Errors, func(a, b fault.FieldError) int { return place(a.Name) - place(b.Name) })
}

// faultyLink is the field of the predecessor by which the links of a line run in
// a circle, or the first.
func (d *draft) faultyLink(ctx context.Context, f *site.Form, p portfolio.Plan) string {
	for i := range rowsLimit {
		name := drafts.Cell("after", i)
		before, err := d.find(ctx, f.Text(name))
		if f.Text(name) == "" || err != nil {
			continue
		}
		alone := p
		alone.Links = slices.DeleteFunc(slices.Clone(p.Links), func(l portfolio.Link) bool { return l.MilestoneID != before.MilestoneID })
		if portfolio.CheckLinks(alone, d.with(alone)) != nil {
			return name
		}
	}
	return drafts.Cell("after", 0)
}

// inputs are the beginnings of the names of a form's inputs, in their order.
var inputs = strings.Fields("title_kk title_ru title_en project number form weight gate lead co start due for_money after cost zone note")

func place(name string) int {
	return slices.IndexFunc(inputs, func(begin string) bool { return name == begin || strings.HasPrefix(name, begin+"_") })
}

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
		p.ID, p.Number, p.Title = s.plan.MilestoneID, s.plan.Number, s.plan.Title
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
	p.NoDays, p.Errors = true, s.form.Errors
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
			v.Set(name, itoa(year))
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
