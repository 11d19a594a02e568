// Package listing is lists that people live in: rows of anything in memory,
// filtered in one pass, sorted by up to three columns, grouped with sums, and
// paged by a cursor that holds where the last page ended. A page costs the same
// wherever it is in the list: nothing is sorted but its own rows.
//
// A List is made anew for each request, so that its functions may know the
// locale and the day. It knows nothing of pages: views/listing draws it.
package listing

import (
	"iter"
	"slices"

	"qadam/internal/fault"
)

// Kind says how the values of a column are written and added up.
type Kind string

// The kinds of columns.
const (
	Text    Kind = "text"
	Choice  Kind = "choice"  // one of a few, such as a status
	Number  Kind = "number"  // a count
	Days    Kind = "days"    // a difference, with its sign
	Money   Kind = "money"   // tiyn
	Percent Kind = "percent" // 0 to 100
	Day     Kind = "day"
)

// Numeric reports whether values of the kind stand at the right of their column.
func (k Kind) Numeric() bool { return k == Number || k == Days || k == Money || k == Percent }

// Column is a property of rows.
type Column[R any] struct {
	Name   string // in the address, and of its data when it has one Field without a name
	Kind   Kind
	Fixed  bool          // always shown, at the left; at most one, the first
	Hidden bool          // not shown until somebody chooses it
	Order  func(R) Key   // by which rows are sorted; nil when they cannot be
	Sum    func(R) int64 // what is added up; nil when nothing is
	Fields []Field[R]    // its data in sheets and, when Docs is nil, in JSON
	Docs   []Field[R]    // its data in JSON where that is not flat
}

// Field is one name of the data with its value: a string, a number, a day, a
// bool, a pointer to one of them for what may be missing.
type Field[R any] struct {
	Name  string
	Value func(R) any
}

// Filter leaves the rows that the address asks for.
type Filter[R any] struct {
	Name string
	// Whole is true when a comma is part of the value: words that are sought.
	Whole bool
	// Refuse says what is wrong with a value, nil when it can be asked for. Nil
	// takes any.
	Refuse func(value string) error
	// Make returns whether a row stays when any of the values is asked for.
	Make func(values []string) func(R) bool
}

// Group is a property by which rows may stand together.
type Group[R any] struct {
	Name  string
	Code  func(R) string // "" for rows that have no such thing: they come last
	Order func(R) Key    // of the groups; equal for all rows of one code
}

// Sort is a column by which rows are sorted.
type Sort struct {
	By         string
	Descending bool
}

// Known refuses the values that name nothing.
func Known(is func(value string) bool) func(string) error {
	return func(v string) error {
		if is(v) {
			return nil
		}
		return fault.Invalid("listing.no_such_value", "Value", v)
	}
}

// OneOf refuses the values that are none of a few.
func OneOf[V ~string](few ...V) func(string) error {
	return Known(func(v string) bool { return slices.Contains(few, V(v)) })
}

// MaxSorts is by how many columns a list can be sorted.
const MaxSorts = 3

// List is what rows can be asked.
type List[R any] struct {
	Columns []Column[R]
	Filters []Filter[R]
	Groups  []Group[R]
	Default []Sort        // the order when none is asked for, and of rows that are otherwise equal
	ID      func(R) int64 // tells rows apart: the last word in their order
	May     func(R) bool  // whether the person may do something to a row together with others; nil when to none
	Locale  string        // in which names are sorted
}

// Page is some rows of a list in their order, and what is known of all.
type Page[R any] struct {
	Rows   []R
	At     []int // the place of each row's group in Groups; nil when not grouped
	Groups []Sums
	Total  Sums
	Of     int    // rows before filtering
	May    int    // rows found to which something may be done: see List
	From   int    // the number of the first row on the page among those found, from 1; 0 when there is none
	After  string // the cursor of the next page, "" when this is the last
	Before string // the cursor of the page before, "" when this is the first
}

// Sums is what rows that stand together add up to.
type Sums struct {
	Code  string // of the group
	Count int
	By    map[string]int64 // by the names of the columns shown that add up
	order Key
	sums  []int64
}

// Column returns the column of the name, or nil.
func (l *List[R]) Column(name string) *Column[R] {
	for i := range l.Columns {
		if l.Columns[i].Name == name {
			return &l.Columns[i]
		}
	}
	return nil
}

// Group returns the group of the name, or nil.
func (l *List[R]) Group(name string) *Group[R] {
	for i := range l.Groups {
		if l.Groups[i].Name == name {
			return &l.Groups[i]
		}
	}
	return nil
}

// Page returns the rows of the page asked for.
func (l *List[R]) Page(rows iter.Seq[R], q Query) Page[R] { return l.read(rows, q, q.Rows) }

// Allowed returns the first rows found to which something may be done, at most so
// many, and how many there are.
func (l *List[R]) Allowed(rows iter.Seq[R], q Query, most int) ([]R, int) {
	q.After, q.Before = "", ""
	p := l.read(func(yield func(R) bool) {
		for r := range rows {
			if l.May != nil && l.May(r) && !yield(r) {
				return
			}
		}
	}, q, most)
	return p.Rows, p.Total.Count
}

// All returns every row found, in the order asked for: what is exported.
func (l *List[R]) All(rows iter.Seq[R], q Query) Page[R] {
	q.After, q.Before = "", ""
	return l.read(rows, q, 0)
}
