package i18n

import (
	"context"
	"strconv"
	"strings"
	"time"

	"qadam/internal/civil"
)

// nbsp keeps a number and what belongs to it on one line.
const nbsp = "\u00a0"

// Date returns a day for tables and labels: 30.09.2018, in English 30 Sep 2018.
// No day is nothing.
func Date(ctx context.Context, d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	l := From(ctx)
	if l == EN {
		return strconv.Itoa(d.Day) + nbsp + shortMonth(l, d.Month) + nbsp + strconv.Itoa(d.Year)
	}
	return two(d.Day) + "." + two(int(d.Month)) + "." + strconv.Itoa(d.Year)
}

// ShortDate returns a day where the year is known: 30 қыр., 30 сен., 30 Sep.
func ShortDate(ctx context.Context, d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(d.Day) + nbsp + shortMonth(From(ctx), d.Month)
}

// LongDate returns a day for headings and running text: 2018 ж. 30 қыркүйек,
// 30 сентября 2018 г., 30 September 2018.
func LongDate(ctx context.Context, d civil.Date) string {
	return written(ctx, "format.long_date", d)
}

// FormalDate returns a day as acts write it: 2018 жылғы 30 қыркүйек,
// 30 сентября 2018 года, 30 September 2018.
func FormalDate(ctx context.Context, d civil.Date) string {
	return written(ctx, "format.formal_date", d)
}

func written(ctx context.Context, key string, d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return T(ctx, key, "Day", d.Day, "Month", T(ctx, monthOfDateKeys[d.Month]), "Year", d.Year)
}

// Weekday returns the name of the day of the week.
func Weekday(ctx context.Context, w time.Weekday) string { return T(ctx, weekdayKeys[w]) }

// MonthName returns the name of a month standing alone: қыркүйек, сентябрь.
func MonthName(ctx context.Context, m time.Month) string { return T(ctx, monthKeys[m]) }

// ShortMonth returns the short name of a month that stands without a day, for
// axes and terms: in Russian мая is май then, the others are cut before they differ.
func ShortMonth(ctx context.Context, m time.Month) string {
	if m == time.May && From(ctx) == RU {
		return MonthName(ctx, m)
	}
	return shortMonth(From(ctx), m)
}

// Period returns a term as a roadmap writes it: 2018 жылғы III тоқсан,
// III квартал 2018 года, 3rd quarter 2018. A day is a Date. What repeats is
// тоқсан сайын, 10-күніне дейін; ежеквартально, до 10 числа; quarterly, by the
// 10th (facts.md §1.8).
func Period(ctx context.Context, p civil.Period) string {
	switch p.Kind {
	case civil.Day:
		return Date(ctx, p.Day)
	case civil.Month:
		return T(ctx, "period.month", "Month", MonthName(ctx, time.Month(p.N)), "Year", p.Year)
	case civil.Quarter:
		return T(ctx, "period.quarter", "N", ordinal(From(ctx), p.N), "Year", p.Year)
	case civil.HalfYear:
		return T(ctx, "period.half_year", "N", ordinal(From(ctx), p.N), "Year", p.Year)
	case civil.Year:
		return T(ctx, "period.year", "Year", p.Year)
	case civil.Monthly:
		return T(ctx, "period.monthly", "Day", dayOfMonth(From(ctx), p.N))
	case civil.Quarterly:
		return T(ctx, "period.quarterly", "Day", dayOfMonth(From(ctx), p.N))
	case civil.HalfYearly:
		return T(ctx, "period.half_yearly", "Day", dayOfMonth(From(ctx), p.N))
	case civil.Constant:
		return T(ctx, "period.constant")
	default:
		return ""
	}
}

// ShortPeriod returns a term for narrow columns and axes: III кв. 2018, Q3 2018.
func ShortPeriod(ctx context.Context, p civil.Period) string {
	n := ordinal(From(ctx), p.N)
	if From(ctx) == EN {
		n = strconv.Itoa(p.N)
	}
	switch p.Kind {
	case civil.Day:
		return Date(ctx, p.Day)
	case civil.Month:
		return T(ctx, "period.month_short", "Month", ShortMonth(ctx, time.Month(p.N)), "Year", p.Year)
	case civil.Quarter:
		return T(ctx, "period.quarter_short", "N", n, "Year", p.Year)
	case civil.HalfYear:
		return T(ctx, "period.half_year_short", "N", n, "Year", p.Year)
	case civil.Year:
		return T(ctx, "period.year_short", "Year", p.Year)
	case civil.Monthly:
		return T(ctx, "period.monthly_short", "Day", dayOfMonth(From(ctx), p.N))
	case civil.Quarterly:
		return T(ctx, "period.quarterly_short", "Day", dayOfMonth(From(ctx), p.N))
	case civil.HalfYearly:
		return T(ctx, "period.half_yearly_short", "Day", dayOfMonth(From(ctx), p.N))
	case civil.Constant:
		return T(ctx, "period.constant")
	default:
		return ""
	}
}

// dayOfMonth numbers a day: 10, in English 10th.
func dayOfMonth(l Locale, n int) string {
	s := strconv.Itoa(n)
	switch {
	case l != EN:
		return s
	case n%10 == 1 && n != 11:
		return s + "st"
	case n%10 == 2 && n != 12:
		return s + "nd"
	case n%10 == 3 && n != 13:
		return s + "rd"
	default:
		return s + "th"
	}
}

// ordinal numbers a quarter or a half-year: III, in English 3rd. A number that
// no period has is written as it is.
func ordinal(l Locale, n int) string {
	switch {
	case n < 1 || n > 4:
		return strconv.Itoa(n)
	case l == EN:
		return [...]string{"1st", "2nd", "3rd", "4th"}[n-1]
	default:
		return [...]string{"I", "II", "III", "IV"}[n-1]
	}
}

// Moment returns an instant as the clock in Almaty showed it: 30.09.2018, 14:05.
func Moment(ctx context.Context, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return Date(ctx, civil.DateOf(t)) + ", " + Clock(t)
}

// Clock returns the time of day in Almaty: 14:05.
func Clock(t time.Time) string {
	hour, minute, _ := t.In(civil.Zone).Clock()
	return two(hour) + ":" + two(minute)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// Number returns a whole number in groups of three: 1 234 567, 1,234,567.
func Number(ctx context.Context, n int64) string {
	if n >= 0 && n < 1000 {
		return strconv.Itoa(int(n))
	}
	digits, minus := strconv.FormatInt(n, 10), ""
	if n < 0 {
		digits, minus = digits[1:], "−"
	}
	return minus + grouped(From(ctx), digits)
}

// grouped puts separators between groups of three digits.
func grouped(l Locale, digits string) string {
	if len(digits) <= 3 {
		return digits
	}
	separator := nbsp
	if l == EN {
		separator = ","
	}
	var b strings.Builder
	first := len(digits) % 3
	b.WriteString(digits[:first])
	for i := first; i < len(digits); i += 3 {
		if i > 0 {
			b.WriteString(separator)
		}
		b.WriteString(digits[i : i+3])
	}
	return b.String()
}

// Decimal returns a number with that many places: 0,45; 0.45.
func Decimal(ctx context.Context, f float64, places int) string {
	s := strconv.FormatFloat(f, 'f', places, 64)
	s, minus := strings.CutPrefix(s, "-")
	whole, fraction, _ := strings.Cut(s, ".")
	l := From(ctx)
	out := grouped(l, whole)
	if fraction != "" {
		out += point(l) + fraction
	}
	if minus && strings.Trim(s, "0.") != "" { // never −0,0
		out = "−" + out
	}
	return out
}

// point is the decimal point.
func point(l Locale) string {
	if l == EN {
		return "."
	}
	return ","
}

// Percent returns a share in whole per cent: 45%, in Russian 45 %.
func Percent(ctx context.Context, n int) string { return PercentOf(ctx, Number(ctx, int64(n))) }

// PercentOf puts the sign to a number that is formatted already.
func PercentOf(ctx context.Context, number string) string {
	if From(ctx) == RU {
		return number + nbsp + "%"
	}
	return number + "%"
}

// Bytes returns the size of a file: 45 КБ, 1,2 МБ; a kilobyte has 1,024 bytes,
// so that a limit of 10 MB is called that.
func Bytes(ctx context.Context, n int64) string {
	unit, f := 0, float64(n)
	for f >= 1023.5 && unit < 3 {
		f, unit = f/1024, unit+1
	}
	places := 0
	if unit > 0 && f < 9.95 {
		places = 1
	}
	s := Decimal(ctx, f, places)
	return strings.TrimSuffix(s, point(From(ctx))+"0") + nbsp + T(ctx, byteKeys[unit])
}
