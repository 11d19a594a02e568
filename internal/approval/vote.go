package approval

import (
	"cmp"
	"database/sql/driver"
	"slices"
	"time"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
)

// Motion is what is voted on.
type Motion string

// The motions. A motion to reject that does not pass leaves the case where it
// was before the vote.
const (
	MotionApprove Motion = "approve"
	MotionReject  Motion = "reject"
)

// Motions lists them.
var Motions = []Motion{MotionApprove, MotionReject}

// Recusal is why a seat of the electorate takes no part.
type Recusal string

// Why a seat is recused before anybody voted: who drafted does not decide, and
// neither does the seat of a body that is to carry the subject out (rules.md §5).
const (
	NotRecused      Recusal = ""
	RecusedDrafter  Recusal = "drafter"
	RecusedExecutor Recusal = "executor"
	RecusedDeclared Recusal = "declared" // by a ballot
)

// Elector is a voting seat as it was when the vote was opened. Who joins or
// leaves later does not move the quorum.
type Elector struct {
	SeatID       int64     `json:"seat_id"`
	PersonID     int64     `json:"person_id,omitempty"` // the holder, 0 of an empty seat
	Name         string    `json:"name,omitempty"`
	Code         string    `json:"code"`
	Title        i18n.Text `json:"title"`
	RepresentsID int64     `json:"represents_id,omitempty"` // the body that the seat speaks for
	Chair        bool      `json:"chair,omitempty"`
	Recused      Recusal   `json:"recused,omitempty"`
}

// Electorate is frozen when a vote is opened. A seat is in it once.
type Electorate []Elector

// Value writes the electorate as JSON.
func (e Electorate) Value() (driver.Value, error) { return toJSON(e, len(e)) }

// Scan reads the electorate from JSON.
func (e *Electorate) Scan(src any) error { return fromJSON(src, e) }

// Seat is the elector of the seat, or nil.
func (e Electorate) Seat(id int64) *Elector {
	for i := range e {
		if e[i].SeatID == id {
			return &e[i]
		}
	}
	return nil
}

// Freeze makes the electorate of a vote: every voting seat once, empty or not,
// with those recused who drafted the subject or whose body is to carry it out.
func Freeze(seats []Elector, drafters, executors []int64) Electorate {
	var out Electorate
	for _, s := range seats {
		if out.Seat(s.SeatID) != nil {
			continue
		}
		s.Recused = NotRecused
		switch {
		case s.PersonID != 0 && slices.Contains(drafters, s.PersonID):
			s.Recused = RecusedDrafter
		case s.RepresentsID != 0 && slices.Contains(executors, s.RepresentsID):
			s.Recused = RecusedExecutor
		}
		out = append(out, s)
	}
	return out
}

// Advised are the conditions with which the experts of this round recommend the
// case: a motion to approve carries them.
func (c Case) Advised() Proposals {
	var out Proposals
	for _, o := range c.Opinions {
		if o.Round == c.Round() && o.Conflict == "" && o.Verdict == WithConditions {
			out = append(out, o.Conditions...)
		}
	}
	return out
}

// Vote is a decision of a body on a case, asked of a frozen electorate on a
// frozen text.
type Vote struct {
	ID          int64
	CaseID      int64
	ProgrammeID int64
	BodyID      int64
	SittingID   int64
	ItemID      int64 // of the agenda
	Round       int   // of the case
	Form        SittingForm
	Motion      Motion
	Conditions  Proposals // that the motion itself carries
	Fingerprint string    // of the text, SHA-256
	Rules       Rules     `gorm:"serializer:json"` // as they were in force
	Electorate  Electorate
	ClosesAt    *time.Time // the term of a written vote
	RecordedAt  time.Time
	RecordedBy  int64

	Ballots  []Ballot     `gorm:"foreignKey:VoteID"` // in their order; loaded
	Dissents []Dissent    `gorm:"foreignKey:VoteID"` // in their order; loaded
	Presence []Presence   `gorm:"-"`                 // of the sitting, in their order; loaded
	Closing  *VoteClosing `gorm:"foreignKey:VoteID"` // nil while it is open; loaded
}

// VoteClosing is the end of a vote, once.
type VoteClosing struct {
	ID          int64
	VoteID      int64
	CaseID      int64
	ProgrammeID int64
	Outcome     Outcome
	Count       Count  `gorm:"serializer:json"`
	Early       bool   // before the term, because nothing could change it any more
	Fingerprint string // of the text at that instant
	RecordedAt  time.Time
	RecordedBy  int64 // 0 when its term was over and the job closed it
}

// IsOpen reports whether the vote takes ballots.
func (v *Vote) IsOpen() bool { return v.Closing == nil }

// Outcome is what the vote came to, OutcomeOpen while it is open.
func (v *Vote) Outcome() Outcome {
	if v.Closing == nil {
		return OutcomeOpen
	}
	return v.Closing.Outcome
}

// LastDay is the last day of a written vote, zero of one in a room.
func (v *Vote) LastDay() civil.Date {
	if v.ClosesAt == nil {
		return civil.Date{}
	}
	return civil.DateOf(v.ClosesAt.Add(-1)) // its term ends with the day
}

// Over reports whether the term of a written vote has passed at the instant.
func (v *Vote) Over(at time.Time) bool { return v.ClosesAt != nil && !at.Before(*v.ClosesAt) }

// Standing is what each seat has said last, in the order of the electorate;
// ballots of seats that are not in it, or were recused from the start, are
// none.
func (v *Vote) Standing() []Ballot {
	var out []Ballot
	for _, e := range v.Electorate {
		if b := v.Ballot(e.SeatID); b != nil {
			out = append(out, *b)
		}
	}
	return out
}

// Ballot is the standing ballot of a seat, or nil.
func (v *Vote) Ballot(seatID int64) *Ballot {
	if e := v.Electorate.Seat(seatID); e == nil || e.Recused != NotRecused {
		return nil
	}
	for i := len(v.Ballots) - 1; i >= 0; i-- {
		if v.Ballots[i].SeatID == seatID {
			return &v.Ballots[i]
		}
	}
	return nil
}

// Changes are all ballots of a seat, the first one first.
func (v *Vote) Changes(seatID int64) []Ballot {
	var out []Ballot
	for _, b := range v.Ballots {
		if b.SeatID == seatID {
			out = append(out, b)
		}
	}
	return out
}

// Recusal is why the seat takes no part in the vote, "" when it does.
func (v *Vote) Recusal(seatID int64) Recusal {
	if e := v.Electorate.Seat(seatID); e != nil && e.Recused != NotRecused {
		return e.Recused
	}
	if b := v.Ballot(seatID); b != nil && b.Choice == Recused {
		return RecusedDeclared
	}
	return NotRecused
}

// Missing are the electors who may still vote and have not: in a sitting only
// those who are present.
func (v *Vote) Missing() []Elector {
	var out []Elector
	for _, e := range v.Electorate {
		if e.Recused == NotRecused && v.Ballot(e.SeatID) == nil && v.mayCome(e) {
			out = append(out, e)
		}
	}
	return out
}

// mayCome reports whether the elector's ballot can be expected: somebody holds
// the seat, and in a sitting he is in the room.
func (v *Vote) mayCome(e Elector) bool {
	if v.Form == InPerson {
		return Attending(v.Presence, e.SeatID)
	}
	return true // an empty seat may be filled, or a substitute sit in it, before the term is over
}

// Caster is who wants to vote.
type Caster struct {
	PersonID int64
	Seats    []int64 // that the person sits in today, as holder or substitute
	Drafted  bool    // the person drafted or submitted what is voted on
}

// SeatOf is the seat that the person votes from when he names none: the only
// one of the electorate that he sits in, or 0.
func (v *Vote) SeatOf(seats []int64) int64 {
	var found int64
	for _, e := range v.Electorate {
		if slices.Contains(seats, e.SeatID) {
			if found != 0 {
				return 0
			}
			found = e.SeatID
		}
	}
	return found
}

// Admit says why a ballot may not be cast at the instant, nil when it may. What
// the ballot itself says is for Ballot.Check. A seat that has declared itself
// recused stays so: interests in conflict do not end before the vote does.
func (v *Vote) Admit(seatID int64, by Caster, at time.Time) error {
	e := v.Electorate.Seat(seatID)
	switch {
	case e == nil && slices.Contains(by.Seats, seatID):
		return forbidden("vote.not_elector")
	case e == nil || !slices.Contains(by.Seats, seatID):
		return forbidden("vote.not_your_seat")
	case !v.IsOpen():
		return fault.Conflict("vote.closed")
	case v.Over(at):
		return fault.Conflict("vote.term_over")
	case v.votedElsewhere(seatID, by.PersonID):
		return forbidden("vote.voted_already")
	case e.Recused == RecusedDrafter, by.Drafted:
		return forbidden("vote.drafter")
	case e.Recused == RecusedExecutor:
		return forbidden("vote.executor")
	case v.Recusal(seatID) == RecusedDeclared:
		return forbidden("vote.recused")
	case v.Form == InPerson && !Attending(v.Presence, seatID):
		return fault.Conflict("vote.not_present")
	}
	return nil
}

// votedElsewhere reports whether the ballot that stands for another seat is the
// person's: he sat in two, one after the other or for somebody away, and nobody
// votes twice.
func (v *Vote) votedElsewhere(seatID, personID int64) bool {
	return slices.ContainsFunc(v.Standing(), func(b Ballot) bool { return b.SeatID != seatID && b.PersonID == personID })
}

// MayClose says why the vote may not be closed at the instant, nil when it may:
// when nobody is missing, when its term is over, or when those who are missing
// can change nothing any more.
func (v *Vote) MayClose(at time.Time) error {
	switch {
	case !v.IsOpen():
		return fault.Conflict("vote.closed")
	case !v.Over(at) && !v.Decided():
		return fault.Conflict("vote.too_early")
	}
	return nil
}

// MayDissent says why a dissenting opinion may not be added to the ballot of a
// seat, nil when it may: only who cast the ballot has one; whether the protocol is confirmed is for the caller.
func (v *Vote) MayDissent(seatID int64, by Caster) error {
	b := v.Ballot(seatID)
	switch {
	case seatID == 0 || !slices.Contains(by.Seats, seatID) || v.Electorate.Seat(seatID) == nil:
		return forbidden("vote.not_your_seat")
	case b == nil || !b.Choice.MayDissent():
		return fault.Conflict("vote.no_dissent")
	case b.PersonID != by.PersonID:
		return forbidden("vote.dissent_of_another")
	}
	return nil
}

func forbidden(key string) error { return &fault.Error{Kind: fault.KindForbidden, Key: key} }

// Dissent is the dissenting opinion of a seat, "" when it has none. Once written
// it stands, also when the ballot is corrected, until another takes its place;
// it ends with a ballot that takes none, and with one of another person.
func (v *Vote) Dissent(seatID int64) string {
	if v.Ballot(seatID) == nil {
		return ""
	}
	text, by := "", int64(0)
	ballots := v.Changes(seatID)
	for i, b := range ballots {
		if !b.Choice.MayDissent() || b.PersonID != by {
			text = ""
		}
		by = b.PersonID
		text = cmp.Or(b.Dissent, text)
		for _, d := range v.Dissents {
			last := i == len(ballots)-1 || !d.RecordedAt.After(ballots[i+1].RecordedAt)
			if d.SeatID == seatID && d.RecordedAt.After(b.RecordedAt) && last {
				text = d.Text
			}
		}
	}
	return text
}

// Proposed are the conditions that come with an approval: those of the motion,
// then those of the ballots that stand.
func (v *Vote) Proposed() Proposals {
	out := slices.Clone(v.Conditions)
	for _, b := range v.Standing() {
		if b.Choice == ForWithCondition {
			out = append(out, b.Condition...)
		}
	}
	return out
}
