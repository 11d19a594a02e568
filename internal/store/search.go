package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/search"
)

// Search finds what the reader's person may know of at the reader's instant.
// The index is brought up to the log before, so that what was just recorded is
// found, whichever process recorded it. When nothing has the words, what has
// words like them is found.
func (r *Reader) Search(ctx context.Context, ask search.Ask) (search.Found, error) {
	found := search.Found{Counts: map[search.Kind]int{}}
	asked := search.Asked(ask.Text)
	if len(asked) == 0 || !r.sees() {
		return found, nil
	}
	if _, err := r.store.Index(ctx); err != nil {
		return found, err
	}
	words, err := r.store.vocabulary(ctx)
	if err != nil {
		return found, err
	}
	asked, _ = asked.Widened(words.forms)
	all, err := r.candidates(ctx, asked, ask)
	if err != nil {
		return found, err
	}
	if len(all) == 0 {
		if wide, ok := asked.Widened(words.near); ok {
			if all, err = r.candidates(ctx, wide, ask); err != nil {
				return found, err
			}
			asked, found.Near = wide, len(all) > 0
		}
	}
	found.Words = asked.Words()
	return found, r.chosen(ctx, all, ask, &found)
}

// candidate is as much of a text as is needed to say how good it is.
type candidate struct {
	id, thing          int64
	kind               search.Kind
	paper, code, words string
	score              int
}

// candidates are the texts that meet a query, a limited number of each kind, and
// of each thing the best one, the best first.
func (r *Reader) candidates(ctx context.Context, q search.Query, ask search.Ask) ([]candidate, error) {
	texts, err := r.read(ctx, q, ask.ProgrammeID, "")
	if err == nil && len(texts) == search.Most {
		texts, err = r.read(ctx, q, ask.ProgrammeID, search.Kinds...) // what there is much of hides no other kind
	}
	if err != nil {
		return nil, err
	}
	type thing struct {
		kind  search.Kind
		paper string
		id    int64
	}
	best := map[thing]candidate{}
	for _, c := range texts {
		c.score = q.Score(c.words, c.code)
		key := thing{c.kind, c.paper, c.thing}
		if c.kind == search.Milestone {
			key.paper = "" // a line of two roadmaps is one thing
		}
		if was, ok := best[key]; !ok || c.better(was) {
			best[key] = c
		}
	}
	list := make([]candidate, 0, len(best))
	for _, c := range best {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(slices.Index(search.Kinds, a.kind), slices.Index(search.Kinds, b.kind)), b.against(a))
	})
	return list, nil
}

// read asks for the texts that meet a query, a limited number of each kind given,
// or of all of them together for "".
func (r *Reader) read(ctx context.Context, q search.Query, programmeID int64, kinds ...search.Kind) ([]candidate, error) {
	words := &r.store.words
	if r.store.dialect == Postgres || r.store.listing() {
		q = words.spelled(q)
	}
	known, args := r.doors(programmeID)
	var parts []string
	var all []any
	for _, kind := range kinds {
		where, arg := r.store.meets(q, kind)
		parts = append(parts, "SELECT * FROM (SELECT t.id, t.kind, t.paper, t.thing_id, t.code, t.words FROM "+where+
			" AND t.shown_from < ? AND (t.shown_until IS NULL OR t.shown_until >= ?) AND "+known+" LIMIT ?) AS part")
		all = append(append(append(all, arg...), r.at, r.at), append(slices.Clone(args), search.Most)...)
	}
	var texts []candidate
	err := each(r.db.WithContext(ctx), func(rows *sql.Rows) error {
		var c candidate
		err := rows.Scan(&c.id, &c.kind, &c.paper, &c.thing, &c.code, &c.words)
		texts = append(texts, c)
		return err
	}, strings.Join(parts, " UNION ALL "), all...)
	return texts, err
}

// against compares how well two texts answer.
func (c candidate) against(o candidate) int {
	return cmp.Or(cmp.Compare(c.score, o.score), cmp.Compare(len(o.words), len(c.words)), cmp.Compare(c.thing, o.thing), cmp.Compare(c.id, o.id))
}

func (c candidate) better(o candidate) bool { return c.against(o) > 0 }

// chosen are the candidates of the page, read whole.
func (r *Reader) chosen(ctx context.Context, all []candidate, ask search.Ask, found *search.Found) error {
	var ids []int64
	shown := map[search.Kind]int{}
	for _, c := range all {
		found.Counts[c.kind]++
		if ask.Kind != "" && c.kind != ask.Kind {
			continue
		}
		shown[c.kind]++
		switch n := shown[c.kind] - ask.Skip; {
		case n > ask.Limit:
			found.More = true
		case n > 0:
			ids = append(ids, c.id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	hits := make(map[int64]search.Hit, len(ids))
	err := each(r.db.WithContext(ctx), func(rows *sql.Rows) error {
		var id int64
		var h search.Hit
		err := rows.Scan(&id, &h.Kind, &h.Paper, &h.ID, &h.ProgrammeID, &h.About, &h.Key, &h.Code, &h.Title, &h.Detail, &h.Since)
		if h.Kind == search.Milestone {
			h.Paper = ""
		}
		h.Since = h.Since.UTC()
		hits[id] = h
		return err
	}, "SELECT id, kind, paper, thing_id, programme_id, about, about_key, code, title, detail, shown_from FROM search_texts WHERE id IN ?", ids)
	for _, id := range ids {
		if h, ok := hits[id]; ok { // not when it was said anew meanwhile
			found.Hits = append(found.Hits, h)
		}
	}
	return err
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
	if kind != "" && (s.dialect == Postgres || s.listing()) {
		q = append(search.Query{{{{Word: search.KindWord(kind)}}}}, q...)
	}
	switch {
	case s.dialect == Postgres:
		return "search_texts t WHERE t.sought @@ CAST(? AS tsquery)", []any{boolean(q, " & ", " | ", func(t search.Term) string {
			if t.Prefix {
				return "'" + t.Word + "':*"
			}
			return "'" + t.Word + "'"
		})}
	case s.listing():
		return "search_list f JOIN search_texts t ON t.id = f.rowid WHERE f.search_list MATCH ?", []any{boolean(q, " AND ", " OR ", func(t search.Term) string {
			if t.Prefix {
				return `"` + t.Word + `"*`
			}
			return `"` + t.Word + `"`
		})}
	}
	var args []any
	where := boolean(q, " AND ", " OR ", func(t search.Term) string {
		pattern := "% " + strings.ReplaceAll(t.Word, "_", `\_`)
		if t.Prefix {
			args = append(args, pattern+"%")
		} else {
			args = append(args, pattern+" %")
		}
		return `t.words || ' ' LIKE ? ESCAPE '\'`
	})
	if kind == "" {
		return "search_texts t WHERE " + where, args
	}
	return "search_texts t WHERE t.kind = ? AND " + where, append([]any{kind}, args...)
}

// boolean writes a query with the words for and and or, and a way to write a term.
func boolean(q search.Query, and, or string, term func(search.Term) string) string {
	clauses := make([]string, len(q))
	for i, c := range q {
		alternatives := make([]string, len(c))
		for j, all := range c {
			terms := make([]string, len(all))
			for k, t := range all {
				terms[k] = term(t)
			}
			alternatives[j] = "(" + strings.Join(terms, and) + ")"
		}
		clauses[i] = "(" + strings.Join(alternatives, or) + ")"
	}
	return strings.Join(clauses, and)
}

// vocabulary is what a process has read of the words of all texts.
type vocabulary struct {
	mu   sync.Mutex
	last int64
	all  search.Vocabulary
}

// vocabulary is brought up to the words in the database, whichever process added
// them.
func (s *Store) vocabulary(ctx context.Context) (*vocabulary, error) {
	v := &s.words
	v.mu.Lock()
	defer v.mu.Unlock()
	err := each(s.read.WithContext(ctx), func(rows *sql.Rows) error {
		var word string
		err := rows.Scan(&v.last, &word)
		v.all.Add(word)
		return err
	}, "SELECT id, word FROM search_words WHERE id > ? ORDER BY id", v.last)
	return v, err
}

// spelled, forms and near ask the vocabulary while it does not grow.
func (v *vocabulary) spelled(q search.Query) search.Query {
	v.mu.Lock()
	defer v.mu.Unlock()
	return q.Spelled(v.all.Beginning)
}

func (v *vocabulary) forms(word string, beginning bool) []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.all.Forms(word, beginning)
}

func (v *vocabulary) near(word string, beginning bool) []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.all.Near(word, beginning)
}
