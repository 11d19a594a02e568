package pdf

import "qadam/internal/report"

var (
	plain = style{size: 10}
	cells = style{size: 8.5}
)

func (p *printer) block(b report.Block) {
	switch b := b.(type) {
	case report.Corner:
		p.corner(b)
	case report.Heading:
		p.lines(b, style{size: 12}, report.Centre)
		p.y += 3
	case report.Paragraphs:
		p.y += 2
		p.lines(b, style{size: 8.5}, report.Start)
	case report.Table:
		p.table(b)
	}
}

// lines are lines over the whole width, each language after the other.
func (p *printer) lines(lines []report.Line, st style, a report.Align) {
	for _, l := range lines {
		st.bold = l.Strong
		for _, said := range report.Lines(l.Value, p.Languages) {
			for _, s := range p.wrap(said, st, within) {
				p.put(st.line(), func(y float64) { p.text(s, st, left, y, within, a) })
			}
		}
	}
}

// corner is the approval: at the right, or in two languages at both sides.
func (p *printer) corner(c report.Corner) {
	const width = 95.0
	height := 0.0
	var draw []func(y float64)
	for i, l := range p.Languages {
		x, y := sheetWidth-left-width, 0.0
		if len(p.Languages) > 1 && i == 0 {
			x = left
		}
		for _, line := range c {
			st := style{line.Strong, 10.5}
			for _, s := range p.wrap(line.Value.In(l), st, width) {
				at := y
				draw = append(draw, func(y float64) { p.text(s, st, x, y+at, width, report.Centre) })
				y += st.line() * 1.1
			}
		}
		height = max(height, y)
	}
	p.put(height, func(y float64) {
		for _, d := range draw {
			d(y)
		}
	})
	p.y += 5
}
