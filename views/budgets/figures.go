package budgets

import (
	"context"
	"math/bits"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Row is one thing with its money in a table of sums.
type Row struct {
	Code    string // by which programs know it
	Name    string
	Lang    string // of the name, when it is not the page's
	Note    string // small below it
	Href    string // the narrower page, "" for none
	Sums    funding.Sums
	Was     funding.Sums // on the day compared with
	Gap     money.Amount // planned and not allocated, of budgets
	Lapsing money.Amount // allocated and not paid, of budgets, for the year of the day
	Lapsed  money.Amount // and for years that are over
	Mixed   bool         // some of what is added up was paid without a plan
}

// figure is one of the five sums.
type figure struct {
	name string
	of   func(funding.Sums) money.Amount
}

// five are the figures, in the order in which money goes.
var five = []figure{
	{"planned", func(s funding.Sums) money.Amount { return s.Planned }},
	{"allocated", func(s funding.Sums) money.Amount { return s.Allocated }},
	{"committed", func(s funding.Sums) money.Amount { return s.Committed }},
	{"accepted", func(s funding.Sums) money.Amount { return s.Accepted }},
	{"paid", func(s funding.Sums) money.Amount { return s.Paid }},
}

// base is what a figure is a share of. Only budgets allocate: what is allocated is
// held against their plan, and what is committed against all that is planned.
func (f figure) base(v View) (part, whole money.Amount) {
	switch f.name {
	case "allocated":
		return v.Budget.Allocated, v.Budget.Planned
	case "committed":
		return v.Sums.Committed, v.Sums.Planned
	case "accepted":
		return v.Sums.Accepted, v.Sums.Committed
	case "paid":
		return v.Sums.Paid, v.Sums.Accepted
	default:
		return 0, 0
	}
}

// label names a figure.
func (f figure) label(ctx context.Context) string { return i18n.T(ctx, "funding."+f.name) }

// Share is part of whole in per cent, rounded half up, and whether there is
// such a share: of nothing there is none.
func Share(part, whole money.Amount) (percent int, defined bool) {
	if whole <= 0 {
		return 0, false
	}
	negative := part < 0
	n := uint64(part)
	if negative {
		n = -n
	}
	hi, lo := bits.Mul64(n, 100)
	var carry uint64
	lo, carry = bits.Add64(lo, uint64(whole)/2, 0)
	hi += carry
	if hi >= uint64(whole) {
		return 0, false // more than can be said in per cent
	}
	q, _ := bits.Div64(hi, lo, uint64(whole))
	if q > 1_000_000 {
		return 0, false
	}
	if negative {
		return -int(q), true
	}
	return int(q), true
}

// share says how much of the figure before a figure is, "" when that is nothing.
func share(ctx context.Context, part, whole money.Amount) string {
	p, ok := Share(part, whole)
	if !ok {
		return ""
	}
	return i18n.Percent(ctx, p)
}

// change writes a difference with its sign, "" for none.
func change(ctx context.Context, now, was money.Amount, u money.Unit) string {
	d := now - was
	switch {
	case d == 0:
		return ""
	case d > 0:
		return "+" + i18n.MoneyUnit(ctx, d, u)
	default:
		return i18n.MoneyUnit(ctx, d, u)
	}
}

// paidShare is how much of a row's plan is paid; years without a plan have no
// such share, and nor has what adds them up.
func (r Row) paidShare(ctx context.Context) string {
	if r.Mixed {
		return ""
	}
	return share(ctx, r.Sums.Paid, r.Sums.Planned)
}

// total is a row that adds up others.
func total(name string, rows []Row) Row {
	t := Row{Name: name}
	for _, r := range rows {
		t.Sums.Add(r.Sums)
		t.Was.Add(r.Was)
		t.Mixed = t.Mixed || r.Sums.Planned == 0 && r.Sums.Paid != 0
	}
	return t
}

// note says what a sum is exactly, for those who point at it.
func exact(ctx context.Context, a money.Amount) string { return i18n.MoneyFull(ctx, a) }

// since says by how much a figure changed since the day compared with.
func since(ctx context.Context, v View, f figure) string {
	d := change(ctx, f.of(v.Sums), f.of(v.Was), v.Unit)
	if d == "" {
		return i18n.T(ctx, "budget.unchanged", "Day", v.Against)
	}
	return i18n.T(ctx, "budget.changed", "Change", d, "Day", v.Against)
}
