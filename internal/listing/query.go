package listing

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/fault"
)

// Query is what an address asks of a list. Its methods write addresses: they
// keep what else is asked, such as the day shown, and begin at the first page.
type Query struct {
	Path   string
	Values url.Values // the whole query, for filters and for what is kept
	Cols   []string   // the columns shown, in the order of the list; the fixed one is first
	Chosen bool       // somebody chose the columns
	Sort   []Sort     // up to MaxSorts; empty for the order of the list
	Group  string
	After  string
	Before string
	Rows   int
	Dense  bool
	Faults []fault.FieldError // what is asked that cannot be, the first of each filter; then nothing is found

	filters []string
	wholes  []string
}

// RowCounts are how many rows a page may have; the first is usual.
var RowCounts = []int{50, 25, 100}

// The names that lists use in addresses, beside those of their filters.
const (
	ColsName   = "cols"
	SortName   = "sort"
	GroupName  = "group"
	AfterName  = "after"
	BeforeName = "before"
	RowsName   = "rows"
	DenseName  = "dense"
)

// The names of a form about rows of a list: FoundName takes all that the list finds,
// FromName is the list's address.
const (
	FoundName = "found"
	FromName  = "list"
)

// Read reads what an address asks. Columns and orders that the list does not know
// are passed over; a filter by something that there is not would show another
// list than was meant, and is a fault.
func (l *List[R]) Read(u *url.URL) Query {
	v := u.Query()
	q := Query{Path: u.EscapedPath(), Values: v, After: v.Get(AfterName), Before: v.Get(BeforeName), Dense: v.Get(DenseName) == "yes"}
	for _, f := range l.Filters {
		q.filters = append(q.filters, f.Name)
		if f.Whole {
			q.wholes = append(q.wholes, f.Name)
		}
	}
	q.Faults = l.faults(q)
	chosen := Values(strings.Join(v[ColsName], ","))
	for _, c := range l.Columns {
		q.Chosen = q.Chosen || slices.Contains(chosen, c.Name)
	}
	for _, c := range l.Columns {
		if c.Fixed || q.Chosen && slices.Contains(chosen, c.Name) || !q.Chosen && !c.Hidden {
			q.Cols = append(q.Cols, c.Name)
		}
	}
	for _, s := range Values(strings.Join(v[SortName], ",")) { // a form has a field for each
		by, descending := strings.CutPrefix(s, "-")
		c := l.Column(by)
		if c == nil || c.Order == nil || len(q.Sort) == MaxSorts || slices.ContainsFunc(q.Sort, func(s Sort) bool { return s.By == by }) {
			continue
		}
		q.Sort = append(q.Sort, Sort{by, descending})
	}
	if g := l.Group(v.Get(GroupName)); g != nil {
		q.Group = g.Name
	}
	q.Rows, _ = strconv.Atoi(v.Get(RowsName))
	if !slices.Contains(RowCounts, q.Rows) {
		q.Rows = RowCounts[0]
	}
	return q
}

// faults are the values that the filters refuse.
func (l *List[R]) faults(q Query) []fault.FieldError {
	var all []fault.FieldError
next:
	for _, f := range l.Filters {
		if f.Refuse == nil {
			continue
		}
		for _, v := range q.Filter(f.Name) {
			if found := fault.Of(f.Refuse(v)); found != nil {
				all = append(all, fault.FieldError{Name: f.Name, Key: found.Key, Args: found.Args})
				continue next
			}
		}
	}
	return all
}

// Values are the values of a parameter, which stand between commas.
func Values(s string) []string {
	var out []string
	for _, v := range strings.Split(s, ",") {
		if v = strings.TrimSpace(v); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// Filter returns the values that a filter asks for. A form with boxes repeats
// the name; an address that somebody wrote has commas.
func (q Query) Filter(name string) []string {
	if slices.Contains(q.wholes, name) {
		if v := strings.TrimSpace(q.Values.Get(name)); v != "" {
			return []string{v}
		}
		return nil
	}
	return Values(strings.Join(q.Values[name], ","))
}

// Filtered reports whether any filter is set.
func (q Query) Filtered() bool {
	return slices.ContainsFunc(q.filters, func(name string) bool { return len(q.Filter(name)) > 0 })
}

// Shows reports whether a column is shown.
func (q Query) Shows(column string) bool { return slices.Contains(q.Cols, column) }

// Sorted returns the place of a column in the order, from 1, and whether it is
// downwards; 0 when it is not sorted by.
func (q Query) Sorted(column string) (place int, descending bool) {
	for i, s := range q.Sort {
		if s.By == column {
			return i + 1, s.Descending
		}
	}
	return 0, false
}

// Address is the address itself, as short as it can be written.
func (q Query) Address() string {
	return q.with(map[string]string{AfterName: q.After, BeforeName: q.Before})
}

// Kept are the parameters that a form about this list sends along: all but
// those that it has fields for, and the place in the list.
func (q Query) Kept(fields ...string) [][2]string {
	var out [][2]string
	for _, name := range slices.Sorted(maps.Keys(q.Values)) {
		switch name {
		case AfterName, BeforeName, "page", "lang":
			continue
		}
		if v := q.value(name); v != "" && !slices.Contains(fields, name) {
			out = append(out, [2]string{name, v})
		}
	}
	return out
}

// value is a parameter as addresses have it.
func (q Query) value(name string) string {
	switch {
	case slices.Contains(q.filters, name):
		return strings.Join(q.Filter(name), ",")
	case name == ColsName && !q.Chosen:
		return ""
	case name == ColsName:
		return strings.Join(q.Cols, ",")
	case name == SortName:
		return WriteSort(q.Sort)
	case name == GroupName:
		return q.Group
	case name == DenseName && !q.Dense, name == RowsName && q.Rows == RowCounts[0]:
		return ""
	default:
		return q.Values.Get(name)
	}
}

// With is the address with a parameter set, or without it when the value is
// empty, at the first page.
func (q Query) With(name, value string) string { return q.with(map[string]string{name: value}) }

// Without is the address without one value of a filter.
func (q Query) Without(filter, value string) string {
	left := slices.DeleteFunc(q.Filter(filter), func(v string) bool { return v == value })
	return q.With(filter, strings.Join(left, ","))
}

// Bare is the address without filters.
func (q Query) Bare() string {
	none := map[string]string{}
	for _, name := range q.filters {
		none[name] = ""
	}
	return q.with(none)
}

// SortedBy is the address with a column first in the order: alone, the other
// way round when it is already so.
func (q Query) SortedBy(column string) string {
	place, descending := q.Sorted(column)
	return q.With(SortName, WriteSort([]Sort{{column, place == 1 && !descending}}))
}

// ThenBy is the address with a column last in the order; when it is in it, the
// other way round.
func (q Query) ThenBy(column string) string {
	sorts := slices.Clone(q.Sort)
	if place, descending := q.Sorted(column); place > 0 {
		sorts[place-1].Descending = !descending
	} else {
		sorts = append(sorts[:min(len(sorts), MaxSorts-1)], Sort{By: column})
	}
	return q.With(SortName, WriteSort(sorts))
}

// Next is the address of the page after a cursor.
func (q Query) Next(cursor string) string { return q.With(AfterName, cursor) }

// Previous is the address of the page before a cursor.
func (q Query) Previous(cursor string) string { return q.With(BeforeName, cursor) }

// Data is the address of the whole list as data with the columns shown.
func (q Query) Data(format string) string {
	q.Path = strings.TrimSuffix(q.Path, "/") + "." + format
	return q.with(map[string]string{ColsName: strings.Join(q.Cols, ","), RowsName: "", DenseName: ""})
}

// WriteSort is an order as addresses have it: -health,name.
func WriteSort(sorts []Sort) string {
	var out []string
	for _, s := range sorts {
		if s.Descending {
			s.By = "-" + s.By
		}
		out = append(out, s.By)
	}
	return strings.Join(out, ",")
}

// with is the address with the parameters set, at the first page.
func (q Query) with(set map[string]string) string {
	v := url.Values{}
	for _, kept := range q.Kept() {
		if _, changed := set[kept[0]]; !changed {
			v.Set(kept[0], kept[1])
		}
	}
	for name, value := range set {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return q.Path
	}
	return q.Path + "?" + strings.ReplaceAll(v.Encode(), "%2C", ",")
}
