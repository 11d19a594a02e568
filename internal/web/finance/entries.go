package finance

import (
	"crypto/rand"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
	"qadam/views/ui"
)

// kept is a line with its project, for those who keep its money today.
type kept struct {
	line    funding.Line
	project *portfolio.Project
	state   *funding.State
}

// lineKept is the line of the address with all that an entry on it is held
// against.
func (h Handler) lineKept(c echo.Context) (k kept, err error) {
	ctx, reader := site.Ctx(c), h.Reader(c)
	id, err := site.ID(c)
	if err != nil {
		return k, err
	}
	if k.line, err = reader.Line(ctx, id); err != nil {
		return k, err
	}
	if err := access.Require(h.Who(c), access.KeepFunding, k.line.ProgrammeID); err != nil {
		return k, err
	}
	if h.Visit(c).Past {
		return k, fault.NotFound() // nobody enters money in the past
	}
	if k.project, err = h.projectByID(c, k.line.ProgrammeID, k.line.ProjectID); err != nil {
		return k, err
	}
	k.state, err = reader.MoneyState(ctx, k.line.ProgrammeID, k.line.ProjectID)
	return k, err
}

// projectByID is a project of a programme that the person may know of.
func (h Handler) projectByID(c echo.Context, programmeID, projectID int64) (*portfolio.Project, error) {
	projects, err := h.known(c, programmeID)
	if err != nil {
		return nil, err
	}
	for i := range projects {
		if projects[i].ID == projectID {
			return &projects[i], nil
		}
	}
	return nil, fault.NotFound()
}

// known are the projects of a programme that the person may know of.
func (h Handler) known(c echo.Context, programmeID int64) ([]portfolio.Project, error) {
	ctx, reader := site.Ctx(c), h.Reader(c)
	pictures, _, err := reader.Pictures(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range pictures {
		if p.Programme.ID == programmeID {
			return site.VisibleProjects(ctx, reader, p, h.Who(c))
		}
	}
	return nil, nil
}

// newEntry answers GET /funding/lines/:id/entries/new.
func (h Handler) newEntry(c echo.Context) error {
	k, err := h.lineKept(c)
	if err != nil {
		return err
	}
	return h.entryPage(c, http.StatusOK, k, entryForm{kind: funding.EntryKind(c.QueryParam("kind"))})
}

// entryForm is the form of an entry as it came, and what it says.
type entryForm struct {
	kind    funding.EntryKind
	form    ui.Form
	files   []app.File
	money   *app.Money // what was understood, nil before anything was sent
	unread  []fault.FieldError
	refused bool // it was sent to be kept
}

// createEntry answers POST /funding/lines/:id/entries.
func (h Handler) createEntry(c echo.Context) (err error) {
	k, err := h.lineKept(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	if m := c.Request().MultipartForm; m != nil {
		defer func() { err = errors.Join(err, m.RemoveAll()) }()
	}
	files, err := h.KeepFiles(f)
	if err != nil {
		return err
	}
	m := readMoney(f, k.line.ID)
	m.File = scan(f, files)
	if f.Form.Faulty() { // all mistakes at once
		f.Form.Errors = append(f.Form.Errors, missing(f, m.Check(h.Store.Now()))...)
	}
	ok, err := f.Try(func() error {
		if len(m.FormKey) > formKeyLimit {
			return fault.Invalid("fault.bad_form")
		}
		_, err := h.App.EnterMoney(site.Ctx(c), h.Who(c), m)
		return err
	})
	if ok {
		return h.SeeOther(c, href.FundingLine(k.line.ID), "entry.was_entered")
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	return h.entryAgain(c, status, entryForm{kind: m.Kind, form: f.Form, files: files, money: &m, refused: true})
}

// formKeyLimit is longer than any key that a page gave.
const formKeyLimit = 100

// missing leaves out the faults of fields that have one already.
func missing(f *site.Form, err error) []fault.FieldError {
	return slices.DeleteFunc(slices.Clone(fault.FieldsOf(err)), func(e fault.FieldError) bool {
		return slices.ContainsFunc(f.Form.Errors, func(known fault.FieldError) bool { return known.Name == e.Name })
	})
}

// checkEntry answers POST /funding/lines/:id/entries/check: what an entry would
// do, asked again and again while it is typed. Nothing is recorded.
func (h Handler) checkEntry(c echo.Context) error {
	f := site.ReadForm(c)
	e := entryForm{form: ui.Form{Values: f.Form.Values}}
	m := readMoney(f, 0)
	e.kind, e.unread = m.Kind, f.Form.Errors
	if len(f.Form.Values) > 0 {
		e.money = &m
	}
	return h.entryAgain(c, http.StatusOK, e)
}

// entryAgain shows the form again, against what is known now.
func (h Handler) entryAgain(c echo.Context, status int, e entryForm) error {
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
	k, err := h.lineKept(c)
	if err != nil {
		return err
	}
	return h.entryPage(c, status, k, e)
}

// entryPage is the page of the form, with what the entry would do beside it.
func (h Handler) entryPage(c echo.Context, status int, k kept, e entryForm) error {
	ctx, v := site.Ctx(c), h.Visit(c)
	p := budgets.EntryPage{
		Line: &k.line, Project: k.project, Kind: e.kind, Form: e.form, Key: rand.Text(), Year: v.Today.Year, Limit: app.FileLimit >> 20, Contracts: k.state.Contracts,
		Contract: c.QueryParam("contract"),
	}
	if y, err := strconv.Atoi(c.QueryParam("year")); err == nil && y >= funding.FirstYear && y <= funding.LastYear {
		p.Year = y
	}
	if m := e.money; m != nil && m.Year >= funding.FirstYear && m.Year <= funding.LastYear {
		p.Year = m.Year
	}
	p.Sums = k.state.LineYear(k.line.ID, p.Year)
	if !slices.Contains(funding.EntryKinds, p.Kind) {
		p.Kind = next(p.Sums, &k.line)
	}
	if m := e.money; m != nil {
		m.LineID = k.line.ID
		if m.Amount != 0 || m.Brings {
			_, verdict, _ := m.Held(k.state, h.Store.Now())
			p.Verdict = &verdict
		}
	}
	for _, one := range e.unread {
		if !unfinished(one.Key) {
			p.Unread = append(p.Unread, i18n.FieldText(ctx, one))
		}
	}
	for _, file := range e.files {
		p.Kept = append(p.Kept, ui.KeptFile{Token: h.App.Token(file), Name: file.Name, Size: file.Size})
	}
	site.SetPage(c, href.With(href.NewEntry(k.line.ID, string(p.Kind)), "contract", e.form.Value("contract", p.Contract), "year", c.QueryParam("year")))
	var err error
	if p.Shell, err = h.Shell(c, budgets.LineName(ctx, &k.line)); err != nil {
		return err
	}
	p.Eyebrow, p.NoDays, p.Errors, p.Assets = k.project.Profile.Name.For(ctx), true, e.form.Errors, fundingAssets
	return h.Render(c, status, budgets.NewEntry(p))
}

// unfinished reports whether a fault is only that somebody is still typing.
func unfinished(key string) bool {
	return slices.Contains([]string{"fault.required", "fault.required_choice", "fault.not_a_date", "fault.not_a_number"}, key)
}

// next is the kind of entry that mostly comes next, by how a year stands.
func next(s funding.Sums, line *funding.Line) funding.EntryKind {
	switch {
	case s.Planned == 0 && s.Allocated == 0 && s.Committed == 0:
		return funding.Plan
	case s.Allocated == 0 && s.Committed == 0 && line.Source.Budget() && line.Kind == funding.Investment:
		return funding.Allocate
	case s.Committed == 0:
		return funding.Commit
	case s.Paid < s.Accepted:
		return funding.Pay
	default:
		return funding.Accept
	}
}
