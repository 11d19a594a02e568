package calendar

import (
	"context"
	"slices"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

// week is a week as it is written in Kazakhstan.
var week = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// short are the keys of the days of the week where there is room for two letters.
var short = map[time.Weekday]string{
	time.Monday: "admin.mon", time.Tuesday: "admin.tue", time.Wednesday: "admin.wed", time.Thursday: "admin.thu",
	time.Friday: "admin.fri", time.Saturday: "admin.sat", time.Sunday: "admin.sun",
}

// tone is the colour of a kind of day.
var tone = map[civil.DayKind]string{civil.Holiday: "overdue", civil.MovedOff: "plan", civil.Working: "on_track"}

func kinds(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range []civil.DayKind{civil.Holiday, civil.MovedOff, civil.Working} {
		out = append(out, ui.Option{Value: string(k), Label: KindWord(ctx, k)})
	}
	return out
}

// KindWord is a kind of day in words. A working day is worth a word only where
// the weekday says otherwise.
func KindWord(ctx context.Context, k civil.DayKind) string {
	if k == civil.Working {
		return i18n.T(ctx, "holiday.moved_working")
	}
	return i18n.T(ctx, "day_kind."+string(k))
}

func monthOf(m int) time.Month { return time.Month(m) }

func (p ShowPage) month(m int) civil.Period {
	return civil.Period{Kind: civil.Month, Year: p.Year, N: m}
}

func (p ShowPage) quarter(n int) civil.Period {
	return civil.Period{Kind: civil.Quarter, Year: p.Year, N: n}
}

func (p ShowPage) yearDays() int { return p.days(civil.Period{Kind: civil.Year, Year: p.Year}) }

// days are the working days of a period.
func (p ShowPage) days(t civil.Period) int { return p.Calendar.Between(t.First(), t.Last()) }

// weeks are the days of a month by week, no day where the month has none.
func (p ShowPage) weeks(m int) [][]civil.Date {
	t := p.month(m)
	var out [][]civil.Date
	for d := t.First(); !d.After(t.Last()); d = d.AddDays(1) {
		at := slices.Index(week, d.Weekday())
		if len(out) == 0 || at == 0 {
			out = append(out, make([]civil.Date, len(week)))
		}
		out[len(out)-1][at] = d
	}
	return out
}

// pair is the number of the moved day off to which a day belongs, 0 for none.
func (p ShowPage) pair(d civil.Date) int {
	return 1 + slices.IndexFunc(p.Pairs, func(x portfolio.DayPair) bool { return x.From.Date == d || x.To.Date == d })
}

// exception is what makes a day other than its weekday says, or nil.
func (p ShowPage) exception(d civil.Date) *portfolio.CalendarDay {
	at := slices.IndexFunc(p.Days, func(x portfolio.CalendarDay) bool { return x.Date == d })
	if at < 0 {
		return nil
	}
	return &p.Days[at]
}
