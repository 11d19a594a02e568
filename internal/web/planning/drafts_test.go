package planning_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// seen are who may know of a thing, by name; the others get 404.
type seen map[string]bool

func only(who ...string) seen {
	s := seen{}
	for _, w := range who {
		s[w] = true
	}
	return s
}

// check asks everybody for an address.
func (s *site) check(t *testing.T, address string, may seen) {
	t.Helper()
	for _, who := range testkit.Everyone {
		want := http.StatusNotFound
		if may[who] {
			want = http.StatusOK
		}
		if got := s.as(who).get(address).Status; got != want {
			t.Errorf("%s gets %d for %s, want %d", who, got, address, want)
		}
	}
}

// second drafts a second version of Astana's roadmap with a line of its own and
// a project of its own, and returns the version's key.
func (s *site) second(lines int) int64 {
	s.T.Helper()
	ctx, manager := context.Background(), s.Actor("manager.astana")
	id, err := s.App.DraftVersion(ctx, manager, s.Programmes["astana"], 2018, "other", "More lines")
	s.must(err)
	project, err := s.App.AddProject(ctx, manager, portfolio.Project{Code: "coming", ProgrammeID: s.Programmes["astana"], Profile: portfolio.ProjectProfile{
		Name: i18n.Same("Project to come"), Direction: "transport", Model: portfolio.Public, Goals: portfolio.Codes{"life"}, Grade: "P",
	}})
	s.must(err)
	for i := range lines {
		_, err := s.App.AddLine(ctx, manager, portfolio.Plan{
			VersionID: id, ProjectID: project, Title: i18n.Same(fmt.Sprintf("Added %d", i+1)),
			Form: portfolio.FormAct, LeadID: s.Bodies["akimat-astana"], Start: testkit.Day("2018-08-01"), Due: testkit.Due("2018-11"), Weight: 1,
		})
		s.must(err)
	}
	return id
}

func (s *site) must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

func (s *site) submit(version int64) {
	s.T.Helper()
	s.must(s.App.SubmitRoadmap(context.Background(), s.Actor("head.astana"), version))
}

func (s *site) bringIntoForce(version int64) {
	s.T.Helper()
	s.Enforce(version, app.Act{Number: "15", Date: testkit.Day("2018-03-05"), Signatory: i18n.Same("Akim")})
}

// TestDraftsAreSeenByThoseWhoMay goes through the whole life of a version: who
// sees it at each step, and the project that stands in nothing else (rules.md §10).
func TestDraftsAreSeenByThoseWhoMay(t *testing.T) {
	s := serve(t)
	everybody := only("manager.astana", "head.astana", "manager.ontustik", "head.ontustik", "expert", "chair", "secretary", "member", "official", "auditor")
	drafters := only("manager.astana", "head.astana", "official", "auditor")
	readers := only("manager.astana", "head.astana", "official", "auditor", "expert", "secretary") // the secretary enters the act
	s.check(t, astana, everybody)
	id := s.second(1)
	for _, address := range []string{astana + "?version=2", astana + ".json?version=2", astana + ".csv?version=2", "/projects/coming", "/projects/coming.json"} {
		s.check(t, address, drafters)
	}
	s.submit(id)
	for _, address := range []string{astana + "?version=2", "/projects/coming"} {
		s.check(t, address, readers)
	}
	s.as("member").get("/projects?q=come").is(http.StatusOK).saysNot("Project to come")
	s.as("expert").get("/projects?q=come").is(http.StatusOK).says("Project to come")
	s.as("member").get(astana).saysNot("Version 2", "Project to come")
	s.bringIntoForce(id)
	for _, address := range []string{astana + "?version=2", astana + "?version=1", "/projects/coming"} {
		s.check(t, address, everybody)
	}
	s.as("member").get(astana).says("Version 2", "Version 1", "original plan", "Added 1")
	s.as("member").get(astana+"?version=1").says("This is an earlier version", "Version 2").saysNot("Added 1")
}

// TestProposedZonesAreSeenByThoseWhoMay shows a zone to all once it has been
// designated.
func TestProposedZonesAreSeenByThoseWhoMay(t *testing.T) {
	s := serve(t)
	drafters := only("manager.astana", "head.astana", "official", "auditor")
	s.check(t, "/zones/zone-astana", drafters)
	s.check(t, "/zones/zone-astana.json", drafters)
	s.as("member").get("/zones").is(http.StatusOK).says(say("zone.list_empty"))
	s.as("manager.ontustik").get("/zones").is(http.StatusOK).says("Smart Ontustik").saysNot("Smart Astana")
	s.as("member").get(astana).saysNot("Zone")
	s.as("member").get("/projects/sergek").saysNot("Zone")
	if got := s.as("member").get(astana + "?zone=zone-astana").numbers(); got != "" {
		t.Errorf("one who may not know of the zone finds %s by it", got)
	}
	s.Designate("zone-astana", "2018-03-01", "Order 3")
	s.as("member").get("/zones/zone-astana").is(http.StatusOK).says("Designated", "1 Mar 2018", "Order 3", "Project sergek", "1.1 Line 1.1", "12,000")
	s.as("member").get("/zones").says("Smart Astana", "Zone")
	s.as("member").get(astana).says("Zone")
	var doc struct {
		Zones []map[string]any
	}
	s.must(json.Unmarshal([]byte(s.as("member").get("/zones.json").Body), &doc))
	if len(doc.Zones) != 1 || doc.Zones[0]["state"] != "designated" || doc.Zones[0]["projects"] != 2.0 {
		t.Errorf("the data: %v", doc.Zones)
	}
	s.as("member").get("/zones/zone-astana?as_of=2018-02-28").is(http.StatusNotFound)
}

func TestRoadmapPages(t *testing.T) {
	s := serve(t)
	id := s.second(120)
	s.submit(id)
	s.bringIntoForce(id)
	v := s.as("official")
	first, third := v.get(astana).is(http.StatusOK), v.get(astana+"?page=3").is(http.StatusOK)
	if n := len(strings.Fields(first.numbers())); n != 50 {
		t.Errorf("%d lines on the first page, want 50", n)
	}
	first.says("1–50 of 125")
	if n := len(strings.Fields(third.numbers())); n != 25 {
		t.Errorf("%d lines on the last page, want 25", n)
	}
	third.says("101–125 of 125", "Project to come", "(continued)")
	v.get(astana + "?page=99").is(http.StatusOK).says("101–125 of 125")
	v.get(astana+"?q=added&page=2").is(http.StatusOK).says("51–100 of 120", "Added")
	if doc := v.roadmapJSON(astana + ".json"); len(doc.Lines) != 125 {
		t.Errorf("%d lines in the data, want all", len(doc.Lines))
	}
}

// TestQueriesDoNotGrowWithRows holds the number of queries of each page, with
// few rows and with many.
func TestQueriesDoNotGrowWithRows(t *testing.T) {
	s := serve(t)
	s.Report("astana 1.1", 50, "2018-04-06")
	small := s.queries()
	id := s.second(200)
	s.submit(id)
	s.bringIntoForce(id)
	large := s.queries()
	for address, n := range small {
		if large[address] != n {
			t.Errorf("%s: %d queries with 5 lines, %d with 205", address, n, large[address])
		}
		most := int64(7)
		if address == "/projects/sergek" {
			most = 9 // its contracts and the cases about it too
		}
		if n > most {
			t.Errorf("%s: %d queries", address, n)
		}
	}
}

// queries counts the queries of each page, asked for the second time.
func (s *site) queries() map[string]int64 {
	s.T.Helper()
	v := s.as("official")
	counts := map[string]int64{}
	for _, address := range []string{
		"/", "/roadmaps", astana, astana + "?page=2&sort=-title&group=executor", astana + ".json", astana + "?against=2018-02-15", astana + "?as_of=2018-02-20",
		"/projects", "/projects/sergek", "/projects.csv", "/zones", "/zones/zone-astana",
	} {
		v.get(address).is(http.StatusOK)
		r := httptest.NewRequest(http.MethodGet, address, nil)
		ctx, n := store.CountQueries(r.Context())
		v.send(r.WithContext(ctx)).is(http.StatusOK)
		counts[address] = n.Load()
	}
	return counts
}
