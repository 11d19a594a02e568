package planning_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/views/href"
)

func TestAMilestonesPage(t *testing.T) {
	s := serve(t)
	p := s.as("official").get(s.address("astana 1.3")).is(http.StatusOK).
		says("Line 1.3", "Line 1.3 кк", "Line 1.3 ру", "Smart Astana", "Project sergek", "Zone", "Gate", "Act", "Akimat of Astana",
			"3rd quarter 2018", "to be done by 1 Oct 2018", "Local budget", "At risk", "Pushed to by earlier milestones",
			"1.2 Line 1.2", "finish to start", "Version 1 of the roadmap in force, deadline 1 Oct 2018")
	for _, address := range []string{href.Programme("astana"), href.Project("sergek"), href.Zone("zone-astana"), href.Roadmap("astana", 2018), s.address("astana 1.2")} {
		if p.doc.Find(`main a[href="`+address+`"]`).Length() == 0 {
			t.Errorf("nothing leads to %s", address)
		}
	}
	v := s.as("official")
	v.get("/milestones/999999").is(http.StatusNotFound)
	v.get("/milestones/one").is(http.StatusNotFound)
	v.get("/milestones/-1").is(http.StatusNotFound)
}

// The reason of a status names the predecessor that decided and leads to it.
func TestAReasonLeadsToThePredecessor(t *testing.T) {
	s := serve(t)
	s.Clock.Set("2018-04-02 10:00")
	s.Report("astana 1.1", 40, "2018-05-20")
	p := s.as("official").get(s.address("astana 1.2")).says("At risk", say("reason.predecessor_overdue"), "Pushed to by earlier milestones")
	if p.doc.Find(`.why-text a[href="`+s.address("astana 1.1")+`"]`).Length() != 1 {
		t.Error("the reason does not lead to the predecessor")
	}
}

func TestAMilestoneOfThePastIsReadOnly(t *testing.T) {
	s := serve(t)
	s.Report("astana 1.1", 60, "2018-04-05")
	s.Clock.Set("2018-04-10 10:00")
	s.SayDone("astana 1.1", "2018-04-09")
	v := s.as("manager.astana")
	then := v.get(s.address("astana 1.1")+"?as_of=2018-03-10").says("60%", "At risk", say("ui.past_read_only")).saysNot("Reported done")
	if n := then.doc.Find("main form[method=post]").Length(); n != 0 {
		t.Errorf("the past offers %d forms", n)
	}
	then.doc.Find("main .card a[href^='/milestones/']").Each(func(_ int, a *selection) {
		if address := a.AttrOr("href", ""); !strings.Contains(address, "as_of=2018-03-10") {
			t.Errorf("%s leaves the day", address)
		}
	})
	s.as("expert").get(s.address("astana 1.1") + "?as_of=2018-03-10").saysNot("Accept")
	v.get(s.address("astana 1.1")+"?as_of=2018-01-20").says("Draft", say("milestone.no_status")).saysNot("On track")
	s.as("expert").get(s.address("astana 1.1") + "?as_of=2018-01-20").is(http.StatusNotFound)
	v.get(s.address("astana 1.1") + "?as_of=2017-12-31").is(http.StatusNotFound)
	v.get(s.address("astana 1.1") + "?as_of=2018-04-11").is(http.StatusUnprocessableEntity).says(say("fault.day_in_future"))
	v.get(s.address("astana 1.1") + "?as_of=yesterday").is(http.StatusUnprocessableEntity)
	v.get(s.address("astana 1.1")+"?against=2018-03-10").says("Since 10 Mar 2018", "At risk", "60% → 100%", "+4 days")
}

// addDraft plans a milestone in a new version of Astana's roadmap and moves
// another; the version stays a draft.
func (s *site) addDraft() (id, version int64) {
	s.T.Helper()
	ctx, manager := context.Background(), s.Actor("manager.astana")
	version, err := s.App.DraftVersion(ctx, manager, s.Programmes["astana"], 2018, "other", "A later start")
	if err == nil {
		id, err = s.App.AddLine(ctx, manager, portfolio.Plan{
			VersionID: version, ProjectID: s.Projects["sergek"], Position: 9, Number: "1.9", Title: s.milestoneTitle("1.9"), Form: portfolio.FormAct,
			LeadID: s.Bodies["akimat-astana"], Start: testkit.Day("2018-05-01"), Due: testkit.Due("2018-08"), Weight: 5,
		})
	}
	if err == nil {
		err = s.App.ChangeLine(ctx, manager, version, s.Milestones["astana 1.1"], func(p *portfolio.Plan) { p.Due = testkit.Due("2018-04-30") })
	}
	if err != nil {
		s.T.Fatal(err)
	}
	return id, version
}

func TestAMilestoneOfADraft(t *testing.T) {
	s := serve(t)
	id, version := s.addDraft()
	form := url.Values{"percent": {"60"}, "forecast": {"31.08.2018"}, "form_key": {"k"}, "seen": {"0"}}
	for who, want := range map[string]struct{ see, report int }{
		"manager.astana": {200, 409}, "head.astana": {200, 409}, "official": {200, 403}, "auditor": {200, 403},
		"manager.ontustik": {404, 404}, "head.ontustik": {404, 404}, "expert": {404, 403}, "member": {404, 403},
	} {
		form.Set("form_key", who)
		if got := s.as(who).get(href.Milestone(id)).Status; got != want.see {
			t.Errorf("%s sees it: %d, want %d", who, got, want.see)
		}
		if got := s.as(who).post(href.MilestoneUpdates(id), form).Status; got != want.report {
			t.Errorf("%s reports on it: %d, want %d", who, got, want.report)
		}
	}
	s.as("manager.astana").get(href.Milestone(id)).says("Draft", "version 2", say("milestone.no_status")).saysNot("Save update")

	ctx := context.Background()
	if err := s.App.SubmitRoadmap(ctx, s.Actor("head.astana"), version); err != nil {
		t.Fatal(err)
	}
	s.as("expert").get(href.Milestone(id)).is(http.StatusOK)
	s.Clock.Set("2018-03-07 10:00")
	s.Enforce(version, app.Act{Number: "20", Date: testkit.Day("2018-03-07"), Signatory: i18n.Same("Akim")})
	s.as("manager.astana").get(href.Milestone(id)).says("Not started").form("Save update")
	s.as("official").get(s.address("astana 1.1")).says(
		"Against the original plan", "Original", "version 2", "30 Mar 2018", "30 Apr 2018", "+31 days",
		"Version 2 of the roadmap moved the deadline from 30 Mar 2018 to 30 Apr 2018")
}
