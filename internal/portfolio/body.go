package portfolio

import (
	"time"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// BodyKind says what a body is.
type BodyKind string

// The kinds of bodies (rules.md §2); an organisation is any other executor.
const (
	Ministry         BodyKind = "ministry"
	Akimat           BodyKind = "akimat"
	WorkingGroup     BodyKind = "working_group"
	CompetenceCentre BodyKind = "competence_centre"
	Laboratory       BodyKind = "laboratory"
	Organisation     BodyKind = "organisation"
)

// Body is an institution that owns, executes, advises or decides. Its name is
// corrected in place: it is not shown as of a past day.
type Body struct {
	ID          int64
	Code        string
	Kind        BodyKind
	Name        i18n.Text
	Short       i18n.Text
	ProgrammeID int64 // of an akimat and its departments and enterprises; 0 otherwise
	ValidFrom   civil.Date
	ValidTo     civil.Date
	SuccessorID int64 // the body that took over, 0 when none
}

// Called is the short name of the body, or the full one when it has none.
func (b Body) Called() i18n.Text {
	if b.Short.IsZero() {
		return b.Name
	}
	return b.Short
}

// Seat is a place in a body. It carries the role, and a person holds it
// between two days; a substitute holds the seat, not the person.
type Seat struct {
	ID           int64
	Code         string
	BodyID       int64
	Title        i18n.Text
	Role         access.Role
	ProgrammeID  int64 // of a manager's or head's seat
	Voting       bool
	Position     int
	RepresentsID int64 // the organisation that a member speaks for, 0 when none

	Body Body `gorm:"foreignKey:BodyID"`
}

// Person is somebody who can sign in.
type Person struct {
	ID         int64
	Email      string
	Name       string
	Locale     i18n.Locale // the language of letters and of the first page
	RecordedAt time.Time
	BlockedAt  *time.Time // nil while the person may sign in
	KeysOff    bool       // single keys are no shortcuts for the person
}

// Grant is a line of the ledger of seats: this person holds this seat from
// one day to another. It ends early by a later line that names it.
type Grant struct {
	ID         int64
	PersonID   int64
	SeatID     int64
	ValidFrom  civil.Date
	ValidTo    civil.Date // the last day, zero when open
	EndsID     int64      // the grant that this line ends (on ValidTo), 0 for a grant of its own
	Reason     string
	RecordedAt time.Time
	RecordedBy int64

	Seat   Seat   `gorm:"foreignKey:SeatID"`
	Person Person `gorm:"foreignKey:PersonID"`
}

// Holds reports whether the grant, as ended by later lines, stands on the day.
func (g Grant) Holds(on civil.Date) bool {
	return !on.Before(g.ValidFrom) && (g.ValidTo.IsZero() || !on.After(g.ValidTo))
}

// Overlaps reports whether two grants stand on a common day.
func (g Grant) Overlaps(o Grant) bool {
	return (g.ValidTo.IsZero() || !g.ValidTo.Before(o.ValidFrom)) && (o.ValidTo.IsZero() || !o.ValidTo.Before(g.ValidFrom))
}

// Ended folds a ledger of grants: lines that end others are applied to them
// and left out.
func Ended(ledger []Grant) []Grant {
	ends := map[int64]Grant{}
	for _, g := range ledger {
		if g.EndsID != 0 {
			if e, ok := ends[g.EndsID]; !ok || g.ValidTo.Before(e.ValidTo) {
				ends[g.EndsID] = g
			}
		}
	}
	var grants []Grant
	for _, g := range ledger {
		if g.EndsID != 0 {
			continue
		}
		if e, ok := ends[g.ID]; ok && (g.ValidTo.IsZero() || e.ValidTo.Before(g.ValidTo)) {
			g.ValidTo, g.Reason = e.ValidTo, e.Reason
		}
		grants = append(grants, g)
	}
	return grants
}
