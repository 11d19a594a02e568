package app

import (
	"cmp"
	"slices"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// financing is how a project is paid for, as its inclusion is decided upon with:
// nil where nothing is known of it.
func financing(tx *store.Tx, p portfolio.Project) (*approval.Financing, error) {
	f := &approval.Financing{Lines: []approval.FinancingLine{}, Contracts: []approval.FinancingContract{}, Stages: []string{}}
	state, err := tx.MoneyState(p.ID)
	if err != nil {
		return nil, err
	}
	cells, err := tx.ProjectCells(p.ID)
	if err != nil {
		return nil, err
	}
	f.Lines = financingLines(state.Lines, cells)
	for i := range state.Contracts {
		t := state.Contracts[i].Current()
		one := approval.FinancingContract{ID: state.Contracts[i].ID, Kind: string(t.Kind), Amount: t.Amount, Obligations: []approval.FinancingObligation{}}
		for _, o := range t.Detail.Obligations {
			one.Obligations = append(one.Obligations, approval.FinancingObligation{Type: o.Type, Year: o.Year, Amount: o.Amount})
		}
		f.Contracts = append(f.Contracts, one)
	}
	book, err := tx.StageBook(p.ID, civil.DateOf(tx.Now))
	if err != nil {
		return nil, err
	}
	for _, c := range book.Courses(p) {
		for _, s := range c.Reached() {
			f.Stages = append(f.Stages, s.Stage.Code)
		}
	}
	if f.IsZero() {
		return nil, nil
	}
	return f, nil
}

// financingLines are the lines on which something is planned, with the sums by
// year, in an order that is the same whoever asks.
func financingLines(lines []funding.Line, cells []funding.Cell) []approval.FinancingLine {
	out := []approval.FinancingLine{}
	for _, l := range lines {
		one := approval.FinancingLine{Model: string(l.Model), Source: string(l.Source), Kind: string(l.Kind), BudgetCode: l.BudgetCode}
		for _, c := range cells {
			if c.LineID != l.ID || c.Planned == 0 {
				continue
			}
			i := slices.IndexFunc(one.Planned, func(y approval.FinancingYear) bool { return y.Year == c.Year })
			if i < 0 {
				i = len(one.Planned)
				one.Planned = append(one.Planned, approval.FinancingYear{Year: c.Year})
			}
			one.Planned[i].Amount += c.Planned
		}
		one.Planned = slices.DeleteFunc(one.Planned, func(y approval.FinancingYear) bool { return y.Amount == 0 })
		slices.SortFunc(one.Planned, func(a, b approval.FinancingYear) int { return a.Year - b.Year })
		if len(one.Planned) > 0 {
			out = append(out, one)
		}
	}
	slices.SortStableFunc(out, func(a, b approval.FinancingLine) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Model, b.Model), cmp.Compare(a.Source, b.Source), cmp.Compare(a.BudgetCode, b.BudgetCode))
	})
	return out
}
