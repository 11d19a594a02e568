package approval

import (
	"slices"

	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

// Docket is everything that is open: what waits for somebody. It is shared by
// all who read it and never changed.
type Docket struct {
	Seq           int64       // the newest entry of the log that it was made from
	Cases         []Case      // that are not final, with everything but the content of their submissions
	Sittings      []Sitting   // that have not ended, or whose protocol is not confirmed
	Protocols     []Protocol  // of these sittings, their drafts without the text
	Conditions    []Condition // and assignments, not accepted yet
	Substitutions []portfolio.Substitution
}

// Case is the open case of the key, or nil.
func (d *Docket) Case(id int64) *Case {
	if i := slices.IndexFunc(d.Cases, func(c Case) bool { return c.ID == id }); i >= 0 {
		return &d.Cases[i]
	}
	return nil
}

// Protocol is the protocol of the sitting, or nil.
func (d *Docket) Protocol(sittingID int64) *Protocol {
	if i := slices.IndexFunc(d.Protocols, func(p Protocol) bool { return p.SittingID == sittingID }); i >= 0 {
		return &d.Protocols[i]
	}
	return nil
}

// OnAgenda reports whether the case stands on the agenda of a sitting that has
// not ended.
func (d *Docket) OnAgenda(caseID int64) bool {
	return slices.ContainsFunc(d.Sittings, func(s Sitting) bool {
		return !s.State().Ended() && slices.ContainsFunc(s.Agenda(), func(i AgendaItem) bool {
			v := s.VoteOn(i.ID)
			return i.CaseID == caseID && (v == nil || v.IsOpen())
		})
	})
}

// Substitute is who sits in the seat for its holder on the day, or nil; of no
// docket too.
func (d *Docket) Substitute(seatID int64, on civil.Date) *portfolio.Substitution {
	if d == nil {
		return nil
	}
	for i, s := range d.Substitutions {
		if s.SeatID == seatID && s.Stands(on) {
			return &d.Substitutions[i]
		}
	}
	return nil
}
