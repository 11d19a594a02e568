package insight_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// reviewed is a world on 2 June 2018 in which sergek was red at three month-ends
// running: the application opened a review on the first.
func reviewed(t *testing.T) *visit.Site {
	t.Helper()
	s := visit.Serve(t)
	for _, day := range []string{"2018-03-25", "2018-04-25", "2018-05-25"} {
		s.Clock.Set(day + " 10:00")
		s.Report("astana 1.1", 10, "2019-12-20")
		if day > "2018-04" {
			s.Report("astana 1.2", 10, "2019-12-20")
		}
	}
	s.Clock.Set("2018-06-01 06:00")
	must(t, s.App.Escalate(context.Background()))
	s.Clock.Set("2018-06-02 10:00")
	return s
}

type escalation struct {
	ID       int64
	Project  string
	Level    string
	HoldBy   string `json:"hold_by"`
	HeldOn   string `json:"held_on"`
	OpenedOn string `json:"opened_on"`
	Late     bool
	Over     bool
	Agenda   *struct {
		Months []any
		Lines  []struct{ Number string }
	}
}

func TestEscalationsAreListed(t *testing.T) {
	s := reviewed(t)
	v := s.As("official")
	p := v.Get(href.Escalations()).Is(http.StatusOK).Says("Project sergek", "Smart Astana", "3 months running", "29 days left", visit.Say("escalation.state_open"), "Critical", visit.Say("escalation.no_ministry"))
	if !p.Has(`main a[href="` + href.Escalation(1) + `"]`) {
		t.Error("nothing leads to the review")
	}
	d := visit.JSON[struct{ Escalations []escalation }](v.Get("/portfolio/escalations.json")).Escalations
	if len(d) != 1 || d[0].Project != "sergek" || d[0].Level != "review" || d[0].OpenedOn != "2018-06-01" || d[0].HoldBy != "2018-07-01" || d[0].Late || d[0].Over {
		t.Errorf("%+v", d)
	}
	testkit.SameSheet(t, "escalations", v.Get("/portfolio/escalations.csv").Is(http.StatusOK).Body, v.Get("/portfolio/escalations.xlsx").Is(http.StatusOK).Body)
	v.Get(href.Escalations() + "?as_of=2018-05-31").Is(http.StatusOK).Says(visit.Say("escalation.no_reviews"))
	// The project's pages say so too.
	for _, address := range []string{href.Project("sergek"), href.ProjectRatings("sergek")} {
		if !v.Get(address).Is(http.StatusOK).Has(`main a[href="` + href.Escalation(1) + `"]`) {
			t.Errorf("%s does not lead to the review", address)
		}
	}
	s.Clock.Set("2018-07-02 10:00")
	v = s.As("official")
	v.Get(href.Escalations()).Says(visit.Say("escalation.state_late"), "1 day late")
	if got := v.Get(href.Project("sergek")).TextOf("#ratings"); !strings.Contains(got, visit.Say("escalation.state_late")) {
		t.Errorf("the project's page does not say that the review is overdue: %s", got)
	}
}

func TestAnEscalationsPage(t *testing.T) {
	s := reviewed(t)
	v := s.As("official")
	p := v.Get(href.Escalation(1)).Is(http.StatusOK).Says(visit.Say("escalation.agenda"), "1.1 Line 1.1", "31 Mar 2018", "30 Apr 2018", "31 May 2018", visit.Say("escalation.no_ratings"))
	if p.Has("main form[method=post]") {
		t.Error("the official is offered to hold it")
	}
	d := visit.JSON[escalation](v.Get("/escalations/1.json"))
	if d.Agenda == nil || len(d.Agenda.Months) != 3 || len(d.Agenda.Lines) != 1 || d.Agenda.Lines[0].Number != "1.1" {
		t.Errorf("%+v", d.Agenda)
	}
	testkit.SameSheet(t, "the agenda", v.Get("/escalations/1.csv").Is(http.StatusOK).Body, v.Get("/escalations/1.xlsx").Is(http.StatusOK).Body)
	for _, address := range []string{"/escalations/1?as_of=2018-05-31", "/escalations/2", "/escalations/one"} {
		v.Get(address).Is(http.StatusNotFound)
	}
	s.As("admin").Get(href.Escalation(1)).Is(http.StatusNotFound)
}

func TestAReviewIsHeldOverItsForm(t *testing.T) {
	s := reviewed(t)
	v, save := s.As("secretary"), visit.Say("escalation.save")
	open := v.Get(href.Escalation(1)).Is(http.StatusOK)
	refused := open.Form(save).Fill("held_on", "31.05.2018", "text", "A new contractor").Submit().Is(http.StatusUnprocessableEntity)
	if refused.Fault("held_on") == "" || refused.Value("held_on") != "31.05.2018" || refused.Typed("text") != "A new contractor" {
		t.Errorf("fault %q, typed %q and %q", refused.Fault("held_on"), refused.Value("held_on"), refused.Typed("text"))
	}
	refused.Form(save).Fill("held_on", "01.06.2018", "document_number", "R-1").Submit().Follow().
		Says(visit.Say("escalation.was_held"), "A new contractor", "R-1", visit.Say("escalation.state_held"), "The secretary")
	open.Form(save).Fill("held_on", "01.06.2018", "text", "Once more").Submit().Is(http.StatusConflict).Says(visit.Say("escalation.held_already"))
	if d := visit.JSON[escalation](v.Get("/escalations/1.json")); d.HeldOn != "2018-06-01" || !d.Over {
		t.Errorf("%+v", d)
	}
	v.Get(href.Escalation(1) + "?as_of=2018-06-01").Is(http.StatusOK).SaysNot("A new contractor")
	if s.As("official").Get(href.Project("sergek")).Has(`#ratings a[href^="/escalations"]`) {
		t.Error("what is held is still open on the project's page")
	}
}

// Who may not hold a review is told so before anything is said of the form.
func TestWhoMayNotHoldAReview(t *testing.T) {
	s := reviewed(t)
	for _, who := range testkit.Everyone {
		want := map[string]bool{"expert": true, "chair": true, "secretary": true}[who]
		v := s.As(who)
		got := v.Post(href.EscalationHolding(1), url.Values{}).Status
		if want != (got == http.StatusUnprocessableEntity) || !want && got != http.StatusForbidden && got != http.StatusNotFound {
			t.Errorf("%s: %d", who, got)
		}
		if v.Get(href.Escalation(1)).Has("main form[method=post]") != want {
			t.Errorf("%s is offered a form, or is not: want %t", who, want)
		}
	}
	if err := s.App.HoldEscalation(context.Background(), s.Actor("chair"), app.Holding{EscalationID: 1, HeldOn: testkit.Day("2018-06-02"), Conclusion: "Done"}); err != nil {
		t.Error(err)
	}
}
