package listing

import (
	"cmp"
	"slices"
)

// adder adds up what is found, together and by group.
type adder[R any] struct {
	group  *Group[R]
	names  []string
	values []func(R) int64
	total  Sums
	groups []Sums
	place  map[string]int
	last   int // the group of the row before: rows of one often come together
}

func newAdder[R any](l *List[R], q Query) *adder[R] {
	a := &adder[R]{group: l.Group(q.Group), place: map[string]int{}, last: -1}
	for _, c := range l.Columns {
		if c.Sum != nil && q.Shows(c.Name) {
			a.names, a.values = append(a.names, c.Name), append(a.values, c.Sum)
		}
	}
	a.total.sums = make([]int64, len(a.names))
	return a
}

// add adds a row, and returns the code of its group.
func (a *adder[R]) add(r R) string {
	a.to(&a.total, r)
	if a.group == nil {
		return ""
	}
	code := a.group.Code(r)
	if a.last < 0 || a.groups[a.last].Code != code {
		i, ok := a.place[code]
		if !ok {
			i = len(a.groups)
			a.place[code] = i
			g := Sums{Code: code, sums: make([]int64, len(a.names)), order: None}
			if code != "" {
				g.order = a.group.Order(r)
			}
			a.groups = append(a.groups, g)
		}
		a.last = i
	}
	a.to(&a.groups[a.last], r)
	return code
}

// to adds a row to one sum.
func (a *adder[R]) to(s *Sums, r R) {
	s.Count++
	for i, value := range a.values {
		s.sums[i] += value(r)
	}
}

// ordered are the groups in their order, and the total.
func (a *adder[R]) ordered() ([]Sums, Sums) {
	for i := range a.groups {
		a.groups[i].name(a.names)
	}
	a.total.name(a.names)
	slices.SortStableFunc(a.groups, func(x, y Sums) int { return cmp.Or(x.order.compare(y.order, false), cmp.Compare(x.Code, y.Code)) })
	return a.groups, a.total
}

func (s *Sums) name(names []string) {
	s.By = make(map[string]int64, len(names))
	for i, name := range names {
		s.By[name] = s.sums[i]
	}
}
