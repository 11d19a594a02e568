package store

import (
	"context"
	"time"

	"qadam/internal/portfolio"
)

// People lists everybody, by name as the database orders it.
func (r *Reader) People(ctx context.Context) ([]portfolio.Person, error) {
	var people []portfolio.Person
	err := r.db.WithContext(ctx).Order("id").Find(&people).Error
	return people, translate(err)
}

// Person returns one person.
func (r *Reader) Person(ctx context.Context, id int64) (portfolio.Person, error) {
	var p portfolio.Person
	err := r.db.WithContext(ctx).Take(&p, id).Error
	return p, translate(err)
}

// Names returns the names of the people given, by key.
func (r *Reader) Names(ctx context.Context, ids []int64) (map[int64]string, error) {
	var people []portfolio.Person
	if err := r.db.WithContext(ctx).Select("id", "name").Where("id IN ?", ids).Find(&people).Error; err != nil {
		return nil, translate(err)
	}
	names := make(map[int64]string, len(people))
	for _, p := range people {
		names[p.ID] = p.Name
	}
	return names, nil
}

// Seats lists all seats with their bodies.
func (r *Reader) Seats(ctx context.Context) ([]portfolio.Seat, error) {
	var seats []portfolio.Seat
	err := r.db.WithContext(ctx).Preload("Body").Order("body_id, position, id").Find(&seats).Error
	return seats, translate(err)
}

// Grants lists the ledger of seats as it stands, ended lines applied; of one
// person, or of everybody with 0.
func (r *Reader) Grants(ctx context.Context, personID int64) ([]portfolio.Grant, error) {
	db := r.db.WithContext(ctx).Preload("Seat").Preload("Seat.Body")
	if personID != 0 {
		db = db.Where("person_id = ?", personID)
	} else {
		db = db.Preload("Person")
	}
	var ledger []portfolio.Grant
	err := db.Order("id").Find(&ledger).Error
	return portfolio.Ended(ledger), translate(err)
}

// Person returns one person, to be changed.
func (tx *Tx) Person(id int64) (portfolio.Person, error) {
	var p portfolio.Person
	err := tx.lock().Take(&p, id).Error
	return p, translate(err)
}

// PersonByEmail returns the person of the address, which is kept in lower case.
func (tx *Tx) PersonByEmail(email string) (portfolio.Person, error) {
	var p portfolio.Person
	err := tx.lock().Where("email = ?", email).Take(&p).Error
	return p, translate(err)
}

// AddPerson keeps a new person; an address twice is a conflict.
func (tx *Tx) AddPerson(p *portfolio.Person) error {
	p.RecordedAt = tx.Now
	return tx.db.Create(p).Error
}

// SavePerson corrects a person in place.
func (tx *Tx) SavePerson(p *portfolio.Person) error { return tx.save(p) }

// Seat returns a seat.
func (tx *Tx) Seat(id int64) (portfolio.Seat, error) {
	var s portfolio.Seat
	err := tx.lock().Preload("Body").Take(&s, id).Error
	return s, translate(err)
}

// SeatByCode returns the seat of the code.
func (tx *Tx) SeatByCode(code string) (portfolio.Seat, error) {
	var s portfolio.Seat
	err := tx.lock().Where("code = ?", code).Take(&s).Error
	return s, translate(err)
}

// AddSeat keeps a new seat.
func (tx *Tx) AddSeat(s *portfolio.Seat) error { return tx.db.Create(s).Error }

// GrantsOfSeat lists the ledger of one seat as it stands.
func (tx *Tx) GrantsOfSeat(seatID int64) ([]portfolio.Grant, error) {
	var ledger []portfolio.Grant
	err := tx.db.Where("seat_id = ?", seatID).Order("id").Find(&ledger).Error
	return portfolio.Ended(ledger), translate(err)
}

// Grant returns one line of the ledger of seats.
func (tx *Tx) Grant(id int64) (portfolio.Grant, error) {
	var g portfolio.Grant
	err := tx.lock().Take(&g, id).Error
	return g, translate(err)
}

// AppendGrant adds a line to the ledger of seats.
func (tx *Tx) AppendGrant(g *portfolio.Grant) error {
	g.RecordedAt, g.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(g).Error
}

// credentialRow is the password of a person.
type credentialRow struct {
	PersonID  int64 `gorm:"primaryKey;autoIncrement:false"`
	Hash      string
	ChangedAt time.Time
}

func (credentialRow) TableName() string { return "credentials" }

// SaveCredential replaces the hash of a person's password.
func (tx *Tx) SaveCredential(personID int64, hash string) error {
	return tx.db.Save(&credentialRow{PersonID: personID, Hash: hash, ChangedAt: tx.Now}).Error
}

// Credential returns the person of an address with the hash of the password.
// It is for signing in only, before there is an actor.
func (s *Store) Credential(ctx context.Context, email string) (portfolio.Person, string, error) {
	var p portfolio.Person
	if err := s.read.WithContext(ctx).Where("email = ?", email).Take(&p).Error; err != nil {
		return p, "", translate(err)
	}
	var c credentialRow
	err := s.read.WithContext(ctx).Where("person_id = ?", p.ID).Limit(1).Find(&c).Error
	return p, c.Hash, translate(err)
}
