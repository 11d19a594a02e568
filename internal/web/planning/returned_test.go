package planning_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/views/href"
)

// What is changed in a version since it was returned is read by those who may
// see drafts; to all others it stays what was submitted.
func TestAReturnedVersionIsReadAsItWasSubmitted(t *testing.T) {
	s := serve(t)
	id := s.second(1)
	ctx, manager := context.Background(), s.Actor("manager.astana")
	line := s.Milestones["astana 1.2"]
	rename := func(title, due string) {
		t.Helper()
		s.must(s.App.ChangeLine(ctx, manager, id, line, func(p *portfolio.Plan) { p.Title, p.Due = i18n.Same(title), testkit.Due(due) }))
	}
	rename("As submitted", "2018-07-13")
	s.Clock.Set("2018-03-06 09:00")
	s.must(s.App.SubmitRoadmap(ctx, s.Actor("head.astana"), id))
	s.Clock.Set("2018-03-06 12:00")
	s.must(s.App.ReturnCase(ctx, s.Actor("secretary"), s.CaseOf(id).ID, []approval.Remarked{{Text: "More of it"}}))
	s.Clock.Set("2018-03-07 09:00")
	rename("Not submitted yet", "2018-11-21")
	s.Clock.Set("2018-03-07 12:00")
	pages := []string{
		astana + "?version=2", astanaTimeline + "&version=2", astana + "?version=2&form=official", astana + ".csv?version=2", astana + ".json?version=2",
		compared + "?from=1&to=2", compared + ".csv?from=1&to=2", href.Case(s.CaseOf(id).ID),
	}
	holds := func(body string, any ...string) bool {
		return slices.ContainsFunc(any, func(s string) bool { return strings.Contains(body, s) })
	}
	for who, drafts := range map[string]bool{"manager.astana": true, "official": true, "expert": false, "secretary": false} {
		for _, at := range pages {
			body := s.as(who).get(at).is(http.StatusOK).Body
			if got := holds(body, "Not submitted yet", "2018-11-21", "21\u00a0Nov"); got != drafts && (!drafts || !strings.HasSuffix(at, "official")) {
				t.Errorf("%s on %s: shown what was not submitted: %v", who, at, got)
			}
			if !drafts && !holds(body, "As submitted", "13\u00a0Jul") {
				t.Errorf("%s on %s: what was submitted is not shown", who, at)
			}
		}
	}
	for _, at := range pages[:7] {
		s.as("member").get(at).saysNot("As submitted", "Not submitted yet")
	}
}
