package store

import (
	"context"
	"errors"
	"sync/atomic"

	"gorm.io/gorm"
)

type countKey struct{}

// CountQueries returns a context in which every query is counted, for the
// tests that hold the number of queries of a page and for the metrics.
func CountQueries(ctx context.Context) (context.Context, *atomic.Int64) {
	n := new(atomic.Int64)
	return context.WithValue(ctx, countKey{}, n), n
}

func (s *Store) countQueries() error {
	count := func(db *gorm.DB) {
		if n, ok := db.Statement.Context.Value(countKey{}).(*atomic.Int64); ok {
			n.Add(1)
		}
	}
	var errs []error
	for _, db := range []*gorm.DB{s.write, s.read} {
		c := db.Callback()
		errs = append(errs,
			c.Query().Before("gorm:query").Register("qadam:query", count),
			c.Row().Before("gorm:row").Register("qadam:row", count),
			c.Raw().Before("gorm:raw").Register("qadam:raw", count),
			c.Create().Before("gorm:create").Register("qadam:create", count),
			c.Update().Before("gorm:update").Register("qadam:update", count),
			c.Delete().Before("gorm:delete").Register("qadam:delete", count),
		)
	}
	return errors.Join(errs...)
}
