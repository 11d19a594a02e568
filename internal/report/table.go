package report

import "qadam/internal/i18n"

// Table is rows of cells under the heads of their columns.
type Table struct {
	Name    Value   // says what it is, to those who do not see it and on a sheet's tab
	Caption []Line  // above it, may be none
	Apart   bool    // begins a page, or a sheet, of its own
	Whole   bool    // stands on one page when one can hold it
	Least   float64 // how high its rows are at least, in millimetres: room to write in
	Columns []Column
	Rows    []Row
}

// Column is a column of a table.
type Column struct {
	Head    Value
	Group   *Group  // the head that it shares with its neighbours, or nil
	Ordinal string  // its official number, which stands below the head
	Width   float64 // in millimetres of a sheet of paper
	Least   float64 // how narrow it may become so that all fit the sheet
	Gives   bool    // takes what is left of the sheet, and gives way first
	Align   Align
	Lang    i18n.Locale // the only language of its cells, "" for those of the document
}

// Group is the head over several columns side by side.
type Group struct{ Head Value }

// Align is where the text of a column stands.
type Align int

// Text stands at the start of a cell, in its middle or, as numbers, at its end.
const (
	Start Align = iota
	Centre
	End
)

// RowKind is what a row is.
type RowKind string

// The kinds of rows.
const (
	Item    RowKind = "item"
	Section RowKind = "section" // the head of a section
	Part    RowKind = "part"    // the head of a part of a section
	Total   RowKind = "total"
	Share   RowKind = "share" // what a total consists of
	HeadRow RowKind = "head"
)

// Row is a row of cells. Cells that reach into it from above are left out.
type Row struct {
	Kind  RowKind
	Cells []Cell
}

// Cell is a value and how many columns and rows it takes; 0 is one.
type Cell struct {
	Value  Value
	Across int
	Down   int
	Align  *Align // when it is not that of the column
}

// Placed is a cell and where it stands.
type Placed struct {
	Cell
	Kind     RowKind
	Row, Col int // Across and Down are at least 1
	Lang     []i18n.Locale
	Stands   Align
}

// Place says where the cells of the rows stand, in the languages given where
// their column has not one of its own.
func (t Table) Place(rows []Row, languages []i18n.Locale) []Placed {
	var out []Placed
	until := make([]int, len(t.Columns)) // the first row that is free again
	for i, r := range rows {
		col := 0
		for _, c := range r.Cells {
			for col < len(until) && until[col] > i {
				col++
			}
			if col == len(until) {
				break
			}
			p := Placed{Cell: c, Kind: r.Kind, Row: i, Col: col, Lang: languages}
			p.Across, p.Down = max(1, c.Across), max(1, c.Down)
			if p.Stands = t.Columns[col].Align; c.Align != nil {
				p.Stands = *c.Align
			}
			if l := t.Columns[col].Lang; l != "" && r.Kind == Item {
				p.Lang = []i18n.Locale{l}
				p.Value = own(c.Value, l)
			}
			for k := range p.Across {
				until[min(col+k, len(until)-1)] = i + p.Down
			}
			out = append(out, p)
			col += p.Across
		}
	}
	return out
}

// own is content in exactly that language: beside its twin, what is missing in
// one language is not to be filled with the other.
func own(v Value, l i18n.Locale) Value {
	t, ok := v.(Text)
	if !ok || i18n.Text(t).Lang(l) == l {
		return v
	}
	return nil
}

// HeadRows are the rows of the head: what columns share, their own heads, and
// their official numbers.
func (t Table) HeadRows() []Row {
	var rows []Row
	for _, cells := range t.Head() {
		rows = append(rows, Row{Kind: HeadRow, Cells: cells})
	}
	return rows
}

// Head is the cells of the head.
func (t Table) Head() [][]Cell {
	var top, below, numbers []Cell
	grouped, numbered := false, false
	for i := range t.Columns {
		c := &t.Columns[i]
		grouped, numbered = grouped || c.Group != nil, numbered || c.Ordinal != ""
		if c.Group == nil {
			top = append(top, Cell{Value: c.Head, Down: 2, Align: &centre})
		} else {
			below = append(below, Cell{Value: c.Head, Align: &centre})
			if i > 0 && t.Columns[i-1].Group == c.Group {
				top[len(top)-1].Across++
			} else {
				top = append(top, Cell{Value: c.Group.Head, Across: 1, Align: &centre})
			}
		}
		if i > 0 && t.Columns[i-1].Ordinal == c.Ordinal {
			numbers[len(numbers)-1].Across++
		} else {
			numbers = append(numbers, Cell{Value: Plain(c.Ordinal), Across: 1, Align: &centre})
		}
	}
	head := [][]Cell{top}
	if grouped {
		head = append(head, below)
	} else {
		for i := range top {
			top[i].Down = 1
		}
	}
	if numbered {
		head = append(head, numbers)
	}
	return head
}

var (
	start  = Start
	centre = Centre
)

// Blocks divides rows into runs that must not be torn apart, because a cell
// reaches over all of them. A run is from, and up to but without to.
func Blocks(rows []Row) (runs [][2]int) {
	for i := 0; i < len(rows); {
		to := i + 1
		for k := i; k < to && k < len(rows); k++ {
			for _, c := range rows[k].Cells {
				to = max(to, min(len(rows), k+max(1, c.Down)))
			}
		}
		runs = append(runs, [2]int{i, to})
		i = to
	}
	return runs
}
