package store

import (
	"context"
	"time"
)

// Lease lets the holder do a job for a while, unless somebody does it now or
// did it less than a period ago. It is upkeep: nobody learns of it afterwards.
func (s *Store) Lease(ctx context.Context, name, holder string, period, term time.Duration) (bool, error) {
	now := s.Now()
	res := s.write.WithContext(ctx).Exec(`INSERT INTO leases (name, holder, until, done_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
		WHERE leases.until <= ? AND leases.done_at <= ?`,
		name, holder, now.Add(term), time.Unix(0, 0).UTC(), now, now.Add(-period))
	return res.RowsAffected == 1, translate(res.Error)
}

// Renew keeps a lease for another while; false says that it was lost.
func (s *Store) Renew(ctx context.Context, name, holder string, term time.Duration) (bool, error) {
	now := s.Now()
	res := s.write.WithContext(ctx).Exec("UPDATE leases SET until = ? WHERE name = ? AND holder = ? AND until > ?", now.Add(term), name, holder, now)
	return res.RowsAffected == 1, translate(res.Error)
}

// Release gives a lease back; done says that the job was done.
func (s *Store) Release(ctx context.Context, name, holder string, done bool) error {
	now := s.Now()
	if done {
		return translate(s.write.WithContext(ctx).Exec("UPDATE leases SET until = ?, done_at = ? WHERE name = ? AND holder = ?", now, now, name, holder).Error)
	}
	return translate(s.write.WithContext(ctx).Exec("UPDATE leases SET until = ? WHERE name = ? AND holder = ?", now, name, holder).Error)
}
