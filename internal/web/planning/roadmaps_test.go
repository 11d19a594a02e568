package planning_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
)

// storied is the world on 16 July 2018: line 1.1 of Astana was done late, 1.2
// and 2.1 are overdue, 2.2 was never reported.
func storied(t *testing.T) *site {
	t.Helper()
	s := serve(t)
	s.Clock.Set("2018-04-02 10:00")
	s.Report("astana 1.1", 90, "2018-04-06")
	s.Clock.Set("2018-04-09 10:00")
	s.SayDone("astana 1.1", "2018-04-09")
	s.Clock.Set("2018-04-10 10:00")
	s.Accept("astana 1.1", "2018-04-06")
	s.Clock.Set("2018-05-07 10:00")
	s.Report("astana 1.2", 20, "2018-06-29")
	s.Clock.Set("2018-07-03 10:00")
	s.Report("astana 1.2", 60, "2018-08-10")
	s.Clock.Set("2018-07-16 10:00")
	return s
}

const astana = "/roadmaps/astana/2018"

// numbers are the lines on the page, from top to bottom.
func (p *page) numbers() string {
	var out []string
	p.doc.Find("#lines .line-number").Each(func(_ int, s *goquery.Selection) { out = append(out, strings.TrimSpace(s.Text())) })
	return strings.Join(out, " ")
}

func (p *page) groups() string {
	var out []string
	p.doc.Find("#lines .group-name").Each(func(_ int, s *goquery.Selection) {
		out = append(out, strings.Join(strings.Fields(s.Text()), " "))
	})
	return strings.Join(out, " | ")
}

func TestRoadmapFilters(t *testing.T) {
	v := storied(t).as("official")
	tests := []struct{ name, query, want string }{
		{"without filters: the order of the roadmap", "", "1.1 1.2 1.3 2.1 2.2"},
		{"a word of the title", "q=line+1.3", "1.3"},
		{"a word of the project", "q=ikomek", "2.1 2.2"},
		{"folded, in another language", "q=ЛІНЕ+zzz", ""},
		{"status", "status=overdue", "1.2 2.1"},
		{"done", "status=done", "1.1"},
		{"stale", "stale=on", "2.1 2.2"},
		{"gates", "gate=on", "1.3"},
		{"project", "project=ikomek", "2.1 2.2"},
		{"funding model", "model=ppp", "1.1 1.2 1.3 2.1 2.2"},
		{"another funding model", "model=public", ""},
		{"direction", "direction=safety", "1.1 1.2 1.3 2.1 2.2"},
		{"executor", "executor=akimat-astana", "1.1 1.2 1.3 2.1 2.2"},
		{"an executor that nobody knows finds nothing", "executor=nobody", ""},
		{"pilot zone", "zone=zone-astana", "1.1 1.2 1.3 2.1 2.2"},
		{"two filters", "status=overdue&project=sergek", "1.2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := v.get(astana + "?" + tt.query).is(http.StatusOK)
			if got := p.numbers(); got != tt.want {
				t.Errorf("lines %q, want %q", got, tt.want)
			}
			chips := p.doc.Find("#lines .chips .chip").Length()
			if want := len(strings.FieldsFunc(tt.query, func(r rune) bool { return r == '&' })); chips != want {
				t.Errorf("%d chips, want %d", chips, want)
			}
			if tt.want == "" {
				p.says(say("roadmap.nothing_found"), say("ui.filters_clear"))
			}
		})
	}
}

func TestRoadmapSorts(t *testing.T) {
	v := storied(t).as("official")
	tests := []struct{ query, want string }{
		{"sort=-number", "2.2 2.1 1.3 1.2 1.1"},
		{"sort=-title", "2.2 2.1 1.3 1.2 1.1"},
		{"sort=start", "1.1 2.1 2.2 1.2 1.3"},
		{"sort=due", "1.1 1.2 2.1 1.3 2.2"},
		{"sort=-due", "2.2 1.3 1.2 2.1 1.1"},
		{"sort=forecast", "1.1 1.2 1.3 2.1 2.2"},
		{"sort=-slip", "1.2 2.1 1.1 1.3 2.2"},
		{"sort=slip", "1.1 2.1 1.2 1.3 2.2"},
		{"sort=-percent", "1.1 1.2 1.3 2.1 2.2"},
		{"sort=status", "1.2 2.1 1.3 2.2 1.1"},
		{"sort=nonsense", "1.1 1.2 1.3 2.1 2.2"},
	}
	for _, tt := range tests {
		if got := v.get(astana + "?group=none&" + tt.query).is(http.StatusOK).numbers(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.query, got, tt.want)
		}
	}
}

func TestRoadmapGroups(t *testing.T) {
	v := storied(t).as("official")
	tests := []struct{ group, names, numbers string }{
		{"", "Project sergek | Project ikomek", "1.1 1.2 1.3 2.1 2.2"},
		{"project", "Project sergek | Project ikomek", "1.1 1.2 1.3 2.1 2.2"},
		{"status", "Overdue | At risk | On track | Done", "1.2 2.1 1.3 2.2 1.1"},
		{"executor", "Akimat of Astana", "1.1 1.2 1.3 2.1 2.2"},
		{"zone", "Zone", "1.1 1.2 1.3 2.1 2.2"},
		{"direction", "Safety", "1.1 1.2 1.3 2.1 2.2"},
		{"model", "Public-private partnership", "1.1 1.2 1.3 2.1 2.2"},
		{"none", "", "1.1 1.2 1.3 2.1 2.2"},
	}
	for _, tt := range tests {
		p := v.get(astana + "?group=" + tt.group).is(http.StatusOK)
		if got := p.groups(); got != tt.names {
			t.Errorf("grouped by %q: %q, want %q", tt.group, got, tt.names)
		}
		if got := p.numbers(); got != tt.numbers {
			t.Errorf("grouped by %q: %s, want %s", tt.group, got, tt.numbers)
		}
	}
}

// lines are what a test reads of the JSON, by the names of the contract.
type roadmapJSON struct {
	Programme  string
	Year       int
	AsOf       string `json:"as_of"`
	Head       string
	Version    *int
	State      *string
	Milestones map[string]int
	Status     *string
	Lines      []map[string]any
}

func (v *visitor) roadmapJSON(address string) roadmapJSON {
	v.t.Helper()
	var doc roadmapJSON
	p := v.get(address).is(http.StatusOK)
	if err := json.Unmarshal([]byte(p.Body), &doc); err != nil {
		v.t.Fatalf("%v in %s", err, p.Body)
	}
	return doc
}

func TestRoadmapJSONKeepsTheContract(t *testing.T) {
	v := storied(t).as("official")
	doc := v.roadmapJSON(astana + ".json?project=sergek")
	if doc.Version == nil || *doc.Version != 1 || *doc.State != "in_force" || doc.Programme != "astana" || doc.Year != 2018 || doc.AsOf != "2018-07-16" || len(doc.Head) != 64 {
		t.Errorf("head of the document: %+v", doc)
	}
	if len(doc.Lines) != 3 {
		t.Fatalf("%d lines, want those of the filter", len(doc.Lines))
	}
	for _, name := range strings.Fields(`number titles project executor start due forecast done_on percent status reason stale
		earliest_start earliest_finish latest_start latest_finish total_float free_float critical predecessors cost_tiyn source pushed_to`) {
		if _, ok := doc.Lines[0][name]; !ok {
			t.Errorf("a line has no %s", name)
		}
	}
	second := doc.Lines[1]
	want := map[string]any{
		"number": "1.2", "titles": map[string]any{"kk": "Line 1.2 кк", "ru": "Line 1.2 ру", "en": "Line 1.2"}, "project": "sergek", "executor": "akimat-astana",
		"start": "2018-04-02", "due": "2018-07-02", "due_period": "2018-Q2", "forecast": "2018-08-10", "done_on": nil, "pushed_to": nil,
		"slip_days": 39.0, "original_slip_days": 39.0, "percent": 60.0, "status": "overdue", "reason": "past_due", "stale": false,
		"earliest_start": "2018-04-02", "earliest_finish": "2018-08-10", "latest_start": "2018-04-02", "latest_finish": "2018-09-28",
		"total_float": 33.0, "free_float": 0.0, "critical": false, "pushed_by": nil, "cost_tiyn": map[string]any{"2018": 20000000.0}, "source": "local_budget",
	}
	for name, value := range want {
		if diff := cmp.Diff(value, second[name]); diff != "" {
			t.Errorf("%s of 1.2 (-want +got):\n%s", name, diff)
		}
	}
	if third := doc.Lines[2]; third["pushed_to"] != "2018-11-09" || third["pushed_by"] != "1.2" || third["latest_finish"] != "2018-12-31" {
		t.Errorf("1.3 is pushed to %v by %v, at the latest to %v", third["pushed_to"], third["pushed_by"], third["latest_finish"])
	}
	if before := second["predecessors"].([]any)[0].(map[string]any); before["number"] != "1.1" || before["kind"] != "FS" {
		t.Errorf("predecessors of 1.2: %v", before)
	}
}

// TestRoadmapPageAndDataAgree holds the figures of the page against those of
// the JSON and the CSV.
func TestRoadmapPageAndDataAgree(t *testing.T) {
	v := storied(t).as("official")
	for _, query := range []string{"", "?status=overdue", "?as_of=2018-04-30", "?group=status&sort=-due"} {
		p, doc := v.get(astana+query).is(http.StatusOK), v.roadmapJSON(astana+".json"+query)
		var numbers []string
		for _, l := range doc.Lines {
			numbers = append(numbers, l["number"].(string))
		}
		if got := p.numbers(); got != strings.Join(numbers, " ") {
			t.Errorf("%s: the page has %s, the data %v", query, got, numbers)
		}
		sum := 0
		for _, s := range []string{"done", "reported", "overdue", "at_risk", "on_track", "not_started"} {
			sum += doc.Milestones[s]
		}
		if sum != doc.Milestones["total"] {
			t.Errorf("%s: the states add up to %d of %d", query, sum, doc.Milestones["total"])
		}
		legend := map[string]string{}
		p.doc.Find(".version-head .legend li").Each(func(_ int, s *goquery.Selection) {
			legend[strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s.Text()), s.Find("b").Text()))] = s.Find("b").Text()
		})
		for word, key := range map[string]string{"Done": "done", "Overdue": "overdue", "At risk": "at_risk", "On track": "on_track"} {
			got := legend[word]
			if got == "" {
				got = "0"
			}
			if want := doc.Milestones[key]; got != say("ui.page", "N", want)[len("Page "):] {
				t.Errorf("%s: %s is %s on the page and %d in the data", query, word, got, want)
			}
		}
		sheet, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(v.get(astana+".csv"+query).is(http.StatusOK).Body, "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(sheet) != len(doc.Lines)+1 {
			t.Errorf("%s: %d rows of CSV for %d lines", query, len(sheet)-1, len(doc.Lines))
		}
		at := slices.Index(sheet[0], "status")
		for i, l := range doc.Lines {
			if sheet[i+1][0] != l["number"] || sheet[i+1][at] != l["status"] {
				t.Errorf("%s: row %d of CSV is %v", query, i+1, sheet[i+1])
			}
		}
	}
}

func TestRoadmapAsOfAndAgainst(t *testing.T) {
	v := storied(t).as("official")
	line := func(doc roadmapJSON, i int) []any {
		l := doc.Lines[i]
		return []any{l["status"], l["percent"], l["forecast"]}
	}
	if diff := cmp.Diff([]any{"on_track", 20.0, "2018-06-29"}, line(v.roadmapJSON(astana+".json?as_of=2018-05-31"), 1)); diff != "" {
		t.Errorf("1.2 as of May (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{"overdue", 60.0, "2018-08-10"}, line(v.roadmapJSON(astana+".json"), 1)); diff != "" {
		t.Errorf("1.2 today (-want +got):\n%s", diff)
	}
	p := v.get(astana + "?against=2018-05-31").is(http.StatusOK)
	p.says("Since 31 May 2018", "was: On track", "+42 days")
	since := v.roadmapJSON(astana + ".json?against=2018-05-31").Lines[1]["since"]
	if diff := cmp.Diff(map[string]any{"new": false, "days": 42.0, "status_was": "on_track"}, since); diff != "" {
		t.Errorf("since (-want +got):\n%s", diff)
	}
	v.get(astana + "?against=2018-01-15").is(http.StatusOK).says("No roadmap was in force on 15 Jan 2018")
	v.get(astana + "?as_of=2019-01-01").is(http.StatusUnprocessableEntity)
	v.get(astana + ".json?as_of=yesterday").is(http.StatusUnprocessableEntity)
	past := v.get(astana + "?as_of=2018-05-31").is(http.StatusOK)
	if href, _ := past.doc.Find("#lines tbody a").Last().Attr("href"); !strings.Contains(href, "as_of=2018-05-31") {
		t.Errorf("a link of a past page leads to %s", href)
	}
}

// TestRoadmapBeforeItsTime shows that a day before the first version is no
// error, and that one who may see drafts sees the draft of that day.
func TestRoadmapBeforeItsTime(t *testing.T) {
	s := serve(t)
	s.as("member").get(astana + "?as_of=2018-01-15").is(http.StatusOK).says("No roadmap was in force on 15 Jan 2018")
	s.as("official").get(astana+"?as_of=2018-01-15").is(http.StatusOK).says("Draft", "Line 1.1").saysNot("Overdue", "Not started")
	s.as("expert").get(astana+"?as_of=2018-01-28").is(http.StatusOK).says("Submitted", "Line 1.1")
	if doc := s.as("member").roadmapJSON(astana + ".json?as_of=2018-01-15"); doc.Version != nil || doc.Lines == nil || len(doc.Lines) != 0 {
		t.Errorf("the data of that day: %+v", doc)
	}
}

func TestRoadmapOfNothingIsNotFound(t *testing.T) {
	v := serve(t).as("official")
	for _, address := range []string{
		"/roadmaps/paris/2018", "/roadmaps/astana/2019", "/roadmaps/astana/soon", astana + "?version=7", astana + "?version=x", "/roadmaps.pdf", "/projects.docx",
		"/roadmaps/paris/2018.json", "/projects/nothing", "/zones/nothing",
	} {
		v.get(address).is(http.StatusNotFound)
	}
}

// TestRoadmapSendsARegionToHtmx shows that htmx gets the lines alone, with a
// short address to show.
func TestRoadmapSendsARegionToHtmx(t *testing.T) {
	v := storied(t).as("official")
	r := httptest.NewRequest(http.MethodGet, astana+"?q=&status=overdue&zone=&group=project", nil)
	r.Header.Set("HX-Request", "true")
	r.Header.Set("HX-Target", "div#lines")
	p := v.send(r).is(http.StatusOK)
	if strings.Contains(p.Body, "<html") || p.numbers() != "1.2 2.1" {
		t.Errorf("not the region: %s", p.Body[:min(300, len(p.Body))])
	}
	if got, want := p.Header.Get("HX-Push-Url"), astana+"?group=project&status=overdue"; got != want {
		t.Errorf("HX-Push-Url %s, want %s", got, want)
	}
}

func TestRoadmapsAreListed(t *testing.T) {
	s := storied(t)
	p := s.as("member").get("/roadmaps").is(http.StatusOK).says("Smart Astana", "Smart Ontustik", "In force", "14 of 31 Jan 2018", "1 of 5 done")
	if n := p.doc.Find("main tbody tr").Length(); n != 2 {
		t.Errorf("%d roadmaps, want 2", n)
	}
	s.as("admin").get("/roadmaps").is(http.StatusNotFound)
	var doc struct{ Roadmaps []map[string]any }
	if err := json.Unmarshal([]byte(s.as("member").get("/roadmaps.json").is(http.StatusOK).Body), &doc); err != nil || len(doc.Roadmaps) != 2 {
		t.Errorf("%d roadmaps in the data, %v", len(doc.Roadmaps), err)
	}
}
