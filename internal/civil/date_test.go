package civil

import (
	"encoding/json"
	"testing"
	"time"

	"qadam/internal/fault"
)

func TestParseDate(t *testing.T) {
	tests := []struct {
		name, in string
		wrong    string // key of the fault
	}{
		{"a day", "2018-09-30", ""},
		{"29 February of a leap year", "2016-02-29", ""},
		{"29 February of another year", "2018-02-29", "fault.date_does_not_exist"},
		{"31 September", "2018-09-31", "fault.date_does_not_exist"},
		{"month 13", "2018-13-01", "fault.date_does_not_exist"},
		{"day 0", "2018-01-00", "fault.date_does_not_exist"},
		{"year 0", "0000-01-01", "fault.date_does_not_exist"},
		{"1900 was no leap year", "1900-02-29", "fault.date_does_not_exist"},
		{"as people write it", "30.09.2018", "fault.not_a_date"},
		{"a time behind it", "2018-09-30T00:00", "fault.not_a_date"},
		{"signs among the digits", "2018-+9-30", "fault.not_a_date"},
		{"nothing", "", "fault.not_a_date"},
		{"words", "yesterday!", "fault.not_a_date"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ParseDate(tt.in)
			if tt.wrong == "" {
				if err != nil || got.String() != tt.in {
					t.Errorf("ParseDate(%q) = %s, %v", tt.in, got, err)
				}
				return
			}
			if e := fault.Of(err); e == nil || e.Key != tt.wrong || !got.IsZero() {
				t.Errorf("ParseDate(%q) = %s, %v, want %s", tt.in, got, err, tt.wrong)
			}
		})
	}
}

func TestReadDateTakesWhatPeopleType(t *testing.T) {
	tests := []struct{ in, want, wrong string }{
		{"30.09.2018", "2018-09-30", ""},
		{" 1.9.2018 ", "2018-09-01", ""},
		{"30/09/2018", "2018-09-30", ""},
		{"2018-09-30", "2018-09-30", ""},
		{"2018-9-3", "2018-09-03", ""},
		{"", "", ""},
		{"31.02.2018", "", "fault.date_does_not_exist"},
		{"30.09.18", "", "fault.not_a_date"},
		{"30.09", "", "fault.not_a_date"},
		{"30.09-2018", "", "fault.not_a_date"},
		{"30..09.2018", "", "fault.not_a_date"},
		{"tomorrow", "", "fault.not_a_date"},
		{"001.09.2018", "", "fault.not_a_date"},
	}
	for _, tt := range tests {
		got, err := ReadDate(tt.in)
		key := ""
		if e := fault.Of(err); e != nil {
			key = e.Key
		}
		if got.String() != tt.want || key != tt.wrong {
			t.Errorf("ReadDate(%q) = %s, %v", tt.in, got, err)
		}
	}
}

func TestDateOfAtTheBoundarySecond(t *testing.T) {
	tests := []struct{ name, instant, want string }{
		{"2018, the last second: Almaty was six hours ahead", "2018-09-30T17:59:59Z", "2018-09-30"},
		{"2018, the first instant of the next day", "2018-09-30T18:00:00Z", "2018-10-01"},
		{"2024, the last second: five hours ahead since March", "2024-09-30T18:59:59Z", "2024-09-30"},
		{"2024, the first instant of the next day", "2024-09-30T19:00:00Z", "2024-10-01"},
		{"the hour that came twice on 29 February 2024, first time", "2024-02-29T17:30:00Z", "2024-02-29"},
		{"and the second time", "2024-02-29T18:30:00Z", "2024-02-29"},
		{"whatever zone the clock was in", "2018-09-30T23:59:59-05:00", "2018-10-01"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, tt.instant)
			if err != nil {
				t.Fatal(err)
			}
			got := DateOf(at)
			if got != date(tt.want) {
				t.Errorf("DateOf(%s) = %s, want %s", tt.instant, got, tt.want)
			}
			if at.Before(got.StartOfDay()) || !at.Before(got.EndOfDay()) {
				t.Errorf("%s is not between %s and %s", at, got.StartOfDay(), got.EndOfDay())
			}
		})
	}
}

func TestEndOfDayIsTheCutOff(t *testing.T) {
	tests := []struct{ day, want string }{
		{"2018-09-30", "2018-09-30T18:00:00Z"},
		{"2018-12-31", "2018-12-31T18:00:00Z"},
		{"2024-02-29", "2024-02-29T19:00:00Z"}, // 25 hours long
		{"2024-09-30", "2024-09-30T19:00:00Z"},
	}
	for _, tt := range tests {
		got := date(tt.day).EndOfDay()
		if got.Format(time.RFC3339) != tt.want || got.Location() != time.UTC {
			t.Errorf("EndOfDay(%s) = %s, want %s", tt.day, got, tt.want)
		}
	}
	if !DateOf(time.Time{}).IsZero() {
		t.Error("the zero time has a day")
	}
}

func TestDateArithmeticAgreesWithTheStandardLibrary(t *testing.T) {
	at := time.Date(1896, 1, 1, 0, 0, 0, 0, time.UTC)
	first := Date{1896, time.January, 1}
	for n := range 250 * 365 {
		y, m, day := at.Date()
		d := first.AddDays(n)
		if d != (Date{y, m, day}) || d.Sub(first) != n || d.Weekday() != at.Weekday() {
			t.Fatalf("day %d is %s %s, want %s", n, d, d.Weekday(), at)
		}
		at = at.AddDate(0, 0, 1)
	}
}

func TestAddMonths(t *testing.T) {
	tests := []struct {
		from string
		n    int
		want string
	}{
		{"2018-01-31", 1, "2018-02-28"},
		{"2016-01-31", 1, "2016-02-29"},
		{"2018-12-15", 1, "2019-01-15"},
		{"2018-01-15", -1, "2017-12-15"},
		{"2018-03-31", -13, "2017-02-28"},
		{"2018-05-31", 0, "2018-05-31"},
	}
	for _, tt := range tests {
		if got := date(tt.from).AddMonths(tt.n); got != date(tt.want) {
			t.Errorf("%s + %d months = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestCompareDates(t *testing.T) {
	order := []Date{{}, date("2017-12-31"), date("2018-01-30"), date("2018-01-31"), date("2018-02-01")}
	for i, a := range order {
		for j, b := range order {
			if a.Before(b) != (i < j) || a.After(b) != (i > j) {
				t.Errorf("%s against %s", a, b)
			}
		}
	}
}

func TestDateIsStored(t *testing.T) {
	d := date("2018-09-30")
	v, err := d.Value()
	if err != nil || v != "2018-09-30" {
		t.Errorf("Value() = %v, %v", v, err)
	}
	if v, err := (Date{}).Value(); v != nil || err != nil {
		t.Errorf("no day is stored as %v, %v", v, err)
	}
	midnight := time.Date(2018, 9, 30, 0, 0, 0, 0, time.UTC)
	for _, src := range []any{"2018-09-30", []byte("2018-09-30"), midnight} {
		var got Date
		if err := got.Scan(src); err != nil || got != d {
			t.Errorf("Scan(%v) = %s, %v", src, got, err)
		}
	}
	got := d
	if err := got.Scan(nil); err != nil || !got.IsZero() {
		t.Errorf("Scan(nil) = %s, %v", got, err)
	}
	if err := got.Scan(7); err == nil {
		t.Error("Scan(7) is accepted")
	}
}

func TestDateInJSON(t *testing.T) {
	type row struct {
		Due  Date `json:"due"`
		Done Date `json:"done"`
		Term Period
		Left Date `json:"left,omitzero"`
	}
	in := row{Due: date("2018-09-30"), Term: period("2018-Q3")}
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"due":"2018-09-30","done":null,"Term":"2018-Q3"}`
	if string(data) != want {
		t.Errorf("got %s, want %s", data, want)
	}
	var out row
	if err := json.Unmarshal(data, &out); err != nil || out != in {
		t.Errorf("got %+v, %v", out, err)
	}
	for _, bad := range []string{`{"due":"2018-02-30"}`, `{"due":20180930}`} {
		if err := json.Unmarshal([]byte(bad), &out); err == nil {
			t.Errorf("%s is accepted", bad)
		}
	}
}

func TestPeriods(t *testing.T) {
	tests := []struct{ in, first, last string }{
		{"2018-09-30", "2018-09-30", "2018-09-30"},
		{"2018-02", "2018-02-01", "2018-02-28"},
		{"2018-12", "2018-12-01", "2018-12-31"},
		{"2018-Q1", "2018-01-01", "2018-03-31"},
		{"2018-Q4", "2018-10-01", "2018-12-31"},
		{"2018-H1", "2018-01-01", "2018-06-30"},
		{"2018-H2", "2018-07-01", "2018-12-31"},
		{"2018", "2018-01-01", "2018-12-31"},
	}
	for _, tt := range tests {
		p := period(tt.in)
		if p.String() != tt.in || p.First() != date(tt.first) || p.Last() != date(tt.last) {
			t.Errorf("%s is %s from %s to %s", tt.in, p, p.First(), p.Last())
		}
		var scanned Period
		v, _ := p.Value()
		if err := scanned.Scan(v); err != nil || scanned != p {
			t.Errorf("%s stored and read is %v, %v", p, scanned, err)
		}
	}
	for _, bad := range []string{"", "2018-Q5", "2018-Q0", "2018-H3", "2018-13", "2018-00", "2018-Qx", "18", "20189", "2018/09", "0000", "2018-02-30", "2018-weekly-10", "2018-monthly-", "2018-monthly-0", "2018-monthly-32", "2018-monthly-05", "2018-constant-5", "2018-day-10", "0000-constant", "2018_constant"} {
		if p, err := ParsePeriod(bad); !fault.Is(err, fault.KindInvalid) || !p.IsZero() {
			t.Errorf("ParsePeriod(%q) = %s, %v", bad, p, err)
		}
	}
}
