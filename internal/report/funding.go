package report

import (
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Funding is a page about money as a report: its tables, the day and the head of
// the log that they are of, the unit in which sums are written. Sums are kept in
// tiyn; only what is written is rounded.
type Funding struct {
	Name     string // of the file, without its suffix
	Title    Value
	About    []Value // what narrows it, such as a year or a model
	Unit     money.Unit
	On       civil.Date
	Against  civil.Date // the day compared with, or none
	Head     string     // of the log
	Language i18n.Locale
	Tables   []FundingTable
}

// FundingTable is a table of a report about money.
type FundingTable struct {
	Key     string // its name in the data
	Name    Value
	Columns []FundingColumn
	Rows    []FundingRow
	Note    Value // below it, or nil
}

// FundingColumn is a column: its name in the data and in words.
type FundingColumn struct {
	Key   string
	Head  Value
	Width float64 // in millimetres, 0 for what its values need
	Gives bool    // takes what is left of the sheet
	Align Align
}

// FundingRow is a row of values. A total is what the rows above come to: it
// stands on paper, and apart in the data, so that a column can be added up.
type FundingRow struct {
	Total bool
	Cells []Value
}

// Tiyn is a sum of money, exactly.
type Tiyn money.Amount

// In returns the sum in tenge, to the tiyn.
func (t Tiyn) In(l i18n.Locale) string { return i18n.MoneyPlain(in(l), money.Amount(t)) }

// UnitSum is a sum as it is written in a unit that the head of its column names:
// exactly in tenge, else rounded half away from zero to a tenth. A spreadsheet
// gets it unrounded.
type UnitSum struct {
	Amount money.Amount
	Unit   money.Unit
}

// In returns the number without its unit.
func (s UnitSum) In(l i18n.Locale) string { return i18n.MoneyUnit(in(l), s.Amount, s.Unit) }

// Float is the sum in its unit; a float holds every sum below 90 trillion tenge
// to the tiyn.
func (s UnitSum) Float() float64 { return float64(s.Amount) / float64(s.Unit.Size()) }

// Coded is a value that programs know by a code.
type Coded struct {
	Code  string
	Value Value
}

// In returns the value in words.
func (c Coded) In(l i18n.Locale) string {
	if c.Value == nil {
		return c.Code
	}
	return c.Value.In(l)
}

// Undefined is what cannot be said, such as a ratio to nothing: it is no number.
type Undefined struct{}

// In returns the word for it.
func (Undefined) In(l i18n.Locale) string { return i18n.T(in(l), "funding_report.undefined") }

// Thousandths is a ratio.
type Thousandths int64

// In returns the ratio to three places.
func (t Thousandths) In(l i18n.Locale) string { return i18n.Decimal(in(l), float64(t)/1000, 3) }

// sums reports whether a column holds money.
func (t FundingTable) sums(col int) bool {
	for _, r := range t.Rows {
		if col < len(r.Cells) {
			if _, ok := r.Cells[col].(Tiyn); ok {
				return true
			}
		}
	}
	return false
}

// Document is the report on paper, or in a workbook with a sheet for each table.
func (f Funding) Document(workbook bool) Document {
	d := Document{
		Name: f.Name, Title: f.Title, Languages: []i18n.Locale{f.Language}, Day: f.On,
		Foot: []Value{
			Say("funding_report.foot", "Day", Day(f.On), "Unit", Say("money_unit."+string(f.Unit))),
			Plain("Qadam " + f.Head),
		},
	}
	h := Heading{{f.Title, true}, {Value: f.asOf()}}
	for _, a := range f.About {
		h = append(h, Line{Value: a})
	}
	d.Blocks = append(d.Blocks, append(h, Line{Value: Say("funding_report.unit", "Unit", Say("money_unit."+string(f.Unit)))}))
	for i, t := range f.Tables {
		parts := []FundingTable{t}
		if !workbook {
			parts = f.parts(t)
		}
		for k, part := range parts {
			table := f.table(part)
			table.Apart = workbook && i > 0
			if len(f.Tables) > 1 && k == 0 {
				table.Caption = []Line{{t.Name, true}}
			}
			d.Blocks = append(d.Blocks, table)
		}
		if t.Note != nil {
			d.Blocks = append(d.Blocks, Paragraphs{{Value: t.Note}})
		}
	}
	if workbook { // whose foot is seen only in print
		d.Blocks = append(d.Blocks, Paragraphs{{Value: Say("funding_report.head", "Head", Plain(f.Head))}})
	}
	return d
}

func (f Funding) asOf() Value {
	if f.Against.IsZero() {
		return Say("funding_report.as_of", "Day", Day(f.On))
	}
	return Say("funding_report.against", "Day", Day(f.On), "Against", Day(f.Against))
}

// parts divides a table whose sums have no room side by side into tables below
// each other, each with the first column: a sum is never broken.
func (f Funding) parts(t FundingTable) []FundingTable {
	var parts []FundingTable
	first := f.column(t, 0).Least
	from, wide := 1, first
	cut := func(to int) {
		part := FundingTable{Key: t.Key, Name: t.Name, Columns: append([]FundingColumn{t.Columns[0]}, t.Columns[from:to]...)}
		for _, r := range t.Rows {
			part.Rows = append(part.Rows, FundingRow{Total: r.Total, Cells: append([]Value{r.Cells[0]}, r.Cells[from:to]...)})
		}
		parts = append(parts, part)
	}
	for i := 1; i < len(t.Columns); i++ {
		least := f.column(t, i).Least
		if wide+least > sheet && i > from {
			cut(i)
			from, wide = i, first
		}
		wide += least
	}
	if len(parts) == 0 {
		return []FundingTable{t}
	}
	cut(len(t.Columns))
	return parts
}

// column is a column as it is written: one of sums is never narrower than they.
func (f Funding) column(t FundingTable, i int) Column {
	c := t.Columns[i]
	col := Column{Head: c.Head, Width: c.Width, Gives: c.Gives, Align: c.Align}
	switch {
	case t.sums(i):
		col.Align = End
		col.Least = f.room(t, i)
		col.Width = max(col.Width, headRoom, col.Least)
	case col.Width == 0:
		col.Width, col.Least = 24, 14
	case col.Gives:
		col.Least = max(f.unbroken(t, i), min(col.Width, 26))
	default:
		col.Least = max(f.unbroken(t, i), min(col.Width, 14))
	}
	col.Width = max(col.Width, col.Least)
	return col
}

// table is a table as it is written: sums in the unit.
func (f Funding) table(t FundingTable) Table {
	out := Table{Name: t.Name}
	for i := range t.Columns {
		out.Columns = append(out.Columns, f.column(t, i))
	}
	fit(out.Columns, sheet)
	for _, r := range t.Rows {
		row := Row{Kind: Item}
		if r.Total {
			row.Kind = Total
		}
		for _, v := range r.Cells {
			if a, ok := v.(Tiyn); ok {
				v = UnitSum{money.Amount(a), f.Unit}
			}
			row.Cells = append(row.Cells, Cell{Value: v})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// headRoom is how wide the head of a figure is where there is room for it, in
// millimetres.
const headRoom = 26

// unbroken is how wide a column must be so that no number of it, such as a BIN,
// is broken.
func (f Funding) unbroken(t FundingTable, col int) float64 {
	wide := 0.0
	for _, r := range t.Rows {
		if col >= len(r.Cells) || r.Cells[col] == nil {
			continue
		}
		for _, word := range strings.Fields(r.Cells[col].In(f.Language)) {
			if strings.Trim(word, "0123456789.,−-") == "" {
				wide = max(wide, numberWidth(word))
			}
		}
	}
	return wide
}

// room is how wide a column of sums must be.
func (f Funding) room(t FundingTable, col int) float64 {
	wide := 20.0
	for _, r := range t.Rows {
		if col < len(r.Cells) {
			if a, ok := r.Cells[col].(Tiyn); ok {
				wide = max(wide, numberWidth(UnitSum{money.Amount(a), f.Unit}.In(f.Language)))
			}
		}
	}
	return wide
}
