package civil

import (
	"database/sql/driver"
	"fmt"
	"time"

	"qadam/internal/fault"
)

// PeriodKind says how long a period is.
type PeriodKind string

// The kinds of period in which roadmaps give their terms.
const (
	Day      PeriodKind = "day"
	Month    PeriodKind = "month"
	Quarter  PeriodKind = "quarter"
	HalfYear PeriodKind = "half_year"
	Year     PeriodKind = "year"
)

// PeriodKinds are all kinds, shortest first.
var PeriodKinds = []PeriodKind{Day, Month, Quarter, HalfYear, Year}

// Period is a term as a roadmap gives it: a day, or a month, quarter, half-year
// or year as a whole. The zero Period is no term.
type Period struct {
	Kind PeriodKind
	Year int  // of all but a day
	N    int  // which month, quarter or half of the year
	Day  Date // of a day
}

// OnDay is the period of one day; no day is no period.
func OnDay(d Date) Period {
	if d.IsZero() {
		return Period{}
	}
	return Period{Kind: Day, Day: d}
}

// InMonth is a month.
func InMonth(year int, m time.Month) Period { return Period{Kind: Month, Year: year, N: int(m)} }

// InQuarter is a quarter, 1 to 4.
func InQuarter(year, n int) Period { return Period{Kind: Quarter, Year: year, N: n} }

// InHalfYear is a half-year, 1 or 2.
func InHalfYear(year, n int) Period { return Period{Kind: HalfYear, Year: year, N: n} }

// InYear is a whole year.
func InYear(year int) Period { return Period{Kind: Year, Year: year} }

// ParsePeriod reads 2018-09-30, 2018-09, 2018-Q3, 2018-H1 or 2018.
func ParsePeriod(s string) (Period, error) {
	if len(s) == 10 {
		d, err := ParseDate(s)
		return OnDay(d), err
	}
	bad := fault.Invalid("fault.not_a_period")
	if len(s) != 4 && len(s) != 7 || len(s) == 7 && s[4] != '-' {
		return Period{}, bad
	}
	year, ok := digits(s[:4])
	if !ok || year < 1 {
		return Period{}, bad
	}
	if len(s) == 4 {
		return InYear(year), nil
	}
	p := Period{Kind: Month, Year: year}
	rest, most := s[5:], 12
	switch rest[0] {
	case 'Q':
		p.Kind, rest, most = Quarter, rest[1:], 4
	case 'H':
		p.Kind, rest, most = HalfYear, rest[1:], 2
	}
	p.N, ok = digits(rest)
	if !ok || p.N < 1 || p.N > most {
		return Period{}, bad
	}
	return p, nil
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p.Kind == "" }

// First returns the first day of p.
func (p Period) First() Date {
	switch p.Kind {
	case Day:
		return p.Day
	case Month:
		return Date{p.Year, time.Month(p.N), 1}
	case Quarter:
		return Date{p.Year, time.Month(p.N*3 - 2), 1}
	case HalfYear:
		return Date{p.Year, time.Month(p.N*6 - 5), 1}
	case Year:
		return Date{p.Year, time.January, 1}
	default:
		return Date{}
	}
}

// Last returns the last calendar day of p, worked or not.
func (p Period) Last() Date {
	months := 0
	switch p.Kind {
	case Month:
		months = 1
	case Quarter:
		months = 3
	case HalfYear:
		months = 6
	case Year:
		months = 12
	default:
		return p.Day
	}
	return p.First().AddMonths(months).AddDays(-1)
}

// String returns what ParsePeriod reads, and nothing for no period.
func (p Period) String() string {
	switch p.Kind {
	case Day:
		return p.Day.String()
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.N)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.N)
	case HalfYear:
		return fmt.Sprintf("%04d-H%d", p.Year, p.N)
	case Year:
		return fmt.Sprintf("%04d", p.Year)
	default:
		return ""
	}
}

// Value stores a period as its String; no period is NULL.
func (p Period) Value() (driver.Value, error) {
	if p.IsZero() {
		return nil, nil
	}
	return p.String(), nil
}

// Scan reads what Value wrote.
func (p *Period) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*p = Period{}
		return nil
	case string:
		return p.UnmarshalText([]byte(v))
	case []byte:
		return p.UnmarshalText(v)
	default:
		return fmt.Errorf("civil: a period cannot be read from %T", src)
	}
}

// MarshalText writes String.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	period, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = period
	return nil
}

// Repeats reports whether p is met again and again or all the time.
func (p Period) Repeats() bool { return false }

// AddYears returns the same term so many years later.
func (p Period) AddYears(n int) Period {
	if p.Kind == Day {
		p.Day = p.Day.AddMonths(12 * n)
	} else if !p.IsZero() {
		p.Year += n
	}
	return p
}
