package planning_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/testkit"
	"qadam/views/href"
)

// listed are the milestones in the list, by programme and number, from top to
// bottom.
func (p *page) listed() string {
	var out []string
	p.doc.Find("#milestones tbody tr.list-row").Each(func(_ int, r *goquery.Selection) {
		code := strings.TrimPrefix(r.Find(`a[href^="/programmes/"]`).AttrOr("href", ""), "/programmes/")
		if code, _, _ = strings.Cut(code, "?"); code == "" {
			code = "?" // its form is open
		}
		out = append(out, code[:1]+strings.TrimSpace(r.Find(".line-number").Text()))
	})
	return strings.Join(out, " ")
}

// milestoneRow is a row of the data that the tests look at.
type milestoneRow struct {
	ID        int64   `json:"id"`
	Programme string  `json:"programme"`
	Number    string  `json:"number"`
	Status    string  `json:"status"`
	Due       string  `json:"due"`
	Slip      *int    `json:"slip_days"`
	Moved     *int    `json:"moved_days"`
	Percent   int     `json:"percent"`
	Cost      int64   `json:"cost_tiyn"`
	Source    *string `json:"source"`
	Critical  bool    `json:"critical"`
}

func TestMilestonesAreFoundAndSorted(t *testing.T) {
	v := storied(t).as("official")
	tests := []struct{ name, query, want string }{
		{"all, roadmap by roadmap", "", "a1.1 a1.2 a1.3 a2.1 a2.2 o1.1 o1.2"},
		{"of another year", "year=2017", ""},
		{"of several years", "year=2017,2018&programme=ontustik", "o1.1 o1.2"},
		{"a programme", "programme=astana", "a1.1 a1.2 a1.3 a2.1 a2.2"},
		{"a project", "project=ikomek", "a2.1 a2.2"},
		{"a word of the title and one of the project", "q=1.2+SERGEK", "a1.2"},
		{"words that nothing has", "q=zzz", ""},
		{"a direction", "direction=safety", "a1.1 a1.2 a1.3 a2.1 a2.2 o1.1 o1.2"},
		{"a model", "model=private", ""},
		{"a zone that is proposed, which an official may know of", "zone=zone-ontustik", "o1.1 o1.2"},
		{"an executor", "executor=akimat-south", "o1.1 o1.2"},
		{"overdue", "status=overdue", "a1.2 a2.1 o1.1"},
		{"any of two", "status=done,at_risk", "a1.1 a1.3 o1.2"},
		{"gates", "gate=yes", "a1.3"},
		{"done late", "late=yes", "a1.1"},
		{"out of date", "stale=yes", "a2.1 a2.2 o1.1"},
		{"an update owed", "owed=yes", "a2.1 a2.2 o1.1"},
		{"due from", "due_from=2018-09-01", "a1.3 a2.2 o1.2"},
		{"due up to, as people type it", "due_to=30.03.2018", "a1.1"},
		{"between", "due_from=2018-07-01&due_to=2018-10-01", "a1.2 a1.3 a2.1 o1.1"},
		{"done up to", "done_to=2018-04-06", "a1.1"},
		{"done up to the day before", "done_to=2018-04-05", ""},
		{"finish up to", "finish_to=2018-04-06", "a1.1"},
		{"became overdue", "against=2018-06-30&became=overdue", "a1.2 a2.1 o1.1"},
		{"became done since it was", "against=2018-06-30&became=done", ""},
		{"became done", "against=2018-04-09&became=done", "a1.1"},
		{"became, compared with nothing", "became=overdue", ""},
		{"what was in force not yet counts", "against=2018-01-15&became=done", "a1.1"},
		{"slipped", "against=2018-06-30&slip=later&status=overdue", "a1.2"},
		{"earlier", "against=2018-06-30&slip=earlier", ""},
		{"several filters", "status=overdue&programme=astana&stale=yes", "a2.1"},
		{"by the deadline, downwards", "sort=-due", "a2.2 o1.2 a1.3 a1.2 a2.1 o1.1 a1.1"},
		{"by the title", "sort=title", "a1.1 o1.1 a1.2 o1.2 a1.3 a2.1 a2.2"},
		{"by status, then title downwards", "sort=status,-title", "a2.1 a1.2 o1.1 a1.3 o1.2 a2.2 a1.1"},
		{"by slip: what has none is last", "sort=-slip", "a1.2 a2.1 o1.1 a1.1 a1.3 a2.2 o1.2"},
		{"grouped by status", "group=status", "a1.2 a2.1 o1.1 a1.3 o1.2 a2.2 a1.1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := v.get("/milestones?" + tt.query).is(http.StatusOK)
			if got := p.listed(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if got := v.milestones(tt.query); got != tt.want {
				t.Errorf("the data say %s, want %s", got, tt.want)
			}
		})
	}
}

// What there is not is a fault of its filter, with what was typed; what there is
// and nothing has is an empty list.
func TestListsCannotBeAskedForWhatThereIsNot(t *testing.T) {
	v := storied(t).as("official")
	for _, tt := range []struct{ list, query, field string }{
		{"/milestones", "due_to=31.02.2018", "due_to"},
		{"/milestones", "due_from=soon&status=done", "due_from"},
		{"/milestones", "finish_to=soon", ""},
		{"/milestones", "status=done,foo", "status"},
		{"/milestones", "became=foo&against=2018-01-31", ""},
		{"/milestones", "year=soon", "year"},
		{"/milestones", "late=no", "late"},
		{"/milestones", "programme=foo", "programme"},
		{"/milestones", "project=foo", ""},
		{"/milestones", "zone=foo", "zone"},
		{"/milestones", "executor=foo", "executor"},
		{"/projects", "programme=foo", "programme"},
		{"/projects", "status=foo", "status"},
		{"/projects", "goal=foo", "goal"},
		{"/projects", "disagree=maybe", "disagree"},
	} {
		p := v.get(tt.list + "?" + tt.query).is(http.StatusUnprocessableEntity)
		if p.doc.Find(".list-row").Length() > 0 {
			t.Errorf("%s?%s lists rows", tt.list, tt.query)
		}
		if p.doc.Find(".alert-danger").Length() != 1 {
			t.Errorf("%s?%s does not say what is wrong", tt.list, tt.query)
		}
		if tt.field != "" && p.doc.Find(".filters #f-"+tt.field+"-fault").Length() != 1 {
			t.Errorf("%s?%s has no fault beside %s", tt.list, tt.query, tt.field)
		}
		for _, format := range []string{".json", ".csv", ".xlsx"} {
			v.get(tt.list + format + "?" + tt.query).is(http.StatusUnprocessableEntity)
		}
	}
	if got := v.get("/milestones?due_to=31.02.2018").doc.Find("#f-due_to").AttrOr("value", ""); got != "31.02.2018" {
		t.Errorf("the field has %q", got)
	}
	for _, address := range []string{"/milestones?status=withdrawn", "/milestones?model=private", "/projects?status=completed", "/milestones?programme=foo&as_of=2018-03-01"} {
		v.get(address).is(http.StatusOK)
	}
}

// milestones are those of the JSON.
func (v *visitor) milestones(query string) string {
	v.t.Helper()
	var out []string
	for _, r := range v.milestoneData(query) {
		out = append(out, r.Programme[:1]+r.Number)
	}
	return strings.Join(out, " ")
}

func (v *visitor) milestoneData(query string) []milestoneRow {
	v.t.Helper()
	var data struct {
		Count      int
		Milestones []milestoneRow
	}
	if err := json.Unmarshal([]byte(v.get("/milestones.json?"+query).is(http.StatusOK).Body), &data); err != nil {
		v.t.Fatal(err)
	}
	if data.Count != len(data.Milestones) {
		v.t.Errorf("%d counted, %d rows", data.Count, len(data.Milestones))
	}
	return data.Milestones
}

// The page, JSON, CSV and XLSX hold the same rows in the same order.
func TestMilestonesAsData(t *testing.T) {
	v := storied(t).as("official")
	const query = "?sort=-due&cols=cost,status,slip,programme"
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(v.get("/milestones.csv"+query).is(http.StatusOK).Body, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := "id number title_kk title_ru title_en status reason stale late done_on slip_days programme cost_tiyn"
	if got := strings.Join(rows[0], " "); got != want {
		t.Errorf("the head is %s, want %s", got, want)
	}
	data := v.milestoneData(query[1:])
	for i, r := range rows[1:] {
		slip := ""
		if data[i].Slip != nil {
			slip = fmt.Sprint(*data[i].Slip)
		}
		if got, want := []string{r[0], r[1], r[5], r[11], r[10], r[12]}, []string{fmt.Sprint(data[i].ID), data[i].Number, data[i].Status, data[i].Programme, slip, fmt.Sprint(data[i].Cost)}; !slices.Equal(got, want) {
			t.Errorf("row %d: %v in CSV, %v in JSON", i, got, want)
		}
	}
	testkit.SameSheet(t, "milestones", v.get("/milestones.csv"+query).Body, v.get("/milestones.xlsx"+query).Body)
	if p := v.get("/milestones" + query); p.listed() != v.milestones(query[1:]) {
		t.Errorf("the page has %s, the data %s", p.listed(), v.milestones(query[1:]))
	}
}

// As of a past day the list is that day's, against another it says what moved,
// and nothing can be done.
func TestMilestonesOfAPastDay(t *testing.T) {
	v := storied(t).as("manager.astana")
	data := v.milestoneData("as_of=2018-06-30&against=2018-04-09&programme=astana&cols=status,since,programme")
	if r := data[0]; r.Status != "done" || r.Moved == nil || *r.Moved != -3 {
		t.Errorf("1.1: %+v", r)
	}
	if r := data[1]; r.Status != "at_risk" {
		t.Errorf("1.2: %+v", r)
	}
	p := v.get("/milestones?as_of=2018-06-30&edit=2").is(http.StatusOK)
	if n := p.doc.Find("#milestones form[method=post], [data-edit], .list-pick").Length(); n != 0 {
		t.Errorf("%d things can be done to the past", n)
	}
	v.get("/milestones?zone=zone-ontustik").is(http.StatusUnprocessableEntity) // another programme proposes it: as if there were none
	if got := v.get("/milestones?as_of=2018-01-15").is(http.StatusOK).listed(); got != "" {
		t.Errorf("before anything was in force there are %s", got)
	}
}

func TestGroupsOfMilestonesHaveSums(t *testing.T) {
	v := storied(t).as("official")
	for _, name := range []string{"programme", "project", "executor", "status", "direction", "model", "zone"} {
		p := v.get("/milestones?group=" + name + "&cols=cost,weight,programme").is(http.StatusOK)
		heads := p.doc.Find("tr.list-section")
		if heads.Length() == 0 || strings.TrimSpace(heads.First().Find("th").Text()) == "" {
			t.Errorf("%s: %d groups", name, heads.Length())
		}
	}
	p := v.get("/milestones?group=programme&cols=weight,programme")
	if got := strings.Join(strings.Fields(p.doc.Find("tr.list-section").Last().Text()), " "); got != "Smart Ontustik 2 100" && !strings.Contains(got, "2 100") {
		t.Errorf("the last group: %s", got)
	}
}

func TestAReportInARow(t *testing.T) {
	s := storied(t)
	list := "/milestones?programme=astana&sort=-due"
	v := s.as("manager.astana")
	id := s.Milestones["astana 2.1"]
	p := v.get(list).is(http.StatusOK)
	pen := p.doc.Find(fmt.Sprintf("#edit-%d", id))
	if pen.Length() != 1 || p.doc.Find(fmt.Sprintf("#edit-%d", s.Milestones["astana 1.1"])).Length() != 0 {
		t.Fatalf("the pencil stands where it should not, or does not")
	}
	address, _, _ := strings.Cut(pen.AttrOr("href", ""), "#")
	f := v.get(address).is(http.StatusOK).form("Save update")
	f.fill("percent", "101").fill("forecast", "31.02.2018").fill("note", "Poles")
	bad := f.submit().is(http.StatusUnprocessableEntity)
	if bad.fault("percent") != say("fault.percent_range") || bad.fault("forecast") != say("fault.date_does_not_exist") || bad.listed() != "a2.2 a1.3 a1.2 ?2.1 a1.1" {
		t.Errorf("%q, %q in %s", bad.fault("percent"), bad.fault("forecast"), bad.listed())
	}
	again := bad.form("Save update")
	if again.values.Get("percent") != "101" || strings.TrimSpace(again.values.Get("note")) != "Poles" {
		t.Errorf("what was typed is %v", again.values)
	}
	saved := again.fill("percent", "45").fill("forecast", "01.08.2018").submit()
	if to := saved.is(http.StatusSeeOther).Header.Get("Location"); to != list {
		t.Errorf("it goes to %s", to)
	}
	saved.follow().is(http.StatusOK).says(say("milestone.progress_recorded"), "45%", "1 Aug 2018")
	if u := s.milestone("astana 2.1").Last(); u == nil || u.Percent != 45 || u.Note != "Poles" {
		t.Errorf("%+v", u)
	}
	// A form that knows nothing of it meets what was reported.
	late := again.fill("form_key", "other").submit().is(http.StatusConflict).says(say("milestone.reported_meanwhile"), "The manager.astana")
	if late.listed() != "a2.2 a1.3 a1.2 ?2.1 a1.1" {
		t.Errorf("the conflict stands in %s", late.listed())
	}
}

func TestWhoMayReportInTheList(t *testing.T) {
	s := storied(t)
	id := fmt.Sprint(s.Milestones["astana 2.1"])
	for _, who := range testkit.Everyone {
		p := s.as(who).get("/milestones?edit=" + id)
		own := who == "manager.astana" || who == "head.astana"
		if who == "admin" || who == "nobody" {
			p.is(http.StatusNotFound)
			continue
		}
		p.is(http.StatusOK)
		if got := p.doc.Find(`form[action$="/updates"]`).Length() > 0; got != own {
			t.Errorf("%s is offered the form: %v", who, got)
		}
		if got := p.doc.Find(`[id="edit-`+id+`"]`).Length() > 0; got != own {
			t.Errorf("%s is offered the pencil: %v", who, got)
		}
		if got := p.doc.Find(`.list-pick input[value="`+id+`"]`).Length() > 0; got != own {
			t.Errorf("%s is offered the box: %v", who, got)
		}
	}
}

// A form cannot be made to lead elsewhere.
func TestAReportGoesBackToTheListOnly(t *testing.T) {
	s := storied(t)
	for i, back := range []string{"https://evil.example/milestones", "//evil.example/milestones", "/admin", "javascript:alert(1)", "/milestones\\@evil"} {
		form := url.Values{"percent": {"10"}, "forecast": {"2018-08-01"}, "from": {"list"}, "back": {back}, "form_key": {fmt.Sprint(i)}}
		if to := s.as("manager.astana").post(href.MilestoneUpdates(s.Milestones["astana 2.1"]), form).is(http.StatusSeeOther).Header.Get("Location"); to != "/milestones" {
			t.Errorf("%s leads to %s", back, to)
		}
	}
}

func TestAReportOnSeveralMilestones(t *testing.T) {
	s := storied(t)
	v := s.as("manager.astana")
	ids := url.Values{"line": {fmt.Sprint(s.Milestones["astana 1.2"]), fmt.Sprint(s.Milestones["astana 2.1"]), fmt.Sprint(s.Milestones["astana 1.1"])}, "list": {"/milestones?programme=astana"}}
	ids.Set("shift", "5")
	p := v.get(href.MilestoneReports()+"?"+ids.Encode()).is(http.StatusOK).says("10 Aug 2018", "17 Aug 2018", "10 Jul 2018")
	p.says("2 milestones chosen", "1 of those chosen is left out")
	f := p.formTo(href.MilestoneReports())
	if len(s.milestone("astana 2.1").Updates) != 0 {
		t.Fatal("a preview saved something")
	}
	f.fill("percent", "10").set("step", "apply").submit().is(http.StatusUnprocessableEntity).says(say("draft.preview_first"))
	down := f.fill("percent", "10").set("step", "preview").submit().is(http.StatusOK).says(say("milestone.down_needs_reason", "Before", 60, "After", 10), say("fault.none_saved"))
	f = down.formTo(href.MilestoneReports())
	f.fill("percent", "").fill("note", "The supplier is late").set("step", "preview")
	f = f.submit().is(http.StatusOK).saysNot(say("fault.none_saved")).formTo(href.MilestoneReports())
	saved := f.set("step", "apply").submit()
	if to := saved.is(http.StatusSeeOther).Header.Get("Location"); to != "/milestones?programme=astana" {
		t.Errorf("it goes to %s", to)
	}
	saved.follow().says(say("milestone.many_recorded", "Count", "2"))
	for name, forecast := range map[string]string{"1.2": "2018-08-17", "2.1": "2018-07-10"} {
		if u := s.milestone("astana " + name).Last(); u == nil || u.Forecast.String() != forecast || u.Note != "The supplier is late" {
			t.Errorf("%s: %+v", name, u)
		}
	}
	n := len(s.milestone("astana 1.2").Updates)
	f.submit().is(http.StatusSeeOther)
	if got := len(s.milestone("astana 1.2").Updates); got != n {
		t.Errorf("sent twice it makes %d updates", got-n)
	}
	// Somebody is faster: the milestones are shown as they are now, and saving works.
	next := v.get(href.MilestoneReports() + "?" + ids.Encode()).formTo(href.MilestoneReports())
	s.Report("astana 1.2", 70, "2018-09-03")
	stale := next.set("step", "apply").submit().is(http.StatusConflict).says(say("milestone.many_stale"), "3 Sep 2018", "10 Sep 2018")
	stale.formTo(href.MilestoneReports()).set("step", "apply").submit().is(http.StatusSeeOther)
	if u := s.milestone("astana 1.2").Last(); u.Forecast != testkit.Day("2018-09-10") {
		t.Errorf("%+v", u)
	}
}

func TestBadReportsOnSeveralMilestones(t *testing.T) {
	s := storied(t)
	v, line := s.as("manager.astana"), fmt.Sprint(s.Milestones["astana 2.1"])
	v.get(href.MilestoneReports()).is(http.StatusOK).says(say("milestone.many_none"))
	for _, tt := range []struct {
		name string
		form url.Values
		want string
	}{
		{"nothing said", url.Values{"line": {line}, "step": {"preview"}}, say("milestone.many_says_nothing")},
		{"no number", url.Values{"line": {line}, "shift": {"x"}}, say("fault.not_a_number")},
		{"too far", url.Values{"line": {line}, "shift": {"9999"}}, say("milestone.many_shift_range", "Limit", 500)},
		{"too much", url.Values{"line": {line}, "percent": {"101"}}, say("fault.percent_range")},
	} {
		v.post(href.MilestoneReports(), tt.form).is(http.StatusUnprocessableEntity).says(tt.want)
	}
	foreign := url.Values{"line": {fmt.Sprint(s.Milestones["ontustik 1.1"])}, "shift": {"1"}}
	v.post(href.MilestoneReports(), foreign).is(http.StatusForbidden)
	v.get(href.MilestoneReports() + "?" + foreign.Encode()).is(http.StatusForbidden)
	v.get(href.MilestoneReports() + "?line=999999&line=x").is(http.StatusOK).says(say("milestone.many_none"))
	if len(s.milestone("astana 2.1").Updates) != 0 {
		t.Error("something was saved")
	}
}

// formTo finds a form by its address.
func (p *page) formTo(action string) *form {
	p.t.Helper()
	found := p.doc.Find(`form[action="` + action + `"]`)
	if found.Length() != 1 {
		p.t.Fatalf("%d forms to %s on:\n%s", found.Length(), action, p.words())
	}
	button := strings.TrimSpace(found.Find("button").Text())
	return p.form(button)
}

// set adds what a button says.
func (f *form) set(name, value string) *form {
	f.values.Set(name, value)
	return f
}
