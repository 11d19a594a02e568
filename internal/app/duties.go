package app

import (
	"qadam/internal/access"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// seatsBetween are the seats that a person sits in on any day of the span, as
// holder or substitute.
func seatsBetween(tx *store.Tx, personID int64, span portfolio.Grant) ([]access.Grant, error) {
	held, away, err := tx.SeatsOfPerson(personID)
	if err != nil {
		return nil, err
	}
	var sits []access.Grant
	for _, g := range held {
		if g.Overlaps(span) {
			sits = append(sits, access.Grant{Role: g.Seat.Role, ProgrammeID: g.Seat.ProgrammeID})
		}
	}
	for _, o := range away {
		if o.PersonID == personID && span.Overlaps(portfolio.Grant{ValidFrom: o.ValidFrom, ValidTo: o.ValidTo}) {
			sits = append(sits, access.Grant{Role: o.Seat.Role, ProgrammeID: o.Seat.ProgrammeID})
		}
	}
	return sits, nil
}
