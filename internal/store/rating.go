package store

import (
	"context"
	"fmt"
	"maps"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// Ratings is what people had said of all projects by the reader's instant, and
// what was escalated. It is kept under the newest entry of the log about any of
// it, so that a page costs no query when nothing changed, and is not to be changed.
func (r *Reader) Ratings(ctx context.Context) (*portfolio.RatingBook, error) {
	if !r.sees() {
		return portfolio.NewRatingBook(nil, nil), nil
	}
	h, err := r.heads(ctx)
	if err != nil {
		return nil, err
	}
	m := r.store.memory
	if b, ok := lookUp(m, &m.ratings, h.ratings); ok {
		return b, nil
	}
	v, err, _ := m.flights.Do(fmt.Sprint("ratings ", h.ratings), func() (any, error) {
		return r.store.Read(access.System(), r.at).loadRatings(context.WithoutCancel(ctx))
	})
	if err != nil {
		return nil, translate(err)
	}
	b := v.(*portfolio.RatingBook)
	keep(m, &m.ratings, h.ratings, b)
	return b, nil
}

func (r *Reader) loadRatings(ctx context.Context) (*portfolio.RatingBook, error) {
	db := r.db.WithContext(ctx)
	var ratings []portfolio.Rating
	if err := db.Scopes(r.known).Find(&ratings).Error; err != nil {
		return nil, err
	}
	var escalations []portfolio.Escalation
	err := db.Scopes(r.known).Preload("Steps", r.known).Find(&escalations).Error
	return portfolio.NewRatingBook(ratings, escalations), err
}

// Escalation returns an escalation with the steps known at the reader's instant.
func (r *Reader) Escalation(ctx context.Context, id int64) (portfolio.Escalation, error) {
	var e portfolio.Escalation
	if !r.sees() {
		return e, fault.NotFound()
	}
	err := r.db.WithContext(ctx).Scopes(r.existed).Preload("Steps", r.known).Take(&e, id).Error
	return e, translate(err)
}

// LatestRating is the latest rating of a project by a party, nil when there is none.
func (tx *Tx) LatestRating(projectID int64, party portfolio.Party) (*portfolio.Rating, error) {
	var found []portfolio.Rating
	err := tx.db.Where("project_id = ? AND party = ?", projectID, party).Order("id DESC").Limit(1).Find(&found).Error
	if err != nil || len(found) == 0 {
		return nil, translate(err)
	}
	return &found[0], nil
}

// StandsInForce reports whether a version in force has lines of the project.
func (tx *Tx) StandsInForce(projectID int64) (stands bool, err error) {
	err = tx.row(`SELECT EXISTS (SELECT 1 FROM milestone_plans p WHERE p.project_id = ?
		AND (SELECT s.state FROM version_steps s WHERE s.version_id = p.version_id ORDER BY s.id DESC LIMIT 1) = ?)`,
		projectID, portfolio.InForce).Scan(&stands)
	return stands, translate(err)
}

// AppendRating adds a line to the ledger of a project's ratings.
func (tx *Tx) AppendRating(r *portfolio.Rating) error {
	r.RecordedAt, r.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(r).Error
}

// Escalation returns an escalation with its steps, to be changed.
func (tx *Tx) Escalation(id int64) (portfolio.Escalation, error) {
	var e portfolio.Escalation
	err := tx.lock().Preload("Steps", byID).Take(&e, id).Error
	return e, translate(err)
}

// Escalations lists what was escalated, the oldest first.
func (tx *Tx) Escalations() ([]portfolio.Escalation, error) {
	var all []portfolio.Escalation
	err := tx.db.Preload("Steps", byID).Order("id").Find(&all).Error
	return all, translate(err)
}

// AddEscalation keeps a new escalation; the same run a second time is a conflict.
func (tx *Tx) AddEscalation(e *portfolio.Escalation) error {
	e.RecordedAt, e.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(e).Error
}

// AppendEscalationStep adds a line to an escalation's ledger.
func (tx *Tx) AppendEscalationStep(s *portfolio.EscalationStep) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// Colours are the colours of all projects that stood in a roadmap in force on the
// reader's day and had not ended, by the rules of that day: those of a past day are
// kept small.
func (r *Reader) Colours(ctx context.Context) (portfolio.Colours, error) {
	h, err := r.heads(ctx)
	if err != nil {
		return portfolio.Colours{}, err
	}
	ref, err := r.reference(ctx, h)
	if err != nil {
		return portfolio.Colours{}, err
	}
	on, m := r.day(), r.store.memory
	all := portfolio.Colours{Healths: map[int64]portfolio.Health{}, Rules: ref.RulesAt(r.at, on)}
	if !r.sees() {
		return all, nil
	}
	for _, p := range ref.Programmes {
		key := pictureKey{p.ID, h.programmes[p.ID], h.reference, on.Year*10000 + int(on.Month)*100 + on.Day}
		healths, ok := lookUp(m, &m.healths, key)
		if !ok {
			picture, err := r.picture(ctx, h, ref, p)
			if err != nil {
				return portfolio.Colours{}, err
			}
			healths = picture.Healths()
			keep(m, &m.healths, key, healths)
		}
		maps.Copy(all.Healths, healths)
	}
	return all, nil
}
