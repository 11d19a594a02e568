package pdf

import (
	"strings"

	"qadam/internal/export/fonts"
	"qadam/internal/report"
)

// Measures of prose, in millimetres and points.
const (
	indent    = 12.5 // of the first line of a paragraph
	margin    = 12.5 // of a label
	signWidth = 55.0 // of a line to sign on
	gap       = 3.0  // between passages that stand apart
)

// prose lays passages out. One that stays goes to the next page with what
// follows it.
func (p *printer) prose(b report.Prose) {
	if b.Apart && len(p.pages) > 0 {
		p.page()
	}
	var waiting []set
	for _, one := range b.Passages {
		s := p.set(one)
		waiting = append(waiting, s)
		if one.Stays {
			continue
		}
		p.place(waiting)
		waiting = nil
	}
	p.place(waiting)
}

// set is a passage broken into lines, each with where it is drawn.
type set struct {
	space float64
	lines []func(y float64)
	high  float64 // of a line
}

// place puts passages on the page: all but the last whole, and of the last at
// least two lines, so that no head stands alone at the foot of a page.
func (p *printer) place(all []set) {
	need := 0.0
	for i, s := range all {
		n := len(s.lines)
		if i == len(all)-1 {
			n = min(n, 2)
		}
		need += s.space + float64(n)*s.high
	}
	if p.room() < need && p.y > p.top {
		p.page()
	}
	for _, s := range all {
		if p.room(); p.y > p.top {
			p.y += s.space
		}
		for i, draw := range s.lines {
			if last := len(s.lines) - 1; i == last-1 && last > 1 && p.room() < 2*s.high {
				p.page() // nor does a last line stand alone at the head of one
			}
			p.put(s.high, draw)
		}
	}
}

func (p *printer) set(one report.Passage) set {
	st := fonts.Style{Bold: one.Strong, Size: 12}
	if one.Small {
		st.Size = 9
	}
	s := set{high: line(st) * 1.04}
	if one.Space {
		s.space = gap
	}
	said := strings.Join(report.Lines(one.Value, p.Languages), "\n")
	right := strings.Join(report.Lines(one.Right, p.Languages), " ")
	label := strings.Join(report.Lines(one.Label, p.Languages), " ")
	switch {
	case one.Sign:
		s.high *= 2.2 // room to sign in
		s.lines = []func(float64){p.signLine(said, right, st, s.high)}
	case right != "":
		s.lines = []func(float64){func(y float64) {
			p.text(said, st, p.left, y, p.within(), report.Start)
			p.text(right, st, p.left, y, p.within(), report.End)
		}}
	case one.Align != report.Start:
		for _, l := range st.Wrap(said, p.within()) {
			s.lines = append(s.lines, func(y float64) { p.text(l, st, p.left, y, p.within(), one.Align) })
		}
	case label != "":
		wide := max(margin, st.Wide(label)+2)
		for i, l := range paragraphs(st, said, p.within()-wide, 0) {
			s.lines = append(s.lines, func(y float64) {
				if i == 0 {
					p.text(label, st, p.left, y, wide, report.Start)
				}
				p.justified(l, st, p.left+wide, y, p.within()-wide)
			})
		}
	default:
		first := indent
		if one.Strong || one.Small || strings.Contains(said, "\n") {
			first = 0
		}
		for i, l := range paragraphs(st, said, p.within(), first) {
			x := p.left
			if i == 0 {
				x += first
			}
			s.lines = append(s.lines, func(y float64) { p.justified(l, st, x, y, p.within()-(x-p.left)) })
		}
	}
	return s
}

// signLine is a title, a line to sign on and a name, on one base.
func (p *printer) signLine(title, name string, st fonts.Style, high float64) func(float64) {
	return func(y float64) {
		at := y + high - line(st)
		p.text(title, st, p.left, at, p.within(), report.Start)
		x := p.left + 62
		p.pdf.SetDrawColor(20, 20, 20)
		p.pdf.SetLineWidth(0.2)
		p.pdf.Line(x, at+st.Size*fonts.Point, x+signWidth, at+st.Size*fonts.Point)
		p.text(name, st, p.left, at, p.within(), report.End)
	}
}

// row is a line of a paragraph; the last one is not stretched.
type row struct {
	text string
	last bool
}

// paragraphs breaks text into lines; the first line of it is so much shorter.
func paragraphs(st fonts.Style, text string, width, first float64) []row {
	var rows []row
	for part := range strings.SplitSeq(text, "\n") {
		var lines []string
		if len(rows) == 0 && first > 0 {
			head := st.Wrap(part, width-first)[0]
			lines = append(lines, head)
			if !strings.HasPrefix(part, head) { // a word was parted, which has a hyphen now
				head = strings.TrimSuffix(head, "-")
			}
			part = strings.TrimLeft(strings.TrimPrefix(part, head), " ")
		}
		if part != "" {
			lines = append(lines, st.Wrap(part, width)...)
		}
		for i, l := range lines {
			rows = append(rows, row{l, i == len(lines)-1})
		}
	}
	return rows
}

// justified draws a line as wide as the column, by widening its spaces; not the
// last line of a paragraph, nor one that would be torn apart.
func (p *printer) justified(r row, st fonts.Style, x, y, width float64) {
	words := strings.Split(r.text, " ")
	spare := width - st.Wide(r.text)
	if r.last || len(words) < 2 || spare < 0 || spare > width/5 {
		p.text(r.text, st, x, y, width, report.Start)
		return
	}
	each := spare / float64(len(words)-1)
	for _, w := range words {
		p.text(w, st, x, y, width, report.Start)
		x += st.Wide(w) + st.Wide(" ") + each
	}
}
