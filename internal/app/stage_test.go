package app_test

import (
	"context"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// stageID is the stage of a code by the rules of the day.
func stageID(t *testing.T, w *testkit.World, code, on string) int64 {
	t.Helper()
	all, err := w.Store.Read(access.System(), w.Store.Instant()).Stages(t.Context())
	must(t, err)
	for _, set := range funding.StageSets(all) {
		for _, s := range set.Stages {
			if s.Code == code && set.Holds(testkit.Day(on)) {
				return s.ID
			}
		}
	}
	t.Fatalf("no stage %s on %s", code, on)
	return 0
}

// commission is the budget commission of the project, planned for 30 March.
func commission(t *testing.T, w *testkit.World) app.StageReport {
	t.Helper()
	return app.StageReport{ProjectID: w.Projects["sergek"], StageID: stageID(t, w, "P5", "2018-03-05"), Planned: testkit.Day("2018-03-30")}
}

func passed(r app.StageReport, on string) app.StageReport {
	r.Actual, r.Result = testkit.Day(on), funding.StagePassed
	r.Document = funding.Document{Kind: funding.DocBudget, Number: "14", Dated: testkit.Day(on)}
	return r
}

func stagesNow(t *testing.T, w *testkit.World) *funding.StageBook {
	t.Helper()
	book, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).StageBook(t.Context(), store.StageFilter{}, testkit.Day(w.Clock.Now().Format("2006-01-02")))
	must(t, err)
	return book
}

func projectOf(w *testkit.World, code string, model portfolio.Model) portfolio.Project {
	return portfolio.Project{ID: w.Projects[code], Profile: portfolio.ProjectProfile{Model: model}}
}

func TestAStageIsPlannedLateAndPassed(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		r, who, project := commission(t, w), w.Actor("manager.astana"), projectOf(w, "sergek", portfolio.PPP)
		must(t, w.App.RecordStage(t.Context(), who, r))
		if e := lastEntry(t, w); e.Action != "project.stage_recorded" || e.EntityID != w.Projects["sergek"] || e.After != `{"planned_on":"2018-03-30","stage":"P5"}` {
			t.Errorf("planned: %s %s", e.Action, e.After)
		}
		if s := stagesNow(t, w).Stand(project, r.StageID); s.State != funding.StageAhead {
			t.Errorf("before its day it is %s", s.State)
		}
		w.Clock.Set("2018-04-10 10:00")
		s := stagesNow(t, w).Stand(project, r.StageID)
		if s.State != funding.StageLate || s.Days != 11 {
			t.Errorf("after its day it is %s by %d days", s.State, s.Days)
		}
		last := s.Record.ID
		r = passed(r, "2018-04-09")
		r.Seen = last
		must(t, w.App.RecordStage(t.Context(), who, r))
		must(t, w.App.RecordStage(t.Context(), who, r)) // sent twice
		if e := lastEntry(t, w); e.After != `{"actual_on":"2018-04-09","document_date":"2018-04-09","document_number":"14","result":"passed","stage":"P5"}` {
			t.Errorf("passed: %s", e.After)
		}
		s = stagesNow(t, w).Stand(project, r.StageID)
		if s.State != funding.StageDone || s.Days != 10 || s.Record.DocumentID == 0 {
			t.Errorf("passed, it is %+v", s)
		}
		records, err := w.Store.Read(who, w.Store.Instant()).StageRecords(t.Context(), w.Projects["sergek"])
		must(t, err)
		if len(records) != 2 {
			t.Errorf("%d records", len(records))
		}
		then, err := w.Store.Read(who, testkit.Day("2018-03-31").StartOfDay()).StageBook(t.Context(), store.StageFilter{ProjectID: w.Projects["sergek"]}, testkit.Day("2018-03-30"))
		must(t, err)
		if s := then.Stand(project, r.StageID); s.State != funding.StageAhead || s.Record.Result != "" {
			t.Errorf("as of 30 March: %+v", s)
		}
		earlier := passed(r, "2018-04-09")
		earlier.Seen, earlier.Note = last, "Another note"
		if err := w.App.RecordStage(t.Context(), w.Actor("head.astana"), earlier); !fault.Is(err, fault.KindConflict) {
			t.Errorf("against what was seen before: %v", err)
		}
	})
}

func TestWhatCannotBeSaidOfAStage(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	must(t, w.App.RecordStage(t.Context(), w.Actor("manager.astana"), commission(t, w)))
	before := stagesNow(t, w).Stand(projectOf(w, "sergek", portfolio.PPP), commission(t, w).StageID).Record.ID
	for name, tt := range map[string]struct {
		change func(*app.StageReport)
		field  string
	}{
		"passed without a document":   {func(r *app.StageReport) { *r = passed(*r, "2018-03-05"); r.Document = funding.Document{} }, "document_number"},
		"a document without its day":  {func(r *app.StageReport) { *r = passed(*r, "2018-03-05"); r.Document.Dated = civil.Date{} }, "document_date"},
		"a day without a result":      {func(r *app.StageReport) { r.Actual = testkit.Day("2018-03-05") }, "result"},
		"a result without a day":      {func(r *app.StageReport) { r.Result, r.Note = funding.StageReturned, "x" }, "actual"},
		"passed tomorrow":             {func(r *app.StageReport) { *r = passed(*r, "2018-03-06"); r.Document.Dated = testkit.Day("2018-03-05") }, "actual"},
		"a document of tomorrow":      {func(r *app.StageReport) { *r = passed(*r, "2018-03-05"); r.Document.Dated = testkit.Day("2018-03-06") }, "document_date"},
		"an unknown result":           {func(r *app.StageReport) { r.Result, r.Actual = "won", testkit.Day("2018-03-05") }, "result"},
		"nothing at all":              {func(r *app.StageReport) { r.Planned, r.Note = civil.Date{}, "x" }, "planned"},
		"a forecast in the past":      {func(r *app.StageReport) { r.Forecast = testkit.Day("2018-03-02") }, "forecast"},
		"returned without a word":     {func(r *app.StageReport) { r.Result, r.Actual = funding.StageReturned, testkit.Day("2018-03-05") }, "note"},
		"another plan without a word": {func(r *app.StageReport) { r.Planned = testkit.Day("2018-05-30") }, "note"},
		"a note too long":             {func(r *app.StageReport) { r.Note = strings.Repeat("x", portfolio.NoteLimit+1) }, "note"},
		"another project's milestone": {func(r *app.StageReport) { r.MilestoneID = w.Milestones["astana 2.1"] }, "milestone"},
		"no such milestone":           {func(r *app.StageReport) { r.MilestoneID = 9999 }, "milestone"},
		"an address that is none":     {func(r *app.StageReport) { *r = passed(*r, "2018-03-05"); r.Document.URL = "javascript:x" }, "link"},
		"a file without a number":     {func(r *app.StageReport) { r.File = &app.File{Name: "a.pdf"} }, "document_number"},
		"an unknown kind of document": {func(r *app.StageReport) { *r = passed(*r, "2018-03-05"); r.Document.Kind = "letter" }, "document_kind"},
	} {
		t.Run(name, func(t *testing.T) {
			r := commission(t, w)
			r.Seen = before
			tt.change(&r)
			err := w.App.RecordStage(t.Context(), w.Actor("manager.astana"), r)
			if fields := fault.FieldsOf(err); len(fields) == 0 || fields[0].Name != tt.field {
				t.Errorf("refused by %v, want the field %s", err, tt.field)
			}
		})
	}
	r := commission(t, w)
	r.Seen = before
	if err := w.App.RecordStage(t.Context(), w.Actor("manager.astana"), r); fault.Of(err) == nil || fault.Of(err).Key != "stage.nothing_changed" {
		t.Errorf("the same again: %v", err)
	}
	r = commission(t, w)
	r.StageID = stageID(t, w, "V1", "2018-03-05")
	if err := w.App.RecordStage(t.Context(), w.Actor("manager.astana"), r); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("a stage of a model that the project has not: %v", err)
	}
}

// A milestone that waits for a stage is not accepted before it is passed.
func TestAStageGatesAMilestone(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		r, who := commission(t, w), w.Actor("manager.astana")
		r.MilestoneID = w.Milestones["astana 1.1"]
		must(t, w.App.RecordStage(t.Context(), who, r))
		done := w.SayDone("astana 1.1", "2018-03-05")
		yes := app.Acceptance{MilestoneID: w.Milestones["astana 1.1"], UpdateID: done, DoneOn: testkit.Day("2018-03-05")}
		err := w.App.AcceptEvidence(t.Context(), w.Actor("expert"), yes)
		if f := fault.Of(err); f == nil || f.Key != "stage.holds" || f.Args["Code"] != "P5" {
			t.Fatalf("while the stage is open: %v", err)
		}
		r = passed(r, "2018-03-05")
		r.Seen = app.AnyUpdate
		must(t, w.App.RecordStage(t.Context(), who, r))
		must(t, w.App.AcceptEvidence(t.Context(), w.Actor("expert"), yes))
	})
}

// The rules of the service model change on 28 June 2018: who began before goes by
// the old ones.
func TestAProjectGoesByTheRulesOfItsTime(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		open := func(project string) {
			_, err := w.App.OpenLine(t.Context(), w.Actor("manager.astana"), funding.Line{ProjectID: w.Projects[project], Model: portfolio.Service, Source: funding.CityBudget, Kind: funding.Investment})
			must(t, err)
		}
		open("sergek")
		w.Clock.Set("2018-06-28 10:00")
		open("ikomek")
		w.Clock.Set("2018-09-03 10:00")
		for project, want := range map[string]string{"sergek": "2016-01-28", "ikomek": "2018-06-28"} {
			var got string
			for _, c := range stagesNow(t, w).Courses(projectOf(w, project, portfolio.PPP)) {
				if c.Model == portfolio.Service {
					got = c.Set.ValidFrom.String()
				}
			}
			if got != want {
				t.Errorf("%s goes by the rules of %s, want %s", project, got, want)
			}
		}
	})
}

// later is a set of stages that takes the place of those of partnership.
func later() funding.StageSet {
	return funding.StageSet{
		Model: portfolio.PPP, ValidFrom: testkit.Day("2019-01-01"), Rule: i18n.Same("New law"),
		Stages: []funding.Stage{{Code: "P1", Name: i18n.Same("Idea")}, {Code: "P2", Name: i18n.Same("End"), Terminal: true}},
	}
}

func TestALaterSetClosesTheOneBefore(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		must(t, w.App.AddStages(t.Context(), w.Actor("admin"), later(), "The law changed"))
		if e := lastEntry(t, w); e.Action != "reference.stages_set" || !strings.Contains(e.After, `"reason":"The law changed"`) || !strings.Contains(e.After, `"stages":"P1 P2"`) {
			t.Errorf("%s %s", e.Action, e.After)
		}
		all, err := w.Store.Read(w.Actor("admin"), w.Store.Instant()).Stages(t.Context())
		must(t, err)
		var got []string
		for _, s := range funding.StageSets(all) {
			if s.Model == portfolio.PPP {
				got = append(got, s.ValidFrom.String()+" "+s.ValidTo.String())
			}
		}
		if len(got) != 2 || got[0] != "2015-10-31 2018-12-31" || got[1] != "2019-01-01 " {
			t.Errorf("the sets: %q", got)
		}
		for name, change := range map[string]func(*funding.StageSet){
			"from": func(s *funding.StageSet) {}, "rule": func(s *funding.StageSet) { s.ValidFrom, s.Rule = testkit.Day("2020-01-01"), i18n.Text{} },
			"stages": func(s *funding.StageSet) { s.ValidFrom, s.Stages[1].Code = testkit.Day("2020-01-01"), "P1" },
			"model":  func(s *funding.StageSet) { s.Model = "barter" },
		} {
			set := later()
			change(&set)
			if f := fault.FieldsOf(w.App.AddStages(t.Context(), w.Actor("admin"), set, "x")); len(f) != 1 || f[0].Name != name {
				t.Errorf("%s: %v", name, f)
			}
		}
	})
}

// An inclusion carries its financing in the text that is decided upon.
func TestAnInclusionCarriesItsFinancing(t *testing.T) {
	groups(t, func(g *group) {
		based(g.World)
		w := g.World
		r := passed(commission(t, w), "2018-03-05")
		must(t, w.App.RecordStage(g.ctx, w.Actor("manager.astana"), r))
		id, err := w.App.SubmitInclusion(g.ctx, w.Actor("head.astana"), w.Projects["sergek"], app.CaseText{})
		must(t, err)
		one, err := w.Store.Read(w.Actor("secretary"), w.Store.Instant()).Case(g.ctx, id)
		must(t, err)
		f := approval.FinancingOf(one.Submission().Content)
		if f == nil || strings.Join(f.Stages, " ") != "P5" {
			t.Fatalf("the financing is %+v", f)
		}
		// A stage that is passed meanwhile does not make another text.
		next := passed(commission(t, w), "2018-03-05")
		next.StageID = stageID(t, w, "P1", "2018-03-05")
		must(t, w.App.RecordStage(g.ctx, w.Actor("manager.astana"), next))
		_, vote := g.written(g.review(id), approval.MotionApprove)
		g.vote(vote, approval.For, members...)
		_, err = w.App.CloseVote(g.ctx, w.Actor("secretary"), vote)
		must(t, err)
		one, err = w.Store.Read(w.Actor("secretary"), w.Store.Instant()).Case(g.ctx, id)
		must(t, err)
		if one.State() != approval.Approved {
			t.Errorf("the case is %s", one.State())
		}
	})
}

var stageAttempts = []attempt{
	{name: "say what is planned of a stage", try: func(ctx context.Context, w *testkit.World, who access.Actor) error {
		book, err := w.Store.Read(access.System(), w.Store.Instant()).Stages(ctx)
		if err != nil {
			return err
		}
		for _, s := range book {
			if s.Code == "P5" {
				return w.App.RecordStage(ctx, who, app.StageReport{ProjectID: w.Projects["sergek"], StageID: s.ID, Planned: testkit.Day("2018-03-30")})
			}
		}
		return nil
	}},
	{name: "set later stages", try: func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.AddStages(ctx, who, later(), "The law changed")
	}},
	{name: "load stages", try: func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.LoadStages(ctx, who, later().Stages)
	}},
}
