package portfolio

import (
	"slices"
	"time"

	"qadam/internal/civil"
)

// Ends are the days on which the lines of a board end, each list sorted; lines
// that are withdrawn are in none.
type Ends struct {
	due    []civil.Date // by the plan in force
	finish []civil.Date // done on, or expected
	done   []civil.Date // accepted as of the act's date
}

// Ends returns the days on which lines end. They are sorted once.
func (b *Board) Ends() Ends {
	if b.ended == nil {
		return b.sortEnds()
	}
	return b.ended()
}

func (b *Board) sortEnds() Ends {
	var e Ends
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Status == Withdrawn {
			continue
		}
		e.due, e.finish = append(e.due, l.Deadline), append(e.finish, l.Finish)
		if l.Status == Done {
			e.done = append(e.done, l.Facts.DoneOn)
		}
	}
	for _, days := range [][]civil.Date{e.due, e.finish, e.done} {
		slices.SortFunc(days, civil.Date.Compare)
	}
	return e
}

// by counts the days of a sorted list up to a day, that day too.
func by(days []civil.Date, day civil.Date) int {
	n, _ := slices.BinarySearchFunc(days, day.AddDays(1), civil.Date.Compare)
	return n
}

// DueBy counts the lines whose deadline in the plan in force is the day or earlier.
func (e Ends) DueBy(day civil.Date) int { return by(e.due, day) }

// FinishBy counts the lines that are done or expected by the day.
func (e Ends) FinishBy(day civil.Date) int { return by(e.finish, day) }

// DoneBy counts the lines that were done by the day, by the dates of their acts.
func (e Ends) DoneBy(day civil.Date) int { return by(e.done, day) }

// CurvePoint is how many milestones are planned, expected and done by the end of
// a day.
type CurvePoint struct {
	Day      civil.Date
	Planned  int // by the plan in force
	Forecast int // done, or expected by the forecasts and what pushes them
	Done     int
	Known    bool // the day is not after the one shown, so Done says something
}

// Curve is the year of an overview in points: each end of a month, and the day
// shown when it is none. It takes as long for many milestones as for few.
func (o Overview) Curve() []CurvePoint {
	var points []CurvePoint
	all := make([]Ends, len(o.Rows))
	for i, r := range o.Rows {
		all[i] = r.Board.Ends()
	}
	for _, day := range curveDays(o.Year, o.On) {
		p := CurvePoint{Day: day, Known: !day.After(o.On)}
		for _, e := range all {
			p.Planned += e.DueBy(day)
			p.Forecast += e.FinishBy(day)
			if p.Known {
				p.Done += e.DoneBy(day)
			}
		}
		points = append(points, p)
	}
	return points
}

// curveDays are the ends of a year's months with the day before it, and the day
// shown when it lies within.
func curveDays(year int, on civil.Date) []civil.Date {
	var days []civil.Date
	for m := range 13 {
		first := civil.Date{Year: year, Month: time.January, Day: 1}.AddMonths(m)
		days = append(days, first.AddDays(-1))
	}
	if at, found := slices.BinarySearchFunc(days, on, civil.Date.Compare); !found && at > 0 && at < len(days) {
		days = slices.Insert(days, at, on)
	}
	return days
}

// DueBetween counts the milestones whose deadline in the plan in force lies after
// from and not after to: what the plan wanted done between the two.
func (o Overview) DueBetween(from, to civil.Date) int {
	return o.DueBy(to) - o.DueBy(from)
}

// DueBy counts the milestones whose deadline in the plan in force is the day or
// earlier.
func (o Overview) DueBy(day civil.Date) int {
	n := 0
	for _, r := range o.Rows {
		n += r.Board.Ends().DueBy(day)
	}
	return n
}
