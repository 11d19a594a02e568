package chart

import "qadam/internal/money"

// WaterfallData is what becomes of a plan, step by step: planned, allocated,
// committed, accepted, paid. Sums in tiyn.
type WaterfallData struct {
	Head
	Steps []Step
}

// Step is a figure on the way.
type Step struct {
	Label  string
	Amount money.Amount
	Href   string // where it leads, "" for nowhere
}

// fall is a step that has been laid out. Less and More are where the step before
// reached, in shares: one of the two.
type fall struct {
	Step
	width  int          // of the bar
	ghost  int          // up to where the step before reached, 0 when not further
	change money.Amount // to the step before
	first  bool
	y      int
}

// Where things stand in a step, in pixels.
const (
	fallRow    = 46
	fallText   = 13
	fallTop    = 20
	fallHeight = 18
)

func (d WaterfallData) falls() []fall {
	var most money.Amount
	for _, s := range d.Steps {
		most = max(most, s.Amount)
	}
	var out []fall
	for i, s := range d.Steps {
		f := fall{Step: s, width: share(s.Amount, most), first: i == 0, y: i * fallRow}
		if i > 0 {
			f.change = s.Amount - d.Steps[i-1].Amount
			if f.change < 0 {
				f.ghost = share(d.Steps[i-1].Amount, most)
			}
		}
		out = append(out, f)
	}
	return out
}

func (d WaterfallData) height() int { return len(d.Steps)*fallRow - 6 }
