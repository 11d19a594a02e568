package calendar

import (
	"context"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ImportPage takes the days of a year as rows and shows what they would change
// before they do.
type ImportPage struct {
	layout.Shell
	Year    int
	Form    ui.Form
	Rows    string   // shown until the form has been sent
	Bad     []BadRow // rows that are no days of the year
	Preview *Preview // nil until rows were read that are right
}

// BadRow is one thing that is wrong with a row.
type BadRow struct {
	Line  int    // in what was sent, from 1
	Typed string // the row itself
	Fault fault.FieldError
}

// Preview is what rows would make of the calendar.
type Preview struct {
	Rows    string // as they were read
	Seen    string // fingerprint of the calendar they were compared with
	Entered bool   // days were entered for the year; else the rules give them
	Change  portfolio.CalendarChange
	Doubts  []portfolio.CalendarDoubt
	Rolled  []portfolio.Rolled // all deadlines that roll to another day
	Names   map[int64]i18n.Text
	Past    bool // days before today are among what changes
}

// ImportRegion is what the form replaces.
const ImportRegion = "import"

// rolledShown is how many deadlines stand on the page.
const rolledShown = 8

// inForce are the deadlines of versions in force: those of drafts are counted
// and not shown.
func (p Preview) inForce() []portfolio.Rolled {
	var all []portfolio.Rolled
	for _, r := range p.Rolled {
		if r.State == portfolio.InForce {
			all = append(all, r)
		}
	}
	return all
}

// periods are those whose number of working days changes, months first.
func (p ImportPage) periods() []counted {
	var all []counted
	add := func(t civil.Period, was, is int) {
		if was != is {
			all = append(all, counted{t, was, is})
		}
	}
	before, after := p.Preview.Change.Before, p.Preview.Change.After
	for i := range before.Months {
		add(civil.Period{Kind: civil.Month, Year: p.Year, N: i + 1}, before.Months[i], after.Months[i])
	}
	for i := range before.Quarters {
		add(civil.InQuarter(p.Year, i+1), before.Quarters[i], after.Quarters[i])
	}
	return all
}

// counted is a period with its working days before and after.
type counted struct {
	period  civil.Period
	was, is int
}

// columnWord is what a column is called, "" for the row as a whole.
func columnWord(ctx context.Context, column string) string {
	switch column {
	case "date":
		return i18n.T(ctx, "word.date")
	case "kind":
		return i18n.T(ctx, "word.kind")
	case "moved_from":
		return i18n.T(ctx, "admin.instead_of")
	case "name_kk":
		return i18n.T(ctx, "admin.name_kk")
	case "name_ru":
		return i18n.T(ctx, "admin.name_ru")
	}
	return ""
}

// doubtText says what is doubtful about a day.
func doubtText(ctx context.Context, d portfolio.CalendarDoubt) string {
	return i18n.T(ctx, "admin.doubt_"+string(d.Kind), "Day", d.Date, "Weekday", i18n.Weekday(ctx, d.Date.Weekday()), "Other", d.Other, "Name", d.Ruled.Name)
}

// dayText is an entry in one line: 9 Mar, day off (moved), instead of 3 Mar.
func dayText(ctx context.Context, d portfolio.CalendarDay) string {
	s := KindWord(ctx, d.Kind) + ": " + d.Name.For(ctx)
	if !d.MovedFrom.IsZero() {
		s += ", " + i18n.T(ctx, "admin.moved_from_day", "Day", d.MovedFrom)
	}
	return s
}

func signed(ctx context.Context, n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return i18n.Number(ctx, int64(n))
}
