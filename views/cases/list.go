package cases

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	lists "qadam/views/listing"
	"qadam/views/ui"
)

// Row is a case in a list.
type Row struct {
	*approval.Listed
	Programme *portfolio.Programme
	Term      *portfolio.ProgrammeTerm
	Since     civil.Date // of the state it is in
	Waiting   int        // working days since, of one that waits for somebody
	Awaits    bool       // a decision
	Awaiting  int        // working days since it was submitted in its round, of one that awaits a decision
	Next      Next
}

// Next is what happens next to a case: what, whose it is, until when.
type Next struct {
	Key   string     // of the sentence, "" when nothing more happens
	Args  []any      // its blanks
	Who   i18n.Text  // whose it is
	Until civil.Date // zero when there is no term
	Mine  bool       // it waits for the person who asks
}

// Say is the step in words.
func (n Next) Say(ctx context.Context) string {
	if n.Key == "" {
		return ""
	}
	return i18n.T(ctx, n.Key, n.Args...)
}

// ListPage is the cases that one may know of.
type ListPage struct {
	layout.Shell
	Query   listing.Query
	Page    listing.Page[*approval.Listed]
	List    *listing.List[*approval.Listed]
	Row     func(*approval.Listed) Row
	Choices Choices
	Mine    int // of all cases those that wait for the person
	Saved   *ui.SavedBar
}

// Choices are what the filters offer: only what there is.
type Choices struct {
	States     []approval.State
	Kinds      []approval.Kind
	Programmes []Chosen
}

// Chosen is a programme that has a case.
type Chosen struct {
	Code string
	Name i18n.Text
}

// Region is what the filters of the list replace.
const Region = "cases"

// MostAtOnce is for how many cases experts are asked at once: as many as a page may
// have.
const MostAtOnce = 100

// OpenOnly is the filter for the cases on which nobody has decided yet.
const OpenOnly = "open"

// filters are those in the bar.
func (p ListPage) filters(ctx context.Context) []lists.Filter {
	states := []ui.Option{{Value: OpenOnly, Label: i18n.T(ctx, "cases.state_open")}}
	for _, s := range p.Choices.States {
		states = append(states, ui.Option{Value: string(s), Label: StateWord(ctx, s)})
	}
	var kinds, programmes []ui.Option
	for _, k := range p.Choices.Kinds {
		kinds = append(kinds, ui.Option{Value: string(k), Label: KindWord(ctx, k)})
	}
	for _, one := range p.Choices.Programmes {
		programmes = append(programmes, ui.Option{Value: one.Code, Label: one.Name.For(ctx)})
	}
	return []lists.Filter{
		{Name: "q", Kind: lists.Words, Label: i18n.T(ctx, "cases.sought")},
		{Name: "state", Kind: lists.Select, Label: i18n.T(ctx, "word.state"), Options: states},
		{Name: "kind", Kind: lists.Select, Label: i18n.T(ctx, "word.kind"), Options: kinds},
		{Name: "programme", Kind: lists.Select, Label: i18n.T(ctx, "word.programme"), Options: programmes},
	}
}

// columns are what the list shows of a case, in the order of the list.
func (p ListPage) columns(ctx context.Context) []lists.Column[*approval.Listed] {
	column := func(name, label string, cell func(ListPage, Row) templ.Component) lists.Column[*approval.Listed] {
		return lists.Column[*approval.Listed]{Name: name, Label: i18n.T(ctx, label), Cell: func(c *approval.Listed) templ.Component { return cell(p, p.Row(c)) }}
	}
	return []lists.Column[*approval.Listed]{
		column("number", "cases.case", titleCell), column("kind", "word.kind", kindCell), column("programme", "word.programme", programmeCell),
		column("state", "word.state", stateCell), column("route", "cases.route", routeCell), column("submitted", "cases.submission", submittedCell),
		column("since", "cases.since", sinceCell), column("waiting", "cases.waiting", waitingCell), column("awaiting", "cases.awaiting", awaitingCell), column("next", "cases.next", nextCell),
		column("term", "cases.term", termCell), column("fingerprint", "cases.fingerprint", printCell),
	}
}

// groups are the ways in which cases stand together.
func (p ListPage) groups(ctx context.Context) []lists.Group {
	return []lists.Group{
		{Name: "state", Label: i18n.T(ctx, "word.state"), Head: func(code string) templ.Component { return State(approval.State(code)) }},
		{Name: "kind", Label: i18n.T(ctx, "word.kind"), Head: func(code string) templ.Component { return groupWord(KindWord(ctx, approval.Kind(code))) }},
		{Name: "programme", Label: i18n.T(ctx, "word.programme"), Head: func(code string) templ.Component {
			for _, one := range p.Choices.Programmes {
				if one.Code == code {
					return groupWord(one.Name.For(ctx))
				}
			}
			return groupWord(code)
		}},
		{Name: "route", Label: i18n.T(ctx, "cases.route"), Head: func(code string) templ.Component { return groupWord(RouteWord(ctx, approval.Route(code))) }},
	}
}

// table is the list as it is drawn.
func (p ListPage) table(ctx context.Context) lists.Table[*approval.Listed] {
	t := lists.Table[*approval.Listed]{
		Region: Region, Caption: i18n.T(ctx, "ui.nav_cases"), List: p.List, Query: p.Query, Page: p.Page,
		Columns: p.columns(ctx), Filters: p.filters(ctx), Groups: p.groups(ctx), Saved: p.Saved,
		Row:     func(c *approval.Listed) string { return "case-" + strconv.FormatInt(c.ID, 10) },
		Nothing: lists.Nothing{Title: i18n.T(ctx, "cases.list_empty"), Next: i18n.T(ctx, "cases.list_empty_next"), Found: i18n.T(ctx, "cases.nothing_found")},
	}
	if p.List.May != nil {
		t.Bulk = &lists.Bulk{Action: href.Experts(), Name: "case", Fields: assignButton(), Limit: MostAtOnce}
		t.Pick = func(c *approval.Listed) (value, label string) {
			if p.List.May(c) {
				return strconv.FormatInt(c.ID, 10), c.Title.For(ctx)
			}
			return "", ""
		}
	}
	return t
}

// tabs are all cases and those that wait for the person.
func (p ListPage) tabs(ctx context.Context) []ui.Tab {
	mine := len(p.Query.Filter("mine")) > 0
	tabs := []ui.Tab{
		{Label: i18n.T(ctx, "cases.all"), Href: p.Query.With("mine", ""), Current: !mine},
		{Label: i18n.T(ctx, "cases.mine"), Href: p.Query.With("mine", "yes"), Current: mine, Count: p.Mine},
	}
	if p.Actor.May(access.SeeReviewed, access.Anywhere) {
		tabs = append(tabs, ui.Tab{Label: i18n.T(ctx, "sitting.title"), Href: p.Keep(href.Sittings())})
	}
	return tabs
}

// mineOnly reports whether nothing but "mine" narrows the list.
func (p ListPage) mineOnly() bool {
	for _, name := range []string{"q", "state", "kind", "programme"} {
		if len(p.Query.Filter(name)) > 0 {
			return false
		}
	}
	return len(p.Query.Filter("mine")) > 0
}
