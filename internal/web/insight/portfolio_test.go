package insight_test

import (
	"encoding/csv"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"qadam/internal/testkit"
)

// overview is what the contract says of /portfolio.json, as a program reads it.
type overview struct {
	AsOf       string `json:"as_of"`
	Against    string
	Head       string
	Programmes []struct {
		Code       string
		Owner      struct{ Code string }
		Milestones map[string]int
		Status     string
		Roadmap    *struct {
			Version int
			State   string
		}
		Since *struct {
			Milestones map[string]int
			InForce    []int `json:"in_force"`
			Added      []int64
			Slipped    []struct {
				Milestone   int64
				Days        int
				Was, Finish string
			}
		}
	}
}

var states = []string{"done", "reported", "overdue", "at_risk", "on_track", "not_started"}

func TestPortfolioDataHaveTheShapeOfTheContract(t *testing.T) {
	s := serve(t)
	o := data[map[string]any](s.as("official").get("/portfolio.json"))
	if got, want := slices.Sorted(maps.Keys(o)), []string{"as_of", "awaiting", "curve", "directions", "head", "programmes", "year"}; !slices.Equal(got, want) {
		t.Errorf("the data have %v, want %v", got, want)
	}
	if o["as_of"] != "2018-03-05" || len(o["head"].(string)) != 64 {
		t.Errorf("as of %v, head %v", o["as_of"], o["head"])
	}
	p := o["programmes"].([]any)[0].(map[string]any)
	for _, key := range strings.Fields("code milestones status roadmap funding readiness") {
		if _, ok := p[key]; !ok {
			t.Errorf("a programme has no %s", key)
		}
	}
	if got, want := p["roadmap"], map[string]any{"version": 1.0, "state": "in_force"}; !cmp.Equal(got, want) {
		t.Errorf("roadmap %v, want %v", got, want)
	}
	want := map[string]any{
		"planned_tiyn": 150_000_000.0, "allocated_tiyn": 0.0, "committed_tiyn": 0.0, "accepted_tiyn": 0.0, "paid_tiyn": 0.0, "plan_tiyn": 150_000_000.0, "obligations_tiyn": 0.0,
		"by_model": map[string]any{"ppp": 0.0, "service": 0.0, "public": 0.0, "private": 0.0},
	}
	if diff := cmp.Diff(want, p["funding"]); diff != "" {
		t.Errorf("funding (-want +got):\n%s", diff)
	}
	if p["readiness"] != nil {
		t.Errorf("readiness is %v before it is built", p["readiness"])
	}
}

// live lets a few things happen in the world, one in each state.
func (s *site) live() {
	s.Clock.Set("2018-03-12 09:30")
	s.Report("astana 1.1", 60, "2018-04-05")
	s.Report("astana 2.1", 20, "2018-06-29")
	s.Clock.Set("2018-03-29 16:00")
	s.SayDone("astana 1.1", "2018-03-29")
	s.Clock.Set("2018-04-03 11:00")
	s.Accept("astana 1.1", "2018-03-29")
	s.SayDone("astana 2.1", "2018-04-03")
	s.Report("ontustik 1.1", 10, "2018-08-15")
	s.Clock.Set("2018-07-10 10:00")
}

func TestTheSixStatesAddUpOnEveryDay(t *testing.T) {
	s := serve(t)
	s.live()
	v := s.as("official")
	seen := map[string]bool{}
	for _, day := range strings.Fields("2018-01-20 2018-02-01 2018-03-11 2018-03-12 2018-03-30 2018-04-03 2018-06-30 2018-07-10") {
		for _, p := range data[overview](v.get("/portfolio.json?as_of=" + day)).Programmes {
			sum := 0
			for _, state := range states {
				sum += p.Milestones[state]
				seen[state] = seen[state] || p.Milestones[state] > 0
			}
			if sum != p.Milestones["total"] {
				t.Errorf("as of %s %s: %v do not add up", day, p.Code, p.Milestones)
			}
		}
	}
	for _, state := range states {
		if !seen[state] {
			t.Errorf("no milestone was ever %s: the test proves too little", state)
		}
	}
}

// Two places never show different numbers for one thing (rules.md §1.5).
func TestThePageTheDataAndTheRowsAgree(t *testing.T) {
	s := serve(t)
	s.live()
	v := s.as("official")
	for _, query := range []string{"", "?as_of=2018-04-03", "?as_of=2018-06-30&against=2018-03-20"} {
		p, o := v.get("/portfolio"+query).is(http.StatusOK), data[overview](v.get("/portfolio.json"+query))
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(v.get("/portfolio.csv"+query).Body, "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		total := map[string]int{}
		for i, programme := range o.Programmes {
			for _, state := range append([]string{"total", "stale"}, states...) {
				total[state] += programme.Milestones[state]
				if got := rows[i+1][slices.Index(rows[0], state)]; got != strconv.Itoa(programme.Milestones[state]) {
					t.Errorf("%s: %s %s in the rows, %d in the data", query, state, got, programme.Milestones[state])
				}
			}
			row := p.doc.Find("#programmes tbody tr").Eq(i)
			for column, state := range map[string]string{
				"Reported done": "reported", "On track": "on_track", "At risk": "at_risk", "Overdue": "overdue", "Not started": "not_started", "Out of date": "stale",
			} {
				if got := first(row.Find(`td[data-label="` + column + `"]`)); got != strconv.Itoa(programme.Milestones[state]) {
					t.Errorf("%s: %s of %s is %q on the page, %d in the data", query, state, programme.Code, got, programme.Milestones[state])
				}
			}
		}
		if got, want := words(p.doc.Find(".figure-value").Eq(0)), strconv.Itoa(total["done"])+" / "+strconv.Itoa(total["total"]); got != want {
			t.Errorf("%s: the page says %q done, the data %q", query, got, want)
		}
		if got, want := words(p.doc.Find(".strip .part").Eq(0)), strconv.Itoa(total["at_risk"]+total["overdue"])+" / "+strconv.Itoa(total["total"]); got != want {
			t.Errorf("%s: the page says %q at risk or overdue, the data %q", query, got, want)
		}
	}
}

// first is the figure of a cell, without the change beneath it.
func first(cell *goquery.Selection) string {
	all := strings.Fields(words(cell))
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

func TestAsOfCutsAtTheEndOfTheDayInAlmaty(t *testing.T) {
	s := serve(t)
	s.Clock.Set("2018-03-12 23:59:59.999999")
	s.Report("astana 1.1", 60, "2018-04-05")
	s.Clock.Set("2018-03-13 00:00:00")
	s.Report("ontustik 1.1", 10, "2018-08-15")
	s.Clock.Set("2018-03-14 09:00")
	v := s.as("official")
	before := data[overview](v.get("/portfolio.json?as_of=2018-03-10"))
	for day, want := range map[string][2]bool{"2018-03-11": {}, "2018-03-12": {true, false}, "2018-03-13": {true, true}, "": {true, true}} {
		o := data[overview](v.get("/portfolio.json?as_of=" + day))
		for i, p := range o.Programmes {
			if got := p.Milestones["at_risk"] > before.Programmes[i].Milestones["at_risk"]; got != want[i] {
				t.Errorf("as of %q: %s has %v", day, p.Code, p.Milestones)
			}
		}
	}
}

func TestAgainstAnEarlierDay(t *testing.T) {
	s := serve(t)
	s.live()
	v := s.as("official")
	o := data[overview](v.get("/portfolio.json?as_of=2018-04-03&against=2018-03-11"))
	if o.AsOf != "2018-04-03" || o.Against != "2018-03-11" {
		t.Errorf("as of %s against %s", o.AsOf, o.Against)
	}
	now := data[overview](v.get("/portfolio.json?as_of=2018-04-03"))
	then := data[overview](v.get("/portfolio.json?as_of=2018-03-11"))
	for i, p := range o.Programmes {
		for _, state := range append([]string{"total", "stale"}, states...) {
			if got, want := p.Since.Milestones[state], now.Programmes[i].Milestones[state]-then.Programmes[i].Milestones[state]; got != want {
				t.Errorf("%s of %s changed by %d, want %d", state, p.Code, got, want)
			}
		}
	}
	slips := o.Programmes[1].Since.Slipped
	if len(slips) != 2 || slips[0].Days < slips[1].Days || slips[1].Milestone != s.Milestones["ontustik 1.1"] || slips[1].Finish != "2018-08-15" || slips[1].Days != 44 {
		t.Errorf("slipped: %+v, want ontustik 1.1 from 2018-07-02 by 44 days after what it pushes", slips)
	}
	v.get("/portfolio?as_of=2018-04-03&against=2018-03-11").is(http.StatusOK).
		says("+1 since 11 Mar 2018", "Slipped most since 11 Mar 2018", "Line 1.1", "+44 days", "was 2 Jul 2018, now 15 Aug 2018", "What changed since 11 Mar 2018")
	first := data[overview](v.get("/portfolio.json?as_of=2018-03-01&against=2018-01-31"))
	if got := first.Programmes[0].Since; !slices.Equal(got.InForce, []int{1}) || len(got.Added) != 5 {
		t.Errorf("since before the first version: %+v", got)
	}
	v.get("/portfolio?as_of=2018-03-01&against=2018-01-31").says("Roadmap, version 1 in force since 1 Feb 2018", "the first roadmap came into force")
	if got := data[overview](v.get("/portfolio.json")); got.Programmes[0].Since != nil || got.Against != "" {
		t.Error("nothing is compared unless somebody asks")
	}
}

func TestDaysThatCannotBeShown(t *testing.T) {
	s := serve(t)
	v := s.as("official")
	for query, key := range map[string]string{
		"as_of=2018-03-06":                    "fault.day_in_future",
		"as_of=tomorrow":                      "fault.not_a_date",
		"as_of=2018-02-30":                    "fault.date_does_not_exist",
		"against=2018-03-06":                  "fault.day_in_future",
		"as_of=2018-02-01&against=2018-02-02": "fault.against_after",
	} {
		p := v.get("/portfolio?"+query).is(http.StatusUnprocessableEntity).says(say(key), "Portfolio, 2018 roadmaps")
		name, typed, _ := strings.Cut(query[strings.LastIndex(query, "&")+1:], "=")
		if got := p.doc.Find("input[name="+name+"]").AttrOr("value", ""); got != typed && got != testkitDay(typed) {
			t.Errorf("%s: the field has %q", query, got)
		}
		v.get("/portfolio.json?" + query).is(http.StatusUnprocessableEntity)
	}
	v.get("/portfolio?year=next").is(http.StatusNotFound)
	v.get("/portfolio?year=2019").is(http.StatusOK).says(say("portfolio.empty_title"), "0 / 0")
	v.get("/portfolio.odt").is(http.StatusNotFound)
}

// testkitDay is a day as people write it.
func testkitDay(s string) string {
	if len(s) != len("2018-03-06") || s[4] != '-' {
		return s
	}
	return s[8:] + "." + s[5:7] + "." + s[:4]
}

func TestLinksStayInThePast(t *testing.T) {
	s := serve(t)
	s.live()
	for _, address := range []string{"/portfolio", "/programmes", "/programmes/astana"} {
		p := s.as("official").get(address + "?as_of=2018-06-30&against=2018-03-20").is(http.StatusOK).says(say("ui.past_read_only"))
		p.doc.Find("main a[href^='/'], svg a").Each(func(_ int, a *goquery.Selection) {
			to := a.AttrOr("href", "")
			if !strings.Contains(to, "as_of=2018-06-30") && plain(a.Text()) != say("ui.past_back") {
				t.Errorf("%s: %s leaves the day", address, to)
			}
		})
	}
}

func TestWhoSeesThePortfolio(t *testing.T) {
	s := serve(t)
	for _, who := range testkit.Everyone {
		want := http.StatusOK
		if who == "admin" || who == "nobody" {
			want = http.StatusNotFound
		}
		for _, address := range []string{"/portfolio", "/portfolio.json", "/portfolio.csv", "/programmes", "/programmes/astana", "/programmes/astana.json"} {
			if got := s.as(who).get(address).Status; got != want {
				t.Errorf("%s gets %d for %s, want %d", who, got, address, want)
			}
		}
	}
}

// What a page costs depends on neither the number of milestones nor that of
// updates; what is read again after an update is the same for one and for many.
func TestQueriesOfAPage(t *testing.T) {
	s := serve(t)
	v := s.as("official")
	cost := func(address string) int64 { return v.get(address).is(http.StatusOK).Queries }
	for _, address := range []string{"/portfolio", "/programmes", "/programmes/astana", "/portfolio.json"} {
		cost(address)
		warm := cost(address)
		if warm > 4 {
			t.Errorf("%s costs %d queries, want at most 4", address, warm)
		}
		s.Report("astana 1.1", 61, "2018-04-05")
		after := cost(address)
		for range 5 {
			s.Report("astana 1.1", 61, "2018-04-05")
			s.Report("astana 2.1", 30, "2018-06-29")
			s.Report("astana 2.2", 30, "2018-12-28")
		}
		if got := cost(address); got != after {
			t.Errorf("%s costs %d queries after many updates, %d after one", address, got, after)
		}
		if got := cost(address); got != warm {
			t.Errorf("%s costs %d queries with more updates, %d before", address, got, warm)
		}
	}
}

func TestWhatAwaitsADecision(t *testing.T) {
	s := serve(t)
	figure := func(who string) string {
		return words(s.as(who).get("/portfolio").is(http.StatusOK).doc.Find(".figure").Eq(2))
	}
	says := func(who, when, want string) {
		t.Helper()
		if got := figure(who); !strings.Contains(got, want) {
			t.Errorf("%s: the %s reads %q, want %q", when, who, got, want)
		}
	}
	says("official", "at first", "Awaiting a decision 0 Nothing awaits a decision.")
	s.Clock.Set("2018-03-29 16:00")
	s.SayDone("astana 1.1", "2018-03-29")
	s.Clock.Set("2018-04-03 11:00")
	draft := s.draft()
	says("official", "with evidence and a draft", "Awaiting a decision 0 Nothing awaits a decision.")
	if got, want := words(s.as("official").get("/portfolio").doc.Find(".figure").Eq(3)), "Evidence to accept 1 oldest: 3 working days"; got != want {
		t.Errorf("evidence, which no council decides on, reads %q, want %q", got, want)
	}
	s.submit(draft)
	s.Clock.Set("2018-04-09 11:00")
	says("official", "with a version submitted", "Awaiting a decision 1 Change of a roadmap 1 oldest: 4 working days")
	says("member", "before the review", "Awaiting a decision 0")
	v := s.as("official")
	link := v.get("/portfolio").doc.Find(".figure").Eq(2).Find("a").First().AttrOr("href", "")
	if got := v.get(strings.Replace(link, "/cases?", "/cases.json?", 1)).is(http.StatusOK).Body; strings.Count(got, `"kind":"change"`) != 1 {
		t.Errorf("the figure leads to %s, which has %s", link, got)
	}
	o := data[overview](s.as("official").get("/portfolio.json"))
	if r := o.Programmes[0].Roadmap; r.Version != 1 || r.State != "in_force" {
		t.Errorf("the version in force comes first: %+v", r)
	}
}

// Every figure that counts milestones leads to a list of exactly so many.
func TestFiguresLeadToWhatTheyCount(t *testing.T) {
	s := serve(t)
	s.live()
	v := s.as("official")
	seen := 0
	for _, query := range []string{"", "?as_of=2018-06-30&against=2018-03-20"} {
		v.get("/portfolio" + query).is(http.StatusOK).doc.Find("main a[href^='/milestones?']").Each(func(_ int, a *goquery.Selection) {
			to := a.AttrOr("href", "")
			n, ok := counted(a)
			if !ok || strings.Contains(to, "sort=") {
				return
			}
			seen++
			list := data[struct {
				Milestones []struct{} `json:"milestones"`
			}](v.get(strings.Replace(to, "/milestones?", "/milestones.json?", 1)))
			if got := len(list.Milestones); got != n {
				t.Errorf("%q leads to %s, which has %d", words(a), to, got)
			}
		})
	}
	if seen < 80 {
		t.Errorf("only %d figures were followed", seen)
	}
}

// counted is the number that a link says: its change, or its last number.
func counted(a *goquery.Selection) (int, bool) {
	all := strings.Fields(strings.ReplaceAll(words(a), ":", " "))
	if i := slices.IndexFunc(all, func(w string) bool { return strings.HasPrefix(w, "+") }); i >= 0 {
		all = all[:i+1]
	}
	for _, word := range slices.Backward(all) {
		if n, err := strconv.Atoi(word); err == nil {
			return n, true
		}
	}
	return 0, false
}

// A programme's city opens its pilot zones on the same map; the drafts of others
// stay unseen.
func TestTheMapOpensACity(t *testing.T) {
	s := serve(t)
	v := s.as("official")
	p := v.get("/portfolio").is(http.StatusOK)
	if got := p.doc.Find("#map svg.map > a").Eq(0).AttrOr("href", ""); got != "/portfolio?city=astana#map" {
		t.Errorf("the first place leads to %s", got)
	}
	p = v.get("/portfolio?city=astana&as_of=2018-03-01").is(http.StatusOK)
	if got := p.doc.Find("#map .city-zones li").Length(); got != 1 {
		t.Errorf("%d zones of the city, want 1: %s", got, words(p.doc.Find("#map")))
	}
	v.get("/portfolio?city=nowhere").is(http.StatusNotFound)
}

// Without a day to compare with, the milestones that slipped most are those
// furthest from the original plan; the list they lead to has the same first.
func TestSlipsFromTheOriginalPlan(t *testing.T) {
	s := serve(t)
	s.live()
	v := s.as("official")
	card := v.get("/portfolio").is(http.StatusOK).doc.Find(".halves .card").Eq(1)
	if got := words(card.Find("h2")); got != say("portfolio.slipped_original") {
		t.Fatalf("the card is headed %q", got)
	}
	to, _ := card.Find(".card-footer a").Attr("href")
	list := v.get(to).is(http.StatusOK)
	first := words(card.Find("li a").First())
	if row := words(list.doc.Find("tbody tr").First()); first == "" || !strings.Contains(row, first) {
		t.Errorf("the page begins with %q, the list %s with %q", first, to, row)
	}
}
