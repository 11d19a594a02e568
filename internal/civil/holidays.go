package civil

import (
	"slices"
	"time"
)

// holiday is a day off that returns every year on its date.
type holiday struct {
	name     string
	month    time.Month
	day      int
	since    int // first year, 0 when always
	until    int // last year, 0 when still
	religion bool
}

// holidays are the state, national and religious days off of the law on
// holidays. A religious day is off, but is not carried over when it falls on a
// weekend.
var holidays = []holiday{
	{name: "holiday.new_year", month: time.January, day: 1},
	{name: "holiday.new_year", month: time.January, day: 2},
	{name: "holiday.christmas", month: time.January, day: 7, since: 2006, religion: true},
	{name: "holiday.womens_day", month: time.March, day: 8},
	{name: "holiday.nauryz", month: time.March, day: 21},
	{name: "holiday.nauryz", month: time.March, day: 22},
	{name: "holiday.nauryz", month: time.March, day: 23},
	{name: "holiday.unity_day", month: time.May, day: 1},
	{name: "holiday.defender_day", month: time.May, day: 7, since: 2013},
	{name: "holiday.victory_day", month: time.May, day: 9},
	{name: "holiday.capital_day", month: time.July, day: 6, since: 2009},
	{name: "holiday.constitution_day", month: time.August, day: 30},
	{name: "holiday.republic_day", month: time.October, day: 25, since: 2022},
	{name: "holiday.first_president_day", month: time.December, day: 1, since: 2012, until: 2021},
	{name: "holiday.independence_day", month: time.December, day: 16},
	{name: "holiday.independence_day", month: time.December, day: 17, until: 2021},
}

// kurbanAit is the first day of Kurban-ait. It follows the Moon, so it is a
// table; years to come are expected dates, which the administrator corrects.
var kurbanAit = map[int]Date{
	2016: {2016, time.September, 12},
	2017: {2017, time.September, 1},
	2018: {2018, time.August, 21},
	2019: {2019, time.August, 11},
	2020: {2020, time.July, 31},
	2021: {2021, time.July, 20},
	2022: {2022, time.July, 9},
	2023: {2023, time.June, 28},
	2024: {2024, time.June, 16},
	2025: {2025, time.June, 6},
	2026: {2026, time.May, 27},
	2027: {2027, time.May, 16},
	2028: {2028, time.May, 5},
	2029: {2029, time.April, 24},
	2030: {2030, time.April, 13},
}

// HolidayRules returns the days off of a year as far as rules give them, in the
// order of their dates: holidays, and the working day after for a state or
// national one that falls on a weekend (Labour Code, art. 84). What the
// Government moves for a year is not a rule; see MovedDayOff.
func HolidayRules(year int) []CalendarDay {
	var days []CalendarDay
	off := map[Date]bool{}
	var carried []CalendarDay
	for _, h := range holidays {
		if year < h.since || h.until != 0 && year > h.until {
			continue
		}
		day := CalendarDay{Date: Date{year, h.month, h.day}, Kind: Holiday, Name: h.name}
		days = append(days, day)
		off[day.Date] = true
		if !h.religion && !weekdayWorks(day.Date.number()) {
			carried = append(carried, day)
		}
	}
	if d, ok := kurbanAit[year]; ok && !off[d] {
		days = append(days, CalendarDay{Date: d, Kind: Holiday, Name: "holiday.kurban_ait"})
		off[d] = true
	}
	for _, h := range carried {
		d := h.Date
		for off[d] || !weekdayWorks(d.number()) {
			d = d.AddDays(1)
		}
		days = append(days, CalendarDay{Date: d, Kind: MovedOff, Name: h.Name, MovedFrom: h.Date})
		off[d] = true
	}
	slices.SortFunc(days, func(a, b CalendarDay) int { return a.Date.Compare(b.Date) })
	return days
}

// MovedDayOff returns the two exceptions by which the Government moves a day
// off (Labour Code, art. 85(3)): from is worked, to is off.
func MovedDayOff(from, to Date) []CalendarDay {
	return []CalendarDay{
		{Date: from, Kind: Working, Name: "holiday.moved_working"},
		{Date: to, Kind: MovedOff, Name: "holiday.moved_off", MovedFrom: from},
	}
}
