package store

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
)

// SittingFilter narrows a list of sittings. What is zero does not narrow.
type SittingFilter struct {
	IDs    []int64 // empty: all
	BodyID int64
	Year   int
	States []approval.SittingState // empty: all
	Limit  int                     // 0: all
	Before int64                   // only smaller keys, for paging
}

// Sittings lists the sittings known at the reader's instant, the latest planned
// first, with their steps, items and votes; the votes without their ballots.
// Who may not see cases under review sees none.
func (r *Reader) Sittings(ctx context.Context, f SittingFilter) ([]approval.Sitting, error) {
	if !r.actor.May(access.SeeReviewed, access.Anywhere) {
		return nil, nil
	}
	db := r.db.WithContext(ctx).Scopes(r.existed)
	if len(f.IDs) > 0 {
		db = db.Where("id IN ?", f.IDs)
	}
	if f.BodyID != 0 {
		db = db.Where("body_id = ?", f.BodyID)
	}
	if f.Year != 0 {
		db = db.Where("year = ?", f.Year)
	}
	if f.Before != 0 {
		db = db.Where("id < ?", f.Before)
	}
	if f.Limit != 0 {
		db = db.Limit(f.Limit)
	}
	if len(f.States) > 0 {
		db = db.Where(`COALESCE((SELECT s.state FROM sitting_steps s WHERE s.sitting_id = sittings.id AND s.recorded_at < ? ORDER BY s.id DESC LIMIT 1), ?) IN ?`,
			r.at, approval.SittingPlanned, f.States)
	}
	var all []approval.Sitting
	err := db.Preload("Steps", r.known).Preload("Items", r.known).Preload("Votes", r.known).Preload("Votes.Closing", r.existed).
		Order("planned_at DESC, id DESC").Find(&all).Error
	return all, translate(err)
}

// Sitting returns a sitting with everything known of it at the reader's
// instant. Its items may be about cases of which the reader may not know: the
// page leaves them out.
func (r *Reader) Sitting(ctx context.Context, id int64) (approval.Sitting, error) {
	if !r.actor.May(access.SeeReviewed, access.Anywhere) {
		return approval.Sitting{}, fault.NotFound()
	}
	var s approval.Sitting
	err := r.db.WithContext(ctx).Scopes(r.existed).
		Preload("Steps", r.known).Preload("Items", r.known).Preload("Presence", r.known).
		Preload("Votes", r.known).Preload("Votes.Ballots", r.known).Preload("Votes.Dissents", r.known).Preload("Votes.Closing", r.existed).
		Take(&s, id).Error
	shareOut(&s)
	return s, translate(err)
}

// Sitting returns a sitting with all its ledgers, to be changed.
func (tx *Tx) Sitting(id int64) (approval.Sitting, error) {
	var s approval.Sitting
	err := tx.lock().Preload("Steps", byID).Preload("Items", byID).Preload("Presence", byID).
		Preload("Votes", byID).Preload("Votes.Ballots", byID).Preload("Votes.Dissents", byID).Preload("Votes.Closing").
		Take(&s, id).Error
	shareOut(&s)
	return s, translate(err)
}

// shareOut gives the votes of a sitting its presence.
func shareOut(s *approval.Sitting) {
	for i := range s.Votes {
		s.Votes[i].Presence = s.Presence
	}
}

// OpenItems lists the items about the cases that stand on the agenda of a
// sitting that has not ended, each case with one.
func (tx *Tx) OpenItems(caseIDs []int64) ([]approval.AgendaItem, error) {
	var items []approval.AgendaItem
	err := tx.db.Where(`case_id IN ? AND withdraws_id = 0
		AND NOT EXISTS (SELECT 1 FROM agenda_items w WHERE w.withdraws_id = agenda_items.id)
		AND NOT EXISTS (SELECT 1 FROM votes v JOIN vote_closings c ON c.vote_id = v.id WHERE v.item_id = agenda_items.id)
		AND NOT EXISTS (SELECT 1 FROM sitting_steps s WHERE s.sitting_id = agenda_items.sitting_id AND s.state NOT IN ?)`,
		caseIDs, []approval.SittingState{approval.SittingPlanned, approval.SittingConvened}).Order("id").Find(&items).Error
	return items, translate(err)
}

// LastSitting is the number of the last sitting of a body in a year, 0 before
// the first.
func (tx *Tx) LastSitting(bodyID int64, year int) (int, error) {
	var n int
	err := tx.row("SELECT COALESCE(MAX(number), 0) FROM sittings WHERE body_id = ? AND year = ?", bodyID, year).Scan(&n)
	return n, translate(err)
}

// AddSitting keeps a new sitting.
func (tx *Tx) AddSitting(s *approval.Sitting) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// AppendSittingStep adds a line to a sitting's ledger of states.
func (tx *Tx) AppendSittingStep(s *approval.SittingStep) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// AppendAgendaItem adds a line to the agenda of a sitting.
func (tx *Tx) AppendAgendaItem(i *approval.AgendaItem) error {
	i.RecordedAt, i.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(i).Error
}

// AppendPresence adds a line to a sitting's ledger of who was there.
func (tx *Tx) AppendPresence(p *approval.Presence) error {
	p.RecordedAt, p.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(p).Error
}
