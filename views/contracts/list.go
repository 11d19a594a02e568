package contracts

import (
	"context"
	"net/url"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ListPage is the register of contracts.
type ListPage struct {
	layout.Shell
	Rows       []Row
	Programmes []*portfolio.Picture
	Project    *portfolio.Project // that the list is narrowed to, nil for none
	Typed      url.Values
	Unit       money.Unit
	With       func(name, value string) string
	Bare       string
	MayEnter   bool // a contract of the project
}

// Region is what the filters replace.
const Region = "contracts"

// Filters are the names of what narrows the list, beside a project.
var Filters = []string{"programme", "kind", "state"}

func (p ListPage) field(ctx context.Context, name string) ui.Field {
	f := ui.Field{Form: ui.Form{Values: p.Typed}, Name: name, Blank: i18n.T(ctx, "word.all")}
	switch name {
	case "programme":
		f.Label = i18n.T(ctx, "word.programme")
		for _, one := range p.Programmes {
			f.Options = append(f.Options, ui.Option{Value: one.Programme.Code, Label: one.Term.Name.For(ctx)})
		}
	case "kind":
		f.Label, f.Options = i18n.T(ctx, "word.kind"), kindOptions(ctx)
	case "state":
		f.Label = i18n.T(ctx, "word.state")
		for _, s := range funding.ContractStates {
			f.Options = append(f.Options, ui.Option{Value: string(s), Label: stateWord(ctx, s)})
		}
	}
	return f
}

func (p ListPage) chips(ctx context.Context) []ui.Chip {
	var out []ui.Chip
	if p.Project != nil {
		out = append(out, ui.Chip{Label: p.Project.Profile.Name.For(ctx), Href: p.With("project", "")})
	}
	for _, name := range Filters {
		for _, o := range p.field(ctx, name).Options {
			if o.Value == p.Typed.Get(name) {
				out = append(out, ui.Chip{Label: o.Label, Href: p.With(name, "")})
			}
		}
	}
	return out
}

// sum is a sum in the unit of the page.
func (p ListPage) sum(ctx context.Context, a money.Amount) string {
	if a == 0 {
		return "—"
	}
	return i18n.MoneyUnit(ctx, a, p.Unit)
}

// Total is what rows come to. A memorandum binds nobody: its sum is no one's
// obligation and is left out.
func Total(rows []Row) (amount money.Amount, sums funding.Sums) {
	for _, r := range rows {
		if r.Terms.Kind.Binding() {
			amount += r.Terms.Amount
		}
		sums.Add(r.Sums)
	}
	return amount, sums
}

func (p ListPage) enterHref() string { return href.NewContract(p.Project.Code, "") }
