package funding

// Severity says what a breach does.
type Severity string

// An error is never saved; a warning needs a word of why (rules.md §7).
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Check is a rule that entries are held against (facts.md §2.5). Its words are in
// the catalogue under "check." and the key.
type Check struct {
	Key      string
	Severity Severity
	Rule     string // its source, such as «facts.md §2.5, 1»
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
	EntryIDs    []int64
	Args        []any
}
