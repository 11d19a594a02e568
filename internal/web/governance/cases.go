package governance

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/cases"
	"qadam/views/ui"
)

func caseRoutes(h Handler) []site.Route {
	data := []string{"json", "csv", "xlsx"}
	return slices.Concat([]site.Route{
		{Method: http.MethodGet, Path: "/cases", Action: access.SeeInForce, Formats: data, Handle: h.listCases},
		{Method: http.MethodGet, Path: "/cases/:id", Action: access.SeeInForce, Formats: data[:1], Handle: h.showCase},
		{Method: http.MethodGet, Path: "/cases/:id/events", Action: access.SeeInForce, Handle: h.showEvents},
	}, deedRoutes(h), opinionRoutes(h), ballotRoutes(h), newCaseRoutes(h))
}

// caseSize is how many cases a page of the list has.
const caseSize = 50

// listCases answers GET /cases.
func (h Handler) listCases(c echo.Context) error {
	c.Request().URL = site.Asked(c.Request().URL)
	ctx, u := site.Ctx(c), c.Request().URL
	all, ref, err := h.caseRows(c)
	if err != nil {
		return err
	}
	rows := findCases(all, u.Query())
	sort := ui.ReadSort(u, cases.SortNames...)
	sort.Region = cases.Region
	orderCases(rows, sort)
	switch h.Visit(c).Format {
	case "json":
		head, err := h.Reader(c).Head(ctx)
		if err != nil {
			return err
		}
		return h.JSON(c, casesData(ctx, h.Visit(c).On, head, rows))
	case "csv", "xlsx":
		return h.Sheet(c, "cases", casesSheet(ctx, rows))
	}
	p := cases.ListPage{
		Typed: u.Query(), Sort: sort, All: len(all), Mine: waitingFor(all), Pages: ui.ReadPages(u, caseSize),
		Bare: site.Without(u, cases.Filters...), Without: func(name string) string { return site.Without(u, name) },
	}
	p.States, p.Kinds, p.Programmes = choices(all, ref)
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "ui.nav_cases")); err != nil {
		return err
	}
	p.Assets = append(p.Assets, "css/case.css")
	p.Pages.Region = cases.Region
	p.Pages.Of(len(rows))
	p.Rows = rows[p.Pages.Offset():p.Pages.End()]
	site.PushURL(c, u)
	return h.Render(c, http.StatusOK, cases.List(p))
}

// caseRows are all cases that the person may know of, each with what comes next.
func (h Handler) caseRows(c echo.Context) ([]cases.Row, *portfolio.Reference, error) {
	ctx, r, on := site.Ctx(c), h.Reader(c), h.Visit(c).On
	ref, err := r.Reference(ctx)
	if err != nil {
		return nil, nil, err
	}
	found, err := r.Cases(ctx, approval.Filter{})
	if err != nil {
		return nil, nil, err
	}
	docket, err := r.Docket(ctx)
	if err != nil {
		return nil, nil, err
	}
	ledger, err := r.BodyRules(ctx, 0)
	if err != nil {
		return nil, nil, err
	}
	x := nextStep{who: h.Who(c), on: on, act: approval.RulesOn(rulesOf(ledger, ref.WorkingGroup()), on).ActRequired, docket: docket}
	rows := make([]cases.Row, 0, len(found))
	for i := range found {
		one := &found[i]
		if open := docket.Case(one.ID); open != nil {
			one = open // with its ballots and remarks
		}
		row := cases.Row{Case: one, Programme: ref.Programme(one.ProgrammeID), Since: civil.DateOf(one.Steps[len(one.Steps)-1].RecordedAt)}
		term := row.Programme.Term(on)
		row.Term = &term
		x.akimat = ref.Bodies[term.OwnerID].Called()
		row.Next = x.of(one)
		if h.Visit(c).Past {
			row.Next.Mine = false
		}
		if row.Next.Key != "" {
			row.Waiting = ref.Calendar.Between(row.Since.AddDays(1), on)
		}
		rows = append(rows, row)
	}
	return rows, ref, nil
}

func rulesOf(ledger []approval.BodyRules, bodyID int64) []approval.BodyRules {
	return slices.DeleteFunc(slices.Clone(ledger), func(b approval.BodyRules) bool { return b.BodyID != bodyID })
}

func waitingFor(rows []cases.Row) int {
	n := 0
	for _, r := range rows {
		if r.Next.Mine {
			n++
		}
	}
	return n
}

// choices are what the filters offer: only what there is.
func choices(rows []cases.Row, ref *portfolio.Reference) (states []approval.State, kinds []approval.Kind, programmes []cases.Row) {
	has := func(is func(cases.Row) bool) bool { return slices.ContainsFunc(rows, is) }
	for _, s := range approval.States {
		if has(func(r cases.Row) bool { return r.Case.State() == s }) {
			states = append(states, s)
		}
	}
	for _, k := range approval.Kinds {
		if has(func(r cases.Row) bool { return r.Case.Kind == k }) {
			kinds = append(kinds, k)
		}
	}
	for _, p := range ref.Programmes {
		if i := slices.IndexFunc(rows, func(r cases.Row) bool { return r.Programme.ID == p.ID }); i >= 0 {
			programmes = append(programmes, rows[i])
		}
	}
	return states, kinds, programmes
}

// findCases are the rows that the filters of the address leave.
func findCases(all []cases.Row, q url.Values) []cases.Row {
	var rows []cases.Row
	for _, r := range all {
		state := q.Get("state")
		switch {
		case state == cases.OpenOnly && !r.Case.State().Open(),
			state != "" && state != cases.OpenOnly && state != string(r.Case.State()),
			q.Get("kind") != "" && q.Get("kind") != string(r.Case.Kind),
			q.Get("programme") != "" && q.Get("programme") != r.Programme.Code,
			q.Get("mine") != "" && !r.Next.Mine:
			continue
		}
		rows = append(rows, r)
	}
	return rows
}

// orderCases sorts rows, which come by number, the newest first.
func orderCases(rows []cases.Row, sort ui.Sort) {
	by := map[string]func(a, b cases.Row) int{
		"number": func(a, b cases.Row) int { return cmp.Compare(a.Case.ID, b.Case.ID) },
		"state": func(a, b cases.Row) int {
			return cmp.Compare(slices.Index(approval.States, a.Case.State()), slices.Index(approval.States, b.Case.State()))
		},
		"waiting": func(a, b cases.Row) int { return cmp.Compare(a.Waiting, b.Waiting) },
		"term":    byTerm,
	}[sort.By]
	if by == nil {
		return
	}
	slices.SortStableFunc(rows, func(a, b cases.Row) int {
		if sort.Descending {
			a, b = b, a
		}
		return by(a, b)
	})
}

// byTerm puts what has no term last.
func byTerm(a, b cases.Row) int {
	if none := cmp.Compare(first(a.Next.Until.IsZero()), first(b.Next.Until.IsZero())); none != 0 {
		return none
	}
	return a.Next.Until.Compare(b.Next.Until)
}
