package store

import (
	"context"
	"slices"

	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

// Substitutions lists who sits in whose seat from the day on, by its first day;
// of all seats.
func (r *Reader) Substitutions(ctx context.Context, from civil.Date) ([]portfolio.Substitution, error) {
	var ledger []portfolio.Substitution
	err := r.db.WithContext(ctx).Preload("Seat").Preload("Seat.Body").Preload("Holder").Preload("Person").
		Where("recorded_at < ?", r.at).Order("valid_from, id").Find(&ledger).Error
	all := portfolio.Absences(ledger)
	return slices.DeleteFunc(all, func(s portfolio.Substitution) bool { return s.ValidTo.Before(from) || s.ValidTo.Before(s.ValidFrom) }), translate(err)
}

// SubstitutionsOfSeat lists the ledger of one seat as it stands.
func (tx *Tx) SubstitutionsOfSeat(seatID int64) ([]portfolio.Substitution, error) {
	var ledger []portfolio.Substitution
	err := tx.db.Where("seat_id = ?", seatID).Order("id").Find(&ledger).Error
	return portfolio.Absences(ledger), translate(err)
}

// Substitution returns one line of the ledger of absences.
func (tx *Tx) Substitution(id int64) (portfolio.Substitution, error) {
	var s portfolio.Substitution
	err := tx.lock().Take(&s, id).Error
	return s, translate(err)
}

// AppendSubstitution adds a line to the ledger of absences.
func (tx *Tx) AppendSubstitution(s *portfolio.Substitution) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// SeatsOfPerson lists what a person holds, and the absences in which he is the
// holder or the substitute, both as they stand.
func (tx *Tx) SeatsOfPerson(personID int64) ([]portfolio.Grant, []portfolio.Substitution, error) {
	var held []portfolio.Grant
	if err := tx.db.Preload("Seat").Where("person_id = ?", personID).Order("id").Find(&held).Error; err != nil {
		return nil, nil, translate(err)
	}
	var away []portfolio.Substitution
	err := tx.db.Preload("Seat").Where("person_id = ? OR holder_id = ?", personID, personID).Order("id").Find(&away).Error
	return portfolio.Ended(held), portfolio.Absences(away), translate(err)
}
