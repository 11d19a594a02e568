package governance_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"qadam/internal/testkit"
	"qadam/views/href"
)

// fields are those of the form of line 2.1 of Astana.
func (w *world) field(name string) string {
	return fmt.Sprintf("%d.%s", w.Milestones["astana 2.1"], name)
}

func TestAChangeIsAskedForWithItsEffectAndDecided(t *testing.T) {
	w := serve(t)
	at := href.MilestoneChange(w.Milestones["astana 2.1"])
	v := w.As("manager.astana")
	if !v.Get(href.Milestone(w.Milestones["astana 2.1"])).Has(`a[href="` + at + `"]`) {
		t.Error("the milestone does not lead to the form")
	}
	form := v.Get(at).Is(http.StatusOK).Button(say("change.show_effect")).Fill(w.field("due"), "10.07.2018")
	effect := form.Submit().Is(http.StatusOK)
	effect.Says(say("change.decides_akimat"), "+8 days", say("change.dates"))
	if got := effect.Typed(w.field("due")); got != "10.07.2018" {
		t.Errorf("what was typed is lost: %q", got)
	}
	wrong := effect.Button(say("change.send")).Submit().Is(http.StatusUnprocessableEntity)
	if wrong.Fault("reason_code") == "" {
		t.Error("no reason is asked for")
	}
	sent := wrong.Button(say("change.send")).Fill("reason_code", "procurement_failed", "reason", "No bids").Submit().Is(http.StatusSeeOther)
	sent.Follow().Is(http.StatusOK).Says(say("change.sent_akimat"))
	v.Get(at).Says(say("change.open_title", "Version", 2))
	v.Get("/roadmaps/astana/2018/change").Says(say("change.open_title", "Version", 2))
	id := sent.Header.Get("Location")
	w.As("head.astana").Get(id).Is(http.StatusOK)
	w.As("head.astana").Post(id+"/decision", map[string][]string{"decision": {"approve"}}).Is(http.StatusSeeOther)
	page := w.As("member").Get(href.Milestone(w.Milestones["astana 2.1"]))
	page.Says("10 Jul 2018", say("roadmap.originally", "Day", testkit.Day("2018-07-02")))
}

// Nothing is changed any more of a milestone that is done.
func TestNoChangeOfWhatIsDone(t *testing.T) {
	w := serve(t)
	id := w.Milestones["astana 2.1"]
	w.SayDone("astana 2.1", "2018-03-02")
	w.Accept("astana 2.1", "2018-03-02")
	v := w.As("manager.astana")
	if v.Get(href.Milestone(id)).Is(http.StatusOK).Has(`a[href="` + href.MilestoneChange(id) + `"]`) {
		t.Error("the milestone still leads to the form")
	}
	v.Get(href.MilestoneChange(id)).Is(http.StatusConflict).Says(say("change.line_done", "Number", "2.1"))
}

func TestWhatAFormOfAChangeSays(t *testing.T) {
	w := serve(t)
	at := href.MilestoneChange(w.Milestones["astana 2.1"])
	v := w.As("manager.astana")
	for _, tt := range []struct {
		fields []string
		want   string
	}{
		{[]string{w.field("due"), "25.07.2018"}, say("change.decides_competence_centre")},
		{[]string{w.field("due"), "25.10.2018"}, say("change.decides_working_group")},
		{[]string{w.field("sum_0"), "420 000"}, say("change.decides_akimat")},
		{[]string{w.field("sum_0"), "500 000"}, say("change.decides_working_group")},
		{[]string{w.field("due"), "10.01.2018"}, say("roadmap.due_before_start")},
		{[]string{w.field("due"), "soon"}, say("fault.not_a_date")},
		{nil, say("roadmap.nothing_to_change")},
	} {
		form := v.Get(at).Button(say("change.show_effect"))
		form.Fill(tt.fields...).Submit().Is(http.StatusOK).Says(tt.want)
	}
	large := v.Get(at).Button(say("change.send")).Fill(w.field("due"), "25.10.2018", "reason_code", "permits").Submit().Is(http.StatusSeeOther)
	if to := large.Header.Get("Location"); !strings.Contains(to, "version=2") {
		t.Errorf("a large change of a manager leads to %s", to)
	}
	large.Follow().Says(say("change.drafted"))
}

func TestSeveralLinesAreChangedAtOnce(t *testing.T) {
	w := serve(t)
	v := w.As("head.astana")
	one, two := w.Milestones["astana 2.1"], w.Milestones["astana 2.2"]
	v.Get("/roadmaps/astana/2018/change").Is(http.StatusOK).Says(say("change.choose"))
	page := v.Get(fmt.Sprintf("/roadmaps/astana/2018/change?line=%d&line=%d", one, two)).Is(http.StatusOK)
	form := page.Button(say("change.send")).Fill(fmt.Sprintf("%d.due", one), "10.07.2018", fmt.Sprintf("%d.note", two), "Later", "reason_code", "permits")
	sent := form.Submit().Is(http.StatusSeeOther)
	sent.Follow().Says(say("change.sent_competence_centre"))
}

func TestAnotherVersionCameIntoForceMeanwhile(t *testing.T) {
	w := serve(t)
	at := href.MilestoneChange(w.Milestones["astana 2.1"])
	manager := w.As("manager.astana")
	form := manager.Get(at).Button(say("change.send")).Fill(w.field("due"), "12.07.2018", "reason_code", "permits")
	sent := manager.Get(at).Button(say("change.send")).Fill(w.field("due"), "05.07.2018", "reason_code", "permits").Submit().Is(http.StatusSeeOther)
	form.Submit().Is(http.StatusConflict).Says(say("change.open_title", "Version", 2))
	w.As("head.astana").Post(sent.Header.Get("Location")+"/decision", map[string][]string{"decision": {"approve"}}).Is(http.StatusSeeOther)
	again := form.Submit().Is(http.StatusConflict).Says(say("change.stale", "Version", 2))
	if got := again.Typed(w.field("due")); got != "12.07.2018" {
		t.Errorf("what was typed is lost: %q", got)
	}
}

func TestWhoMayOpenTheFormOfAChange(t *testing.T) {
	w := serve(t)
	at := href.MilestoneChange(w.Milestones["astana 2.1"])
	for _, who := range testkit.Everyone {
		want := http.StatusForbidden
		switch who {
		case "manager.astana", "head.astana":
			want = http.StatusOK
		case "admin", "nobody":
			want = http.StatusNotFound
		}
		if got := w.As(who).Get(at).Status; got != want {
			t.Errorf("%s: %d, want %d", who, got, want)
		}
	}
	w.As("manager.astana").Get(at + "?as_of=2018-02-10").Is(http.StatusNotFound)
}
