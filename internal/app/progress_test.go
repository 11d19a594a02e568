package app_test

import (
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// lastEntry is the newest entry of the log.
func lastEntry(t *testing.T, w *testkit.World) audit.Entry {
	t.Helper()
	all, err := w.Store.Read(access.System(), w.Store.Instant()).AuditEntries(t.Context(), store.AuditFilter{Limit: 1})
	must(t, err)
	return all[0]
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// milestone is the milestone with its ledgers as the official sees it now.
func milestone(t *testing.T, w *testkit.World, name string) portfolio.Milestone {
	t.Helper()
	m, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Milestone(t.Context(), w.Milestones[name])
	must(t, err)
	return m
}

func TestReportProgressIsKeptAndRecorded(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Report("astana 1.1", 20, "2018-03-30")
		w.Clock.Set("2018-03-12 11:00")
		p := w.Progress("astana 1.1", 60, "2018-04-05")
		p.Note = "  Contract signed \n"
		must(t, w.App.ReportProgress(t.Context(), w.Actor("manager.astana"), p))

		m := milestone(t, w, "astana 1.1")
		got := *m.Last()
		if len(m.Updates) != 2 || got.Percent != 60 || got.Forecast != testkit.Day("2018-04-05") || got.Note != "Contract signed" || got.RecordedBy != w.People["manager.astana"] {
			t.Errorf("%+v", got)
		}
		e := lastEntry(t, w)
		if e.Action != "milestone.progress" || e.EntityID != m.ID || e.ProgrammeID != w.Programmes["astana"] || e.ActorName != "The manager.astana" || e.Seat != "manager-astana" {
			t.Errorf("%+v", e)
		}
		if e.Before != `{"forecast":"2018-03-30","note":"","percent":20}` || e.After != `{"forecast":"2018-04-05","note":"Contract signed","percent":60}` {
			t.Errorf("from %s to %s", e.Before, e.After)
		}
		if !e.RecordedAt.Equal(got.RecordedAt) {
			t.Errorf("the entry is of %v, the update of %v", e.RecordedAt, got.RecordedAt)
		}
	})
}

func TestAFormSentTwiceIsOneUpdate(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p, who := w.Progress("astana 1.1", 20, "2018-03-30"), w.Actor("manager.astana")
		must(t, w.App.ReportProgress(t.Context(), who, p))
		before := entries(t, w)
		must(t, w.App.ReportProgress(t.Context(), who, p))
		p.Percent = 90 // even when it was changed on the way
		must(t, w.App.ReportProgress(t.Context(), who, p))
		if m := milestone(t, w, "astana 1.1"); len(m.Updates) != 1 || m.Last().Percent != 20 || entries(t, w) != before {
			t.Errorf("%d updates", len(m.Updates))
		}
	})
}

func TestNobodyWritesOverWhatHeHasNotSeen(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		first, second := w.Progress("astana 1.1", 20, "2018-03-30"), w.Progress("astana 1.1", 30, "2018-03-30")
		must(t, w.App.ReportProgress(t.Context(), w.Actor("manager.astana"), first))
		err := w.App.ReportProgress(t.Context(), w.Actor("head.astana"), second)
		if !fault.Is(err, fault.KindConflict) {
			t.Errorf("got %v", err)
		}
		if m := milestone(t, w, "astana 1.1"); len(m.Updates) != 1 {
			t.Errorf("%d updates", len(m.Updates))
		}
		second.Seen = milestone(t, w, "astana 1.1").Last().ID
		must(t, w.App.ReportProgress(t.Context(), w.Actor("head.astana"), second))
	})
}

func TestABadReportIsRefusedAndLeavesNothing(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*app.Progress)
		kind  fault.Kind
		want  string
	}{
		{"101 per cent", func(p *app.Progress) { p.Percent = 101 }, fault.KindInvalid, "percent"},
		{"down without a reason", func(p *app.Progress) { p.Percent = 10 }, fault.KindInvalid, "note"},
		{"a forecast without an end", func(p *app.Progress) { p.Forecast = testkit.Day("9999-12-31") }, fault.KindInvalid, "forecast"},
		{"no forecast", func(p *app.Progress) { p.Forecast = civil.Date{} }, fault.KindInvalid, "forecast"},
		{"done without evidence", func(p *app.Progress) { p.Percent, p.SaidDone = 100, true }, fault.KindInvalid, "files"},
		{"a link that is none", func(p *app.Progress) { p.Link = "javascript:alert(1)" }, fault.KindInvalid, "link"},
		{"six files", func(p *app.Progress) { p.Files = make([]app.File, 6) }, fault.KindInvalid, "files"},
		{"a document of tomorrow", func(p *app.Progress) { p.Document.Dated = testkit.Day("2018-03-06") }, fault.KindInvalid, "document_date"},
		{"a long number", func(p *app.Progress) { p.Document.Number = strings.Repeat("1", 101) }, fault.KindInvalid, "document_number"},
		{"two things at once", func(p *app.Progress) { p.Percent, p.Link = -1, "x" }, fault.KindInvalid, "percent link"},
		{"an unknown milestone", func(p *app.Progress) { p.MilestoneID = 999 }, fault.KindNotFound, ""},
	}
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Report("astana 1.1", 20, "2018-03-30")
		before := entries(t, w)
		for _, tt := range tests {
			p := w.Progress("astana 1.1", 50, "2018-03-30")
			tt.spoil(&p)
			err := w.App.ReportProgress(t.Context(), w.Actor("manager.astana"), p)
			var names []string
			for _, f := range fault.FieldsOf(err) {
				names = append(names, f.Name)
			}
			if !fault.Is(err, tt.kind) || strings.Join(names, " ") != tt.want {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		if m := milestone(t, w, "astana 1.1"); len(m.Updates) != 1 || entries(t, w) != before {
			t.Errorf("%d updates", len(m.Updates))
		}
	})
}

func TestWhatIsNotReportable(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, who := t.Context(), w.Actor("manager.astana")
		conflict := func(what, key string, p app.Progress) {
			t.Helper()
			if f := fault.Of(w.App.ReportProgress(ctx, who, p)); f == nil || f.Kind != fault.KindConflict || f.Key != key {
				t.Errorf("%s: %v", what, f)
			}
		}
		drafted(w)
		id, err := w.App.AddLine(ctx, who, newLine(w))
		must(t, err)
		p := w.Progress("astana 1.1", 10, "2018-06-29")
		p.MilestoneID = id
		conflict("a line of a draft", "milestone.not_in_force", p)

		w.SayDone("astana 1.1", "2018-03-05")
		w.Accept("astana 1.1", "2018-03-05")
		conflict("what is done", "milestone.is_done", w.Progress("astana 1.1", 100, "2018-03-30"))

		must(t, w.App.EndProject(ctx, w.Actor("head.astana"), w.Projects["ikomek"], portfolio.Terminated, testkit.Day("2018-03-05"), "Stopped", ""))
		conflict("a milestone of an ended project", "milestone.project_ended", w.Progress("astana 2.1", 10, "2018-06-29"))
		if got := w.Line("astana 2.1", ""); got.Status != portfolio.Withdrawn {
			t.Errorf("it is %s", got.Status)
		}
	})
}

func TestEvidenceIsReturnedAndAcceptedTheSecondTime(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, expert, id := t.Context(), w.Actor("expert"), w.Milestones["astana 1.1"]
		first := w.SayDone("astana 1.1", "2018-03-05")
		if f := fault.FieldsOf(w.App.ReturnEvidence(ctx, expert, app.Return{MilestoneID: id, UpdateID: first, Reason: " "})); len(f) != 1 || f[0].Name != "reason" {
			t.Errorf("a return without a reason: %v", f)
		}
		must(t, w.App.ReturnEvidence(ctx, expert, app.Return{MilestoneID: id, UpdateID: first, Reason: "Not signed"}))
		if e := lastEntry(t, w); e.Action != "milestone.returned" || e.After != `{"done_on":null,"reason":"Not signed","update_id":1}` {
			t.Errorf("%+v", e)
		}
		if got := w.Line("astana 1.1", ""); got.Status != portfolio.OnTrack {
			t.Errorf("returned, it is %s", got.Status)
		}
		if err := w.App.AcceptEvidence(ctx, expert, app.Acceptance{MilestoneID: id, UpdateID: first, DoneOn: testkit.Day("2018-03-05")}); !fault.Is(err, fault.KindConflict) {
			t.Errorf("what was returned is not accepted after all: %v", err)
		}
		w.Clock.Set("2018-04-10 10:00")
		second := w.SayDone("astana 1.1", "2018-04-09")
		for what, on := range map[string]string{"tomorrow": "2018-04-11", "before the start": "2018-01-31"} {
			if f := fault.FieldsOf(w.App.AcceptEvidence(ctx, expert, app.Acceptance{MilestoneID: id, UpdateID: second, DoneOn: testkit.Day(on)})); len(f) != 1 || f[0].Name != "done_on" {
				t.Errorf("done %s: %v", what, f)
			}
		}
		w.Accept("astana 1.1", "2018-04-09")
		if got := w.Line("astana 1.1", ""); got.Status != portfolio.Done || !got.Late || got.Finish != testkit.Day("2018-04-09") {
			t.Errorf("%s, late %v, %s", got.Status, got.Late, got.Finish)
		}
	})
}

// rules.md §5: the reporter does not accept, not even from an expert's seat that
// he has moved to.
func TestTheReporterDoesNotAccept(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		id := w.SayDone("astana 1.1", "2018-03-05")
		moves(t, w, "manager.astana", newSeat(w))
		both := w.Actor("manager.astana")
		if !both.Has(access.Expert) {
			t.Fatal("the manager has no other seat")
		}
		if err := w.App.AcceptEvidence(ctx, both, app.Acceptance{MilestoneID: w.Milestones["astana 1.1"], UpdateID: id, DoneOn: testkit.Day("2018-03-05")}); !fault.Is(err, fault.KindForbidden) {
			t.Errorf("got %v", err)
		}
		w.Accept("astana 1.1", "2018-03-05") // another expert does
	})
}
