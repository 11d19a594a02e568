package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// Milestone returns a milestone with the updates, evidence and reviews known at
// the reader's instant.
func (r *Reader) Milestone(ctx context.Context, id int64) (portfolio.Milestone, error) {
	var m portfolio.Milestone
	db := r.db.WithContext(ctx)
	if err := db.Scopes(r.visible, r.existed).Take(&m, id).Error; err != nil {
		return m, translate(err)
	}
	if err := db.Scopes(r.known).Where("milestone_id = ?", id).Find(&m.Updates).Error; err != nil {
		return m, translate(err)
	}
	if err := db.Scopes(r.known).Where("milestone_id = ?", id).Find(&m.Evidence).Error; err != nil {
		return m, translate(err)
	}
	err := db.Scopes(r.known).Where("milestone_id = ?", id).Find(&m.Reviews).Error
	return m, translate(err)
}

// Evidence returns one piece of evidence known at the reader's instant.
func (r *Reader) Evidence(ctx context.Context, id int64) (portfolio.Evidence, error) {
	var e portfolio.Evidence
	err := r.db.WithContext(ctx).Scopes(r.visible, r.existed).Take(&e, id).Error
	return e, translate(err)
}

// Updates lists the latest updates of the milestones given, one each.
func (r *Reader) Updates(ctx context.Context, ids []int64) (map[int64]portfolio.Update, error) {
	var rows []portfolio.Update
	err := r.db.WithContext(ctx).Scopes(r.visible).Where("id IN ?", ids).Find(&rows).Error
	byMilestone := make(map[int64]portfolio.Update, len(rows))
	for _, u := range rows {
		byMilestone[u.MilestoneID] = u
	}
	return byMilestone, translate(err)
}

// Reviews lists reviews by their keys.
func (r *Reader) Reviews(ctx context.Context, ids []int64) (map[int64]portfolio.Review, error) {
	var rows []portfolio.Review
	err := r.db.WithContext(ctx).Scopes(r.visible).Where("id IN ?", ids).Find(&rows).Error
	byMilestone := make(map[int64]portfolio.Review, len(rows))
	for _, v := range rows {
		byMilestone[v.MilestoneID] = v
	}
	return byMilestone, translate(err)
}

// lock makes what is loaded the transaction's own until it ends. gorm's SQLite
// leaves the words out: there the whole database is locked already.
func (tx *Tx) lock() *gorm.DB { return tx.db.Clauses(clause.Locking{Strength: "UPDATE"}) }

// Milestone returns a milestone with its ledgers, locked.
func (tx *Tx) Milestone(id int64) (portfolio.Milestone, error) {
	var m portfolio.Milestone
	if err := tx.lock().Take(&m, id).Error; err != nil {
		return m, translate(err)
	}
	if err := tx.db.Where("milestone_id = ?", id).Order("id DESC").Limit(1).Find(&m.Updates).Error; err != nil {
		return m, translate(err)
	}
	err := tx.db.Where("milestone_id = ?", id).Order("id").Find(&m.Reviews).Error
	return m, translate(err)
}

// PlanInForce returns the milestone's line in the version in force. A
// milestone that none has is not found.
func (tx *Tx) PlanInForce(milestoneID int64) (portfolio.Plan, error) {
	var plans []portfolio.Plan
	err := tx.db.Raw(`SELECT p.* FROM milestone_plans p WHERE p.milestone_id = ?
		AND (SELECT s.state FROM version_steps s WHERE s.version_id = p.version_id ORDER BY s.id DESC LIMIT 1) = ?
		ORDER BY p.version_id DESC LIMIT 1`, milestoneID, portfolio.InForce).Scan(&plans).Error
	if err == nil && len(plans) == 0 {
		return portfolio.Plan{}, fault.NotFound()
	}
	if err != nil {
		return portfolio.Plan{}, translate(err)
	}
	return plans[0], nil
}

// AddMilestone keeps a new milestone.
func (tx *Tx) AddMilestone(m *portfolio.Milestone) error {
	m.RecordedAt, m.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(m).Error
}

// FormUsed reports whether an update came from the form of the key already.
func (tx *Tx) FormUsed(key string) (bool, error) {
	var ids []int64
	err := tx.db.Raw("SELECT id FROM updates WHERE form_key = ?", key).Scan(&ids).Error
	return len(ids) > 0, translate(err)
}

// AppendUpdate adds a line to a milestone's ledger of progress.
func (tx *Tx) AppendUpdate(u *portfolio.Update) error {
	u.RecordedAt, u.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(u).Error
}

// AppendEvidence adds evidence that came with an update.
func (tx *Tx) AppendEvidence(e *portfolio.Evidence) error {
	e.RecordedAt, e.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(e).Error
}

// AppendReview adds the competence centre's word on an update.
func (tx *Tx) AppendReview(v *portfolio.Review) error {
	v.RecordedAt, v.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(v).Error
}
