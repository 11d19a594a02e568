package docx

import (
	"strconv"
	"strings"

	"qadam/internal/export/fonts"
	"qadam/internal/i18n"
	"qadam/internal/report"
)

// dxa is a twentieth of a point, in which word processors measure.
func dxa(millimetres float64) string { return strconv.Itoa(int(millimetres*1440/25.4 + 0.5)) }

var justified = map[report.Align]string{report.Start: "left", report.Centre: "center", report.End: "right"}

// block writes a block; the first needs no space above it.
func (w *writer) block(b report.Block, i int) {
	switch b := b.(type) {
	case report.Corner:
		w.corner(b)
	case report.Heading:
		w.gap(i)
		w.lines(b, report.Centre, 24)
		w.gap(i)
	case report.Paragraphs:
		w.gap(i)
		w.lines(b, report.Start, 18)
	case report.Table:
		w.apart = b.Apart && i > 0
		w.lines(b.Caption, report.Centre, 24)
		w.gap(len(b.Caption))
		w.table(b)
	}
}

// gap is an empty line.
func (w *writer) gap(i int) {
	if i > 0 {
		w.raw(`<w:p/>`)
	}
}

// lines are paragraphs over the whole width; sizes are in half points.
func (w *writer) lines(lines []report.Line, a report.Align, size int) {
	for _, l := range lines {
		for _, s := range report.In(l.Value, w.Languages) {
			w.paragraph(s, a, l.Strong, size)
		}
	}
}

func (w *writer) paragraph(s report.Said, a report.Align, bold bool, size int) {
	w.raw(`<w:p><w:pPr>`)
	if w.apart {
		w.raw(`<w:pageBreakBefore/>`)
		w.apart = false
	}
	w.raw(`<w:jc w:val="`, justified[a], `"/></w:pPr>`)
	w.run(s, bold, size)
	w.raw(`</w:p>`)
}

// run is text in one language; a new line in it stays one.
func (w *writer) run(s report.Said, bold bool, size int) {
	w.raw(`<w:r><w:rPr>`)
	if bold {
		w.raw(`<w:b/>`)
	}
	w.raw(`<w:sz w:val="`, strconv.Itoa(size), `"/><w:szCs w:val="`, strconv.Itoa(size), `"/><w:lang w:val="`, tag(s.Lang), `"/></w:rPr>`)
	for i, line := range strings.Split(s.Text, "\n") {
		if i > 0 {
			w.raw(`<w:br/>`)
		}
		for k, part := range strings.Split(line, "\u00ad") {
			if k > 0 {
				w.raw(`<w:softHyphen/>`)
			}
			w.raw(`<w:t xml:space="preserve">`, escaped(part), `</w:t>`)
		}
	}
	w.raw(`</w:r>`)
}

// tag is a language as word processors name it, for their spelling.
func tag(l i18n.Locale) string {
	if l == i18n.EN {
		return "en-GB"
	}
	return string(l) + "-KZ"
}

// corner is a table without lines: the approval at the right, or in two
// languages at both sides.
func (w *writer) corner(c report.Corner) {
	const side, sheet = 95.0, 277.0
	w.raw(`<w:tbl><w:tblPr><w:tblW w:w="`, dxa(sheet), `" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, width := range []float64{side, sheet - 2*side, side} {
		w.raw(`<w:gridCol w:w="`, dxa(width), `"/>`)
	}
	w.raw(`</w:tblGrid><w:tr>`)
	for i, width := range []float64{side, sheet - 2*side, side} {
		w.raw(`<w:tc><w:tcPr><w:tcW w:w="`, dxa(width), `" w:type="dxa"/></w:tcPr>`)
		switch {
		case i == 0 && len(w.Languages) > 1:
			w.said(c, w.Languages[0])
		case i == 2:
			w.said(c, w.Languages[len(w.Languages)-1])
		default:
			w.raw(`<w:p/>`)
		}
		w.raw(`</w:tc>`)
	}
	w.raw(`</w:tr></w:tbl>`)
}

func (w *writer) said(c report.Corner, l i18n.Locale) {
	for _, line := range c {
		w.paragraph(report.Said{Lang: l, Text: line.Value.In(l)}, report.Centre, line.Strong, 21)
	}
}

// table writes a table; its head stands on every page, its rows are not torn.
func (w *writer) table(t report.Table) {
	all := 0.0
	for _, c := range t.Columns {
		all += c.Width
	}
	w.raw(`<w:tbl><w:tblPr><w:tblW w:w="`, dxa(all), `" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		w.raw(`<w:`, side, ` w:val="single" w:sz="4" w:space="0" w:color="3C3C3C"/>`)
	}
	w.raw(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="17" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>`,
		`<w:bottom w:w="17" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, c := range t.Columns {
		w.raw(`<w:gridCol w:w="`, dxa(c.Width), `"/>`)
	}
	w.raw(`</w:tblGrid>`)
	w.rows(t, t.HeadRows())
	w.rows(t, t.Rows)
	w.raw(`</w:tbl>`)
}

// rows writes rows. Where a cell reaches in from above, a row has an empty cell
// that says so.
func (w *writer) rows(t report.Table, rows []report.Row) {
	grid := make([][]*report.Placed, len(rows))
	for i := range grid {
		grid[i] = make([]*report.Placed, len(t.Columns))
	}
	for _, p := range t.Place(rows, w.Languages) {
		for i := range p.Down {
			if p.Row+i < len(grid) {
				grid[p.Row+i][p.Col] = &p
			}
		}
	}
	for i, r := range rows {
		w.raw(`<w:tr><w:trPr><w:cantSplit/>`)
		if t.Least > 0 && r.Kind != report.HeadRow {
			w.raw(`<w:trHeight w:val="`, dxa(t.Least), `" w:hRule="atLeast"/>`)
		}
		if r.Kind == report.HeadRow {
			w.raw(`<w:tblHeader/>`)
		}
		w.raw(`</w:trPr>`)
		for col := 0; col < len(t.Columns); {
			p := grid[i][col]
			if p == nil { // no cell: an empty one
				p = &report.Placed{Cell: report.Cell{Across: 1, Down: 1}, Kind: r.Kind, Row: i, Col: col}
			}
			w.cell(t, p, i)
			col += p.Across
		}
		w.raw(`</w:tr>`)
	}
}

func (w *writer) cell(t report.Table, p *report.Placed, row int) {
	width := 0.0
	for _, c := range t.Columns[p.Col:min(p.Col+p.Across, len(t.Columns))] {
		width += c.Width
	}
	w.raw(`<w:tc><w:tcPr><w:tcW w:w="`, dxa(width), `" w:type="dxa"/>`)
	if p.Across > 1 {
		w.raw(`<w:gridSpan w:val="`, strconv.Itoa(p.Across), `"/>`)
	}
	if p.Down > 1 && row == p.Row {
		w.raw(`<w:vMerge w:val="restart"/>`)
	} else if p.Down > 1 {
		w.raw(`<w:vMerge/>`)
	}
	if p.Kind == report.HeadRow || p.Kind == report.Section {
		w.raw(`<w:shd w:val="clear" w:color="auto" w:fill="ECEFF2"/>`)
	}
	if p.Kind == report.HeadRow {
		w.raw(`<w:vAlign w:val="center"/>`)
	}
	w.raw(`</w:tcPr>`)
	said := report.In(p.Value, p.Lang)
	if row > p.Row || len(said) == 0 {
		w.raw(`<w:p/>`)
	} else {
		bold := p.Kind == report.HeadRow || p.Kind == report.Section || p.Kind == report.Part || p.Kind == report.Total
		for _, s := range said {
			w.keep(s, p, bold, width)
		}
	}
	w.raw(`</w:tc>`)
}

// keep is a paragraph of a cell; the head of a section stays with what follows.
func (w *writer) keep(s report.Said, p *report.Placed, bold bool, width float64) {
	w.raw(`<w:p><w:pPr>`)
	if p.Kind == report.Section || p.Kind == report.Part {
		w.raw(`<w:keepNext/>`)
	}
	w.raw(`<w:jc w:val="`, justified[p.Stands], `"/></w:pPr>`)
	size := 17
	if p.Kind == report.HeadRow {
		size = 15
	}
	s.Text = fonts.Style{Bold: bold, Size: float64(size) / 2}.Softened(s.Text, width-2) // a cell keeps a millimetre free at its sides
	w.run(s, bold, size)
	w.raw(`</w:p>`)
}
