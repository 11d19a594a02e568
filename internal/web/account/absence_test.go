package account_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"qadam/internal/access"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

func TestAnAbsenceThroughThePage(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("secretary")
	p := v.Get("/account").Is(http.StatusOK).Says(visit.Say("account.absence"))
	if p.Doc.Find(`select[name=person] option[value="`+strconv.FormatInt(s.People["head.astana"], 10)+`"]`).Length() != 0 {
		t.Error("a head is offered as the substitute of the secretary")
	}
	official := strconv.FormatInt(s.People["official"], 10)
	p.Form(visit.Say("account.absence_save")).Fill("from", "5.3.2018", "to", "1.3.2018", "person", official).Submit().
		Is(http.StatusUnprocessableEntity).Says(visit.Say("admin.ends_before_start"))
	p.Form(visit.Say("account.absence_save")).Fill("from", "5.3.2018", "to", "9.3.2018", "person", official, "reason", "Leave").Submit().
		Follow().Is(http.StatusOK).Says(visit.Say("account.absence_saved"), visit.Say("account.absence_for", "Name", "The official"), "Leave")
	other := s.As("official")
	other.Get("/account").Says(visit.Say("account.absence_by", "Name", "The secretary"))
	other.Get("/sittings/new").Is(http.StatusOK)
	v.Get("/account").Form(visit.Say("account.absence_end")).Submit().Follow().Says(visit.Say("account.absence_ended")).
		SaysNot(visit.Say("account.absence_for", "Name", "The official"))
	if code := other.Get("/sittings/new").Status; code == http.StatusOK {
		t.Error("who substituted may still plan a sitting")
	}
	s.As("nobody").Get("/account").Is(http.StatusOK).SaysNot(visit.Say("account.absence_save"))
	v.Post("/account/absences/999/ending", nil).Is(http.StatusNotFound)
	s.As("expert").Post("/account/absences", url.Values{"seat": {strconv.FormatInt(s.Seats["secretary"], 10)}, "person": {official}, "from": {"5.3.2018"}, "to": {"6.3.2018"}}).
		Is(http.StatusForbidden)
}

func TestLettersAreChosen(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("member")
	wanted := func(kind portfolio.LetterKind) bool {
		all, err := s.Store.Read(access.System(), s.Store.Instant()).LetterChoices(context.Background(), s.People["member"])
		if err != nil {
			t.Fatal(err)
		}
		return all[kind]
	}
	v.Get("/account").Says(visit.Say("letter.choices_short"))
	v.Get("/account/letters").Is(http.StatusOK).Says(visit.Say("letter.kind_vote"), "member"+testkit.Account)
	v.Post("/account/letters", url.Values{"kind": {"vote", "poems"}}).Is(http.StatusUnprocessableEntity)
	v.Post("/account/letters", url.Values{"kind": {"vote", "decision"}}).Follow().Says(visit.Say("letter.saved"))
	if !wanted(portfolio.LetterVote) || wanted(portfolio.LetterReport) {
		t.Error("what was ticked is not what is wanted")
	}
	// The link in a letter works without signing in; a look at it changes nothing.
	stranger := s.Stranger()
	link := "/letters/" + s.Store.Decline(s.People["member"], portfolio.LetterVote)
	p := stranger.Get(link).Is(http.StatusOK).Says(visit.Say("letter.decline_ask"), visit.Say("letter.kind_vote"))
	if !wanted(portfolio.LetterVote) {
		t.Error("a look at the link declined")
	}
	p.Form(visit.Say("letter.decline")).Submit().Follow().Is(http.StatusOK).Says(visit.Say("letter.declined_kind"))
	if wanted(portfolio.LetterVote) {
		t.Error("the letters were not declined")
	}
	one := "/letters/" + s.Store.Decline(s.People["member"], portfolio.LetterDecision)
	stranger.Post(one, url.Values{"List-Unsubscribe": {"One-Click"}}).Is(http.StatusOK)
	if wanted(portfolio.LetterDecision) {
		t.Error("one click did not decline")
	}
	stranger.Get(link + "x").Is(http.StatusNotFound)
	stranger.Post("/letters/1.vote.abc", nil).Is(http.StatusNotFound)
}
