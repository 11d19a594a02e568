package app_test

import (
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// many is a report on the milestones of Astana with the numbers, as a form that
// was opened now would send it.
func many(t *testing.T, w *testkit.World, report portfolio.CommonReport, numbers ...string) app.Reports {
	t.Helper()
	p := app.Reports{Report: report, FormKey: "many"}
	for _, n := range numbers {
		ref := portfolio.UpdateRef{MilestoneID: w.Milestones["astana "+n]}
		if last := milestone(t, w, "astana "+n).Last(); last != nil {
			ref.Seen = last.ID
		}
		p.Milestones = append(p.Milestones, ref)
	}
	return p
}

func TestSeveralMilestonesAreReportedOnTogether(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Report("astana 1.1", 20, "2018-03-30")
		before := entries(t, w)
		half := 50
		p := many(t, w, portfolio.CommonReport{ShiftDays: 5, Percent: &half, Note: " @member the same delay "}, "2.1", "1.1")
		must(t, w.App.ReportMany(t.Context(), w.Actor("manager.astana"), p))
		if n := entries(t, w); n != before+2 {
			t.Errorf("%d entries for two milestones", n-before)
		}
		for _, tt := range []struct{ name, forecast, was string }{
			{"1.1", "2018-04-06", `{"forecast":"2018-03-30","note":"","percent":20}`},
			{"2.1", "", "{}"},
		} {
			m := milestone(t, w, "astana "+tt.name)
			got := m.Last()
			if tt.forecast == "" { // never reported: five working days from its deadline
				tt.forecast = workingDaysAfter(t, w, w.Line("astana "+tt.name, "").Deadline.String(), 5)
			}
			if got == nil || got.Percent != 50 || got.Forecast != testkit.Day(tt.forecast) || got.Note != "@member the same delay" || got.SaidDone || got.RecordedBy != w.People["manager.astana"] {
				t.Errorf("%s: %+v, want %s", tt.name, got, tt.forecast)
			}
			e := entryOf(t, w, m.ID)
			if e.Action != "milestone.progress" || e.Seat != "manager-astana" || e.ProgrammeID != w.Programmes["astana"] || e.Before != tt.was || !strings.Contains(e.After, `"percent":50`) {
				t.Errorf("%s: %+v", tt.name, e)
			}
		}
		must(t, w.App.ReportMany(t.Context(), w.Actor("manager.astana"), p))
		if n := entries(t, w); n != before+2 {
			t.Errorf("sent twice it makes %d entries", n-before)
		}
	})
}

// What is not said stays: a note alone is an update, so that nothing is stale.
func TestANoteForSeveralMilestonesLeavesTheRest(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Report("astana 1.1", 20, "2018-03-31") // a Saturday: it is not moved either
		must(t, w.App.ReportMany(t.Context(), w.Actor("head.astana"), many(t, w, portfolio.CommonReport{Note: "Checked"}, "1.1")))
		got := milestone(t, w, "astana 1.1").Last()
		if got.Percent != 20 || got.Forecast != testkit.Day("2018-03-31") || got.Note != "Checked" {
			t.Errorf("%+v", got)
		}
	})
}

func TestSeveralMilestonesAllOrNone(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		w.Report("astana 1.1", 60, "2018-03-30")
		w.Clock.Set("2018-04-20 10:00")
		w.SayDone("astana 1.2", "2018-04-19")
		seen := many(t, w, portfolio.CommonReport{Note: "x"}, "1.1", "2.1")
		w.Report("astana 1.1", 65, "2018-03-30")
		before := entries(t, w)
		if err := w.App.ReportMany(ctx, manager, seen); key(err) != "milestone.reported_meanwhile" || !fault.Is(err, fault.KindConflict) {
			t.Errorf("one was reported meanwhile: %v", err)
		}
		low, tooMuch := 10, 101
		at := func(number, field string) string { return portfolio.LineField(w.Milestones["astana "+number], field) }
		for _, tt := range []struct {
			name    string
			report  portfolio.CommonReport
			numbers []string
			want    string
		}{
			{"no milestone", portfolio.CommonReport{Note: "x"}, nil, "milestones fault.required_choice"},
			{"nothing said", portfolio.CommonReport{Note: " "}, []string{"2.1"}, "milestone.many_says_nothing"},
			{"101 per cent", portfolio.CommonReport{Percent: &tooMuch}, []string{"2.1"}, "percent fault.percent_range"},
			{"a shift without an end", portfolio.CommonReport{ShiftDays: 501}, []string{"2.1"}, "shift milestone.many_shift_range"},
			{"down without a reason", portfolio.CommonReport{Percent: &low}, []string{"2.1", "1.1"}, at("1.1", "note") + " milestone.down_needs_reason"},
			{"a forecast before the start", portfolio.CommonReport{ShiftDays: -100}, []string{"1.1", "2.1"}, at("1.1", "forecast") + " milestone.forecast_before_start"},
			{"what was said done", portfolio.CommonReport{Note: "x"}, []string{"2.1", "1.2"}, at("1.2", "said_done") + " milestone.many_awaits_review"},
		} {
			if err := w.App.ReportMany(ctx, manager, many(t, w, tt.report, tt.numbers...)); key(err) != tt.want {
				t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
			}
		}
		unknown := many(t, w, portfolio.CommonReport{Note: "x"}, "2.1")
		unknown.Milestones = append(unknown.Milestones, portfolio.UpdateRef{MilestoneID: 99999})
		if err := w.App.ReportMany(ctx, manager, unknown); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("one that there is not: %v", err)
		}
		foreign := many(t, w, portfolio.CommonReport{Note: "x"}, "2.1")
		foreign.Milestones = append(foreign.Milestones, portfolio.UpdateRef{MilestoneID: w.Milestones["ontustik 1.1"]})
		if err := w.App.ReportMany(ctx, manager, foreign); !fault.Is(err, fault.KindForbidden) {
			t.Errorf("one of another programme: %v", err)
		}
		crowd := app.Reports{Report: portfolio.CommonReport{Note: "x"}, FormKey: "crowd"}
		for i := range portfolio.ReportsLimit + 1 {
			crowd.Milestones = append(crowd.Milestones, portfolio.UpdateRef{MilestoneID: int64(i + 1)})
		}
		if err := w.App.ReportMany(ctx, manager, crowd); key(err) != "milestones milestone.many_too_many" {
			t.Errorf("a crowd: %v", err)
		}
		w.Accept("astana 1.2", "2018-04-19")
		done := many(t, w, portfolio.CommonReport{Note: "x"}, "2.1", "1.2")
		before++
		if err := w.App.ReportMany(ctx, manager, done); key(err) != "milestone.is_done" {
			t.Errorf("one is done: %v", err)
		}
		if n := entries(t, w); n != before || len(milestone(t, w, "astana 2.1").Updates) != 0 {
			t.Errorf("%d entries, %d updates", n-before, len(milestone(t, w, "astana 2.1").Updates))
		}
	})
}

// entryOf is the newest entry about a milestone.
func entryOf(t *testing.T, w *testkit.World, id int64) audit.Entry {
	t.Helper()
	all, err := w.Store.Read(access.System(), w.Store.Instant()).AuditEntries(t.Context(), store.AuditFilter{Limit: 20})
	must(t, err)
	i := slices.IndexFunc(all, func(e audit.Entry) bool { return e.Entity == "milestone" && e.EntityID == id })
	if i < 0 {
		t.Fatalf("no entry about %d", id)
	}
	return all[i]
}

func workingDaysAfter(t *testing.T, w *testkit.World, day string, n int) string {
	t.Helper()
	_, ref, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Pictures(t.Context())
	must(t, err)
	return ref.Calendar.Add(testkit.Day(day), n).String()
}
