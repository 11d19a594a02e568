package store

import (
	"context"
	"database/sql"

	"qadam/internal/portfolio"
)

// Favourites returns what the reader marked with a star. Nobody else's are ever
// read.
func (r *Reader) Favourites(ctx context.Context) (portfolio.Favourites, error) {
	found := portfolio.Favourites{}
	return found, each(r.db.WithContext(ctx), func(rows *sql.Rows) error {
		var entity portfolio.FavouriteEntity
		var id int64
		err := rows.Scan(&entity, &id)
		if found[entity] == nil {
			found[entity] = map[int64]bool{}
		}
		found[entity][id] = true
		return err
	}, "SELECT entity, entity_id FROM favourites WHERE person_id = ?", r.actor.ID)
}

// Upkeep: a star is no fact, and the log need not say what somebody looks at.

// Star marks a thing as a favourite of a person, or takes the mark away. Twice
// is once; at the limit nothing more is marked, and ok is false.
func (s *Store) Star(ctx context.Context, personID int64, entity portfolio.FavouriteEntity, id int64, on bool) (ok bool, err error) {
	db := s.write.WithContext(ctx)
	if !on {
		return true, translate(db.Exec("DELETE FROM favourites WHERE person_id = ? AND entity = ? AND entity_id = ?", personID, entity, id).Error)
	}
	res := db.Exec(`INSERT INTO favourites (person_id, entity, entity_id, marked_at)
		SELECT p.id, ?, ?, ? FROM people p WHERE p.id = ? AND ((SELECT count(*) FROM favourites f WHERE f.person_id = ? AND f.entity = ?) < ?
			OR EXISTS (SELECT 1 FROM favourites f WHERE f.person_id = ? AND f.entity = ? AND f.entity_id = ?))
		ON CONFLICT (person_id, entity, entity_id) DO UPDATE SET marked_at = favourites.marked_at`,
		entity, id, s.Now(), personID, personID, entity, portfolio.FavouriteLimit,
		personID, entity, id)
	return res.RowsAffected > 0, translate(res.Error)
}
