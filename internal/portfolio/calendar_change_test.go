package portfolio

import (
	"slices"
	"strings"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// days2018 are the days of 2018 as they are entered (facts.md §1.7).
func days2018() []CalendarDay {
	days := RuledDays(2018)
	for _, m := range [][2]string{{"2018-03-03", "2018-03-09"}, {"2018-04-28", "2018-04-30"}, {"2018-05-05", "2018-05-08"}, {"2018-08-25", "2018-08-31"}, {"2018-12-29", "2018-12-31"}} {
		for _, d := range civil.MovedDayOff(date(m[0]), date(m[1])) {
			days = append(days, CalendarDay{Date: d.Date, Kind: d.Kind, Name: i18n.Same("Moved"), MovedFrom: d.MovedFrom})
		}
	}
	slices.SortFunc(days, func(a, b CalendarDay) int { return a.Date.Compare(b.Date) })
	return days
}

func without(days []CalendarDay, on string) []CalendarDay {
	return slices.DeleteFunc(slices.Clone(days), func(d CalendarDay) bool { return d.Date == date(on) })
}

func TestWorkingDaysOf2018(t *testing.T) {
	n := CountWorkingDays(WorkingCalendar(days2018()), 2018)
	want := WorkingDays{246, [4]int{59, 62, 62, 63}, [12]int{21, 20, 18, 21, 20, 21, 21, 21, 20, 23, 22, 18}}
	if n != want {
		t.Errorf("%v, want %v", n, want)
	}
}

func TestCalendarsAreCompared(t *testing.T) {
	have := days2018()
	for i := range have {
		have[i].ID = int64(i + 1)
	}
	want := without(have, "2018-03-03")
	want = append(want, CalendarDay{Date: date("2018-07-09"), Kind: civil.Holiday, Name: i18n.Same("More")})
	at := slices.IndexFunc(want, func(d CalendarDay) bool { return d.Date == date("2018-08-21") })
	want[at].Name.EN = "Kurban-ait"
	c := CompareCalendars(2018, have, want)
	if len(c.Added) != 1 || c.Added[0].Date != date("2018-07-09") || len(c.Removed) != 1 || c.Removed[0].Date != date("2018-03-03") ||
		len(c.Changed) != 1 || c.Changed[0].Is.Name.EN != "Kurban-ait" || c.Nothing() {
		t.Errorf("%+v", c)
	}
	if c.Before.Year != 246 || c.After.Year != 244 || c.After.Quarters != [4]int{58, 62, 61, 63} {
		t.Errorf("before %v, after %v", c.Before, c.After)
	}
	if !CompareCalendars(2018, have, have).Nothing() {
		t.Error("a calendar differs from itself")
	}
	// A year of which nothing was entered is compared with the rules' days.
	if c := CompareCalendars(2019, have, RuledDays(2019)); !c.Nothing() || c.Before != c.After {
		t.Errorf("the rules' days differ from the rules: %+v", c)
	}
}

func TestMovedDaysOffComeInPairs(t *testing.T) {
	var said []string
	for _, p := range DayPairs(days2018()) {
		s := p.From.Date.String()[5:] + " " + p.To.Date.String()[5:]
		if p.Worked {
			s += " worked"
		}
		said = append(said, s)
	}
	want := "03-03 03-09 worked, 04-28 04-30 worked, 05-05 05-08 worked, 08-25 08-31 worked, 12-01 12-03, 12-16 12-18, 12-29 12-31 worked"
	if got := strings.Join(said, ", "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestWhatIsDoubtfulAboutACalendar(t *testing.T) {
	add := func(kind civil.DayKind, on, from string) []CalendarDay {
		return append(days2018(), CalendarDay{Date: date(on), Kind: kind, MovedFrom: date(from)})
	}
	tests := []struct {
		name string
		days []CalendarDay
		want string
	}{
		{"2018 as it was", days2018(), ""},
		{"the rules alone", RuledDays(2018), ""},
		{"a Saturday is not worked any more", without(days2018(), "2018-03-03"), "off_without_worked 2018-03-09 2018-03-03"},
		{"a moved day off is worked again", without(days2018(), "2018-03-09"), "worked_without_off 2018-03-03 "},
		{"a day off without the other", add(civil.MovedOff, "2018-06-11", ""), "off_without_worked 2018-06-11 "},
		{"a Monday that is worked", add(civil.Working, "2018-06-11", ""), "worked_anyway 2018-06-11 "},
		{"a Saturday that is off", add(civil.MovedOff, "2018-06-09", "2018-06-10"), "off_anyway 2018-06-09 2018-06-10"},
		{"from another year's calendar", add(civil.MovedOff, "2018-06-11", "2017-12-30"), ""},
		{"a holiday is missing", without(days2018(), "2018-07-06"), "ruled_missing 2018-07-06 "},
		{"a holiday that was carried over is missing", without(days2018(), "2018-12-03"), "ruled_missing 2018-12-03 "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var said []string
			for _, d := range CalendarDoubts(2018, tt.days) {
				said = append(said, string(d.Kind)+" "+d.Date.String()+" "+d.Other.String())
			}
			if got := strings.Join(said, ", "); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// The third quarter ends on a Sunday; its deadline rolls to 1 October and, when
// that is off, to 2 October. A deadline of money rolls back and stays.
func TestDeadlinesThatRollElsewhere(t *testing.T) {
	was := WorkingCalendar(days2018())
	is := WorkingCalendar(append(days2018(), CalendarDay{Date: date("2018-10-01"), Kind: civil.Holiday}))
	terms := []LineTerm{{Number: "1.1", Due: due("2018-Q3")}, {Number: "1.2", Due: due("2018-Q3"), ForMoney: true}, {Number: "1.3", Due: due("2018-10-01")}, {Number: "1.4", Due: due("2018-Q2")}}
	rolled := RolledTerms(terms, was, is)
	if len(rolled) != 2 || rolled[0].Number != "1.1" || rolled[0].Was != date("2018-10-01") || rolled[0].Is != date("2018-10-02") || rolled[1].Number != "1.3" {
		t.Errorf("%+v", rolled)
	}
}
