package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"qadam/internal/search"
)

// Search finds what the reader's person may know of at the reader's instant.
// The index is brought up to the log before, so that what was just recorded is
// found, whichever process recorded it. When nothing has the words, what has
// words like them is found.
func (r *Reader) Search(ctx context.Context, ask search.Ask) (search.Found, error) {
	found := search.Found{Counts: map[search.Kind]int{}, Beyond: map[search.Kind]bool{}}
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
	levels := asked.Levels(words.forms)
	all, err := r.candidates(ctx, levels, ask, &found)
	if err != nil {
		return found, err
	}
	if len(all) == 0 {
		// Perhaps the keys of the other alphabet were meant.
		if other := search.Asked(search.Relaid(ask.Text)); len(other) > 0 {
			relaid := other.Levels(words.forms)
			if all, err = r.candidates(ctx, relaid, ask, &found); err != nil {
				return found, err
			}
			if found.Near = len(all) > 0; found.Near {
				levels = relaid
			}
		}
	}
	if len(all) == 0 {
		if wide, ok := levels[len(levels)-1].Widened(words.near); ok {
			levels = []search.Query{wide}
			if all, err = r.candidates(ctx, levels, ask, &found); err != nil {
				return found, err
			}
			found.Near = len(all) > 0
		}
	}
	found.Words = levels[len(levels)-1].Words()
	return found, r.chosen(ctx, all, ask, &found)
}

// candidate is as much of a text as is needed to say how good it is.
type candidate struct {
	id, thing          int64
	kind               search.Kind
	paper, code, words string
	level, score       int
}

// candidates are the texts that meet a query of some levels, of each thing the
// best one, the best first and at most search.Most of a kind.
func (r *Reader) candidates(ctx context.Context, levels []search.Query, ask search.Ask, found *search.Found) ([]candidate, error) {
	loosest := levels[len(levels)-1]
	texts, err := r.read(ctx, loosest, ask.ProgrammeID, "")
	if err == nil && len(texts) > search.Most {
		texts, err = r.best(ctx, levels, ask.ProgrammeID, found)
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
		for c.level < len(levels)-1 && !levels[c.level].Met(c.words) {
			c.level++
		}
		c.score = loosest.Score(c.words, c.code)
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
	list = slices.DeleteFunc(list, func(c candidate) bool {
		if found.Counts[c.kind] == search.Most {
			found.Beyond[c.kind] = true
			return true
		}
		found.Counts[c.kind]++
		return false
	})
	return list, nil
}

// best are the texts of each kind that meet the loosest of some levels or, when
// these are more than are looked at, the first of those that meet the strictest,
// and so on: what there is much of hides no other kind, and nothing better.
func (r *Reader) best(ctx context.Context, levels []search.Query, programmeID int64, found *search.Found) ([]candidate, error) {
	last, err := r.read(ctx, levels[len(levels)-1], programmeID, search.Kinds...)
	if err != nil {
		return nil, err
	}
	count := map[search.Kind]int{}
	for _, c := range last {
		count[c.kind]++
	}
	var many []search.Kind
	for _, k := range search.Kinds {
		if count[k] > search.Most {
			many, found.Beyond[k] = append(many, k), true
		}
	}
	var texts []candidate
	known := map[int64]bool{}
	add := func(more []candidate) {
		for _, c := range more {
			if !known[c.id] {
				known[c.id], texts = true, append(texts, c)
			}
		}
	}
	for _, q := range levels[:len(levels)-1] {
		if len(many) == 0 {
			break
		}
		strict, err := r.read(ctx, q, programmeID, many...)
		if err != nil {
			return nil, err
		}
		add(strict)
		clear(count)
		for _, c := range strict {
			count[c.kind]++
		}
		many = slices.DeleteFunc(many, func(k search.Kind) bool { return count[k] > search.Most })
	}
	add(last)
	return texts, nil
}

// against compares how well two texts answer.
func (c candidate) against(o candidate) int {
	return cmp.Or(cmp.Compare(o.level, c.level), cmp.Compare(c.score, o.score), cmp.Compare(len(o.words), len(c.words)), cmp.Compare(o.thing, c.thing), cmp.Compare(o.id, c.id))
}

func (c candidate) better(o candidate) bool { return c.against(o) > 0 }

// chosen are the candidates of the page, read whole.
func (r *Reader) chosen(ctx context.Context, all []candidate, ask search.Ask, found *search.Found) error {
	var ids []int64
	shown := map[search.Kind]int{}
	for _, c := range all {
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
		err := rows.Scan(&id, &h.Kind, &h.Paper, &h.ID, &h.ProgrammeID, &h.About, &h.Key, &h.Code, &h.Title, &h.Detail)
		if h.Kind == search.Milestone {
			h.Paper = ""
		}
		hits[id] = h
		return err
	}, "SELECT id, kind, paper, thing_id, programme_id, about, about_key, code, title, detail FROM search_texts WHERE id IN ?", ids)
	for _, id := range ids {
		if h, ok := hits[id]; ok { // not when it was said anew meanwhile
			found.Hits = append(found.Hits, h)
		}
	}
	return err
}
