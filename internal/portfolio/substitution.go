package portfolio

import (
	"time"

	"qadam/internal/civil"
)

// Substitution is a line of the ledger of absences: while the holder of a seat
// is away, from one day to another, somebody else sits in it too. It ends early
// by a later line that names it.
type Substitution struct {
	ID         int64
	SeatID     int64
	HolderID   int64 // who is away
	PersonID   int64 // who sits in the seat meanwhile
	ValidFrom  civil.Date
	ValidTo    civil.Date // the last day
	EndsID     int64      // the substitution that this line ends (on ValidTo), 0 for one of its own
	Reason     string
	RecordedAt time.Time
	RecordedBy int64

	Seat   Seat   `gorm:"foreignKey:SeatID"`
	Holder Person `gorm:"foreignKey:HolderID"`
	Person Person `gorm:"foreignKey:PersonID"`
}

// Stands reports whether the substitution, as ended by later lines, stands on
// the day.
func (s Substitution) Stands(on civil.Date) bool {
	return !on.Before(s.ValidFrom) && !on.After(s.ValidTo)
}

// Overlaps reports whether two substitutions stand on a common day.
func (s Substitution) Overlaps(o Substitution) bool {
	return !s.ValidTo.Before(o.ValidFrom) && !o.ValidTo.Before(s.ValidFrom)
}

// Absences folds a ledger of substitutions: lines that end others are applied
// to them and left out.
func Absences(ledger []Substitution) []Substitution {
	ends := map[int64]Substitution{}
	for _, s := range ledger {
		if s.EndsID != 0 {
			if e, ok := ends[s.EndsID]; !ok || s.ValidTo.Before(e.ValidTo) {
				ends[s.EndsID] = s
			}
		}
	}
	var all []Substitution
	for _, s := range ledger {
		if s.EndsID != 0 {
			continue
		}
		if e, ok := ends[s.ID]; ok && e.ValidTo.Before(s.ValidTo) {
			s.ValidTo = e.ValidTo
		}
		all = append(all, s)
	}
	return all
}
