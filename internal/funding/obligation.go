package funding

import (
	"time"

	"qadam/internal/money"
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
