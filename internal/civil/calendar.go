package civil

import (
	"slices"
	"sort"
	"time"
)

// DayKind says why a day is not what its weekday says.
type DayKind string

// The kinds of day in a working calendar.
const (
	Holiday  DayKind = "holiday"   // state, national or religious
	MovedOff DayKind = "moved_off" // off instead of another day
	Working  DayKind = "working"   // worked though a Saturday or Sunday
)

// CalendarDay is one exception to the week of Monday to Friday.
type CalendarDay struct {
	Date      Date
	Kind      DayKind
	Name      string // key of its name, or the name itself
	MovedFrom Date   // for MovedOff: the day instead of which it is off
}

// Calendar knows which days are worked: Monday to Friday unless its exceptions
// say otherwise. It never changes, so it may be shared. The zero Calendar has
// no exceptions.
type Calendar struct {
	days   []int // numbers of the exceptional days, in order
	shifts []int // working days gained or lost up to and including each
}

// NewCalendar makes a calendar of its exceptions, in any order. Of two for one
// day the later counts, so an administrator's row can follow the rules'.
func NewCalendar(days []CalendarDay) *Calendar {
	kinds := make(map[int]DayKind, len(days))
	for _, d := range days {
		kinds[d.Date.number()] = d.Kind
	}
	c := &Calendar{days: make([]int, 0, len(kinds)), shifts: make([]int, 0, len(kinds))}
	for n := range kinds {
		c.days = append(c.days, n)
	}
	slices.Sort(c.days)
	sum := 0
	for _, n := range c.days {
		works := kinds[n] == Working
		switch {
		case works && !weekdayWorks(n):
			sum++
		case !works && weekdayWorks(n):
			sum--
		}
		c.shifts = append(c.shifts, sum)
	}
	return c
}

// weekdayWorks reports whether a day is from Monday to Friday.
func weekdayWorks(n int) bool {
	w := weekday(n)
	return w != time.Saturday && w != time.Sunday
}

// IsWorking reports whether d is worked.
func (c *Calendar) IsWorking(d Date) bool { return c.works(d.number()) }

func (c *Calendar) works(n int) bool { return c.upTo(n) > c.upTo(n-1) }

// Between returns the number of working days from one day to another, both
// included, and 0 when the second is earlier. It costs the same for a week and
// for ten years.
func (c *Calendar) Between(from, to Date) int {
	if to.Before(from) {
		return 0
	}
	return c.upTo(to.number()) - c.upTo(from.number()-1)
}

// upTo counts the working days up to and including a day, from a Monday long
// ago: five for each whole week, the rest, and what the exceptions change.
func (c *Calendar) upTo(n int) int {
	count := plain(n)
	i := sort.SearchInts(c.days, n+1)
	if i > 0 {
		count += c.shifts[i-1]
	}
	return count
}

// plain counts the days from Monday to Friday up to and including a day.
func plain(n int) int {
	sinceMonday := n + 3 // 1970-01-01 was a Thursday
	weeks := floorDiv(sinceMonday, 7)
	return weeks*5 + min(sinceMonday-weeks*7+1, 5)
}

// Next returns d, or the first working day after it.
func (c *Calendar) Next(d Date) Date {
	n := d.number()
	for !c.works(n) {
		n++
	}
	return dateOfNumber(n)
}

// Previous returns d, or the last working day before it.
func (c *Calendar) Previous(d Date) Date {
	n := d.number()
	for !c.works(n) {
		n--
	}
	return dateOfNumber(n)
}

// Add returns the n-th working day after d, or before it when n is negative.
// The day itself is not counted; with 0 it is returned as it is.
func (c *Calendar) Add(d Date, n int) Date {
	if n == 0 {
		return d
	}
	if n < 0 {
		return c.Day(c.Ordinal(d.AddDays(-1)) + 1 + n)
	}
	return c.Day(c.Ordinal(d) + n)
}

// Ordinal numbers the working days: it counts them up to and including d, from
// a Monday long ago. A day off has the number of the working day before it.
func (c *Calendar) Ordinal(d Date) int { return c.upTo(d.number()) }

// OrdinalFrom is the number of d, or of the first working day after it.
func (c *Calendar) OrdinalFrom(d Date) int { return c.upTo(d.number()-1) + 1 }

// Day returns the working day of the number: the inverse of Ordinal.
func (c *Calendar) Day(ordinal int) Date {
	i := sort.Search(len(c.days), func(i int) bool { return plain(c.days[i])+c.shifts[i] >= ordinal })
	left := ordinal
	if i > 0 {
		left -= c.shifts[i-1]
	}
	weeks := floorDiv(left-1, 5)
	n := weeks*7 + left - 1 - weeks*5 - 3 // 1970-01-01 was a Thursday
	if i < len(c.days) {
		n = min(n, c.days[i])
	}
	return dateOfNumber(n)
}

// Roll is the direction in which a deadline on a day off moves.
type Roll int

// The directions.
const (
	Forward Roll = iota // to the next working day
	Back                // to the last working day before
)

// Rolled returns d, or the working day next to it in the given direction.
func (c *Calendar) Rolled(d Date, r Roll) Date {
	if d.IsZero() {
		return d
	}
	if r == Back {
		return c.Previous(d)
	}
	return c.Next(d)
}

// RollOf says which way a term rolls: forward, except that money rolls back,
// and so does whatever would roll into the next year, because budget
// appropriations lapse on 31 December (rules.md §3).
func (c *Calendar) RollOf(p Period, money bool) Roll {
	if last := p.Last(); money || c.Next(last).Year > last.Year {
		return Back
	}
	return Forward
}

// Deadline returns the day by which a term must be met: the last calendar day
// of the period, rolled to a working day. No term has no deadline.
func (c *Calendar) Deadline(p Period, money bool) Date {
	return c.Rolled(p.Last(), c.RollOf(p, money))
}
