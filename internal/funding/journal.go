package funding

import (
	"slices"
	"sort"
	"sync"

	"qadam/internal/civil"
	"qadam/internal/money"
)

// Posting is as much of an entry as totals are made of.
type Posting struct {
	LineID     int64
	ContractID int64
	Kind       EntryKind
	Year       int
	Amount     money.Amount
	RecordedAt int64 // microseconds since 1970
}

// Journal is all postings ever recorded, in the order in which they were, in
// columns: 21 bytes each. It only grows, so what was known at an instant is a
// part of it from the beginning. It may be read while it grows.
type Journal struct {
	mu    sync.RWMutex
	cell  []uint32 // index into cells
	kind  []uint8  // index into EntryKinds
	tiyn  []money.Amount
	at    []int64
	cells []Cell // whose sums are those of all postings
	index map[cellKey]uint32
	lines []Line // by the instant of their opening
}

type cellKey struct {
	line, contract int64
	year           int
}

// Take appends postings, which must not be older than those before, and lines.
func (j *Journal) Take(lines []Line, postings []Posting) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, lines...)
	if j.index == nil {
		j.index = map[cellKey]uint32{}
	}
	n := len(postings)
	j.cell, j.kind = slices.Grow(j.cell, n), slices.Grow(j.kind, n)
	j.tiyn, j.at = slices.Grow(j.tiyn, n), slices.Grow(j.at, n)
	for _, p := range postings {
		key := cellKey{p.LineID, p.ContractID, p.Year}
		c, ok := j.index[key]
		if !ok {
			c = uint32(len(j.cells))
			j.index[key] = c
			j.cells = append(j.cells, Cell{LineID: p.LineID, ContractID: p.ContractID, Year: p.Year})
		}
		j.cells[c].Take(p.Kind, p.Amount)
		j.cell, j.kind = append(j.cell, c), append(j.kind, uint8(slices.Index(EntryKinds, p.Kind)))
		j.tiyn, j.at = append(j.tiyn, p.Amount), append(j.at, p.RecordedAt)
	}
}

// Before is how many postings and lines had been recorded before an instant, in
// microseconds since 1970.
func (j *Journal) Before(at int64) (postings, lines int) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	postings = sort.Search(len(j.at), func(i int) bool { return j.at[i] >= at })
	lines = sort.Search(len(j.lines), func(i int) bool { return j.lines[i].RecordedAt.UnixMicro() >= at })
	return postings, lines
}

// Book adds up the first postings and lines: see Before. Of all of them the sums
// are kept.
func (j *Journal) Book(on civil.Date, postings, lines int) *Book {
	j.mu.RLock()
	cells := slices.Clone(j.cells)
	all := postings == len(j.cell)
	cell, kind, tiyn, opened := j.cell[:postings], j.kind[:postings], j.tiyn[:postings], j.lines[:lines]
	j.mu.RUnlock()
	if !all {
		for i := range cells {
			cells[i].Sums = Sums{}
		}
		for i, c := range cell {
			cells[c].Take(EntryKinds[kind[i]], tiyn[i])
		}
	}
	return NewBook(on, opened, cells, postings)
}
