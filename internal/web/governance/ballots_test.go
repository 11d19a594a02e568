package governance_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/approval"
)

func number(n int64) string { return strconv.FormatInt(n, 10) }

func votes(id int64, part string) string { return fmt.Sprintf("/votes/%d/%s", id, part) }

func TestASeatVotesAndChangesItsVote(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	w.voting(id)
	v := w.As("member")
	page := v.Get(address(id)).Is(200)
	page.Says(say("cases.voted", "Voted", 0, "Seats", 9), say("cases.not_yet"), say("cases.until", "Day", "16 Mar 2018"))
	voted := page.Button(say("cases.say_for")).Submit().Follow().Is(200)
	voted.Says(say("cases.done_ballot"), say("cases.voted", "Voted", 1, "Seats", 9))
	against := voted.Form(say("cases.send_against"))
	wrong := against.Submit().Is(http.StatusUnprocessableEntity)
	if wrong.Fault("reason") == "" || !wrong.Has("details.case-choice[open]") {
		t.Errorf("the form is not shown again with its fault:\n%s", wrong.Words())
	}
	changed := wrong.Form(say("cases.send_against")).Fill("reason", "Too dear", "dissent", "I said so in May").Submit().Follow().Is(200)
	changed.Says("Too dear", say("cases.dissent"), "changed the vote 1 time", say("cases.voted", "Voted", 1, "Seats", 9))
	w.As("official").Get(address(id)).Says("Too dear").SaysNot(say("cases.say_recused"))
	again := changed.Form(say("cases.send_against")).Fill("reason", "Too dear by half").Submit().Follow().Is(200)
	again.Says("Too dear by half", "I said so in May") // what was written stays in the form
}

func TestAVoteForWithAConditionNamesItsOwnerAndDay(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	w.voting(id)
	v := w.As("member")
	form := v.Get(address(id)).Form(say("cases.send_for_with_condition")).Fill("text", "Light the street")
	wrong := form.Submit().Is(http.StatusUnprocessableEntity)
	for _, field := range []string{"owner", "due", "evidence"} {
		if wrong.Fault(field) == "" {
			t.Errorf("nothing is said beside %s", field)
		}
	}
	if wrong.Typed("text") != "Light the street" {
		t.Errorf("the text is %q", wrong.Typed("text"))
	}
	wrong.Form(say("cases.send_for_with_condition")).Fill("owner", number(w.Bodies["akimat-astana"]), "due", "30.04.2018", "evidence", "act").
		Submit().Follow().Is(200).Says("Light the street", say("cases.by_day", "Day", "30 Apr 2018"))
}

func TestOnlyTheOwnSeatVotesAndOnlyWhileTheVoteIsOpen(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	vote := w.voting(id)
	ballot := func(seat string) (string, []string) {
		return votes(vote, "ballots"), []string{"seat", number(w.Seats[seat]), "choice", "for"}
	}
	for who, want := range map[string]int{"secretary": 403, "head.astana": 403, "expert": 403, "official": 403, "admin": 404} {
		to, form := ballot("member")
		if got := w.As(who).Post(to, values(form...)).Status; got != want {
			t.Errorf("%s: %d, want %d", who, got, want)
		}
	}
	to, other := ballot("member2")
	if got := w.As("member").Post(to, values(other...)).Status; got != http.StatusForbidden && got != http.StatusConflict {
		t.Errorf("another's seat: %d", got)
	}
	w.As("member").Post("/votes/99999/ballots", values(other...)).Is(http.StatusNotFound)
	// Closing before the missing could change nothing is refused, with the page.
	w.As("secretary").Post(votes(vote, "closing"), nil).Is(http.StatusConflict).Says(say("cases.vote_open"))
	for _, who := range group[:6] {
		w.cast(vote, who, approval.For)
	}
	page := w.As("secretary").Get(address(id))
	page.Says(say("cases.settled"), say("cases.close_now", "Outcome", say("cases.outcome_approved")))
	page.Form(say("cases.close")).Submit().Follow().Is(200).Says(say("cases.done_closed"), say("cases.state_approved"), say("cases.closed_early"))
	_, own := ballot("member7")
	late := w.As("member7").Post(to, values(own...)).Is(http.StatusConflict)
	late.Says(say("cases.outcome"))
	if late.Has("button[name=choice]") {
		t.Error("a closed vote offers its buttons")
	}
}

// A vote against is a remark of who voted so, and not of who closed the vote.
func TestARemarkIsOfWhoVotedSo(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	vote := w.voting(id)
	for _, who := range group[:5] {
		w.cast(vote, who, approval.Against)
	}
	w.cast(vote, "member5", approval.For)
	_, err := w.App.CloseVote(w.ctx, w.Actor("secretary"), vote)
	w.must(err)
	remarks := w.As("head.astana").Get(address(id)).Says(say("cases.state_returned")).TextOf("#remarks")
	for _, who := range group[:5] {
		if !strings.Contains(remarks, say("cases.origin_ballot")+", The "+who) {
			t.Errorf("no remark is of %s: %s", who, remarks)
		}
	}
	if strings.Contains(remarks, "The secretary") {
		t.Errorf("a remark is of who closed the vote: %s", remarks)
	}
}

func TestADissentMayBeWrittenUntilTheProtocolIsConfirmed(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	vote := w.voting(id)
	for _, who := range group[:6] {
		w.cast(vote, who, approval.For)
	}
	w.cast(vote, "member6", approval.Against)
	_, err := w.App.CloseVote(w.ctx, w.Actor("secretary"), vote)
	w.must(err)
	w.As("member").Get(address(id)).SaysNot(say("cases.dissent_add"))
	page := w.As("member6").Get(address(id)).Says(say("cases.dissent_add"))
	page.Form(say("cases.dissent_send")).Submit().Is(http.StatusUnprocessableEntity)
	page.Form(say("cases.dissent_send")).Fill("text", "The bridge is too low").Submit().Follow().Is(200).Says("The bridge is too low")
	w.As("member").Post(votes(vote, "dissent"), values("seat", number(w.Seats["member"]), "text", "Me too")).Is(http.StatusConflict)
}
