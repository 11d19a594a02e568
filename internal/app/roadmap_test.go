package app_test

import (
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// key is the key of a fault, "" for none.
func key(err error) string {
	if f := fault.Of(err); f != nil {
		if len(f.Fields) == 1 {
			return f.Fields[0].Name + " " + f.Fields[0].Key
		}
		return f.Key
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestASecondVersionSupersedesTheFirst(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		w.Clock.Set("2018-04-10 10:00")
		drafted(w)
		draft := w.Versions["draft"]
		must(t, w.App.ChangeLine(ctx, manager, draft, w.Milestones["astana 2.1"], func(p *portfolio.Plan) { p.Due = testkit.Due("2018-Q3") }))
		if e := lastEntry(t, w); e.Before != `{"due":"2018-H1"}` || e.After != `{"due":"2018-Q3"}` {
			t.Errorf("from %s to %s", e.Before, e.After)
		}
		must(t, w.App.RemoveLine(ctx, manager, draft, w.Milestones["astana 2.2"]))
		added, err := w.App.AddLine(ctx, manager, newLine(w))
		must(t, err)
		w.Clock.Set("2018-04-12 10:00")
		must(t, w.App.SubmitRoadmap(ctx, w.Actor("head.astana"), draft))
		if got := key(w.App.ChangeLine(ctx, manager, draft, added, func(p *portfolio.Plan) {})); got != "roadmap.frozen" {
			t.Errorf("a submitted line: %s", got)
		}
		w.Clock.Set("2018-04-16 10:00")
		w.Enforce(draft, app.Act{Number: "99", Date: testkit.Day("2018-04-16"), Signatory: i18n.Same("Akim")})

		for on, want := range map[string]string{"2018-04-15": "1: 2018-06-30 2.2", "2018-04-16": "2: 2018-10-01 2.1"} {
			p, _, err := w.Store.Read(w.Actor("official"), testkit.Day(on).EndOfDay()).PictureOf(ctx, "astana")
			must(t, err)
			b := p.Board(2018)
			got := string(rune('0'+b.Version.Number)) + ": " + b.Line(w.Milestones["astana 2.1"]).Plan.Due.Last().String()
			if b.Version.Number == 2 {
				got = "2: " + b.Line(w.Milestones["astana 2.1"]).Deadline.String()
			}
			if last := b.Lines[len(b.Lines)-1]; got+" "+last.Number != want {
				t.Errorf("on %s: %s %s, want %s", on, got, last.Number, want)
			}
			if base := p.Roadmap(2018).Baseline(); base.Number != 1 {
				t.Errorf("on %s the baseline is version %d", on, base.Number)
			}
		}
	})
}

func TestAReasonHasAnEnd(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		begin := func(letters int) error {
			_, err := w.App.DraftVersion(t.Context(), w.Actor("manager.astana"), w.Programmes["astana"], 2018, "other", strings.Repeat("қ", letters)+" ")
			return err
		}
		if err := begin(portfolio.ReasonLimit + 1); key(err) != "reason fault.too_long" {
			t.Errorf("a reason without end: %v", err)
		}
		must(t, begin(portfolio.ReasonLimit))
	})
}

func TestOneOpenVersionAtATime(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		drafted(w)
		if _, err := w.App.DraftVersion(ctx, manager, w.Programmes["astana"], 2018, "other", "Once more"); key(err) != "roadmap.has_open_version" {
			t.Errorf("a second draft: %v", err)
		}
		if _, err := w.App.DraftRoadmap(ctx, manager, w.Programmes["astana"], 2018); !fault.Is(err, fault.KindConflict) {
			t.Errorf("a second roadmap of the year: %v", err)
		}
		if _, err := w.App.DraftVersion(ctx, manager, w.Programmes["astana"], 2019, "other", ""); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("a version of no roadmap: %v", err)
		}
		for _, code := range []approval.ReasonCode{"", "weather"} { // rules.md §3: a change has a reason code
			if _, err := w.App.DraftVersion(ctx, manager, w.Programmes["astana"], 2018, code, "Later"); !fault.Is(err, fault.KindInvalid) {
				t.Errorf("a change because of %q: %v", code, err)
			}
		}
	})
}

func TestALineChangedMeanwhileIsAConflict(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, id := t.Context(), w.Actor("manager.astana"), w.Milestones["astana 2.1"]
		drafted(w)
		must(t, w.App.ChangeLine(ctx, manager, w.Versions["draft"], id, func(p *portfolio.Plan) { p.Note = "first" }))
		err := w.App.ChangeLine(ctx, manager, w.Versions["draft"], id, func(p *portfolio.Plan) { p.Revision, p.Note = 0, "second, from an old form" })
		if key(err) != "fault.changed_meanwhile" || !fault.Is(err, fault.KindConflict) {
			t.Errorf("got %v", err)
		}
	})
}

func TestWhatMayNotBeSubmitted(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana")
		empty, err := w.App.DraftRoadmap(ctx, manager, w.Programmes["astana"], 2019)
		must(t, err)
		if got := key(w.App.SubmitRoadmap(ctx, head, empty)); got != "roadmap.empty" {
			t.Errorf("an empty draft: %s", got)
		}
		drafted(w)
		draft := w.Versions["draft"]
		link := func(from, to string) string {
			return key(w.App.ChangeLine(ctx, manager, draft, w.Milestones["astana "+from], func(p *portfolio.Plan) {
				p.Links = portfolio.Links{{MilestoneID: w.Milestones["astana "+to], Kind: portfolio.FS}}
			}))
		}
		if got := link("1.1", "1.3"); got != "links roadmap.cycle" {
			t.Errorf("a cycle: %s", got)
		}
		if got := link("1.1", "2.1"); got != "" {
			t.Errorf("no cycle: %s", got)
		}
		must(t, w.App.SubmitRoadmap(ctx, head, draft))
		if got := key(w.App.SubmitRoadmap(ctx, head, draft)); got != "roadmap.wrong_step" {
			t.Errorf("twice: %s", got)
		}
	})
}

func TestABadLineIsRefused(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		drafted(w)
		before := entries(t, w)
		for _, tt := range []struct {
			spoil func(*portfolio.Plan)
			want  string
		}{
			{func(p *portfolio.Plan) { p.Title.KK = "" }, "title_kk fault.required"},
			{func(p *portfolio.Plan) { p.Due = testkit.Due("2019-Q1") }, "due roadmap.due_outside_year"},
			{func(p *portfolio.Plan) { p.Weight = -1 }, "weight fault.percent_range"},
			{func(p *portfolio.Plan) { p.ProjectID = w.Projects["lighting"] }, "project fault.required"},
			{func(p *portfolio.Plan) { p.ProjectID = 999 }, "project fault.required"},
			{func(p *portfolio.Plan) { p.MilestoneID = w.Milestones["ontustik 1.1"] }, "fault.not_found"},
			{func(p *portfolio.Plan) { p.MilestoneID = w.Milestones["astana 2.1"] }, "fault.not_found"}, // of another project
			{func(p *portfolio.Plan) { p.VersionID = 999 }, "fault.not_found"},
		} {
			p := newLine(w)
			tt.spoil(&p)
			if _, err := w.App.AddLine(t.Context(), w.Actor("manager.astana"), p); key(err) != tt.want {
				t.Errorf("%v, want %s", err, tt.want)
			}
		}
		if entries(t, w) != before {
			t.Error("the log grew")
		}
	})
}

func TestAnActIsComplete(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		submitted(w)
		w.Clock.Set("2018-03-04 10:00")
		id := w.Approve(w.Versions["draft"])
		w.Clock.Set("2018-03-05 10:00")
		for _, tt := range []struct {
			act  app.Act
			want string
		}{
			{app.Act{Date: testkit.Day("2018-03-05"), Signatory: i18n.Same("Akim")}, "act_number fault.required"},
			{app.Act{Number: "1", Signatory: i18n.Same("Akim")}, "act_date fault.required"},
			{app.Act{Number: "1", Date: testkit.Day("2018-03-06"), Signatory: i18n.Same("Akim")}, "act_date fault.in_future"},
			{app.Act{Number: "1", Date: testkit.Day("2018-03-05")}, "signatory fault.required"},
			{app.Act{}, "fault.fields"},
		} {
			if got := key(w.App.RecordAct(t.Context(), w.Actor("secretary"), id, tt.act)); got != tt.want {
				t.Errorf("%+v: %s, want %s", tt.act, got, tt.want)
			}
		}
	})
}

func TestProjectsAndZones(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head, secretary := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana"), w.Actor("secretary")
		for _, tt := range []struct {
			spoil func(*portfolio.Project)
			want  string
		}{
			{func(p *portfolio.Project) { p.Code = "Big Code" }, "code fault.code"},
			{func(p *portfolio.Project) { p.Profile.Name.RU = "" }, "name_ru fault.required"},
			{func(p *portfolio.Project) { p.Profile.Model = "gift" }, "model fault.required_choice"},
			{func(p *portfolio.Project) { p.Profile.Goals = nil }, "goals project.goal_needed"},
			{func(p *portfolio.Project) { p.Profile.Direction = "magic" }, "direction fault.required_choice"},
			{func(p *portfolio.Project) { p.Profile.Zones = portfolio.Codes{"zone-ontustik"} }, "zones project.zone_unknown"},
		} {
			p := newProject(w)
			tt.spoil(&p)
			if _, err := w.App.AddProject(ctx, manager, p); key(err) != tt.want {
				t.Errorf("%v, want %s", err, tt.want)
			}
		}
		twice := newProject(w)
		twice.Code = "sergek"
		if _, err := w.App.AddProject(ctx, manager, twice); key(err) != "code project.code_taken" {
			t.Errorf("a code twice: %v", err)
		}
		end := func(on, reason string) string {
			day := civil.Date{}
			if on != "" {
				day = testkit.Day(on)
			}
			return key(w.App.EndProject(ctx, head, w.Projects["ikomek"], portfolio.Terminated, day, reason, "12"))
		}
		for _, got := range [][2]string{
			{end("", "Stopped"), "ended_on fault.in_future"}, {end("2018-03-06", "Stopped"), "ended_on fault.in_future"}, {end("2018-03-05", " "), "reason fault.required"},
			{end("2018-03-05", "Stopped"), ""}, {end("2018-03-05", "Stopped"), "milestone.project_ended"},
		} {
			if got[0] != got[1] {
				t.Errorf("%q, want %q", got[0], got[1])
			}
		}
		zone := newZone(w)
		zone.Profile.Geometry, zone.Profile.Population, zone.Code = "a circle", -1, "Есіл"
		if _, err := w.App.AddZone(ctx, manager, zone); len(fault.FieldsOf(err)) != 3 {
			t.Errorf("got %v", err)
		}
		step := func(to portfolio.ZoneState, on string) string {
			return key(w.App.StepZone(ctx, secretary, w.Zones["zone-astana"], to, testkit.Day(on), ""))
		}
		before := step(portfolio.ZoneActive, "2018-03-05")
		w.Designate("zone-astana", "2018-03-05", "")
		for _, got := range [][2]string{
			{before, "zone.wrong_step"}, {step(portfolio.ZoneDesignated, "2018-03-05"), "zone.by_case_only"}, {step(portfolio.ZoneActive, "2018-03-06"), "happened_on fault.in_future"},
			{step(portfolio.ZoneActive, "2018-03-05"), ""}, {step(portfolio.ZoneActive, "2018-03-05"), "zone.wrong_step"},
		} {
			if got[0] != got[1] {
				t.Errorf("%q, want %q", got[0], got[1])
			}
		}
		for on, want := range map[string]portfolio.ZoneState{"2018-03-04": portfolio.ZoneDraft, "2018-03-05": portfolio.ZoneActive} {
			p, _, err := w.Store.Read(access.System(), testkit.Day(on).EndOfDay()).PictureOf(ctx, "astana")
			must(t, err)
			if got := p.Zones[0].State(); got != want {
				t.Errorf("on %s the zone is %s", on, got)
			}
		}
	})
}

// What was not done in its year is planned again in the next one; the page and
// the rule then look at the same line, whichever version is the younger.
func TestAMilestonePlannedAgainIsReportedInItsLaterYear(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, astana, id := t.Context(), w.Actor("manager.astana"), w.Programmes["astana"], w.Milestones["astana 2.2"]
		inForce := func(version int64) {
			t.Helper()
			must(t, w.App.SubmitRoadmap(ctx, w.Actor("head.astana"), version))
			w.Enforce(version, app.Act{Number: "2", Date: testkit.Day("2018-03-05"), Signatory: i18n.Text{KK: "Әкім", RU: "Аким"}})
		}
		next, err := w.App.DraftRoadmap(ctx, manager, astana, 2019)
		must(t, err)
		_, err = w.App.AddLine(ctx, manager, portfolio.Plan{
			VersionID: next, MilestoneID: id, ProjectID: w.Projects["ikomek"], Title: i18n.Text{KK: "Қайта", RU: "Снова"},
			Form: portfolio.FormAct, LeadID: w.Bodies["akimat-astana"], Start: testkit.Day("2019-01-08"), Due: testkit.Due("2019"),
		})
		must(t, err)
		inForce(next)
		again, err := w.App.DraftVersion(ctx, manager, astana, 2018, "other", "the younger version of the older year")
		must(t, err)
		inForce(again)
		for range 8 { // a map has no order
			if l := w.Line("astana 2.2", ""); l.Start != testkit.Day("2019-01-08") {
				t.Fatalf("the page shows the line that begins on %s", l.Start)
			}
		}
		err = w.App.ReportProgress(ctx, manager, w.Progress("astana 2.2", 10, "2018-12-28"))
		if fields := fault.FieldsOf(err); len(fields) != 1 || fields[0].Key != "milestone.forecast_before_start" {
			t.Errorf("a forecast before the start of that line: %v", err)
		}
	})
}
