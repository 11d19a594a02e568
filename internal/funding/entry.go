package funding

import (
	"time"

	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// EntryKind is what happened to money.
type EntryKind string

// The kinds of entries (rules.md §7).
const (
	Plan         EntryKind = "plan"          // the figure of a roadmap, a memorandum or a long-term plan; a refinement is a later one with a sign
	Allocate     EntryKind = "allocate"      // a budget was approved, or refined: with a sign
	Commit       EntryKind = "commit"        // a contract or an obligation
	Accept       EntryKind = "accept"        // an act of work
	Pay          EntryKind = "pay"           // by treasury or bank
	Return       EntryKind = "return"        // money came back: lessens what is paid
	CancelCommit EntryKind = "cancel_commit" // lessens what is committed
)

// EntryKinds lists them, in the order in which money goes.
var EntryKinds = []EntryKind{Plan, Allocate, Commit, Accept, Pay, Return, CancelCommit}

// Signed reports whether the sum of such an entry may be below zero: plans and
// allocations are refined up and down. Everything else is above zero, and only a
// reversal takes it back.
func (k EntryKind) Signed() bool { return k == Plan || k == Allocate }

// Entry is a line of the ledger: a sum on a line for a fiscal year, by a
// document. A correction is a later entry that reverses it: same line, kind and
// year, the sum with the other sign.
type Entry struct {
	ID          int64
	LineID      int64
	ProgrammeID int64
	ProjectID   int64
	Kind        EntryKind
	Year        int          // the fiscal year of the money
	Period      string       // a month or quarter of it such as 2018-07 or 2018-Q3, "" for the whole year
	Amount      money.Amount `gorm:"column:tiyn"`
	HappenedOn  civil.Date   // when money moved or the paper was signed; as of goes by RecordedAt
	DocumentID  int64
	ContractID  int64 // 0 when none
	VersionID   int64 // the version of a roadmap whose act planned it, 0 when entered by hand
	ReversesID  int64 // the entry that this one takes back, 0 when none
	Warned      portfolio.Codes
	Why         string // of a reversal, or why a warning was passed over
	Note        string
	FormKey     string // of the form it was sent with, so that sending twice counts once; "" otherwise
	RecordedAt  time.Time
	RecordedBy  int64
}

// TableName is funding_entries.
func (Entry) TableName() string { return "funding_entries" }

// DocumentKind is what paper money goes by.
type DocumentKind string

// The kinds of documents.
const (
	DocBudget       DocumentKind = "budget"       // a budget law, a maslikhat's decision on the budget, its refinement
	DocAct          DocumentKind = "act"          // an act by which a roadmap came into force
	DocDecision     DocumentKind = "decision"     // by which a version came into force where no act is asked for
	DocMemorandum   DocumentKind = "memorandum"   // plans only (rules.md §7)
	DocContract     DocumentKind = "contract"     // a contract or a supplementary agreement
	DocRegistration DocumentKind = "registration" // of obligations in the treasury
	DocAcceptance   DocumentKind = "acceptance"   // an act of work or of services
	DocPayment      DocumentKind = "payment"      // a payment order
	DocOther        DocumentKind = "other"        // with its title
)

// DocumentKinds lists them.
var DocumentKinds = []DocumentKind{DocBudget, DocAct, DocDecision, DocMemorandum, DocContract, DocRegistration, DocAcceptance, DocPayment, DocOther}

// Document is the paper that an entry, a contract or a stage goes by. Every
// figure can be traced to one. The same kind, number and date of a programme is
// the same document.
type Document struct {
	ID          int64
	ProgrammeID int64
	Kind        DocumentKind
	Number      string
	Dated       civil.Date
	Title       string
	URL         string
	FileName    string // of the scan, "" when none is kept
	FileSHA256  string `gorm:"column:file_sha256"`
	FileSize    int64
	FileType    string
	RecordedAt  time.Time
	RecordedBy  int64
}

// TableName is funding_documents.
func (Document) TableName() string { return "funding_documents" }

// Holds reports whether the paper says all that another of the same kind, number
// and date does: its file, address and title.
func (d Document) Holds(o Document) bool {
	return (o.FileSHA256 == "" || o.FileSHA256 == d.FileSHA256) && (o.URL == "" || o.URL == d.URL) && (o.Title == "" || o.Title == d.Title)
}

// Posted is an entry with what its line came to after it.
type Posted struct {
	Entry
	After Sums
}

// Running gives entries, the newest first, what their line came to after each;
// before is what it came to before the oldest of them.
func Running(before Sums, entries []Entry) []Posted {
	all := make([]Posted, len(entries))
	for i := len(entries) - 1; i >= 0; i-- {
		before.Take(entries[i].Kind, entries[i].Amount)
		all[i] = Posted{Entry: entries[i], After: before}
	}
	return all
}
