package planning

import (
	"cmp"
	"crypto/rand"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/ui"
)

// reportLimit is the most that a report may weigh: its files and a little text.
const reportLimit = app.FilesLimit*app.FileLimit + 1<<20

// createUpdate answers POST /milestones/:id/updates.
func (h Handler) createUpdate(c echo.Context) (err error) {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	if m := c.Request().MultipartForm; m != nil {
		// The server cleans up after the request that it made, not after this copy.
		defer func() { err = errors.Join(err, m.RemoveAll()) }()
	}
	files, err := h.keepFiles(c, f, id)
	if err != nil {
		return err
	}
	p := app.Progress{
		MilestoneID: id,
		Percent:     f.Int("percent"),
		Forecast:    f.Day("forecast"),
		Note:        f.Text("note"),
		SaidDone:    f.Bool("said_done"),
		Seen:        f.ID("seen"),
		FormKey:     strconv.FormatInt(id, 10) + "-" + cmp.Or(f.Text("form_key"), rand.Text()),
		Document:    app.Document{Number: f.Text("document_number"), Dated: f.Day("document_date")},
		Files:       files,
		Link:        f.Text("link"),
	}
	if !f.Form.Values.Has("seen") {
		p.Seen = app.AnyUpdate // a program, not our form
	}
	atOnce(f, p)
	ok, err := f.Try(func() error {
		if len(p.FormKey) > formKeyLimit {
			return fault.Invalid("fault.bad_form")
		}
		return h.App.ReportProgress(site.Ctx(c), h.Who(c), p)
	})
	if ok {
		return h.SeeOther(c, back(f, id), "milestone.progress_recorded")
	}
	return h.tryAgain(c, id, attempt{kind: toReport, form: typed(f), kept: files}, err)
}

// atOnce adds what the rules say to the rest of a form of which something does
// not even have the right shape, so that a person hears of all mistakes at once.
func atOnce(f *site.Form, p app.Progress) {
	if !f.Form.Faulty() {
		return
	}
	pieces := len(p.Files)
	var link error
	if p.Link != "" {
		pieces++
		link = portfolio.CheckLink(p.Link)
	}
	rest := fault.Join(portfolio.Plan{}.CheckUpdate(portfolio.Update{
		Percent: p.Percent, Forecast: p.Forecast, Note: p.Note, SaidDone: p.SaidDone,
	}, nil, pieces), link)
	for _, e := range fault.FieldsOf(rest) {
		if !slices.ContainsFunc(f.Form.Errors, func(known fault.FieldError) bool { return known.Name == e.Name }) {
			f.Form.Errors = append(f.Form.Errors, e)
		}
	}
}

// formKeyLimit is longer than any key that a page gave.
const formKeyLimit = 100

// typed is the form as it came. Of one that was too large to read nothing came
// but that.
func typed(f *site.Form) ui.Form {
	if len(f.Form.Values) > 0 || len(f.Form.Errors) == 0 {
		return f.Form
	}
	return ui.Form{Errors: f.Form.Errors[len(f.Form.Errors)-1:]}
}

// tryAgain shows the page that a form was sent from with the form as it was
// typed: 422 when something in it is wrong, 409 when somebody else was faster.
func (h Handler) tryAgain(c echo.Context, id int64, tried attempt, err error) error {
	status := http.StatusUnprocessableEntity
	if err == nil {
		err = h.mayTry(c, id, tried.kind)
	}
	if fault.Is(err, fault.KindConflict) {
		status, tried.conflict = http.StatusConflict, err
	} else if err != nil {
		return h.unlessHidden(c, id, err)
	}
	h.again(c)
	switch tried.from() {
	case fromWork:
		return h.workPage(c, status, id, nil, tried)
	case fromList:
		return h.listAgain(c, status, id, tried)
	}
	s, err := h.subject(c, id)
	if err != nil {
		return err
	}
	return h.milestonePage(c, status, s, tried)
}

// mayTry refuses those who may not do it at all: nobody is told what is wrong
// with a form that would be refused when it is right.
func (h Handler) mayTry(c echo.Context, id int64, kind string) error {
	m, err := h.Reader(c).Milestone(site.Ctx(c), id)
	if err != nil {
		return err
	}
	action := access.ReviewEvidence
	if kind == toReport {
		action = access.ReportProgress
	}
	return access.Require(h.Who(c), action, m.ProgrammeID)
}

// fromWork is what a form on the page of work says of where it was sent from.
const fromWork = "work"

// back is the page that a form was sent from.
func back(f *site.Form, id int64) string {
	switch f.Text("from") {
	case fromWork:
		return href.Work(id)
	case fromList:
		return listAddress(f.Text("back")).RequestURI()
	}
	return href.Milestone(id)
}

// keepFiles keeps the files of a report: see Site.KeepFiles. Nobody can leave
// files here who may not report.
func (h Handler) keepFiles(c echo.Context, f *site.Form, id int64) ([]app.File, error) {
	if len(f.Files("files")) > 0 {
		m, err := h.Reader(c).Milestone(site.Ctx(c), id)
		if err != nil {
			return nil, err
		}
		if err := access.Require(h.Who(c), access.ReportProgress, m.ProgrammeID); err != nil {
			return nil, h.unlessHidden(c, id, err)
		}
	}
	return h.KeepFiles(f)
}

// createAcceptance answers POST /milestones/:id/acceptances.
func (h Handler) createAcceptance(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	p := app.Acceptance{MilestoneID: id, UpdateID: f.ID("update_id"), DoneOn: f.Day("done_on"), Note: f.Text("note")}
	ok, err := f.Try(func() error { return h.App.AcceptEvidence(site.Ctx(c), h.Who(c), p) })
	if ok {
		return h.SeeOther(c, back(f, id), "milestone.evidence_accepted")
	}
	return h.tryAgain(c, id, attempt{kind: toAccept, form: f.Form}, err)
}

// createReturn answers POST /milestones/:id/returns.
func (h Handler) createReturn(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	p := app.Return{MilestoneID: id, UpdateID: f.ID("update_id"), Reason: f.Text("reason")}
	ok, err := f.Try(func() error { return h.App.ReturnEvidence(site.Ctx(c), h.Who(c), p) })
	if ok {
		return h.SeeOther(c, back(f, id), "milestone.evidence_returned")
	}
	return h.tryAgain(c, id, attempt{kind: toReturn, form: f.Form}, err)
}
