// Package funding holds the money of projects: lines, one append-only ledger of
// entries whose totals are views, contracts, the stages of each funding model,
// and the checks that hold what is entered against the rules (rules.md §7,
// facts.md §2). Sums are whole tiyn; nothing here is rounded or kept in floating
// point. It refuses to read a clock or a database.
package funding

import (
	"time"

	"qadam/internal/portfolio"
)

// Source is where money comes from (facts.md §2.5).
type Source string

// The sources of money.
const (
	RepublicanBudget Source = "republican_budget"
	RegionBudget     Source = "local_budget_region"
	CityBudget       Source = "local_budget_city"
	TargetedTransfer Source = "targeted_transfer"
	QuasiPublic      Source = "quasi_public"
	PrivateEquity    Source = "private_equity"
	PrivateLoan      Source = "private_loan"
	PrivateOwn       Source = "private_own"
	IFILoan          Source = "ifi_loan" // of an international financial institution
	Grant            Source = "grant"
	UserPayments     Source = "user_payments"
)

// Sources lists them all, public ones first.
var Sources = []Source{RepublicanBudget, RegionBudget, CityBudget, TargetedTransfer, QuasiPublic, PrivateEquity, PrivateLoan, PrivateOwn, IFILoan, Grant, UserPayments}

// Budget reports whether the source is a budget: its money is allocated for a
// year, and what is not paid by 31 December lapses.
func (s Source) Budget() bool {
	return s == RepublicanBudget || s == RegionBudget || s == CityBudget || s == TargetedTransfer
}

// Private reports whether the money is not the state's.
func (s Source) Private() bool {
	return s == PrivateEquity || s == PrivateLoan || s == PrivateOwn || s == IFILoan || s == Grant || s == UserPayments
}

// LineKind tells the money that makes a project from what the budget owes for it.
type LineKind string

// Obligations of the budget under a partnership pay the partner's investment
// back over years. They stand beside the investment and are never added to it
// (rules.md §7, facts.md trap 6).
const (
	Investment  LineKind = "investment"
	Obligations LineKind = "obligations"
)

// LineKinds lists both.
var LineKinds = []LineKind{Investment, Obligations}

// Line is the money of a project of one model from one source: what entries are
// entered on. It never changes; there is one of each kind (and budget code).
type Line struct {
	ID          int64
	ProjectID   int64
	ProgrammeID int64
	Model       portfolio.Model
	Source      Source
	Kind        LineKind
	BudgetCode  string // of a budget's line (facts.md §2.3), else ""
	PayerID     int64  // the body that pays, 0 when none of ours
	Note        string
	RecordedAt  time.Time
	RecordedBy  int64
}

// TableName is funding_lines.
func (Line) TableName() string { return "funding_lines" }
