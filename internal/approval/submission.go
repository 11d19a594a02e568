package approval

import (
	"time"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Submission is a round of a case: the text that was sent, frozen.
type Submission struct {
	ID          int64
	CaseID      int64
	ProgrammeID int64
	Round       int // 1, 2, 3
	Route       Route
	Title       i18n.Text
	Brief       i18n.Text     // what is asked for, in some sentences
	ReasonCode  string        // of a change
	Reason      string        // in words
	Fingerprint string        // hex of the SHA-256 of Content
	Content     string        // canonical JSON (RFC 8785); a list leaves it out
	Drafters    portfolio.IDs // people who edited or submitted the subject
	Executors   portfolio.IDs // bodies that lead or co-execute it
	RecordedAt  time.Time
	RecordedBy  int64
}

// TableName is case_submissions.
func (Submission) TableName() string { return "case_submissions" }
