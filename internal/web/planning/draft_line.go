package planning

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/fault"
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
	if f.TooLarge() {
		typed := d.typedOf(site.Ctx(c), d.blank())
		typed.Del("revision")
		return h.linePage(c, d, lineShown{status: http.StatusUnprocessableEntity, form: ui.Form{Values: typed, Errors: tooLarge().Errors}})
	}
	p := d.read(f, d.blank())
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
	if f.TooLarge() {
		return h.linePage(c, d, lineShown{status: http.StatusUnprocessableEntity, plan: was, form: ui.Form{Values: d.typedOf(site.Ctx(c), *was), Errors: tooLarge().Errors}})
	}
	p := d.read(f, *was)
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
		address := href.DraftAt(d.Programme.Code, d.Year, id)
		if step == stepNext {
			address = href.DraftNewLine(d.Programme.Code, d.Year, d.picture.Project(p.ProjectID).Code)
		}
		if was == nil && p.Number != "" {
			return h.lineNumbered(c, address, id, p.Number)
		}
		return h.SeeOther(c, address, "draft.line_saved")
	}
	if fault.Is(err, fault.KindConflict) {
		return h.lineChanged(c, f, p, err)
	}
	if err != nil {
		return err
	}
	d.placeFaults(f, p)
	shown.form, shown.asked, shown.unclear = f.Form, true, timeUnclear(f.Form.Errors)
	return h.linePage(c, d, shown)
}

// lineNumbered leads on from a new line for which a number was typed, and says
// so when it got another one.
func (h Handler) lineNumbered(c echo.Context, address string, milestoneID int64, typed string) error {
	h.again(c)
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	if p := d.plan(milestoneID); p != nil && p.Number != typed {
		return h.SeeOther(c, address, "draft.line_numbered", "Typed", typed, "Number", p.Number)
	}
	return h.SeeOther(c, address, "draft.line_saved")
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
	d.renamed(site.Ctx(c), f.Form.Values)
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
	changed := &drafts.Changed{Fields: d.words().Differences(ctx, &now, &typed)}
	edit, err := r.LastEdit(ctx, d.Edited.ID)
	if err != nil || edit == nil {
		return changed, err
	}
	if edit.After.Line(now.MilestoneID) == nil {
		return changed, nil
	}
	names, err := r.Names(ctx, []int64{edit.RecordedBy})
	changed.Who, changed.At = names[edit.RecordedBy], edit.RecordedAt
	return changed, err
}
