package store

import (
	"context"
	"database/sql"
	"sync"

	"qadam/internal/search"
)

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

// spelled, parted, forms and near ask the vocabulary while it does not grow.
func (v *vocabulary) spelled(q search.Query) search.Query {
	v.mu.Lock()
	defer v.mu.Unlock()
	return q.Spelled(v.all.Beginning)
}

// parted takes the clauses of a query apart: those that an index finds, and those
// that are too broad for it.
func (v *vocabulary) parted(q search.Query) (narrow, broad search.Query) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, c := range q {
		if v.all.Broad(c) {
			broad = append(broad, c)
		} else {
			narrow = append(narrow, c)
		}
	}
	return narrow, broad
}

func (v *vocabulary) forms(word string, beginning bool) []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.all.Forms(word, beginning)
}

func (v *vocabulary) near(word string, beginning bool) []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	words := v.all.Near(word, beginning)
	if len(words) > 0 {
		words = append(words, v.all.Forms(words[0], false)...)
	}
	return words
}
