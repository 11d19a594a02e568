package planning_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"qadam/internal/testkit"
	"qadam/views/href"
)

// card is what the card of the title says.
func (p *page) card(title string) string {
	p.t.Helper()
	found := p.doc.Find(".card").FilterFunction(func(_ int, s *selection) bool {
		return strings.TrimSpace(s.Find(".card-title").First().Text()) == title
	})
	if found.Length() != 1 {
		p.t.Fatalf("%d cards are called %q on:\n%s", found.Length(), title, p.words())
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(found.Text(), "\u00a0", " ")), " ")
}

func (p *page) cardSays(title string, words ...string) *page {
	p.t.Helper()
	for _, w := range words {
		if said := p.card(title); !strings.Contains(said, w) {
			p.t.Errorf("the card %q does not say %q but %q", title, w, said)
		}
	}
	return p
}

func (p *page) cardSaysNot(title string, words ...string) *page {
	p.t.Helper()
	for _, w := range words {
		if said := p.card(title); strings.Contains(said, w) {
			p.t.Errorf("the card %q says %q: %q", title, w, said)
		}
	}
	return p
}

func TestTheDayToReportByHasPassed(t *testing.T) {
	s := serve(t)
	s.Clock.Set("2018-04-05 10:00")
	s.as("manager.astana").get("/").cardSays("Updates owed", "report by 5 Apr 2018")
	s.Clock.Set("2018-04-06 10:00")
	s.as("manager.astana").get("/").cardSays("Updates owed", "the day to report by, 5 Apr 2018, has passed")
}

func TestAManagersWork(t *testing.T) {
	s := serve(t)
	s.Clock.Set("2018-04-03 10:00")
	s.Report("astana 2.2", 10, "2018-12-20")
	s.SayDone("astana 2.1", "2018-03-20")
	p := s.as("manager.astana").get("/").is(http.StatusOK)
	p.says("Smart Astana · Akimat of Astana").
		cardSays("Updates owed", "report by 5 Apr 2018", "Line 1.1", "Overdue", "nothing reported yet").
		cardSaysNot("Updates owed", "Line 2.1", "Line 2.2", "Line 1.3").
		cardSays("Returned to you", say("work.empty_returned")).
		cardSays("Waiting for acceptance", "Line 2.1", "waiting for 0 days")
	if got := p.doc.Find(".list .active").Text(); !strings.Contains(got, "Line 1.1") {
		t.Errorf("open is %q, want what is overdue", got)
	}

	// The form beside the list leads back to the list, also when it is wrong.
	wrong := p.form("Save update").fill("percent", "160").submit().is(http.StatusUnprocessableEntity)
	wrong.cardSays("Updates owed", "Line 1.1").says(say("fault.percent_range"))
	saved := wrong.form("Save update").fill("percent", "90").fill("forecast", "10.04.2018").submit()
	if got, want := saved.Header.Get("Location"), href.Work(s.Milestones["astana 1.1"]); got != want {
		t.Errorf("back to %s, want %s", got, want)
	}
	saved.follow().says(say("milestone.progress_recorded"), "90%, forecast").cardSaysNot("Updates owed", "Line 1.1")
}

func TestWhatWasReturnedComesBack(t *testing.T) {
	s := serve(t)
	s.sayDone("astana 1.1")
	s.as("expert").get(s.address("astana 1.1")).form("Return").fill("reason", "The annex is missing").submit().is(http.StatusSeeOther)
	s.as("manager.astana").get("/").cardSays("Returned to you", "Line 1.1", "The annex is missing")
	s.as("manager.astana").get(href.Work(s.Milestones["astana 1.1"])).says(say("milestone.was_returned")).form("Save update")
	s.as("manager.ontustik").get("/").cardSaysNot("Returned to you", "Line 1.1")
}

func TestDeadlinesOfTheNextMonth(t *testing.T) {
	s := serve(t)
	s.as("head.astana").get("/").cardSays("Due in the next 30 days", "Line 1.1", "due 30 Mar 2018").cardSaysNot("Due in the next 30 days", "Line 1.2")
}

func TestAnExpertsWork(t *testing.T) {
	s := serve(t)
	s.as("expert").get("/").says(say("work.empty_review"), say("work.idle"))
	s.sayDone("astana 1.1")
	s.Clock.Set("2018-03-07 10:00")
	s.SayDone("ontustik 1.1", "2018-03-07")
	s.Clock.Set("2018-03-12 10:00")
	v := s.as("expert")
	p := v.get("/").cardSays("Evidence to accept", "Line 1.1", "Smart Astana", "Smart Ontustik", "Акт № 12.pdf · № 12/4, 2 Mar 2018", "waiting for 7 days")
	if said := p.card("Evidence to accept"); strings.Index(said, "Smart Astana") > strings.Index(said, "Smart Ontustik") {
		t.Errorf("the oldest does not come first: %s", said)
	}
	p.form("Accept").submit().follow().says(say("milestone.evidence_accepted")).cardSaysNot("Evidence to accept", "Smart Astana")
}

func TestReviewsThatAreTooLateStayOnTheListsPage(t *testing.T) {
	s := serve(t)
	s.sayDone("astana 1.1")
	mine := s.as("expert").get("/").form("Return").fill("reason", "Annex")
	s.Accept("astana 1.1", "2018-03-02")
	mine.submit().is(http.StatusConflict).says(say("milestone.not_awaiting"), "Annex").cardSays("Evidence to accept", say("work.empty_review"))
}

func TestWhatChangedInAWeek(t *testing.T) {
	s := serve(t)
	s.Report("astana 2.2", 10, "2018-12-20")
	s.sayDone("astana 1.1")
	s.sayDone("astana 2.1")
	s.Clock.Set("2018-03-20 10:00")
	s.Accept("astana 1.1", "2018-03-02")
	s.as("expert").get(s.address("astana 2.1")).form("Return").fill("reason", "Annex").submit().is(http.StatusSeeOther)
	s.Report("astana 2.2", 10, "2019-02-01")
	s.Clock.Set("2018-03-21 10:00")
	for _, who := range []string{"official", "auditor", "chair", "member", "secretary"} {
		p := s.as(who).get("/").is(http.StatusOK).
			says("What changed since 14 Mar 2018").
			cardSays("Done", "Line 1.1").cardSays("Slipped", "Line 2.2", "+43 days").cardSays("Evidence returned", "Line 2.1")
		if p.doc.Find(`a[href="/portfolio?against=2018-03-14"]`).Length() != 1 {
			t.Errorf("nothing leads %s to the portfolio with the changes", who)
		}
		if n := p.doc.Find("main form[method=post]").Length(); n != 0 {
			t.Errorf("%s is offered %d forms", who, n)
		}
	}
	s.as("official").get("/?as_of=2018-03-13").cardSays("Done", say("work.none_done"))
	s.as("official").get("/?against=2018-03-20").cardSays("Done", say("work.none_done"))
}

func TestASecretarysWork(t *testing.T) {
	s := serve(t)
	p := s.as("secretary").get("/").says(say("inbox.idle_secretary"), say("inbox.idle_secretary_next"))
	if got := p.doc.Find("title").Text(); got != "My work · Qadam" {
		t.Errorf("the title is %q", got)
	}
	_, version := s.addDraft()
	s.as("secretary").get("/").says(say("inbox.idle_secretary"))
	s.as("manager.astana").get("/").cardSays("Roadmaps in preparation", "Smart Astana", "roadmap 2018", "Draft", "version 2")
	if err := s.App.SubmitRoadmap(context.Background(), s.Actor("head.astana"), version); err != nil {
		t.Fatal(err)
	}
	p = s.as("secretary").get("/").saysNot(say("inbox.idle_secretary")).cardSays("Waiting for you", "Assign experts", "Smart Astana")
	id := s.CaseOf(version).ID
	if p.doc.Find(`main a[href="`+href.Case(id)+`"]`).Length() != 1 {
		t.Error("nothing leads to the case")
	}
	if got := p.doc.Find("title").Text(); got != "(1) My work · Qadam" {
		t.Errorf("the title is %q", got)
	}
	if got := strings.TrimSpace(p.doc.Find(`.side-link[href="/cases"] .count`).Text()); got != "1" {
		t.Errorf("the navigation counts %q approvals", got)
	}
	s.Clock.Set("2018-03-07 10:00")
	p = s.as("secretary").get("/?as_of=2018-03-05").saysNot("Waiting for you")
	if p.doc.Find(".side-link .count").Length() != 0 {
		t.Error("a page of a past day counts what waits today")
	}
}

// Who sits in a seat for its holder sees the work of the seat, and for whom.
func TestASubstitutesWork(t *testing.T) {
	s := serve(t)
	ctx := context.Background()
	_, version := s.addDraft()
	if err := s.App.SubmitRoadmap(ctx, s.Actor("head.astana"), version); err != nil {
		t.Fatal(err)
	}
	s.as("official").get("/").saysNot("Waiting for you")
	if err := s.App.Substitute(ctx, s.Actor("secretary"), s.Seats["secretary"], s.People["official"], testkit.Day("2018-03-05"), testkit.Day("2018-03-09"), ""); err != nil {
		t.Fatal(err)
	}
	s.as("official").get("/").cardSays("Waiting for you", "Assign experts", "for The secretary")
	s.as("secretary").get("/").cardSays("Waiting for you", "Assign experts")
	s.Clock.Set("2018-03-10 10:00")
	s.as("official").get("/").saysNot("Waiting for you")
}

func TestWorkOfThoseWhoKeepHouse(t *testing.T) {
	s := serve(t)
	p := s.as("admin").get("/").is(http.StatusOK)
	if p.doc.Find(".as-of").Length() != 0 {
		t.Error("the administrator is asked for a day, and there is nothing to show of it")
	}
	for _, address := range []string{href.AdminPeople(), href.AdminCalendar(2018), href.Audit()} {
		if p.doc.Find(`main a[href="`+address+`"]`).Length() != 1 {
			t.Errorf("nothing leads the administrator to %s", address)
		}
	}
	s.as("nobody").get("/").is(http.StatusOK).says(say("work.no_seat"))
}

func TestWorkOfAPastDayIsReadOnly(t *testing.T) {
	s := serve(t)
	s.Clock.Set("2018-04-10 10:00")
	for _, who := range []string{"manager.astana", "expert", "secretary"} {
		p := s.as(who).get("/?as_of=2018-03-05").is(http.StatusOK)
		if n := p.doc.Find("main form[method=post]").Length(); n != 0 {
			t.Errorf("%s is offered %d forms in the past", who, n)
		}
	}
}

func TestAMilestoneThatIsNotOnesWork(t *testing.T) {
	s := serve(t)
	theirs := s.Milestones["ontustik 1.1"]
	if p := s.as("manager.astana").get(href.Work(theirs)); p.Status != http.StatusSeeOther || p.Header.Get("Location") != href.Milestone(theirs) {
		t.Errorf("%d to %q, want to the milestone's own page", p.Status, p.Header.Get("Location"))
	}
	s.as("manager.astana").get("/?milestone=999999").is(http.StatusNotFound)
	s.as("manager.astana").get("/?milestone=x").is(http.StatusNotFound)
	stranger := &visitor{t: t, site: s, token: "nonsense"}
	stranger.get("/").is(http.StatusSeeOther)
}
