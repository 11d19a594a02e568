// Package conditions is the register of conditions and assignments, and the
// page of one.
package conditions

import (
	"context"
	"net/url"
	"slices"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Row is a condition in the register, with the names of what it touches.
type Row struct {
	Condition *approval.Condition
	Owner     portfolio.Body
	Programme *portfolio.Programme
	Term      *portfolio.ProgrammeTerm
	Line      *portfolio.Plan    // nil when it touches none that is in force
	Project   *portfolio.Project // nil when it touches the whole roadmap
}

// Shown says which conditions a list shows.
type Shown string

// The lists: what is owed still, what is overdue, what waits for the reader,
// and all.
const (
	Open    Shown = ""
	Overdue Shown = "overdue"
	Mine    Shown = "mine"
	All     Shown = "all"
)

// Lists are the lists, in the order of their tabs.
var Lists = []Shown{Open, Overdue, Mine, All}

// ListPage is the register.
type ListPage struct {
	layout.Shell
	Rows       []Row
	Typed      url.Values
	Shown      Shown
	Counts     map[Shown]int
	Programmes []Row // one of each programme, for the filter
	Bare       string
	With       func(name, value string) string // the address with another filter
	MaySet     bool
}

// Region is what the filters of the list replace.
const Region = "conditions"

// Filters are the names of the filters in the address, beside the list shown.
var Filters = []string{"programme", "kind"}

func (p ListPage) tabs(ctx context.Context) []ui.Tab {
	var tabs []ui.Tab
	for _, s := range Lists {
		name := string(s)
		if s == Open {
			name = "open"
		}
		tabs = append(tabs, ui.Tab{Label: i18n.T(ctx, "condition.list_"+name), Href: p.With("show", string(s)), Current: s == p.Shown, Count: p.Counts[s]})
	}
	return tabs
}

func (p ListPage) options(ctx context.Context, name string) []ui.Option {
	var out []ui.Option
	if name == "kind" {
		for _, k := range approval.ConditionKinds {
			out = append(out, ui.Option{Value: string(k), Label: i18n.T(ctx, "condition.kind_"+string(k))})
		}
		return out
	}
	for _, r := range p.Programmes {
		out = append(out, ui.Option{Value: r.Programme.Code, Label: r.Term.Name.For(ctx)})
	}
	return out
}

func (p ListPage) field(ctx context.Context, name string) ui.Field {
	return ui.Field{Form: ui.Form{Values: p.Typed}, Name: name, Label: word(ctx, name), Blank: i18n.T(ctx, "word.all"), Options: p.options(ctx, name)}
}

func (p ListPage) chips(ctx context.Context) []ui.Chip {
	var chips []ui.Chip
	for _, name := range Filters {
		options := p.options(ctx, name)
		if i := slices.IndexFunc(options, func(o ui.Option) bool { return o.Value == p.Typed.Get(name) }); i >= 0 {
			chips = append(chips, ui.Chip{Label: word(ctx, name) + ": " + options[i].Label, Href: p.With(name, "")})
		}
	}
	return chips
}

func word(ctx context.Context, name string) string {
	if name == "kind" {
		return i18n.T(ctx, "word.kind")
	}
	return i18n.T(ctx, "word.programme")
}
