package insight_test

import (
	"context"
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/views/href"
)

// draft begins a second version of Astana's roadmap with a project and a pilot
// zone that stand nowhere else.
func (s *site) draft() int64 {
	s.T.Helper()
	ctx, manager, astana := context.Background(), s.Actor("manager.astana"), s.Programmes["astana"]
	must := func(err error) {
		s.T.Helper()
		if err != nil {
			s.T.Fatal(err)
		}
	}
	_, err := s.App.AddZone(ctx, manager, portfolio.Zone{Code: "secret-zone", ProgrammeID: astana, Profile: portfolio.ZoneProfile{Name: text("Proposed zone"), District: text("District"), Latitude: 51, Longitude: 71}})
	must(err)
	project, err := s.App.AddProject(ctx, manager, portfolio.Project{Code: "secret", ProgrammeID: astana, Profile: portfolio.ProjectProfile{
		Name: text("Proposed project"), Direction: "safety", Model: portfolio.Public, Goals: portfolio.Codes{"life"}, Grade: "P", Total: 5_00,
	}})
	must(err)
	version, err := s.App.DraftVersion(ctx, manager, astana, 2018, "other", "More")
	must(err)
	_, err = s.App.AddLine(ctx, manager, portfolio.Plan{
		VersionID: version, ProjectID: project, Position: 9, Number: "3.1", Title: text("Line 3.1"), Form: portfolio.FormAct, LeadID: s.Bodies["akimat-astana"],
		Start: testkit.Day("2018-05-01"), Due: testkit.Due("2018-08"), Weight: 5, Costs: portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: money.Amount(100)}},
	})
	must(err)
	return version
}

func (s *site) submit(version int64) {
	s.T.Helper()
	if err := s.App.SubmitRoadmap(context.Background(), s.Actor("head.astana"), version); err != nil {
		s.T.Fatal(err)
	}
}

// Ontustik changes its owner on 2018-06-19 (facts.md §1.4). Nobody knew before.
func TestAProgrammeChangesItsOwner(t *testing.T) {
	s := serve(t)
	s.Clock.Set("2018-07-10 10:00")
	v := s.as("official")
	before := v.get("/programmes/ontustik?as_of=2018-06-18").is(http.StatusOK).
		says("Akimat of South Kazakhstan", "511010000", "Ontystuk").saysNot("Akimat of Shymkent", "790000000")
	if got := before.textOf(".eyebrow"); got != "Akimat of South Kazakhstan" {
		t.Errorf("the head says %q", got)
	}
	after := v.get("/programmes/ontustik?as_of=2018-06-19").is(http.StatusOK).says("Akimat of Shymkent", "Akimat of South Kazakhstan", "790000000", "18 Jun 2018", "until now")
	if got := after.textOf(".eyebrow"); got != "Akimat of Shymkent" {
		t.Errorf("the head says %q", got)
	}
	for day, owner := range map[string]string{"2018-06-18": "akimat-south", "2018-06-19": "akimat-shymkent", "": "akimat-shymkent"} {
		if got := data[overview](v.get("/portfolio.json?as_of=" + day)).Programmes[1].Owner.Code; got != owner {
			t.Errorf("as of %q the owner is %s, want %s", day, got, owner)
		}
	}
	v.get("/portfolio?as_of=2018-06-18").says("Akimat of South Kazakhstan").saysNot("Akimat of Shymkent")
	type terms struct {
		Terms []struct{ From, Until *string }
	}
	if got := data[terms](v.get("/programmes/ontustik.json?as_of=2018-06-18")).Terms; len(got) != 1 || got[0].Until != nil {
		t.Errorf("before: %+v", got)
	}
	if got := data[terms](v.get("/programmes/ontustik.json")).Terms; len(got) != 2 || got[0].Until != nil || *got[1].Until != "2018-06-18" {
		t.Errorf("after: %+v", got)
	}
}

func TestAProgrammesPage(t *testing.T) {
	s := serve(t)
	s.live()
	p := s.as("official").get("/programmes/astana").is(http.StatusOK).
		says("Smart Astana", "Akimat of Astana", "710000000", "Project sergek", "Project ikomek", "PPP", "Quality of life 2 projects", "Public e-services 0 projects",
			"Zone", "District", "act 14 of 31 Jan 2018", "in force since 1 Feb 2018", "Last updates", "29 Mar 2018: 100%")
	for _, address := range []string{"/projects/sergek", "/zones/zone-astana", "/roadmaps/astana/2018"} {
		if p.doc.Find(`main a[href="`+address+`"]`).Length() == 0 {
			t.Errorf("nothing leads to %s", address)
		}
	}
	v := s.as("official")
	v.get("/programmes/nowhere").is(http.StatusNotFound)
	v.get("/programmes/nowhere.json").is(http.StatusNotFound)
	v.get("/programmes/ASTANA").is(http.StatusNotFound)
	v.get("/programmes/astana?as_of=soon").is(http.StatusUnprocessableEntity).says(say("fault.not_a_date"))
}

// The deciding milestones of a health are listed and lead to their pages.
func TestAHealthSaysWhy(t *testing.T) {
	s := serve(t)
	s.Clock.Set("2018-04-03 10:00")
	s.Report("astana 1.1", 40, "2018-05-20")
	link := s.as("official").get("/portfolio").is(http.StatusOK).doc.Find(`main a.health-open[href^="/programmes/astana/why"]`)
	if link.Length() == 0 {
		t.Fatal("nothing leads to the reason")
	}
	p := s.as("official").get(link.AttrOr("href", "")).is(http.StatusOK).says("20% of the milestones by weight is overdue.", "limit 10%", "1.1 Line 1.1")
	if p.doc.Find(`#why a[href="`+href.Milestone(s.Milestones["astana 1.1"])+`"]`).Length() == 0 {
		t.Error("nothing leads to the milestone that decided")
	}
	if got := data[overview](s.as("official").get("/portfolio.json")).Programmes[0].Status; got != "red" {
		t.Errorf("the status is %s, want red", got)
	}
	s.as("official").get("/programmes/astana").says("20% of the milestones by weight is overdue.", "1.1 Line 1.1")
}

// What stands in nothing but a draft is known to those who may see the draft.
func TestWhatIsOnlyDraftedStaysHidden(t *testing.T) {
	s := serve(t)
	draft := s.draft()
	type known struct {
		Projects []struct{ Code string }
		Zones    []struct{ Code string }
		Roadmaps []struct{ Versions []struct{ Version int } }
	}
	check := func(who string, projects, zones, versions int) {
		t.Helper()
		k := data[known](s.as(who).get("/programmes/astana.json"))
		if len(k.Projects) != projects || len(k.Zones) != zones || len(k.Roadmaps[0].Versions) != versions {
			t.Errorf("%s knows of %d projects, %d zones, %d versions, want %d, %d, %d", who, len(k.Projects), len(k.Zones), len(k.Roadmaps[0].Versions), projects, zones, versions)
		}
		p := s.as(who).get("/programmes/astana")
		if got := strings.Contains(p.words(), "Proposed project"); got != (projects == 3) {
			t.Errorf("%s reads of the project: %v", who, got)
		}
		if got := strings.Contains(p.words(), "Proposed zone"); got != (zones == 2) {
			t.Errorf("%s reads of the zone: %v", who, got)
		}
	}
	check("manager.astana", 3, 2, 2)
	check("official", 3, 2, 2)
	check("manager.ontustik", 2, 0, 1)
	check("expert", 2, 0, 1)
	check("member", 2, 0, 1)
	s.submit(draft)
	check("expert", 3, 0, 2)
	check("member", 2, 0, 1)
}

func TestTheListOfProgrammes(t *testing.T) {
	s := serve(t)
	s.as("official").get("/programmes").is(http.StatusOK).says("2 programmes", "Smart Astana", "Ontystuk", "Shymkent", "511010000")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(s.as("official").get("/programmes.csv").Body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][0] != "astana" || rows[2][1] != "Smart Ontustik кк" {
		t.Errorf("rows: %v, %v", rows, err)
	}
}

func TestProjectsInTheOrderAskedFor(t *testing.T) {
	s := serve(t)
	order := func(query string) string {
		var names []string
		for _, cell := range s.as("official").get("/programmes/astana" + query).is(http.StatusOK).doc.Find("#projects tbody th a").EachIter() {
			names = append(names, plain(cell.Text()))
		}
		return strings.Join(names, ", ")
	}
	for query, want := range map[string]string{
		"?sort=name":     "Project ikomek, Project sergek",
		"?sort=-name":    "Project sergek, Project ikomek",
		"?sort=whatever": "Project sergek, Project ikomek", // the most milestones of equal health first
	} {
		if got := order(query); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}
