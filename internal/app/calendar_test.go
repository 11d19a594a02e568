package app_test

import (
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// entered are the days of a year that somebody entered.
func entered(t *testing.T, w *testkit.World, year int) []portfolio.CalendarDay {
	t.Helper()
	ref, err := w.Store.Read(access.System(), w.Store.Instant()).Reference(t.Context())
	must(t, err)
	return slices.DeleteFunc(slices.Clone(ref.Days), func(d portfolio.CalendarDay) bool { return d.Date.Year != year })
}

func TestAYearIsImported(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, admin := t.Context(), w.Actor("admin")
		days := portfolio.RuledDays(2019)
		must(t, w.App.ImportCalendar(ctx, admin, 2019, days, app.CalendarSeen(nil)))
		have := entered(t, w, 2019)
		if len(have) != len(days) || have[0].Name != days[0].Name {
			t.Errorf("%d days of 2019, want %d", len(have), len(days))
		}
		if e := lastEntry(t, w); e.Action != "calendar.year_imported" || e.EntityID != 2019 || e.ProgrammeID != -1 || strings.Count(e.After, `"date"`) != len(days) {
			t.Errorf("the log says %+v", e)
		}
		seen := app.CalendarSeen(have)
		if err := w.App.ImportCalendar(ctx, admin, 2019, days, seen); !fault.Is(err, fault.KindInvalid) || fault.Of(err).Key != "admin.import_nothing" {
			t.Errorf("the same again: %v", err)
		}
		// One day goes, one is corrected, one comes; the others keep their keys.
		next := slices.Clone(have[1:])
		next[0].Name.EN = "New name"
		next = append(next, portfolio.CalendarDay{Date: testkit.Day("2019-07-15"), Kind: civil.Holiday, Name: i18n.Same(" Day ")})
		must(t, w.App.ImportCalendar(ctx, admin, 2019, next, seen))
		now := entered(t, w, 2019)
		if len(now) != len(have) || now[0].ID != have[1].ID || now[0].Name.EN != "New name" || !slices.ContainsFunc(now, func(d portfolio.CalendarDay) bool {
			return d.Date == testkit.Day("2019-07-15") && d.Name == i18n.Same("Day")
		}) {
			t.Errorf("2019 is now %+v", now)
		}
		if e := lastEntry(t, w); strings.Count(e.Before, `"date"`) != 2 || strings.Count(e.After, `"date"`) != 2 {
			t.Errorf("the log says %s and %s", e.Before, e.After)
		}
		if c, _ := calendarOf(t, w); c.IsWorking(testkit.Day("2019-07-15")) || !c.IsWorking(testkit.Day("2019-01-01")) {
			t.Error("the rules work with another calendar")
		}
		if got := entered(t, w, 2018); len(got) == 0 {
			t.Error("another year was lost")
		}
		// What was seen is not what stands there any more.
		if err := w.App.ImportCalendar(ctx, admin, 2019, days, seen); !fault.Is(err, fault.KindConflict) {
			t.Errorf("a calendar that was changed meanwhile: %v", err)
		}
	})
}

func TestAnImportThatIsRefused(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, admin, seen := t.Context(), w.Actor("admin"), app.CalendarSeen(nil)
		good := portfolio.CalendarDay{Date: testkit.Day("2019-07-15"), Kind: civil.Holiday, Name: i18n.Same("Day")}
		with := func(change func(*portfolio.CalendarDay)) []portfolio.CalendarDay {
			d := good
			change(&d)
			return []portfolio.CalendarDay{good, d}
		}
		for _, tt := range []struct {
			name string
			days []portfolio.CalendarDay
			want string
		}{
			{"no days", nil, "rows fault.required"},
			{"a day twice", with(func(d *portfolio.CalendarDay) { d.Name.EN = "Other" }), "rows admin.day_taken"},
			{"a day of another year", with(func(d *portfolio.CalendarDay) { d.Date = testkit.Day("2020-07-15") }), "rows admin.row_other_year"},
			{"no day", with(func(d *portfolio.CalendarDay) { d.Date = civil.Date{} }), "date fault.required"},
			{"no kind", with(func(d *portfolio.CalendarDay) { d.Kind = "" }), "kind fault.required_choice"},
			{"no name in Kazakh", with(func(d *portfolio.CalendarDay) { d.Name.KK = " " }), "name_kk fault.required"},
			{"a holiday instead of another day", with(func(d *portfolio.CalendarDay) { d.MovedFrom = testkit.Day("2019-07-13") }), "moved_from admin.moved_from"},
		} {
			if err := w.App.ImportCalendar(ctx, admin, 2019, tt.days, seen); key(err) != tt.want {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		if err := w.App.ImportCalendar(ctx, admin, 2050, []portfolio.CalendarDay{good}, seen); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("a year that the calendar does not cover: %v", err)
		}
		for _, who := range testkit.Everyone {
			if who == "admin" {
				continue
			}
			if err := w.App.ImportCalendar(ctx, w.Actor(who), 2019, []portfolio.CalendarDay{good}, seen); err == nil {
				t.Errorf("%s imports a calendar", who)
			}
			if _, err := w.Store.Read(w.Actor(who), w.Store.Instant()).LineTerms(ctx); !fault.Is(err, fault.KindNotFound) {
				t.Errorf("%s reads the terms of all lines: %v", who, err)
			}
		}
		if got := entered(t, w, 2019); len(got) != 0 {
			t.Errorf("%d days were entered", len(got))
		}
	})
}

// The terms are those of versions in force and on their way, without a word of
// what the lines are about.
func TestTheTermsOfLines(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		terms := func() map[string]int {
			list, err := w.Store.Read(w.Actor("admin"), w.Store.Instant()).LineTerms(ctx)
			must(t, err)
			n := map[string]int{}
			for _, l := range list {
				n[string(l.State)]++
			}
			return n
		}
		if n := terms(); n["in_force"] != 7 || len(n) != 1 {
			t.Errorf("%v", n)
		}
		id, err := w.App.DraftVersion(ctx, w.Actor("manager.astana"), w.Programmes["astana"], 2018, "other", "More")
		must(t, err)
		if n := terms(); n["in_force"] != 7 || n["draft"] != 5 {
			t.Errorf("%v", n)
		}
		must(t, w.App.SubmitRoadmap(ctx, w.Actor("head.astana"), id))
		w.Enforce(id, app.Act{Number: "15", Date: testkit.Day("2018-03-05"), Signatory: i18n.Same("Akim")})
		if n := terms(); n["in_force"] != 7 || len(n) != 1 {
			t.Errorf("superseded lines count: %v", n)
		}
	})
}
