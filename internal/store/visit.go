package store

import (
	"context"
	"time"

	"qadam/internal/portfolio"
)

// Visit is when a person was here; zero of who never was.
func (s *Store) Visit(ctx context.Context, personID int64) (portfolio.Visit, error) {
	var v []portfolio.Visit
	err := s.read.WithContext(ctx).Where("person_id = ?", personID).Limit(1).Find(&v).Error
	if err != nil || len(v) == 0 {
		return portfolio.Visit{PersonID: personID}, translate(err)
	}
	return v[0], nil
}

// Visited writes down that a person is here, and when he had been here before;
// the caller sees to it that this is done at most once a minute. It is upkeep.
func (s *Store) Visited(ctx context.Context, v portfolio.Visit) error {
	return translate(s.write.WithContext(ctx).Exec(`INSERT INTO visits (person_id, since, last_seen) VALUES (?, ?, ?)
		ON CONFLICT (person_id) DO UPDATE SET since = excluded.since, last_seen = excluded.last_seen`, v.PersonID, v.Since, v.LastSeen).Error)
}

// SeenNews writes down that a person has seen what is new up to the instant.
func (s *Store) SeenNews(ctx context.Context, personID int64, at time.Time) error {
	return translate(s.write.WithContext(ctx).Exec("UPDATE visits SET since = ? WHERE person_id = ?", at.UTC(), personID).Error)
}
