package planning_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// codes are the projects on the page, by their addresses.
func (p *page) codes() string {
	var out []string
	p.doc.Find("#projects tbody th a").Each(func(_ int, s *goquery.Selection) {
		out = append(out, strings.TrimPrefix(s.AttrOr("href", ""), "/projects/"))
	})
	return strings.Join(out, " ")
}

func TestProjectsAreFoundAndSorted(t *testing.T) {
	v := storied(t).as("official")
	tests := []struct{ query, want string }{
		{"", "ikomek sergek lighting"},
		{"q=SERGEK", "sergek"},
		{"q=nothing+at+all", ""},
		{"programme=ontustik", "lighting"},
		{"model=ppp&programme=astana", "ikomek sergek"},
		{"model=private", ""},
		{"direction=safety", "ikomek sergek lighting"},
		{"status=red", "sergek lighting"},
		{"status=no_data", "ikomek"},
		{"status=green", ""},
		{"sort=name", "ikomek lighting sergek"},
		{"sort=-name", "sergek lighting ikomek"},
		{"sort=-done", "sergek ikomek lighting"},
		{"sort=-programme", "lighting ikomek sergek"},
	}
	for _, tt := range tests {
		if got := v.get("/projects?" + tt.query).is(http.StatusOK).codes(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.query, got, tt.want)
		}
	}
	v.get("/projects?q=nothing").says(say("roadmap.nothing_found"))
}

func TestProjectShowsWhatItIs(t *testing.T) {
	s := storied(t)
	p := s.as("official").get("/projects/sergek").is(http.StatusOK)
	p.says("Smart Astana", "Safety", "Public-private partnership", "Quality of life", say("project.grade_plausible"),
		"1.1 Line 1.1", "Done", "Overdue", "1 of 3 done", "Local budget", "1.2: 60%, forecast 10 Aug 2018", "1.1: evidence accepted", "Version 1 of the 2018 roadmap came into force", "The manager.astana")
	p.saysNot(say("project.synthetic"), "Line 2.1")
	var doc struct {
		AsOf       string `json:"as_of"`
		Code       string
		Milestones map[string]int
		Years      []struct {
			Year       int
			Milestones map[string]int
			Lines      []map[string]any
		}
	}
	s.must(json.Unmarshal([]byte(s.as("official").get("/projects/sergek.json?as_of=2018-05-31").is(http.StatusOK).Body), &doc))
	if doc.Code != "sergek" || doc.AsOf != "2018-05-31" || len(doc.Years) != 1 || len(doc.Years[0].Lines) != 3 || doc.Milestones["overdue"] != 0 || doc.Milestones["done"] != 1 {
		t.Errorf("the data: %+v", doc)
	}
	s.as("official").get("/projects/sergek?as_of=2018-05-31").says("1.2: 20%, forecast 29 Jun 2018").saysNot("1.2: 60%")
}

// TestTerminatedProjectKeepsItsLines shows the banner with reason, document and
// day, and the milestones that were withdrawn with it.
func TestTerminatedProjectKeepsItsLines(t *testing.T) {
	s := storied(t)
	s.must(s.App.EndProject(context.Background(), s.Actor("head.astana"), s.Projects["sergek"], portfolio.Terminated, testkit.Day("2018-07-13"), "No partner was found", "Protocol 27"))
	p := s.as("member").get("/projects/sergek").is(http.StatusOK)
	p.says("The project was terminated on 13 Jul 2018", "No partner was found", "Document: Protocol 27", "2 milestones were withdrawn with it.", "Withdrawn")
	s.as("member").get("/projects/sergek?as_of=2018-07-12").is(http.StatusOK).saysNot("terminated")
	s.as("member").get("/projects").says("Terminated")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(s.as("member").get("/projects.csv?q=sergek").is(http.StatusOK).Body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 2 || !strings.Contains(strings.Join(rows[1], ";"), "terminated;2018-07-13;No partner was found;Protocol 27") {
		t.Errorf("the data: %v %v", rows, err)
	}
}

// TestCellsAreNoFormulas keeps a title that somebody typed from being run.
func TestCellsAreNoFormulas(t *testing.T) {
	s := serve(t)
	_, err := s.App.AddProject(context.Background(), s.Actor("manager.astana"), portfolio.Project{Code: "evil", ProgrammeID: s.Programmes["astana"], Profile: portfolio.ProjectProfile{
		Name: i18n.Same(`=HYPERLINK("https://example.kz")`), Direction: "safety", Model: portfolio.Public, Goals: portfolio.Codes{"life"}, Grade: "P",
	}})
	s.must(err)
	body := s.as("official").get("/projects.csv?q=hyperlink").is(http.StatusOK).Body
	if !strings.Contains(body, `"'=HYPERLINK(`) {
		t.Errorf("the sheet runs it: %s", body)
	}
}
