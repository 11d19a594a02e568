package store

import (
	"cmp"
	"container/list"
	"slices"
	"sync"

	"golang.org/x/sync/singleflight"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
)

// memory keeps what was computed from the ledger under the newest entry it was
// computed from. A value is never changed and a newer entry makes another key,
// so nothing in here can be stale, whichever process wrote the entry
// (house.md §7, roll-ups).
type memory struct {
	flights   singleflight.Group
	mu        sync.Mutex
	reference memo[int64, *portfolio.Reference]
	sheets    memo[sheetKey, *portfolio.Sheet]
	current   map[int64][]*current                 // by programme, the newest entry last
	pictures  memo[pictureKey, *portfolio.Picture] // of past days
	dockets   memo[int64, *approval.Docket]
	ratings   memo[int64, *portfolio.RatingBook]
	healths   memo[pictureKey, map[int64]portfolio.Health] // of projects, of a programme
	stages    memo[stagesKey, *funding.StageBook]
	baselines memo[baselineKey, *portfolio.Baseline]
	news      memo[newsKey, *portfolio.News]
	ledger    ledger
	register  register
	largest   map[int64]int // by programme, what the largest picture of it weighs
}

type sheetKey struct{ version, reference int64 }

type pictureKey struct {
	programme, seq, reference int64
	on                        int
}

type stagesKey struct {
	programme, seq, reference int64
	on                        civil.Date
}

func newMemory() *memory {
	return &memory{
		reference: memo[int64, *portfolio.Reference]{room: 1, weigh: func(*portfolio.Reference) int { return 1 }},
		sheets:    memo[sheetKey, *portfolio.Sheet]{room: linesKept, weigh: func(s *portfolio.Sheet) int { return smallest + len(s.Plans) }},
		current:   map[int64][]*current{},
		largest:   map[int64]int{},
		pictures:  memo[pictureKey, *portfolio.Picture]{room: linesKept, weigh: lines},
		stages:    memo[stagesKey, *funding.StageBook]{room: linesKept, weigh: func(b *funding.StageBook) int { return smallest + len(b.Records) + len(b.Since) }},
		baselines: memo[baselineKey, *portfolio.Baseline]{room: baselineLines, weigh: func(b *portfolio.Baseline) int { return smallest + b.Size() }},
		news:      memo[newsKey, *portfolio.News]{room: newsKept, weigh: func(n *portfolio.News) int { return smallest + len(n.Items) }},
		dockets:   memo[int64, *approval.Docket]{room: recent, weigh: func(*approval.Docket) int { return 1 }},
		healths:   memo[pictureKey, map[int64]portfolio.Health]{room: linesKept, weigh: func(h map[int64]portfolio.Health) int { return 1 + len(h) }},
		ratings:   memo[int64, *portfolio.RatingBook]{room: recent, weigh: func(*portfolio.RatingBook) int { return 1 }},
		ledger:    ledger{books: memo[bookKey, *funding.Book]{room: cellsKept, weigh: func(b *funding.Book) int { return smallest + len(b.Cells) + len(b.Lines) }}},
		register:  register{rolls: memo[approval.RegisterSize, *approval.Roll]{room: rowsKept, weigh: func(r *approval.Roll) int { return smallest + r.Len() }}},
	}
}

// linesKept is how many lines of roadmaps are remembered, of sheets and of past
// pictures each: a few dozen MB. Counted in lines, a hundred small programmes
// have as much room as five large ones. A larger portfolio has more: see fit.
const linesKept = 100_000

// daysKept is how many past days of the whole portfolio are remembered at least:
// one request shows one day and compares it with another.
const daysKept = 2

// fit makes room for so many days of the portfolio as far as it is known. A line
// takes 440 bytes, so that a day of 100,000 milestones in 10,000 projects is
// about 50 MB beside the plans, which all days of a version share.
func (m *memory) fit(p *portfolio.Picture) {
	m.largest[p.Programme.ID] = max(m.largest[p.Programme.ID], lines(p))
	room := 0
	for _, n := range m.largest {
		room += daysKept * n
	}
	room = max(room, linesKept)
	m.pictures.room, m.sheets.room, m.healths.room = room, room, room
}

// smallest is what anything remembered weighs beside its lines.
const smallest = 50

func lines(p *portfolio.Picture) int {
	n := smallest + len(p.Projects)
	for _, b := range p.Boards {
		n += len(b.Lines)
	}
	return n
}

// memo is a map that forgets what was used longest ago when there is no room.
type memo[K comparable, V any] struct {
	room, full int
	weigh      func(V) int
	items      map[K]*list.Element
	order      list.List
}

type memoItem[K comparable, V any] struct {
	key    K
	value  V
	weight int
}

func (m *memo[K, V]) get(k K) (V, bool) {
	e, ok := m.items[k]
	if !ok {
		var none V
		return none, false
	}
	m.order.MoveToFront(e)
	return e.Value.(memoItem[K, V]).value, true
}

func (m *memo[K, V]) put(k K, v V) {
	if m.items == nil {
		m.items = map[K]*list.Element{}
	}
	if e, ok := m.items[k]; ok {
		m.drop(e)
	}
	item := memoItem[K, V]{k, v, m.weigh(v)}
	m.items[k] = m.order.PushFront(item)
	m.full += item.weight
	for m.full > m.room && m.order.Len() > 1 {
		m.drop(m.order.Back())
	}
}

func (m *memo[K, V]) drop(e *list.Element) {
	item := m.order.Remove(e).(memoItem[K, V])
	delete(m.items, item.key)
	m.full -= item.weight
}

func lookUp[K comparable, V any](m *memory, from *memo[K, V], k K) (V, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return from.get(k)
}

func keep[K comparable, V any](m *memory, in *memo[K, V], k K, v V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	in.put(k, v)
}

// recent is how many pictures of today are kept of a programme. More than one,
// because a request that began before the newest entry still needs its own.
const recent = 4

// latest returns the newest picture of a programme that is not newer than the
// entry, or nil.
func (m *memory) latest(programmeID, reference, seq int64) *current {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range slices.Backward(m.current[programmeID]) {
		if c.reference == reference && c.picture.Seq <= seq {
			return c
		}
	}
	return nil
}

// newest returns the newest picture of a programme when it is as new as the entry
// or newer, or nil.
func (m *memory) newest(programmeID, seq int64) *portfolio.Picture {
	m.mu.Lock()
	defer m.mu.Unlock()
	kept := m.current[programmeID]
	if len(kept) == 0 || kept[len(kept)-1].picture.Seq < seq {
		return nil
	}
	return kept[len(kept)-1].picture
}

func (m *memory) remember(programmeID int64, c *current) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fit(c.picture)
	kept := append(slices.Clone(m.current[programmeID]), c)
	slices.SortStableFunc(kept, func(a, b *current) int {
		return cmp.Or(cmp.Compare(a.reference, b.reference), cmp.Compare(a.picture.Seq, b.picture.Seq))
	})
	m.current[programmeID] = kept[max(0, len(kept)-recent):]
}

// rememberPast keeps the picture of a past day.
func (m *memory) rememberPast(k pictureKey, p *portfolio.Picture) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fit(p)
	m.pictures.put(k, p)
}
