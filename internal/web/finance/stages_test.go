package finance_test

import (
	"net/http"
	"testing"

	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

func TestAStageIsSavedAndShownWhereItIsLate(t *testing.T) {
	s, say := visit.Serve(t), visit.Say
	v := s.As("manager.astana")
	const page = "/projects/sergek/stages?stage=P5"
	v.Get(page).Is(http.StatusOK).Says("Stage P9", "Rules of 2015-10-31")
	wrong := v.Get(page).Form(say("stage.save")).Fill("result", "passed", "actual", "05.03.2018").Submit().Is(http.StatusUnprocessableEntity)
	if got := wrong.Fault("document_number"); got != say("stage.document_needed") {
		t.Errorf("passed without a document: %q", got)
	}
	v.Get(page).Form(say("stage.save")).Fill("planned", "30.03.2018").Submit().Follow().Says(say("stage.was_saved"))
	s.Clock.Set("2018-04-10 10:00")
	v = s.As("manager.astana")
	late := "Stage P5 is late: +11 days"
	for _, address := range []string{"/projects/sergek", "/projects"} {
		s.As("official").Get(address).Is(http.StatusOK).Says(late)
	}
	s.As("official").Get("/projects/sergek?as_of=2018-03-30").Is(http.StatusOK).SaysNot(late)
	stale := v.Get(page).Form(say("stage.save")).Fill("forecast", "20.04.2018")
	v.Get(page).Form(say("stage.save")).Fill("result", "passed", "actual", "09.04.2018", "document_number", "14", "document_date", "09.04.2018").Submit().Follow().Says("14, 9 Apr 2018")
	stale.Submit().Is(http.StatusConflict).Says(say("stage.recorded_meanwhile"))
	s.As("official").Get("/projects").SaysNot(late)
	v.Get("/projects/sergek/stages?stage=V1").Is(http.StatusNotFound)
}

func TestWhoSeesStages(t *testing.T) {
	s := visit.Serve(t)
	for _, who := range testkit.Everyone {
		want := http.StatusOK
		if who == "admin" || who == "nobody" {
			want = http.StatusNotFound
		}
		if got := s.As(who).Get("/projects/sergek/stages").Status; got != want {
			t.Errorf("%s: %d, want %d", who, got, want)
		}
	}
	s.As("official").Get("/projects/sergek/stages?stage=P5").SaysNot(visit.Say("stage.save"))
	s.As("manager.astana").Get("/projects/sergek/stages?stage=P5&as_of=2018-03-02").SaysNot(visit.Say("stage.save"))
}
