package approval

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// ConditionKind says where an obligation comes from.
type ConditionKind string

// A condition comes with an approval; an assignment is set by a sitting or by
// the chair (facts.md §4.2: поручение). Both have an owner and a term, are
// reported and accepted.
const (
	ConditionOf  ConditionKind = "condition"
	AssignmentOf ConditionKind = "assignment"
)

// ConditionKinds lists the two.
var ConditionKinds = []ConditionKind{ConditionOf, AssignmentOf}

// Condition is what somebody owes after a decision: a condition of an approval,
// or an assignment. Its text, owner and original date never change; what
// happens to it is in its steps.
type Condition struct {
	ID          int64
	Kind        ConditionKind
	ProgrammeID int64
	CaseID      int64 // 0 of an assignment that no case led to
	SittingID   int64 // 0 when no sitting set it
	MilestoneID int64 // the line it touches, 0 when none
	ProjectID   int64 // the project it touches, 0 when the whole roadmap
	Text        i18n.Text
	OwnerID     int64          // the body that has to meet it
	DueOn       civil.Date     // the original date, kept for ever
	Evidence    portfolio.Form // the form of the document that shows it
	Blocks      bool           // while open, the next gate cannot be accepted
	RecordedAt  time.Time
	RecordedBy  int64

	Steps []ConditionStep `gorm:"foreignKey:ConditionID"` // in their order; loaded
}

// ConditionOn makes a condition of what was proposed.
func (p Proposal) ConditionOn(kind ConditionKind, programmeID int64) Condition {
	return Condition{
		Kind: kind, ProgrammeID: programmeID, MilestoneID: p.MilestoneID, Text: p.Text, OwnerID: p.OwnerID,
		DueOn: p.DueOn, Evidence: p.Evidence, Blocks: p.Blocks,
	}
}

// Check refuses a condition that nobody owes, or that has no date or one that has
// passed; the fields are text, owner, due and evidence.
func (c Condition) Check(today civil.Date) error {
	return Proposal{Text: c.Text, OwnerID: c.OwnerID, DueOn: c.DueOn, Evidence: c.Evidence}.Check("", today)
}

// ConditionEvent is what happened to a condition.
type ConditionEvent string

// What happens to a condition. More time is asked for, and granted or refused
// by who set the date (facts.md §4.2); escalated says that it is overdue for so
// long that the chair was told.
const (
	ConditionReported  ConditionEvent = "reported"
	ConditionAccepted  ConditionEvent = "accepted"
	ConditionReturned  ConditionEvent = "returned"
	ExtensionAsked     ConditionEvent = "extension_asked"
	ExtensionGranted   ConditionEvent = "extension_granted"
	ExtensionRefused   ConditionEvent = "extension_refused"
	ConditionEscalated ConditionEvent = "escalated"
)

// ConditionStep is a line of a condition's ledger.
type ConditionStep struct {
	ID          int64
	ConditionID int64
	ProgrammeID int64
	Event       ConditionEvent
	Text        string     // what was done, or why
	DueOn       civil.Date // asked for, granted, or passed when the chair was told; zero otherwise
	Number      string     // of the document that shows it
	Dated       civil.Date // and its day
	URL         string     `gorm:"column:url"` // where it can be read, "" when it is a file
	Files       KeptFiles
	RecordedAt  time.Time
	RecordedBy  int64
}

// ConditionState is where a condition stands.
type ConditionState string

// The states of a condition: returned is open again.
const (
	ConditionOpen  ConditionState = "open"
	ConditionSaid  ConditionState = "reported" // said met, not accepted yet
	ConditionBack  ConditionState = "returned"
	ConditionIsMet ConditionState = "accepted"
)

// ConditionStates lists them.
var ConditionStates = []ConditionState{ConditionOpen, ConditionSaid, ConditionBack, ConditionIsMet}

// State is where the condition stands by the steps known.
func (c *Condition) State() ConditionState {
	s := ConditionOpen
	for _, step := range c.Steps {
		switch step.Event {
		case ConditionReported:
			s = ConditionSaid
		case ConditionReturned:
			s = ConditionBack
		case ConditionAccepted:
			s = ConditionIsMet
		}
	}
	return s
}

// IsOpen reports whether the condition is still owed: also one that was
// reported and not accepted yet.
func (c *Condition) IsOpen() bool { return c.State() != ConditionIsMet }

// Due is the day by which it is owed today: the original one, or that of the
// last extension granted.
func (c *Condition) Due() civil.Date {
	due := c.DueOn
	for _, step := range c.Steps {
		if step.Event == ExtensionGranted {
			due = step.DueOn
		}
	}
	return due
}

// Last is the last step of the event, or nil.
func (c *Condition) Last(event ConditionEvent) *ConditionStep {
	for i := len(c.Steps) - 1; i >= 0; i-- {
		if c.Steps[i].Event == event {
			return &c.Steps[i]
		}
	}
	return nil
}

// Asked is the request for more time that nobody has decided upon, or nil.
func (c *Condition) Asked() *ConditionStep {
	var asked *ConditionStep
	for i := range c.Steps {
		switch c.Steps[i].Event {
		case ExtensionAsked:
			asked = &c.Steps[i]
		case ExtensionGranted, ExtensionRefused, ConditionAccepted:
			asked = nil
		}
	}
	return asked
}

// DaysLeft is how many calendar days are left on the day; negative when it is
// overdue. Due today is not late.
func (c *Condition) DaysLeft(on civil.Date) int { return c.Due().Sub(on) }

// Overdue reports whether it is owed, not even reported, and its day has passed.
func (c *Condition) Overdue(on civil.Date) bool {
	s := c.State()
	return (s == ConditionOpen || s == ConditionBack) && on.After(c.Due())
}

// Late reports whether the condition is overdue for more than so many working
// days and nobody was told since its day was last set.
func (c *Condition) Late(on civil.Date, days int, cal *civil.Calendar) bool {
	if !c.Overdue(on) || !on.After(cal.Add(c.Due(), days)) {
		return false
	}
	told := c.Last(ConditionEscalated)
	return told == nil || told.DueOn != c.Due()
}

// WaitsFor reports whether the person has to do something about it now: meet it,
// judge what was reported, or decide on more time.
func (c *Condition) WaitsFor(who access.Actor) bool {
	if asked := c.Asked(); asked != nil && asked.RecordedBy != who.ID && who.May(access.ExtendCondition, c.ProgrammeID) {
		return true
	}
	switch c.State() {
	case ConditionIsMet:
		return false
	case ConditionSaid:
		return who.May(access.AcceptCondition, c.ProgrammeID) && c.Last(ConditionReported).RecordedBy != who.ID
	default:
		return who.May(access.ReportCondition, c.ProgrammeID)
	}
}

// HoldsUp reports whether the condition keeps a gate of the project from being
// accepted (rules.md §5): it blocks, is owed still, and touches the project or
// the whole roadmap.
func (c *Condition) HoldsUp(projectID int64) bool {
	return c.Blocks && c.IsOpen() && (c.ProjectID == 0 || c.ProjectID == projectID)
}

// KeptFile is a file that came as evidence; its bytes are kept under the sum.
type KeptFile struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	Size      int64  `json:"size"` // bytes
	MediaType string `json:"type"`
}

// KeptFiles are the files of a step, kept as JSON.
type KeptFiles []KeptFile

// Value writes the files as JSON.
func (f KeptFiles) Value() (driver.Value, error) {
	if len(f) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal(f)
	return string(b), err
}

// Scan reads the files from JSON.
func (f *KeptFiles) Scan(src any) error {
	switch s := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(s), f)
	case []byte:
		return json.Unmarshal(s, f)
	default:
		return fmt.Errorf("approval: cannot read %T as files", src)
	}
}
