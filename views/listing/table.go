// Package listing draws lists: their filters, heads by which they are sorted,
// groups with sums, pages, and the forms with which people choose columns. What
// is in a list says internal/listing.
package listing

import (
	"github.com/a-h/templ"

	"qadam/internal/listing"
	"qadam/views/ui"
)

// Table is a page of a list as it is drawn. The page struct of a list holds one.
type Table[R any] struct {
	Region  string // id of the element that its links and forms replace
	Caption string // what the rows are, such as "Projects"
	List    *listing.List[R]
	Query   listing.Query
	Page    listing.Page[R]
	Columns []Column[R] // one for each of the list's, in its order
	Filters []Filter
	Groups  []Group
	Row     func(R) string                // id of a row's element; also the name of its fragment
	Edit    func(R) templ.Component       // nil, or what stands in a row's cells beside the fixed one while it is edited; it may return nil
	Pick    func(R) (value, label string) // of the box before a row: what it sends, and which row it says; value "" offers none; nil for no boxes
	Bulk    *Bulk                         // what can be done to several rows at once; nil when nothing
	Saved   *ui.SavedBar                  // the saved views; nil for none
	Nothing Nothing
}

// Column is the head and the cells of one column.
type Column[R any] struct {
	Name  string // as in the list
	Label string
	Cell  func(R) templ.Component // nil leaves the cell empty
}

// FilterKind says with what a filter is set.
type FilterKind string

// The kinds of filters.
const (
	Words  FilterKind = "words"  // a line to type in
	Select FilterKind = "select" // one of many; an address may ask for several
	Boxes  FilterKind = "boxes"  // any of a few
	Mark   FilterKind = "mark"   // yes or not asked
	DayOf  FilterKind = "day"
	Unseen FilterKind = "unseen" // only a chip: set by links
)

// Filter is a filter in the bar.
type Filter struct {
	Name    string
	Kind    FilterKind
	Label   string
	Options []ui.Option               // of Select and Boxes
	More    bool                      // stands among those that are folded away
	Say     func(value string) string // how a value is called in a chip, when no option says it; may be nil
}

// Group is a way to group, with the names of its groups.
type Group struct {
	Name  string // as in the list
	Label string
	Head  func(code string) templ.Component // of a group; code "" is what has no such thing
}

// Bulk is a form about the rows that are ticked: it sends their values to an
// address that shows what would become of them.
type Bulk struct {
	Action  string          // asked with GET: a preview, which changes nothing
	Name    string          // of the boxes
	Fields  templ.Component // what is to be done: fields and buttons
	Missing string          // said beside the buttons, such as who may
	Limit   int             // how many rows can be taken at once
}

// Nothing says what to do when the list is empty from the start.
type Nothing struct {
	Title, Next, Href, Action string
	Found                     string // what is said when the filters leave nothing
}
