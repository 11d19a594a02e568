package app_test

import (
	"context"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// knownProject is a project of Astana as it is known now.
func knownProject(w *testkit.World, code string) portfolio.Project {
	w.T.Helper()
	p, _, err := w.Store.Read(access.System(), w.Store.Instant()).PictureOf(context.Background(), "astana")
	sure(w, err)
	return *p.Project(w.Projects[code])
}

func knownZone(w *testkit.World) portfolio.Zone {
	w.T.Helper()
	p, _, err := w.Store.Read(access.System(), w.Store.Instant()).PictureOf(context.Background(), "astana")
	sure(w, err)
	return *p.Zone(w.Zones["zone-astana"])
}

// elsewhere moves a project of Astana to another direction than it has.
func elsewhere(w *testkit.World, code string) app.ProjectEdit {
	return app.ProjectEdit{ProjectID: w.Projects[code], Seen: knownProject(w, code).Profile.ID, Change: portfolio.ProjectChange{Direction: "transport"}}
}

func peopled(w *testkit.World, n int) app.ZoneEdit {
	return app.ZoneEdit{ZoneID: w.Zones["zone-astana"], Seen: knownZone(w).Profile.ID, Change: portfolio.ZoneChange{Population: &n}}
}

// seen is a case as it stands now, chosen among others.
func seen(w *testkit.World, id int64) app.CaseSeen {
	return app.CaseSeen{CaseID: id, Seen: caseAt(w, id).Asking()}
}

var editAttempts = []attempt{
	{"edit a project", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.EditProject(ctx, who, elsewhere(w, "sergek"))
	}},
	{"edit two projects at once", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.EditProjects(ctx, who, []app.ProjectEdit{elsewhere(w, "sergek"), elsewhere(w, "ikomek")})
	}},
	{"edit a project whose inclusion is decided upon", included, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.EditProject(ctx, who, elsewhere(w, "sergek"))
	}},
	{"edit a pilot zone", nil, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.EditZone(ctx, who, peopled(w, 5))
	}},
	{"edit a pilot zone that is decided upon", sent, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.EditZone(ctx, who, peopled(w, 5))
	}},
	{"assign experts to several cases", sent, func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.AssignExpertsTo(ctx, who, []app.CaseSeen{seen(w, newest(w))}, []int64{w.Seats["expert"]}, testkit.Day("2018-03-09"))
	}},
}

// included sends sergek for its inclusion in the programme.
func included(w *testkit.World) {
	based(w)
	_, err := w.App.SubmitInclusion(context.Background(), w.Actor("head.astana"), w.Projects["sergek"], app.CaseText{})
	sure(w, err)
}

func TestAProjectIsEdited(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		was := knownProject(w, "sergek").Profile
		w.Clock.Set("2018-03-06 10:00")
		name := i18n.Text{KK: " Сергек ", RU: "Сергек", EN: "Sergek"}
		must(t, w.App.EditProject(ctx, manager, app.ProjectEdit{ProjectID: w.Projects["sergek"], Seen: was.ID, Change: portfolio.ProjectChange{
			Name: &name, Goals: portfolio.CodesChange{Add: portfolio.Codes{"services", "life"}}, Zones: portfolio.CodesChange{Drop: portfolio.Codes{"zone-astana"}},
		}}))
		now := knownProject(w, "sergek").Profile
		if now.Name.KK != "Сергек" || !now.Goals.Has("services") || len(now.Goals) != len(was.Goals)+1 || len(now.Zones) != 0 {
			t.Errorf("it says %+v", now)
		}
		if now.Model != was.Model || now.Total != was.Total || now.Direction != was.Direction || now.Grade != was.Grade || now.Subtype != was.Subtype {
			t.Errorf("what nobody touched is %+v, was %+v", now, was)
		}
		e := lastEntry(t, w)
		if e.Action != "project.edited" || e.EntityID != w.Projects["sergek"] || e.Seat != "manager-astana" {
			t.Errorf("the log: %s of %d from %s", e.Action, e.EntityID, e.Seat)
		}
		if said := after(t, e); said["goals"] == nil || said["direction"] != nil || said["basis"] != nil {
			t.Errorf("the log says %v", said)
		}
		// What was known before stays known of its day.
		p, _, err := w.Store.Read(manager, testkit.Day("2018-03-05").EndOfDay()).PictureOf(ctx, "astana")
		must(t, err)
		if p.Project(w.Projects["sergek"]).Profile.ID != was.ID {
			t.Error("the day before shows the new profile")
		}
		// The same again leaves nothing.
		before := entries(t, w)
		must(t, w.App.EditProject(ctx, manager, app.ProjectEdit{ProjectID: w.Projects["sergek"], Seen: now.ID, Change: portfolio.ProjectChange{Name: &name}}))
		if entries(t, w) != before {
			t.Error("saying the same left an entry")
		}
	})
}

func TestAProjectEditThatIsRefused(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		none, far := portfolio.Codes{}, portfolio.Codes{"zone-ontustik"}
		for _, tt := range []struct {
			change portfolio.ProjectChange
			want   string
		}{
			{portfolio.ProjectChange{Direction: "magic"}, "direction fault.required_choice"},
			{portfolio.ProjectChange{Name: &i18n.Text{KK: "x"}}, "name_ru fault.required"},
			{portfolio.ProjectChange{Goals: portfolio.CodesChange{Whole: &none}}, "goals project.goal_needed"},
			{portfolio.ProjectChange{Goals: portfolio.CodesChange{Add: portfolio.Codes{"fame"}}}, "goals fault.required_choice"},
			{portfolio.ProjectChange{Zones: portfolio.CodesChange{Whole: &far}}, "zones project.zone_unknown"},
		} {
			before := entries(t, w)
			e := app.ProjectEdit{ProjectID: w.Projects["sergek"], Seen: knownProject(w, "sergek").Profile.ID, Change: tt.change}
			if got := key(w.App.EditProject(ctx, manager, e)); got != tt.want {
				t.Errorf("%+v: %q, want %q", tt.change, got, tt.want)
			}
			if entries(t, w) != before {
				t.Errorf("%+v: it left an entry", tt.change)
			}
		}
		old := elsewhere(w, "sergek")
		must(t, w.App.EditProject(ctx, manager, old))
		once := entries(t, w)
		must(t, w.App.EditProject(ctx, manager, old)) // sent twice
		if entries(t, w) != once {
			t.Error("sent twice, it left two entries")
		}
		if err := w.App.EditProject(ctx, w.Actor("head.astana"), old); key(err) != "project.edited_meanwhile" {
			t.Errorf("somebody else says the same: %v", err)
		}
		old.Change.Direction = "safety"
		if err := w.App.EditProject(ctx, manager, old); key(err) != "project.edited_meanwhile" || !fault.Is(err, fault.KindConflict) {
			t.Errorf("of an old profile: %v", err)
		}
		must(t, w.App.EndProject(ctx, w.Actor("head.astana"), w.Projects["ikomek"], portfolio.Completed, testkit.Day("2018-03-05"), "Done", ""))
		if got := key(w.App.EditProject(ctx, manager, elsewhere(w, "ikomek"))); got != "milestone.project_ended" {
			t.Errorf("one that ended: %q", got)
		}
		if err := w.App.EditProject(ctx, manager, app.ProjectEdit{ProjectID: 999}); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("one that does not exist: %v", err)
		}
	})
}

// While it is decided upon, what is known of a subject stands still: no vote is
// void because somebody mended a name.
func TestTheTextOfACaseStands(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager, head := t.Context(), w.Actor("manager.astana"), w.Actor("head.astana")
		included(w)
		inclusion := newest(w)
		if got := key(w.App.EditProject(ctx, manager, elsewhere(w, "sergek"))); got != "case.text_stands" {
			t.Errorf("a project in its case: %q", got)
		}
		must(t, w.App.Withdraw(ctx, head, inclusion, "Later"))
		must(t, w.App.EditProject(ctx, manager, elsewhere(w, "sergek")))
		sent(w)
		zone := newest(w)
		for _, state := range []approval.State{approval.Submitted, approval.InReview, approval.Reviewed, approval.Voting, approval.Approved} {
			if state != approval.Submitted {
				standing(w, zone, state)
			}
			if got := key(w.App.EditZone(ctx, manager, peopled(w, 7))); got != "case.text_stands" {
				t.Errorf("a zone whose case is %s: %q", state, got)
			}
		}
	})
}

func TestSeveralProjectsAreEditedOrNone(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		good, stale, wrong := elsewhere(w, "sergek"), elsewhere(w, "ikomek"), elsewhere(w, "sergek")
		stale.Seen, wrong.Change.Direction = 0, "magic"
		before := entries(t, w)
		err := w.App.EditProjects(ctx, manager, []app.ProjectEdit{good, stale})
		if key(err) != "1 project.edited_meanwhile" || !fault.Is(err, fault.KindConflict) {
			t.Errorf("one of them is stale: %v", err)
		}
		err = w.App.EditProjects(ctx, manager, []app.ProjectEdit{wrong, elsewhere(w, "ikomek")})
		if key(err) != "0 fault.required_choice" || !fault.Is(err, fault.KindInvalid) {
			t.Errorf("one of them is wrong: %v", err)
		}
		foreign := app.ProjectEdit{ProjectID: w.Projects["lighting"], Change: good.Change}
		if err := w.App.EditProjects(ctx, manager, []app.ProjectEdit{good, foreign}); !fault.Is(err, fault.KindForbidden) {
			t.Errorf("one of them is another akimat's: %v", err)
		}
		if entries(t, w) != before || knownProject(w, "sergek").Profile.Direction == "transport" {
			t.Error("something of it was kept")
		}
		must(t, w.App.EditProjects(ctx, manager, []app.ProjectEdit{good, elsewhere(w, "ikomek")}))
		if entries(t, w) != before+2 || knownProject(w, "sergek").Profile.Direction != "transport" || knownProject(w, "ikomek").Profile.Direction != "transport" {
			t.Error("they are not both edited, with an entry each")
		}
	})
}

func TestAPilotZoneIsEdited(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := t.Context(), w.Actor("manager.astana")
		edit := func(change portfolio.ZoneChange) string {
			t.Helper()
			return key(w.App.EditZone(ctx, manager, app.ZoneEdit{ZoneID: w.Zones["zone-astana"], Seen: knownZone(w).Profile.ID, Change: change}))
		}
		people, less, square, wrong := 15000, -1, `{"type":"Polygon","coordinates":[[[71,51],[71.1,51],[71.1,51.1],[71,51]]]}`, "a circle"
		if got := edit(portfolio.ZoneChange{Population: &people, Geometry: &square, Name: &i18n.Text{KK: "Есіл", RU: "Есиль"}}); got != "" {
			t.Fatal(got)
		}
		z := knownZone(w)
		if z.Profile.Population != people || z.Profile.Geometry != square || z.Profile.Latitude != 0 || z.Profile.Name.KK != "Есіл" || z.Profile.District.KK == "" {
			t.Errorf("it says %+v", z.Profile)
		}
		if e := lastEntry(t, w); e.Action != "zone.edited" || after(t, e)["population"] != float64(people) || after(t, e)["district"] != nil {
			t.Errorf("the log: %s %s", e.Action, e.After)
		}
		for _, tt := range []struct {
			change portfolio.ZoneChange
			want   string
		}{
			{portfolio.ZoneChange{Population: &less}, "population fault.negative"},
			{portfolio.ZoneChange{Geometry: &wrong}, "geometry zone.geometry_invalid"},
			{portfolio.ZoneChange{Name: &i18n.Text{KK: "x"}}, "name_ru fault.required"},
		} {
			if got := edit(tt.change); got != tt.want {
				t.Errorf("%+v: %q, want %q", tt.change, got, tt.want)
			}
		}
		old := app.ZoneEdit{ZoneID: z.ID, Seen: z.Profile.ID - 1, Change: portfolio.ZoneChange{Population: &less}}
		if got := key(w.App.EditZone(ctx, manager, old)); got != "zone.edited_meanwhile" {
			t.Errorf("of an old profile: %q", got)
		}
		fewer := 12_345
		if got := edit(portfolio.ZoneChange{Population: &fewer}); got != "" {
			t.Errorf("fewer people: %q", got)
		}
		once := entries(t, w)
		old.Change.Population = &fewer
		if got := key(w.App.EditZone(ctx, manager, old)); got != "" || entries(t, w) != once {
			t.Errorf("sent twice: %q", got)
		}
		// Designated, it keeps its boundary; closed, it is history.
		sent(w)
		id := newest(w)
		standing(w, id, approval.Reviewed, approval.Voting, approval.Approved)
		must(t, w.App.RecordAct(ctx, w.Actor("secretary"), id, act))
		point := `{"type":"Point","coordinates":[71.4,51.1]}`
		if got := edit(portfolio.ZoneChange{Geometry: &point}); got != "geometry zone.boundary_decided" {
			t.Errorf("another boundary: %q", got)
		}
		more := 16000
		if got := edit(portfolio.ZoneChange{Population: &more, Geometry: &square}); got != "" {
			t.Errorf("more people: %q", got)
		}
		must(t, w.App.StepZone(ctx, w.Actor("secretary"), z.ID, portfolio.ZoneClosed, testkit.Day("2018-03-05"), ""))
		if got := edit(portfolio.ZoneChange{Population: &people}); got != "zone.closed_already" {
			t.Errorf("a closed one: %q", got)
		}
	})
}
