package portfolio

import (
	"math"

	"qadam/internal/civil"
	"qadam/internal/schedule"
)

// course is how the lines of a board come to their ends: where each begins and
// ends as far as anybody knows, in the numbers of working days, predecessors
// first.
type course struct {
	sheet *Sheet
	lines []Line
	on    int
	spans []schedule.Span
}

// unbound is earlier than everything.
const unbound = math.MinInt / 2

// pushed is where the predecessors of a line push its finish to, or zero when
// they let it finish as its owner says. The owner's forecast is never changed:
// this stands beside it (rules.md §4), with the predecessor that does it.
func (c *course) pushed(i int) (civil.Date, *Line) {
	l, cal := &c.lines[i], c.sheet.calendar
	planned := c.sheet.starts[i]
	if l.Facts.Accepted {
		done := cal.Ordinal(l.Facts.DoneOn)
		c.spans[i] = schedule.Span{Start: min(planned, done), Finish: done}
		return civil.Date{}, nil
	}
	own := cal.Ordinal(owned(l))
	work := c.work(i, own)
	end, pusher := unbound, (*Line)(nil)
	for _, link := range c.sheet.before[i] {
		if !holds(&c.lines[link.From], l) {
			continue
		}
		day, finish := link.Earliest(c.spans[link.From])
		if !finish && day <= planned {
			continue // the plan waits for it anyway
		}
		if !finish {
			day += work - 1
		}
		if day > end {
			end, pusher = day, &c.lines[link.From]
		}
	}
	// What is not done cannot be done before today.
	c.spans[i] = schedule.Span{Start: planned, Finish: max(own, end, c.on)}
	if !begun(l) {
		c.spans[i].Start = max(planned, c.spans[i].Finish-work+1)
	}
	if end <= own {
		return civil.Date{}, nil
	}
	return cal.Day(end), pusher
}

// work is how many working days of work are left on a line: the share of the
// plan's that is not done, and no more than its owner takes for it.
func (c *course) work(i, own int) int {
	left := (c.sheet.durations[i]*(100-c.lines[i].Facts.Percent) + 99) / 100
	return max(1, min(left, own-c.sheet.starts[i]+1))
}

// holds reports whether a predecessor holds a line. One that is done holds
// only a milestone that was never reported: once its owner has reported, the
// owner's forecast knows better. One that was withdrawn holds nobody.
func holds(predecessor, l *Line) bool {
	return predecessor.Status != Withdrawn && !(predecessor.Facts.Accepted && l.Facts.UpdateID != 0)
}

// begun reports whether some of the work on a line is done, so that nothing
// can push its start.
func begun(l *Line) bool { return l.Facts.Percent > 0 }

// owned is when the milestone's owner expects it to be done.
func owned(l *Line) civil.Date {
	if !l.Facts.Forecast.IsZero() {
		return l.Facts.Forecast
	}
	return l.Deadline
}

// finish is when a line was or will be done, as far as anybody knows.
func finish(l *Line) civil.Date {
	if l.Facts.Accepted {
		return l.Facts.DoneOn
	}
	return later(owned(l), l.PushedTo)
}

func later(a, b civil.Date) civil.Date {
	if b.After(a) {
		return b
	}
	return a
}
