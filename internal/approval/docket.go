package approval

import (
	"sync"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

// ShelvedAfter is after how many days without a step a case that went back to its
// drafters leaves the docket: it waits for nobody any more, and comes back when
// it is submitted again.
const ShelvedAfter = 180

// Docket is everything that is open: what waits for somebody. It is shared by
// all who read it and never changed.
type Docket struct {
	Seq           int64       // the newest entry of the log that it was made from
	Cases         []Case      // that are not final, nor shelved, with everything but the content of their submissions
	Sittings      []Sitting   // that have not ended, or whose protocol is not confirmed
	Protocols     []Protocol  // of these sittings, their drafts without the text
	Conditions    []Condition // and assignments, not accepted yet
	Substitutions []portfolio.Substitution

	once      sync.Once // what follows is made of the above when it is first asked for
	cases     map[int64]*Case
	protocols map[int64]*Protocol
	onAgenda  map[int64]bool // cases
	awaited   map[shelf]Awaited
}

// index makes what is looked up by key.
func (d *Docket) index() {
	d.once.Do(func() {
		d.cases, d.protocols, d.onAgenda = map[int64]*Case{}, map[int64]*Protocol{}, map[int64]bool{}
		for i := range d.Cases {
			d.cases[d.Cases[i].ID] = &d.Cases[i]
		}
		d.awaited = d.awaiting()
		for i := range d.Protocols {
			d.protocols[d.Protocols[i].SittingID] = &d.Protocols[i]
		}
		for i := range d.Sittings {
			s := &d.Sittings[i]
			if s.State().Ended() {
				continue
			}
			for _, item := range s.Agenda() {
				if v := s.VoteOn(item.ID); v == nil || v.IsOpen() {
					d.onAgenda[item.CaseID] = true
				}
			}
		}
	})
}

// Case is the open case of the key, or nil.
func (d *Docket) Case(id int64) *Case {
	d.index()
	return d.cases[id]
}

// OnVersion is the open case that decides on a version of a roadmap, if the actor
// may know how it is spoken about, or nil.
func (d *Docket) OnVersion(versionID int64, actor access.Actor) *Case {
	for i, c := range d.Cases {
		if c.SubjectID == versionID && c.Kind.OfVersion() && actor.May(c.SeeAction(), c.ProgrammeID) && c.Heard(actor) {
			return &d.Cases[i]
		}
	}
	return nil
}

// Protocol is the protocol of the sitting, or nil.
func (d *Docket) Protocol(sittingID int64) *Protocol {
	d.index()
	return d.protocols[sittingID]
}

// OnAgenda reports whether the case stands on the agenda of a sitting that has
// not ended.
func (d *Docket) OnAgenda(caseID int64) bool {
	d.index()
	return d.onAgenda[caseID]
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
