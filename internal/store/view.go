package store

import (
	"context"

	"gorm.io/gorm"

	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// Views lists the views of a list that the reader finds among his own: his, and
// those shared with him; of all lists with "". His own come first, by name.
func (r *Reader) Views(ctx context.Context, list portfolio.ViewList) ([]portfolio.View, error) {
	if !r.sees() {
		return nil, nil
	}
	db := r.db.WithContext(ctx).Where("person_id = ? OR shared <> ?", r.actor.ID, portfolio.Unshared)
	if list != "" {
		db = db.Where("list = ?", list)
	}
	var found []portfolio.View
	if err := db.Order("name, id").Find(&found).Error; err != nil {
		return nil, translate(err)
	}
	var own, others []portfolio.View
	for _, v := range found {
		switch {
		case v.PersonID == r.actor.ID:
			own = append(own, v)
		case v.Seen(r.actor):
			others = append(others, v)
		}
	}
	err := r.owners(ctx, others)
	return append(own, others...), err
}

// owners gives views the names of those whose they are.
func (r *Reader) owners(ctx context.Context, views []portfolio.View) error {
	if len(views) == 0 {
		return nil
	}
	ids := make([]int64, len(views))
	for i, v := range views {
		ids[i] = v.PersonID
	}
	names, err := r.Names(ctx, ids)
	for i := range views {
		views[i].Owner = names[views[i].PersonID]
	}
	return err
}

// View returns a view that the reader finds among his own; to him any other
// does not exist.
func (r *Reader) View(ctx context.Context, id int64) (portfolio.View, error) {
	var v portfolio.View
	if err := r.db.WithContext(ctx).Take(&v, id).Error; err != nil {
		return portfolio.View{}, translate(err)
	}
	if !r.sees() || !v.Seen(r.actor) {
		return portfolio.View{}, fault.NotFound()
	}
	return v, nil
}

// View returns a view, to be changed.
func (tx *Tx) View(id int64) (portfolio.View, error) {
	var v portfolio.View
	err := tx.lock().Take(&v, id).Error
	return v, translate(err)
}

// ViewsOf lists a person's own views.
func (tx *Tx) ViewsOf(personID int64) ([]portfolio.View, error) {
	var all []portfolio.View
	err := tx.db.Where("person_id = ?", personID).Order("id").Find(&all).Error
	return all, translate(err)
}

// AddView keeps a new view.
func (tx *Tx) AddView(v *portfolio.View) error {
	v.RecordedAt = tx.Now
	return tx.db.Create(v).Error
}

// SaveView corrects a view in place.
func (tx *Tx) SaveView(v *portfolio.View) error { return tx.save(v) }

// RemoveView takes a view away, and the stars that it had.
func (tx *Tx) RemoveView(id int64) error {
	res := tx.db.Delete(&portfolio.View{}, id)
	if res.Error == nil && res.RowsAffected == 0 {
		return gorm.ErrRecordNotFound
	}
	if res.Error != nil {
		return res.Error
	}
	return tx.db.Exec("DELETE FROM favourites WHERE entity = ? AND entity_id = ?", portfolio.FavouriteView, id).Error
}

// KnowsProgramme reports whether there is a programme of the key.
func (tx *Tx) KnowsProgramme(id int64) (bool, error) {
	found, err := tx.keys("SELECT id FROM programmes WHERE id = ?", id)
	return found[id], err
}
