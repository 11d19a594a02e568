package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

// Vote returns a vote with its ballots, dissents, presence and closing, to be
// changed. Nobody else casts or closes until the transaction ends.
func (tx *Tx) Vote(id int64) (approval.Vote, error) {
	var v approval.Vote
	err := tx.lock().Preload("Ballots", byID).Preload("Dissents", byID).Preload("Closing").Take(&v, id).Error
	if err != nil {
		return v, translate(err)
	}
	all := []approval.Vote{v}
	err = addPresence(tx.db, all, byID)
	return all[0], err
}

// Vote returns a vote with everything known of it at the reader's instant.
// Whether the person may see it, its case says: see Reader.Case.
func (r *Reader) Vote(ctx context.Context, id int64) (approval.Vote, error) {
	var v approval.Vote
	db := r.db.WithContext(ctx)
	err := db.Scopes(r.visible, r.existed).Preload("Ballots", r.known).Preload("Dissents", r.known).Preload("Closing", r.existed).Take(&v, id).Error
	if err != nil {
		return v, translate(err)
	}
	all := []approval.Vote{v}
	err = addPresence(db, all, r.known)
	return all[0], err
}

// addPresence gives votes in a room the presence of their sittings: one query
// for all.
func addPresence(db *gorm.DB, votes []approval.Vote, scope func(*gorm.DB) *gorm.DB) error {
	var sittings []int64
	for _, v := range votes {
		if v.Form == approval.InPerson && !slices.Contains(sittings, v.SittingID) {
			sittings = append(sittings, v.SittingID)
		}
	}
	if len(sittings) == 0 {
		return nil
	}
	var all []approval.Presence
	if err := scope(db).Where("sitting_id IN ?", sittings).Find(&all).Error; err != nil {
		return translate(err)
	}
	for i := range votes {
		for _, p := range all {
			if votes[i].Form == approval.InPerson && p.SittingID == votes[i].SittingID {
				votes[i].Presence = append(votes[i].Presence, p)
			}
		}
	}
	return nil
}

// DueVotes are the keys of the written votes that are open though their term is
// over.
func (r *Reader) DueVotes(ctx context.Context, at time.Time) ([]int64, error) {
	var ids []int64
	err := r.db.WithContext(ctx).Raw(`SELECT v.id FROM votes v WHERE v.closes_at <= ?
		AND NOT EXISTS (SELECT 1 FROM vote_closings c WHERE c.vote_id = v.id) ORDER BY v.id`, at.UTC()).Scan(&ids).Error
	return ids, translate(err)
}

// AddVote keeps a new vote; a second one on an item is a conflict.
func (tx *Tx) AddVote(v *approval.Vote) error {
	v.RecordedAt, v.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(v).Error
}

// AppendBallot adds a ballot to a vote.
func (tx *Tx) AppendBallot(b *approval.Ballot) error {
	b.RecordedAt, b.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(b).Error
}

// AppendDissent adds a dissenting opinion to a vote.
func (tx *Tx) AppendDissent(d *approval.Dissent) error {
	d.RecordedAt, d.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(d).Error
}

// CloseVote adds the end of a vote; a second one is a conflict.
func (tx *Tx) CloseVote(c *approval.VoteClosing) error {
	c.RecordedAt, c.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(c).Error
}

// Electors are the voting seats of a body in their order, each with who holds
// it on the day, as an electorate is made of them.
func (tx *Tx) Electors(bodyID int64, on civil.Date) ([]approval.Elector, error) {
	return electors(tx.db, byID, on, "body_id = ? AND voting = ?", bodyID, true)
}

// SeatsOfBody are all seats of a body, those without a vote too, each with who
// sits in it on the day: the substitute while its holder is away.
func (tx *Tx) SeatsOfBody(bodyID int64, on civil.Date) ([]approval.Elector, error) {
	return sitters(tx.db, byID, bodyID, on)
}

// SeatsOfBody are all seats of a body, each with who sat in it on the day as far
// as was known at the reader's instant.
func (r *Reader) SeatsOfBody(ctx context.Context, bodyID int64, on civil.Date) ([]approval.Elector, error) {
	return sitters(r.db.WithContext(ctx), r.known, bodyID, on)
}

func sitters(db *gorm.DB, known func(*gorm.DB) *gorm.DB, bodyID int64, on civil.Date) ([]approval.Elector, error) {
	seats, err := electors(db, known, on, "body_id = ?", bodyID)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(seats))
	for i, s := range seats {
		ids[i] = s.SeatID
	}
	var ledger []portfolio.Substitution
	if err := db.Scopes(known).Preload("Person").Where("seat_id IN ?", ids).Find(&ledger).Error; err != nil {
		return nil, translate(err)
	}
	for _, a := range portfolio.Absences(ledger) {
		for i := range seats {
			if seats[i].SeatID == a.SeatID && a.Stands(on) {
				seats[i].PersonID, seats[i].Name = a.PersonID, a.Person.Name
			}
		}
	}
	return seats, nil
}

func electors(db *gorm.DB, known func(*gorm.DB) *gorm.DB, on civil.Date, where string, args ...any) ([]approval.Elector, error) {
	var seats []portfolio.Seat
	if err := db.Where(where, args...).Order("position, id").Find(&seats).Error; err != nil {
		return nil, translate(err)
	}
	ids := make([]int64, len(seats))
	for i, s := range seats {
		ids[i] = s.ID
	}
	var ledger []portfolio.Grant
	if err := db.Scopes(known).Preload("Person").Where("seat_id IN ?", ids).Find(&ledger).Error; err != nil {
		return nil, translate(err)
	}
	holders := map[int64]portfolio.Person{}
	for _, g := range portfolio.Ended(ledger) {
		if g.Holds(on) {
			holders[g.SeatID] = g.Person
		}
	}
	electors := make([]approval.Elector, len(seats))
	for i, s := range seats {
		h := holders[s.ID]
		electors[i] = approval.Elector{
			SeatID: s.ID, PersonID: h.ID, Name: h.Name, Code: s.Code, Title: s.Title, RepresentsID: s.RepresentsID, Chair: s.Role == access.Chair,
		}
	}
	return electors, nil
}
