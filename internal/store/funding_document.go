package store

import (
	"context"

	"qadam/internal/fault"
	"qadam/internal/funding"
)

// Document returns a paper that money goes by.
func (r *Reader) Document(ctx context.Context, id int64) (funding.Document, error) {
	var d funding.Document
	if !r.sees() {
		return d, fault.NotFound()
	}
	err := r.db.WithContext(ctx).Scopes(r.existed).Take(&d, id).Error
	return d, translate(err)
}

// Documents returns papers by their keys.
func (r *Reader) Documents(ctx context.Context, ids []int64) (map[int64]funding.Document, error) {
	found := make(map[int64]funding.Document, len(ids))
	if !r.sees() || len(ids) == 0 {
		return found, nil
	}
	var all []funding.Document
	err := r.db.WithContext(ctx).Scopes(r.existed).Where("id IN ?", ids).Find(&all).Error
	for _, d := range all {
		found[d.ID] = d
	}
	return found, translate(err)
}

// Document returns a paper by its key.
func (tx *Tx) Document(id int64) (funding.Document, error) {
	var d funding.Document
	err := tx.db.Take(&d, id).Error
	return d, translate(err)
}

// DocumentFor finds the paper of the same programme, kind, number and date or
// keeps a new one, and fills in its key. One that comes with a file, an address
// or a title which the one before has not is kept beside it: a paper is never
// changed.
func (tx *Tx) DocumentFor(d *funding.Document) error {
	var like []funding.Document
	err := tx.db.Where("programme_id = ? AND kind = ? AND number = ? AND dated = ?", d.ProgrammeID, d.Kind, d.Number, d.Dated).
		Order("id DESC").Find(&like).Error
	if err != nil {
		return err
	}
	for _, one := range like {
		if one.Holds(*d) {
			*d = one
			return nil
		}
	}
	d.ID, d.RecordedAt, d.RecordedBy = 0, tx.Now, tx.actor.ID
	return tx.db.Create(d).Error
}
