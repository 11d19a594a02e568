package civil

import (
	"slices"
	"testing"
	"time"
)

// calendar2018 is the calendar of 2018: the rules and the days that the
// Government moved.
func calendar2018() *Calendar {
	days := HolidayRules(2018)
	for _, m := range [][2]string{
		{"2018-03-03", "2018-03-09"},
		{"2018-04-28", "2018-04-30"},
		{"2018-05-05", "2018-05-08"},
		{"2018-08-25", "2018-08-31"},
		{"2018-12-29", "2018-12-31"},
	} {
		days = append(days, MovedDayOff(date(m[0]), date(m[1]))...)
	}
	return NewCalendar(days)
}

func date(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(s)
	}
	return d
}

func period(s string) Period {
	p, err := ParsePeriod(s)
	if err != nil {
		panic(s)
	}
	return p
}

func TestWorkingDaysOf2018(t *testing.T) {
	tests := []struct {
		period string
		want   int
	}{
		{"2018-01", 21}, {"2018-02", 20}, {"2018-03", 18}, {"2018-04", 21},
		{"2018-05", 20}, {"2018-06", 21}, {"2018-07", 21}, {"2018-08", 21},
		{"2018-09", 20}, {"2018-10", 23}, {"2018-11", 22}, {"2018-12", 18},
		{"2018-Q1", 59}, {"2018-Q2", 62}, {"2018-Q3", 62}, {"2018-Q4", 63},
		{"2018-H1", 121}, {"2018-H2", 125},
		{"2018", 246},
	}
	c := calendar2018()
	for _, tt := range tests {
		t.Run(tt.period, func(t *testing.T) {
			p := period(tt.period)
			if got := c.Between(p.First(), p.Last()); got != tt.want {
				t.Errorf("Between(%s, %s) = %d, want %d", p.First(), p.Last(), got, tt.want)
			}
		})
	}
}

func TestDaysOff(t *testing.T) {
	tests := []struct {
		name, day string
		working   bool
	}{
		{"an ordinary Tuesday", "2018-02-13", true},
		{"an ordinary Saturday", "2018-02-10", false},
		{"a working Saturday", "2018-03-03", true},
		{"the day off it was moved to", "2018-03-09", false},
		{"Nauryz", "2018-03-22", false},
		{"Orthodox Christmas on a Sunday", "2018-01-07", false},
		{"is not carried over", "2018-01-08", true},
		{"Kurban-ait", "2018-08-21", false},
		{"First President Day on a Saturday", "2018-12-01", false},
		{"is carried over to Monday", "2018-12-03", false},
		{"Independence Day on a Sunday", "2018-12-16", false},
		{"the second day of it on Monday", "2018-12-17", false},
		{"so it is carried over to Tuesday", "2018-12-18", false},
		{"31 December 2018", "2018-12-31", false},
		{"beyond what the calendar knows, a weekday", "2031-05-13", true},
		{"beyond what the calendar knows, a Sunday", "2031-05-11", false},
		{"long ago", "1969-12-31", true},
	}
	c := calendar2018()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := c.IsWorking(date(tt.day)); got != tt.working {
				t.Errorf("IsWorking(%s) = %t, want %t", tt.day, got, tt.working)
			}
		})
	}
}

func TestDeadline(t *testing.T) {
	tests := []struct {
		name, term string
		money      bool
		want       string
	}{
		{"the 1st quarter ends on a Saturday", "2018-Q1", false, "2018-04-02"},
		{"the 2nd quarter ends on a Saturday", "2018-Q2", false, "2018-07-02"},
		{"the 3rd quarter ends on a Sunday", "2018-Q3", false, "2018-10-01"},
		{"the 4th quarter rolls back", "2018-Q4", false, "2018-12-29"},
		{"money rolls back", "2018-Q3", true, "2018-09-28"},
		{"money rolls back before the weekend", "2018-Q1", true, "2018-03-30"},
		{"the first half-year rolls forward", "2018-H1", false, "2018-07-02"},
		{"the second half-year rolls back", "2018-H2", false, "2018-12-29"},
		{"the year rolls back", "2018", false, "2018-12-29"},
		{"December rolls back", "2018-12", false, "2018-12-29"},
		{"a month that ends on a working day", "2018-02", false, "2018-02-28"},
		{"April ends on a day moved off, 1 May is a holiday", "2018-04", false, "2018-05-02"},
		{"a working day stays", "2018-05-15", false, "2018-05-15"},
		{"a working Saturday stays", "2018-08-25", false, "2018-08-25"},
		{"a Sunday becomes Monday", "2018-09-30", false, "2018-10-01"},
		{"31 December as a day rolls back", "2018-12-31", false, "2018-12-29"},
		{"30 December as a day would roll into the next year and rolls back", "2018-12-30", false, "2018-12-29"},
		{"so does a Saturday before the New Year", "2017-12-30", false, "2017-12-29"},
		{"a December Sunday within the year rolls forward", "2018-12-23", false, "2018-12-24"},
	}
	c := calendar2018()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := c.Deadline(period(tt.term), tt.money); got != date(tt.want) {
				t.Errorf("Deadline(%s) = %s, want %s", tt.term, got, tt.want)
			}
		})
	}
	if got := c.Deadline(Period{}, false); !got.IsZero() {
		t.Errorf("no term has the deadline %s", got)
	}
}

func TestAddCountsWorkingDays(t *testing.T) {
	tests := []struct {
		name, from string
		n          int
		want       string
	}{
		{"the day itself", "2018-09-29", 0, "2018-09-29"},
		{"the next day", "2018-09-26", 1, "2018-09-27"},
		{"over a weekend", "2018-09-28", 1, "2018-10-01"},
		{"from a day off", "2018-09-29", 1, "2018-10-01"},
		{"back over a weekend", "2018-10-01", -1, "2018-09-28"},
		{"back from a day off", "2018-09-30", -1, "2018-09-28"},
		{"over working Saturday and moved day", "2018-03-02", 1, "2018-03-03"},
		{"over Women's Day and the day moved", "2018-03-07", 1, "2018-03-12"},
		{"a whole year", "2017-12-31", 246, "2018-12-29"},
		{"a whole year back", "2019-01-01", -246, "2018-01-03"},
	}
	c := calendar2018()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := c.Add(date(tt.from), tt.n); got != date(tt.want) {
				t.Errorf("Add(%s, %d) = %s, want %s", tt.from, tt.n, got, tt.want)
			}
		})
	}
}

// TestCalendarAgreesWithCounting compares the arithmetic with plain counting,
// day by day over three years.
func TestCalendarAgreesWithCounting(t *testing.T) {
	c := calendar2018()
	start := date("2017-06-15")
	counted := 0
	for n := range 3 * 365 {
		d := start.AddDays(n)
		if c.IsWorking(d) {
			counted++
			if got := c.Add(start.AddDays(-1), counted); got != d {
				t.Fatalf("Add(%d) = %s, want %s", counted, got, d)
			}
		}
		if got := c.Between(start, d); got != counted {
			t.Fatalf("Between(%s, %s) = %d, want %d", start, d, got, counted)
		}
	}
	if got := c.Between(date("2018-05-02"), date("2018-05-01")); got != 0 {
		t.Errorf("Between backwards = %d, want 0", got)
	}
	var none Calendar
	if !none.IsWorking(date("2018-03-08")) || none.IsWorking(date("2018-03-10")) {
		t.Error("the zero calendar works from Monday to Friday")
	}
}

func TestHolidayRulesOfOtherYears(t *testing.T) {
	tests := []struct {
		name, day string
		off       bool
	}{
		{"Nauryz 2020 began on a weekend: 24 March off", "2020-03-24", true},
		{"and 25 March off", "2020-03-25", true},
		{"and 26 March worked", "2020-03-26", false},
		{"1 January 2022 was a Saturday", "2022-01-03", true},
		{"and 2 January a Sunday", "2022-01-04", true},
		{"1 December is worked from 2022", "2022-12-01", false},
		{"Republic Day is off from 2022", "2022-10-25", true},
		{"25 October was worked before", "2021-10-25", false},
		{"17 December is worked from 2022", "2024-12-17", false},
		{"Kurban-ait on a Sunday is not carried over", "2019-08-12", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := date(tt.day)
			if got := !NewCalendar(HolidayRules(d.Year)).IsWorking(d); got != tt.off {
				t.Errorf("%s off = %t, want %t", d, got, tt.off)
			}
		})
	}
}

func TestHolidayRulesAreInOrderAndOncePerDay(t *testing.T) {
	for year := 2006; year <= 2035; year++ {
		days := HolidayRules(year)
		if !slices.IsSortedFunc(days, func(a, b CalendarDay) int { return a.Date.Compare(b.Date) }) {
			t.Errorf("the days off of %d are not in order", year)
		}
		for i := 1; i < len(days); i++ {
			if days[i].Date == days[i-1].Date {
				t.Errorf("%s stands twice", days[i].Date)
			}
		}
		for _, d := range days {
			if d.Kind == MovedOff && (d.MovedFrom.IsZero() || !weekdayWorks(d.Date.number())) {
				t.Errorf("%s is carried over from %s to a %s", d.Name, d.MovedFrom, d.Date.Weekday())
			}
		}
	}
}

func TestALaterRowForADayCounts(t *testing.T) {
	d := Date{2018, time.March, 8}
	c := NewCalendar([]CalendarDay{{Date: d, Kind: Holiday}, {Date: d, Kind: Working}})
	if !c.IsWorking(d) {
		t.Error("the administrator's row did not win")
	}
}

func BenchmarkBetween(b *testing.B) {
	c := calendar2018()
	from, to := date("2018-01-09"), date("2018-12-20")
	for b.Loop() {
		c.Between(from, to)
	}
}

// Every working day has a number of its own, one more than the one before.
func TestOrdinalsOfWorkingDays(t *testing.T) {
	c := calendar2018()
	before := c.Ordinal(date("2016-12-30"))
	for d := date("2016-12-31"); d.Before(date("2020-03-01")); d = d.AddDays(1) {
		n, from := c.Ordinal(d), c.OrdinalFrom(d)
		if c.IsWorking(d) {
			if n != before+1 || from != n || c.Day(n) != d {
				t.Fatalf("%s is %d after %d, from %d, and %d is %s", d, n, before, from, n, c.Day(n))
			}
		} else if n != before || from != n+1 || c.Day(from) != c.Next(d) {
			t.Fatalf("%s is off: %d after %d, from %d on", d, n, before, from)
		}
		before = n
	}
	empty := NewCalendar(nil)
	for d := date("1969-12-01"); d.Before(date("1970-02-01")); d = d.AddDays(1) {
		if got := empty.Day(empty.Ordinal(d)); got != empty.Previous(d) {
			t.Fatalf("%s: %s", d, got)
		}
	}
}
