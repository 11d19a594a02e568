package approval

import (
	"database/sql/driver"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/fault"
)

// Origin is where a remark comes from.
type Origin string

// The origins of remarks.
const (
	FromOpinion   Origin = "opinion"
	FromBallot    Origin = "ballot"    // a vote against, with its reason
	FromSecretary Origin = "secretary" // who returned the case before a vote
	FromDecision  Origin = "decision"  // who refused a change within his tolerance
)

// Remark is something that an expert, a member or the secretary found wrong. It
// must be answered before the case can come again.
type Remark struct {
	ID          int64
	CaseID      int64
	ProgrammeID int64
	Round       int
	Origin      Origin
	OriginID    int64 // the key of the opinion or of the ballot, 0 of the secretary
	SeatID      int64
	MilestoneID int64 // the line it is about, 0 for the whole
	Text        string
	RecordedAt  time.Time
	RecordedBy  int64

	Answers []Answer // in their order; the last one counts; loaded
}

// AnswerKind says whether a remark was followed.
type AnswerKind string

// A remark is accepted or declined, in both cases with a text.
const (
	AnswerAccepted AnswerKind = "accepted"
	AnswerDeclined AnswerKind = "declined"
)

// AnswerKinds lists the two.
var AnswerKinds = []AnswerKind{AnswerAccepted, AnswerDeclined}

// Answer is what the akimat says to a remark.
type Answer struct {
	ID          int64
	RemarkID    int64
	CaseID      int64
	ProgrammeID int64
	Kind        AnswerKind
	Text        string
	RecordedAt  time.Time
	RecordedBy  int64
}

// Answer returns the answer that counts, or nil.
func (r Remark) Answer() *Answer {
	if len(r.Answers) == 0 {
		return nil
	}
	return &r.Answers[len(r.Answers)-1]
}

// Remarked is a remark as it is given: to a line, or with 0 to the whole.
type Remarked struct {
	MilestoneID int64  `json:"milestone_id,omitempty"`
	Text        string `json:"text"`
}

// RemarkedList is kept as JSON.
type RemarkedList []Remarked

// Value writes the list as JSON.
func (l RemarkedList) Value() (driver.Value, error) { return toJSON(l, len(l)) }

// Scan reads the list from JSON.
func (l *RemarkedList) Scan(src any) error { return fromJSON(src, l) }

// RemarksLimit is how many remarks are given at once.
const RemarksLimit = 200

// TrimRemarks leaves out what says nothing.
func TrimRemarks(all []Remarked) []Remarked {
	var kept []Remarked
	for _, r := range all {
		if r.Text = strings.TrimSpace(r.Text); r.Text != "" {
			kept = append(kept, r)
		}
	}
	return kept
}

// CheckRemarks refuses remarks to a line that the subject has not, and too many
// or too long ones. The fields are remarks and, of the nth, remark_<n>.
func CheckRemarks(all []Remarked, lines map[int64]bool) error {
	var errs []error
	if len(all) > RemarksLimit {
		errs = append(errs, fault.Field("remarks", "case.too_many_remarks", "Limit", RemarksLimit))
	}
	for i, r := range all {
		field := "remark_" + strconv.Itoa(i+1)
		switch {
		case utf8.RuneCountInString(r.Text) > TextLimit:
			errs = append(errs, fault.Field(field, "fault.too_long", "Limit", TextLimit))
		case r.MilestoneID != 0 && !lines[r.MilestoneID]:
			errs = append(errs, fault.Field(field, "case.unknown_line"))
		}
	}
	return fault.Join(errs...)
}

// Check refuses an answer that says nothing.
func (a Answer) Check() error {
	var errs []error
	if !slices.Contains(AnswerKinds, a.Kind) {
		errs = append(errs, fault.Field("kind", "fault.required_choice"))
	}
	switch {
	case a.Text == "":
		errs = append(errs, fault.Field("text", "fault.required"))
	case utf8.RuneCountInString(a.Text) > TextLimit:
		errs = append(errs, fault.Field("text", "fault.too_long", "Limit", TextLimit))
	}
	return fault.Join(errs...)
}

// Unanswered are the remarks that nobody has answered: while there are any, the
// case cannot come again.
func (c Case) Unanswered() []Remark {
	var left []Remark
	for _, r := range c.Remarks {
		if r.Answer() == nil {
			left = append(left, r)
		}
	}
	return left
}

// MayAnswer reports whether a remark may be answered now: not while a vote runs
// and not when all is decided, and only one of the latest round.
func (c Case) MayAnswer(r Remark) bool {
	switch c.State() {
	case Voting, Approved, InForce, Rejected:
		return false
	}
	return r.Round == c.Round()
}
