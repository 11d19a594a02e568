package pdf

import (
	"qadam/internal/export/fonts"
	"qadam/internal/report"
)

const (
	padX, padY = 1.0, 0.7
	thin       = 0.15
)

// cell is a cell of a table with its text broken into lines.
type cell struct {
	report.Placed
	x, width float64
	style    fonts.Style
	lines    []string
}

func (c cell) height() float64 { return float64(len(c.lines))*line(c.style) + 2*padY }

// band is rows that stay together: those over which a cell reaches.
type band struct {
	cells   []cell
	heights []float64 // of the rows
	kind    report.RowKind
	least   float64 // height of a row
}

func (b band) height() float64 {
	sum := 0.0
	for _, h := range b.heights {
		sum += h
	}
	return sum
}

// table draws the rows with the head on each page. The head of a section is
// never left alone at the foot of a page, nor a total without a row above it.
func (p *printer) table(t report.Table) {
	if t.Apart && p.y > p.top {
		p.page()
	}
	edges := p.edgesOf(t.Columns)
	heads := p.bands(t, t.HeadRows(), edges)
	bands := p.bands(t, t.Rows, edges)
	caption := fonts.Style{Size: 12}
	if need := height(heads) + height(bands) + float64(len(t.Caption)+1)*line(caption); t.Whole && p.room() < need && need < p.height-p.top-p.bottom && p.y > p.top {
		p.page()
	}
	if n := len(t.Caption); n > 0 && p.room() < float64(n+1)*float64(len(p.Languages))*line(caption)+height(heads)+p.together(bands, 0) && p.y > p.top {
		p.page()
	} else if n > 0 && p.y > p.top {
		p.y += 4
	}
	p.lines(t.Caption, caption, report.Centre)
	if len(t.Caption) > 0 {
		p.y += 3
	}
	if p.room() < height(heads)+p.together(bands, 0) && len(t.Caption) == 0 {
		p.page()
	}
	p.head(heads)
	for i, b := range bands {
		if p.room() < p.together(bands, i) && p.y > p.top+height(heads) && p.together(bands, i) < p.whole(heads) {
			p.page()
			p.head(heads)
		}
		for b.height() > p.room() { // longer than a page: it goes on on the next
			if p.room() > 4*line(cells) {
				var first band
				first, b = b.split(p.room())
				p.band(first)
			}
			p.page()
			p.head(heads)
		}
		p.band(b)
	}
}

// whole is the room of an empty page under the head.
func (p *printer) whole(heads []band) float64 { return p.height - p.top - p.bottom - height(heads) }

// together is the height of a band with what must not be parted from it: the
// rows under the head of a section.
func (p *printer) together(bands []band, i int) float64 {
	sum := 0.0
	for ; i < len(bands); i++ {
		sum += bands[i].height()
		if k := bands[i].kind; k != report.Section && k != report.Part {
			if i+1 == len(bands) || bands[i+1].kind != report.Total || k == report.Total {
				break
			}
		}
	}
	return sum
}

func height(bands []band) float64 {
	sum := 0.0
	for _, b := range bands {
		sum += b.height()
	}
	return sum
}

func (p *printer) head(heads []band) {
	for _, b := range heads {
		p.band(b)
	}
}

// edgesOf is where the columns begin and the last one ends. They fill the sheet.
func (p *printer) edgesOf(columns []report.Column) []float64 {
	all := 0.0
	for _, c := range columns {
		all += c.Width
	}
	edges := []float64{p.left}
	for _, c := range columns {
		edges = append(edges, edges[len(edges)-1]+c.Width*p.within()/all)
	}
	return edges
}

// bands breaks the text of the rows into lines and says how high they are.
func (p *printer) bands(t report.Table, rows []report.Row, edges []float64) []band {
	placed := t.Place(rows, p.Languages)
	var out []band
	for _, run := range report.Blocks(rows) {
		b := band{heights: make([]float64, run[1]-run[0]), kind: rows[run[0]].Kind}
		for len(placed) > 0 && placed[0].Row < run[1] {
			c := cell{Placed: placed[0], x: edges[placed[0].Col], style: styleOf(placed[0].Kind)}
			placed = placed[1:]
			c.Row -= run[0]
			c.width = edges[min(c.Col+c.Across, len(edges)-1)] - c.x
			c.wrap()
			b.cells = append(b.cells, c)
		}
		if b.kind != report.HeadRow {
			b.least = t.Least
		}
		b.stretch()
		out = append(out, b)
	}
	return out
}

// wrap breaks the text of a cell into lines; a sum stands on one, in smaller
// letters if it must.
func (c *cell) wrap() {
	room := c.width - 2*padX
	_, sum := c.Value.(report.Sum)
	for _, s := range report.Lines(c.Value, c.Lang) {
		if !sum {
			c.lines = append(c.lines, c.style.Wrap(s, room)...)
			continue
		}
		c.lines = append(c.lines, s)
		if wide := c.style.Wide(s); wide > room {
			c.style.Size *= room / wide
		}
	}
}

func styleOf(k report.RowKind) fonts.Style {
	if k == report.HeadRow {
		return heads
	}
	s := cells
	s.Bold = k == report.Section || k == report.Part || k == report.Total
	return s
}

// stretch makes each row as high as its cells need; a cell over several rows
// stretches the last of them.
func (b *band) stretch() {
	b.heights = b.natural()
	for _, c := range b.cells {
		if c.Down == 1 {
			continue
		}
		last, have := min(c.Row+c.Down, len(b.heights)), 0.0
		for _, h := range b.heights[c.Row:last] {
			have += h
		}
		b.heights[last-1] += max(0, c.height()-have)
	}
}

// natural are the heights of the rows without the cells over several of them.
func (b *band) natural() []float64 {
	heights := make([]float64, len(b.heights))
	for i := range heights {
		heights[i] = max(b.least, line(cells)+2*padY)
	}
	for _, c := range b.cells {
		if c.Down == 1 {
			heights[c.Row] = max(heights[c.Row], c.height())
		}
	}
	return heights
}

// band draws rows where the page has come to.
func (p *printer) band(b band) {
	p.put(b.height(), func(y float64) {
		for _, c := range b.cells {
			p.cell(c, y, b.heights)
		}
	})
}

func (p *printer) cell(c cell, y float64, heights []float64) {
	height := 0.0
	for i, h := range heights {
		switch {
		case i < c.Row:
			y += h
		case i < c.Row+c.Down:
			height += h
		}
	}
	if c.Kind == report.HeadRow || c.Kind == report.Section {
		p.pdf.SetFillColor(236, 239, 242)
		p.pdf.Rect(c.x, y, c.width, height, "F")
	}
	p.pdf.SetDrawColor(60, 60, 60)
	p.pdf.SetLineWidth(thin)
	p.pdf.Rect(c.x, y, c.width, height, "D")
	at := y + padY
	if c.Kind == report.HeadRow {
		at = y + (height-float64(len(c.lines))*line(c.style))/2
	}
	for _, s := range c.lines {
		p.text(s, c.style, c.x+padX, at, c.width-2*padX, c.Stands)
		at += line(c.style)
	}
}
