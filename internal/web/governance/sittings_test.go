package governance_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"qadam/internal/approval"
)

// A meeting is held from its pages alone: planned, its presence ticked, convened,
// voted in, ended, its protocol drafted and confirmed by two people.
func TestAMeetingIsHeldFromItsPages(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	w.reviewed(id)
	secretary, chair := w.As("secretary"), w.As("chair")

	form := secretary.Get("/sittings").Is(http.StatusOK).Says(say("sitting.none")).Visitor.Get("/sittings/new").Form(say("sitting.plan"))
	refused := form.Fill("held", "in_person", "time", "half past three").Submit().Is(http.StatusUnprocessableEntity)
	if refused.Value("time") != "half past three" {
		t.Error("what was typed is gone")
	}
	refused = refused.Form(say("sitting.plan")).Fill("at", "05.03.2018", "time", "25:00").Submit().Is(http.StatusUnprocessableEntity)
	if refused.Fault("time") != say("sitting.not_a_time") {
		t.Errorf("the hour: %q", refused.Fault("time"))
	}
	page := refused.Form(say("sitting.plan")).Tick("items", fmt.Sprint(id)).
		Fill("time", "15:00", "place_kk", "201-бөлме", "place_ru", "Комната 201").Submit().Is(http.StatusSeeOther).Follow().Is(http.StatusOK)
	page.Says(say("sitting.planned"), say("sitting.next_presence"), say("sitting.state_planned"))

	w.Clock.Set("2018-03-05 15:02")
	presence := secretary.Get("/sittings/1").Form(say("sitting.save_presence"))
	for _, who := range group[:7] {
		presence.Tick(fmt.Sprintf("seat_%d", w.Seats[who]), "on")
	}
	page = presence.Submit().Is(http.StatusSeeOther).Follow().Says(say("sitting.presence_saved"), say("sitting.present_of", "Present", 7, "Seats", 9))
	page = page.Form(say("sitting.convene")).Submit().Is(http.StatusSeeOther).Follow().Says(say("sitting.convened"), say("sitting.quorum", "Present", 7, "Seats", 9, "Needed", 6))
	page.Form(say("sitting.open_vote")).Submit().Is(http.StatusSeeOther).Follow().Says(say("sitting.vote_opened"), say("sitting.next_vote"))
	vote := w.theVote(id)
	for _, who := range group[:6] {
		w.cast(vote, who, approval.For)
	}
	w.cast(vote, group[6], approval.Against)
	_, err := w.App.CloseVote(w.ctx, w.Actor("chair"), vote)
	w.must(err)
	page = chair.Get("/sittings/1").Says(say("sitting.outcome_approved"), say("sitting.tally", "For", 6, "Against", 1, "Abstained", 0), say("sitting.next_end"))
	page = page.Form(say("sitting.end")).Submit().Is(http.StatusSeeOther).Follow().Says(say("sitting.next_protocol"))

	page = page.Form(say("sitting.draft_protocol")).Fill("invited", "Болат Исаев").Submit().Is(http.StatusSeeOther).Follow().Is(http.StatusOK)
	page.Says("Болат Исаев", say("protocol.drafted"), "ХАТТАМАСЫ", "ПРОТОКОЛ")
	page.Form(say("protocol.confirm")).Submit().Is(http.StatusSeeOther)
	page = secretary.Get("/protocols/1?text=ru").Is(http.StatusOK)
	page.Says("ПРОЕКТ").Form(say("protocol.confirm")).Submit().Is(http.StatusSeeOther).Follow().Says(say("protocol.state_signed"))
	if chair.Get("/protocols/1").Has(`form[action$="/confirmation"]`) {
		t.Error("a confirmed protocol offers to be confirmed")
	}
	chair.Get("/sittings").Says(say("sitting.state_signed"), say("sitting.protocol_confirmed"))
	first, again := chair.Get("/protocols/1.pdf?text=ru").Is(http.StatusOK), chair.Get("/protocols/1.pdf?text=ru")
	if !strings.HasPrefix(first.Body, "%PDF") || first.Body != again.Body {
		t.Error("the PDF is not the one that was kept")
	}
}

func (w *world) theVote(caseID int64) int64 {
	w.T.Helper()
	c, err := w.Store.Read(w.Actor("secretary"), w.Store.Instant()).Case(w.ctx, caseID)
	w.must(err)
	return c.Votes[len(c.Votes)-1].ID
}

// signed is a written vote whose protocol both have confirmed.
func (w *world) signed(programme string) int64 {
	w.T.Helper()
	id := w.zone(programme)
	vote := w.voting(id)
	for _, who := range group[:7] {
		w.cast(vote, who, approval.For)
	}
	_, err := w.App.CloseVote(w.ctx, w.Actor("secretary"), vote)
	w.must(err)
	v, err := w.Store.Read(w.Actor("secretary"), w.Store.Instant()).Vote(w.ctx, vote)
	w.must(err)
	protocol, err := w.App.DraftProtocol(w.ctx, w.Actor("secretary"), v.SittingID, approval.Minutes{})
	w.must(err)
	w.must(w.App.ConfirmProtocol(w.ctx, w.Actor("chair"), protocol, nil))
	w.must(w.App.ConfirmProtocol(w.ctx, w.Actor("secretary"), protocol, nil))
	return protocol
}

func TestWhoSeesSittingsAndProtocols(t *testing.T) {
	w := serve(t)
	protocol := w.signed("astana")
	for who, want := range map[string]int{
		"manager.astana": 200, "head.astana": 200, "manager.ontustik": 404, "head.ontustik": 404, "expert": 200, "member": 200,
		"chair": 200, "secretary": 200, "official": 200, "auditor": 200, "admin": 404,
	} {
		v := w.As(who)
		for _, at := range []string{"/sittings/1", fmt.Sprintf("/protocols/%d", protocol), fmt.Sprintf("/protocols/%d.pdf", protocol), fmt.Sprintf("/protocols/%d.json", protocol)} {
			if got := v.Get(at).Status; got != want {
				t.Errorf("%s at %s: %d, want %d", who, at, got, want)
			}
		}
		forms := map[string]int{"chair": 200, "secretary": 200, "admin": 404}[who]
		if forms == 0 {
			forms = 403
		}
		if got := v.Get("/sittings/new").Status; got != forms {
			t.Errorf("%s at the form: %d, want %d", who, got, forms)
		}
		if who != "chair" && who != "secretary" {
			for _, part := range []string{"agenda", "presence", "convening", "ending", "cancellation", "protocol", "items/1/vote", "items/1/removal"} {
				if got := v.Post("/sittings/1/"+part, nil).Status; got != forms {
					t.Errorf("%s posts %s: %d, want %d", who, part, got, forms)
				}
			}
			if got := v.Post(fmt.Sprintf("/protocols/%d/confirmation", protocol), nil).Status; got != forms {
				t.Errorf("%s confirms: %d, want %d", who, got, forms)
			}
		}
	}
	if page := w.As("manager.ontustik").Get("/sittings").Is(http.StatusOK); page.Has(`a[href^="/sittings/1"]`) {
		t.Error("another akimat is told of the sitting")
	}
}

func TestARefusalShowsTheSittingAgain(t *testing.T) {
	w := serve(t)
	w.signed("astana")
	secretary := w.As("secretary")
	secretary.Post("/sittings/1/ending", nil).Is(http.StatusConflict)
	secretary.Post("/sittings/1/protocol", nil).Is(http.StatusConflict).Says(say("protocol.immutable"))
	secretary.Post("/protocols/1/confirmation", nil).Is(http.StatusConflict).Says(say("protocol.immutable"))
	secretary.Post("/sittings/99/ending", nil).Is(http.StatusNotFound)
	if past := secretary.Get("/sittings?as_of=2018-02-28").Is(http.StatusOK); past.Has(`a[href="/sittings/new"]`) {
		t.Error("a past day offers a form")
	}
	secretary.Get("/sittings/1?as_of=2018-02-28").Is(http.StatusNotFound)
}
