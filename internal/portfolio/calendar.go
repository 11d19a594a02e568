package portfolio

import (
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// CalendarDay is a day that is not what its weekday says: a holiday, a day off
// moved there, or a Saturday that is worked.
type CalendarDay struct {
	ID        int64
	Date      civil.Date
	Kind      civil.DayKind
	Name      i18n.Text
	MovedFrom civil.Date
}

// The years for which the rules give holidays when nobody entered any.
const (
	firstRuledYear = 2016
	lastRuledYear  = 2032
)

// WorkingCalendar makes the calendar of the days entered. A year of which no
// day was entered follows the rules for holidays (facts.md §1.7).
func WorkingCalendar(days []CalendarDay) *civil.Calendar {
	entered := map[int]bool{}
	for _, d := range days {
		entered[d.Date.Year] = true
	}
	var all []civil.CalendarDay
	for y := firstRuledYear; y <= lastRuledYear; y++ {
		if !entered[y] {
			all = append(all, civil.HolidayRules(y)...)
		}
	}
	for _, d := range days {
		all = append(all, civil.CalendarDay{Date: d.Date, Kind: d.Kind, MovedFrom: d.MovedFrom})
	}
	return civil.NewCalendar(all)
}
