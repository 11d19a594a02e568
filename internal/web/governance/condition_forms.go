package governance

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/conditions"
	"qadam/views/href"
	"qadam/views/ui"
)

// What may be sent with a report of a condition.
const (
	filesLimit    = app.FilesLimit
	fileMegabytes = app.FileLimit >> 20
	uploadLimit   = app.FilesLimit*app.FileLimit + 1<<20
)

// keptFile is a file that came with a form that was refused.
type keptFile struct {
	app.File
	token string
}

func (h Handler) tokens(files []app.File) []keptFile {
	var kept []keptFile
	for _, f := range files {
		kept = append(kept, keptFile{f, h.App.Token(f)})
	}
	return kept
}

func shownFiles(kept []keptFile) []ui.KeptFile {
	var out []ui.KeptFile
	for _, k := range kept {
		out = append(out, ui.KeptFile{Token: k.token, Name: k.Name, Size: k.Size})
	}
	return out
}

func conditionAddress(id int64) string { return href.Condition(id) }

// reportCondition answers POST /conditions/:id/report.
func (h Handler) reportCondition(c echo.Context) error {
	id, err := h.mayCondition(c, access.ReportCondition)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	files, err := h.KeepFiles(f)
	if err != nil {
		return err
	}
	r := app.ConditionReport{
		ConditionID: id, Text: f.Text("text"), Files: files, Link: f.Text("link"),
		Document: app.Document{Number: f.Text("document_number"), Dated: f.Day("document_date")},
	}
	return h.tryCondition(c, f, "condition.was_reported", func() error { return h.App.ReportCondition(site.Ctx(c), h.Who(c), r) },
		func(form ui.Form) conditions.Forms { return conditions.Forms{Report: form} }, files...)
}

// acceptCondition answers POST /conditions/:id/acceptance.
func (h Handler) acceptCondition(c echo.Context) error {
	id, err := h.mayCondition(c, access.AcceptCondition)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	f.Form.Prefix = "accept"
	return h.tryCondition(c, f, "condition.was_accepted", func() error { return h.App.AcceptCondition(site.Ctx(c), h.Who(c), id, f.Text("text")) },
		func(form ui.Form) conditions.Forms { return conditions.Forms{Accept: form} })
}

// returnCondition answers POST /conditions/:id/return.
func (h Handler) returnCondition(c echo.Context) error {
	id, err := h.mayCondition(c, access.AcceptCondition)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	f.Form.Prefix = "return"
	return h.tryCondition(c, f, "condition.was_sent_back", func() error { return h.App.ReturnCondition(site.Ctx(c), h.Who(c), id, f.Text("text")) },
		func(form ui.Form) conditions.Forms { return conditions.Forms{Return: form} })
}

// askExtension answers POST /conditions/:id/extension.
func (h Handler) askExtension(c echo.Context) error {
	id, err := h.mayCondition(c, access.ReportCondition)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	f.Form.Prefix = "ask"
	until := f.Day("until")
	return h.tryCondition(c, f, "condition.time_was_asked", func() error { return h.App.AskExtension(site.Ctx(c), h.Who(c), id, until, f.Text("reason")) },
		func(form ui.Form) conditions.Forms { return conditions.Forms{Ask: form} })
}

// decideExtension answers POST /conditions/:id/extension/decision.
func (h Handler) decideExtension(c echo.Context) error {
	id, err := h.mayCondition(c, access.ExtendCondition)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	f.Form.Prefix = "decide"
	grant := f.Text("decision") == "grant"
	flash := "condition.time_was_refused"
	if grant {
		flash = "condition.time_was_granted"
	}
	return h.tryCondition(c, f, flash, func() error { return h.App.DecideExtension(site.Ctx(c), h.Who(c), id, grant, f.Text("text")) },
		func(form ui.Form) conditions.Forms { return conditions.Forms{Decide: form} })
}

// mayCondition is the condition of the address, for those who may do the thing
// to it: nobody is told what is wrong with a form that would be refused when it
// is right.
func (h Handler) mayCondition(c echo.Context, action access.Action) (int64, error) {
	id, err := site.ID(c)
	if err != nil {
		return 0, err
	}
	one, err := h.Reader(c).Condition(site.Ctx(c), id)
	if err != nil {
		return 0, err
	}
	return id, access.Require(h.Who(c), action, one.ProgrammeID)
}

// tryCondition does a thing to a condition and goes on, or shows the page again
// with the form: 422 when something in it is wrong, 409 when somebody was
// faster, with what happened meanwhile.
func (h Handler) tryCondition(c echo.Context, f *site.Form, flash string, do func() error, in func(ui.Form) conditions.Forms, files ...app.File) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	ok, err := f.Try(do)
	if ok {
		return h.SeeOther(c, conditionAddress(id), flash)
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
	return h.conditionPage(c, status, in(f.Form), h.tokens(files))
}

// showConditionFile answers GET /conditions/:id/steps/:step/files/:file.
func (h Handler) showConditionFile(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	one, err := h.Reader(c).Condition(site.Ctx(c), id)
	if err != nil {
		return err
	}
	step, _ := strconv.ParseInt(c.Param("step"), 10, 64)
	n, err := strconv.Atoi(c.Param("file"))
	i := slices.IndexFunc(one.Steps, func(s approval.ConditionStep) bool { return s.ID == step })
	if err != nil || i < 0 || n < 0 || n >= len(one.Steps[i].Files) {
		return fault.NotFound()
	}
	return h.Attach(c, app.File(one.Steps[i].Files[n]), one.Steps[i].RecordedAt)
}

// newAssignment answers GET /conditions/new.
func (h Handler) newAssignment(c echo.Context) error {
	form := ui.Form{}
	if code := c.QueryParam("programme"); code != "" {
		form.Values = map[string][]string{"programme": {code}}
	}
	return h.assignmentPage(c, http.StatusOK, form)
}

func (h Handler) assignmentPage(c echo.Context, status int, form ui.Form) error {
	ctx := site.Ctx(c)
	if h.Visit(c).Past {
		return fault.NotFound()
	}
	r, err := h.register(c, store.ConditionFilter{MilestoneID: -1})
	if err != nil {
		return err
	}
	p := conditions.NewPage{Form: form, Programmes: r.heads}
	for _, b := range r.ref.Bodies {
		if b.Kind != portfolio.WorkingGroup && (b.ValidTo.IsZero() || !b.ValidTo.Before(h.Visit(c).Today)) {
			p.Bodies = append(p.Bodies, b)
		}
	}
	i18n.SortBy(i18n.From(ctx), p.Bodies, func(b portfolio.Body) string { return b.Name.For(ctx) })
	if picture := r.byCode(form.Values.Get("programme")); picture != nil {
		for _, b := range picture.Boards {
			for i := range b.Lines {
				if b.Lines[i].Status.Open() {
					p.Lines = append(p.Lines, *b.Lines[i].Plan)
				}
			}
		}
		slices.SortStableFunc(p.Lines, func(a, b portfolio.Plan) int { return cmp.Compare(a.Position, b.Position) })
	}
	site.SetPage(c, href.NewAssignment(""))
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "condition.new")); err != nil {
		return err
	}
	p.NoDays, p.Errors = true, form.Errors
	return h.Render(c, status, conditions.New(p))
}

func (r register) byCode(code string) *portfolio.Picture {
	for _, p := range r.pictures {
		if p.Programme.Code == code {
			return p
		}
	}
	return nil
}

// createAssignment answers POST /conditions.
func (h Handler) createAssignment(c echo.Context) error {
	f := site.ReadForm(c)
	r, err := h.register(c, store.ConditionFilter{MilestoneID: -1})
	if err != nil {
		return err
	}
	picture := r.byCode(f.Text("programme"))
	if picture == nil {
		f.Fault("programme", "fault.required_choice")
	}
	one := approval.Condition{
		Text: i18n.Text{KK: f.Text("text_kk"), RU: f.Text("text")}, OwnerID: f.ID("owner"), DueOn: f.Day("due"),
		Evidence: portfolio.Form(f.Text("evidence")), Blocks: f.Bool("blocks"), MilestoneID: f.ID("milestone"),
	}
	if picture != nil {
		one.ProgrammeID = picture.Programme.ID
	} else if err := one.Check(civil.DateOf(h.Store.Now())); err != nil { // all mistakes at once
		f.Form.Errors = append(f.Form.Errors, fault.FieldsOf(err)...)
	}
	var id int64
	ok, err := f.Try(func() (err error) {
		id, err = h.App.SetAssignment(site.Ctx(c), h.Who(c), one)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		return h.assignmentPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, conditionAddress(id), "condition.was_set")
}
