package insight_test

import (
	"context"
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

func table(t *testing.T, p *visit.Page) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(p.Is(http.StatusOK).Body, "\ufeff"))).ReadAll()
	must(t, err)
	return rows
}

// An expert rates over the form: refused with what was typed, then saved; the
// form of another expert, filled in before, is told of the newer rating.
func TestAProjectIsRatedOverItsForm(t *testing.T) {
	s := red(t)
	v, save := s.As("expert"), visit.Say("rating.save")
	address := href.ProjectRatings("sergek")
	empty := v.Get(address).Is(http.StatusOK).Says(visit.Say("rating.never"), visit.Say("rating.give_centre")).SaysNot(visit.Say("rating.give_owner"))
	again := empty.Form(save).Fill("confidence", "amber_red", "rationale", "No <b>contract</b> yet", "review_on", "09.04.2018").Submit().Is(http.StatusUnprocessableEntity)
	if again.Fault("document_number") == "" || again.Fault("review_on") == "" || again.Typed("rationale") != "No <b>contract</b> yet" || again.Value("review_on") != "09.04.2018" ||
		!again.Has(`input[name="confidence"][value="amber_red"][checked]`) {
		t.Errorf("faults %q and %q, typed %q", again.Fault("document_number"), again.Fault("review_on"), again.Typed("rationale"))
	}
	again.Form(save).Fill("document_number", "14-z", "document_date", "02.04.2018", "review_on", "01.06.2018").Submit().Follow().
		Says(visit.Say("rating.was_saved"), "Rather critical", "No <b>contract</b> yet", "The expert", "today", "14-z")
	// The first form knew nothing of it.
	stale := empty.Form(save).Fill("confidence", "green", "rationale", "Fine", "document_number", "15", "document_date", "02.04.2018", "review_on", "01.06.2018").Submit()
	stale.Is(http.StatusConflict).Says(visit.Say("rating.rated_meanwhile"))
	if stale.Typed("rationale") != "Fine" {
		t.Errorf("typed %q", stale.Typed("rationale"))
	}
	if rows := table(t, v.Get("/projects/sergek/ratings.csv")); len(rows) != 2 || rows[1][1] != "centre" || rows[1][3] != "amber_red" {
		t.Errorf("%v", rows)
	}
	// The day before nobody had said anything, and the past is not rated.
	s.Clock.Set("2018-04-11 10:00")
	v = s.As("expert") // the session of yesterday is over
	past := v.Get(address + "?as_of=2018-04-09").Is(http.StatusOK).Says(visit.Say("rating.never"))
	if past.Has("main form[method=post]") {
		t.Error("the past is rated")
	}
	v.Get(address).Says("1 day ago")
}

// A project that stands in no roadmap in force is not rated: its page says so.
func TestAProjectThatIsOnlyDraftedIsNotRated(t *testing.T) {
	s := red(t)
	manager := s.Actor("manager.astana")
	_, err := s.App.AddProject(context.Background(), manager, portfolio.Project{Code: "bike", ProgrammeID: s.Programmes["astana"], Profile: portfolio.ProjectProfile{
		Name: i18n.Same("Bike"), Direction: "transport", Model: portfolio.Private, Goals: portfolio.Codes{"life"},
	}})
	must(t, err)
	v := s.As("manager.astana")
	if v.Get(href.ProjectRatings("bike")).Is(http.StatusOK).Says(visit.Say("rating.not_in_force")).Has("main form[method=post]") {
		t.Error("a form is offered")
	}
	form := url.Values{"party": {"owner"}, "confidence": {"green"}, "rationale": {"All is well"}}
	v.Post(href.ProjectRatings("bike"), form).Is(http.StatusConflict).Says(visit.Say("rating.not_in_force"))
	v.Get(href.ProjectRatings("sergek")).Is(http.StatusOK).SaysNot(visit.Say("rating.not_in_force"))
}

// Who may not rate is told so before anything is said of the form.
func TestWhoMayNotRate(t *testing.T) {
	s := red(t)
	may := map[string]string{"manager.astana": "owner", "head.astana": "owner", "expert": "centre"}
	for _, who := range testkit.Everyone {
		v := s.As(who)
		for _, party := range []string{"owner", "centre", "computed", ""} {
			got := v.Post(href.ProjectRatings("sergek"), url.Values{"party": {party}}).Status
			switch {
			case may[who] == party && party != "":
				if got != http.StatusUnprocessableEntity {
					t.Errorf("%s rates as %s: %d", who, party, got)
				}
			case may[who] == "owner" && (party == "computed" || party == ""): // a form that no page offers
				if got < 400 || got >= 500 {
					t.Errorf("%s rates as %q: %d", who, party, got)
				}
			case got != http.StatusForbidden && got != http.StatusNotFound:
				t.Errorf("%s rates as %q: %d", who, party, got)
			}
		}
		if may[who] == "" && v.Get(href.ProjectRatings("sergek")).Has(`main textarea[name="rationale"]`) {
			t.Errorf("%s is offered a form", who)
		}
	}
}

func TestRatingsThatDisagree(t *testing.T) {
	s := red(t)
	v := s.As("official")
	v.Get(href.Disagreements()).Is(http.StatusOK).Says(visit.Say("rating.agree"))
	s.Clock.Set("2018-04-12 10:00")
	must(t, s.App.RateProject(context.Background(), s.Actor("manager.astana"), said(s, portfolio.Owner, portfolio.ConfidenceGreen)))
	s.Clock.Set("2018-04-15 10:00")
	must(t, s.App.RateProject(context.Background(), s.Actor("expert"), said(s, portfolio.Centre, portfolio.AmberRed)))
	v = s.As("official")
	p := v.Get(href.Disagreements()).Is(http.StatusOK).Says("Project sergek", "Smart Astana", "Critical", "On course", "Rather critical", "since 12 Apr 2018")
	if n := p.Doc.Find("main tbody tr").Length(); n != 1 {
		t.Errorf("%d rows", n)
	}
	type row struct {
		Project, Since string
		Age            int `json:"age_days"`
		Apart          int `json:"steps_apart"`
		Computed       string
		Owner, Centre  *struct{ Confidence string }
	}
	d := visit.JSON[struct{ Projects []row }](v.Get("/portfolio/disagreements.json"))
	if len(d.Projects) != 1 || d.Projects[0].Project != "sergek" || d.Projects[0].Since != "2018-04-12" || d.Projects[0].Age != 3 || d.Projects[0].Apart != 4 ||
		d.Projects[0].Computed != "red" || d.Projects[0].Owner.Confidence != "green" || d.Projects[0].Centre.Confidence != "amber_red" {
		t.Errorf("%+v", d)
	}
	asCSV := v.Get("/portfolio/disagreements.csv").Is(http.StatusOK).Body
	testkit.SameSheet(t, "disagreements", asCSV, v.Get("/portfolio/disagreements.xlsx").Is(http.StatusOK).Body)
	testkit.SameSheet(t, "ratings", v.Get("/projects/sergek/ratings.csv").Body, v.Get("/projects/sergek/ratings.xlsx").Is(http.StatusOK).Body)
	one := visit.JSON[struct {
		Now     row
		Since   string `json:"disagree_since"`
		History []struct{ Party string }
	}](v.Get("/projects/sergek/ratings.json"))
	if one.Now.Apart != 4 || one.Since != "2018-04-12" || len(one.History) != 2 || one.History[0].Party != "centre" {
		t.Errorf("%+v", one)
	}
	// Before the owner rated they agreed.
	v.Get(href.Disagreements() + "?as_of=2018-04-11").Is(http.StatusOK).Says(visit.Say("rating.agree"))
	if rows := table(t, v.Get("/portfolio/disagreements.csv?as_of=2018-04-11")); len(rows) != 1 {
		t.Errorf("%v", rows)
	}
	// The project's page says the same, with authors and ages.
	section := v.Get(href.Project("sergek")).Is(http.StatusOK)
	for _, word := range []string{"The ratings are 4 steps apart", "The manager.astana", "3 days ago", "The expert", "today"} {
		if !strings.Contains(section.TextOf("#ratings"), word) {
			t.Errorf("the section does not say %q: %s", word, section.TextOf("#ratings"))
		}
	}
	if !section.Has(`#ratings a[href="`+href.ProjectRatings("sergek")+`"]`) || section.Has(`#ratings a[href^="/escalations"]`) {
		t.Error("the section leads elsewhere")
	}
	if then := v.Get(href.Project("sergek") + "?as_of=2018-04-11").TextOf("#ratings"); strings.Contains(then, "apart") || strings.Count(then, visit.Say("rating.none")) != 2 {
		t.Errorf("the day before: %s", then)
	}
}
