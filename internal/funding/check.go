package funding

import (
	"slices"

	"qadam/internal/money"
)

// Severity says what a breach does.
type Severity string

// An error is never saved; a warning needs a word of why (rules.md §7).
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Source of a rule, a key of the catalogue under "check.by_".
const (
	byLedger   = "ledger"   // how money is kept: rules.md §7
	byBudget   = "budget"   // the fiscal year and what is allocated for it: facts.md §1.6, 2.3
	byPPP      = "ppp"      // Law No. 379-V: facts.md §2.1
	byService  = "service"  // orders No. 129 and 295: facts.md §2.2
	byContract = "contract" // what was agreed
)

// Check is a rule that entries are held against (facts.md §2.5). What must be is
// in the catalogue under "check.must_" and the key, its name under "check.named_" and what is instead
// under "check.said_".
type Check struct {
	Key      string
	Severity Severity
	Rule     string      // where it is written, such as «facts.md §2.5, 1»
	Source   string      // the same in words, a key under "check.by_"
	Field    string      // of the form of an entry, beside which it is said
	Of       []EntryKind // the kinds of entries that break it
	Asks     []EntryKind // at which a warning needs a word of why; one without is only listed
}

// Breach is a check that does not hold: on which line, contract and year, and
// the entries that break it. Args go into its words.
type Breach struct {
	Check
	ProgrammeID int64
	ProjectID   int64
	LineID      int64
	ContractID  int64
	Year        int
	Excess      money.Amount // by how much, tiyn; 0 where it is no matter of sums
	EntryIDs    []int64
	Args        []any
}

// Checks are all rules that entries are held against, in the order in which
// they are listed.
var Checks = []Check{
	{Key: "not_positive", Severity: Error, Rule: "rules.md §7", Source: byLedger, Field: "amount"},
	{Key: "zero", Severity: Error, Rule: "rules.md §7", Source: byLedger, Field: "amount"},
	{Key: "too_large", Severity: Error, Rule: "rules.md §7", Source: byLedger, Field: "amount"},
	{Key: "year_range", Severity: Error, Rule: "facts.md §1.6", Source: byBudget, Field: "year"},
	{Key: "period", Severity: Error, Rule: "facts.md §1.6", Source: byBudget, Field: "period"},
	{Key: "in_future", Severity: Error, Rule: "rules.md §1.2", Source: byLedger, Field: "happened_on"},
	{Key: "planned_by_roadmap", Severity: Error, Rule: "rules.md §3", Source: byLedger, Field: "kind", Of: []EntryKind{Plan}},
	{Key: "no_contract", Severity: Error, Rule: "facts.md §2.5", Source: byLedger, Field: "contract"},
	{Key: "memorandum", Severity: Error, Rule: "facts.md §2.5, 5", Source: byLedger, Field: "contract", Of: notPlan},
	{Key: "contract_draft", Severity: Error, Rule: "facts.md §2.5", Source: byContract, Field: "contract", Of: notPlan},
	{Key: "contract_ended", Severity: Error, Rule: "facts.md §2.5", Source: byContract, Field: "contract", Of: []EntryKind{Commit}},
	{Key: "other_contract", Severity: Error, Rule: "facts.md §2.5", Source: byContract, Field: "contract", Of: EntryKinds},
	{Key: "outside_contract", Severity: Error, Rule: "facts.md §2.5, 3", Source: byContract, Field: "year", Of: contractual},
	{Key: "obligation_outside", Severity: Error, Rule: "facts.md §2.5, 3", Source: byPPP, Field: "year", Of: contractual},
	{Key: "obligation_papers", Severity: Error, Rule: "facts.md §2.5, 3", Source: byPPP, Field: "contract", Of: []EntryKind{Commit}},
	{Key: "service_ahead", Severity: Error, Rule: "facts.md §2.5, 4", Source: byService, Field: "year", Of: []EntryKind{Commit}},
	{Key: "below_zero", Severity: Error, Rule: "rules.md §7", Source: byLedger, Field: "amount", Of: EntryKinds},
	{Key: "paid_over_accepted", Severity: Error, Rule: "facts.md §2.5, 1", Source: byLedger, Field: "amount", Of: []EntryKind{Pay, Return, Accept}},
	{Key: "accepted_over_committed", Severity: Error, Rule: "facts.md §2.5, 1", Source: byLedger, Field: "amount", Of: []EntryKind{Accept, Commit, CancelCommit}},
	{Key: "committed_over_allocated", Severity: Error, Rule: "facts.md §2.5, 2", Source: byBudget, Field: "amount", Of: []EntryKind{Commit, CancelCommit, Allocate}},
	{Key: "contract_sum", Severity: Error, Rule: "facts.md §2.5", Source: byContract, Field: "amount", Of: []EntryKind{Commit, CancelCommit}},
	{Key: "obligations_over", Severity: Error, Rule: "facts.md §2.5, 3", Source: byPPP, Field: "amount", Of: []EntryKind{Commit, CancelCommit}},
	{Key: "reversal_of_reversal", Severity: Error, Rule: "facts.md §2.5, 8", Source: byLedger, Field: "entry"},
	{Key: "reversed_already", Severity: Error, Rule: "facts.md §2.5, 8", Source: byLedger, Field: "entry"},

	{Key: "gap", Severity: Warning, Rule: "facts.md §2.5, 2", Source: byBudget, Field: "amount", Of: []EntryKind{Plan, Allocate}, Asks: []EntryKind{Plan, Allocate}},
	{Key: "obligations_under", Severity: Warning, Rule: "facts.md §2.5, 3", Source: byPPP, Field: "amount", Of: []EntryKind{Commit, CancelCommit}, Asks: []EntryKind{Commit, CancelCommit}},
	{Key: "ppp_load", Severity: Warning, Rule: "facts.md §2.5, 7", Source: byPPP, Field: "amount", Of: []EntryKind{Commit}, Asks: []EntryKind{Commit}},
	{Key: "not_monthly", Severity: Warning, Rule: "facts.md §2.5, 4", Source: byService, Field: "period", Of: []EntryKind{Accept}, Asks: []EntryKind{Accept}},
	{Key: "month_missing", Severity: Warning, Rule: "facts.md §2.5, 4", Source: byService, Field: "period", Of: []EntryKind{Accept}},
	{Key: "unpaid", Severity: Warning, Rule: "rules.md §7", Source: byContract, Field: "amount", Of: []EntryKind{Accept, Pay, Return}},
	{Key: "contract_open", Severity: Warning, Rule: "facts.md §2.5", Source: byContract, Field: "amount", Of: []EntryKind{Commit, CancelCommit}},
	{Key: "unspent", Severity: Warning, Rule: "facts.md §2.5, 6", Source: byBudget, Field: "amount", Of: []EntryKind{Allocate, Pay, Return}},
	{Key: "lapsed", Severity: Warning, Rule: "facts.md §2.5, 6", Source: byBudget, Field: "amount", Of: []EntryKind{Allocate, Pay, Return}},
}

var (
	notPlan     = []EntryKind{Allocate, Commit, Accept, Pay, Return, CancelCommit}
	contractual = []EntryKind{Commit, Accept, Pay, Return, CancelCommit}
)

// check finds a rule by its key.
func check(key string) Check {
	i := slices.IndexFunc(Checks, func(c Check) bool { return c.Key == key })
	return Checks[i]
}

// Said is the message of what is wrong, of which Args are the blanks.
func (b *Breach) Said() string { return "check.said_" + b.Key }

// Names reports whether an entry is one of those that break the check.
func (b *Breach) Names(e *Entry) bool {
	return slices.Contains(b.Of, e.Kind) &&
		(b.LineID == 0 || e.LineID == b.LineID) && (b.ContractID == 0 || e.ContractID == b.ContractID) && (b.Year == AllYears || e.Year == b.Year)
}

// Name writes down which of the entries break each check.
func Name(breaches []Breach, entries []Entry) {
	for i := range breaches {
		b := &breaches[i]
		for j := range entries {
			if b.Names(&entries[j]) {
				b.EntryIDs = append(b.EntryIDs, entries[j].ID)
			}
		}
	}
}

// Errors are the breaches that may not be saved.
func Errors(breaches []Breach) []Breach { return ofSeverity(breaches, Error) }

// Warnings are the breaches that need a word of why.
func Warnings(breaches []Breach) []Breach { return ofSeverity(breaches, Warning) }

func ofSeverity(breaches []Breach, s Severity) []Breach {
	var found []Breach
	for _, b := range breaches {
		if b.Severity == s {
			found = append(found, b)
		}
	}
	return found
}
