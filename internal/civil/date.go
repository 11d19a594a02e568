// Package civil knows days and periods as offices use them: without a time of
// day and without a time zone, and which of them are worked. It refuses to ask
// what day it is: the day always comes from outside.
package civil

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // a bare machine has no zones of its own

	"qadam/internal/fault"
)

// Zone is where a day begins and ends. All five programmes are judged by the
// clock of the Government, also Aktobe, which in 2018 was an hour behind.
var Zone = mustZone("Asia/Almaty")

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic("civil: " + err.Error())
	}
	return zone
}

// Date is a day. The zero Date is no day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads a day written as 2018-09-30, strictly: a day that is not in
// the calendar is a fault of its own, because people want to hear which it was.
func ParseDate(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, fault.Invalid("fault.not_a_date")
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return Date{}, fault.Invalid("fault.not_a_date")
	}
	date := Date{y, time.Month(m), d}
	if !date.exists() {
		return Date{}, fault.Invalid("fault.date_does_not_exist")
	}
	return date, nil
}

// ReadDate reads a day as people type it: 30.09.2018, 30/09/2018 and 2018-09-30,
// with or without leading zeros. Nothing typed is no day.
func ReadDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}, nil
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == '/' || r == '-' })
	if len(parts) != 3 || strings.Count(s, string(separator(s))) != 2 {
		return Date{}, fault.Invalid("fault.not_a_date")
	}
	if separator(s) != '-' { // the day comes first
		parts[0], parts[2] = parts[2], parts[0]
	}
	if len(parts[0]) != 4 || len(parts[1]) > 2 || len(parts[2]) > 2 {
		return Date{}, fault.Invalid("fault.not_a_date")
	}
	return ParseDate(parts[0] + "-" + padded(parts[1]) + "-" + padded(parts[2]))
}

// separator is the first of the marks between the parts of a date.
func separator(s string) byte {
	if i := strings.IndexAny(s, "./-"); i >= 0 {
		return s[i]
	}
	return 0
}

// padded puts the zero before a single digit.
func padded(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// digits reads a string of digits and nothing else.
func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// DateOf returns the day on which t falls in Zone, and no day for the zero time.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	y, m, d := t.In(Zone).Date()
	return Date{y, m, d}
}

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// exists reports whether d is in the calendar.
func (d Date) exists() bool {
	return d.Year >= 1 && d.Year <= 9999 &&
		d.Month >= time.January && d.Month <= time.December &&
		d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

// daysIn returns the number of days of a month.
func daysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}

// String returns d as 2018-09-30, and nothing for no day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// AddDays returns the day n days after d.
func (d Date) AddDays(n int) Date {
	return dateOfNumber(d.number() + n)
}

// AddMonths returns the same day n months later, or the last day of that month
// if it is shorter: a month after 31 January is 28 February.
func (d Date) AddMonths(n int) Date {
	months := d.Year*12 + int(d.Month-1) + n
	y, m := months/12, months%12
	if m < 0 {
		y, m = y-1, m+12
	}
	month := time.Month(m + 1)
	return Date{y, month, min(d.Day, daysIn(y, month))}
}

// Sub returns the number of calendar days from o to d.
func (d Date) Sub(o Date) int { return d.number() - o.number() }

// Before reports whether d is earlier than o.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// After reports whether d is later than o.
func (d Date) After(o Date) bool { return d.Compare(o) > 0 }

// Compare returns -1, 0 or 1 as d is earlier than, the same as or later than o.
// No day is earlier than every day.
func (d Date) Compare(o Date) int {
	a := (d.Year*16+int(d.Month))*32 + d.Day
	b := (o.Year*16+int(o.Month))*32 + o.Day
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return weekday(d.number()) }

// StartOfDay returns the first instant of d in Zone, in UTC.
//
// When the clocks went back at midnight (1 March 2024) the clock showed
// 00:00 of the new day and then 23:00 of the old one again; the new day begins
// when it begins for good.
func (d Date) StartOfDay() time.Time {
	t := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Zone)
	if DateOf(t).Before(d) {
		t = t.Add(time.Hour)
	}
	return t.UTC()
}

// EndOfDay returns the first instant after d in Zone, in UTC: what was recorded
// before it was known as of d.
func (d Date) EndOfDay() time.Time { return d.AddDays(1).StartOfDay() }

// Value stores a day as text that both databases take for a date; no day is NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what Value wrote, or the time that a driver made of it.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time: // a driver gives a date as its midnight, in no zone
		y, m, day := v.Date()
		*d = Date{y, m, day}
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	default:
		return fmt.Errorf("civil: a date cannot be read from %T", src)
	}
}

// MarshalText writes String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	date, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = date
	return nil
}

// MarshalJSON writes a string, and null for no day.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Date) UnmarshalJSON(data []byte) error {
	s := string(data)
	if s == "null" {
		*d = Date{}
		return nil
	}
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return fault.Invalid("fault.not_a_date")
	}
	return d.UnmarshalText([]byte(s[1 : len(s)-1]))
}

// number counts days from 1970-01-01, so that spans are subtraction. The year
// is taken to begin in March, which puts the leap day at its end.
func (d Date) number() int {
	y, m := d.Year, int(d.Month)
	if m <= 2 {
		y, m = y-1, m+12
	}
	era := floorDiv(y, 400)
	ofEra := y - era*400
	ofYear := (153*(m-3)+2)/5 + d.Day - 1
	return era*146097 + ofEra*365 + ofEra/4 - ofEra/100 + ofYear - 719468
}

// dateOfNumber is the inverse of number.
func dateOfNumber(n int) Date {
	n += 719468
	era := floorDiv(n, 146097)
	day := n - era*146097
	ofEra := (day - day/1460 + day/36524 - day/146096) / 365
	ofYear := day - (365*ofEra + ofEra/4 - ofEra/100)
	m := (5*ofYear + 2) / 153
	d := Date{Year: era*400 + ofEra, Month: time.Month(m + 3), Day: ofYear - (153*m+2)/5 + 1}
	if d.Month > 12 {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	return d
}

// weekday returns the day of the week of a day number; 1970-01-01 was a Thursday.
func weekday(n int) time.Weekday { return time.Weekday(n + 4 - 7*floorDiv(n+4, 7)) }

// floorDiv divides towards minus infinity.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
