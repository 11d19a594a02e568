package finance

import (
	"cmp"
	"crypto/rand"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
	"qadam/views/ui"
)

func pasteRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/programmes/:code/funding/paste", Action: access.KeepFunding, Handle: h.newPaste},
		{Method: http.MethodPost, Path: "/programmes/:code/funding/paste", Action: access.KeepFunding, Handle: h.createPaste},
	}
}

// programmeKept is the programme of the address, for those who keep its money
// today.
func (h Handler) programmeKept(c echo.Context) (*portfolio.Picture, error) {
	pictures, _, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	for _, p := range pictures {
		if p.Programme.Code != c.Param("code") {
			continue
		}
		if err := access.Require(h.Who(c), access.KeepFunding, p.Programme.ID); err != nil {
			return nil, err
		}
		if h.Visit(c).Past {
			return nil, fault.NotFound() // nobody writes in the past
		}
		return p, nil
	}
	return nil, fault.NotFound()
}

// newPaste answers GET /programmes/:code/funding/paste.
func (h Handler) newPaste(c echo.Context) error {
	picture, err := h.programmeKept(c)
	if err != nil {
		return err
	}
	return h.pastePage(c, http.StatusOK, picture, ui.Form{}, nil)
}

// createPaste answers POST /programmes/:code/funding/paste: it shows how the
// rows were understood, or enters them.
func (h Handler) createPaste(c echo.Context) error {
	picture, err := h.programmeKept(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	rows := readRows(f.Raw("rows"))
	switch {
	case len(rows) == 0:
		f.Fault("rows", "entry.paste_nothing")
	case len(rows) > app.RowsLimit:
		f.Fault("rows", "entry.rows_limit", "Limit", app.RowsLimit)
		rows = nil
	}
	sound, err := h.understand(c, picture, rows, money.Unit(f.Text("unit")), f.Text("why"))
	if err != nil {
		return err
	}
	if f.Text("step") != "save" || !sound {
		status := http.StatusOK
		if !sound || f.Form.Faulty() {
			status = http.StatusUnprocessableEntity
		}
		return h.pastePage(c, status, picture, f.Form, rows)
	}
	formKey := "paste-" + strconv.FormatInt(picture.Programme.ID, 10) + "-" + cmp.Or(f.Text("form_key"), rand.Text())
	ok, err := f.Try(func() error {
		if len(formKey) > formKeyLimit {
			return fault.Invalid("fault.bad_form")
		}
		all := make([]app.Money, len(rows))
		for i, r := range rows {
			all[i] = r.money
			all[i].FormKey = formKey
		}
		return h.App.EnterMany(site.Ctx(c), h.Who(c), picture.Programme.ID, all)
	})
	if err != nil {
		return err
	}
	if ok {
		return h.SeeOther(c, href.ProgrammeFunding(picture.Programme.Code), "entry.were_entered", "N", strconv.Itoa(len(rows)))
	}
	place(f, rows)
	return h.pastePage(c, http.StatusUnprocessableEntity, picture, f.Form, rows)
}

// columns are where the faults of an entry's fields stand in a table.
var columns = map[string]string{
	"amount": "sum", "happened_on": "date", "document_number": "document", "link": "document", "line": "source", "kind": "kind", "year": "year", "period": "period",
	"contract": "contract", "document_kind": "document_kind", "document_date": "document_date", "document_title": "document_title", "why": "why", "note": "note",
}

// place moves faults of rows from the form to their cells.
func place(f *site.Form, rows []pasted) {
	var rest []fault.FieldError
	for _, e := range f.Form.Errors {
		number, field, _ := strings.Cut(e.Name, ".")
		i, err := strconv.Atoi(number)
		if err != nil || i < 0 || i >= len(rows) {
			rest = append(rest, e)
			continue
		}
		column := cmp.Or(columns[field], "row")
		rows[i].Faults[column] = append(rows[i].Faults[column], e)
	}
	f.Form.Errors = rest
}

// understand reads the rows and holds each against the checks, later ones
// against what the earlier ones leave; it reports whether all are sound.
func (h Handler) understand(c echo.Context, picture *portfolio.Picture, rows []pasted, unit money.Unit, why string) (sound bool, err error) {
	states, err := h.Reader(c).MoneyStates(site.Ctx(c), picture.Programme.ID)
	if err != nil {
		return false, err
	}
	p := pasting{picture: picture, unit: unit, states: map[int64]*funding.State{}}
	for _, s := range states {
		p.states[s.ProjectID] = s
	}
	sound = len(rows) > 0
	for i := range rows {
		r := &rows[i]
		p.read(r)
		if r.money.Why == "" && why != "" {
			r.money.Why = why
		}
		if !r.Faulty() && r.Line != nil {
			p.hold(h, r)
		} else { // all mistakes at once
			for _, one := range fault.FieldsOf(r.money.Check(h.Store.Now())) {
				if column := cmp.Or(columns[one.Name], "row"); len(r.Faults[column]) == 0 {
					r.Faults[column] = append(r.Faults[column], one)
				}
			}
		}
		sound = sound && !r.Faulty()
	}
	return sound, nil
}

// hold judges a row that was understood. A word of why for all rows is kept with
// those only that need one.
func (p *pasting) hold(h Handler, r *pasted) {
	state := p.states[r.Line.ProjectID]
	e, v, err := r.money.Held(state, h.Store.Now())
	if len(v.Breaches) == 0 && r.Cells["why"] == "" {
		r.money.Why = ""
	}
	r.Paper, r.Breaches = r.money.Document, v.Breaches
	for _, one := range fault.FieldsOf(err) {
		column := cmp.Or(columns[one.Name], "row")
		r.Faults[column] = append(r.Faults[column], one)
	}
	r.Entry = &e
	if err == nil {
		p.states[r.Line.ProjectID] = state.With(e)
	}
}

func (h Handler) pastePage(c echo.Context, status int, picture *portfolio.Picture, form ui.Form, rows []pasted) error {
	ctx := site.Ctx(c)
	p := budgets.PastePage{Programme: &picture.Programme, Action: href.ProgrammePaste(picture.Programme.Code), Form: form, Key: rand.Text(), Asked: form.Sent()}
	for _, r := range rows {
		p.Rows = append(p.Rows, *r.PasteRow)
	}
	site.SetPage(c, p.Action)
	var err error
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "entry.paste")); err != nil {
		return err
	}
	p.Eyebrow, p.NoDays, p.Errors, p.Assets = picture.Term.Name.For(ctx), true, form.Errors, fundingAssets
	return h.Render(c, status, budgets.Paste(p))
}
