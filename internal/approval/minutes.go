package approval

import (
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Seated is a seat of the body and who holds it on the day of the sitting.
type Seated struct {
	Seat     portfolio.Seat
	PersonID int64 // 0 when nobody does
	Name     string
	Body     i18n.Text // for which the seat speaks
}

// Minuted is all that a protocol is made from.
type Minuted struct {
	Sitting     Sitting
	Body        portfolio.Body
	Seats       []Seated            // of the body, in their order
	Names       map[int64]string    // of people, by key
	Titles      map[int64]i18n.Text // of seats of the competence centre, by key
	Cases       map[int64]Case      // of the agenda, by key
	Owners      map[int64]i18n.Text // of programmes on that day, by the programme's key
	Bodies      map[int64]portfolio.Body
	Assignments []Condition // that the sitting set
	Minutes     Minutes
	Head        string // of the log
}

// Record is what the protocol says: nothing in it was typed but who spoke.
func (m Minuted) Record() Record {
	s := &m.Sitting
	r := Record{
		Number: s.Number, Day: s.HeldOn(), At: s.PlannedAt.In(civil.Zone).Format("15:04"), Place: s.Place, Form: s.Form,
		Held: s.Step(SittingHeld) != nil, Body: m.Body.Name, Invited: strings.TrimSpace(m.Minutes.Invited), Head: m.Head,
		Present: []Attendee{}, Absent: []Attendee{}, Items: []ProtocolItem{},
	}
	if s.Form == Written {
		r.At, r.Until = "", s.ClosesOn
	}
	m.attend(&r)
	r.Quorum = m.quorum(r)
	for _, it := range s.Agenda() {
		r.Items = append(r.Items, m.item(it))
	}
	return r
}

// HeldOn is the day of the sitting: the one on which it was convened, before that
// the one for which it is planned. A written vote is dated by its end, at the
// latest by the last day of its term: it is closed after midnight.
func (s *Sitting) HeldOn() civil.Date {
	for _, state := range []SittingState{SittingHeld, SittingNotHeld, SittingConvened} {
		if step := s.Step(state); step != nil && (s.Form == Written || state != SittingHeld) {
			on := civil.DateOf(step.RecordedAt)
			if s.Form == Written && state != SittingConvened && s.ClosesOn.Before(on) {
				return s.ClosesOn
			}
			return on
		}
	}
	return civil.DateOf(s.PlannedAt)
}

// attend puts every seat where it belongs.
func (m Minuted) attend(r *Record) {
	for _, seat := range m.Seats {
		a := m.attendee(seat)
		switch seat.Seat.Role {
		case access.Chair:
			r.Chair = a
		case access.Secretary:
			r.Secretary = a
			continue
		}
		if !seat.Seat.Voting {
			continue
		}
		if m.took(seat.Seat.ID) {
			r.Present = append(r.Present, a)
		} else {
			r.Absent = append(r.Absent, a)
		}
	}
}

// took reports whether the seat took part: in the room, or by a ballot.
func (m Minuted) took(seatID int64) bool {
	if m.Sitting.Form == InPerson {
		return m.Sitting.Attends(seatID) == Present
	}
	return slices.ContainsFunc(m.Sitting.Votes, func(v Vote) bool { return v.Ballot(seatID) != nil })
}

// attendee is who sat in the seat: its holder, or who came in his place.
func (m Minuted) attendee(seat Seated) Attendee {
	a := Attendee{SeatID: seat.Seat.ID, Name: seat.Name, Title: seat.Seat.Title, Body: seat.Body, Voting: seat.Seat.Voting}
	came := m.came(seat.Seat.ID)
	if name := m.Names[came]; came != 0 && came != seat.PersonID && name != "" {
		a.Name, a.Substitute = name, true
	}
	return a
}

// came is the person that was there for the seat, 0 when nobody was.
func (m Minuted) came(seatID int64) int64 {
	for _, p := range slices.Backward(m.Sitting.Presence) {
		if p.SeatID == seatID && p.Attendance == Present {
			return p.PersonID
		}
	}
	for i := range m.Sitting.Votes {
		if b := m.Sitting.Votes[i].Ballot(seatID); b != nil {
			return b.PersonID
		}
	}
	return 0
}

// quorum is the fact by which the sitting was held or was not.
func (m Minuted) quorum(r Record) QuorumFact {
	for _, state := range []SittingState{SittingNotHeld, SittingConvened} {
		if step := m.Sitting.Step(state); step != nil && step.Seats > 0 {
			return QuorumFact{Seats: step.Seats, Present: step.Present, Needed: step.Quorum, Reached: step.Present >= step.Quorum}
		}
	}
	seats := len(r.Present) + len(r.Absent)
	rules := DefaultRules
	if len(m.Sitting.Votes) > 0 {
		rules = m.Sitting.Votes[0].Rules
	}
	return QuorumFact{Seats: seats, Present: len(r.Present), Needed: rules.Quorum(seats), Reached: rules.Quorate(len(r.Present), seats)}
}

// item is what the protocol says of an item of the agenda.
func (m Minuted) item(it AgendaItem) ProtocolItem {
	c := m.Cases[it.CaseID]
	out := ProtocolItem{
		ID: it.ID, CaseID: c.ID, ProgrammeID: it.ProgrammeID, Kind: c.Kind, Title: c.Title(), Motion: it.Motion,
		Rapporteur: m.Owners[it.ProgrammeID], Spoke: m.Minutes.Spoke[it.ID].Trim(),
		Opinions: []Heard{}, Votes: []Voted{}, Conditions: []Commitment{}, Assignments: []Commitment{},
	}
	v := m.Sitting.VoteOn(it.ID)
	round := c.Round()
	if v != nil {
		round = v.Round
	}
	for _, s := range c.Submissions { // as it was called when it was voted on
		if s.Round == round {
			out.Title = s.Title
		}
	}
	for _, o := range c.Opinions {
		if o.Round == round && o.Conflict == "" {
			out.Opinions = append(out.Opinions, Heard{Expert: m.Names[o.RecordedBy], Title: m.Titles[o.SeatID], Verdict: o.Verdict})
		}
	}
	for _, a := range m.Assignments {
		if a.CaseID == c.ID && a.Kind == AssignmentOf {
			out.Assignments = append(out.Assignments, m.commitment(Proposal{Text: a.Text, OwnerID: a.OwnerID, DueOn: a.DueOn, Evidence: a.Evidence}))
		}
	}
	if v == nil {
		return out
	}
	out.Fingerprint = v.Fingerprint
	out.Votes = m.votes(v)
	if v.Closing == nil {
		return out
	}
	n := v.Closing.Count
	out.Outcome, out.Casting = v.Closing.Outcome, n.Casting
	out.Counts = VoteCounts{
		For: n.For - n.ForWithCondition, ForWithCondition: n.ForWithCondition, Against: n.Against, Abstained: n.Abstain,
		Recused: n.Recused, NotVoted: n.Missing + n.Absent,
	}
	out.Quorum = QuorumFact{Seats: n.Seats, Present: n.Voted(), Needed: n.Quorum, Reached: v.Closing.Outcome != OutcomeDeferred}
	if v.Closing.Outcome == OutcomeApproved || v.Closing.Outcome == OutcomeConditions {
		for _, p := range v.Proposed() {
			out.Conditions = append(out.Conditions, m.commitment(p))
		}
	}
	return out
}

// votes are how the seats of the electorate voted in the end.
func (m Minuted) votes(v *Vote) []Voted {
	out := []Voted{}
	for _, e := range v.Electorate {
		a := Attendee{SeatID: e.SeatID, Name: e.Name, Title: e.Title, Body: m.Bodies[e.RepresentsID].Name, Voting: true}
		one := Voted{Recusal: v.Recusal(e.SeatID), Dissent: v.Dissent(e.SeatID)}
		if b := v.Ballot(e.SeatID); b != nil {
			one.Choice, one.Reason = b.Choice, b.Reason
			if name := m.Names[b.PersonID]; b.PersonID != e.PersonID && name != "" {
				a.Name, a.Substitute = name, true
			}
		}
		if one.Recusal != NotRecused {
			one.Choice = Recused
		}
		one.Attendee = a
		out = append(out, one)
	}
	return out
}

func (m Minuted) commitment(p Proposal) Commitment {
	return Commitment{Text: p.Text, Owner: m.Bodies[p.OwnerID].Name, Due: p.DueOn, Evidence: p.Evidence, Blocks: p.Blocks}
}
