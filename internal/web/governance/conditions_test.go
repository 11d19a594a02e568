package governance_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// assign sets an assignment of Astana that is due on 2 April.
func assign(t *testing.T, w *world, change ...func(*approval.Condition)) int64 {
	t.Helper()
	c := approval.Condition{
		ProgrammeID: w.Programmes["astana"], Text: i18n.Text{KK: "Полициямен келісу", RU: "Согласовать с полицией", EN: "Agree it with the police"}, OwnerID: w.Bodies["akimat-astana"],
		DueOn: testkit.Day("2018-04-02"), Evidence: portfolio.FormProtocol,
	}
	for _, one := range change {
		one(&c)
	}
	id, err := w.App.SetAssignment(t.Context(), w.Actor("secretary"), c)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAConditionIsMetAndTakenOffControl(t *testing.T) {
	w := serve(t)
	id := assign(t, w)
	page := w.As("manager.astana").Get(href.Condition(id)).Is(http.StatusOK)
	page.Says("Agree it with the police", say("condition.state_open"), say("condition.no_history"))
	wrong := page.Form(say("condition.send_report")).Fill("text", "Agreed on Tuesday").Submit().Is(http.StatusUnprocessableEntity)
	if wrong.Fault("files") != say("condition.needs_evidence") || wrong.Typed("text") != "Agreed on Tuesday" {
		t.Errorf("beside the files: %q, typed %q", wrong.Fault("files"), wrong.Typed("text"))
	}
	wrong.Form(say("condition.send_report")).Fill("link", "https://example.kz/7", "document_number", "7").Submit().Is(http.StatusSeeOther).
		Follow().Says(say("condition.was_reported"), say("condition.state_reported"), "Agreed on Tuesday")
	expert := w.As("expert")
	expert.Get(href.Condition(id)).Form(say("condition.return")).Submit().Is(http.StatusUnprocessableEntity).Says(say("fault.required"))
	expert.Get(href.Condition(id)).Form(say("condition.return")).Fill("text", "Not signed").Submit().Follow().Says(say("condition.was_sent_back"), "Not signed")
	w.As("head.astana").Get(href.Condition(id)).Says(say("condition.was_returned")).Form(say("condition.send_report")).Fill("link", "https://example.kz/8").Submit().Is(http.StatusSeeOther)
	expert.Get(href.Condition(id)).Form(say("condition.accept")).Submit().Follow().Says(say("condition.state_accepted"))
	expert.Get("/conditions").SaysNot("Agree it with the police")
	expert.Get("/conditions?show=all").Says("Agree it with the police")
}

func TestSomebodyWasFasterWithACondition(t *testing.T) {
	w := serve(t)
	id := assign(t, w)
	form := w.As("manager.astana").Get(href.Condition(id)).Form(say("condition.send_report")).Fill("link", "https://example.kz/7")
	w.As("head.astana").Get(href.Condition(id)).Form(say("condition.send_report")).Fill("link", "https://example.kz/8").Submit().Is(http.StatusSeeOther)
	form.Submit().Is(http.StatusConflict).Says(say("condition.reported_already"), "example.kz/8")
}

func TestMoreTimeIsAskedForAndGranted(t *testing.T) {
	w := serve(t)
	id := assign(t, w)
	manager, chair := w.As("manager.astana"), w.As("chair")
	manager.Get(href.Condition(id)).Form(say("condition.ask")).Fill("until", "01.04.2018", "reason", "A map").Submit().Is(http.StatusUnprocessableEntity)
	manager.Get(href.Condition(id)).Form(say("condition.ask")).Fill("until", "30.04.2018", "reason", "A map is missing").Submit().Follow().Says(say("condition.time_was_asked"))
	chair.Get("/conditions?show=mine").Says("Agree it with the police", say("condition.time_asked"))
	page := chair.Get(href.Condition(id)).Says("A map is missing")
	page.Button(say("condition.refuse")).Submit().Is(http.StatusUnprocessableEntity)
	page.Button(say("condition.grant")).Submit().Follow().Says(say("condition.time_was_granted"), say("condition.first_due", "Day", testkit.Day("2018-04-02")))
}

func TestTheRegisterOfConditions(t *testing.T) {
	w := serve(t)
	id := assign(t, w, func(c *approval.Condition) { c.MilestoneID, c.Blocks = w.Milestones["astana 1.1"], true })
	w.Clock.Set("2018-04-12 10:00")
	v := w.As("member")
	v.Get("/conditions?show=overdue").Says("Agree it with the police", say("condition.overdue"), say("condition.blocks_short"), "10 days late")
	v.Get("/conditions?show=overdue&as_of=2018-04-02").SaysNot("Agree it with the police")
	v.Get("/conditions?programme=ontustik").Says(say("condition.nothing_found"))
	v.Get("/conditions?kind=condition").SaysNot("Agree it with the police")
	for _, address := range []string{href.Milestone(w.Milestones["astana 1.1"]), "/roadmaps/astana/2018", "/projects/sergek"} {
		if !v.Get(address).Is(http.StatusOK).Has(`a[href="` + href.Condition(id) + `"]`) {
			t.Errorf("%s does not lead to the overdue condition", address)
		}
	}
	type row struct {
		ID       int64
		Number   string
		Overdue  bool
		DaysLeft int `json:"days_left"`
		Due      string
	}
	got := visit.JSON[struct{ Conditions []row }](v.Get("/conditions.json"))
	if len(got.Conditions) != 1 || got.Conditions[0] != (row{id, "1.1", true, -10, "2018-04-02"}) {
		t.Errorf("the data: %+v", got.Conditions)
	}
	if csv := v.Get("/conditions.csv").Is(http.StatusOK).Body; !strings.Contains(csv, "Согласовать с полицией") {
		t.Errorf("csv: %s", csv)
	}
	v.Get("/conditions.xlsx").Is(http.StatusOK)
}

func TestAnAssignmentWithoutOwnerOrDate(t *testing.T) {
	w := serve(t)
	v := w.As("secretary")
	form := func() *visit.Form {
		return v.Get("/conditions/new?programme=astana").Is(http.StatusOK).Form(say("condition.set"))
	}
	wrong := form().Fill("text", "Light the street").Submit().Is(http.StatusUnprocessableEntity)
	for field, want := range map[string]string{"owner": say("vote.condition_owner"), "due": say("vote.condition_due")} {
		if got := wrong.Fault(field); got != want {
			t.Errorf("beside %s: %q, want %q", field, got, want)
		}
	}
	if wrong.Typed("text") != "Light the street" {
		t.Error("what was typed is lost")
	}
	form().Fill("text", "Light the street", "owner", number(w.Bodies["akimat-astana"]), "due", "30.04.2018").Submit().Follow().
		Says(say("condition.was_set"), "Light the street")
}

func TestWhoSeesAndDoesWhatWithConditions(t *testing.T) {
	w := serve(t)
	id := assign(t, w)
	for _, who := range testkit.Everyone {
		v := w.As(who)
		want := http.StatusOK
		if who == "admin" || who == "nobody" {
			want = http.StatusNotFound
		}
		if got := v.Get(href.Condition(id)).Status; got != want {
			t.Errorf("%s opens a condition: %d", who, got)
		}
		for part, may := range map[string][]string{
			"report": {"manager.astana", "head.astana"}, "extension": {"manager.astana", "head.astana"}, "acceptance": {"expert"}, "return": {"expert"},
			"extension/decision": {"chair", "secretary"},
		} {
			got := v.Post(href.ConditionPart(id, part), nil).Status
			allowed := strings.Contains(fmt.Sprint(may), who)
			if refused := got == http.StatusForbidden || got == http.StatusNotFound; refused == allowed {
				t.Errorf("%s by %s: %d", part, who, got)
			}
		}
	}
}

func TestAFileOfAConditionIsHandedOut(t *testing.T) {
	w := serve(t)
	id := assign(t, w)
	w.As("member").Get(fmt.Sprintf("%s/steps/1/files/0", href.Condition(id))).Is(http.StatusNotFound)
	w.As("member").Get(href.Condition(id) + "?as_of=2017-12-15").Is(http.StatusNotFound)
}
