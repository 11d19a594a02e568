package funding

import (
	"slices"
	"strconv"
	"time"

	"qadam/internal/fault"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Revenue is the own revenue of a programme's local budget for a year: what the
// obligations of partnerships are held against (facts.md §2.5, 7). The latest
// known of a year counts.
type Revenue struct {
	ID          int64
	ProgrammeID int64
	Year        int
	Amount      money.Amount `gorm:"column:tiyn"`
	DocumentID  int64
	RecordedAt  time.Time
	RecordedBy  int64
}

// TableName is local_revenues.
func (Revenue) TableName() string { return "local_revenues" }

// ObligationTypes are what the budget may owe under a partnership (facts.md
// §2.1, 2.5).
var ObligationTypes = []string{"comp_invest", "comp_oper", "mgmt_fee", "cofinance", "consumption_guarantee", "availability", "lease_pay"}

// Owed is what the budget owes under the terms for a fiscal year.
func (t *Terms) Owed(year int) money.Amount {
	var sum money.Amount
	for _, o := range t.Detail.Obligations {
		if o.Year == year {
			sum += o.Amount
		}
	}
	return sum
}

// ObligationField is the name of the input of a year's obligation of a type.
func ObligationField(kind string, year int) string {
	return "obligation_" + kind + "_" + strconv.Itoa(year)
}

// GuaranteeField is the name of the input of a part of the guarantee at i.
func GuaranteeField(i int, part string) string {
	return "guarantee" + strconv.Itoa(i) + "_" + part
}

// obligations of the budget lie inside the term of the contract, one of a type
// and year (Law 379-V; facts.md §2.5, 3).
func (f *faults) obligations(t *Terms) {
	type key struct {
		kind string
		year int
	}
	seen := map[key]bool{}
	var total money.Amount
	for _, o := range t.Detail.Obligations {
		name := ObligationField(o.Type, o.Year)
		switch {
		case !slices.Contains(ObligationTypes, o.Type):
			f.add("obligations", "fault.required_choice")
			continue
		case !near(o.Year):
			f.add("obligations", "fault.years_between", "First", firstYear, "Last", lastYear)
			continue
		case o.Amount <= 0:
			f.add(name, "contract.obligation_above_zero")
		case t.StartOn.IsZero() || t.EndOn.IsZero():
			f.add("end_on", "contract.obligations_need_term")
			return
		case o.Year < t.StartOn.Year || o.Year > t.EndOn.Year:
			f.add(name, "contract.obligation_outside_term", "Year", o.Year, "First", t.StartOn.Year, "Last", t.EndOn.Year)
		case seen[key{o.Type, o.Year}]:
			f.add(name, "contract.obligation_twice", "Year", o.Year)
		}
		seen[key{o.Type, o.Year}] = true
		if o.Amount > 0 {
			f.sum(name, o.Amount)
		}
		f.long(name, o.Indexation, NameLimit)
		if total += max(o.Amount, 0); total > portfolio.CostLimit || total < 0 {
			f.add("obligations", "contract.sum_too_large", "Limit", portfolio.CostLimit)
			return
		}
	}
}

// OwedInAll is what the budget owes under the terms, of all years.
func (t *Terms) OwedInAll() money.Amount {
	var sum money.Amount
	for _, o := range t.Detail.Obligations {
		sum += o.Amount
	}
	return sum
}

// OwedOf is what the budget owes of a type in a year.
func (t *Terms) OwedOf(kind string, year int) money.Amount {
	var sum money.Amount
	for _, o := range t.Detail.Obligations {
		if o.Type == kind && o.Year == year {
			sum += o.Amount
		}
	}
	return sum
}

// OwedYears are the years in which the budget owes something under the terms.
func (t *Terms) OwedYears() []int {
	var years []int
	for _, o := range t.Detail.Obligations {
		if !slices.Contains(years, o.Year) {
			years = append(years, o.Year)
		}
	}
	slices.Sort(years)
	return years
}

// Check refuses what is no revenue of a year.
func (v Revenue) Check() error {
	var f faults
	if !near(v.Year) {
		f.add("year", "contract.no_year")
	}
	if v.Amount == 0 {
		f.add("amount", "fault.required")
	} else if v.Amount < 0 || v.Amount > 100*portfolio.CostLimit {
		f.add("amount", "contract.sum_too_large", "Limit", 100*portfolio.CostLimit)
	}
	return fault.Fields(f...)
}
