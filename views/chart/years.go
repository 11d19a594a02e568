package chart

import (
	"unicode/utf8"

	"qadam/internal/money"
)

// YearsData is sums by year, stacked by model or source, and beside them what is
// never added to them: the obligations of partnerships. Rows may be something
// else than years, such as programmes. Sums in tiyn.
type YearsData struct {
	Head
	Of     string   // what the rows are, as the head of the twin's first column
	Series []Series // that are stacked
	Beside *Series  // in a bar of its own below each stack, nil for none
	Rows   []YearRow
}

// Series is what is drawn alike in all rows.
type Series struct {
	Key   Key
	Label string
}

// YearRow is a year with a sum for each series, in their order.
type YearRow struct {
	Label   string
	Amounts []money.Amount
	Beside  money.Amount
	Href    string
}

// Total is what is stacked.
func (r YearRow) Total() money.Amount {
	var sum money.Amount
	for _, a := range r.Amounts {
		sum += a
	}
	return sum
}

// Total is what a series comes to over all rows.
func (d YearsData) Total(series int) money.Amount {
	var sum money.Amount
	for _, r := range d.Rows {
		sum += r.Amounts[series]
	}
	return sum
}

// TotalBeside is what stands beside over all rows.
func (d YearsData) TotalBeside() money.Amount {
	var sum money.Amount
	for _, r := range d.Rows {
		sum += r.Beside
	}
	return sum
}

// block is a part of a stack.
type block struct {
	series Series
	amount money.Amount
	x, w   int // shares
}

// stack is a row that has been laid out.
type stack struct {
	YearRow
	blocks  []block
	end     int // where the stack ends
	beside  int // where the bar beside ends
	y       int // of the row
	text    int // where its label stands
	top     int // of the stack
	besideY int
}

// Where things stand in a row, in pixels; and the room of the bars along the
// width, in shares: labels before, sums behind.
const (
	stackHeight  = 16
	besideHeight = 9
	labelLine    = 18
	shortLabel   = 7 // letters that fit before the bars
	barsFrom     = 14_000
	barsTo       = 72_000
)

// inline reports whether labels stand before the bars: all are short.
func (d YearsData) inline() bool {
	for _, r := range d.Rows {
		if utf8.RuneCountInString(r.Label) > shortLabel {
			return false
		}
	}
	return true
}

func (d YearsData) rowHeight() int {
	h := stackHeight + 12
	if d.Beside != nil {
		h += besideHeight + 5
	}
	if !d.inline() {
		h += labelLine
	}
	return h
}

func (d YearsData) height() int { return len(d.Rows) * d.rowHeight() }

// stacks lays the rows out. Both bars have one scale.
func (d YearsData) stacks() []stack {
	var most money.Amount
	for _, r := range d.Rows {
		var sum money.Amount
		for _, a := range r.Amounts {
			sum += max(a, 0)
		}
		most = max(most, sum, r.Beside)
	}
	from, room := 0, barsTo
	if d.inline() {
		from, room = barsFrom, barsTo-barsFrom
	}
	var out []stack
	for i, r := range d.Rows {
		s := stack{YearRow: r, y: i * d.rowHeight(), end: from}
		s.top = s.y + 4
		s.text = s.top + 12
		if !d.inline() {
			s.text = s.y + 13
			s.top = s.y + labelLine + 2
		}
		s.besideY = s.top + stackHeight + 3
		var sum money.Amount
		for k, a := range r.Amounts {
			if a <= 0 {
				continue
			}
			x := from + scaled(sum, most, room)
			sum += a
			s.end = from + scaled(sum, most, room)
			s.blocks = append(s.blocks, block{series: d.Series[k], amount: a, x: x, w: s.end - x})
		}
		if len(s.blocks) == 0 {
			s.besideY = s.top + (stackHeight-besideHeight)/2
		}
		s.beside = from + scaled(r.Beside, most, room)
		out = append(out, s)
	}
	return out
}

func (d YearsData) from() int {
	if d.inline() {
		return barsFrom
	}
	return 0
}

func (d YearsData) keys() []Key {
	var keys []Key
	for _, s := range d.Series {
		keys = append(keys, s.Key)
	}
	if d.Beside != nil {
		keys = append(keys, d.Beside.Key)
	}
	return keys
}
