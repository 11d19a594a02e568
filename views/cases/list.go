package cases

import (
	"context"
	"net/url"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Row is a case in a list.
type Row struct {
	Case      *approval.Case
	Programme *portfolio.Programme
	Term      *portfolio.ProgrammeTerm
	Since     civil.Date // of the state it is in
	Waiting   int        // working days since, of one that waits for somebody
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
	Typed      url.Values // the filters as they are
	States     []approval.State
	Kinds      []approval.Kind
	Programmes []Row // one of each programme that has a case
	Rows       []Row
	All        int // before the filters
	Mine       int // of them that wait for the person
	Sort       ui.Sort
	Pages      ui.Pages
	Bare       string                   // the address without filters
	Without    func(name string) string // and without one of them
}

// Region is what the filters of the list replace.
const Region = "cases"

// Filters are the parameters by which the list is narrowed.
var Filters = []string{"state", "kind", "programme", "mine"}

// OpenOnly is the filter for the cases on which nobody has decided yet.
const OpenOnly = "open"

// SortNames are the orders of the list, the first the one when none is asked for.
var SortNames = []string{"-number", "state", "waiting", "term"}

// word is the label of a filter.
func word(ctx context.Context, name string) string { return i18n.T(ctx, filterWords[name]) }

var filterWords = map[string]string{
	"state": "word.state", "kind": "word.kind", "programme": "word.programme",
}

func (p ListPage) options(ctx context.Context, name string) []ui.Option {
	var out []ui.Option
	switch name {
	case "state":
		out = append(out, ui.Option{Value: OpenOnly, Label: i18n.T(ctx, "cases.state_open")})
		for _, s := range p.States {
			out = append(out, ui.Option{Value: string(s), Label: StateWord(ctx, s)})
		}
	case "kind":
		for _, k := range p.Kinds {
			out = append(out, ui.Option{Value: string(k), Label: KindWord(ctx, k)})
		}
	case "programme":
		for _, r := range p.Programmes {
			out = append(out, ui.Option{Value: r.Programme.Code, Label: r.Term.Name.For(ctx)})
		}
	}
	return out
}

func (p ListPage) field(ctx context.Context, name string) ui.Field {
	return ui.Field{Form: ui.Form{Values: p.Typed}, Name: name, Label: word(ctx, name), Blank: i18n.T(ctx, "word.all"), Options: p.options(ctx, name)}
}

// chips are the filters that are on.
func (p ListPage) chips(ctx context.Context) []ui.Chip {
	var chips []ui.Chip
	for _, name := range Filters {
		for _, o := range p.options(ctx, name) {
			if p.Typed.Get(name) == o.Value {
				chips = append(chips, ui.Chip{Label: word(ctx, name) + ": " + o.Label, Href: p.Without(name)})
			}
		}
	}
	return chips
}

// filtered reports whether anything narrows the list.
func (p ListPage) filtered() bool {
	for _, name := range Filters {
		if p.Typed.Get(name) != "" {
			return true
		}
	}
	return false
}

// tabs are all cases and those that wait for the person.
func (p ListPage) tabs(ctx context.Context) []ui.Tab {
	mine := p.Typed.Get("mine") != ""
	tabs := []ui.Tab{
		{Label: i18n.T(ctx, "cases.all"), Href: p.Without("mine"), Current: !mine},
		{Label: i18n.T(ctx, "cases.mine"), Href: href.With(p.URL.RequestURI(), "mine", "1", "page", ""), Current: mine, Count: p.Mine},
	}
	if p.Actor.May(access.SeeReviewed, access.Anywhere) {
		tabs = append(tabs, ui.Tab{Label: i18n.T(ctx, "sitting.title"), Href: p.Keep(href.Sittings())})
	}
	return tabs
}
