package insight_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// red is a world on 10 April 2018, with the first milestone of sergek overdue
// since 31 March: a quarter of the project's weight, so that it is red.
func red(t *testing.T) *visit.Site {
	t.Helper()
	s := visit.Serve(t)
	s.Clock.Set("2018-04-10 10:00")
	s.Report("astana 1.1", 60, "2018-04-20")
	return s
}

// whyData is as much of the data as the tests look at.
type whyData struct {
	AsOf      string `json:"as_of"`
	Milestone int64
	Status    string
	Rule      string
	Checks    []struct {
		Rule           string
		Holds, Decides bool
	}
	Wants    []struct{ Rule string }
	Weights  struct{ Weight, Overdue int }
	Deciding []int64
	Finish   []int64
}

func TestWhyAMilestoneHasItsStatus(t *testing.T) {
	s := red(t)
	v, address := s.As("official"), href.Milestone(s.Milestones["astana 1.1"])+"/why"
	p := v.Get(address).Is(http.StatusOK).Says("1.1 Line 1.1", "Overdue", visit.Say("why.wants"), visit.Say("why.rule_past_due"), visit.Say("why.decided"), "The deadline of 30 Mar 2018 has passed")
	if n := p.Doc.Find("#why tbody tr").Length(); n < 4 {
		t.Errorf("%d rules were asked", n)
	}
	if p.Has("#why form") {
		t.Error("a page that says why offers a form")
	}
	d := visit.JSON[whyData](v.Get(strings.Replace(address, "/why", "/why.json", 1)))
	if d.AsOf != "2018-04-10" || d.Milestone != s.Milestones["astana 1.1"] || d.Status != "overdue" || d.Rule != string(portfolio.RulePastDue) || len(d.Wants) == 0 {
		t.Errorf("%+v", d)
	}
	decided := 0
	for _, c := range d.Checks {
		if c.Decides {
			decided++
			if !c.Holds || c.Rule != d.Rule {
				t.Errorf("%+v decides, the rule is %s", c, d.Rule)
			}
		}
	}
	if decided != 1 {
		t.Errorf("%d rules decide", decided)
	}
	// A past day has its own answer, and a day compared with says what changed.
	v.Get(address+"?as_of=2018-03-10").Is(http.StatusOK).SaysNot("Overdue", "20 Apr 2018")
	v.Get(address+"?against=2018-03-10").Is(http.StatusOK).Says(visit.Say("why.since", "Day", testkit.Day("2018-03-10")), "→ Overdue", "0% → 60%")
	v.Get(address + "?against=2018-01-20").Is(http.StatusOK).Says(visit.Say("why.new_line"))
	// The predecessor that holds a milestone back is named and leads on.
	if next := v.Get(href.Milestone(s.Milestones["astana 1.2"]) + "/why").Is(http.StatusOK); !next.Has(`#why a[href="` + href.Milestone(s.Milestones["astana 1.1"]) + `"]`) {
		t.Errorf("nothing leads to the predecessor:\n%s", next.Words())
	}
}

func TestWhyAProjectAndAProgrammeHaveTheirColour(t *testing.T) {
	s := red(t)
	v, first := s.As("official"), s.Milestones["astana 1.1"]
	for _, address := range []string{href.ProjectWhy("sergek"), href.Programme("astana") + "/why"} {
		p := v.Get(address).Is(http.StatusOK).Says("Critical", visit.Say("why.wants"), "Line 1.1", visit.Say("why.deciding"))
		if !p.Has(`#why a[href^="` + href.Milestone(first) + `"]`) {
			t.Errorf("%s: nothing leads to the milestone that decided", address)
		}
		d := visit.JSON[whyData](v.Get(strings.Replace(address, "/why", "/why.json", 1)))
		if d.Status != "red" || d.Weights.Overdue != 20 || !slices.Contains(d.Deciding, first) || !slices.Contains(d.Finish, first) {
			t.Errorf("%s: %+v", address, d)
		}
		v.Get(address + "?as_of=2018-03-10").Is(http.StatusOK).SaysNot("Critical")
		v.Get(address+"?against=2018-03-10").Is(http.StatusOK).Says(visit.Say("why.since", "Day", testkit.Day("2018-03-10")), "→ Critical", visit.Say("why.entered"))
		v.Get(address + "?year=2018").Is(http.StatusOK).Says("Critical")
		v.Get(address + "?year=spring").Is(http.StatusNotFound)
	}
	// The page of the project shows the ratings that it is held against.
	v.Get(href.ProjectWhy("sergek")).Says(visit.Say("rating.party_owner"), visit.Say("rating.none"))
	// A project that ended has no colour to be explained.
	must(t, s.App.EndProject(context.Background(), s.Actor("head.astana"), s.Projects["sergek"], portfolio.Terminated, testkit.Day("2018-04-10"), "No money", "7"))
	v.Get(href.ProjectWhy("sergek")).Is(http.StatusOK).Says(visit.Say("why.ended")).SaysNot("Critical")
}

// Whoever may not know of a thing is not told why it is so.
func TestWhyIsUnknownToWhoMayNotSee(t *testing.T) {
	s := red(t)
	ctx, manager := context.Background(), s.Actor("manager.astana")
	secret, err := s.App.AddProject(ctx, manager, portfolio.Project{Code: "secret", ProgrammeID: s.Programmes["astana"], Profile: portfolio.ProjectProfile{
		Name: text("Proposed project"), Direction: "safety", Model: portfolio.Public, Goals: portfolio.Codes{"life"}, Grade: "P", Total: 5_00,
	}})
	must(t, err)
	version, err := s.App.DraftVersion(ctx, manager, s.Programmes["astana"], 2018, "other", "More")
	must(t, err)
	line, err := s.App.AddLine(ctx, manager, portfolio.Plan{
		VersionID: version, ProjectID: secret, Position: 9, Number: "3.1", Title: text("Line 3.1"), Form: portfolio.FormAct,
		LeadID: s.Bodies["akimat-astana"], Start: testkit.Day("2018-05-01"), Due: testkit.Due("2018-08"), Weight: 5,
	})
	must(t, err)
	all := []string{href.ProjectWhy("sergek"), href.Programme("astana") + "/why", href.Milestone(s.Milestones["astana 1.1"]) + "/why", href.ProjectRatings("sergek"), href.Disagreements(), href.Escalations()}
	for _, who := range []string{"admin", "nobody"} {
		v := s.As(who)
		for _, address := range all {
			v.Get(address).Is(http.StatusNotFound)
		}
	}
	for _, who := range []string{"member", "expert", "manager.ontustik"} {
		v := s.As(who)
		for _, address := range []string{href.ProjectWhy("secret"), href.ProjectRatings("secret"), href.Milestone(line) + "/why", href.Milestone(999999) + "/why", "/milestones/one/why", href.ProjectWhy("nothing"), href.Programme("nothing") + "/why"} {
			v.Get(address).Is(http.StatusNotFound)
		}
	}
	s.As("official").Get(href.ProjectWhy("secret")).Is(http.StatusOK).Says("Proposed project")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// said is a rating of sergek as somebody gives it who saw the latest.
func said(s *visit.Site, party portfolio.Party, c portfolio.Confidence) app.Assessment {
	a := app.Assessment{ProjectID: s.Projects["sergek"], Party: party, Confidence: c, Rationale: "Said to be " + string(c), Seen: app.AnyUpdate}
	if party == portfolio.Centre {
		a.Document, a.ReviewOn = app.Document{Number: "14", Dated: testkit.Day("2018-03-02")}, testkit.Day("2018-06-01")
	}
	return a
}
