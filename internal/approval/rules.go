package approval

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
)

// Majority says of what a majority is counted.
type Majority string

// The majorities (rules.md §5).
const (
	MajorityOfAll  Majority = "all"        // more than half of all voting seats that are not recused
	MajorityOfCast Majority = "cast"       // more for than against
	TwoThirds      Majority = "two_thirds" // two thirds of all voting seats that are not recused
)

// Majorities lists them, the default first.
var Majorities = []Majority{MajorityOfAll, MajorityOfCast, TwoThirds}

// SignatureRule says whether a protocol is signed with an electronic signature.
type SignatureRule string

// The rules of signing.
const (
	SignatureNone     SignatureRule = "none"
	SignatureOptional SignatureRule = "optional"
	SignatureRequired SignatureRule = "required"
)

// SignatureRules lists them.
var SignatureRules = []SignatureRule{SignatureNone, SignatureOptional, SignatureRequired}

// Rules are how a body decides. A vote keeps a copy of those in force when it
// was opened.
type Rules struct {
	QuorumNum   int           `json:"quorum_num"` // this many
	QuorumDen   int           `json:"quorum_den"` // of so many seats that are not recused must take part
	QuorumLeast int           `json:"quorum_least"`
	Majority    Majority      `json:"majority"`
	CastingVote bool          `json:"casting_vote"` // on a tie of the votes cast the chair's decides
	ActRequired bool          `json:"act_required"` // what is approved comes into force by an act
	Signature   SignatureRule `json:"signature"`
	OpinionDays int           `json:"opinion_days"` // working days for an opinion
	VoteDays    int           `json:"vote_days"`    // working days for a written vote
}

// DefaultRules are those of a consultative body that has set none of its own:
// the Instruction of Government resolution No. 247 of 16 March 1999 (facts.md §4.3).
var DefaultRules = Rules{
	QuorumNum: 2, QuorumDen: 3, QuorumLeast: 3, Majority: MajorityOfAll, CastingVote: true, ActRequired: true,
	Signature: SignatureOptional, OpinionDays: 10, VoteDays: 5,
}

// Most that a rule may say.
const (
	MostSeats = 100
	MostDays  = 90
)

// Check refuses rules by which nobody could decide anything.
func (r Rules) Check() error {
	var errs []error
	between := func(field string, n, least, most int) {
		if n < least || n > most {
			errs = append(errs, fault.Field(field, "vote.rule_range", "Least", least, "Most", most))
		}
	}
	between("quorum_den", r.QuorumDen, 1, MostSeats)
	if r.QuorumNum < 1 || r.QuorumNum > r.QuorumDen {
		errs = append(errs, fault.Field("quorum_num", "vote.rule_quorum"))
	}
	between("quorum_least", r.QuorumLeast, 1, MostSeats)
	between("opinion_days", r.OpinionDays, 1, MostDays)
	between("vote_days", r.VoteDays, 1, MostDays)
	if !slices.Contains(Majorities, r.Majority) {
		errs = append(errs, fault.Field("majority", "fault.required_choice"))
	}
	if !slices.Contains(SignatureRules, r.Signature) {
		errs = append(errs, fault.Field("signature", "fault.required_choice"))
	}
	return fault.Join(errs...)
}

// Quorum is how many of so many seats that are not recused must take part. It
// multiplies rather than divides: two thirds of eight seats are six.
func (r Rules) Quorum(seats int) int {
	need := (seats*r.QuorumNum + r.QuorumDen - 1) / r.QuorumDen
	return max(need, r.QuorumLeast, 1)
}

// Quorate reports whether so many of so many seats are enough to decide.
func (r Rules) Quorate(present, seats int) bool {
	return present >= r.Quorum(seats)
}

// Needed is how many votes for a motion pass it when so many seats are not
// recused and so many votes were cast against. Under the votes cast it is one
// more than those against, a tie aside.
func (r Rules) Needed(seats, against int) int {
	switch r.Majority {
	case MajorityOfCast:
		return against + 1
	case TwoThirds:
		return max((seats*2+2)/3, 1)
	default:
		return seats/2 + 1
	}
}

// BodyRules is a line of the ledger of a body's rules: how it decides from a
// day on, and why that was changed.
type BodyRules struct {
	ID         int64
	BodyID     int64
	Rules      Rules `gorm:"serializer:json"`
	ValidFrom  civil.Date
	Reason     string
	RecordedAt time.Time
	RecordedBy int64
}

// TableName is body_rules.
func (BodyRules) TableName() string { return "body_rules" }

// ReasonLimit is how long a reason may be, in characters.
const ReasonLimit = 2000

// Check refuses rules without a reason, or from a day before they were known.
func (b BodyRules) Check(today civil.Date) error {
	errs := []error{b.Rules.Check()}
	switch {
	case b.ValidFrom.IsZero():
		errs = append(errs, fault.Field("valid_from", "fault.required"))
	case b.ValidFrom.Before(today):
		errs = append(errs, fault.Field("valid_from", "vote.rules_backdated"))
	}
	switch n := utf8.RuneCountInString(b.Reason); {
	case strings.TrimSpace(b.Reason) == "":
		errs = append(errs, fault.Field("reason", "fault.required"))
	case n > ReasonLimit:
		errs = append(errs, fault.Field("reason", "fault.too_long", "Limit", ReasonLimit))
	}
	return fault.Join(errs...)
}

// RulesOn are the rules of a body on a day: the line with the latest first day
// that has come, of two for one day the one recorded later; the defaults when
// there is none. The ledger is in the order in which it was recorded.
func RulesOn(ledger []BodyRules, on civil.Date) Rules {
	line := RulesLine(ledger, on)
	if line == nil {
		return DefaultRules
	}
	return line.Rules
}

// RulesLine is the line of the ledger by which a body decides on a day, or nil
// when it has set no rules for it.
func RulesLine(ledger []BodyRules, on civil.Date) *BodyRules {
	return civil.Holding(ledger, on, func(b *BodyRules) civil.Date { return b.ValidFrom })
}
