package pdf

import (
	"qadam/internal/export/fonts"
	"qadam/internal/report"
)

var (
	cells = fonts.Style{Size: 8.5}
	heads = fonts.Style{Size: 7.5, Bold: true}
)

func (p *printer) block(b report.Block) {
	switch b := b.(type) {
	case report.Corner:
		p.corner(b)
	case report.Heading:
		p.lines(b, fonts.Style{Size: 12}, report.Centre)
		p.y += 3
	case report.Paragraphs:
		p.y += 2
		p.lines(b, fonts.Style{Size: 8.5}, report.Start)
	case report.Prose:
		p.prose(b)
	case report.Table:
		p.table(b)
	case report.Bars:
		p.bars(b)
	case report.Curve:
		p.curve(b)
	}
}

// lines are lines over the whole width, each language after the other.
func (p *printer) lines(lines []report.Line, st fonts.Style, a report.Align) {
	for _, l := range lines {
		st.Bold = l.Strong
		st := st
		for _, said := range report.Lines(l.Value, p.Languages) {
			for _, s := range st.Wrap(said, p.within()) {
				p.put(line(st), func(y float64) { p.text(s, st, p.left, y, p.within(), a) })
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
		x, y := p.width-p.right-width, 0.0
		if len(p.Languages) > 1 && i == 0 {
			x = p.left
		}
		for _, one := range c {
			st := fonts.Style{Bold: one.Strong, Size: 10.5}
			for _, s := range st.Wrap(one.Value.In(l), width) {
				at := y
				draw = append(draw, func(y float64) { p.text(s, st, x, y+at, width, report.Centre) })
				y += line(st) * 1.1
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
