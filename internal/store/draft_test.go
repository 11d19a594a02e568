package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// standing writes the lines of a version as "1.1 note, 1.2 note".
func standing(plans []portfolio.Plan) string {
	var out []string
	for _, p := range plans {
		out = append(out, strings.TrimSpace(p.Number+" "+p.Note))
	}
	return strings.Join(out, ", ")
}

// A draft as of an instant is the draft as it stood then, to the microsecond,
// whatever was changed, moved, taken out or taken back since.
func TestADraftAsOfAnInstantIsTheDraftOfThatInstant(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, who := t.Context(), w.Actor("manager.astana")
		version, err := w.App.DraftVersion(ctx, who, w.Programmes["astana"], 2018, "other", "Later")
		must(t, err)
		stone := func(n string) int64 { return w.Milestones["astana "+n] }
		undo := func() error {
			last, err := w.Store.Read(who, w.Store.Instant()).LastEdit(ctx, version)
			must(t, err)
			return w.App.UndoEdit(ctx, who, version, last.ID)
		}
		type moment struct {
			at    time.Time
			lines string
		}
		moments := []moment{{w.Store.Instant(), "1.1, 1.2, 1.3, 2.1, 2.2"}}
		for i, step := range []struct {
			do    func() error
			lines string
		}{
			{func() error {
				return w.App.ChangeLine(ctx, who, version, stone("1.2"), func(p *portfolio.Plan) { p.Note = "a" })
			}, "1.1, 1.2 a, 1.3, 2.1, 2.2"},
			{func() error {
				return w.App.MoveLine(ctx, who, version, stone("1.2"), portfolio.Move{Way: portfolio.MoveUp})
			}, "1.1 a, 1.2, 1.3, 2.1, 2.2"},
			{func() error { return w.App.RemoveLine(ctx, who, version, stone("1.1")) }, "1.1 a, 1.2, 2.1, 2.2"},
			{func() error {
				_, err := w.App.AddLines(ctx, who, version, w.Projects["ikomek"], []i18n.Text{{RU: "x"}})
				return err
			}, "1.1 a, 1.2, 2.1, 2.2, 2.3"},
			{undo, "1.1 a, 1.2, 2.1, 2.2"},
			{undo, "1.1 a, 1.2, 1.3, 2.1, 2.2"},
			{func() error {
				return w.App.MoveLine(ctx, who, version, stone("2.1"), portfolio.Move{Way: portfolio.MoveProjectUp})
			}, "1.1, 1.2, 2.1 a, 2.2, 2.3"},
		} {
			w.Clock.Set(fmt.Sprintf("2018-03-%02d 10:00", 6+i))
			must(t, step.do())
			moments = append(moments, moment{w.Store.Instant(), step.lines})
		}
		for i, m := range moments {
			r := w.Store.Read(who, m.at)
			plans, err := r.Plans(ctx, version)
			must(t, err)
			if got := standing(plans); got != m.lines {
				t.Errorf("after step %d: %s, want %s", i, got, m.lines)
			}
			p, ref, err := r.PictureOf(ctx, "astana")
			must(t, err)
			b, err := r.BoardOf(ctx, p, ref, *p.Roadmap(2018), *p.Roadmap(2018).Version(2))
			must(t, err)
			if len(b.Lines) != len(plans) || b.Lines[0].Number != plans[0].Number {
				t.Errorf("after step %d the board has %d lines, want %d", i, len(b.Lines), len(plans))
			}
			of, err := r.PlansOf(ctx, stone("1.1"))
			must(t, err)
			if want := 1 + strings.Count(" 1 2 3 7 8 ", fmt.Sprintf(" %d ", i+1)); len(of) != want {
				t.Errorf("after step %d milestone 1.1 stands in %d versions, want %d", i, len(of), want)
			}
			last, err := r.LastEdit(ctx, version)
			must(t, err)
			if (last == nil) != (i == 0) {
				t.Errorf("after step %d the last change is %+v", i, last)
			}
		}
		// The instant of a change itself does not know it yet.
		last, err := w.Store.Read(who, w.Store.Instant()).LastEdit(ctx, version)
		must(t, err)
		for at, want := range map[time.Time]string{last.RecordedAt: moments[6].lines, last.RecordedAt.Add(time.Microsecond): moments[7].lines} {
			plans, err := w.Store.Read(who, at).Plans(ctx, version)
			must(t, err)
			if got := standing(plans); got != want {
				t.Errorf("at %s: %s, want %s", at, got, want)
			}
		}
	})
}

// Who may not see what is in force sees no line and no change of a draft.
func TestOutsidersDoNotSeeTheLedgerOfADraft(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		for _, who := range []string{"nobody", "admin"} {
			r := w.Store.Read(w.Actor(who), w.Store.Instant())
			plans, err := r.Plans(ctx, w.Versions["astana"])
			last, err2 := r.LastEdit(ctx, w.Versions["astana"])
			if len(plans) != 0 || last != nil || err != nil || err2 != nil {
				t.Errorf("%s sees %d lines and %+v", who, len(plans), last)
			}
		}
	})
}

// A thousand lines are numbered anew in a few statements, and keep their
// revisions.
func TestNumberingAThousandLinesTakesAFewStatements(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, who := t.Context(), w.Actor("manager.astana")
		version, err := w.App.DraftVersion(ctx, who, w.Programmes["astana"], 2018, "other", "Long")
		must(t, err)
		for range 5 {
			titles := make([]i18n.Text, 200)
			for i := range titles {
				titles[i] = i18n.Text{RU: "Строка", KK: "Тармақ"}
			}
			_, err := w.App.AddLines(ctx, who, version, w.Projects["ikomek"], titles)
			must(t, err)
		}
		counted, n := store.CountQueries(ctx)
		began := time.Now()
		must(t, w.App.MoveLine(counted, who, version, w.Milestones["astana 1.1"], portfolio.Move{Way: portfolio.MoveProjectDown}))
		t.Logf("a move of 1,005 lines: %d queries, %s", n.Load(), time.Since(began))
		if n.Load() > 25 {
			t.Errorf("%d queries", n.Load())
		}
		plans, err := w.Store.Read(access.System(), w.Store.Instant()).Plans(ctx, version)
		must(t, err)
		if len(plans) != 1005 || plans[1001].Number != "1.1002" || plans[1002].Number != "2.1" || plans[1002].MilestoneID != w.Milestones["astana 1.1"] {
			t.Errorf("%d lines, %s, %s", len(plans), plans[1001].Number, plans[1002].Number)
		}
		for _, p := range plans {
			if p.Revision != 0 {
				t.Fatalf("%s is in revision %d", p.Number, p.Revision)
			}
		}
		counted, n = store.CountQueries(ctx)
		began = time.Now()
		last, err := w.Store.Read(who, w.Store.Instant()).LastEdit(ctx, version)
		must(t, err)
		must(t, w.App.UndoEdit(counted, who, version, last.ID))
		t.Logf("and back: %d queries, %s", n.Load(), time.Since(began))
		var refs []portfolio.LineRef
		for _, p := range plans {
			if p.ProjectID == w.Projects["ikomek"] && len(p.Links) == 0 && p.Weight == 0 {
				refs = append(refs, portfolio.LineRef{MilestoneID: p.MilestoneID})
			}
		}
		counted, n = store.CountQueries(ctx)
		began = time.Now()
		must(t, w.App.ChangeLines(counted, who, version, refs, portfolio.LinesChange{Form: portfolio.FormOrder}))
		t.Logf("%d lines changed: %d queries, %s", len(refs), n.Load(), time.Since(began))
		if n.Load() > 30 {
			t.Errorf("%d queries", n.Load())
		}
	})
}
