package governance

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/cases"
)

func caseRoutes(h Handler) []site.Route {
	data := []string{"json", "csv", "xlsx"}
	return slices.Concat([]site.Route{
		{Method: http.MethodGet, Path: "/cases", Action: access.SeeInForce, Formats: data, Handle: h.listCases},
		{Method: http.MethodGet, Path: "/cases/experts", Action: access.AssignExperts, Handle: h.chooseExperts},
		{Method: http.MethodPost, Path: "/cases/experts", Action: access.AssignExperts, Handle: h.assignExpertsTo},
		{Method: http.MethodGet, Path: "/cases/:id", Action: access.SeeInForce, Formats: data[:1], Handle: h.showCase},
		{Method: http.MethodGet, Path: "/cases/:id/events", Action: access.SeeInForce, Handle: h.showEvents},
	}, deedRoutes(h), opinionRoutes(h), ballotRoutes(h), newCaseRoutes(h))
}

// listCases answers GET /cases.
func (h Handler) listCases(c echo.Context) error {
	l, err := h.caseList(c)
	if err != nil {
		return err
	}
	list := l.list()
	return site.Listed(h.Site, c, "cases", list, l.roll.For(l.step.who), func(q listing.Query, page listing.Page[*approval.Listed]) (templ.Component, error) {
		p := cases.ListPage{Query: q, Page: page, List: list, Row: l.row, Choices: l.choices(), Mine: l.mine()}
		var err error
		if p.Shell, err = h.Shell(c, i18n.T(l.ctx, "ui.nav_cases")); err != nil {
			return nil, err
		}
		p.Assets = append(p.Assets, "css/case.css", "css/list.css", "js/list.js")
		saved, err := h.SavedBar(c, portfolio.ViewCases)
		if err != nil {
			return nil, err
		}
		p.Saved = &saved
		return cases.List(p), nil
	})
}

// rulesOf are the rules of one body.
func rulesOf(ledger []approval.BodyRules, bodyID int64) []approval.BodyRules {
	return slices.DeleteFunc(slices.Clone(ledger), func(b approval.BodyRules) bool { return b.BodyID != bodyID })
}

// caseList is what the list of cases knows in one request. What comes next to a
// case is known of the open ones only, and is worked out once for each.
func (h Handler) caseList(c echo.Context) (*caseList, error) {
	ctx, r, on := site.Ctx(c), h.Reader(c), h.Visit(c).On
	l := &caseList{ctx: ctx, past: h.Visit(c).Past, steps: map[int64]waiting{}}
	var err error
	if l.ref, err = r.Reference(ctx); err != nil {
		return nil, err
	}
	if l.roll, err = r.CaseRoll(ctx); err != nil {
		return nil, err
	}
	docket, err := r.Docket(ctx)
	if err != nil {
		return nil, err
	}
	ledger, err := r.BodyRules(ctx, 0)
	if err != nil {
		return nil, err
	}
	act := approval.RulesOn(rulesOf(ledger, l.ref.WorkingGroup()), on).ActRequired
	l.step = nextStep{who: h.Who(c), on: on, act: act, docket: docket}
	l.terms = map[int64]*portfolio.ProgrammeTerm{}
	for i := range l.ref.Programmes {
		term := l.ref.Programmes[i].Term(on)
		l.terms[l.ref.Programmes[i].ID] = &term
	}
	return l, nil
}

// mine is how many of the cases that the person may know of wait for him.
func (l *caseList) mine() int {
	n := 0
	for i := range l.step.docket.Cases {
		if c := l.roll.Case(l.step.who, l.step.docket.Cases[i].ID); c != nil && l.next(c).Mine {
			n++
		}
	}
	return n
}

// choices are what the filters offer: only what there is.
func (l *caseList) choices() cases.Choices {
	states, kinds, programmes := map[approval.State]bool{}, map[approval.Kind]bool{}, map[int64]bool{}
	for _, s := range l.roll.Sorts(l.step.who) {
		states[s.State], kinds[s.Kind], programmes[s.ProgrammeID] = true, true, true
	}
	var is cases.Choices
	for _, s := range approval.States {
		if states[s] {
			is.States = append(is.States, s)
		}
	}
	for _, k := range approval.Kinds {
		if kinds[k] {
			is.Kinds = append(is.Kinds, k)
		}
	}
	for i := range l.ref.Programmes {
		if p := &l.ref.Programmes[i]; programmes[p.ID] {
			is.Programmes = append(is.Programmes, cases.Chosen{Code: p.Code, Name: l.terms[p.ID].Name})
		}
	}
	return is
}

// row is a case as the page shows it.
func (l *caseList) row(c *approval.Listed) cases.Row {
	w := l.waiting(c)
	return cases.Row{
		Listed: c, Programme: l.ref.Programme(c.ProgrammeID), Term: l.terms[c.ProgrammeID], Since: civil.DateOf(c.SinceTime()),
		Waiting: w.days, Awaits: w.open, Awaiting: w.all, Next: w.next,
	}
}
