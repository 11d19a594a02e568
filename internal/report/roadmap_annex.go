package report

import (
	"cmp"
	"slices"
)

// annex are the costs by year, line by line, where the form adds years up: as
// many tables as the years take, since each has to fit a sheet.
func (r Roadmap) annex() []Table {
	f := r.form()
	if !f.joined() {
		return nil
	}
	var tables []Table
	for _, periods := range f.sheets() {
		t := f.spread(periods)
		last := len(periods) - 1
		t.Caption = []Line{{Value: Say("document.years", "From", periods[0].years[0], "To", periods[last].years[0])}}
		if tables == nil {
			t.Apart = true
			t.Caption = slices.Insert(t.Caption, 0, Line{Say("document.annex_costs"), true})
		}
		tables = append(tables, t)
	}
	return tables
}

// spread is the costs of some years: the lines that have any, and their total.
func (f *form) spread(periods []period) Table {
	t := Table{Name: Say("document.annex_costs"), Columns: f.spreadColumns(periods)}
	before := 4
	if f.twins() {
		before++
	}
	all := newSums()
	for _, l := range f.Lines {
		all.add(l.Costs)
		shares := slices.DeleteFunc(sharesOf(l.Costs), func(s share) bool {
			return !slices.ContainsFunc(periods, func(p period) bool { return p.planned(s.years) })
		})
		for i, s := range shares {
			var cells []Cell
			if i == 0 {
				cells = append(cells, Cell{Value: Plain(l.Number), Down: len(shares)}, Cell{Value: Text(l.Title), Down: len(shares)})
				if f.twins() {
					cells = append(cells, Cell{Value: Text(l.Title), Down: len(shares)})
				}
			}
			cells = append(cells, Cell{Value: Say("document.source_" + s.source)}, Cell{Value: Plain(s.code)})
			t.Rows = append(t.Rows, Row{Item, append(cells, f.cells(periods, s.years)...)})
		}
	}
	total := []Cell{{Value: f.whole(), Across: before, Align: &start}}
	t.Rows = append(t.Rows, Row{Total, append(total, f.cells(periods, all.years)...)})
	return t
}

// spreadColumns are the columns of the annex; the costs have no column for all
// years, which the form has.
func (f *form) spreadColumns(periods []period) []Column {
	c := f.told()
	c = slices.DeleteFunc(c, func(c Column) bool { return c.Ordinal > "2" })
	c = append(c,
		Column{Head: Say("word.funding_source"), Width: 26, Least: 25, Align: Centre},
		Column{Head: Say("document.budget_code"), Width: 25, Least: 25, Align: Centre},
	)
	for i := range c {
		c[i].Ordinal = ""
	}
	for _, m := range f.money(periods)[:len(periods)] {
		m.Ordinal = ""
		c = append(c, m)
	}
	fit(c, sheet)
	return c
}

// sheets divides the years of the costs into as few tables as hold them, each
// with about as many.
func (f *form) sheets() [][]period {
	years := each(f.years())
	widest := slices.MaxFunc(f.money(years), func(a, b Column) int { return cmp.Compare(a.Least, b.Least) }).Least
	room := max(1, int((sheet-least(f.spreadColumns(nil)))/widest))
	n := (len(years) + room - 1) / room
	var out [][]period
	for i := range n {
		out = append(out, years[i*len(years)/n:(i+1)*len(years)/n])
	}
	return out
}
