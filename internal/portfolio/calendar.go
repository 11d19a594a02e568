package portfolio

import (
	"qadam/internal/civil"
	"qadam/internal/fault"
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

// Check refuses an entry that says nothing or something that cannot be.
func (d CalendarDay) Check() error {
	var errs []error
	switch {
	case d.Date.IsZero():
		errs = append(errs, fault.Field("date", "fault.required"))
	case d.Date.Year < FirstRuledYear || d.Date.Year > LastRuledYear:
		errs = append(errs, fault.Field("date", "admin.year_outside", "From", FirstRuledYear, "Until", LastRuledYear))
	}
	switch d.Kind {
	case civil.Holiday, civil.MovedOff, civil.Working:
	default:
		errs = append(errs, fault.Field("kind", "fault.required_choice"))
	}
	if !d.MovedFrom.IsZero() && (d.Kind != civil.MovedOff || d.MovedFrom == d.Date) {
		errs = append(errs, fault.Field("moved_from", "admin.moved_from"))
	}
	if d.Name.KK == "" {
		errs = append(errs, fault.Field("name_kk", "fault.required"))
	}
	if d.Name.RU == "" {
		errs = append(errs, fault.Field("name_ru", "fault.required"))
	}
	return fault.Join(errs...)
}

// The years that the calendar covers: the rules give their holidays when
// nobody entered any.
const (
	FirstRuledYear = 2016
	LastRuledYear  = 2032
)

// RuledDays are the days that the rules give for a year, as they are entered:
// with their names in three languages.
func RuledDays(year int) []CalendarDay {
	var days []CalendarDay
	for _, d := range civil.HolidayRules(year) {
		days = append(days, CalendarDay{Date: d.Date, Kind: d.Kind, Name: i18n.Said(d.Name), MovedFrom: d.MovedFrom})
	}
	return days
}

// WorkingCalendar makes the calendar of the days entered. A year of which no
// day was entered follows the rules for holidays (facts.md §1.7).
func WorkingCalendar(days []CalendarDay) *civil.Calendar {
	entered := map[int]bool{}
	for _, d := range days {
		entered[d.Date.Year] = true
	}
	var all []civil.CalendarDay
	for y := FirstRuledYear; y <= LastRuledYear; y++ {
		if !entered[y] {
			all = append(all, civil.HolidayRules(y)...)
		}
	}
	for _, d := range days {
		all = append(all, civil.CalendarDay{Date: d.Date, Kind: d.Kind, MovedFrom: d.MovedFrom})
	}
	return civil.NewCalendar(all)
}
