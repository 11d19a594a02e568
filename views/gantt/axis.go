// Package gantt draws plan and forecast on an axis of days, as SVG from values:
// the axis, a row's bars, the links that run through rows. It refuses to know
// what a milestone is, to measure text, and to need a script: every place along
// the axis is a share of its width, so a drawing fits any.
package gantt

import (
	"time"

	"qadam/internal/civil"
)

// Scale is how much of the axis a screen shows.
type Scale string

// The scales. Fit is as wide as there is room, for paper too.
const (
	Months   Scale = "months"
	Quarters Scale = "quarters"
	Years    Scale = "years"
	Fit      Scale = "fit"
)

// Scales lists them; the first is the one when none is asked for.
var Scales = []Scale{Quarters, Months, Years, Fit}

// tenthsPerDay is the width of a day, in tenths of a CSS pixel.
var tenthsPerDay = map[Scale]int{Months: 52, Quarters: 20, Years: 7}

// How many years beside those of the roadmaps an axis shows at most: a start in
// the year 19, or a forecast in the next century, is cut off, not drawn.
const (
	yearsBefore = 3
	yearsAfter  = 10
)

// YearSpan is the years of the roadmaps that are drawn.
type YearSpan struct{ First, Last int }

// Axis is the days that are drawn, whole periods of its scale.
type Axis struct {
	Scale Scale
	First civil.Date
	Last  civil.Date
	On    civil.Date // the day shown, zero for none
}

// NewAxis makes an axis that has both days on it, with room behind the last for
// its mark, as far as they are not too far from the years.
func NewAxis(s Scale, first, last, on civil.Date, years YearSpan) Axis {
	a := Axis{Scale: s, On: on}
	first, last = years.near(first), years.near(last.AddDays(7))
	months := 1
	switch {
	case s == Quarters:
		months = 3
	case s == Years:
		months = 12
	}
	a.First = civil.Date{Year: first.Year, Month: (first.Month-1)/time.Month(months)*time.Month(months) + 1, Day: 1}
	end := civil.Date{Year: last.Year, Month: (last.Month-1)/time.Month(months)*time.Month(months) + 1, Day: 1}
	a.Last = end.AddMonths(months).AddDays(-1)
	if s == Fit {
		a.Last = last
	}
	return a
}

// near is the day, or the nearest that an axis may show.
func (y YearSpan) near(d civil.Date) civil.Date {
	lo := civil.Date{Year: y.First - yearsBefore, Month: time.January, Day: 1}
	hi := civil.Date{Year: y.Last + yearsAfter, Month: time.December, Day: 31}
	switch {
	case d.Before(lo):
		return lo
	case d.After(hi):
		return hi
	}
	return d
}

// Beyond reports whether days begin before the axis, and whether they end behind
// it.
func (a Axis) Beyond(s Span) (before, after bool) {
	return s.From.Before(a.First), s.To.After(a.Last)
}

// Days is how many days the axis has.
func (a Axis) Days() int { return a.Last.Sub(a.First) + 1 }

// Width is the width of the drawing in CSS pixels, 0 for as wide as there is
// room.
func (a Axis) Width() int { return a.Days() * tenthsPerDay[a.Scale] / 10 }

// shares is what the whole axis is: places are in thousandths of per cent.
const shares = 100_000

// at is where a day begins. A day that is not on the axis is put on its edge.
func (a Axis) at(d civil.Date) int {
	days := a.Days()
	return min(max(d.Sub(a.First), 0), days) * shares / days
}

// after is where a day ends.
func (a Axis) after(d civil.Date) int { return a.at(d.AddDays(1)) }

// Share is where a day stands on the axis, of one, for scripts that scroll
// there.
func (a Axis) Share(d civil.Date) float64 { return float64(a.at(d)) / shares }

// Shows reports whether a day is on the axis.
func (a Axis) Shows(d civil.Date) bool { return !d.Before(a.First) && !d.After(a.Last) }

// tick is a period with a line at its beginning.
type tick struct {
	x      int
	period civil.Period
	text   bool // there is room to name it
}

// kinds are the two rows of periods that name the axis: the longer and the
// shorter. The shorter of months is weeks, which have no period: "".
func (a Axis) kinds() (major, minor civil.PeriodKind) {
	switch {
	case a.Scale == Months:
		return civil.Month, ""
	case a.Scale == Years || a.Scale == Fit && a.Days() > 500:
		return civil.Year, civil.Quarter
	default:
		return civil.Quarter, civil.Month
	}
}

var monthsOf = map[civil.PeriodKind]int{civil.Month: 1, civil.Quarter: 3, civil.Year: 12}

// ticks are the periods of a kind. Where one is cut by an end of the axis so
// that its name has no room, it is not named.
func (a Axis) ticks(kind civil.PeriodKind) []tick {
	months := monthsOf[kind]
	d := civil.Date{Year: a.First.Year, Month: (a.First.Month-1)/time.Month(months)*time.Month(months) + 1, Day: 1}
	var out []tick
	for !d.After(a.Last) {
		next := d.AddMonths(months)
		shown := min(next.Sub(a.First), a.Days()) - max(d.Sub(a.First), 0)
		t := tick{x: a.at(d), period: civil.InYear(d.Year), text: shown*2 > next.Sub(d)}
		switch kind {
		case civil.Month:
			t.period = civil.InMonth(d.Year, d.Month)
		case civil.Quarter:
			t.period = civil.InQuarter(d.Year, int(d.Month+2)/3)
		}
		out = append(out, t)
		d = next
	}
	return out
}

// mondays are the first days of the weeks.
func (a Axis) mondays() []civil.Date {
	var out []civil.Date
	for d := a.First.AddDays((8 - int(a.First.Weekday())) % 7); !d.After(a.Last); d = d.AddDays(7) {
		out = append(out, d)
	}
	return out
}
