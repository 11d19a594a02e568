package portfolio

import (
	"slices"

	"qadam/internal/civil"
)

// CalendarChange is what another list of days makes of a year's calendar.
type CalendarChange struct {
	Added, Removed []CalendarDay
	Changed        []CalendarDayChange
	Before, After  WorkingDays
}

// CalendarDayChange is one day in both lists.
type CalendarDayChange struct{ Was, Is CalendarDay }

// Nothing reports whether both lists say the same.
func (c CalendarChange) Nothing() bool { return len(c.Added)+len(c.Removed)+len(c.Changed) == 0 }

// CompareCalendars compares the days of a year with those that are to take
// their place. all are the days that were entered, of whichever year: a day off
// may be moved from one year into another.
func CompareCalendars(year int, all, want []CalendarDay) CalendarChange {
	have := DaysOf(year, all)
	c := CalendarChange{
		Before: CountWorkingDays(WorkingCalendar(all), year),
		After:  CountWorkingDays(WorkingCalendar(WithYear(year, all, want)), year),
	}
	for _, w := range want {
		at := slices.IndexFunc(have, func(h CalendarDay) bool { return h.Date == w.Date })
		switch {
		case at < 0:
			c.Added = append(c.Added, w)
		case !have[at].Says(w):
			c.Changed = append(c.Changed, CalendarDayChange{have[at], w})
		}
	}
	for _, h := range have {
		if !slices.ContainsFunc(want, func(w CalendarDay) bool { return h.Date == w.Date }) {
			c.Removed = append(c.Removed, h)
		}
	}
	return c
}

// Says reports whether two entries for a day say the same.
func (d CalendarDay) Says(o CalendarDay) bool {
	return d.Date == o.Date && d.Kind == o.Kind && d.Name == o.Name && d.MovedFrom == o.MovedFrom
}

// DaysOf are the days of a year: those entered, or else the rules'.
func DaysOf(year int, all []CalendarDay) []CalendarDay {
	var days []CalendarDay
	for _, d := range all {
		if d.Date.Year == year {
			days = append(days, d)
		}
	}
	if days == nil {
		return RuledDays(year)
	}
	return days
}

// WithYear are all days with others in the place of one year's.
func WithYear(year int, all, days []CalendarDay) []CalendarDay {
	kept := slices.DeleteFunc(slices.Clone(all), func(d CalendarDay) bool { return d.Date.Year == year })
	return append(kept, days...)
}

// WorkingDays counts the working days of a year.
type WorkingDays struct {
	Year     int
	Quarters [4]int
	Months   [12]int
}

// CountWorkingDays counts them.
func CountWorkingDays(cal *civil.Calendar, year int) WorkingDays {
	of := func(p civil.Period) int { return cal.Between(p.First(), p.Last()) }
	n := WorkingDays{Year: of(civil.InYear(year))}
	for i := range n.Quarters {
		n.Quarters[i] = of(civil.InQuarter(year, i+1))
	}
	for i := range n.Months {
		n.Months[i] = of(civil.Period{Kind: civil.Month, Year: year, N: i + 1})
	}
	return n
}

// DayPair is a day off that was moved: one day is worked or was a holiday, the
// other is off instead of it.
type DayPair struct {
	From, To CalendarDay
	Worked   bool // From is worked: the Government moved it; else it was a holiday at a weekend
}

// DayPairs are the days off of a year that were moved, in the order of the days
// instead of which they are off.
func DayPairs(days []CalendarDay) []DayPair {
	var pairs []DayPair
	for _, d := range days {
		if d.Kind != civil.MovedOff || d.MovedFrom.IsZero() {
			continue
		}
		p := DayPair{To: d, From: CalendarDay{Date: d.MovedFrom}}
		if at := slices.IndexFunc(days, func(o CalendarDay) bool { return o.Date == d.MovedFrom }); at >= 0 {
			p.From, p.Worked = days[at], days[at].Kind == civil.Working
		}
		pairs = append(pairs, p)
	}
	slices.SortStableFunc(pairs, func(a, b DayPair) int { return a.From.Date.Compare(b.From.Date) })
	return pairs
}

// CalendarDoubt is something about a calendar that is allowed and seldom meant.
type CalendarDoubt struct {
	Kind  DoubtKind
	Date  civil.Date
	Other civil.Date  // the day instead of which, where there is one
	Ruled CalendarDay // the rules' day that is missing
}

// DoubtKind says what is doubtful.
type DoubtKind string

// The doubts. The Government moves a day off by making a Saturday a working day
// (Labour Code, art. 85(3)), so each of the two asks for the other.
const (
	OffWithoutWorked DoubtKind = "off_without_worked" // a moved day off, and nobody works instead of it
	WorkedWithoutOff DoubtKind = "worked_without_off" // a working Saturday, and nothing is off instead of it
	WorkedAnyway     DoubtKind = "worked_anyway"      // a working day that is one by its weekday
	OffAnyway        DoubtKind = "off_anyway"         // a moved day off at a weekend
	RuledMissing     DoubtKind = "ruled_missing"      // a holiday of the rules that is not there
)

// CalendarDoubts lists what is doubtful about the days of a year, in the order
// of the days.
func CalendarDoubts(year int, days []CalendarDay) []CalendarDoubt {
	at := make(map[civil.Date]CalendarDay, len(days))
	instead := map[civil.Date]bool{}
	for _, d := range days {
		at[d.Date] = d
		if d.Kind == civil.MovedOff {
			instead[d.MovedFrom] = true
		}
	}
	week := civil.NewCalendar(nil)
	var doubts []CalendarDoubt
	for _, d := range days {
		switch {
		case d.Kind == civil.Working && week.IsWorking(d.Date):
			doubts = append(doubts, CalendarDoubt{Kind: WorkedAnyway, Date: d.Date})
		case d.Kind == civil.Working && !instead[d.Date]:
			doubts = append(doubts, CalendarDoubt{Kind: WorkedWithoutOff, Date: d.Date})
		case d.Kind == civil.MovedOff && !week.IsWorking(d.Date):
			doubts = append(doubts, CalendarDoubt{Kind: OffAnyway, Date: d.Date, Other: d.MovedFrom})
		case d.Kind == civil.MovedOff && d.MovedFrom.Year != year && !d.MovedFrom.IsZero():
			// The other half stands in another year's calendar.
		case d.Kind == civil.MovedOff && at[d.MovedFrom].Kind != civil.Working && at[d.MovedFrom].Kind != civil.Holiday:
			doubts = append(doubts, CalendarDoubt{Kind: OffWithoutWorked, Date: d.Date, Other: d.MovedFrom})
		}
	}
	for _, r := range RuledDays(year) {
		if d, ok := at[r.Date]; !ok || d.Kind == civil.Working {
			doubts = append(doubts, CalendarDoubt{Kind: RuledMissing, Date: r.Date, Ruled: r})
		}
	}
	slices.SortStableFunc(doubts, func(a, b CalendarDoubt) int { return a.Date.Compare(b.Date) })
	return doubts
}

// LineTerm is when a line of some version is due, and nothing of what it says:
// whoever keeps the calendar sees what a change of it moves, not the plans.
type LineTerm struct {
	ProgrammeID int64
	Year        int
	Version     int
	State       VersionState
	Number      string
	Due         civil.Period
	ForMoney    bool
}

// Rolled is a deadline that another calendar rolls to another day.
type Rolled struct {
	LineTerm
	Was, Is civil.Date
}

// RolledTerms lists the deadlines that another calendar rolls to another day, in
// the order of the terms.
func RolledTerms(terms []LineTerm, was, is *civil.Calendar) []Rolled {
	var rolled []Rolled
	for _, t := range terms {
		before, after := was.Deadline(t.Due, t.ForMoney), is.Deadline(t.Due, t.ForMoney)
		if before != after {
			rolled = append(rolled, Rolled{t, before, after})
		}
	}
	return rolled
}
