package funding

import (
	"cmp"
	"slices"
	"strings"

	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Planned is what the lines of a version of a roadmap plan for a project, by one
// model from one source in a fiscal year.
type Planned struct {
	ProjectID  int64
	Model      portfolio.Model
	Source     Source
	BudgetCode string
	Year       int
	Amount     money.Amount // tiyn
}

// PlannedBy adds up the costs of the lines of a version, by project, model,
// source, code and year. The sum of what is planned is that of the costs. The
// local budget is the city's or the region's, by the term of the programme.
func PlannedBy(lines []portfolio.Plan, term portfolio.ProgrammeTerm) []Planned {
	at := map[Planned]int{}
	var all []Planned
	for _, l := range lines {
		for _, c := range l.Costs {
			p := Planned{ProjectID: l.ProjectID, Year: c.Year}
			p.Model, p.Source = costModel(c.Source, LocalBudget(term))
			if code := PlainBudgetCode(c.BudgetCode); p.Source.Budget() && CheckBudgetCode(code) == nil {
				p.BudgetCode = code
			}
			i, ok := at[p]
			if !ok {
				i = len(all)
				at[p], all = i, append(all, p)
			}
			all[i].Amount += c.Amount
		}
	}
	slices.SortFunc(all, func(a, b Planned) int {
		return cmp.Or(cmp.Compare(a.ProjectID, b.ProjectID), cmp.Compare(a.Model, b.Model), cmp.Compare(a.Source, b.Source),
			cmp.Compare(a.BudgetCode, b.BudgetCode), cmp.Compare(a.Year, b.Year))
	})
	return all
}

// LocalBudget is the budget that the akimat of a programme has: a city of
// republican significance its own, another city that of its region. The former
// have a code of the first level, such as 710000000 (facts.md §2.3).
func LocalBudget(t portfolio.ProgrammeTerm) Source {
	if strings.HasSuffix(t.KATO, "0000000") {
		return CityBudget
	}
	return RegionBudget
}

// costModel is the model and source of what a line of a roadmap costs.
func costModel(s portfolio.Source, local Source) (portfolio.Model, Source) {
	switch s {
	case portfolio.RepublicanBudget:
		return portfolio.Public, RepublicanBudget
	case portfolio.TargetedTransfer:
		return portfolio.Public, TargetedTransfer
	case portfolio.QuasiPublic:
		return portfolio.Public, QuasiPublic
	case portfolio.FromPPP:
		return portfolio.PPP, PrivateOwn
	case portfolio.FromService:
		return portfolio.Service, local
	case portfolio.PrivateInvestment:
		return portfolio.Private, PrivateOwn
	case portfolio.LocalBudget:
	}
	return portfolio.Public, local
}
