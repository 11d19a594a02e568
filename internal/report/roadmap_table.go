package report

import (
	"slices"
	"strconv"
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// table is the lines in the nine columns of the official form.
func (r Roadmap) table() Table {
	f := r.form()
	t := Table{Name: Say("document.lines"), Columns: f.columns()}
	for i := 0; i < len(r.Lines); {
		to := i
		for to < len(r.Lines) && r.direction(r.Lines[to]).Code == r.direction(r.Lines[i]).Code {
			to++
		}
		f.sections++
		t.Rows = append(t.Rows, f.section(r.Lines[i:to])...)
		i = to
	}
	t.Rows = append(t.Rows, f.totals(f.total, f.whole())...)
	return t
}

// whole is what the last total is of.
func (f *form) whole() Value {
	if len(f.Lines) < f.Of {
		return Say("document.total_extract")
	}
	return Say("document.total_all")
}

// form is the table while it is written.
type form struct {
	Roadmap
	periods  []period // of the costs, a column for each
	places   int
	sections int
	total    sums
}

func (r Roadmap) form() *form {
	f := &form{Roadmap: r, places: r.places()}
	f.total = newSums()
	f.periods = f.divided()
	return f
}

// before is how many columns stand before those of the costs.
func (f *form) before() int {
	if f.twins() {
		return 6
	}
	return 5
}

// twins reports whether titles stand side by side in two languages.
func (f *form) twins() bool { return len(f.Languages) > 1 }

// costs is how many columns the costs have: one for each period and, if there
// are several, one for all.
func (f *form) costs() int {
	if len(f.periods) == 1 {
		return 1
	}
	return len(f.periods) + 1
}

// columns are the nine of the official form in their official words. Widths are
// in millimetres of a landscape A4 sheet; the least ones hold the longest word
// of the head, or of the form where that is longer.
func (f *form) columns() []Column {
	c := f.all()
	fit(c, sheet)
	return c
}

// all are the columns before they fit a sheet.
func (f *form) all() []Column {
	return slices.Concat(f.told(), f.money(f.periods), []Column{
		{Head: Say("word.funding_source"), Ordinal: "7", Width: 26, Least: 25, Align: Centre},
		{Head: Say("document.budget_code"), Ordinal: "8", Width: 25, Least: 25, Align: Centre},
		{Head: Say("word.note"), Ordinal: "9", Width: 22, Least: 17.5},
	})
}

// told are the columns before those of the costs.
func (f *form) told() []Column {
	c := []Column{{Head: Say("word.number"), Ordinal: "1", Width: 10, Least: 10, Align: Centre}}
	due := 22.0
	if f.twins() {
		for _, l := range f.Languages {
			c = append(c, Column{Head: alone{Say("document.measure"), l}, Ordinal: "2", Width: 44, Least: 24, Lang: l, Gives: true})
		}
	} else {
		c = append(c, Column{Head: Say("document.measure"), Ordinal: "2", Width: 68, Least: 42, Gives: true})
		due = 27
	}
	return append(c,
		Column{Head: Say("word.form_of_completion"), Ordinal: "3", Width: 24, Least: 22},
		Column{Head: Say("document.executors"), Ordinal: "4", Width: 40, Least: 26, Gives: true},
		Column{Head: Say("word.due"), Ordinal: "5", Width: due, Least: 20, Align: Centre},
	)
}

// money are the columns of the costs in these periods and of all together.
func (f *form) money(periods []period) []Column {
	over, all := &Group{Say("document.cost")}, newSums()
	for _, l := range f.Lines {
		all.add(l.Costs)
	}
	column := func(head Value, a money.Amount) Column {
		wide := max(16, f.wide(a))
		if len(periods) == 1 {
			wide = max(26, wide) // the head of all costs stands over it alone
		}
		return Column{Head: head, Group: over, Ordinal: "6", Width: wide, Least: wide, Align: End}
	}
	var c []Column
	for _, p := range periods {
		one := column(p.head, p.of(all.years))
		if len(p.years) > 1 {
			one.Width = max(one.Width, 20)
			one.Least = one.Width
		}
		c = append(c, one)
	}
	if len(periods) > 1 {
		c = append(c, column(Say("word.total"), sumOf(all.years)))
	}
	return c
}

// alone is a value in one language, whatever the document's.
type alone struct {
	Value
	lang i18n.Locale
}

func (a alone) In(i18n.Locale) string { return a.Value.In(a.lang) }

// section is the lines of a direction, with its head and its totals.
func (f *form) section(lines []*portfolio.Line) []Row {
	number := Plain(roman(f.sections) + ".")
	name := Value(Say("document.no_direction"))
	if d := f.direction(lines[0]); d.Code != "" {
		name = Text(d.Name)
	}
	rows := []Row{{Section, []Cell{{Value: Say("document.section", "Number", number, "Name", name), Across: f.width(), Align: &centre}}}}
	sums, project := newSums(), int64(0)
	for i, l := range lines {
		if i == 0 || l.ProjectID != project {
			project = l.ProjectID
			rows = append(rows, f.part(l))
		}
		rows = append(rows, f.line(l)...)
		sums.add(l.Costs)
		f.total.add(l.Costs)
	}
	return append(rows, f.totals(sums, Say("document.total_section", "Number", Plain(roman(f.sections))))...)
}

func (f *form) width() int { return f.before() + f.costs() + 3 }

// part is the head of a project, under the number that its lines begin with.
func (f *form) part(l *portfolio.Line) Row {
	number, _, _ := strings.Cut(l.Number, ".")
	name := Value(Plain(""))
	if p := f.Projects[l.ProjectID]; p != nil {
		name = Text(p.Profile.Name)
	}
	return Row{Part, []Cell{{Value: Plain(number)}, {Value: name, Across: f.width() - 1, Align: &start}}}
}

// line is a line of the roadmap: as many rows as it has sources of money, which
// share everything but the money.
func (f *form) line(l *portfolio.Line) []Row {
	shares := sharesOf(l.Costs)
	n := max(1, len(shares))
	cells := []Cell{{Value: Plain(l.Number), Down: n}, {Value: Text(l.Title), Down: n}}
	if f.twins() {
		cells = append(cells, Cell{Value: Text(l.Title), Down: n})
	}
	cells = append(cells,
		Cell{Value: Say("form." + string(l.Form)), Down: n},
		Cell{Value: f.executed(l), Down: n},
		Cell{Value: Period(l.Due), Down: n},
	)
	if len(shares) == 0 {
		none := Say("source.not_required")
		cells = append(cells, Cell{Value: none, Across: f.costs(), Align: &centre}, Cell{Value: none}, Cell{}, Cell{Value: Typed(l.Note)})
		return []Row{{Item, cells}}
	}
	rows := make([]Row, n)
	for i, s := range shares {
		if i > 0 {
			cells = nil
		}
		cells = append(cells, f.amounts(s.years)...)
		cells = append(cells, Cell{Value: Say("document.source_" + s.source)}, Cell{Value: Plain(s.code)})
		if i == 0 {
			cells = append(cells, Cell{Value: Typed(l.Note), Down: n})
		}
		rows[i] = Row{Item, cells}
	}
	return rows
}

// executed is who is responsible: the lead first, then those who take part;
// who does not answer to the akimat does so by agreement.
func (f *form) executed(l *portfolio.Line) Value {
	var all List
	for _, id := range append([]int64{l.LeadID}, l.CoIDs...) {
		b, ok := f.Bodies[id]
		switch {
		case !ok:
		case f.subordinate(b):
			all = append(all, Text(b.Called()))
		default:
			all = append(all, Say("document.by_agreement", "Body", Text(b.Called())))
		}
	}
	return all
}

// amounts are the cells of the costs: a sum for each period, and all together.
func (f *form) amounts(years map[int]money.Amount) []Cell {
	cells := f.cells(f.periods, years)
	if f.costs() > 1 {
		cells = append(cells, Cell{Value: f.sum(sumOf(years))})
	}
	return cells
}

// cells have a sum for each period in which something is planned, were it
// nothing.
func (f *form) cells(periods []period, years map[int]money.Amount) []Cell {
	var cells []Cell
	for _, p := range periods {
		if p.planned(years) {
			cells = append(cells, Cell{Value: f.sum(p.of(years))})
		} else {
			cells = append(cells, Cell{})
		}
	}
	return cells
}

func (f *form) sum(a money.Amount) Value { return Sum{a, money.Thousand, f.places} }

// totals are the sums of a section or of all, and the sources they come from.
func (f *form) totals(s sums, label Value) []Row {
	if len(s.order) == 0 {
		return []Row{{Total, []Cell{{Value: label, Across: f.before(), Align: &start}, {Value: Say("source.not_required"), Across: f.costs(), Align: &centre}, {}, {}, {}}}}
	}
	row := func(kind RowKind, label Value, years map[int]money.Amount, source Value) Row {
		return Row{kind, slices.Concat([]Cell{{Value: label, Across: f.before(), Align: &start}}, f.amounts(years), []Cell{{Value: source}, {}, {}})}
	}
	if len(s.order) == 1 {
		return []Row{row(Total, label, s.years, Say("document.source_"+s.order[0]))}
	}
	rows := []Row{row(Total, label, s.years, nil)}
	for _, source := range sourceOrder {
		if years := s.sources[source]; years != nil {
			rows = append(rows, row(Share, Say("document.of_which"), years, Say("document.source_"+source)))
		}
	}
	return rows
}

// roman numbers the sections.
func roman(n int) string {
	var b strings.Builder
	for _, s := range []struct {
		value int
		sign  string
	}{{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= s.value; n -= s.value {
			b.WriteString(s.sign)
		}
	}
	if b.Len() == 0 {
		return strconv.Itoa(n)
	}
	return b.String()
}
