package app_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// attempt is something that a person may try, on the programme of Astana.
type attempt struct {
	name string
	set  func(w *testkit.World) // what was there before
	try  func(ctx context.Context, w *testkit.World, who access.Actor) error
}

var act = app.Act{Number: "20", Date: testkit.Day("2018-03-05"), Signatory: i18n.Same("Akim")}

// drafted makes a second version of Astana's roadmap.
func drafted(w *testkit.World) {
	id, err := w.App.DraftVersion(context.Background(), w.Actor("manager.astana"), w.Programmes["astana"], 2018, "other", "Later")
	if err != nil {
		w.T.Fatal(err)
	}
	w.Versions["draft"] = id
}

func submitted(w *testkit.World) {
	drafted(w)
	if err := w.App.SubmitRoadmap(context.Background(), w.Actor("head.astana"), w.Versions["draft"]); err != nil {
		w.T.Fatal(err)
	}
}

func saidDone(w *testkit.World) { w.SayDone("astana 1.1", "2018-03-05") }

// titles are two lines to come.
var titles = []i18n.Text{{RU: "Одна"}, {RU: "Другая"}}

// changed makes a draft of which one line was changed already.
func changed(w *testkit.World) {
	drafted(w)
	err := w.App.ChangeLine(context.Background(), w.Actor("manager.astana"), w.Versions["draft"], w.Milestones["astana 2.2"], func(p *portfolio.Plan) { p.Note = "x" })
	if err != nil {
		w.T.Fatal(err)
	}
}

var attempts = slices.Concat(drafts, caseAttempts, stageAttempts, editAttempts, viewAttempts, ratingAttempts, ruleAttempts, []attempt{
	{"begin a roadmap", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.DraftRoadmap(ctx, who, w.Programmes["astana"], 2019)
		return err
	}},
	{"begin a roadmap with last year's lines", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.DraftFromYear(ctx, who, w.Programmes["astana"], 2019, 2018)
		return err
	}},
	{"begin a version", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.DraftVersion(ctx, who, w.Programmes["astana"], 2018, "other", "Later")
		return err
	}},
	{"change a line in force", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ChangeLine(ctx, who, w.Versions["astana"], w.Milestones["astana 2.2"], func(p *portfolio.Plan) { p.Note = "x" })
	}},
	{"submit a draft", drafted, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.SubmitRoadmap(ctx, who, w.Versions["draft"])
	}},
	{"report progress", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ReportProgress(ctx, who, w.Progress("astana 1.1", 20, "2018-03-30"))
	}},
	{"report on several milestones", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ReportMany(ctx, who, app.Reports{
			Milestones: []portfolio.UpdateRef{{MilestoneID: w.Milestones["astana 1.1"]}, {MilestoneID: w.Milestones["astana 2.1"]}},
			Report:     portfolio.CommonReport{Note: "Checked"}, FormKey: "many",
		})
	}},
	{"accept evidence", saidDone, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.AcceptEvidence(ctx, who, app.Acceptance{MilestoneID: w.Milestones["astana 1.1"], UpdateID: 1, DoneOn: testkit.Day("2018-03-05")})
	}},
	{"return evidence", saidDone, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ReturnEvidence(ctx, who, app.Return{MilestoneID: w.Milestones["astana 1.1"], UpdateID: 1, Reason: "Not signed"})
	}},
	{"add a project", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.AddProject(ctx, who, newProject(w))
		return err
	}},
	{"end a project", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.EndProject(ctx, who, w.Projects["ikomek"], portfolio.Terminated, testkit.Day("2018-03-05"), "Stopped", "")
	}},
	{"draft a pilot zone", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.AddZone(ctx, who, newZone(w))
		return err
	}},
	{"designate a pilot zone without a case", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.StepZone(ctx, who, w.Zones["zone-astana"], portfolio.ZoneDesignated, testkit.Day("2018-03-05"), "")
	}},
	{"add a person", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.AddPerson(ctx, who, app.NewPerson{Email: "new@qadam.test", Name: "New", Locale: i18n.KK})
		return err
	}},
	{"change a person", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ChangePerson(ctx, who, portfolio.Person{ID: w.People["expert"], Email: "e@qadam.test", Name: "E", Locale: i18n.RU})
	}},
	{"block a person", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.BlockPerson(ctx, who, w.People["expert"], true)
	}},
	{"set a password", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.SetPassword(ctx, who, w.People["expert"], "correct horse battery")
	}},
	{"give a seat", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.GrantSeat(ctx, who, w.People["nobody"], newSeat(w), testkit.Day("2018-03-05"), civil.Date{})
	}},
	{"end a grant", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.EndGrant(ctx, who, 1, testkit.Day("2018-03-31"), "Left")
	}},
	{"add a seat", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		_, err := w.App.AddSeat(ctx, who, portfolio.Seat{Code: "second", BodyID: w.Bodies["centre"], Title: i18n.Same("Second"), Role: access.Expert})
		return err
	}},
	{"change the calendar", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.AddCalendarDay(ctx, who, portfolio.CalendarDay{Date: testkit.Day("2018-11-05"), Kind: civil.Holiday, Name: i18n.Same("Day")})
	}},
	{"take a day out of the calendar", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.RemoveCalendarDay(ctx, who, 1)
	}},
	{"load reference data", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.LoadReference(ctx, who, app.Reference{})
	}},
	{"choose a language", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.ChooseLocale(ctx, who, i18n.KK)
	}},
})

// newSeat is a seat that nobody holds.
func newSeat(w *testkit.World) int64 {
	id, err := w.App.AddSeat(context.Background(), access.System(), portfolio.Seat{Code: "free", BodyID: w.Bodies["centre"], Title: i18n.Same("Free"), Role: access.Expert})
	if err != nil {
		w.T.Fatal(err)
	}
	return id
}

func newLine(w *testkit.World) portfolio.Plan {
	return portfolio.Plan{
		VersionID: w.Versions["draft"], ProjectID: w.Projects["sergek"], Number: "1.4", Title: i18n.Same("More"), Form: portfolio.FormAct,
		LeadID: w.Bodies["akimat-astana"], Start: testkit.Day("2018-06-01"), Due: testkit.Due("2018-Q4"), Weight: 5,
	}
}

func newProject(w *testkit.World) portfolio.Project {
	return portfolio.Project{Code: "bike", ProgrammeID: w.Programmes["astana"], Profile: portfolio.ProjectProfile{
		Name: i18n.Same("Bike"), Direction: "transport", Model: portfolio.Private, Goals: portfolio.Codes{"life"},
	}}
}

func newZone(w *testkit.World) portfolio.Zone {
	return portfolio.Zone{Code: "esil", ProgrammeID: w.Programmes["astana"], Profile: portfolio.ZoneProfile{Name: i18n.Same("Esil")}}
}

// Whatever a person tries, the answer is the one in the golden file, and what
// was refused changed nothing: the log has not grown.
func TestEveryoneTriesEverything(t *testing.T) {
	if testing.Short() {
		t.Skip("three hundred worlds: skipped with -short")
	}
	ctx := t.Context()
	var b strings.Builder
	for _, a := range attempts {
		answers := map[string][]string{}
		for _, who := range testkit.Everyone {
			w := testkit.NewWorld(t, store.SQLite)
			if a.set != nil {
				a.set(w)
			}
			actor, before := w.Actor(who), entries(t, w)
			err := a.try(ctx, w, actor)
			if err != nil && a.name != "give a seat" && entries(t, w) != before+refusals(t, w) {
				t.Errorf("%s: %s was refused, and the log grew", who, a.name)
			}
			answers[answer(err)] = append(answers[answer(err)], who)
		}
		fmt.Fprintf(&b, "%s\n", a.name)
		for _, said := range slices.Sorted(maps.Keys(answers)) {
			fmt.Fprintf(&b, "    %s: %s\n", said, strings.Join(answers[said], " "))
		}
	}
	testkit.Golden(t, "attempts.golden", b.String())
}

func answer(err error) string {
	if err == nil {
		return "done"
	}
	if f := fault.Of(err); f != nil {
		return strings.TrimSpace(f.Error())
	}
	return "DEFECT: " + err.Error()
}

// refusals is how many entries the log has of what was refused.
func refusals(t testing.TB, w *testkit.World) int64 {
	t.Helper()
	newest, err := w.Store.Read(access.System(), w.Store.Instant()).AuditEntries(context.Background(), store.AuditFilter{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	n := int64(0)
	for _, e := range newest {
		if strings.HasSuffix(e.Action, ".refused") {
			n++
		}
	}
	return n
}

// entries is how many entries the log has.
func entries(t testing.TB, w *testkit.World) int64 {
	t.Helper()
	v, err := w.Store.VerifyAudit(context.Background(), "")
	if err != nil || !v.Sound() {
		t.Fatalf("the log: %+v, %v", v, err)
	}
	return v.Entries
}
