package insight_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// found is as much of /search.json as the tests look at.
type found struct {
	Near   bool           `json:"near"`
	Counts map[string]int `json:"counts"`
	Hits   []struct {
		Kind    string `json:"kind"`
		Address string `json:"address"`
	} `json:"hits"`
}

// Whatever somebody finds he may open, and in every role.
func TestWhatIsFoundCanBeOpened(t *testing.T) {
	s := serve(t)
	s.SayDone("astana 1.1", "2018-03-05")
	s.Accept("astana 1.1", "2018-03-05")
	for _, who := range testkit.Everyone {
		v, hits := s.as(who), 0
		for _, text := range []string{"smart", "project", "line", "zone", "14", "1", "act"} {
			p := v.get("/search.json?q=" + text)
			if slices.Contains([]string{"admin", "nobody"}, who) {
				if p.Status != http.StatusNotFound && p.Status != http.StatusForbidden {
					t.Errorf("%s searches: %d", who, p.Status)
				}
				continue
			}
			var f found
			if err := json.Unmarshal([]byte(p.Body), &f); err != nil {
				t.Fatalf("%s: %v: %s", who, err, p.Body)
			}
			for _, h := range f.Hits {
				hits++
				if h.Address == "" {
					t.Errorf("a %s has no page", h.Kind)
				} else if got := v.get(h.Address).Status; got != http.StatusOK {
					t.Errorf("%s finds %s and gets %d", who, h.Address, got)
				}
			}
		}
		if hits == 0 && who != "admin" && who != "nobody" {
			t.Errorf("%s finds nothing: nothing is shown", who)
		}
	}
}

func TestThePageOfSearches(t *testing.T) {
	s := serve(t)
	v := s.as("official")
	for address, want := range map[string]string{
		"/search":                                "Programmes, projects, milestones",
		"/search?q=lighting":                     "Project lighting",
		"/search?q=ligthing":                     "What is written alike is shown",
		"/search?q=zzzzzzz":                      "Nothing was found",
		"/search?q=line&kind=milestone":          "Line 1.1",
		"/search?q=line&as_of=2018-01-20":        "Nothing was found",
		"/search?q=" + url.QueryEscape("<b>\"&"): "Nothing was found for",
	} {
		p := v.get(address)
		if p.Status != http.StatusOK || !strings.Contains(p.doc.Find("main").Text(), want) {
			t.Errorf("%s: %d, without %q:\n%s", address, p.Status, want, strings.Join(strings.Fields(p.doc.Find("main").Text()), " "))
		}
	}
	if got := v.get("/search?q=lighting").doc.Find("main mark").Text(); got != "lighting" {
		t.Errorf("marked is %q", got)
	}
	// The field of the navigation is on other pages only, and keeps the day.
	if n := v.get("/search").doc.Find("input[data-search]").Length(); n != 1 {
		t.Errorf("%d fields on the page itself", n)
	}
	past := v.get("/zones?as_of=2018-02-10").doc.Find("form[role=search]")
	if day, _ := past.Find("input[name=as_of]").Attr("value"); day != "2018-02-10" {
		t.Errorf("the day is %q", day)
	}
	if n := s.as("admin").get("/account").doc.Find("form[role=search]").Length(); n != 0 {
		t.Error("who may not see anything is offered a search")
	}
}

// What is only drafted says so beside it, on the page, in the palette and in the
// data; what is in force has its status, and a case its state.
func TestHitsSayHowTheyStand(t *testing.T) {
	s := serve(t)
	manager := s.Actor("manager.astana")
	version, err := s.App.DraftRoadmap(t.Context(), manager, s.Programmes["astana"], 2019)
	if err != nil {
		t.Fatal(err)
	}
	text := i18n.Text{KK: "Фонарь", RU: "Фонарь", EN: "Lantern"}
	_, err = s.App.AddLine(t.Context(), manager, portfolio.Plan{
		VersionID: version, ProjectID: s.Projects["sergek"], Title: text, Form: portfolio.FormAct, LeadID: s.Bodies["akimat-astana"],
		Start: testkit.Day("2019-01-08"), Due: testkit.Due("2019"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = s.App.AddProject(t.Context(), manager, portfolio.Project{Code: "lantern", ProgrammeID: s.Programmes["astana"], Profile: portfolio.ProjectProfile{
		Name: text, Direction: "safety", Model: portfolio.PPP, Goals: portfolio.Codes{"life"}, Grade: "P",
	}}); err != nil {
		t.Fatal(err)
	}
	v := s.as("manager.astana")
	row := func(p *page, kind string) string {
		return strings.Join(strings.Fields(p.doc.Find("main section").FilterFunction(func(_ int, s *goquery.Selection) bool {
			return strings.Contains(s.Text(), kind)
		}).Find("li").First().Text()), " ")
	}
	p := v.get("/search?q=lantern")
	if got := row(p, "Milestones"); !strings.HasSuffix(got, "not in the roadmap in forceDraft") {
		t.Errorf("a line of a draft: %s", got)
	}
	if got := row(p, "Projects"); !strings.HasSuffix(got, "not in the roadmap in force") {
		t.Errorf("a drafted project: %s", got)
	}
	if got := row(v.get("/search?q=line+1.1"), "Milestones"); !strings.HasSuffix(got, "Not started") && !strings.HasSuffix(got, "On track") {
		t.Errorf("a line in force: %s", got)
	}
	if got := row(v.get("/search?q=roadmap"), "Cases"); !strings.HasSuffix(got, "In force") {
		t.Errorf("a case: %s", got)
	}
	if got := strings.Join(strings.Fields(v.get("/palette?q=lantern").doc.Find("main").Text()), " "); !strings.Contains(got, "not in the roadmap in force · Draft") {
		t.Errorf("the palette: %s", got)
	}
	if got := v.get("/search.json?q=lantern&kind=milestone").Body; !strings.Contains(got, `"state":"draft"`) {
		t.Errorf("the data: %s", got)
	}
}
