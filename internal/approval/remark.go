package approval

import (
	"database/sql/driver"
	"time"
)

// Origin is where a remark comes from.
type Origin string

// The origins of remarks.
const (
	FromOpinion   Origin = "opinion"
	FromBallot    Origin = "ballot"    // a vote against, with its reason
	FromSecretary Origin = "secretary" // who returned the case before a vote
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
