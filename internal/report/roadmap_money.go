package report

import (
	"slices"

	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// sourceOrder are the sources as the official form names them, in the order of
// its totals. They are the ends of keys of the catalogue.
var sourceOrder = []string{"rb", "transfer", "mb", "ppp", "service", "beyond"}

// official is the source under which the official form has money: what is paid
// by no budget and no partnership is "beyond the budget" (facts.md §4.1).
func official(s portfolio.Source) string {
	switch s {
	case portfolio.RepublicanBudget:
		return "rb"
	case portfolio.TargetedTransfer:
		return "transfer"
	case portfolio.LocalBudget:
		return "mb"
	case portfolio.FromPPP:
		return "ppp"
	case portfolio.FromService:
		return "service"
	default:
		return "beyond"
	}
}

// share is what a line costs from one source under one budget code, by year.
type share struct {
	source, code string
	years        map[int]money.Amount
}

// sharesOf divides the costs of a line by source and budget code, as they come.
func sharesOf(costs portfolio.Costs) []share {
	var all []share
	for _, c := range costs {
		source := official(c.Source)
		i := slices.IndexFunc(all, func(s share) bool { return s.source == source && s.code == c.BudgetCode })
		if i < 0 {
			i = len(all)
			all = append(all, share{source, c.BudgetCode, map[int]money.Amount{}})
		}
		all[i].years[c.Year] += c.Amount
	}
	return all
}

// sums are costs added up by year, together and by source.
type sums struct {
	years   map[int]money.Amount
	sources map[string]map[int]money.Amount
	order   []string // the sources found
}

func newSums() sums {
	return sums{years: map[int]money.Amount{}, sources: map[string]map[int]money.Amount{}, order: nil}
}

func (s *sums) add(costs portfolio.Costs) {
	for _, c := range costs {
		source := official(c.Source)
		if s.sources[source] == nil {
			s.sources[source] = map[int]money.Amount{}
			s.order = append(s.order, source)
		}
		s.sources[source][c.Year] += c.Amount
		s.years[c.Year] += c.Amount
	}
}
