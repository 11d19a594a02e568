package account_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// guestOf adds a person with an account of a demonstration, on a seat of his
// own, and returns the address.
func guestOf(t *testing.T, s *visit.Site) string {
	t.Helper()
	ctx, by := context.Background(), access.System()
	id, err := s.App.AddPerson(ctx, by, app.NewPerson{Email: "guest@qadam.demo", Name: "Guest", Locale: i18n.EN})
	if err != nil {
		t.Fatal(err)
	}
	seat, err := s.App.AddSeat(ctx, by, portfolio.Seat{BodyID: s.Bodies["ministry"], Code: "guest", Role: access.Official, Title: i18n.Same("The guest's seat")})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.App.GrantSeat(ctx, by, id, seat, testkit.Day("2018-01-08"), civil.Date{}); err != nil {
		t.Fatal(err)
	}
	return "guest@qadam.demo"
}

func TestThePageShowsSeatsWithTheirDays(t *testing.T) {
	s := visit.Serve(t)
	s.As("manager.astana").Get("/account").Is(http.StatusOK).
		Says("The manager.astana", "manager.astana"+testkit.Account, "Akimat of Astana", visit.Say("role.manager"), "Smart Astana", "since 8 Jan 2018")
	s.As("nobody").Get("/account").Is(http.StatusOK).Says(visit.Say("account.no_seat"), visit.Say("account.no_seat_next"))
}

func TestTheLanguageIsRemembered(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("official")
	p := v.Get("/account").Form(visit.Say("account.language_save")).Fill("locale", "kk").Submit().Follow().Is(http.StatusOK)
	if got := p.Doc.Find("html").AttrOr("lang", ""); got != "kk" {
		t.Errorf("the page is in %s", got)
	}
	person, err := s.Store.Read(access.System(), s.Store.Instant()).Person(context.Background(), s.People["official"])
	if err != nil || person.Locale != i18n.KK {
		t.Errorf("remembered %s, %v", person.Locale, err)
	}
	s.As("official").Post("/account/language", map[string][]string{"locale": {"de"}}).Is(http.StatusUnprocessableEntity).Says(visit.Say("fault.required_choice"))
}

func TestANewPasswordIsRefused(t *testing.T) {
	s := visit.Serve(t)
	letIn(s, "official")
	for _, tt := range []struct{ name, old, password, repeat, field, want string }{
		{"the present one is wrong", "not it", "another long word", "another long word", "old_password", visit.Say("account.wrong_password")},
		{"nothing typed", "", "", "", "password", visit.Say("fault.required")},
		{"not repeated", secret, "another long word", "another lng word", "repeat", visit.Say("account.passwords_differ")},
		{"short", secret, "xyzzy", "xyzzy", "password", visit.Say("account.password_short", "Limit", access.PasswordMin)},
		{"long", secret, strings.Repeat("ә", access.PasswordMax+1), strings.Repeat("ә", access.PasswordMax+1), "password", visit.Say("account.password_long", "Limit", access.PasswordMax)},
		{"holds the name", secret, "my Official word", "my Official word", "password", visit.Say("account.password_is_name")},
		{"one character", secret, "aaaaaaaaaaaa", "aaaaaaaaaaaa", "password", visit.Say("account.password_repeats")},
	} {
		p := s.As("official").Get("/account").Form(visit.Say("account.password_save")).
			Fill("old_password", tt.old, "password", tt.password, "repeat", tt.repeat).Submit().Is(http.StatusUnprocessableEntity)
		if got := p.Fault(tt.field); got != tt.want {
			t.Errorf("%s: beside %s %q, want %q", tt.name, tt.field, got, tt.want)
		}
		if tt.password != "" && strings.Contains(p.Body, tt.password) {
			t.Errorf("%s: the password is shown", tt.name)
		}
	}
	signIn(s.Stranger(), "official"+testkit.Account, secret).Is(http.StatusSeeOther)
}

func TestANewPasswordEndsTheOtherSessions(t *testing.T) {
	s := visit.Serve(t)
	letIn(s, "official")
	here, elsewhere, colleague := s.As("official"), s.As("official"), s.As("auditor")
	here.Get("/account").Form(visit.Say("account.password_save")).
		Fill("old_password", secret, "password", "another long word", "repeat", "another long word").
		Submit().Follow().Is(http.StatusOK).Says(visit.Say("account.password_saved"))
	elsewhere.Get("/account").Is(http.StatusSeeOther)
	colleague.Get("/account").Is(http.StatusOK)
	signIn(s.Stranger(), "official"+testkit.Account, secret).Is(http.StatusUnprocessableEntity)
	signIn(s.Stranger(), "official"+testkit.Account, "another long word").Is(http.StatusSeeOther)
}

func TestGuessesAtTheOwnPasswordAreThrottled(t *testing.T) {
	s := visit.Serve(t)
	letIn(s, "official")
	v := s.As("official")
	change := func(old string) *visit.Page {
		return v.Get("/account").Form(visit.Say("account.password_save")).
			Fill("old_password", old, "password", "another long word", "repeat", "another long word").Submit()
	}
	for range access.ThrottleFree {
		change("a guess").Is(http.StatusUnprocessableEntity)
	}
	change(secret).Is(http.StatusUnprocessableEntity).Says(visit.Say("account.wait", "Seconds", 4))
}

func TestASessionIsEndedFromAnotherDevice(t *testing.T) {
	s := visit.Serve(t)
	here, lost, third := s.As("official"), s.As("official"), s.As("official")
	p := here.Get("/account").Is(http.StatusOK).Says(visit.Say("account.device_this"))
	if n := p.Doc.Find(`form[action$="/ending"]`).Length(); n != 3 { // two others, and all others
		t.Errorf("%d buttons to end sessions", n)
	}
	sessions := sessionsOf(t, s, "official")
	here.Post("/account/sessions/"+strconv.FormatInt(sessions[1].ID, 10)+"/ending", nil).Follow().Is(http.StatusOK).Says(visit.Say("account.session_ended"))
	lost.Get("/account").Is(http.StatusSeeOther)
	third.Get("/account").Is(http.StatusOK)
	here.Get("/account").Form(visit.Say("account.end_others")).Submit().Follow().Is(http.StatusOK).SaysNot(visit.Say("account.end_others"))
	third.Get("/account").Is(http.StatusSeeOther)
	here.Get("/account").Is(http.StatusOK)
}

func TestNobodyEndsAnotherPersonsSession(t *testing.T) {
	s := visit.Serve(t)
	victim := s.As("official")
	id := sessionsOf(t, s, "official")[0].ID
	s.As("auditor").Post("/account/sessions/"+strconv.FormatInt(id, 10)+"/ending", nil).Is(http.StatusNotFound)
	victim.Get("/account").Is(http.StatusOK)
}

func TestEndingTheOwnSessionSignsOut(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("official")
	v.Post("/account/sessions/"+strconv.FormatInt(sessionsOf(t, s, "official")[0].ID, 10)+"/ending", nil).Follow().Says(visit.Say("account.signed_out"))
	v.Get("/account").Is(http.StatusSeeOther)
}

func TestWhoIsBlockedIsOutAtOnce(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("official")
	if err := s.App.BlockPerson(context.Background(), access.System(), s.People["official"], true); err != nil {
		t.Fatal(err)
	}
	v.Get("/account").Is(http.StatusSeeOther)
}

// sessionsOf are the sessions of a person, the oldest first.
func sessionsOf(t *testing.T, s *visit.Site, who string) []access.Session {
	t.Helper()
	all, err := s.Store.Read(access.System(), s.Store.Instant()).Sessions(context.Background(), s.People[who])
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		for j := i + 1; j < len(all); j++ {
			if all[j].ID < all[i].ID {
				all[i], all[j] = all[j], all[i]
			}
		}
	}
	return all
}
