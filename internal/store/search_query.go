package store

import (
	"context"
	"database/sql"
	"strings"

	"gorm.io/gorm"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/search"
)

// read asks for the first texts that meet a query, one more than are looked at of
// each kind given, or of all of them together for "".
func (r *Reader) read(ctx context.Context, q search.Query, programmeID int64, kinds ...search.Kind) ([]candidate, error) {
	words := &r.store.words
	if r.store.dialect == Postgres || r.store.listing() {
		q = words.spelled(q)
	}
	var broad search.Query
	if r.store.dialect == Postgres {
		q, broad = words.parted(q)
	}
	known, args := r.doors(programmeID)
	order := "t.id"
	if r.store.listing() {
		order = "f.rowid" // the same, and SQLite's index is in that order
	}
	var parts []string
	var all []any
	for _, kind := range kinds {
		where, arg := r.store.meets(q, kind)
		part := "SELECT t.* FROM " + where + " AND t.shown_from < ? AND (t.shown_until IS NULL OR t.shown_until >= ?) AND " + known
		if kind != "" || r.store.dialect != Postgres {
			part += " ORDER BY " + order // of all kinds it is only asked whether there are few
		}
		all = append(append(append(all, arg...), r.at, r.at), args...)
		if len(broad) > 0 {
			// OFFSET 0 keeps the two apart: PostgreSQL takes thousands of rare words for
			// rare, and would gather all texts that have them.
			part, all = "SELECT t.* FROM ("+part+" OFFSET 0) AS t WHERE t.sought @@ CAST(? AS tsquery)", append(all, tsquery(broad))
		}
		parts, all = append(parts, "SELECT id, kind, paper, thing_id, code, words FROM ("+part+" LIMIT ?) AS part"), append(all, search.Most+1)
	}
	var texts []candidate
	err := r.store.planned(r.db.WithContext(ctx), func(db *gorm.DB) error {
		return each(db, func(rows *sql.Rows) error {
			var c candidate
			err := rows.Scan(&c.id, &c.kind, &c.paper, &c.thing, &c.code, &c.words)
			texts = append(texts, c)
			return err
		}, strings.Join(parts, " UNION ALL "), all...)
	})
	return texts, err
}

// planned asks so that PostgreSQL plans the question by its words each time: after
// five it would plan all alike, the rare as the frequent.
func (s *Store) planned(db *gorm.DB, ask func(*gorm.DB) error) error {
	if s.dialect != Postgres {
		return ask(db)
	}
	return db.Transaction(func(db *gorm.DB) error {
		if _, err := db.Statement.ConnPool.ExecContext(db.Statement.Context, "SET LOCAL plan_cache_mode = force_custom_plan"); err != nil {
			return translate(err)
		}
		return ask(db)
	}, &sql.TxOptions{ReadOnly: true})
}

// doors narrows texts to those that the reader's person may know of: by a right
// that he has everywhere, or in the text's programme.
func (r *Reader) doors(programmeID int64) (string, []any) {
	var ors []string
	var args []any
	everywhere := 0
	for _, action := range search.Doors {
		bit := search.Door(action)
		if r.actor.May(action, audit.Everywhere) {
			everywhere |= bit
			continue
		}
		if r.actor.May(action, access.Anywhere) {
			// What belongs to no programme is for all who may see anything of the kind.
			ors, args = append(ors, "t.doors & ? <> 0 AND t.programme_id IN ?"), append(args, bit, append(r.actor.Programmes(action), audit.Nowhere))
		}
	}
	if everywhere != 0 {
		ors, args = append(ors, "t.doors & ? <> 0"), append(args, everywhere)
	}
	known := "1 = 0"
	if len(ors) > 0 {
		known = "((" + strings.Join(ors, ") OR (") + "))"
	}
	if programmeID != 0 {
		known, args = known+" AND t.programme_id = ?", append(args, programmeID)
	}
	return known, args
}

// meets is the part of a question that finds the texts of a kind that meet a
// query, from after FROM.
func (s *Store) meets(q search.Query, kind search.Kind) (string, []any) {
	switch {
	case s.dialect == Postgres:
		where, args := "search_texts t WHERE 1 = 1", []any(nil)
		if kind != "" {
			where, args = where+" AND t.kind = ?", append(args, kind)
		}
		if len(q) > 0 {
			where, args = where+" AND t.sought @@ CAST(? AS tsquery)", append(args, tsquery(q))
		}
		return where, args
	case s.listing():
		if kind != "" {
			q = append(search.Query{{{{Word: search.KindWord(kind)}}}}, q...)
		}
		return "search_list f JOIN search_texts t ON t.id = f.rowid WHERE f.search_list MATCH ?", []any{boolean(q, " AND ", " OR ", func(w string, prefix bool) string {
			if prefix {
				return `"` + w + `"*`
			}
			return `"` + w + `"`
		})}
	}
	var args []any
	where := boolean(q, " AND ", " OR ", func(w string, prefix bool) string {
		pattern := "% " + strings.ReplaceAll(w, "_", `\_`)
		if prefix {
			args = append(args, pattern+"%")
		} else {
			args = append(args, pattern+" %")
		}
		return `' ' || t.words || ' ' LIKE ? ESCAPE '\'`
	})
	if kind == "" {
		return "search_texts t WHERE " + where, args
	}
	return "search_texts t WHERE t.kind = ? AND " + where, append([]any{kind}, args...)
}

// tsquery writes a query for PostgreSQL.
func tsquery(q search.Query) string {
	return boolean(q, " & ", " | ", func(w string, prefix bool) string {
		if prefix {
			return "'" + w + "':*"
		}
		return "'" + w + "'"
	})
}

// boolean writes a query with the words for and and or, and a way to write a word
// or the beginning of one.
func boolean(q search.Query, and, or string, word func(w string, prefix bool) string) string {
	clauses := make([]string, len(q))
	for i, c := range q {
		alternatives := make([]string, len(c))
		for j, all := range c {
			terms := make([]string, len(all))
			for k, t := range all {
				for _, w := range t.Written() {
					if terms[k] != "" {
						terms[k] += or
					}
					terms[k] += word(w, t.Prefix)
				}
				if t.Of {
					terms[k] = "(" + terms[k] + ")"
				}
			}
			alternatives[j] = "(" + strings.Join(terms, and) + ")"
		}
		clauses[i] = "(" + strings.Join(alternatives, or) + ")"
	}
	return strings.Join(clauses, and)
}
