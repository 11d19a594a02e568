package pdf

import (
	"strconv"
	"strings"

	"qadam/internal/export/fonts"
	"qadam/internal/report"
)

// ink is how a part of a drawing looks: its colour, how its number is written on
// it, whether it is hatched or its line broken. What differs in colour differs in
// shape or word too, since paper is copied in grey.
type ink struct {
	r, g, b int
	light   bool // numbers on it are white
	hatched bool
	broken  bool
	thick   float64 // of a line, in millimetres
}

// inks are the colours of the pages (design/ui), by the keys of parts.
var inks = map[string]ink{
	"done":        {r: 43, g: 138, b: 87, light: true},
	"reported":    {r: 43, g: 138, b: 87, hatched: true},
	"on_track":    {r: 74, g: 144, b: 194},
	"at_risk":     {r: 232, g: 163, b: 23},
	"overdue":     {r: 207, g: 63, b: 63, light: true},
	"not_started": {r: 214, g: 220, b: 227},
	"planned":     {r: 110, g: 122, b: 138, thick: 0.4},
	"forecast":    {r: 45, g: 108, b: 160, broken: true, thick: 0.5},
	"finished":    {r: 43, g: 138, b: 87, thick: 0.9},
}

// Measures of drawings, in millimetres.
const (
	barHigh     = 4.2
	barStep     = 5.8
	barName     = 62.0
	barSum      = 14.0 // of the whole at its end
	curveHigh   = 42.0
	curveLeft   = 10.0 // of the counts on its axis
	curveRight  = 12.0 // of the counts at its end
	sampleSide  = 3.0
	sampleLine  = 8.0
	sampleSpace = 5.0
)

var (
	small  = fonts.Style{Size: 7.5}
	figure = fonts.Style{Size: 8, Bold: true}
	titled = fonts.Style{Size: 12, Bold: true}
)

// bars draws counts that divide a whole, with their key above.
func (p *printer) bars(d report.Bars) {
	key, keyHigh := p.key(d.Marks, false)
	head := line(titled) + 2
	p.y += 3
	p.put(head+keyHigh+float64(len(d.Rows))*barStep+1, func(y float64) {
		p.text(p.said(d.Name), titled, p.left, y, p.within(), report.Centre)
		key(y + head)
		for i, r := range d.Rows {
			p.bar(d, r, y+head+keyHigh+float64(i)*barStep)
		}
	})
}

// bar draws a row: its name, a part for each count, what they come to.
func (p *printer) bar(d report.Bars, r report.Bar, y float64) {
	at := y + (barHigh-line(cells))/2
	p.text(cells.Wrap(p.said(r.Name), barName)[0], cells, p.left, at, barName, report.Start)
	whole, x := r.Whole(), p.left+barName
	room := p.within() - barName - barSum
	p.text(strconv.Itoa(whole), figure, x+room, at, barSum, report.End)
	if whole == 0 {
		return
	}
	for i, n := range r.Counts {
		if n == 0 {
			continue
		}
		wide := room * float64(n) / float64(whole)
		k := inks[d.Marks[i].Key]
		p.fill(k, x, y, wide, barHigh)
		if s := strconv.Itoa(n); figure.Wide(s) < wide-0.6 {
			if k.hatched {
				p.pdf.SetFillColor(255, 255, 255)
				p.pdf.Rect(x+wide/2-figure.Wide(s)/2-0.6, y+0.5, figure.Wide(s)+1.2, barHigh-1, "F")
			}
			if k.light {
				p.pdf.SetTextColor(255, 255, 255)
			}
			p.text(s, figure, x, y+(barHigh-line(figure))/2, wide, report.Centre)
			p.pdf.SetTextColor(0, 0, 0)
		}
		x += wide
	}
}

// fill draws a part: its colour, or lines of it over white.
func (p *printer) fill(k ink, x, y, wide, high float64) {
	p.pdf.SetFillColor(k.r, k.g, k.b)
	if k.hatched {
		p.pdf.SetFillColor(255, 255, 255)
	}
	p.pdf.Rect(x, y, wide, high, "F")
	if k.hatched {
		p.pdf.SetDrawColor(k.r, k.g, k.b)
		p.pdf.SetLineWidth(0.35)
		p.pdf.ClipRect(x, y, wide, high, false)
		for at := x - high; at < x+wide; at += 1.1 {
			p.pdf.Line(at, y+high, at+high, y)
		}
		p.pdf.ClipEnd()
	}
	p.pdf.SetDrawColor(255, 255, 255)
	p.pdf.SetLineWidth(0.3)
	p.pdf.Rect(x, y, wide, high, "D")
	if k.hatched {
		p.pdf.SetDrawColor(k.r, k.g, k.b)
		p.pdf.SetLineWidth(0.15)
		p.pdf.Rect(x+0.15, y+0.15, max(0, wide-0.3), high-0.3, "D")
	}
}

// key lays out what the parts stand for, in as many rows as they need.
func (p *printer) key(parts []report.Mark, lines bool) (draw func(y float64), high float64) {
	sample := sampleSide
	if lines {
		sample = sampleLine
	}
	type place struct{ x, y float64 }
	var places []place
	x, row, step := p.left, 0.0, line(cells)*1.15
	for _, part := range parts {
		wide := sample + 1.2 + cells.Wide(p.said(part.Name)) + sampleSpace
		if x > p.left && x+wide > p.width-p.right {
			x, row = p.left, row+step
		}
		places = append(places, place{x, row})
		x += wide
	}
	return func(y float64) {
		for i, part := range parts {
			at, k := places[i], inks[part.Key]
			if lines {
				p.pen(k)
				p.pdf.Line(at.x, y+at.y+step/2, at.x+sample, y+at.y+step/2)
				p.pdf.SetDashPattern(nil, 0)
			} else {
				p.fill(k, at.x, y+at.y+(step-sampleSide)/2, sample, sampleSide)
			}
			p.text(p.said(part.Name), cells, at.x+sample+1.2, y+at.y+(step-line(cells))/2, 0, report.Start)
		}
	}, row + step + 2
}

// pen takes up the ink of a line.
func (p *printer) pen(k ink) {
	p.pdf.SetDrawColor(k.r, k.g, k.b)
	p.pdf.SetLineWidth(k.thick)
	if k.broken {
		p.pdf.SetDashPattern([]float64{1.6, 0.9}, 0)
	}
}

// curve draws counts over days, with the key above and the days below.
func (p *printer) curve(d report.Curve) {
	if len(d.Days) < 2 {
		return
	}
	var parts []report.Mark
	for _, l := range d.Lines {
		parts = append(parts, l.Mark)
	}
	key, keyHigh := p.key(parts, true)
	head := line(titled) + 2
	p.y += 4
	p.put(head+keyHigh+line(small)+curveHigh+2*line(small)+2, func(y float64) {
		p.text(p.said(d.Name), titled, p.left, y, p.within(), report.Centre)
		key(y + head)
		p.plot(d, y+head+keyHigh+line(small))
	})
}

// plot draws the axes and the lines of a curve, its top at y.
func (p *printer) plot(d report.Curve, y float64) {
	left, wide := p.left+curveLeft, p.within()-curveLeft-curveRight
	first, last := d.Days[0], d.Days[len(d.Days)-1]
	most := max(d.Whole, 1)
	x := func(i int) float64 { return left + wide*float64(d.Days[i].Sub(first))/float64(last.Sub(first)) }
	high := func(n int) float64 { return y + curveHigh - curveHigh*float64(n)/float64(most) }
	for _, n := range marks(most) {
		p.pdf.SetDrawColor(205, 212, 220)
		p.pdf.SetLineWidth(0.1)
		p.pdf.Line(left, high(n), left+wide, high(n))
		p.text(strconv.Itoa(n), small, p.left, high(n)-line(small)/2, curveLeft-1.5, report.End)
	}
	for i, day := range d.Days {
		said := report.Day(day).In(p.Languages[0])
		if day == d.On {
			p.pdf.SetDrawColor(11, 110, 153)
			p.pdf.SetLineWidth(0.3)
			p.pdf.Line(x(i), y, x(i), y+curveHigh)
			at := min(x(i)-figure.Wide(said)/2, p.width-p.right-figure.Wide(said))
			p.text(said, figure, at, y-line(figure)-0.2, 0, report.Start)
			continue
		}
		p.pdf.SetDrawColor(150, 158, 168)
		p.pdf.SetLineWidth(0.1)
		p.pdf.Line(x(i), y+curveHigh, x(i), y+curveHigh+1)
		p.text(said, small, x(i)-15, y+curveHigh+1.2, 30, report.Centre)
	}
	for _, l := range d.Lines {
		p.pen(inks[l.Key])
		for i := 1; i < len(l.Counts); i++ {
			p.pdf.Line(x(i-1), high(l.Counts[i-1]), x(i), high(l.Counts[i]))
		}
		p.pdf.SetDashPattern(nil, 0)
	}
	for i, at := range p.ends(d, high) {
		if l := d.Lines[i]; len(l.Counts) > 0 {
			p.text(strconv.Itoa(l.Counts[len(l.Counts)-1]), figure, x(len(l.Counts)-1)+1.2, at-line(figure)/2, 0, report.Start)
		}
	}
}

// ends is where the last count of each line is written: beside its end, apart
// from those that end on the same day.
func (p *printer) ends(d report.Curve, high func(int) float64) []float64 {
	out := make([]float64, len(d.Lines))
	for i, l := range d.Lines {
		if len(l.Counts) == 0 {
			continue
		}
		out[i] = high(l.Counts[len(l.Counts)-1])
		for k, other := range d.Lines[:i] {
			if len(other.Counts) == len(l.Counts) && abs(out[i]-out[k]) < line(figure) {
				out[i] = out[k] + line(figure)
			}
		}
	}
	return out
}

func abs(f float64) float64 { return max(f, -f) }

// marks are the counts on an axis: nothing, half and all.
func marks(most int) []int {
	if most < 2 {
		return []int{0, most}
	}
	return []int{0, most / 2, most}
}

// said is a value on one line, in all languages of the document.
func (p *printer) said(v report.Value) string {
	return strings.Join(report.Lines(v, p.Languages), " / ")
}
