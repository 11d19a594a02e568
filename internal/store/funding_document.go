package store

import (
	"context"
	"slices"

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
	ids = slices.Clone(ids) // many entries go by one paper
	slices.Sort(ids)
	for some := range slices.Chunk(slices.Compact(ids), documentsAsked) {
		var all []funding.Document
		if err := r.db.WithContext(ctx).Scopes(r.existed).Where("id IN ?", some).Find(&all).Error; err != nil {
			return nil, translate(err)
		}
		for _, d := range all {
			found[d.ID] = d
		}
	}
	return found, nil
}

// documentsAsked is how many papers are asked for at once: a question has only
// so many blanks.
const documentsAsked = 10_000

// DocumentNamed says of which projects an entry or a record of a stage, and of
// which contracts the terms or a step name a paper at the reader's instant.
func (r *Reader) DocumentNamed(ctx context.Context, id int64) (projects, contracts []int64, err error) {
	if !r.sees() {
		return nil, nil, nil
	}
	db := r.db.WithContext(ctx)
	err = db.Raw("SELECT project_id FROM funding_entries WHERE document_id = ? AND recorded_at < ? UNION SELECT project_id FROM stage_records WHERE document_id = ? AND recorded_at < ?", id, r.at, id, r.at).Scan(&projects).Error
	if err != nil {
		return nil, nil, translate(err)
	}
	err = db.Raw("SELECT contract_id FROM contract_terms WHERE document_id = ? AND recorded_at < ? UNION SELECT contract_id FROM contract_steps WHERE document_id = ? AND recorded_at < ?", id, r.at, id, r.at).Scan(&contracts).Error
	return projects, contracts, translate(err)
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
