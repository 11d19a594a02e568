package store

import "database/sql"

// searched compares the index of searches with what the ledgers say today. One
// that is behind the log is left alone: the next search brings it up.
func (c *checkup) searched() error {
	db := c.store.read.WithContext(c.ctx)
	behind, err := c.store.behind(c.ctx, c.store.read)
	if err != nil || behind != 0 {
		return err
	}
	i := &indexer{store: c.store, db: db}
	texts, err := i.all()
	if err != nil {
		return err
	}
	fresh := make(map[text]bool, len(texts))
	for _, t := range texts {
		fresh[t.plain()] = true
	}
	wrong := 0
	err = each(db, func(rows *sql.Rows) error {
		old, err := scanText(rows)
		if key := old.plain(); fresh[key] {
			delete(fresh, key)
		} else {
			wrong++
		}
		return err
	}, "SELECT "+textColumns+" FROM search_texts")
	if err != nil {
		return err
	}
	if wrong > 0 || len(fresh) > 0 {
		c.blame("the index of searches: %d texts are wrong and %d are missing; qadam check --reindex makes it anew", wrong, len(fresh))
	}
	if !c.store.listing() {
		return nil
	}
	unlisted := 0
	if err := c.read(&unlisted, "SELECT count(*) FROM search_texts WHERE id NOT IN (SELECT id FROM search_list_docsize)"); err != nil {
		return err
	}
	if unlisted > 0 {
		c.blame("the index of searches: SQLite has not listed %d texts; qadam check --reindex makes it anew", unlisted)
	}
	return nil
}

// TextSearch reports whether searches use an index: on SQLite only a program
// with the tag sqlite_fts5 can.
func (s *Store) TextSearch() bool { return s.dialect == Postgres || s.listing() }
