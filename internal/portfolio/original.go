package portfolio

import (
	"cmp"
	"slices"

	"qadam/internal/civil"
)

// Deadline is when the version of the sheet has the milestone due, rolled to a
// working day; zero when the version has no such line.
func (s *Sheet) Deadline(milestoneID int64) civil.Date {
	if s == nil {
		return civil.Date{}
	}
	i, ok := s.at[milestoneID]
	if !ok {
		return civil.Date{}
	}
	return s.deadlines[i]
}

// Said is the day on which the milestone was done or, as its owner says, will
// be; zero when nobody has said anything.
func (l *Line) Said() civil.Date {
	if l.Facts.Accepted {
		return l.Facts.DoneOn
	}
	return l.Facts.Forecast
}

// SlipFrom is by how many calendar days what was said lies after a deadline:
// that of the version in force, or the original one. What is not done cannot be
// done before today, whatever was said. known is false when nothing was said
// and the deadline has not passed, or when there was no such deadline.
func (l *Line) SlipFrom(deadline civil.Date) (days int, known bool) {
	end := l.Said()
	if l.Status.Open() && (l.Status == Overdue || !end.IsZero()) {
		end = later(end, l.Reason.On)
	}
	if end.IsZero() || deadline.IsZero() || l.Status == Withdrawn {
		return 0, false
	}
	return end.Sub(deadline), true
}

// Plan returns the line of a milestone, or nil when the version has none.
func (s *Sheet) Plan(milestoneID int64) *Plan {
	i, ok := s.at[milestoneID]
	if !ok {
		return nil
	}
	return &s.Plans[i]
}

// originals are the lines of a board that end later than they were first planned
// to: the furthest of them, and how many there are.
type originals struct {
	slips []Slip // from the largest
	count int
}

// originalsKept is how many of them a board keeps.
const originalsKept = 20

func (b *Board) fromFirst() originals {
	var o originals
	for i := range b.Lines {
		l := &b.Lines[i]
		days, known := l.SlipFrom(l.First)
		if !known || days <= 0 {
			continue
		}
		o.count++
		at, _ := slices.BinarySearchFunc(o.slips, days, func(s Slip, days int) int {
			return cmp.Or(cmp.Compare(days, s.Days), -1) // behind those as large
		})
		if at < originalsKept {
			o.slips = slices.Insert(o.slips, at, Slip{Line: *l, Was: l.First, Days: days})
			o.slips = o.slips[:min(len(o.slips), originalsKept)]
		}
	}
	return o
}

// LaterThanFirst lists the milestones that end later than they were first planned
// to, the furthest first, at most originalsKept of them, and how many there are
// altogether. The boards keep them.
func (o Overview) LaterThanFirst(limit int) (slips []Slip, all int) {
	for _, r := range o.Rows {
		if r.Board.originally == nil {
			continue // nothing is in force
		}
		first := r.Board.originally()
		slips, all = append(slips, first.slips...), all+first.count
	}
	slices.SortStableFunc(slips, func(x, y Slip) int { return cmp.Compare(y.Days, x.Days) })
	return slips[:min(limit, len(slips))], all
}
