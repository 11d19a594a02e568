package planning_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/views/href"
)

// asks sends what a browser with script sends while a report is being typed.
func (v *visitor) asks(milestone, percent, forecast string) *page {
	v.t.Helper()
	address := href.With(href.MilestoneEffect(v.site.Milestones[milestone]), "percent", percent, "forecast", forecast)
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Header.Set("HX-Request", "true")
	r.Header.Set("HX-Request-Type", "partial")
	r.Header.Set("HX-Target", "div#effect")
	return v.send(r)
}

// 1.1 holds 1.2, which holds 1.3, a gate. A week later 1.2 ends a week later
// too, and 6 July is a day off.
func TestWhatAReportMovesIsShownWhileItIsTyped(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	v.get(s.address("astana 1.1")).is(http.StatusOK).says(say("schedule.moves_title"), say("schedule.moves_hint"))

	p := v.asks("astana 1.1", "60", "06.04.2018").is(http.StatusOK).
		says("2 other milestones move", "1 gate", "1.2 Line 1.2", "2 Jul 2018 → 10 Jul 2018", "5 working days later", "1.3 Line 1.3", "Gate", "Akimat of Astana",
			"End of the project Project sergek", "End of the roadmap 2018 Smart Astana 31 Dec 2018 stays").
		saysNot("Report progress", "Save update", "2.1 Line 2.1")
	for _, name := range []string{"astana 1.2", "astana 1.3"} {
		if p.doc.Find(`#effect a[href="`+s.address(name)+`"]`).Length() != 1 {
			t.Errorf("nothing leads to %s", name)
		}
	}
	v.asks("astana 1.1", "60", "30.03.2018").is(http.StatusOK).says(say("schedule.nothing_moves"), "It may slip by").saysNot("2 other", "End of the")
	v.asks("astana 2.2", "0", "31.01.2019").is(http.StatusOK).says("End of the roadmap 2018 Smart Astana 31 Dec 2018 → 31 Jan 2019", "working days later", say("schedule.no_line_moves"))
	if n := len(s.milestone("astana 1.1").Updates); n != 0 {
		t.Errorf("asking recorded %d updates", n)
	}
}

// What is half typed is no mistake yet; what cannot be right is said.
func TestTheEffectOfWhatCannotBeRight(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	for _, typing := range [][2]string{{"", ""}, {"60", ""}, {"60", "0"}, {"60", "06.04"}, {"", "06.04.2018"}, {"sixty", "06.04.2018"}} {
		v.asks("astana 1.1", typing[0], typing[1]).is(http.StatusOK).says(say("schedule.moves_hint"))
	}
	for want, typed := range map[string][2]string{
		say("fault.date_does_not_exist"): {"60", "31.02.2018"},
		say("fault.percent_range"):       {"160", "06.04.2018"},
		say("milestone.forecast_before_start", "Start", testkit.Day("2018-02-01")): {"60", "31.01.2018"},
	} {
		v.asks("astana 1.1", typed[0], typed[1]).is(http.StatusOK).says(want).saysNot("other milestone", say("schedule.nothing_moves"))
	}
	v.asks("astana 1.1", "60", "06.04.20188").is(http.StatusOK)
	last := s.Line("astana 1.1", "").Due.Last().AddMonths(12 * portfolio.ForecastYears)
	v.asks("astana 1.1", "60", "31.12.9999").is(http.StatusOK).says(say("milestone.forecast_too_late", "Last", last)).saysNot("other milestone")
	v.asks("astana 1.1", "60", last.String()).is(http.StatusOK).says("2 other milestones move")
}

// A browser without script asks with a button: the page comes back with what
// was typed, the files and the effect, and nothing is recorded.
func TestWithoutScriptAButtonShowsWhatAReportMoves(t *testing.T) {
	s := serve(t)
	for _, from := range []string{s.address("astana 1.1"), href.Work(s.Milestones["astana 1.1"])} {
		v := s.as("manager.astana")
		p := v.get(from).is(http.StatusOK)
		if html, _ := p.doc.Find("form noscript").Html(); !strings.Contains(html, href.MilestoneEffect(s.Milestones["astana 1.1"])) || !strings.Contains(html, say("schedule.moves_button")) {
			t.Errorf("%s has no button for it: %s", from, html)
		}
		f := p.form("Save update").fill("percent", "60").fill("forecast", "06.04.2018").fill("note", "Delivery is late").attach("act.pdf", pdf)
		key := f.values.Get("form_key")
		f.action = href.MilestoneEffect(s.Milestones["astana 1.1"])
		again := f.submit().is(http.StatusOK).says("2 other milestones move", "act.pdf", "Delivery is late").form("Save update")
		if again.values.Get("forecast") != "06.04.2018" || again.values.Get("percent") != "60" || again.values.Get("form_key") != key || again.values.Get("kept") == "" {
			t.Errorf("%s: the form is %v", from, again.values)
		}
		if n := len(s.milestone("astana 1.1").Updates); n != 0 {
			t.Errorf("asking recorded %d updates", n)
		}
		again.action = href.MilestoneEffect(s.Milestones["astana 1.1"])
		wrong := again.fill("forecast", "31.02.2018").fill("percent", "160").submit().is(http.StatusUnprocessableEntity)
		if wrong.fault("forecast") != say("fault.date_does_not_exist") || wrong.fault("percent") != say("fault.percent_range") {
			t.Errorf("beside the fields stand %q and %q", wrong.fault("forecast"), wrong.fault("percent"))
		}
	}
	v := s.as("manager.astana")
	saved := v.get(s.address("astana 1.1")).form("Save update").fill("percent", "60").fill("forecast", "06.04.2018")
	saved.submit().follow().is(http.StatusOK)
	for _, page := range []string{s.address("astana 1.2"), href.Work(s.Milestones["astana 1.2"]), href.Roadmap("astana", 2018)} {
		v.get(page).is(http.StatusOK).says("10 Jul 2018", "1.1")
	}
	v.get(href.Roadmap("astana", 2018)).says("pushed to 10 Jul 2018 by 1.1")
	if l := s.Line("astana 1.2", ""); l.Facts.UpdateID != 0 || l.PushedTo != testkit.Day("2018-07-10") {
		t.Errorf("1.2 is pushed to %s, its owner reported %+v", l.PushedTo, l.Facts)
	}
}

// Only those who may report are told, as with the report itself.
func TestTheEffectIsForThoseWhoMayReport(t *testing.T) {
	s := serve(t)
	for who, want := range map[string]int{"manager.astana": 200, "head.astana": 200, "manager.ontustik": 403, "expert": 403, "official": 403, "auditor": 403, "admin": 404, "nobody": 404} {
		v := s.as(who)
		v.asks("astana 1.1", "60", "06.04.2018").is(want)
		v.post(href.MilestoneEffect(s.Milestones["astana 1.1"]), url.Values{"percent": {"60"}, "forecast": {"06.04.2018"}}).is(want)
	}
	v := s.as("manager.astana")
	v.get("/milestones/999999/effect").is(http.StatusNotFound)
	v.get("/milestones/one/effect").is(http.StatusNotFound)
	v.get(href.MilestoneEffect(s.Milestones["astana 1.1"]) + "?as_of=2018-02-10").is(http.StatusNotFound)
	s.SayDone("astana 1.1", "2018-03-02")
	s.Accept("astana 1.1", "2018-03-02")
	v.asks("astana 1.1", "60", "06.04.2018").is(http.StatusNoContent)
}

func TestAMilestoneSaysWhereItLiesInTheSchedule(t *testing.T) {
	s := serve(t)
	v := s.as("official")
	v.get(s.address("astana 1.2")).says(say("schedule.title"), "end of the roadmap: 31 Dec 2018", "At the earliest", "2 Apr 2018 – 2 Jul 2018", "At the latest", "May slip by", "working days")
	v.get(s.address("astana 2.2")).says(say("schedule.critical"), say("schedule.critical_note"))
	s.SayDone("astana 1.1", "2018-03-02")
	s.Accept("astana 1.1", "2018-03-02")
	v.get(s.address("astana 1.1")).saysNot(say("schedule.title"))
	if b := s.Line("astana 1.1", ""); b.Status != portfolio.Done {
		t.Errorf("1.1 is %s", b.Status)
	}
}
