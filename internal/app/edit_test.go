package app_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// last is the change of the draft that can be taken back, 0 for none, and
// undone the one that can be made again.
func last(t *testing.T, w *testkit.World) (last, undone int64) {
	t.Helper()
	r := w.Store.Read(access.System(), w.Store.Instant())
	l, err := r.LastEdit(t.Context(), w.Versions["draft"])
	must(t, err)
	u, err := r.LastUndone(t.Context(), w.Versions["draft"])
	must(t, err)
	if l != nil {
		last = l.ID
	}
	if u != nil {
		undone = u.ID
	}
	return last, undone
}

// drafting are changes of every kind, each on what the one before left.
func drafting(w *testkit.World) []struct {
	name string
	do   func(context.Context, access.Actor) error
} {
	draft := w.Versions["draft"]
	stone := func(n string) int64 { return w.Milestones["astana "+n] }
	return []struct {
		name string
		do   func(context.Context, access.Actor) error
	}{
		{"add", func(ctx context.Context, a access.Actor) error {
			p := titled(w, "added")
			p.Number = "1.1.1"
			_, err := w.App.AddLine(ctx, a, p)
			return err
		}},
		{"change", func(ctx context.Context, a access.Actor) error {
			return w.App.ChangeLine(ctx, a, draft, stone("1.2"), func(p *portfolio.Plan) {
				p.Note, p.Weight, p.Due, p.CoIDs = "changed", 31, testkit.Due("2018-Q3"), portfolio.IDs{w.Bodies["centre"]}
			})
		}},
		{"move in", func(ctx context.Context, a access.Actor) error {
			return w.App.MoveLine(ctx, a, draft, stone("1.3"), portfolio.Move{Way: portfolio.MoveIn})
		}},
		{"copy", func(ctx context.Context, a access.Actor) error {
			_, err := w.App.CopyLine(ctx, a, draft, stone("1.2"))
			return err
		}},
		{"remove", func(ctx context.Context, a access.Actor) error { return w.App.RemoveLine(ctx, a, draft, stone("1.2")) }},
		{"move a project", func(ctx context.Context, a access.Actor) error {
			return w.App.MoveLine(ctx, a, draft, stone("2.1"), portfolio.Move{Way: portfolio.MoveProjectUp})
		}},
		{"many titles", func(ctx context.Context, a access.Actor) error {
			_, err := w.App.AddLines(ctx, a, draft, w.Projects["sergek"], []i18n.Text{{RU: "a"}, {RU: "b"}})
			return err
		}},
		{"several lines", func(ctx context.Context, a access.Actor) error {
			var refs []portfolio.LineRef
			plans, err := w.Store.Read(access.System(), w.Store.Instant()).Plans(ctx, draft)
			for _, p := range plans {
				if slices.Contains([]int64{stone("1.1"), stone("1.3"), stone("2.1")}, p.MilestoneID) {
					refs = append(refs, portfolio.LineRef{MilestoneID: p.MilestoneID, Revision: p.Revision})
				}
			}
			if err != nil {
				return err
			}
			return w.App.ChangeLines(ctx, a, draft, refs, portfolio.LinesChange{ShiftDays: 5})
		}},
	}
}

// same compares lines with everything but the count of their changes.
var same = cmp.Options{cmpopts.IgnoreFields(portfolio.Plan{}, "Revision"), cmpopts.EquateEmpty()}

// Every change is taken back, one after the other, and made again; the lines
// are then exactly what they were, with their content, numbers and places.
func TestEveryChangeIsTakenBackAndMadeAgain(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		states := [][]portfolio.Plan{plans(t, w)}
		revisions := map[int64]int{}
		grown := func(when string) {
			t.Helper()
			for _, p := range plans(t, w) {
				if p.Revision < revisions[p.MilestoneID] {
					t.Errorf("%s: the revision of %s fell from %d to %d", when, p.Number, revisions[p.MilestoneID], p.Revision)
				}
				revisions[p.MilestoneID] = p.Revision
			}
		}
		steps := drafting(w)
		for _, s := range steps {
			if err := s.do(ctx, manager); err != nil {
				t.Fatalf("%s: %v", s.name, err)
			}
			states = append(states, plans(t, w))
			grown(s.name)
		}
		if _, undone := last(t, w); undone != 0 {
			t.Errorf("change %d is said to be taken back", undone)
		}
		for i := len(steps) - 1; i >= 0; i-- {
			edit, _ := last(t, w)
			must(t, w.App.UndoEdit(ctx, manager, w.Versions["draft"], edit))
			if diff := cmp.Diff(states[i], plans(t, w), same); diff != "" {
				t.Fatalf("%s taken back (-before +now):\n%s", steps[i].name, diff)
			}
			grown(steps[i].name + " taken back")
		}
		if edit, _ := last(t, w); edit != 0 {
			t.Errorf("change %d is left", edit)
		}
		if e := lastEntry(t, w); e.Action != "roadmap.edit_undone" || e.Before == "" {
			t.Errorf("the log says %s %s", e.Action, e.Before)
		}
		for i := range steps {
			_, undone := last(t, w)
			must(t, w.App.UndoEdit(ctx, manager, w.Versions["draft"], undone))
			if diff := cmp.Diff(states[i+1], plans(t, w), same); diff != "" {
				t.Fatalf("%s made again (-before +now):\n%s", steps[i].name, diff)
			}
			grown(steps[i].name + " made again")
		}
		// And back again, to the beginning.
		for range steps {
			edit, _ := last(t, w)
			must(t, w.App.UndoEdit(ctx, manager, w.Versions["draft"], edit))
		}
		if diff := cmp.Diff(states[0], plans(t, w), same); diff != "" {
			t.Errorf("all taken back twice (-before +now):\n%s", diff)
		}
		faults, err := w.Store.Check(ctx)
		if err != nil || len(faults) != 0 {
			t.Errorf("the check finds %q, %v", faults, err)
		}
	})
}

func TestOnlyTheLastChangeIsTakenBack(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, draft := t.Context(), w.Actor("manager.astana"), int64(0)
		drafted(w)
		draft = w.Versions["draft"]
		note := func(text string) {
			t.Helper()
			must(t, w.App.ChangeLine(ctx, manager, draft, w.Milestones["astana 1.1"], func(p *portfolio.Plan) { p.Note = text }))
		}
		conflict := func(edit int64) {
			t.Helper()
			if err := w.App.UndoEdit(ctx, manager, draft, edit); key(err) != "fault.changed_meanwhile" || !fault.Is(err, fault.KindConflict) {
				t.Errorf("taking %d back: %v", edit, err)
			}
		}
		conflict(0)
		note("one")
		first, _ := last(t, w)
		note("two")
		conflict(first) // somebody was faster
		conflict(999)
		second, _ := last(t, w)
		must(t, w.App.UndoEdit(ctx, manager, draft, second))
		conflict(second) // sent twice
		_, undone := last(t, w)
		note("three")
		conflict(undone) // a later change leaves nothing to be made again
		third, none := last(t, w)
		if none != 0 {
			t.Errorf("%d can be made again", none)
		}
		must(t, w.App.UndoEdit(ctx, manager, draft, third))
		if p := plan(t, w, w.Milestones["astana 1.1"]); p.Note != "one" || p.Revision != 5 {
			t.Errorf("the note is %q in revision %d", p.Note, p.Revision)
		}
		// Who opened the form before the change was taken back must look again.
		err := w.App.ChangeLine(ctx, manager, draft, w.Milestones["astana 1.1"], func(p *portfolio.Plan) { p.Revision, p.Note = 1, "old form" })
		if key(err) != "fault.changed_meanwhile" {
			t.Errorf("an old form: %v", err)
		}
		must(t, w.App.SubmitRoadmap(ctx, w.Actor("head.astana"), draft))
		edit, _ := last(t, w)
		if got := key(w.App.UndoEdit(ctx, manager, draft, edit)); got != "roadmap.frozen" {
			t.Errorf("after submission: %s", got)
		}
	})
}

// Nothing changed is no change: no entry, nothing to take back.
func TestAChangeOfNothingLeavesNoTrace(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		before := entries(t, w)
		must(t, w.App.ChangeLine(ctx, manager, w.Versions["draft"], w.Milestones["astana 1.1"], func(*portfolio.Plan) {}))
		must(t, w.App.MoveLine(ctx, manager, w.Versions["draft"], w.Milestones["astana 1.1"], portfolio.Move{Way: portfolio.MoveBefore, Before: w.Milestones["astana 1.2"]}))
		if edit, _ := last(t, w); edit != 0 || entries(t, w) != before || lines(t, w) != asDrafted {
			t.Errorf("change %d, %d entries, %s", edit, entries(t, w)-before, lines(t, w))
		}
	})
}

// Two people edit one line at once: one of them wins, the other hears of it,
// and what the winner wrote is what is there.
func TestOfTwoEditorsOfALineOneWins(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana")
		drafted(w)
		id := w.Milestones["astana 1.2"]
		for round := range 10 {
			seen := plan(t, w, id).Revision
			errs := together(2, func(i int) error {
				who := []access.Actor{manager, head}[i]
				return w.App.ChangeLine(ctx, who, w.Versions["draft"], id, func(p *portfolio.Plan) {
					p.Revision, p.Note = seen, fmt.Sprintf("round %d by %d", round, i)
				})
			})
			winner := 0
			if errs[0] != nil {
				winner = 1
			}
			if errs[winner] != nil || key(errs[1-winner]) != "fault.changed_meanwhile" {
				t.Fatalf("round %d: %v", round, errs)
			}
			if p := plan(t, w, id); p.Note != fmt.Sprintf("round %d by %d", round, winner) || p.Revision != seen+1 {
				t.Fatalf("round %d: %q in revision %d", round, p.Note, p.Revision)
			}
		}
	})
}

// Two people edit two lines at once while a third moves lines about: nobody is
// refused and nothing is lost.
func TestEditorsOfTwoLinesBothWin(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana")
		drafted(w)
		stones := []int64{w.Milestones["astana 1.2"], w.Milestones["astana 2.2"]}
		for round := range 10 {
			seen := []int{plan(t, w, stones[0]).Revision, plan(t, w, stones[1]).Revision}
			errs := together(3, func(i int) error {
				if i == 2 {
					way := []portfolio.Way{portfolio.MoveUp, portfolio.MoveDown}[round%2]
					return w.App.MoveLine(ctx, manager, w.Versions["draft"], stones[0], portfolio.Move{Way: way})
				}
				who := []access.Actor{manager, head}[i]
				return w.App.ChangeLine(ctx, who, w.Versions["draft"], stones[i], func(p *portfolio.Plan) {
					p.Revision, p.Note = seen[i], fmt.Sprintf("round %d by %d", round, i)
				})
			})
			for i, err := range errs {
				if err != nil {
					t.Fatalf("round %d, %d: %v", round, i, err)
				}
			}
			for i, id := range stones {
				if p := plan(t, w, id); p.Note != fmt.Sprintf("round %d by %d", round, i) || p.Revision != seen[i]+1 {
					t.Fatalf("round %d: %q in revision %d", round, p.Note, p.Revision)
				}
			}
		}
		if got := lines(t, w); got != "1.1 1.1 r0, 1.2 1.2 r10, 1.3 1.3 r0, 2.1 2.1 r0, 2.2 2.2 r10" {
			t.Errorf("got %s", got)
		}
		if _, err := w.Store.VerifyAudit(ctx, ""); err != nil {
			t.Error(err)
		}
	})
}

// together runs it n times at once.
func together(n int, do func(i int) error) []error {
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { errs[i] = do(i) })
	}
	all.Wait()
	return errs
}
