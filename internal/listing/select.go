package listing

import (
	"cmp"
	"iter"
	"slices"
)

// entry is a row with the keys by which it is sorted. They are made when somebody
// asks for them: of most rows the first says that they are not on the page.
type entry[R any] struct {
	row  R
	keys []Key
	made int // of the keys
	id   int64
	code string // of its group
}

// order is how rows are compared: the group first, then what was asked for, the
// default after it, and the id.
type order[R any] struct {
	by      []func(R) Key
	down    []bool
	id      func(R) int64
	flipped bool // from the end
	mark    uint32
}

func (l *List[R]) order(q Query) order[R] {
	o := order[R]{id: l.ID, mark: l.marked(q)}
	if g := l.Group(q.Group); g != nil {
		// What has no such thing is last whatever its key says.
		o.add(func(r R) Key {
			if g.Code(r) == "" {
				return None
			}
			return g.Order(r)
		}, false)
		o.add(func(r R) Key { return ByBytes(g.Code(r)) }, false)
	}
	for _, s := range slices.Concat(q.Sort, l.Default) {
		if c := l.Column(s.By); c != nil && c.Order != nil {
			o.add(c.Order, s.Descending)
		}
	}
	return o
}

func (o *order[R]) add(by func(R) Key, down bool) {
	o.by, o.down = append(o.by, by), append(o.down, down)
}

// make makes the keys of a row up to one.
func (o *order[R]) make(e *entry[R], upTo int) {
	for ; e.made < upTo; e.made++ {
		e.keys[e.made] = o.by[e.made](e.row)
	}
}

// compare orders two rows by their keys; those of the second are made.
func (o *order[R]) compare(a, b *entry[R]) int {
	c := 0
	for i := range b.keys {
		o.make(a, i+1)
		if c = a.keys[i].compare(b.keys[i], o.down[i]); c != 0 {
			break
		}
	}
	if c == 0 {
		c = cmp.Compare(a.id, b.id)
	}
	if o.flipped {
		return -c
	}
	return c
}

// read passes once over the rows. size 0 is all of them.
func (l *List[R]) read(rows iter.Seq[R], q Query, size int) Page[R] {
	var p Page[R]
	if len(q.Faults) > 0 {
		return p
	}
	o := l.order(q)
	keep := l.filters(q)
	sums := newAdder(l, q)
	cursor, at := o.cursor(q)
	o.flipped = at && q.After == "" // before counts only alone
	best := newSelection(&o, size)
	ahead := 0 // rows before the cursor, with it
	one := entry[R]{keys: make([]Key, len(o.by))}
next:
	for r := range rows {
		p.Of++
		for _, k := range keep {
			if !k(r) {
				continue next
			}
		}
		if l.May != nil && l.May(r) {
			p.May++
		}
		one.row, one.id, one.made = r, o.id(r), 0
		one.code = sums.add(r)
		if at && o.compare(&one, &cursor) <= 0 {
			ahead++
			continue
		}
		best.offer(&one)
	}
	found := best.sorted()
	if at && len(found) == 0 {
		q.After, q.Before = "", "" // the rows after it are gone: the first page
		return l.read(rows, q, size)
	}
	more := size > 0 && len(found) > size
	if more {
		found = found[:size]
	}
	p.Groups, p.Total = sums.ordered()
	if o.flipped {
		slices.Reverse(found)
		p.From = p.Total.Count - ahead - len(found) + 1
	} else {
		p.From = ahead + 1
	}
	l.fill(&p, &o, found, sums.group != nil)
	p.ends(&o, found, more, ahead > 0)
	return p
}

// fill puts the rows found on the page.
func (l *List[R]) fill(p *Page[R], o *order[R], found []entry[R], grouped bool) {
	p.Rows = make([]R, len(found))
	for i := range found {
		p.Rows[i] = found[i].row
	}
	if !grouped {
		return
	}
	place := make(map[string]int, len(p.Groups))
	for i, g := range p.Groups {
		place[g.Code] = i
	}
	p.At = make([]int, len(found))
	for i := range found {
		p.At[i] = place[found[i].code]
	}
}

// ends notes where the pages beside this one begin.
func (p *Page[R]) ends(o *order[R], found []entry[R], more, behind bool) {
	if len(found) == 0 {
		p.From = 0
		return
	}
	if o.flipped {
		more, behind = behind, more
	}
	if more {
		p.After = o.written(&found[len(found)-1])
	}
	if behind {
		p.Before = o.written(&found[0])
	}
}

// filters are those that the query sets.
func (l *List[R]) filters(q Query) []func(R) bool {
	var all []func(R) bool
	for _, f := range l.Filters {
		if values := q.Filter(f.Name); len(values) > 0 {
			all = append(all, f.Make(values))
		}
	}
	return all
}

// selection keeps the first rows in an order: as many as a page has, and one to
// know that there are more. It is a heap with the last of them on top.
type selection[R any] struct {
	order *order[R]
	size  int // 0 for all
	heap  []entry[R]
}

func newSelection[R any](o *order[R], size int) *selection[R] {
	s := &selection[R]{order: o}
	if size > 0 {
		s.size = size + 1
		s.heap = make([]entry[R], 0, s.size)
	}
	return s
}

// offer takes a copy of the row if it belongs to the first.
func (s *selection[R]) offer(e *entry[R]) {
	if s.size == 0 || len(s.heap) < s.size {
		s.order.make(e, len(e.keys))
		c := *e
		c.keys = slices.Clone(e.keys)
		s.heap = append(s.heap, c)
		if s.size > 0 {
			s.up(len(s.heap) - 1)
		}
		return
	}
	top := &s.heap[0]
	if s.order.compare(e, top) >= 0 {
		return
	}
	s.order.make(e, len(e.keys))
	keys := top.keys
	copy(keys, e.keys)
	*top = *e
	top.keys = keys
	s.down(0)
}

func (s *selection[R]) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if s.order.compare(&s.heap[i], &s.heap[parent]) <= 0 {
			return
		}
		s.heap[i], s.heap[parent] = s.heap[parent], s.heap[i]
		i = parent
	}
}

func (s *selection[R]) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(s.heap) {
			return
		}
		if child+1 < len(s.heap) && s.order.compare(&s.heap[child+1], &s.heap[child]) > 0 {
			child++
		}
		if s.order.compare(&s.heap[child], &s.heap[i]) <= 0 {
			return
		}
		s.heap[i], s.heap[child] = s.heap[child], s.heap[i]
		i = child
	}
}

// sorted are the rows kept, in their order.
func (s *selection[R]) sorted() []entry[R] {
	slices.SortFunc(s.heap, func(a, b entry[R]) int { return s.order.compare(&a, &b) })
	return s.heap
}
