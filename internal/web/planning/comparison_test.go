package planning_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

const compared = astana + "/comparison"

// revised is a world with a second version of Astana's roadmap in draft: line
// 1.2 ends later and costs more, 1.3 has another number only, 2.2 is gone and
// one is new.
func revised(t *testing.T) (*site, int64) {
	t.Helper()
	s := serve(t)
	id := s.second(1)
	ctx, manager := context.Background(), s.Actor("manager.astana")
	s.must(s.App.ChangeLine(ctx, manager, id, s.Milestones["astana 1.2"], func(p *portfolio.Plan) {
		p.Due, p.Costs[0].Amount, p.Title.RU = testkit.Due("2018-07-13"), p.Costs[0].Amount+50*money.Thousand, "Новое название"
	}))
	s.must(s.App.MoveLine(ctx, manager, id, s.Milestones["astana 1.3"], portfolio.Move{Way: portfolio.MoveIn}))
	s.must(s.App.RemoveLine(ctx, manager, id, s.Milestones["astana 2.2"]))
	return s, id
}

// changes are the rows of the comparison: what became of which line.
func (p *page) changes() string {
	var out []string
	p.doc.Find("#changes .comparison tbody tr:not(.group) > th").Each(func(_ int, s *goquery.Selection) {
		title := s.Find(".line-title > :last-child").Text()
		out = append(out, strings.Join(strings.Fields(s.Find(".badge").Text()+" "+title), " "))
	})
	return strings.Join(out, ", ")
}

func TestWhatADraftChanges(t *testing.T) {
	s, _ := revised(t)
	p := s.as("manager.astana").get(compared).is(http.StatusOK)
	p.says("Version 2 against version 1", "More lines", "+11 days", "working days: +8", "Line 1.2", "Новое название")
	if got, want := p.changes(), "Changed Line 1.2, Removed Line 2.2, Added Added 1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	row := p.doc.Find("#changes tr").FilterFunction(func(_ int, r *goquery.Selection) bool { return strings.Contains(r.Find(".line-number").Text(), "1.2") })
	if was, is := row.Find("del").First().Text(), row.Find("ins").First().Text(); !strings.Contains(was, "2\u00a0Jul") || !strings.Contains(was, "was:") || !strings.Contains(is, "13\u00a0Jul") || !strings.Contains(is, "now:") {
		t.Errorf("the deadline: %q became %q", was, is)
	}
	if got := p.get(compared + "?show=renumbered").changes(); got != "Renumbered Line 1.3" {
		t.Errorf("renumbered: %q", got)
	}
	for show, want := range map[string]string{
		"dates": "Changed Line 1.2", "money": "Changed Line 1.2", "text": "Changed Line 1.2", "added": "Added Added 1", "removed": "Removed Line 2.2", "nonsense": "Changed Line 1.2, Removed Line 2.2, Added Added 1",
	} {
		if got := p.get(compared + "?show=" + show).is(http.StatusOK).changes(); got != want {
			t.Errorf("%s: %q, want %q", show, got, want)
		}
	}
	// The other way round, what was added is gone.
	if got, want := p.get(compared+"?from=2&to=1").changes(), "Changed Line 1.2, Added Line 2.2, Removed Added 1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	p.get(compared + "?from=1&to=1").is(http.StatusOK).says("Nothing differs")
}

func (p *page) get(address string) *page { return p.visitor.get(address) }

// TestVersionsAreComparedByThoseWhoMaySeeThem goes through the life of a
// version, with every role.
func TestVersionsAreComparedByThoseWhoMaySeeThem(t *testing.T) {
	s, id := revised(t)
	both := compared + "?from=1&to=2"
	everybody := only("manager.astana", "head.astana", "manager.ontustik", "head.ontustik", "expert", "chair", "secretary", "member", "official", "auditor")
	s.check(t, compared, everybody)
	for _, address := range []string{both, strings.Replace(both, "?", ".json?", 1), strings.Replace(both, "?", ".csv?", 1), compared + "?from=2", compared + "?to=2"} {
		s.check(t, address, only("manager.astana", "head.astana", "official", "auditor"))
	}
	s.as("member").get(compared).says("There is only one version").saysNot("Version 2", "Added 1")
	for _, address := range []string{compared + "?from=3", compared + "?to=0", compared + "?to=x", "/roadmaps/astana/1999/comparison", "/roadmaps/astana/x/comparison", "/roadmaps/narnia/2018/comparison"} {
		s.check(t, address, seen{})
	}
	s.submit(id)
	s.check(t, both, only("manager.astana", "head.astana", "official", "auditor", "expert", "secretary"))
	s.bringIntoForce(id)
	s.check(t, both, everybody)
	s.as("member").get(compared).says("Version 2 against version 1", "Added 1", "original plan")
}

// A third version shows both: what it changes, and what has come together since
// the original.
func TestTheThirdVersionAgainstTheOriginal(t *testing.T) {
	s, id := revised(t)
	s.submit(id)
	s.bringIntoForce(id)
	ctx, manager := context.Background(), s.Actor("manager.astana")
	third, err := s.App.DraftVersion(ctx, manager, s.Programmes["astana"], 2018, "other", "Once more")
	s.must(err)
	s.must(s.App.ChangeLine(ctx, manager, third, s.Milestones["astana 1.2"], func(p *portfolio.Plan) { p.Due = testkit.Due("2018-07-20") }))
	v := s.as("official")
	v.get(compared).is(http.StatusOK).says("Version 3 against version 2", "+7 days", "+18 days", "originally 2 Jul 2018", "Against the original plan")
	v.get(compared+"?from=1&to=3").says("Version 3 against version 1", "+18 days").saysNot("Against the original plan")
	doc := v.comparisonJSON(compared + ".json")
	if doc.Deadlines.DaysLater != 7 || doc.Slipped.DaysLater != 18 || doc.Original.Version != 1 || doc.From.Version != 2 || doc.To.State != "draft" {
		t.Errorf("the data: %+v %+v", doc.Deadlines, doc.Slipped)
	}
	v.get(compared + "?as_of=2018-03-02").is(http.StatusOK).says("There is only one version")
	v.get(compared + "?as_of=2018-03-02&from=1&to=2").is(http.StatusNotFound)
	v.get(compared + "?as_of=2018-01-09").is(http.StatusOK).says("No version was known on 9 Jan 2018")
	s.Clock.Set("2018-03-12 10:00")
	if link := s.as("official").get(compared+"?as_of=2018-03-09").is(http.StatusOK).doc.Find(".comparison-swap").AttrOr("href", ""); link != compared+"?as_of=2018-03-09&from=3&to=2" {
		t.Errorf("the day is lost: %s", link)
	}
}

type comparisonDoc struct {
	From, To, Original struct {
		Version int
		State   string
	}
	Lines     map[string]int
	Deadlines struct {
		DaysLater int `json:"days_later"`
		End       string
		Gates     []int64
	}
	Slipped struct {
		DaysLater int `json:"days_later"`
	} `json:"deadlines_against_original"`
	Cost struct {
		Was int64 `json:"was_tiyn"`
		Is  int64 `json:"is_tiyn"`
	}
	Changes []struct {
		Kind, Number string
		Days         int
		OriginalDays *int `json:"original_days"`
		Fields       []struct {
			Field   string
			Was, Is *string
		}
	}
}

func (v *visitor) comparisonJSON(address string) comparisonDoc {
	v.t.Helper()
	var doc comparisonDoc
	if err := json.Unmarshal([]byte(v.get(address).is(http.StatusOK).Body), &doc); err != nil {
		v.t.Fatal(err)
	}
	return doc
}

func TestTheComparisonAsData(t *testing.T) {
	s, _ := revised(t)
	v := s.as("head.astana")
	doc := v.comparisonJSON(compared + ".json")
	want := map[string]int{"same": 2, "changed": 1, "added": 1, "removed": 1, "renumbered": 1}
	if diff := cmp.Diff(want, doc.Lines); diff != "" {
		t.Error(diff)
	}
	if doc.Cost.Was != int64(1500*money.Thousand) || doc.Cost.Is != int64((1500+50-500)*money.Thousand) { // 1.2 costs 50 thousand more, 2.2 is gone
		t.Errorf("cost %+v", doc.Cost)
	}
	if l := doc.Changes[0]; l.Number != "1.2" || l.Days != 11 || *l.OriginalDays != 11 || len(l.Fields) != 3 || l.Fields[1].Field != "due" || *l.Fields[1].Was != "2018-Q2" || *l.Fields[1].Is != "2018-07-13" {
		t.Errorf("line 1.2: %+v", l)
	}
	if l := doc.Changes[2]; l.Kind != "added" || l.OriginalDays != nil || l.Fields[0].Was != nil || *l.Fields[0].Is == "" {
		t.Errorf("the new line: %+v", l)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(v.get(compared+".csv?show=dates").is(http.StatusOK).Body, "\ufeff"))).ReadAll()
	s.must(err)
	if len(rows) != 1+3 || rows[0][7] != "field" || rows[2][7] != "due" || rows[2][8] != "2018-Q2" || rows[2][9] != "2018-07-13" || rows[2][10] != "11" {
		t.Errorf("the rows: %v", rows)
	}
}

// A proposed zone stays with those who may see drafts, also once the version
// that names it is under approval (rules.md §10).
func TestTheComparisonKeepsProposedZones(t *testing.T) {
	s, id := revised(t)
	s.must(s.App.ChangeLine(context.Background(), s.Actor("manager.astana"), id, s.Milestones["astana 1.1"], func(p *portfolio.Plan) { p.ZoneID = 0 }))
	s.as("official").get(compared).says("Pilot zone", "Zone")
	s.submit(id)
	if got := s.as("expert").get(compared).saysNot("Pilot zone").changes(); strings.Contains(got, "1.1") {
		t.Errorf("line 1.1 differs in a zone only that the expert may not know of: %s", got)
	}
}

func TestTheComparisonCostsFewQueries(t *testing.T) {
	s := serve(t)
	count := func() int64 {
		v := s.as("official")
		v.get(compared).is(http.StatusOK)
		r := httptest.NewRequest(http.MethodGet, compared, nil)
		ctx, n := store.CountQueries(r.Context())
		v.send(r.WithContext(ctx)).is(http.StatusOK)
		return n.Load()
	}
	one := count()
	s.second(150)
	if many := count(); many > one+2 || many > 7 { // a draft is read anew each time, with what was changed in it since
		t.Errorf("%d queries for one version, %d for a draft with 150 lines more", one, many)
	}
	s.as("official").get(compared+"?page=2").is(http.StatusOK).says("101–150 of 150", "Added 150")
}
