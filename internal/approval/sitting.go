package approval

import (
	"slices"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// SittingForm is how a body decides: in a room, or in writing within a term.
type SittingForm string

// The forms.
const (
	InPerson SittingForm = "in_person"
	Written  SittingForm = "written"
)

// SittingForms lists them.
var SittingForms = []SittingForm{InPerson, Written}

// SittingState is where a sitting stands (facts.md §4.4).
type SittingState string

// The states. A sitting without a quorum is not held; it is a record still.
const (
	SittingPlanned   SittingState = "planned"
	SittingConvened  SittingState = "convened"
	SittingHeld      SittingState = "held"
	SittingNotHeld   SittingState = "not_held"
	SittingCancelled SittingState = "cancelled"
	SittingSigned    SittingState = "signed" // its protocol is confirmed
)

// SittingStates lists them.
var SittingStates = []SittingState{SittingPlanned, SittingConvened, SittingHeld, SittingNotHeld, SittingCancelled, SittingSigned}

var sittingSteps = map[SittingState][]SittingState{
	SittingPlanned:  {SittingConvened, SittingNotHeld, SittingCancelled},
	SittingConvened: {SittingHeld, SittingNotHeld},
	SittingHeld:     {SittingSigned},
	SittingNotHeld:  {SittingSigned},
}

// Follows reports whether a sitting may go from one state to the other.
func (s SittingState) Follows(before SittingState) bool {
	return slices.Contains(sittingSteps[before], s)
}

// Ended reports whether nothing more is decided in the sitting.
func (s SittingState) Ended() bool { return s != SittingPlanned && s != SittingConvened }

// Sitting is a meeting of a body, or a written vote of it.
type Sitting struct {
	ID         int64
	BodyID     int64
	Form       SittingForm
	Year       int
	Number     int // of the body in the year
	PlannedAt  time.Time
	Place      i18n.Text  // of a meeting
	ClosesOn   civil.Date // the last day of a written vote
	RecordedAt time.Time
	RecordedBy int64

	Steps    []SittingStep `gorm:"foreignKey:SittingID"` // in their order; loaded
	Items    []AgendaItem  `gorm:"foreignKey:SittingID"` // in their order; loaded
	Presence []Presence    `gorm:"foreignKey:SittingID"` // in their order; loaded
	Votes    []Vote        `gorm:"foreignKey:SittingID"` // in their order; loaded
}

// SittingStep is a line of a sitting's ledger, with the fact of the quorum.
type SittingStep struct {
	ID         int64
	SittingID  int64
	State      SittingState
	Present    int // voting seats present, of a meeting that was convened or could not be
	Seats      int // all voting seats
	Quorum     int // how many had to be present
	Note       string
	RecordedAt time.Time
	RecordedBy int64
}

// AgendaItem is a line of an agenda: a case with the motion, or the withdrawal
// of an earlier line.
type AgendaItem struct {
	ID          int64
	SittingID   int64
	CaseID      int64
	ProgrammeID int64
	Position    int
	Motion      Motion
	WithdrawsID int64 // the item that this line takes off, 0 of an item
	Reason      string
	RecordedAt  time.Time
	RecordedBy  int64
}

// Attendance says whether the holder of a seat came.
type Attendance string

// The kinds of attendance.
const (
	Present Attendance = "present"
	Absent  Attendance = "absent"
	Excused Attendance = "excused" // absent, and told so
)

// Attendances lists them.
var Attendances = []Attendance{Present, Absent, Excused}

// Presence is a line of a sitting's ledger of who was there. Of several of a
// seat the last counts.
type Presence struct {
	ID         int64
	SittingID  int64
	SeatID     int64
	PersonID   int64 // who sat in the seat
	Attendance Attendance
	RecordedAt time.Time
	RecordedBy int64
}

// Attending reports whether the seat is marked present.
func Attending(ledger []Presence, seatID int64) bool {
	for _, p := range slices.Backward(ledger) {
		if p.SeatID == seatID {
			return p.Attendance == Present
		}
	}
	return false
}

// State is where the sitting stands by the steps known.
func (s *Sitting) State() SittingState {
	if len(s.Steps) == 0 {
		return SittingPlanned
	}
	return s.Steps[len(s.Steps)-1].State
}

// Step is the last step into the state, or nil.
func (s *Sitting) Step(state SittingState) *SittingStep {
	for i := len(s.Steps) - 1; i >= 0; i-- {
		if s.Steps[i].State == state {
			return &s.Steps[i]
		}
	}
	return nil
}

// Ready reports whether a case may go on an agenda: its opinions are given, or
// it was deferred, and the working group decides it.
func (c Case) Ready() bool { return c.MayBecome(Voting) && !c.Route().Delegated() }

// ClosesAt is the instant at which a written vote is over, nil of a meeting.
func (s *Sitting) ClosesAt() *time.Time {
	if s.Form != Written {
		return nil
	}
	end := s.ClosesOn.EndOfDay()
	return &end
}

// Agenda are the items that stand, in their order.
func (s *Sitting) Agenda() []AgendaItem {
	var out []AgendaItem
	for _, i := range s.Items {
		if i.WithdrawsID == 0 && !s.withdrawn(i.ID) {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b AgendaItem) int { return a.Position - b.Position })
	return out
}

func (s *Sitting) withdrawn(itemID int64) bool {
	return slices.ContainsFunc(s.Items, func(i AgendaItem) bool { return i.WithdrawsID == itemID })
}

// Item is an item of the agenda that stands, or nil.
func (s *Sitting) Item(id int64) *AgendaItem {
	for _, i := range s.Agenda() {
		if i.ID == id {
			return &i
		}
	}
	return nil
}

// VoteOn is the vote on an item, or nil while there is none.
func (s *Sitting) VoteOn(itemID int64) *Vote {
	for i := range s.Votes {
		if s.Votes[i].ItemID == itemID {
			return &s.Votes[i]
		}
	}
	return nil
}

// Attends is what stands of the presence of a seat, "" when it was not marked.
func (s *Sitting) Attends(seatID int64) Attendance {
	for _, p := range slices.Backward(s.Presence) {
		if p.SeatID == seatID {
			return p.Attendance
		}
	}
	return ""
}
