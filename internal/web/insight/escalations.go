package insight

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/escalations"
	"qadam/views/href"
	"qadam/views/portfolios"
	"qadam/views/ui"
)

func escalationRoutes(h Handler) []site.Route {
	data := []string{"json", "csv", "xlsx"}
	return []site.Route{
		{Method: http.MethodGet, Path: href.Escalations(), Action: access.SeeInForce, Formats: append(data, "pdf"), Handle: h.listEscalations},
		{Method: http.MethodGet, Path: "/escalations/:id", Action: access.SeeInForce, Formats: data, Handle: h.showEscalation},
		{Method: http.MethodPost, Path: "/escalations/:id/holding", Action: access.HoldEscalation, Handle: h.holdEscalation},
	}
}

// listEscalations answers GET /portfolio/escalations.
func (h Handler) listEscalations(c echo.Context) error {
	ctx := site.Ctx(c)
	rows, err := h.allEscalations(c)
	if err != nil {
		return err
	}
	then, err := h.escalatedThen(c)
	if err != nil {
		return err
	}
	v := h.Visit(c)
	switch v.Format {
	case "json":
		return h.escalationsJSON(c, rows, then)
	case "csv", "xlsx":
		return h.Sheet(c, "escalations-"+v.On.String(), escalationSheet(rows, v.On, then, v.Against))
	case "pdf":
		return h.escalationsPaper(c, rows, then)
	}
	p := escalations.ListPage{Then: then}
	for _, r := range rows {
		if r.Level == portfolio.ReviewLevel {
			p.Reviews = append(p.Reviews, r)
		} else {
			p.Ministry = append(p.Ministry, r)
		}
	}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "escalation.title")); err != nil {
		return err
	}
	if p.Rules, err = h.rules(c); err != nil {
		return err
	}
	p.Eyebrow, p.Tabs, p.Assets = i18n.T(ctx, "portfolio.eyebrow"), portfolios.TabsOf(ctx, p.Shell, href.Escalations()), rateSheet
	p.Compare = true
	return h.Render(c, http.StatusOK, escalations.List(p))
}

// allEscalations are all escalations with their projects.
func (h Handler) allEscalations(c echo.Context) ([]escalations.Row, error) {
	book, err := h.Reader(c).Ratings(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	return h.escalationRows(c, book.Escalations())
}

// escalatedThen are the escalations that were known on the day compared with, by
// key; nil when nothing is compared.
func (h Handler) escalatedThen(c echo.Context) (map[int64]*portfolio.Escalation, error) {
	against := h.Visit(c).Against
	if against.IsZero() {
		return nil, nil
	}
	book, err := h.ReaderOn(c, against).Ratings(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	then, all := map[int64]*portfolio.Escalation{}, book.Escalations()
	for i := range all {
		then[all[i].ID] = &all[i]
	}
	return then, nil
}

// escalationRows are escalations with their projects: what is open by its day,
// then the rest, the newest first.
func (h Handler) escalationRows(c echo.Context, all []portfolio.Escalation) ([]escalations.Row, error) {
	pictures, _, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	healths := map[int64]portfolio.Health{}
	at := map[int64]*portfolio.Picture{}
	for _, p := range pictures {
		at[p.Programme.ID] = p
		for id, health := range p.Healths() {
			healths[id] = health
		}
	}
	var rows []escalations.Row
	for _, e := range all {
		p := at[e.ProgrammeID]
		if p == nil || p.Project(e.ProjectID) == nil {
			continue
		}
		rows = append(rows, escalations.Row{Escalation: e, Project: p.Project(e.ProjectID), Programme: p.Term.Name, Now: healths[e.ProjectID]})
	}
	slices.SortStableFunc(rows, func(x, y escalations.Row) int {
		switch over := y.Over(); {
		case x.Over() != over:
			if over {
				return -1
			}
			return 1
		case over:
			return y.RecordedAt.Compare(x.RecordedAt)
		}
		return cmp.Or(x.HoldBy.Compare(y.HoldBy), x.RecordedAt.Compare(y.RecordedAt))
	})
	return rows, nil
}

// showEscalation answers GET /escalations/:id.
func (h Handler) showEscalation(c echo.Context) error {
	return h.escalationPage(c, http.StatusOK, ui.Form{})
}

func (h Handler) escalationPage(c echo.Context, status int, form ui.Form) error {
	ctx, r := site.Ctx(c), h.Reader(c)
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	e, err := r.Escalation(ctx, id)
	if err != nil {
		return err
	}
	rows, err := h.escalationRows(c, []portfolio.Escalation{e})
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return fault.NotFound()
	}
	switch h.Visit(c).Format {
	case "json":
		return h.escalationJSON(c, rows[0])
	case "csv", "xlsx":
		return h.Sheet(c, "escalation-"+c.Param("id"), agendaSheet(rows[0]))
	}
	ref, err := r.Reference(ctx)
	if err != nil {
		return err
	}
	p := escalations.ShowPage{Row: rows[0], Bodies: map[int64]i18n.Text{}, Form: form}
	for _, l := range e.Agenda.Lines {
		p.Bodies[l.LeadID] = ref.Bodies[l.LeadID].Called()
	}
	p.Held, p.Ended = p.Step(portfolio.EscalationHeld), p.Step(portfolio.EscalationEnded)
	if p.Held != nil {
		names, err := r.Names(ctx, []int64{p.Held.RecordedBy})
		if err != nil {
			return err
		}
		p.By = names[p.Held.RecordedBy]
	}
	site.SetPage(c, href.Escalation(e.ID))
	if p.Shell, err = h.Shell(c, p.Project.Profile.Name.For(ctx)); err != nil {
		return err
	}
	p.Eyebrow, p.Assets, p.Errors = i18n.T(ctx, "escalation.eyebrow", "Number", e.ID)+" · "+p.Programme.For(ctx), rateSheet, append(p.Errors, form.Errors...)
	p.MayHold = !p.Past && e.Level == portfolio.ReviewLevel && !e.Over() && h.Who(c).May(access.HoldEscalation, e.ProgrammeID)
	return h.Render(c, status, escalations.Show(p))
}

// holdEscalation answers POST /escalations/:id/holding.
func (h Handler) holdEscalation(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	held := app.Holding{EscalationID: id, HeldOn: f.Day("held_on"), Conclusion: f.Text("text"), Number: f.Text("document_number")}
	ok, err := f.Try(func() error { return h.App.HoldEscalation(site.Ctx(c), h.Who(c), held) })
	if ok {
		return h.SeeOther(c, href.Escalation(id), "escalation.was_held")
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
	return h.escalationPage(c, status, f.Form)
}

// escalationData is an escalation as data; the agenda is as it was filled in.
type escalationData struct {
	ID         int64                     `json:"id"`
	Programme  i18n.Text                 `json:"programme"`
	Project    string                    `json:"project"`
	Name       i18n.Text                 `json:"name"`
	Level      portfolio.Level           `json:"level"`
	FirstOn    civil.Date                `json:"red_since"`
	Months     int                       `json:"months"`
	OpenedOn   civil.Date                `json:"opened_on"`
	HoldBy     *civil.Date               `json:"hold_by"`
	Late       bool                      `json:"late"`
	HeldOn     *civil.Date               `json:"held_on"`
	Conclusion string                    `json:"conclusion"`
	EndedOn    *civil.Date               `json:"red_until"`
	Over       bool                      `json:"over"`
	State      portfolio.EscalationState `json:"state"`
	Change     portfolio.ListChange      `json:"change,omitempty"` // where a day is compared with
	StateThen  portfolio.EscalationState `json:"state_then,omitempty"`
	MonthsThen int                       `json:"months_then,omitempty"`
	Agenda     *portfolio.Agenda         `json:"agenda,omitempty"`
}

func dataOfEscalation(r escalations.Row, on civil.Date) escalationData {
	d := escalationData{
		ID: r.ID, Programme: r.Programme, Project: r.Project.Code, Name: r.Project.Profile.Name, Level: r.Level, FirstOn: r.FirstOn, Months: r.RunningMonths(on),
		OpenedOn: r.OpenedOn(), HoldBy: dayOrNull(r.HoldBy), Late: r.Late(on), Over: r.Over(), State: r.State(on),
	}
	if s := r.Step(portfolio.EscalationHeld); s != nil {
		d.HeldOn, d.Conclusion = &s.HappenedOn, s.Text
	}
	if s := r.Step(portfolio.EscalationEnded); s != nil {
		d.EndedOn = &s.HappenedOn
	}
	return d
}

// compared adds what became of the escalation since the day compared with.
func (d escalationData) compared(r escalations.Row, on civil.Date, then map[int64]*portfolio.Escalation, against civil.Date) escalationData {
	if !against.IsZero() {
		was := then[r.ID]
		d.Change, d.StateThen = r.Since(on, was, against)
		if was != nil {
			d.MonthsThen = was.RunningMonths(against)
		}
	}
	return d
}

func (h Handler) escalationsJSON(c echo.Context, rows []escalations.Row, then map[int64]*portfolio.Escalation) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	data := struct {
		AsOf        civil.Date       `json:"as_of"`
		Against     *civil.Date      `json:"against,omitempty"`
		Head        string           `json:"head"`
		Escalations []escalationData `json:"escalations"`
	}{h.Visit(c).On, dayOrNull(h.Visit(c).Against), head, []escalationData{}}
	for _, r := range rows {
		data.Escalations = append(data.Escalations, dataOfEscalation(r, h.Visit(c).On).compared(r, h.Visit(c).On, then, h.Visit(c).Against))
	}
	return h.JSON(c, data)
}

func (h Handler) escalationJSON(c echo.Context, r escalations.Row) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	d := dataOfEscalation(r, h.Visit(c).On)
	d.Agenda = &r.Agenda
	return h.JSON(c, struct {
		AsOf civil.Date `json:"as_of"`
		Head string     `json:"head"`
		escalationData
	}{h.Visit(c).On, head, d})
}

func escalationSheet(rows []escalations.Row, on civil.Date, then map[int64]*portfolio.Escalation, against civil.Date) *site.Sheet {
	more := []string{"state"}
	if !against.IsZero() {
		more = append(more, "change", "state_then", "months_then")
	}
	s := site.NewSheet(columns([]string{"id", "level", "project"}, nameHead("name"),
		[]string{"red_since", "months", "opened_on", "hold_by", "late", "held_on", "conclusion", "red_until", "over"}, more)...)
	for _, r := range rows {
		d := dataOfEscalation(r, on).compared(r, on, then, against)
		cells := columns([]any{d.ID, string(d.Level), d.Project}, nameCells(d.Name),
			[]any{d.FirstOn, d.Months, d.OpenedOn, d.HoldBy, d.Late, d.HeldOn, d.Conclusion, d.EndedOn, d.Over, string(d.State)})
		if !against.IsZero() {
			cells = append(cells, string(d.Change), string(d.StateThen), orBlank(d.MonthsThen))
		}
		s.Add(cells...)
	}
	return s
}

// agendaSheet are the lines of an agenda.
func agendaSheet(r escalations.Row) *site.Sheet {
	s := site.NewSheet(columns([]string{"milestone", "number"}, nameHead("title"), []string{"weight", "deadline", "finish", "percent", "rule", "days_over"})...)
	for _, l := range r.Agenda.Lines {
		s.Add(columns([]any{l.MilestoneID, l.Number}, nameCells(l.Title), []any{l.Weight, l.Deadline, l.Finish, l.Percent, string(l.Reason.Rule), l.Reason.DaysOver})...)
	}
	return s
}
