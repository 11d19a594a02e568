package store

import (
	"context"
	"database/sql"
)

// Thing is what an entry of the log is about.
type Thing struct {
	Entity string
	ID     int64
}

// newsLimit is how many entries are read at a time; who asks again gets the rest.
const newsLimit = 1000

// News is what the log wrote after an entry: the newest one's number, and what
// the entries are about. It says nothing of what happened to it, so it narrows
// nothing. After a negative entry it is the newest number alone.
func (r *Reader) News(ctx context.Context, after int64) (newest int64, about []Thing, err error) {
	if after < 0 {
		err = r.db.WithContext(ctx).Raw("SELECT COALESCE(MAX(seq), 0) FROM audit_entries").Row().Scan(&newest)
		return newest, nil, translate(err)
	}
	newest = after
	err = each(r.db.WithContext(ctx), func(rows *sql.Rows) error {
		var t Thing
		err := rows.Scan(&newest, &t.Entity, &t.ID)
		about = append(about, t)
		return err
	}, "SELECT seq, entity, entity_id FROM audit_entries WHERE seq > ? ORDER BY seq LIMIT ?", after, newsLimit)
	return newest, about, err
}
