package access

import (
	"slices"

	"qadam/internal/fault"
)

// Anywhere asks whether a person may do a thing in at least one programme.
const Anywhere int64 = 0

// Grant is a role that an actor holds today.
type Grant struct {
	Role        Role
	ProgrammeID int64  // the programme of a manager or head; 0 for the other roles
	SeatID      int64  // the seat through which the role is held
	Seat        string // the seat's code, copied into audit entries
	For         string // the holder who is away and whom the actor substitutes, "" in a seat of his own
}

// Actor is who asks or acts, with the rights of today.
type Actor struct {
	ID     int64
	Name   string
	Grants []Grant
	system bool
}

// System is the program itself: it loads reference data and keeps house.
func System() Actor { return Actor{Name: "Qadam", system: true} }

// IsSystem reports whether the actor is the program itself.
func (a Actor) IsSystem() bool { return a.system }

// May reports whether the actor may do the action in the programme, or, with
// Anywhere, in at least one.
func (a Actor) May(action Action, programmeID int64) bool {
	if a.system {
		return true
	}
	return a.GrantFor(action, programmeID) != nil
}

// GrantFor returns the grant by which the actor may do the action, or nil.
func (a Actor) GrantFor(action Action, programmeID int64) *Grant {
	for i, g := range a.Grants {
		if !slices.Contains(may[action], g.Role) {
			continue
		}
		if !g.Role.OfProgramme() || programmeID == Anywhere || everywhere[action] || g.ProgrammeID == programmeID {
			return &a.Grants[i]
		}
	}
	return nil
}

// Has reports whether the actor holds the role.
func (a Actor) Has(role Role) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.Role == role })
}

// Programmes lists the programmes for which the actor may do the action
// through a role of a programme. It is empty for those who may do it in all.
func (a Actor) Programmes(action Action) []int64 {
	var ids []int64
	for _, g := range a.Grants {
		if g.Role.OfProgramme() && slices.Contains(may[action], g.Role) && !slices.Contains(ids, g.ProgrammeID) {
			ids = append(ids, g.ProgrammeID)
		}
	}
	return ids
}

// Acting returns the actor as acting from the seat that allows the action, so
// that the log names that seat when a person holds several.
func (a Actor) Acting(action Action, programmeID int64) Actor {
	g := a.GrantFor(action, programmeID)
	if g == nil {
		return a
	}
	grants := []Grant{*g}
	for i := range a.Grants {
		if &a.Grants[i] != g {
			grants = append(grants, a.Grants[i])
		}
	}
	a.Grants = grants
	return a
}

// Seat is the code of the seat that the actor acts from, "" for the system.
func (a Actor) Seat() string {
	if len(a.Grants) == 0 {
		return ""
	}
	return a.Grants[0].Seat
}

// Require returns nil when the actor may do the action in the programme. To
// one who may not even see the programme the thing does not exist (NotFound);
// to the others it is Forbidden.
func Require(a Actor, action Action, programmeID int64) error {
	switch {
	case a.May(action, programmeID):
		return nil
	case a.May(SeeInForce, programmeID) && !hidden[action]:
		return fault.Forbidden()
	default:
		return fault.NotFound()
	}
}

// hidden lists the actions whose very subject is unknown to those who may not
// do them: drafts, the log, the people.
var hidden = map[Action]bool{
	SeeDraft: true, SeeSubmitted: true, SeeReviewed: true, ReadAudit: true, KeepPeople: true, KeepReference: true,
}
