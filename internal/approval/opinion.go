package approval

import (
	"database/sql/driver"
	"time"

	"qadam/internal/civil"
)

// Verdict is what an opinion comes to.
type Verdict string

// The verdicts (rules.md §5).
const (
	Recommended    Verdict = "recommended"
	WithConditions Verdict = "with_conditions"
	NotRecommended Verdict = "not_recommended"
)

// Verdicts lists the three.
var Verdicts = []Verdict{Recommended, WithConditions, NotRecommended}

// MaxScore is the best score of a criterion; the worst is 0.
const MaxScore = 5

// Assignment asks a seat of the competence centre for its opinion in a round,
// up to and with a day. A later one for the same seat takes its place.
type Assignment struct {
	ID          int64
	CaseID      int64
	ProgrammeID int64
	Round       int
	SeatID      int64
	Due         civil.Date
	RecordedAt  time.Time
	RecordedBy  int64
}

// Opinion is the word of an expert in a round of a case, or, with Conflict, why
// there will be none.
type Opinion struct {
	ID          int64
	CaseID      int64
	ProgrammeID int64
	Round       int
	SeatID      int64
	Scores      Scores
	Summary     string
	Verdict     Verdict
	Conditions  Proposals
	Conflict    string // the conflict of interest that was declared, "" for none
	RecordedAt  time.Time
	RecordedBy  int64

	Remarks []Remarked `gorm:"-"` // as given; what was kept of them are remarks of the case
}

// Score is what an opinion gives for a criterion.
type Score struct {
	Criterion string `json:"criterion"`
	Score     int    `json:"score"` // 0 to MaxScore; -1 while none was chosen
	Text      string `json:"text,omitempty"`
}

// Scores are the scores of an opinion, kept as JSON.
type Scores []Score

// Value writes the scores as JSON.
func (s Scores) Value() (driver.Value, error) { return toJSON(s, len(s)) }

// Scan reads the scores from JSON.
func (s *Scores) Scan(src any) error { return fromJSON(src, s) }

// Of returns the score of the criterion, or nil.
func (s Scores) Of(criterion string) *Score {
	for i := range s {
		if s[i].Criterion == criterion {
			return &s[i]
		}
	}
	return nil
}

// OpinionDraft is an opinion while it is written. It is upkeep: nobody else sees
// it, the log does not know it, and it is gone when the opinion is given.
type OpinionDraft struct {
	ID         int64
	CaseID     int64
	Round      int
	SeatID     int64
	Scores     Scores
	Summary    string
	Verdict    Verdict
	Conditions Proposals
	Remarks    RemarkedList
	SavedAt    time.Time
}
