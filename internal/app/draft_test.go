package app_test

import (
	"context"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// What is left of a year becomes the draft of the next: not what is done, not
// what belonged to a project that ended.
func TestADraftIsBegunFromLastYear(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, astana := t.Context(), w.Actor("manager.astana"), w.Programmes["astana"]
		w.SayDone("astana 1.1", "2018-03-05")
		w.Accept("astana 1.1", "2018-03-05")
		w.SayDone("astana 2.1", "2018-03-05") // nobody has accepted that
		version, err := w.App.DraftFromYear(ctx, manager, astana, 2019, 2018)
		must(t, err)
		w.Versions["draft"] = version
		if got := lines(t, w); got != "1.1 1.2 r0, 1.2 1.3 r0, 2.1 2.1 r0, 2.2 2.2 r0" {
			t.Errorf("got %s", got)
		}
		all := plans(t, w)
		old := map[int64]bool{}
		for _, id := range w.Milestones {
			old[id] = true
		}
		for _, p := range all {
			if old[p.MilestoneID] || p.VersionID != version {
				t.Errorf("%s is the milestone of last year", p.Number)
			}
		}
		if p := all[0]; p.Start != testkit.Day("2019-04-02") || p.Due != testkit.Due("2019-Q2") || len(p.Links) != 0 || p.Costs[0].Year != 2019 || p.Costs.Total() != money.Amount(200_000_00) {
			t.Errorf("the predecessor was done, the year is another: %+v", p)
		}
		if p := all[1]; len(p.Links) != 1 || p.Links[0].MilestoneID != all[0].MilestoneID || !p.Gate {
			t.Errorf("the link among those that are left: %+v", p)
		}
		if p := all[3]; p.Due != civil.InYear(2019) || !p.ForMoney {
			t.Errorf("a year's term: %+v", p)
		}
		if e := lastEntry(t, w); e.Action != "roadmap.drafted" || e.After != `{"from_year":2018,"reason":"","version":1,"year":2019}` {
			t.Errorf("the log says %s %s", e.Action, e.After)
		}
		if _, err := w.App.DraftFromYear(ctx, manager, astana, 2019, 2018); !fault.Is(err, fault.KindConflict) {
			t.Errorf("a second roadmap of the year: %v", err)
		}
	})
}

func TestOfAProjectThatEndedNothingIsTakenOver(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		must(t, w.App.EndProject(ctx, w.Actor("head.astana"), w.Projects["sergek"], portfolio.Terminated, testkit.Day("2018-03-05"), "Stopped", "12"))
		version, err := w.App.DraftFromYear(ctx, w.Actor("manager.astana"), w.Programmes["astana"], 2020, 2018)
		must(t, err)
		w.Versions["draft"] = version
		if got := lines(t, w); got != "1.1 2.1 r0, 1.2 2.2 r0" {
			t.Errorf("got %s", got)
		}
		if p := plans(t, w)[0]; p.Start.Year != 2020 || p.Due != testkit.Due("2020-H1") {
			t.Errorf("two years later: %+v", p)
		}
	})
}

func TestYearsThatCannotBeDrafted(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, astana := t.Context(), w.Actor("manager.astana"), w.Programmes["astana"]
		from := func(year, fromYear int) string {
			_, err := w.App.DraftFromYear(ctx, manager, astana, year, fromYear)
			return key(err)
		}
		nothing := func(year int) string {
			_, err := w.App.DraftRoadmap(ctx, manager, astana, year)
			return key(err)
		}
		for _, got := range [][2]string{
			{from(2020, 2019), "from_year roadmap.none_in_force"}, {from(2018, 2018), "from_year roadmap.none_in_force"}, {from(2017, 2018), "from_year roadmap.none_in_force"},
			{from(2099, 2018), "year roadmap.year_range"}, {nothing(0), "year roadmap.year_range"}, {nothing(-2019), "year roadmap.year_range"}, {nothing(2033), "year roadmap.year_range"},
		} {
			if got[0] != got[1] {
				t.Errorf("%q, want %q", got[0], got[1])
			}
		}
	})
}

// With blocking faults a draft is not submitted, and each is named by its line.
func TestAnIncompleteDraftIsNotSubmitted(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, head := t.Context(), w.Actor("head.astana")
		drafted(w)
		for _, line := range []string{"1.1", "2.2"} {
			must(t, w.App.ChangeLine(ctx, head, w.Versions["draft"], w.Milestones["astana "+line], func(p *portfolio.Plan) { p.Title.KK = "" }, app.Unfinished))
		}
		err := w.App.SubmitRoadmap(ctx, head, w.Versions["draft"])
		fields := fault.FieldsOf(err)
		if key(err) != "roadmap.incomplete" || len(fields) != 2 || fields[0].Name != portfolio.LineField(w.Milestones["astana 1.1"], "title_kk") || fields[1].Name != portfolio.LineField(w.Milestones["astana 2.2"], "title_kk") {
			t.Errorf("%v", err)
		}
	})
}

// Nothing of a version that is in force or under approval is changed by
// anybody in any way.
func TestWhatIsNoDraftIsFrozen(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		submitted(w)
		ctx, manager := t.Context(), w.Actor("manager.astana")
		before := entries(t, w)
		for what, version := range map[string]int64{"in force": w.Versions["astana"], "submitted": w.Versions["draft"]} {
			for _, a := range drafts {
				if err := a.try(ctx, with(w, version), manager); key(err) != "roadmap.frozen" || !fault.Is(err, fault.KindConflict) {
					t.Errorf("%s, %s: %v", what, a.name, err)
				}
			}
		}
		if entries(t, w) != before {
			t.Error("the log grew")
		}
	})
}

// with is the world with another version as the draft that is tried.
func with(w *testkit.World, version int64) *testkit.World {
	other := *w
	other.Versions = map[string]int64{"draft": version}
	return &other
}

// drafts are all that may be tried on the lines of a draft.
var drafts = []attempt{
	{"add a line to a draft", drafted, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.AddLine(ctx, who, newLine(w))
		return err
	}},
	{"add many lines to a draft", drafted, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.AddLines(ctx, who, w.Versions["draft"], w.Projects["sergek"], titles)
		return err
	}},
	{"change a line of a draft", drafted, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ChangeLine(ctx, who, w.Versions["draft"], w.Milestones["astana 2.2"], func(p *portfolio.Plan) { p.Note = "x" })
	}},
	{"change several lines of a draft", drafted, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ChangeLines(ctx, who, w.Versions["draft"], []portfolio.LineRef{{MilestoneID: w.Milestones["astana 2.1"]}}, portfolio.LinesChange{ShiftDays: 1})
	}},
	{"move a line of a draft", drafted, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.MoveLine(ctx, who, w.Versions["draft"], w.Milestones["astana 2.2"], portfolio.Move{Way: portfolio.MoveUp})
	}},
	{"copy a line of a draft", drafted, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.CopyLine(ctx, who, w.Versions["draft"], w.Milestones["astana 2.2"])
		return err
	}},
	{"remove a line of a draft", drafted, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.RemoveLine(ctx, who, w.Versions["draft"], w.Milestones["astana 2.2"])
	}},
	{"take the last change of a draft back", changed, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		last, err := w.Store.Read(access.System(), w.Store.Instant()).LastEdit(ctx, w.Versions["draft"])
		if err != nil || last == nil {
			return w.App.UndoEdit(ctx, who, w.Versions["draft"], 0)
		}
		return w.App.UndoEdit(ctx, who, w.Versions["draft"], last.ID)
	}},
}
