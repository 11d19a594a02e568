package funding

import (
	"maps"
	"math/big"
	"slices"

	"qadam/internal/money"
)

// YearLoad is a fiscal year with what the budget owes for partnerships in it,
// beside the investment and never added to it (rules.md §7). Sums in tiyn.
type YearLoad struct {
	Year       int
	Investment Sums         // entered on lines of investment
	Entered    Sums         // entered on lines of obligations
	Owed       money.Amount // by the contracts
	Revenue    money.Amount // own revenue of the local budget, 0 when not known
	RevenueOf  int          // the year of which it is known: the last one that is
}

// Tenths is the load: what is owed in the year, by contracts or as entered,
// whichever is more, against the own revenue, in tenths of a per cent, rounded
// half up. It is not known where the revenue is not.
func (l YearLoad) Tenths() (n int64, known bool) {
	if l.Revenue <= 0 {
		return 0, false
	}
	revenue := big.NewInt(int64(l.Revenue))
	owed := big.NewInt(int64(max(l.Owed, l.Entered.Committed)))
	owed.Mul(owed, big.NewInt(2000)).Add(owed, revenue)
	owed.Quo(owed, revenue.Lsh(revenue, 1))
	if !owed.IsInt64() {
		return 0, false
	}
	return owed.Int64(), true
}

// Over reports whether the load goes over its limit.
func (l YearLoad) Over() bool {
	n, known := l.Tenths()
	return known && n > LoadLimit*10
}

// Loads are the years in which anything was entered within the scope or is owed
// by the contracts, in order. Contracts that bind nobody, were never signed or
// were terminated owe nothing any more.
func Loads(b *Book, contracts []Contract, revenues map[int]money.Amount, s Scope) []YearLoad {
	byYear := map[int]*YearLoad{}
	at := func(year int) *YearLoad {
		if byYear[year] == nil {
			byYear[year] = &YearLoad{Year: year}
		}
		return byYear[year]
	}
	for l, c := range b.Each(s) {
		if l.Kind == Obligations {
			at(c.Year).Entered.Add(c.Sums)
		} else {
			at(c.Year).Investment.Add(c.Sums)
		}
	}
	for i := range contracts {
		c := &contracts[i]
		if !c.Owes() {
			continue
		}
		for _, o := range c.Current().Detail.Obligations {
			at(o.Year).Owed += o.Amount
		}
	}
	var out []YearLoad
	for _, year := range slices.Sorted(maps.Keys(byYear)) {
		l := byYear[year]
		l.RevenueOf = lastKnown(revenues, year)
		l.Revenue = revenues[l.RevenueOf]
		out = append(out, *l)
	}
	return out
}

// lastKnown is the last year up to a year of which the revenue is known, 0 when
// there is none.
func lastKnown(revenues map[int]money.Amount, year int) int {
	known := 0
	for y := range revenues {
		if y <= year && y > known {
			known = y
		}
	}
	return known
}

// Owes reports whether what the contract says of obligations is owed: it was
// signed and not terminated.
func (c *Contract) Owes() bool {
	return c.Current().Kind.Binding() && c.Signed() && c.State() != ContractTerminated
}
