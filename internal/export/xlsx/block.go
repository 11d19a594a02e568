package xlsx

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"qadam/internal/export/fonts"
	"qadam/internal/i18n"
	"qadam/internal/report"
)

// charWidth is how wide a unit of a column's width is, in millimetres.
const charWidth = 1.9

func itoa(n int) string { return strconv.Itoa(n) }

// block adds a block below what is there.
func (p *page) block(b report.Block) error {
	switch b := b.(type) {
	case report.Corner:
		return p.corner(b)
	case report.Heading:
		return p.lines(b, 12, report.Centre)
	case report.Paragraphs:
		return p.lines(b, 9, report.Start)
	case report.Table:
		if err := p.lines(b.Caption, 12, report.Centre); err != nil {
			return err
		}
		from := len(p.rows) + 1
		if err := p.table(b, b.HeadRows()); err != nil {
			return err
		}
		if p.head[0] == 0 {
			p.head = [2]int{from, len(p.rows)}
		}
		return p.table(b, b.Rows)
	}
	return nil
}

// lines are lines over the whole width.
func (p *page) lines(lines []report.Line, size float64, a report.Align) error {
	for _, l := range lines {
		for _, s := range report.Lines(l.Value, p.languages) {
			r := row{cells: make([]any, len(p.columns))}
			if err := p.over(&r, 0, len(p.columns), s, look{align: a, free: true, strong: l.Strong, size: size}); err != nil {
				return err
			}
			p.rows = append(p.rows, r)
		}
	}
	return nil
}

// corner stands over the last columns, and in two languages over the first too.
func (p *page) corner(c report.Corner) error {
	for _, line := range c {
		r := row{cells: make([]any, len(p.columns))}
		for i, l := range p.languages {
			from, to := p.side(len(p.languages) > 1 && i == 0)
			if err := p.over(&r, from, to, line.Value.In(l), look{align: report.Centre, free: true, strong: line.Strong, size: 11}); err != nil {
				return err
			}
		}
		p.rows = append(p.rows, r)
	}
	return nil
}

// side is the columns at one side that are some 95 millimetres wide together.
func (p *page) side(left bool) (from, to int) {
	wide := 0.0
	if left {
		for to = 0; to < len(p.columns) && wide < 95; to++ {
			wide += p.columns[to].Width
		}
		return 0, to
	}
	for from = len(p.columns); from > 0 && wide < 95; from-- {
		wide += p.columns[from-1].Width
	}
	return from, len(p.columns)
}

// over puts a text over columns and makes the row high enough: a program does
// not do so by itself for cells that are joined.
func (p *page) over(r *row, from, to int, s string, l look) error {
	style, err := p.style(l)
	if err != nil {
		return err
	}
	r.cells[from] = excelize.Cell{Value: s, StyleID: style}
	r.height = max(r.height, p.height(s, fonts.Style{Bold: l.strong, Size: l.size}, from, to))
	if to-from > 1 {
		return p.join(len(p.rows), from, len(p.rows), to-1)
	}
	return nil
}

// join joins cells; rows and columns count from 0.
func (p *page) join(row, col, lastRow, lastCol int) error {
	a, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		return err
	}
	b, err := excelize.CoordinatesToCellName(lastCol+1, lastRow+1)
	p.joined = append(p.joined, [2]string{a, b})
	return err
}

// height is how high, in points, a text is over the columns.
func (p *page) height(s string, st fonts.Style, from, to int) float64 {
	wide := -2.0 // what a program leaves free at the sides of a cell
	for _, c := range p.columns[from:to] {
		wide += c.Width
	}
	return float64(len(st.Wrap(s, wide)))*st.Size*1.22 + 2.5
}

// table adds rows, each as high as it needs.
func (p *page) table(t report.Table, rows []report.Row) error {
	first := len(p.rows)
	for range rows {
		r := row{cells: make([]any, len(p.columns))}
		if t.Least > 0 && rows[0].Kind != report.HeadRow {
			r.height = t.Least / 25.4 * 72
		}
		p.rows = append(p.rows, r)
	}
	placed := t.Place(rows, p.languages)
	for _, c := range placed {
		if err := p.cell(c, first); err != nil {
			return err
		}
	}
	for _, run := range report.Blocks(rows) {
		n := 0
		for n < len(placed) && placed[n].Row < run[1] {
			n++
		}
		p.stretch(placed[:n], first)
		placed = placed[n:]
	}
	return nil
}

func (p *page) cell(c report.Placed, first int) error {
	v, format := value(c.Value, c.Lang)
	style, err := p.style(look{kind: c.Kind, align: c.Stands, format: format, size: sizeOf(c.Kind)})
	if err != nil {
		return err
	}
	for i := range c.Down {
		for k := range c.Across {
			if c.Row+i+first < len(p.rows) && c.Col+k < len(p.columns) {
				p.rows[first+c.Row+i].cells[c.Col+k] = excelize.Cell{StyleID: style}
			}
		}
	}
	p.rows[first+c.Row].cells[c.Col] = excelize.Cell{Value: v, StyleID: style}
	if c.Across > 1 || c.Down > 1 {
		return p.join(first+c.Row, c.Col, first+c.Row+c.Down-1, c.Col+c.Across-1)
	}
	return nil
}

// stretch makes rows as high as their cells need, since not every program does
// so by itself. A cell over several rows stretches the last of them.
func (p *page) stretch(cells []report.Placed, first int) {
	for _, tall := range []bool{false, true} {
		for _, c := range cells {
			if (c.Down > 1) != tall {
				continue
			}
			st := fonts.Style{Bold: bold(c.Kind), Size: sizeOf(c.Kind)}
			need, have := p.height(said(c.Value, c.Lang), st, c.Col, min(c.Col+c.Across, len(p.columns))), 0.0
			for i := range c.Down {
				have += p.rows[first+c.Row+i].height
			}
			p.rows[first+c.Row+c.Down-1].height += max(0, need-have)
		}
	}
}

// sizeOf is the size of the letters of a row.
func sizeOf(k report.RowKind) float64 {
	if k == report.HeadRow {
		return 8
	}
	return 9
}

func bold(k report.RowKind) bool {
	return k == report.Section || k == report.Part || k == report.Total || k == report.HeadRow
}

func said(v report.Value, languages []i18n.Locale) string {
	return strings.Join(report.Lines(v, languages), "\n")
}
