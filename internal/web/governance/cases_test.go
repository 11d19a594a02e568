package governance_test

import (
	"regexp"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/testkit"
	visitors "qadam/internal/testkit/visit"
)

var say = visitors.Say

func TestACaseIsSeenByWhoMaySeeItWhereItStands(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	look := func(state string, want map[string]int) {
		t.Helper()
		for who, status := range want {
			if got := w.As(who).Get(address(id)).Status; got != status {
				t.Errorf("%s as %s: %d, want %d", state, who, got, status)
			}
		}
	}
	look("submitted", map[string]int{
		"manager.astana": 200, "head.astana": 200, "expert": 200, "secretary": 200, "official": 200, "auditor": 200,
		"manager.ontustik": 404, "head.ontustik": 404, "member": 404, "admin": 404, "nobody": 404,
	})
	w.voting(id)
	look("voting", map[string]int{
		"manager.astana": 200, "expert": 200, "secretary": 200, "official": 200, "chair": 200, "member": 200, "manager.ontustik": 404, "admin": 404,
	})
	w.As("official").Get("/cases/99999").Is(404)
	w.As("official").Get("/cases/x").Is(404)
}

func TestTheListSaysWhatComesNextAndWhoseItIs(t *testing.T) {
	w := serve(t)
	w.As("secretary").Get("/cases?state=open").Says(say("cases.nothing_found"))
	zone := w.zone("astana")
	page := w.As("secretary").Get("/cases").Is(200)
	page.Says(say("cases.next_assign"), say("cases.yours"), say("cases.number", "Number", zone))
	w.As("official").Get("/cases").SaysNot(say("cases.yours"))
	w.As("member").Get("/cases").SaysNot(say("cases.next_assign"))
	w.As("member").Get("/cases?mine=1").Says(say("cases.mine_empty"))
	vote := w.voting(zone)
	w.As("member").Get("/cases?mine=1").Says(say("cases.next_vote", "Voted", 0, "Seats", 9), say("cases.yours"))
	w.cast(vote, "member", approval.For)
	w.As("member").Get("/cases").Says(say("cases.next_vote", "Voted", 1, "Seats", 9)).SaysNot(say("cases.yours"))
	// Filters.
	w.As("official").Get("/cases?kind=zone&programme=astana&state=voting").Says(say("cases.kind_zone"))
	w.As("official").Get("/cases?kind=change").Says(say("cases.nothing_found"))
	w.As("official").Get("/cases?programme=ontustik&kind=zone").Says(say("cases.nothing_found"))
	// A past day knows what was known then, and nothing is anybody's turn.
	w.Clock.Set("2018-03-12 10:00")
	w.As("secretary").Get("/cases?as_of=2018-03-01").SaysNot(say("cases.kind_zone") + " ·")
	past := w.As("member").Get("/cases?as_of=2018-03-05").Is(200)
	past.Says(say("cases.next_vote", "Voted", 1, "Seats", 9)).SaysNot(say("cases.yours"))
	w.As("member2").Get("/cases?as_of=2018-03-05").Is(200).Says(say("cases.next_vote", "Voted", 1, "Seats", 9)).SaysNot(say("cases.yours"))
	w.As("member2").Get("/cases?mine=1&as_of=2018-03-05").Says(say("cases.mine_empty"))
	w.As("member2").Get("/cases").Says(say("cases.yours"))
}

// A case that went back and was left alone for long waits for nobody.
func TestAShelvedCaseWaitsForNobody(t *testing.T) {
	w := serve(t)
	back := w.zone("astana")
	w.must(w.App.ReturnCase(w.ctx, w.Actor("secretary"), back, []approval.Remarked{{Text: "Too large"}}))
	w.As("head.astana").Get("/cases").Says(say("cases.next_answer", "N", 1), say("cases.yours"))
	w.Clock.Set("2018-10-01 10:00")
	w.zone("ontustik")
	w.As("head.astana").Get("/cases").Says(say("cases.state_returned")).SaysNot(say("cases.next_answer", "N", 1), say("cases.next_resubmit"), say("cases.yours"))
	w.As("head.astana").Get(address(back)).Is(200).Says(say("cases.answer_send"))
}

func TestTheListAndItsDataAgree(t *testing.T) {
	w := serve(t)
	w.zone("astana")
	w.change()
	v := w.As("official")
	doc := visitors.JSON[struct {
		Cases []struct {
			Kind    string
			State   string
			Next    string
			Waiting int `json:"waiting_working_days"`
		}
	}](v.Get("/cases.json"))
	if len(doc.Cases) < 2 || doc.Cases[0].Kind != "change" || doc.Cases[0].State != "submitted" || doc.Cases[0].Next != say("cases.next_assign") {
		t.Fatalf("got %+v", doc.Cases)
	}
	testkit.SameSheet(t, "cases", v.Get("/cases.csv").Is(200).Body, v.Get("/cases.xlsx").Is(200).Body)
	if found := visitors.JSON[struct{ Cases []any }](v.Get("/cases.json?kind=zone")); len(found.Cases) != 1 {
		t.Errorf("the filter leaves %d cases", len(found.Cases))
	}
	v.Get(address(w.CaseOf(w.Versions["astana"]).ID) + ".json").Is(200)
}

// The list says of the case that waits longest what the dashboard says of its
// kind, whatever became of it since it was submitted.
func TestTheListWaitsAsLongAsTheDashboardSays(t *testing.T) {
	w := serve(t)
	id := w.change()
	w.Clock.Set("2018-03-08 10:00")
	w.assign(id)
	w.Clock.Set("2018-03-14 10:00")
	doc := visitors.JSON[struct {
		Cases []struct {
			ID      int64
			State   string
			Stands  int `json:"waiting_working_days"`
			Waiting int `json:"awaiting_working_days"`
		}
	}](w.As("official").Get("/cases.json?kind=change&state=open"))
	if len(doc.Cases) != 1 || doc.Cases[0].ID != id || doc.Cases[0].Waiting <= doc.Cases[0].Stands {
		t.Fatalf("got %+v", doc.Cases)
	}
	days := say("portfolio.oldest", "Days", i18n.N(i18n.With(t.Context(), i18n.EN), "word.working_days", doc.Cases[0].Waiting))
	if said := w.As("official").Get("/portfolio").Is(200).Words(); !strings.Contains(said, days) {
		t.Errorf("the list says %d working days, the dashboard %q does not", doc.Cases[0].Waiting, said)
	}
	w.As("official").Get("/cases").Is(200).Says(say("cases.awaiting"), say("cases.waiting"))
}

// A list that asks for what there is not says so rather than that there is none.
func TestCasesCannotBeAskedForWhatThereIsNot(t *testing.T) {
	w := serve(t)
	w.zone("astana")
	for _, q := range []string{"state=foo", "kind=zone,foo", "programme=foo"} {
		p := w.As("official").Get("/cases?" + q).Is(422)
		p.Says(say("listing.no_such_value", "Value", "foo"), say("listing.refused"))
		w.As("official").Get("/cases.json?" + q).Is(422)
	}
	w.As("official").Get("/cases?state=open,approved&kind=zone&programme=astana").Is(200)
}

func TestAPageOfACaseCostsNoMoreForMoreOfEverything(t *testing.T) {
	w := serve(t)
	id := w.change()
	vote := w.voting(id)
	w.cast(vote, "member", approval.For)
	v := w.As("member2")
	v.Get(address(id)) // warm
	few := v.Get(address(id)).Is(200).Queries
	for _, who := range group[2:] {
		w.cast(vote, who, approval.Against)
		w.cast(vote, who, approval.Abstain)
	}
	v.Get(address(id))
	if many := v.Get(address(id)).Is(200).Queries; many > few {
		t.Errorf("%d queries with one ballot, %d with fifteen", few, many)
	}
	list := v.Get("/cases").Queries
	w.zone("ontustik")
	w.zone("astana")
	v.Get("/cases")
	if more := v.Get("/cases").Queries; more > list {
		t.Errorf("the list asks %d times, with two cases more %d times", list, more)
	}
}

// unsaid finds a key that no catalogue has, and a blank that nothing filled.
var unsaid = regexp.MustCompile(`\b(cases|case|vote|condition)\.[a-z_]+\b|\{\{|<no value>`)

func TestPagesSpeakThreeLanguages(t *testing.T) {
	w := serve(t)
	change, zone := w.change(), w.zone("astana")
	other := w.zone("ontustik")
	assessment, err := w.App.SubmitAssessment(w.ctx, w.Actor("head.astana"), w.Projects["ikomek"], app.CaseText{Title: i18n.Same("Centre"), Brief: i18n.Same("Why")})
	w.must(err)
	w.assign(other)
	vote := w.voting(change)
	w.cast(vote, "member", approval.Against)
	addresses := []string{"/cases", "/cases/new", "/cases/new?kind=zone", "/cases/new?kind=assessment", address(other) + "/opinion"}
	for _, id := range []int64{change, zone, other, assessment, w.CaseOf(w.Versions["astana"]).ID} {
		addresses = append(addresses, address(id))
	}
	for _, who := range []string{"head.astana", "expert", "chair", "secretary", "auditor"} {
		v := w.As(who)
		for _, l := range i18n.All {
			v.Locale = l
			for _, a := range addresses {
				p := v.Get(a)
				if p.Status >= 500 {
					t.Fatalf("%s as %s in %s: %d", a, who, l, p.Status)
				}
				if found := unsaid.FindString(p.Words()); found != "" {
					t.Errorf("%s as %s in %s says %q", a, who, l, found)
				}
			}
		}
	}
}

func TestAPastDayOffersNoForms(t *testing.T) {
	w := serve(t)
	id := w.change()
	vote := w.voting(id)
	w.cast(vote, "member", approval.For)
	w.Clock.Set("2018-03-06 10:00")
	for _, who := range []string{"chair", "secretary", "head.astana", "expert"} {
		p := w.As(who).Get(address(id) + "?as_of=2018-03-05").Is(200)
		if p.Has("main form[method=post]") {
			t.Errorf("%s is offered a form", who)
		}
	}
}

func TestWhatChangesStandsBesideWhatIs(t *testing.T) {
	w := serve(t)
	p := w.As("official").Get(address(w.change())).Is(200)
	p.Says("Line 1.2", "The river was high", "2 Jul 2018", "31 Aug 2018", say("cases.effect"))
	if s := p.TextOf("#subject"); !strings.Contains(s, "+60") {
		t.Errorf("no days of the change in:\n%s", s)
	}
	// Line 1.3 follows 1.2 and begins on 2 July.
	if s := p.TextOf(".case-effect"); !strings.Contains(s, "1 later milestone moves") {
		t.Errorf("the row does not say what moves with it: %s", s)
	}
	first := w.As("official").Get(address(w.CaseOf(w.Versions["astana"]).ID)).Is(200)
	first.Says(say("cases.by_year"), say("cases.gates"))
}
