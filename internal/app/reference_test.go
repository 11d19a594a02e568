package app_test

import (
	"testing"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// calendarOf is the calendar that every rule works with.
func calendarOf(t *testing.T, w *testkit.World) (*civil.Calendar, map[int]int) {
	t.Helper()
	ref, err := w.Store.Read(access.System(), w.Store.Instant()).Reference(t.Context())
	must(t, err)
	days := map[int]int{}
	for _, d := range ref.Days {
		days[d.Date.Year]++
	}
	return ref.Calendar, days
}

func TestTheCalendarIsKept(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, admin := t.Context(), w.Actor("admin")
		ruled := len(civil.HolidayRules(2020))
		day := portfolio.CalendarDay{Date: testkit.Day("2020-07-15"), Kind: civil.Holiday, Name: i18n.Same(" Day ")}
		must(t, w.App.AddCalendarDay(ctx, admin, day))
		if e := lastEntry(t, w); e.Action != "calendar.day_added" || e.ActorID != admin.ID || e.ProgrammeID != -1 {
			t.Errorf("the log says %+v", e)
		}
		c, days := calendarOf(t, w)
		if c.IsWorking(day.Date) || c.IsWorking(testkit.Day("2020-03-23")) || days[2020] != ruled+1 {
			t.Errorf("%d days of 2020, want the %d of the rules and the new one", days[2020], ruled)
		}
		if err := w.App.AddCalendarDay(ctx, admin, day); key(err) != "date admin.day_taken" {
			t.Errorf("the day a second time: %v", err)
		}
		if err := w.App.WriteOutCalendar(ctx, admin, 2020); !fault.Is(err, fault.KindConflict) {
			t.Errorf("writing out a year with days: %v", err)
		}
		must(t, w.App.WriteOutCalendar(ctx, admin, 2021))
		if _, days := calendarOf(t, w); days[2021] != len(civil.HolidayRules(2021)) {
			t.Errorf("%d days of 2021", days[2021])
		}
		if err := w.App.WriteOutCalendar(ctx, admin, 2050); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("a year that the calendar does not cover: %v", err)
		}
		ref, err := w.Store.Read(access.System(), w.Store.Instant()).Reference(ctx)
		must(t, err)
		for _, d := range ref.Days {
			if d.Date == day.Date {
				if d.Name != i18n.Same("Day") {
					t.Errorf("the name is %q", d.Name)
				}
				must(t, w.App.RemoveCalendarDay(ctx, admin, d.ID))
			}
		}
		if c, _ := calendarOf(t, w); !c.IsWorking(day.Date) {
			t.Error("the day was not given back")
		}
		if err := w.App.RemoveCalendarDay(ctx, admin, 99999); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("removing a day that is not there: %v", err)
		}
	})
}

func TestOnlyOneHoldsASeat(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, admin, noDay := t.Context(), w.Actor("admin"), civil.Date{}
		seat, nobody := w.Seats["expert"], w.People["nobody"]
		if err := w.App.GrantSeat(ctx, admin, nobody, seat, testkit.Day("2018-04-01"), noDay); key(err) != "seat admin.seat_held" {
			t.Errorf("a seat that is held: %v", err)
		}
		must(t, w.App.GrantSeat(ctx, admin, nobody, seat, testkit.Day("2018-01-02"), testkit.Day("2018-01-07"))) // before it was held
		grants, err := w.Store.Read(access.System(), w.Store.Instant()).Grants(ctx, w.People["expert"])
		must(t, err)
		must(t, w.App.EndGrant(ctx, admin, grants[0].ID, testkit.Day("2018-03-31"), "Leaves"))
		if e := lastEntry(t, w); e.Action != "seat.ended" || e.EntityID != w.People["expert"] {
			t.Errorf("the log says %+v", e)
		}
		must(t, w.App.GrantSeat(ctx, admin, nobody, seat, testkit.Day("2018-04-01"), noDay))
		ending, err := w.Store.Read(access.System(), w.Store.Instant()).Grants(ctx, nobody)
		must(t, err)
		// The line of the ledger that ended a grant is no grant to be ended.
		if err := w.App.EndGrant(ctx, admin, ending[1].ID-1, testkit.Day("2018-03-30"), "Again"); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("ending an ending: %v", err)
		}
	})
}
