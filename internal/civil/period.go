package civil

import (
	"database/sql/driver"
	"fmt"
	"strings"
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

// The kinds of term that are met again and again within a year, each by a day of
// the month, and the one that is met all the time (facts.md §1.8, §4.1).
const (
	Monthly    PeriodKind = "monthly"
	Quarterly  PeriodKind = "quarterly"
	HalfYearly PeriodKind = "half_yearly"
	Constant   PeriodKind = "constant"
)

// PeriodKinds are all kinds: those that are met once, shortest first, and those
// that repeat.
var PeriodKinds = []PeriodKind{Day, Month, Quarter, HalfYear, Year, Monthly, Quarterly, HalfYearly, Constant}

// Period is a term as a roadmap gives it: a day; a month, quarter, half-year or
// year as a whole; one that repeats through a year; or the year without end to
// it. The zero Period is no term.
type Period struct {
	Kind PeriodKind
	Year int  // of all but a day
	N    int  // which month, quarter or half of the year; by which day of the month when it repeats
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

// Repeating is a term of the kind Monthly, Quarterly or HalfYearly: by the day
// of the month, 1 to 31, through the year.
func Repeating(kind PeriodKind, year, day int) Period { return Period{Kind: kind, Year: year, N: day} }

// ParsePeriod reads 2018-09-30, 2018-09, 2018-Q3, 2018-H1, 2018,
// 2018-monthly-10, 2018-quarterly-10, 2018-half_yearly-10 or 2018-constant.
func ParsePeriod(s string) (Period, error) {
	if len(s) > 10 {
		return parseRepeating(s)
	}
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

// parseRepeating reads a year, what repeats in it, and by which day.
func parseRepeating(s string) (Period, error) {
	bad := fault.Invalid("fault.not_a_period")
	year, ok := digits(s[:4])
	if !ok || year < 1 || s[4] != '-' {
		return Period{}, bad
	}
	kind, day, byDay := strings.Cut(s[5:], "-")
	p := Period{Kind: PeriodKind(kind), Year: year}
	if p.Kind == Constant && !byDay {
		return p, nil
	}
	if p.N, ok = digits(day); !ok || p.N < 1 || p.N > 31 || len(day) > 1 && day[0] == '0' || p.months() == 0 {
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
	case Year, Constant, Monthly, Quarterly, HalfYearly:
		return Date{p.Year, time.January, 1}
	default:
		return Date{}
	}
}

// Last returns the last calendar day of p, worked or not. Of a term that
// repeats that is its last occurrence within the year, so that the line can be
// done in its year; the report on the rest of the year falls into the next one
// and belongs to the roadmap of that.
func (p Period) Last() Date {
	months := 0
	switch p.Kind {
	case Monthly, Quarterly, HalfYearly:
		return p.occurrence(12/p.months() - 1)
	case Month:
		months = 1
	case Quarter:
		months = 3
	case HalfYear:
		months = 6
	case Year, Constant:
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
	case Monthly, Quarterly, HalfYearly:
		return fmt.Sprintf("%04d-%s-%d", p.Year, p.Kind, p.N)
	case Constant:
		return fmt.Sprintf("%04d-%s", p.Year, p.Kind)
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

// months is how many months lie between two occurrences of p, 0 when it does
// not repeat.
func (p Period) months() int {
	switch p.Kind {
	case Monthly:
		return 1
	case Quarterly:
		return 3
	case HalfYearly:
		return 6
	default:
		return 0
	}
}

// Repeats reports whether p is met again and again or all the time.
func (p Period) Repeats() bool { return p.Kind == Constant || p.months() > 0 }

// occurrence is the i-th of the year, from 0. Where the month has no such day
// it is the last of the month.
func (p Period) occurrence(i int) Date {
	first := Date{p.Year, time.Month(1 + i*p.months()), 1}
	return first.AddDays(min(p.N, first.AddMonths(1).AddDays(-1).Day) - 1)
}

// Occurrences lists the days by which p is to be met in its year: the N-th day
// of the month that follows each month, quarter or half-year, as «до 10 числа»
// is meant in reports. Quarterly by the 10th is 10 January (for the quarter
// before), 10 April, 10 July and 10 October. A term that is met once has one,
// and the one that is met all the time has none.
func (p Period) Occurrences() []Date {
	step := p.months()
	switch {
	case p.IsZero() || p.Kind == Constant:
		return nil
	case step == 0:
		return []Date{p.Last()}
	}
	var days []Date
	for i := range 12 / step {
		days = append(days, p.occurrence(i))
	}
	return days
}

// Next returns the first day on or after the one given by which p is to be met;
// no day when there is none left.
func (p Period) Next(from Date) Date {
	for _, d := range p.Occurrences() {
		if !d.Before(from) {
			return d
		}
	}
	return Date{}
}

// AddYears returns the same term so many years later.
func (p Period) AddYears(n int) Period {
	if p.Kind == Day {
		p.Day = p.Day.AddMonths(12 * n)
	} else if !p.IsZero() {
		p.Year += n
	}
	return p
}
