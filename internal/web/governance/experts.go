package governance

import (
	"cmp"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/cases"
	"qadam/views/href"
	"qadam/views/ui"
)

// chooseExperts answers GET /cases/experts: the cases that were ticked, or all that
// the list finds, and, when experts and a term are chosen, what would become of each. It changes nothing.
func (h Handler) chooseExperts(c echo.Context) error {
	if h.Visit(c).Past {
		return c.Redirect(http.StatusSeeOther, href.With(href.Cases(), "as_of", h.Visit(c).On.String()))
	}
	typed := c.QueryParams()
	if typed.Get(listing.FoundName) != "" {
		var refused string
		var err error
		if typed["case"], refused, err = h.foundCases(c, typed); err != nil {
			return err
		}
		if refused != "" {
			return h.SeeOther(c, refused, "")
		}
	}
	return h.expertsPage(c, http.StatusOK, typed, nil)
}

// foundCases are the cases that the list of a form finds and that experts may be
// asked on.
func (h Handler) foundCases(c echo.Context, typed url.Values) (ids []string, refused string, err error) {
	return site.Found(h.Site, c, typed, site.Taking[*approval.Listed]{
		List: href.Cases(), Limit: cases.MostAtOnce, Key: "cases.too_many",
		Rows: func() (*listing.List[*approval.Listed], iter.Seq[*approval.Listed], error) {
			l, err := h.caseList(c)
			if err != nil {
				return nil, nil, err
			}
			return l.list(), l.roll.For(l.step.who), nil
		},
		Value: func(k *approval.Listed) string { return strconv.FormatInt(k.ID, 10) },
	})
}

// assignExpertsTo answers POST /cases/experts: all of the cases or none.
func (h Handler) assignExpertsTo(c echo.Context) error {
	f := site.ReadForm(c)
	chosen, err := chosenCases(f.Form.Values)
	if err != nil {
		return err
	}
	seats, err := chosenSeats(f.Form.Values)
	if err != nil {
		return err
	}
	due := f.Day("due")
	if len(chosen) == 0 {
		return h.SeeOther(c, href.Cases(), "")
	}
	ok, err := f.Try(func() error { return h.App.AssignExpertsTo(site.Ctx(c), h.Who(c), chosen, seats, due) })
	if ok {
		return h.SeeOther(c, href.CasesWhere("state", string(approval.InReview)), "cases.done_assigned_many", "Count", strconv.Itoa(len(chosen)))
	}
	if found := fault.Of(err); found != nil && found.Kind == fault.KindConflict {
		f.Form.Errors = append(f.Form.Errors, found.Fields...)
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	return h.expertsPage(c, status, f.Form.Values, f.Form.Errors)
}

// chosenCases are the cases of a form with what was seen of each.
func chosenCases(typed url.Values) ([]app.CaseSeen, error) {
	var chosen []app.CaseSeen
	for _, text := range typed["case"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, fault.NotFound()
		}
		if slices.ContainsFunc(chosen, func(s app.CaseSeen) bool { return s.CaseID == id }) {
			continue
		}
		if len(chosen) == cases.MostAtOnce {
			return nil, fault.Invalid("cases.too_many", "Limit", cases.MostAtOnce)
		}
		seen, _ := strconv.Atoi(typed.Get(cases.SeenName(id))) // of a form that was tampered with it is another
		chosen = append(chosen, app.CaseSeen{CaseID: id, Seen: seen})
	}
	return chosen, nil
}

func chosenSeats(typed url.Values) ([]int64, error) {
	var seats []int64
	for _, s := range typed["seats"] {
		seat, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return nil, fault.NotFound()
		}
		if !slices.Contains(seats, seat) {
			seats = append(seats, seat)
		}
	}
	return seats, nil
}

// expertsPage shows the cases as they stand now. What was refused stands beside
// its case: it is named by its place among the cases.
func (h Handler) expertsPage(c echo.Context, status int, typed url.Values, refused []fault.FieldError) error {
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant()) // what was done since the request began
	chosen, err := chosenCases(typed)
	if err != nil {
		return err
	}
	seats, err := chosenSeats(typed)
	if err != nil {
		return err
	}
	l, err := h.caseList(c)
	if err != nil {
		return err
	}
	p := cases.ExpertsPage{Form: ui.Form{Values: typed}}
	if err := h.offerExperts(c, l, &p); err != nil {
		return err
	}
	p.Due, err = ui.ParseDay(typed.Get("due"))
	if err != nil {
		refused = append(refused, fault.FieldError{Name: "due", Key: fault.Of(err).Key})
	} else if len(refused) == 0 && typed.Get("due") != "" {
		refused = fault.FieldsOf(approval.CheckDue(p.Due, l.step.on))
	}
	if typed.Has("due") && len(seats) == 0 && len(refused) == 0 {
		refused = append(refused, fault.FieldError{Name: "experts", Key: "case.experts_needed"})
	}
	if len(refused) == 0 && slices.ContainsFunc(seats, func(id int64) bool { return p.Names[id] == "" }) {
		refused = append(refused, fault.FieldError{Name: "experts", Key: "fault.required_choice"})
	}
	p.Asked = len(seats) > 0 && !p.Due.IsZero() && len(refused) == 0
	for i, one := range chosen {
		row, err := l.expertsRow(one.CaseID, seats, p.Names)
		if err != nil {
			return err
		}
		for _, f := range refused {
			if f.Name == strconv.Itoa(i) && !slices.ContainsFunc(row.Faults, func(o fault.FieldError) bool { return o.Key == f.Key }) {
				row.Faults = append(row.Faults, f)
			}
		}
		p.Rows = append(p.Rows, row)
	}
	for _, f := range refused {
		if _, err := strconv.Atoi(f.Name); err == nil {
			continue // it stands beside its case
		}
		if f.Name == "experts" {
			f.Name = "seats"
		}
		p.Form.Errors = append(p.Form.Errors, f)
	}
	site.SetPage(c, href.ExpertsFor(p.IDs()))
	if p.Shell, err = h.Shell(c, i18n.T(l.ctx, "cases.assign")); err != nil {
		return err
	}
	p.Eyebrow, p.Errors, p.NoDays = i18n.T(l.ctx, "ui.nav_cases"), p.Form.Errors, true
	p.Assets = append(p.Assets, "css/case.css", "css/list.css")
	return h.Render(c, status, cases.Experts(p))
}

// offerExperts adds the experts who sit in their seats today, and the term that
// the rules suggest.
func (h Handler) offerExperts(c echo.Context, l *caseList, p *cases.ExpertsPage) error {
	ctx, r := l.ctx, h.Reader(c)
	all, err := r.Seats(ctx)
	if err != nil {
		return err
	}
	grants, err := r.Grants(ctx, 0)
	if err != nil {
		return err
	}
	ledger, err := r.BodyRules(ctx, l.ref.WorkingGroup())
	if err != nil {
		return err
	}
	p.Suggested, p.Names = l.ref.Calendar.Add(l.step.on, approval.RulesOn(ledger, l.step.on).OpinionDays), map[int64]string{}
	slices.SortFunc(all, func(a, b portfolio.Seat) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
	})
	for _, s := range all {
		for _, g := range grants {
			if s.Role == access.Expert && g.SeatID == s.ID && g.Holds(l.step.on) {
				p.Names[s.ID] = g.Person.Name
				p.Seats = append(p.Seats, cases.Seat{ID: s.ID, Title: s.Title, Holder: g.Person.Name})
			}
		}
	}
	return nil
}

// expertsRow is a case with who is asked already, and why the seats chosen cannot be.
func (l *caseList) expertsRow(id int64, seats []int64, names map[int64]string) (cases.ExpertsRow, error) {
	c := l.roll.Case(l.step.who, id)
	if c == nil {
		return cases.ExpertsRow{}, fault.NotFound()
	}
	if err := access.Require(l.step.who, access.AssignExperts, c.ProgrammeID); err != nil {
		return cases.ExpertsRow{}, err
	}
	row := cases.ExpertsRow{Row: l.row(c)}
	wrong := func(err error) {
		if f := fault.Of(err); f != nil && len(f.Fields) > 0 {
			row.Faults = append(row.Faults, f.Fields[0])
		} else if f != nil {
			row.Faults = append(row.Faults, fault.FieldError{Key: f.Key, Args: f.Args})
		}
	}
	open := l.step.docket.Case(id)
	if open == nil {
		wrong(fault.Conflict("case.wrong_step"))
		return row, nil
	}
	row.Seen = open.Asking()
	for _, a := range open.Asked() {
		row.Asked = append(row.Asked, cases.AskedSeat{Name: names[a.SeatID], Due: a.Due, Spoken: open.OpinionOf(a.SeatID) != nil})
	}
	if err := open.MayAssign(); err != nil {
		wrong(err)
		return row, nil
	}
	for _, seat := range seats {
		if err := open.MayAsk(seat); err != nil {
			wrong(err)
			break
		}
	}
	return row, nil
}
