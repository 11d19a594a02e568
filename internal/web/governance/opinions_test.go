package governance_test

import (
	"net/http"
	"strings"
	"testing"

	"qadam/internal/access"
)

func TestAnOpinionIsKeptWhileItIsWritten(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	w.assign(id)
	v := w.As("expert")
	v.Get(address(id)).Is(200).Says(say("cases.opine"))
	form := v.Get(address(id) + "/opinion").Is(200)
	form.Says(say("cases.criterion_zone_need"), say("cases.unsaved"))
	saved := v.Post(address(id)+"/opinion/draft", values("score_need", "4", "text_need", "A bridge", "remark_1", "Name the owner", "remark_2", "", "verdict", "with_conditions", "condition_1_text", "Build it", "condition_1_due", "tomorrow")).Is(200)
	if saved.Body != "saved 10:00" {
		t.Errorf("the quiet word is %q", saved.Body)
	}
	again := v.Get(address(id) + "/opinion").Is(200)
	again.Says(say("cases.saved", "Time", "10:00"))
	for field, want := range map[string]string{"text_need": "A bridge", "remark_1": "Name the owner", "condition_1_text": "Build it"} {
		if got := again.Typed(field); got != want {
			t.Errorf("%s holds %q, want %q", field, got, want)
		}
	}
	if !again.Has(`input[name="score_need"][value="4"][checked]`) {
		t.Error("the score is lost")
	}
	v.Get(address(id)).Says(say("cases.opine_on"))
	// Nobody else sees it before it is given.
	w.As("secretary").Get(address(id)).SaysNot("A bridge", "Build it")
}

func TestRowsAreAddedWithoutLosingWhatWasTyped(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	w.assign(id)
	v := w.As("expert")
	more := v.Post(address(id)+"/opinion", values("remark_1", "First", "remark_3", "Third", "more", "remark", "text_need", "Typed",
		"condition_1_text", "Build it", "condition_1_due", "tomorrow")).Is(200)
	if more.Typed("remark_2") != "Third" || !more.Has(`textarea[name="remark_3"]`) || more.Typed("text_need") != "Typed" {
		t.Errorf("the rows are %q and %q", more.Typed("remark_1"), more.Typed("remark_2"))
	}
	// What has no shape yet is no fault while it is written.
	if more.Fault("condition_1_due") != "" || more.Has(".field-fault") || more.Has("[aria-invalid=true]") || more.Typed("condition_1_due") != "tomorrow" {
		t.Errorf("a row more finds fault with the day %q: %q", more.Typed("condition_1_due"), more.Fault("condition_1_due"))
	}
	v.Post(address(id)+"/opinion", values("summary", "So far", "more", "save")).Follow().Is(200).Says(say("cases.done_saved"))
	if got := v.Get(address(id) + "/opinion").Typed("summary"); got != "So far" {
		t.Errorf("the summary is %q", got)
	}
}

func TestAnOpinionIsGivenOnce(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	w.assign(id)
	v := w.As("expert")
	all := values("score_need", "4", "score_territory", "3", "score_infrastructure", "5", "score_effect", "4", "text_need", "A bridge", "remark_1", "Name the owner")
	wrong := v.Post(address(id)+"/opinion", values("score_need", "4", "text_need", "A bridge", "verdict", "with_conditions", "condition_1_text", "Build it")).Is(http.StatusUnprocessableEntity)
	if wrong.Typed("text_need") != "A bridge" || wrong.Typed("condition_1_text") != "Build it" {
		t.Error("what was typed is lost")
	}
	for _, field := range []string{"condition_1_owner", "condition_1_due", "condition_1_evidence"} {
		if wrong.Fault(field) == "" {
			t.Errorf("nothing is said beside %s", field)
		}
	}
	if wrong.Doc.Find(".field-fault").Length() < 6 {
		t.Errorf("scores without a choice are not marked:\n%s", wrong.Words())
	}
	all.Set("verdict", "recommended")
	v.Post(address(id)+"/opinion", all).Follow().Is(200).Says(say("cases.done_opinion"), "A bridge", say("cases.verdict_recommended"), "4.0", "Name the owner")
	v.Post(address(id)+"/opinion", all).Is(http.StatusConflict)
	if p := v.Get(address(id) + "/opinion").Is(http.StatusSeeOther); p.Header.Get("Location") != address(id) {
		t.Errorf("it leads to %s", p.Header.Get("Location"))
	}
	c, err := w.Store.Read(access.System(), w.Store.Instant()).Case(w.ctx, id)
	w.must(err)
	if len(c.Opinions) != 1 || len(c.Remarks) != 1 {
		t.Errorf("%d opinions, %d remarks", len(c.Opinions), len(c.Remarks))
	}
}

func TestOpinionsAreForWhoWasAsked(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	w.As("expert").Get(address(id) + "/opinion").Is(http.StatusForbidden)
	w.assign(id)
	for who, want := range map[string]int{"secretary": 403, "head.astana": 403, "official": 403, "member": 403, "manager.ontustik": 403, "admin": 404} {
		if got := w.As(who).Get(address(id) + "/opinion").Status; got != want {
			t.Errorf("%s: %d, want %d", who, got, want)
		}
		if got := w.As(who).Post(address(id)+"/opinion/draft", values("summary", "x")).Status; got != want {
			t.Errorf("%s writes: %d, want %d", who, got, want)
		}
	}
	v := w.As("expert")
	v.Post(address(id)+"/conflict", values("reason", "")).Is(http.StatusUnprocessableEntity)
	v.Post(address(id)+"/conflict", values("reason", "My brother builds the bridge")).Follow().Is(200).Says(say("cases.done_conflict"), "My brother builds the bridge")
	v.Post(address(id)+"/opinion", values("verdict", "recommended")).Is(http.StatusForbidden)
}

func TestExpertsAreAssignedOnThePage(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	v := w.As("secretary")
	page := v.Get(address(id)).Is(200)
	if got := page.Typed("due"); got != "20.03.2018" { // ten working days, with two of Nauryz before
		t.Logf("the term suggested is %s", got)
	}
	form := page.Form(say("cases.assign_send"))
	empty := form.Submit().Is(http.StatusUnprocessableEntity)
	if !strings.Contains(empty.TextOf("#experts"), "expert") {
		t.Error("the form is not shown again")
	}
	late := v.Get(address(id)).Form(say("cases.assign_send")).Tick("seats", number(w.Seats["expert"])).Fill("due", "01.03.2018").Submit().Is(http.StatusUnprocessableEntity)
	if late.Fault("due") == "" || late.Typed("due") != "01.03.2018" {
		t.Errorf("beside the day stands %q, in it %q", late.Fault("due"), late.Typed("due"))
	}
	done := late.Form(say("cases.assign_send")).Fill("due", "14.03.2018").Submit()
	done.Follow().Is(200).Says(say("cases.done_assigned"), "The expert", say("cases.not_given"))
	w.As("head.astana").Post(address(id)+"/experts", values("due", "14.03.2018")).Is(http.StatusForbidden)
	w.As("member").Post(address(id)+"/experts", values()).Is(http.StatusForbidden)
}
