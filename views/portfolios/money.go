package portfolios

import (
	"context"
	"strconv"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/ui"
)

// Money is the investment of the year of the page; what the budget owes for
// partnerships stands beside it.
type Money struct {
	Sums   funding.Sums
	Since  funding.Sums // how they changed; zero when nothing is compared
	Models []funding.Group[portfolio.Model]
	Paid   map[int64]money.Amount // by programme
	Ahead  money.Amount           // what the budget owes for years after that of the day
}

// NewMoney takes the figures from the ledger of the day shown and that of the
// day compared with, which may be nil.
func NewMoney(now, then *funding.Book, year int) Money {
	scope := funding.Scope{Year: year, Kind: funding.Investment}
	m := Money{Sums: now.Sums(scope), Models: now.ByModel(scope), Paid: map[int64]money.Amount{}, Ahead: now.Ahead(funding.Scope{})}
	if then != nil {
		m.Since = m.Sums.Less(then.Sums(scope))
	}
	for _, g := range now.ByProgramme(scope) {
		m.Paid[g.Key] = g.Paid
	}
	return m
}

// paidModels are the models by which something was paid.
func (m Money) paidModels() []funding.Group[portfolio.Model] {
	var out []funding.Group[portfolio.Model]
	for _, g := range m.Models {
		if g.Paid > 0 {
			out = append(out, g)
		}
	}
	return out
}

// segments are what was paid, by model.
func (m Money) segments(ctx context.Context) []ui.Segment {
	var out []ui.Segment
	for _, g := range m.paidModels() {
		out = append(out, ui.Segment{Kind: string(g.Key), Word: i18n.T(ctx, "funding_short."+string(g.Key)), N: int64(g.Paid / money.Tenge), Text: i18n.Money(ctx, g.Paid)})
	}
	return out
}

// moneyChange is how a sum changed, with its sign.
func moneyChange(ctx context.Context, a money.Amount) string {
	if a > 0 {
		return "+" + i18n.Money(ctx, a)
	}
	return i18n.Money(ctx, a)
}

// funding is the money of the page's year, of a model when one is given.
func (p ShowPage) funding(m portfolio.Model) string {
	return p.Keep(href.FundingOf(strconv.Itoa(p.Overview.Year), string(m), ""))
}

// fundingIn is the money of a programme in the page's year.
func (p ShowPage) fundingIn(r portfolio.Row) string {
	return p.Keep(href.With(href.ProgrammeFunding(r.Programme.Code), "year", strconv.Itoa(p.Overview.Year)))
}
