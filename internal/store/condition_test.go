package store_test

import (
	"fmt"
	"testing"

	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// owed sets an assignment that touches a line, reports on it, and sets other
// limits of delegation.
func owed(t *testing.T, w *testkit.World) int64 {
	t.Helper()
	ctx := t.Context()
	id, err := w.App.SetAssignment(ctx, w.Actor("secretary"), approval.Condition{
		ProgrammeID: w.Programmes["astana"], MilestoneID: w.Milestones["astana 2.1"], Text: i18n.Same("Ask the police"), OwnerID: w.Bodies["akimat-astana"],
		DueOn: testkit.Day("2018-12-01"), Evidence: portfolio.FormReport,
	})
	must(t, err)
	must(t, w.App.ReportCondition(ctx, w.Actor("manager.astana"), app.ConditionReport{ConditionID: id, Link: "https://example.kz/7"}))
	limits := approval.DefaultTolerance
	limits.ValidFrom, limits.Reason = testkit.Day("2018-03-01"), "Order 1"
	must(t, w.App.SetTolerance(ctx, w.Actor("admin"), limits))
	return id
}

func TestConditionsAreFoundByWhatTheyTouch(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		w.Clock.Set("2018-03-10 10:00")
		id := owed(t, w)
		r := w.Store.Read(w.Actor("member"), w.Store.Instant())
		for _, tt := range []struct {
			f    store.ConditionFilter
			want int
		}{
			{store.ConditionFilter{}, 1},
			{store.ConditionFilter{ProgrammeID: w.Programmes["astana"]}, 1},
			{store.ConditionFilter{ProgrammeID: w.Programmes["ontustik"]}, 0},
			{store.ConditionFilter{MilestoneID: w.Milestones["astana 2.1"]}, 1},
			{store.ConditionFilter{MilestoneID: w.Milestones["astana 1.1"]}, 0},
			{store.ConditionFilter{ProjectID: w.Projects["ikomek"]}, 1}, // the project of the line
			{store.ConditionFilter{ProjectID: w.Projects["sergek"]}, 0},
			{store.ConditionFilter{Kind: approval.AssignmentOf}, 1},
			{store.ConditionFilter{Kind: approval.ConditionOf}, 0},
			{store.ConditionFilter{OwnerIDs: []int64{w.Bodies["centre"]}}, 0},
			{store.ConditionFilter{CaseID: 7}, 0},
			{store.ConditionFilter{Open: true}, 1},
		} {
			all, err := r.Conditions(ctx, tt.f)
			must(t, err)
			if len(all) != tt.want {
				t.Errorf("%+v finds %d, want %d", tt.f, len(all), tt.want)
			}
		}
		must(t, w.App.AcceptCondition(ctx, w.Actor("expert"), id, ""))
		all, err := w.Store.Read(w.Actor("member"), w.Store.Instant()).Conditions(ctx, store.ConditionFilter{Open: true})
		must(t, err)
		if len(all) != 0 {
			t.Error("what is met is open")
		}
		if _, err := w.Store.Read(w.Actor("admin"), w.Store.Instant()).Condition(ctx, id); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("the administrator reads a condition: %v", err)
		}
	})
}

// A version that came into force never loses what it planned first, and every
// line says so.
func TestALineRemembersItsFirstDeadline(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		for i, due := range []string{"2018-07-12", "2018-07-16"} {
			w.Clock.Set(fmt.Sprintf("2018-03-1%d 10:00", i))
			version, err := w.App.DraftVersion(ctx, manager, w.Programmes["astana"], 2018, "other", "Later")
			must(t, err)
			must(t, w.App.ChangeLine(ctx, manager, version, w.Milestones["astana 2.1"], func(p *portfolio.Plan) { p.Due = testkit.Due(due) }))
			must(t, w.App.SubmitRoadmap(ctx, w.Actor("head.astana"), version))
			w.Enforce(version, app.Act{Number: "2", Date: testkit.Day(fmt.Sprintf("2018-03-1%d", i)), Signatory: i18n.Same("Akim")})
		}
		for on, want := range map[string]string{"2018-03-09": "2018-07-02 2018-07-02", "2018-03-10": "2018-07-02 2018-07-12", "2018-03-11": "2018-07-02 2018-07-16"} {
			p, _, err := w.Store.Read(w.Actor("official"), testkit.Day(on).EndOfDay()).PictureOf(ctx, "astana")
			must(t, err)
			l := p.Board(2018).Line(w.Milestones["astana 2.1"])
			if got := l.First.String() + " " + l.Deadline.String(); got != want {
				t.Errorf("on %s: %s, want %s", on, got, want)
			}
		}
	})
}
