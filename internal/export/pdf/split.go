package pdf

// split takes off a band what fits into the room: whole rows where it has
// several, else lines of text. A cell over several rows goes on beside the rows
// that are left.
func (b band) split(room float64) (first, rest band) {
	heights := b.natural()
	rows, have := 0, 0.0
	for rows < len(heights) && have+heights[rows] <= room {
		have += heights[rows]
		rows++
	}
	switch rows {
	case 0: // the first row alone is too high
		return b.cut(room, 0, len(heights))
	case len(heights): // only a cell over all rows is
		return b.cut(room, rows, 1)
	default:
		return b.cut(have, rows, len(heights)-rows)
	}
}

// cut divides a band after some of its rows, or with none within the first one,
// and leaves so many. Lines of text go to the first part as far as they fit.
func (b band) cut(room float64, rows, left int) (first, rest band) {
	first = band{heights: make([]float64, max(1, rows)), kind: b.kind, least: b.least}
	rest = band{heights: make([]float64, left), kind: b.kind, least: b.least}
	lines := max(1, int((room-2*padY)/line(cells)))
	for _, c := range b.cells {
		above, below := c, c
		above.Down, below.Down = min(c.Down, max(1, rows)-c.Row), c.Row+c.Down-rows
		below.Row = max(0, c.Row-rows)
		below.Down = min(below.Down, c.Down)
		switch {
		case c.Row > 0 && c.Row >= rows: // a later row
			rest.cells = append(rest.cells, below)
			continue
		case c.Row+c.Down > rows || rows == len(b.heights): // reaches beyond the cut, or fills the band's end
			n := min(lines, len(c.lines))
			above.lines, below.lines = c.lines[:n], c.lines[n:]
		}
		first.cells = append(first.cells, above)
		if rows == len(b.heights) { // what is left has one row
			if c.Row > 0 {
				continue
			}
			below.Down = 1
		}
		if below.Down > 0 {
			rest.cells = append(rest.cells, below)
		}
	}
	first.stretch()
	rest.stretch()
	return first, rest
}
