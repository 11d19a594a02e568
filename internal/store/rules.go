package store

import (
	"context"

	"qadam/internal/approval"
)

// BodyRules lists the ledger of a body's rules as known at the reader's
// instant, in the order in which it was recorded: see approval.RulesOn. With 0
// it is that of all bodies.
func (r *Reader) BodyRules(ctx context.Context, bodyID int64) ([]approval.BodyRules, error) {
	db := r.db.WithContext(ctx).Scopes(r.known)
	if bodyID != 0 {
		db = db.Where("body_id = ?", bodyID)
	}
	var ledger []approval.BodyRules
	err := db.Find(&ledger).Error
	return ledger, translate(err)
}

// BodyRules lists the ledger of a body's rules, to be decided by.
func (tx *Tx) BodyRules(bodyID int64) ([]approval.BodyRules, error) {
	var ledger []approval.BodyRules
	err := tx.db.Where("body_id = ?", bodyID).Order("id").Find(&ledger).Error
	return ledger, translate(err)
}

// AppendBodyRules adds rules of a body from a day on.
func (tx *Tx) AppendBodyRules(b *approval.BodyRules) error {
	b.RecordedAt, b.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(b).Error
}
