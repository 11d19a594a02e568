package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// AddCalendarDay makes a day a holiday, a day off or a working day. When the
// year has no days of its own yet, the rules' days are written out first, so
// that entering one day does not take the others away.
func (a *App) AddCalendarDay(ctx context.Context, actor access.Actor, d portfolio.CalendarDay) error {
	if err := access.Require(actor, access.KeepReference, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepReference, access.Anywhere)
	d.Name = d.Name.Trim()
	if err := d.Check(); err != nil {
		return err
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		have, err := tx.CalendarDays(d.Date.Year)
		if err != nil {
			return err
		}
		if len(have) == 0 {
			if have, err = writeOut(tx, d.Date.Year); err != nil {
				return err
			}
		}
		for _, h := range have {
			if h.Date == d.Date {
				return fault.Field("date", "admin.day_taken")
			}
		}
		if err := tx.AddCalendarDay(&d); err != nil {
			return err
		}
		return tx.Record("calendar.day_added", audit.Everywhere, "calendar", d.ID, audit.Added(daySaid(d)))
	})
}

// WriteOutCalendar enters the days that the rules give for a year of which
// none was entered, so that they can be changed one by one.
func (a *App) WriteOutCalendar(ctx context.Context, actor access.Actor, year int) error {
	if err := access.Require(actor, access.KeepReference, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepReference, access.Anywhere)
	if year < portfolio.FirstRuledYear || year > portfolio.LastRuledYear {
		return fault.NotFound()
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		have, err := tx.CalendarDays(year)
		if err != nil {
			return err
		}
		if len(have) > 0 {
			return fault.Conflict("admin.year_entered")
		}
		_, err = writeOut(tx, year)
		return err
	})
}

func writeOut(tx *store.Tx, year int) ([]portfolio.CalendarDay, error) {
	days := portfolio.RuledDays(year)
	for i := range days {
		if err := tx.AddCalendarDay(&days[i]); err != nil {
			return nil, err
		}
	}
	return days, tx.Record("calendar.year_added", audit.Everywhere, "calendar", int64(year), audit.Added(map[string]int{"year": year, "days": len(days)}))
}

// RemoveCalendarDay gives a day back to what its weekday says.
func (a *App) RemoveCalendarDay(ctx context.Context, actor access.Actor, id int64) error {
	if err := access.Require(actor, access.KeepReference, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepReference, access.Anywhere)
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		d, err := tx.CalendarDay(id)
		if err != nil {
			return err
		}
		if err := tx.RemoveCalendarDay(id); err != nil {
			return err
		}
		return tx.Record("calendar.day_removed", audit.Everywhere, "calendar", id, audit.Removed(daySaid(d)))
	})
}

// ImportCalendar puts a list of days in the place of those of a year. Seen is
// the calendar that the person saw when the list was compared with it; another
// one is a conflict, so that two people never undo each other's days unseen.
func (a *App) ImportCalendar(ctx context.Context, actor access.Actor, year int, days []portfolio.CalendarDay, seen string) error {
	if err := access.Require(actor, access.KeepReference, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepReference, access.Anywhere)
	if year < portfolio.FirstRuledYear || year > portfolio.LastRuledYear {
		return fault.NotFound()
	}
	days = slices.Clone(days)
	if err := checkYear(year, days); err != nil {
		return err
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		have, err := tx.CalendarDays(year)
		if err != nil {
			return err
		}
		if CalendarSeen(have) != seen {
			return fault.Conflict("fault.changed_meanwhile")
		}
		c := portfolio.CompareCalendars(year, have, days)
		switch {
		case len(have) == 0: // until now the rules gave the days
			c = portfolio.CalendarChange{Added: days}
		case c.Nothing():
			return fault.Invalid("admin.import_nothing")
		}
		if err := replaceDays(tx, have, days); err != nil {
			return err
		}
		return tx.Record("calendar.year_imported", audit.Everywhere, "calendar", int64(year), audit.Change{
			Before: map[string]any{"year": year, "days": daysSaid(c.Removed, c.Changed, true)},
			After:  map[string]any{"year": year, "days": daysSaid(c.Added, c.Changed, false)},
		})
	})
}

// CalendarSeen is a fingerprint of the days that were entered for a year.
func CalendarSeen(days []portfolio.CalendarDay) string {
	h := sha256.New()
	for _, d := range days {
		fmt.Fprintf(h, "%s %s %q %s\n", d.Date, d.Kind, d.Name, d.MovedFrom)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// checkYear refuses a list in which a day is wrong, stands twice or belongs to
// another year.
func checkYear(year int, days []portfolio.CalendarDay) error {
	if len(days) == 0 {
		return fault.Field("rows", "fault.required")
	}
	seen := map[civil.Date]bool{}
	for i := range days {
		days[i].Name = days[i].Name.Trim()
		if err := days[i].Check(); err != nil {
			return err
		}
		if days[i].Date.Year != year {
			return fault.Field("rows", "admin.row_other_year", "Year", days[i].Date.Year)
		}
		if seen[days[i].Date] {
			return fault.Field("rows", "admin.day_taken")
		}
		seen[days[i].Date] = true
	}
	return nil
}

// replaceDays keeps what is the same, corrects what changed, and adds and
// removes the rest.
func replaceDays(tx *store.Tx, have, days []portfolio.CalendarDay) error {
	for _, h := range have {
		if slices.ContainsFunc(days, func(d portfolio.CalendarDay) bool { return d.Date == h.Date }) {
			continue
		}
		if err := tx.RemoveCalendarDay(h.ID); err != nil {
			return err
		}
	}
	for _, d := range days {
		d.ID = 0
		at := slices.IndexFunc(have, func(h portfolio.CalendarDay) bool { return h.Date == d.Date })
		var err error
		switch {
		case at < 0:
			err = tx.AddCalendarDay(&d)
		case !have[at].Says(d):
			d.ID = have[at].ID
			err = tx.SaveCalendarDay(&d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// daysSaid are days for the log: those that one side alone has, and the changed
// ones as that side has them.
func daysSaid(alone []portfolio.CalendarDay, changed []portfolio.CalendarDayChange, before bool) []any {
	said := []any{}
	for _, d := range alone {
		said = append(said, daySaid(d))
	}
	for _, c := range changed {
		if before {
			said = append(said, daySaid(c.Was))
		} else {
			said = append(said, daySaid(c.Is))
		}
	}
	return said
}

func daySaid(d portfolio.CalendarDay) any {
	return map[string]any{"date": d.Date, "kind": d.Kind, "name": d.Name, "moved_from": d.MovedFrom}
}
