package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/money"
)

// Money is one entry of the ledger of funding as it is entered.
type Money struct {
	LineID     int64
	Kind       funding.EntryKind
	Year       int          // the fiscal year of the money
	Period     string       // a month or quarter of it such as 2018-07 or 2018-Q3, "" for the whole year
	Amount     money.Amount // tiyn; below zero only where a plan or an allocation is refined down
	Brings     bool         // the sum is what the plan or the allocation of the year comes to; what is entered is the difference
	HappenedOn civil.Date   // when money moved or the paper was signed
	Document   funding.Document
	File       *File // the scan, nil when none comes
	ContractID int64 // 0 for none
	Why        string
	Note       string
	FormKey    string // of the form: sent twice, it is one entry
}

// EnterMoney adds an entry to the ledger of a line and returns its key; 0 when
// the form was sent before. What breaks a rule is refused, each under the field
// that it is about; what a rule warns of needs a word of why (rules.md §7).
func (a *App) EnterMoney(ctx context.Context, actor access.Actor, m Money) (entryID int64, err error) {
	return 0, fault.NotFound()
}

// EnterMany adds entries to lines of a programme, all of them or none: later
// ones are held against what the earlier ones leave. The faults of a row are
// under its number, from 0, and the field, such as 3.amount.
func (a *App) EnterMany(ctx context.Context, actor access.Actor, programmeID int64, rows []Money) error {
	return fault.NotFound()
}

// Reverse takes an entry back with a new one, and returns its key: same line,
// kind and year, the sum with the other sign. It needs a document and a reason.
func (a *App) Reverse(ctx context.Context, actor access.Actor, entryID int64, document funding.Document, file *File, why string) (int64, error) {
	return 0, fault.NotFound()
}
