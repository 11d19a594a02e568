package portfolio

import (
	"slices"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// LetterKind says what a letter is about. A person may do without any kind.
type LetterKind string

// The kinds of letters.
const (
	LetterVote      LetterKind = "vote"      // a vote opened, closes soon, is closed
	LetterOpinion   LetterKind = "opinion"   // an expert's opinion is asked for
	LetterRemark    LetterKind = "remark"    // remarks wait for an answer
	LetterDecision  LetterKind = "decision"  // what was decided on a case, or has to be
	LetterSitting   LetterKind = "sitting"   // a sitting is convened, a protocol waits
	LetterCondition LetterKind = "condition" // a condition or an assignment: set, due, reported, more time
	LetterReport    LetterKind = "report"    // an update is owed, evidence was accepted or returned
	LetterRating    LetterKind = "rating"    // a project was rated, or escalated
	LetterMention   LetterKind = "mention"   // somebody named the person
	LetterSeat      LetterKind = "seat"      // somebody is away: a substitution began or ended
	LetterDigest    LetterKind = "digest"    // all together that is not sent at once; no letter is of it
)

// LetterKinds lists the kinds, in the order in which people choose among them.
var LetterKinds = []LetterKind{
	LetterVote, LetterOpinion, LetterRemark, LetterDecision, LetterSitting, LetterCondition, LetterReport, LetterRating, LetterMention, LetterSeat, LetterDigest,
}

// Known reports whether k is one of LetterKinds.
func (k LetterKind) Known() bool { return slices.Contains(LetterKinds, k) }

// Instant reports whether letters of the kind go out at once; the others wait
// for the digest of the day.
func (k LetterKind) Instant() bool { return k == LetterVote || k == LetterMention }

// Letter is a row of the outbox: what one person is to be told.
type Letter struct {
	ID         int64
	PersonID   int64
	Kind       LetterKind
	Says       i18n.Text  // one sentence, in all three languages
	Note       i18n.Text  // what somebody wrote, such as a reason; may be empty
	Until      civil.Date // the term it speaks of, zero when none
	Link       string     // where to do something about it, a path
	Urgent     bool       // goes out at once
	Once       *string    // a letter with the same word is made only once, nil for any number
	ParcelID   int64      // the first letter of those that go out as one, 0 before
	Attempts   int
	Error      string // why the last attempt failed, without personal data
	RecordedAt time.Time
	DueAt      time.Time  // not sent before
	PackedAt   *time.Time // when it was put into its parcel
	SentAt     *time.Time // nil while it waits
	FailedAt   *time.Time // set when no further attempt is made
}
