package chart

import (
	"qadam/internal/money"
)

// TwinData is a table of the values that a chart draws, or of any others. Sums
// are written to the tiyn.
type TwinData struct {
	ID      string
	Caption string
	Heads   []string // of the columns of words, then of those of sums
	Rows    []TwinRow
	Open    bool // shown without asking
}

// TwinRow is a row: words, then sums.
type TwinRow struct {
	Words []string
	Sums  []money.Amount
	Blank []bool // sums that are not known, may be nil
	Total bool
}

func (r TwinRow) blank(i int) bool { return i < len(r.Blank) && r.Blank[i] }

// words is how many columns of words the rows have.
func (d TwinData) words() int {
	if len(d.Rows) == 0 {
		return 1
	}
	return len(d.Rows[0].Words)
}
