package civil

import (
	"strings"
	"testing"

	"qadam/internal/fault"
)

// days writes days without their year, as far as it is 2018.
func days(all []Date) string {
	var out []string
	for _, d := range all {
		out = append(out, strings.TrimPrefix(d.String(), "2018-"))
	}
	return strings.Join(out, " ")
}

// Terms that repeat are met by a day of the month that follows each month,
// quarter or half-year; their deadline is the last such day within the year.
func TestTermsThatRepeat(t *testing.T) {
	for _, tt := range []struct{ term, last, occurrences string }{
		{"2018-monthly-5", "2018-12-05", "01-05 02-05 03-05 04-05 05-05 06-05 07-05 08-05 09-05 10-05 11-05 12-05"},
		{"2018-quarterly-10", "2018-10-10", "01-10 04-10 07-10 10-10"},
		{"2018-half_yearly-20", "2018-07-20", "01-20 07-20"},
		{"2018-monthly-31", "2018-12-31", "01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31"},
		{"2018-constant", "2018-12-31", ""},
		{"2018-Q3", "2018-09-30", "09-30"},
		{"2018-09-14", "2018-09-14", "09-14"},
	} {
		p := period(tt.term)
		if p.Last() != date(tt.last) || days(p.Occurrences()) != tt.occurrences {
			t.Errorf("%s: last %s, %s", tt.term, p.Last(), days(p.Occurrences()))
		}
		if want := tt.occurrences == "" || strings.Contains(tt.term, "ly-"); p.Repeats() != want {
			t.Errorf("%s repeats: %v", tt.term, p.Repeats())
		}
		if p.Kind != Day && p.Kind != Quarter && p.First() != date("2018-01-01") {
			t.Errorf("%s begins on %s", tt.term, p.First())
		}
	}
	if days((Period{}).Occurrences()) != "" || (Period{}).Repeats() {
		t.Error("no term occurs")
	}
}

func TestTheNextOccurrence(t *testing.T) {
	for _, tt := range []struct{ term, from, want string }{
		{"2018-quarterly-10", "2017-11-01", "2018-01-10"},
		{"2018-quarterly-10", "2018-04-10", "2018-04-10"},
		{"2018-quarterly-10", "2018-04-11", "2018-07-10"},
		{"2018-quarterly-10", "2018-10-11", ""},
		{"2018-constant", "2018-03-01", ""},
		{"2018-06", "2018-03-01", "2018-06-30"},
	} {
		if got := period(tt.term).Next(date(tt.from)); got.String() != tt.want {
			t.Errorf("%s from %s: %s, want %s", tt.term, tt.from, got, tt.want)
		}
	}
}

// The deadline of what repeats rolls forward like any other; what goes on until
// the end of the year rolls back. In 2019 the year's last two days are off here.
func TestDeadlinesOfTermsThatRepeat(t *testing.T) {
	c := NewCalendar([]CalendarDay{{Date: date("2019-12-30"), Kind: Holiday}, {Date: date("2019-12-31"), Kind: Holiday}})
	for term, want := range map[string]string{
		"2019-half_yearly-6": "2019-07-08", "2019-quarterly-10": "2019-10-10", "2019-monthly-31": "2019-12-27", "2019-constant": "2019-12-27",
	} {
		if got := c.Deadline(period(term), false); got != date(want) {
			t.Errorf("%s is due on %s, want %s", term, got, want)
		}
	}
}

func TestYearsAreAddedToTerms(t *testing.T) {
	for term, want := range map[string]string{
		"2018-09-30": "2019-09-30", "2016-02-29": "2017-02-28", "2018-02": "2019-02", "2018-Q1": "2019-Q1", "2018": "2019",
		"2018-quarterly-10": "2019-quarterly-10", "2018-constant": "2019-constant",
	} {
		if got := period(term).AddYears(1); got.String() != want {
			t.Errorf("%s and a year is %s, want %s", term, got, want)
		}
	}
	if !(Period{}).AddYears(1).IsZero() {
		t.Error("no term and a year is a term")
	}
}

// FuzzPeriod holds that what is read is written the same, and that a term lies
// in order.
func FuzzPeriod(f *testing.F) {
	for _, s := range []string{
		"2018", "2018-09", "2018-Q3", "2018-H2", "2018-09-30", "2018-monthly-10", "2018-quarterly-31", "2018-half_yearly-1", "2018-constant",
		"", "2018-weekly-10", "2018-monthly-", "2018-monthly-0", "2018-monthly-32", "2018-monthly-05", "2018-constant-5", "2018-monthly--5", "0000-constant", "2018_constant", "2018-year-10",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err != nil {
			if !fault.Is(err, fault.KindInvalid) || !p.IsZero() {
				t.Errorf("%q: %+v, %v", s, p, err)
			}
			return
		}
		if p.String() != s {
			t.Errorf("%q is written %q", s, p)
		}
		if p.Last().Before(p.First()) {
			t.Errorf("%s ends on %s before %s", p, p.Last(), p.First())
		}
		for i, d := range p.Occurrences() {
			if d.Before(p.First()) || d.After(p.Last()) || i > 0 && !d.After(p.Occurrences()[i-1]) {
				t.Errorf("%s occurs on %s", p, d)
			}
		}
	})
}
