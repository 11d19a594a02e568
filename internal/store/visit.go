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

// Visited writes down that a person is here now: the first page after he was
// away begins a new visit, as Visit.At says. The caller sees to it that this is
// done at most once a minute. It is upkeep.
func (s *Store) Visited(ctx context.Context, personID int64) error {
	now := s.Now()
	return translate(s.write.WithContext(ctx).Exec(`INSERT INTO visits (person_id, last_seen) VALUES (?, ?)
		ON CONFLICT (person_id) DO UPDATE SET
			since = CASE WHEN visits.last_seen <= ? THEN visits.last_seen ELSE visits.since END,
			last_seen = CASE WHEN visits.last_seen < excluded.last_seen THEN excluded.last_seen ELSE visits.last_seen END`,
		personID, now, now.Add(-portfolio.VisitIdle)).Error)
}

// SeenNews writes down that a person has seen what is new up to the instant,
// never less than he had.
func (s *Store) SeenNews(ctx context.Context, personID int64, at time.Time) error {
	return translate(s.write.WithContext(ctx).Exec("UPDATE visits SET since = ? WHERE person_id = ? AND (since IS NULL OR since < ?)", at.UTC(), personID, at.UTC()).Error)
}
