package chart

import "qadam/internal/money"

// entry is a line of the key of a chart.
type entry struct {
	key    Key
	label  string
	amount money.Amount
	line   bool // drawn as a line with a sign, not as a bar
}
