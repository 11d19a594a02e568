package portfolios

import (
	"slices"

	"qadam/internal/approval"
)

// Way is how far a version to come is on its way through approval.
type Way struct {
	CaseID     int64
	Seats      int // voting seats while it is voted on, not counting the recused; else 0
	Voted      int
	Remarks    int // of the round that went back to its drafters; else 0
	Unanswered int
}

// NewWay is the way of the version that a case decides on.
func NewWay(c approval.Case) Way {
	w := Way{CaseID: c.ID}
	if i := slices.IndexFunc(c.Votes, func(v approval.Vote) bool { return v.IsOpen() }); i >= 0 {
		count := c.Votes[i].Count()
		w.Seats, w.Voted = count.Seats, count.Voted()
	}
	if c.State().Back() {
		for _, r := range c.Remarks {
			if r.Round != c.Round() {
				continue
			}
			w.Remarks++
			if r.Answer() == nil {
				w.Unanswered++
			}
		}
	}
	return w
}
