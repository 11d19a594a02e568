package app_test

import (
	"math"
	"testing"

	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// refs names lines of the draft as they are.
func refs(t *testing.T, w *testkit.World, numbers ...string) []portfolio.LineRef {
	t.Helper()
	var out []portfolio.LineRef
	for _, n := range numbers {
		p := plan(t, w, w.Milestones["astana "+n])
		out = append(out, portfolio.LineRef{MilestoneID: p.MilestoneID, Revision: p.Revision})
	}
	return out
}

func TestSeveralLinesChangeTogether(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, draft := t.Context(), w.Actor("manager.astana"), int64(0)
		drafted(w)
		draft = w.Versions["draft"]
		before := entries(t, w)
		weight := 15
		change := portfolio.LinesChange{ShiftDays: 3, LeadID: w.Bodies["centre"], NoZone: true, Weight: &weight, CostPercent: 10}
		must(t, w.App.ChangeLines(ctx, manager, draft, refs(t, w, "1.2", "2.1"), change))
		if got := lines(t, w); got != "1.1 1.1 r0, 1.2 1.2 r1, 1.3 1.3 r0, 2.1 2.1 r1, 2.2 2.2 r0" {
			t.Errorf("got %s", got)
		}
		p := plan(t, w, w.Milestones["astana 1.2"])
		if p.LeadID != w.Bodies["centre"] || p.ZoneID != 0 || p.Weight != 15 || p.Start != testkit.Day("2018-04-05") || p.Due != testkit.Due("2018-07-05") || p.Costs.Total() != 220_000_00 {
			t.Errorf("got %+v", p)
		}
		if n := entries(t, w); n != before+1 {
			t.Errorf("%d entries for one change", n-before)
		}
		if e := lastEntry(t, w); e.Action != "roadmap.lines_changed" || e.Entity != "plan" || e.Before == "" {
			t.Errorf("the log says %s", e.Action)
		}
	})
}

func TestSeveralLinesChangeAllOrNone(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		draft, seen := w.Versions["draft"], refs(t, w, "1.1", "1.2", "2.2")
		must(t, w.App.ChangeLine(ctx, manager, draft, w.Milestones["astana 1.2"], func(p *portfolio.Plan) { p.Note = "meanwhile" }))
		before := entries(t, w)
		shift := portfolio.LinesChange{ShiftDays: 1}
		if err := w.App.ChangeLines(ctx, manager, draft, seen, shift); key(err) != "fault.changed_meanwhile" || !fault.Is(err, fault.KindConflict) {
			t.Errorf("one of them was changed meanwhile: %v", err)
		}
		for _, tt := range []struct {
			name   string
			refs   []portfolio.LineRef
			change portfolio.LinesChange
			want   string
		}{
			{"no line", nil, shift, "lines fault.required_choice"},
			{"nothing to change", refs(t, w, "1.1"), portfolio.LinesChange{}, "roadmap.nothing_to_change"},
			{"an executor that there is not", refs(t, w, "1.1"), portfolio.LinesChange{LeadID: 999}, "lead fault.required"},
			{"a zone of another programme", refs(t, w, "1.1"), portfolio.LinesChange{ZoneID: w.Zones["zone-ontustik"]}, "zone fault.required_choice"},
			{"a line that is not there", []portfolio.LineRef{{MilestoneID: 999}}, shift, "fault.changed_meanwhile"},
			{"costs that nobody has", refs(t, w, "1.2"), portfolio.LinesChange{CostPercent: math.MaxInt}, portfolio.LineField(w.Milestones["astana 1.2"], "costs") + " roadmap.cost_too_large"},
			{"out of the year", refs(t, w, "1.1", "2.2"), shift, portfolio.LineField(w.Milestones["astana 2.2"], "due") + " roadmap.due_outside_year"},
		} {
			if err := w.App.ChangeLines(ctx, manager, draft, tt.refs, tt.change); key(err) != tt.want {
				t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
			}
		}
		if entries(t, w) != before {
			t.Error("the log grew")
		}
		must(t, w.App.ChangeLines(ctx, manager, draft, refs(t, w, "1.1", "2.2"), shift, app.Unfinished))
		// What the line lacks now keeps nobody from changing something else.
		must(t, w.App.ChangeLines(ctx, manager, draft, refs(t, w, "1.1", "2.2"), portfolio.LinesChange{Form: portfolio.FormOrder}))
	})
}
