package contracts

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/chart"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ObligationsPage is what the budgets owe for partnerships by year, beside the
// investment.
type ObligationsPage struct {
	layout.Shell
	Programme  *portfolio.Picture // that the page is narrowed to, nil for all
	Programmes []*portfolio.Picture
	Unit       money.Unit
	Typed      url.Values
	With       func(name, value string) string
	Years      []funding.YearLoad
	Worst      []Worst // of each programme, where there is any
	Rows       []Row   // contracts that owe anything
	Form       ui.Form // of the own revenue
	MaySet     bool
}

// Worst is the year of a programme in which its budget carries most.
type Worst struct {
	Picture *portfolio.Picture
	Load    funding.YearLoad
	Future  money.Amount // that is owed after the day shown
}

func (p ObligationsPage) sum(ctx context.Context, a money.Amount) string {
	if a == 0 {
		return "—"
	}
	return i18n.MoneyUnit(ctx, a, p.Unit)
}

// Total is what the years come to.
func (p ObligationsPage) Total() funding.YearLoad {
	var t funding.YearLoad
	for _, y := range p.Years {
		t.Investment.Add(y.Investment)
		t.Entered.Add(y.Entered)
		t.Owed += y.Owed
	}
	return t
}

// chart is the planned investment of each year, with what is owed beside it.
func (p ObligationsPage) chart(ctx context.Context) chart.YearsData {
	d := chart.YearsData{
		Head: chart.Head{ID: "obligations", Title: i18n.T(ctx, "contract.beside")}, Of: i18n.T(ctx, "contract.year"),
		Series: []chart.Series{{Key: "public", Label: i18n.T(ctx, "contract.investment_planned")}},
		Beside: &chart.Series{Key: chart.Obligations, Label: i18n.T(ctx, "contract.owed")},
	}
	for _, y := range p.Years {
		d.Rows = append(d.Rows, chart.YearRow{Label: strconv.Itoa(y.Year), Amounts: []money.Amount{y.Investment.Planned}, Beside: y.Owed})
	}
	return d
}

// load is the share of the own revenue, or that it is not known.
func load(ctx context.Context, l funding.YearLoad) string {
	n, known := l.Tenths()
	if !known {
		return i18n.T(ctx, "contract.load_unknown")
	}
	return i18n.PercentOf(ctx, i18n.Decimal(ctx, float64(n)/10, 1))
}

// future is what a contract owes after the year shown.
func (p ObligationsPage) future(r Row) money.Amount {
	var sum money.Amount
	for _, o := range r.Terms.Detail.Obligations {
		if o.Year > p.On.Year {
			sum += o.Amount
		}
	}
	return sum
}

func (p ObligationsPage) programmes(ctx context.Context) ui.Field {
	f := ui.Field{Form: ui.Form{Values: p.Typed}, Name: "programme", Label: i18n.T(ctx, "word.programme"), Blank: i18n.T(ctx, "word.all")}
	for _, one := range p.Programmes {
		f.Options = append(f.Options, ui.Option{Value: one.Programme.Code, Label: one.Term.Name.For(ctx)})
	}
	return f
}

// Revenue is where the own revenue of a programme's budget is entered.
func revenueAddress(code string) string { return href.ProgrammeRevenue(code) }

func (p ObligationsPage) owes() bool {
	return slices.ContainsFunc(p.Years, func(y funding.YearLoad) bool { return y.Owed != 0 || !y.Entered.IsZero() })
}
