package approval

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
)

// Choice is what a ballot says.
type Choice string

// The choices (rules.md §5). Recused is said by a member whose interests are in
// conflict: the seat then counts for nothing, not even for the quorum.
const (
	For              Choice = "for"
	ForWithCondition Choice = "for_with_condition"
	Against          Choice = "against"
	Abstain          Choice = "abstain"
	Recused          Choice = "recused"
)

// Choices lists them in the order in which they are offered.
var Choices = []Choice{For, ForWithCondition, Against, Abstain, Recused}

// Ballot is what a seat said in a vote. It belongs to the seat: the person is
// its holder or a substitute. A seat may change its ballot until the vote is
// closed; every one is kept and the last counts.
type Ballot struct {
	ID          int64
	VoteID      int64
	ProgrammeID int64
	SeatID      int64
	PersonID    int64
	Choice      Choice
	Reason      string    // of a vote against and of a recusal
	Condition   Proposals // one, of ForWithCondition
	Dissent     string    // with Against and Abstain: it goes into the protocol
	RecordedAt  time.Time
	RecordedBy  int64
}

// Trim returns the ballot without spaces around what was written, and without
// what its choice does not take.
func (b Ballot) Trim() Ballot {
	b.Reason, b.Dissent = strings.TrimSpace(b.Reason), strings.TrimSpace(b.Dissent)
	if b.Choice != ForWithCondition {
		b.Condition = nil
	}
	if !b.Choice.MayDissent() {
		b.Dissent = ""
	}
	return b
}

// MayDissent reports whether a dissenting opinion may go with the choice.
func (c Choice) MayDissent() bool { return c == Against || c == Abstain }

// Check refuses a ballot that says nothing, one against or recused without a
// reason, and a condition without text, owner or date.
func (b Ballot) Check(m Motion, today civil.Date) error {
	var errs []error
	switch {
	case !slices.Contains(Choices, b.Choice):
		errs = append(errs, fault.Field("choice", "vote.needs_choice"))
	case b.Choice == ForWithCondition && m == MotionReject:
		errs = append(errs, fault.Field("choice", "vote.no_condition_on_rejection"))
	case b.Choice == ForWithCondition && len(b.Condition) != 1:
		errs = append(errs, fault.Field("text", "fault.required"))
	case b.Choice == ForWithCondition:
		errs = append(errs, b.Condition[0].Check("", today))
	case b.Choice == Against && b.Reason == "":
		errs = append(errs, fault.Field("reason", "vote.against_reason"))
	case b.Choice == Recused && b.Reason == "":
		errs = append(errs, fault.Field("reason", "vote.recused_reason"))
	}
	if utf8.RuneCountInString(b.Reason) > TextLimit {
		errs = append(errs, fault.Field("reason", "fault.too_long", "Limit", TextLimit))
	}
	if utf8.RuneCountInString(b.Dissent) > TextLimit {
		errs = append(errs, fault.Field("dissent", "fault.too_long", "Limit", TextLimit))
	}
	return fault.Join(errs...)
}

// Dissent is a dissenting opinion written after the ballot: until the protocol
// is confirmed, also after the vote was closed. Of several of a seat the last
// counts.
type Dissent struct {
	ID          int64
	VoteID      int64
	ProgrammeID int64
	SeatID      int64
	PersonID    int64
	Text        string
	RecordedAt  time.Time
	RecordedBy  int64
}
