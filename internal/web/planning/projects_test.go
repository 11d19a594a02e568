package planning_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// codes are the projects on the page, by their addresses.
func (p *page) codes() string {
	var out []string
	p.doc.Find("#projects tbody th a:not([data-edit])").Each(func(_ int, s *goquery.Selection) {
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

// TestProjectsAreCountedSummedAndPaged asks for columns, groups and pages, on
// the page and in the data.
func TestProjectsAreCountedSummedAndPaged(t *testing.T) {
	s := storied(t)
	for i := range 60 {
		_, err := s.App.AddProject(context.Background(), s.Actor("manager.astana"), portfolio.Project{Code: fmt.Sprintf("more-%02d", i), ProgrammeID: s.Programmes["astana"], Profile: portfolio.ProjectProfile{
			Name: i18n.Same(fmt.Sprintf("More %d", i)), Direction: "transport", Model: portfolio.Service, Goals: portfolio.Codes{"life"}, Grade: "P", Total: 10 * money.Tenge,
		}})
		s.must(err)
	}
	v := s.as("manager.astana")
	first := v.get("/projects?sort=name&rows=25&direction=transport").is(http.StatusOK).says("60 of 63 found", "1–25 of 60", "Direction: Transport")
	if got := first.codes(); !strings.HasPrefix(got, "more-00 more-01 more-02 more-03") || len(strings.Fields(got)) != 25 {
		t.Errorf("the first page: %s", got)
	}
	if total := first.doc.Find("tfoot tr").Text(); !strings.Contains(total, "Total: 60") || !strings.Contains(total, "₸600") {
		t.Errorf("the total: %s", total)
	}
	second := v.get(first.doc.Find("a[rel=next]").AttrOr("href", "")).is(http.StatusOK).says("26–50 of 60")
	third := v.get(second.doc.Find("a[rel=next]").AttrOr("href", "")).says("51–60 of 60")
	if got := third.codes(); !strings.HasPrefix(got, "more-50") || third.doc.Find("a[rel=next]").Length() != 0 {
		t.Errorf("the last page: %s", got)
	}
	if back := v.get(third.doc.Find("a[rel=prev]").AttrOr("href", "")).says("26–50 of 60"); back.codes() != second.codes() {
		t.Errorf("back: %s, want %s", back.codes(), second.codes())
	}

	grouped := v.get("/projects?group=direction&cols=planned&rows=25").is(http.StatusOK)
	var heads []string
	grouped.doc.Find(".list-section").Each(func(_ int, one *goquery.Selection) {
		heads = append(heads, strings.Join(strings.Fields(one.Text()), " "))
	})
	if len(heads) == 0 || grouped.doc.Find("thead th").Length() != 2 || !strings.Contains(strings.Join(heads, "; "), "Transport 60") {
		t.Errorf("groups: %q", heads)
	}

	var doc struct {
		Count, Of int
		Projects  []map[string]any
		Groups    []struct {
			Code  string
			Count int
			Sums  map[string]int64
		}
	}
	s.must(json.Unmarshal([]byte(v.get("/projects.json?group=direction&cols=planned&direction=transport,safety").is(http.StatusOK).Body), &doc))
	if doc.Count != 63 || doc.Of != 63 || len(doc.Projects) != 63 || len(doc.Projects[0]) != 3 || len(doc.Groups) != 2 {
		t.Errorf("the data: %d of %d, %d rows, %v, %v", doc.Count, doc.Of, len(doc.Projects), doc.Projects[0], doc.Groups)
	}
	for _, g := range doc.Groups {
		if g.Code == "transport" && (g.Count != 60 || g.Sums["planned"] != 60*10*100) {
			t.Errorf("the group: %+v", g)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(v.get("/projects.csv?sort=-name&cols=planned,model&direction=transport").is(http.StatusOK).Body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 61 || strings.Join(rows[0], " ") != "code name_kk name_ru name_en planned_tiyn model" || strings.Join(rows[1], " ") != "more-59 More 59 More 59 More 59 1000 service" {
		t.Errorf("the sheet: %v %v", rows[:2], err)
	}
}
