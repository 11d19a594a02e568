package approval

import (
	"encoding/json"
	"slices"

	"qadam/internal/money"
)

// Financing is how a project is paid for, as it is decided upon with its
// inclusion: plain values of the money's own nouns, by their codes. It is part of
// the text that is frozen; the names of its fields may not change. Sums in tiyn.
type Financing struct {
	Lines     []FinancingLine     `json:"lines"`     // by model, source and kind
	Contracts []FinancingContract `json:"contracts"` // in the order in which they were entered
	Stages    []string            `json:"stages"`    // codes of those that were passed by then, in their order
}

// FinancingLine is the money of one model from one source.
type FinancingLine struct {
	Model      string          `json:"model"`
	Source     string          `json:"source"`
	Kind       string          `json:"kind"` // investment, or obligations of the budget, which are never added to it
	BudgetCode string          `json:"budget_code"`
	Planned    []FinancingYear `json:"planned"` // by fiscal year
}

// FinancingYear is a sum of a fiscal year.
type FinancingYear struct {
	Year   int          `json:"year"`
	Amount money.Amount `json:"tiyn"`
}

// FinancingContract is what was agreed, or drafted, by then. Its number and state
// are not part of the text: signing it does not make another text.
type FinancingContract struct {
	ID          int64                 `json:"contract"`
	Kind        string                `json:"kind"`
	Amount      money.Amount          `json:"tiyn"`
	Obligations []FinancingObligation `json:"obligations"`
}

// FinancingObligation is what the budget owes under a contract for a year.
type FinancingObligation struct {
	Type   string       `json:"type"`
	Year   int          `json:"year"`
	Amount money.Amount `json:"tiyn"`
}

// IsZero reports whether nothing is known of the money.
func (f *Financing) IsZero() bool {
	return f == nil || len(f.Lines)+len(f.Contracts)+len(f.Stages) == 0
}

// FinancingOf is the financing that a frozen text of an inclusion carries, nil of
// one that was frozen before it did, or of a project without money.
func FinancingOf(content string) *Financing {
	var text struct {
		Financing *Financing `json:"financing"`
	}
	if json.Unmarshal([]byte(content), &text) != nil {
		return nil
	}
	return text.Financing
}

// Since is the financing as it stands now, as far as what was frozen has to be
// held against it: another plan, another sum or other obligations of a contract
// make another text. A stage that was passed since, and a contract that was
// drafted since, do not; nor does anything where none was frozen.
func (f *Financing) Since(frozen *Financing) *Financing {
	if frozen == nil {
		return nil
	}
	now := Financing{Lines: []FinancingLine{}, Contracts: []FinancingContract{}, Stages: frozen.Stages}
	if f == nil {
		return &now
	}
	now.Lines = f.Lines
	for _, c := range f.Contracts {
		if slices.ContainsFunc(frozen.Contracts, func(o FinancingContract) bool { return o.ID == c.ID }) {
			now.Contracts = append(now.Contracts, c)
		}
	}
	return &now
}

// Years are the fiscal years of the lines, rising.
func (f *Financing) Years() []int {
	var years []int
	for _, l := range f.Lines {
		for _, y := range l.Planned {
			if !slices.Contains(years, y.Year) {
				years = append(years, y.Year)
			}
		}
	}
	slices.Sort(years)
	return years
}

// Of is what is planned on the line for a year.
func (l FinancingLine) Of(year int) money.Amount {
	for _, y := range l.Planned {
		if y.Year == year {
			return y.Amount
		}
	}
	return 0
}

// Total is what is planned on the line for all years.
func (l FinancingLine) Total() money.Amount {
	var all money.Amount
	for _, y := range l.Planned {
		all += y.Amount
	}
	return all
}

// Owed is what the budget owes under the contract for all years.
func (c FinancingContract) Owed() money.Amount {
	var all money.Amount
	for _, o := range c.Obligations {
		all += o.Amount
	}
	return all
}
