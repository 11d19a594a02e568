package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

const (
	password = "correct horse battery"
	here     = "10.1.2.3"
)

// withPassword gives the expert a password.
func withPassword(t *testing.T, w *testkit.World) {
	t.Helper()
	must(t, w.App.SetPassword(t.Context(), w.Actor("admin"), w.People["expert"], password))
}

func (s signedIn) in(t *testing.T, email, word string) (string, error) {
	t.Helper()
	return s.App.SignIn(t.Context(), email, word, "Firefox, Linux", here)
}

type signedIn struct{ *testkit.World }

// session is who is signed in with the token of a cookie, or nil.
func (s signedIn) session(t *testing.T, token string) *store.Signed {
	t.Helper()
	who, err := s.Store.Session(t.Context(), app.SessionToken(token))
	must(t, err)
	return who
}

func TestSignIn(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		withPassword(t, w)
		s := signedIn{w}
		token, err := s.in(t, " Expert@Qadam.test ", password)
		must(t, err)
		who := s.session(t, token)
		if who == nil || who.Actor.ID != w.People["expert"] || !who.Actor.Has(access.Expert) || who.Session.Device != "Firefox, Linux" || who.Locale != i18n.EN {
			t.Fatalf("%+v", who)
		}
		if e := lastEntry(t, w); e.Action != "session.opened" || strings.Contains(e.After, token) || strings.Contains(e.After, here) {
			t.Errorf("%+v", e)
		}
		if s.session(t, token+"0") != nil || s.session(t, "") != nil {
			t.Error("a made-up token opens the door")
		}
		wrong := map[string]error{}
		_, wrong["a wrong password"] = s.in(t, "expert@qadam.test", "something else")
		_, wrong["an unknown address"] = s.in(t, "king@qadam.test", password)
		_, wrong["a person without a password"] = s.in(t, "chair@qadam.test", "")
		for what, err := range wrong {
			if key(err) != "account.wrong_credentials" {
				t.Errorf("%s: %v", what, err)
			}
		}
		must(t, w.App.SignOut(t.Context(), who.Actor, who.Session.ID))
		if s.session(t, token) != nil {
			t.Error("signed out, the token still opens the door")
		}
	})
}

func TestASessionEnds(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		withPassword(t, w)
		s := signedIn{w}
		open := func() string {
			token, err := s.in(t, "expert@qadam.test", password)
			must(t, err)
			return token
		}
		idle := open()
		w.Clock.Add(access.SessionIdle - time.Second)
		if s.session(t, idle) == nil {
			t.Error("it ended before its time")
		}
		w.Clock.Add(2 * time.Second)
		if s.session(t, idle) != nil {
			t.Error("an idle session goes on")
		}
		used := open()
		for w.Clock.Now().Before(testkit.At(testkit.Morning).Add(access.SessionAbsolute + 2*access.SessionIdle)) {
			if who := s.session(t, used); who != nil {
				must(t, w.Store.Touch(t.Context(), who.Session.ID))
			}
			w.Clock.Add(6 * time.Hour)
		}
		if s.session(t, used) != nil {
			t.Error("a session that is used lasts for ever")
		}
		must(t, w.Store.SweepSessions(t.Context()))
		var rows int64
		all, err := w.Store.Read(access.System(), testkit.At("2018-01-01")).Sessions(t.Context(), w.People["expert"])
		if rows = int64(len(all)); err != nil || rows != 0 {
			t.Errorf("%d sessions are left, %v", rows, err)
		}
	})
}

func TestRightsAreThoseOfToday(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		withPassword(t, w)
		s := signedIn{w}
		token, err := s.in(t, "expert@qadam.test", password)
		must(t, err)
		grants, err := w.Store.Read(access.System(), w.Store.Instant()).Grants(t.Context(), w.People["expert"])
		must(t, err)
		must(t, w.App.EndGrant(t.Context(), w.Actor("admin"), grants[0].ID, testkit.Day("2018-03-05"), "Left"))
		if who := s.session(t, token); !who.Actor.Has(access.Expert) {
			t.Error("the last day counts")
		}
		w.Clock.Set("2018-03-06 00:00:00")
		token, err = s.in(t, "expert@qadam.test", password)
		must(t, err)
		if who := s.session(t, token); who.Actor.Has(access.Expert) || len(who.Seats) != 0 {
			t.Error("the seat was ended yesterday")
		}
	})
}

func TestGuessesMustWait(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		withPassword(t, w)
		s := signedIn{w}
		for i := range access.ThrottleFree {
			if _, err := s.in(t, "expert@qadam.test", "guess"); key(err) != "account.wrong_credentials" {
				t.Fatalf("guess %d: %v", i+1, err)
			}
		}
		if _, err := s.in(t, "expert@qadam.test", password); key(err) != "account.wait" {
			t.Errorf("even the right one must wait: %v", err)
		}
		w.Clock.Add(5 * time.Second)
		if _, err := s.in(t, "expert@qadam.test", password); err != nil {
			t.Errorf("after the wait: %v", err)
		}
		if _, err := s.in(t, "expert@qadam.test", "guess"); key(err) != "account.wrong_credentials" {
			t.Errorf("the right one forgave the others: %v", err)
		}
	})
}

func TestPasswords(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	withPassword(t, w)
	s, ctx := signedIn{w}, t.Context()
	mine, err := s.in(t, "expert@qadam.test", password)
	must(t, err)
	other, err := s.in(t, "expert@qadam.test", password)
	must(t, err)
	who := s.session(t, mine)
	for word, want := range map[string]string{
		"short": "password account.password_short", strings.Repeat("x", 201): "password account.password_long",
		"my name is expert": "password account.password_is_name", "aaaaaaaaaaaa": "password account.password_repeats",
	} {
		if got := key(w.App.ChangePassword(ctx, who.Actor, password, word, who.Session.ID)); got != want {
			t.Errorf("%.20q: %s", word, got)
		}
	}
	if got := key(w.App.ChangePassword(ctx, who.Actor, "wrong", "another long one", who.Session.ID)); got != "old_password account.wrong_password" {
		t.Errorf("the old one was wrong: %s", got)
	}
	must(t, w.App.ChangePassword(ctx, who.Actor, password, "ещё одно длинное", who.Session.ID))
	if s.session(t, mine) == nil || s.session(t, other) != nil {
		t.Error("the other devices are signed out, this one is not")
	}
	if e := lastEntry(t, w); e.Action != "person.password_changed" || e.Before != "" || e.After != "" {
		t.Errorf("%+v", e)
	}
	if _, err := s.in(t, "expert@qadam.test", "ещё одно длинное"); err != nil {
		t.Error(err)
	}
}

func TestABlockedPersonIsOut(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		withPassword(t, w)
		s, ctx, admin := signedIn{w}, t.Context(), w.Actor("admin")
		token, err := s.in(t, "expert@qadam.test", password)
		must(t, err)
		must(t, w.App.BlockPerson(ctx, admin, w.People["expert"], true))
		if s.session(t, token) != nil {
			t.Error("still signed in")
		}
		if _, err := s.in(t, "expert@qadam.test", password); key(err) != "account.wrong_credentials" {
			t.Errorf("got %v", err)
		}
		must(t, w.App.BlockPerson(ctx, admin, w.People["expert"], false))
		if _, err := s.in(t, "expert@qadam.test", password); err != nil {
			t.Error(err)
		}
		if got := key(w.App.BlockPerson(ctx, admin, admin.ID, true)); got != "admin.not_yourself" {
			t.Errorf("oneself: %s", got)
		}
	})
}

func TestPeopleAndSeats(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, admin := context.Background(), w.Actor("admin")
		add := func(n app.NewPerson) string { _, err := w.App.AddPerson(ctx, admin, n); return key(err) }
		for _, got := range [][2]string{
			{add(app.NewPerson{Email: "new@qadam.test", Name: "New", Locale: i18n.KK}), ""},
			{add(app.NewPerson{Email: "NEW@qadam.test", Name: "New", Locale: i18n.KK}), "email admin.email_taken"},
			{add(app.NewPerson{Email: "new", Name: "New", Locale: i18n.KK}), "email fault.email"},
			{add(app.NewPerson{Email: "n@qadam.test", Locale: i18n.KK}), "name fault.required"},
			{add(app.NewPerson{Email: "n@qadam.test", Name: "New", Locale: "tt"}), "locale fault.required"},
			{add(app.NewPerson{Email: "n@qadam.test", Name: "New", Locale: i18n.KK, Password: "short"}), "password account.password_short"},
			{key(w.App.ChangePerson(ctx, admin, portfolio.Person{ID: w.People["chair"], Email: "expert@qadam.test", Name: "X", Locale: i18n.KK})), "email admin.email_taken"},
			{key(w.App.ChangePerson(ctx, admin, portfolio.Person{ID: 999, Email: "x@qadam.test", Name: "X", Locale: i18n.KK})), "fault.not_found"},
		} {
			if got[0] != got[1] {
				t.Errorf("%q, want %q", got[0], got[1])
			}
		}
		grant := func(who, seat, from, to string) string {
			last := civil.Date{}
			if to != "" {
				last = testkit.Day(to)
			}
			return key(w.App.GrantSeat(ctx, admin, w.People[who], w.Seats[seat], testkit.Day(from), last))
		}
		if got := grant("nobody", "expert", "2018-06-01", ""); got != "seat admin.seat_held" {
			t.Errorf("a seat that is held: %s", got)
		}
		grants, err := w.Store.Read(admin, w.Store.Instant()).Grants(ctx, w.People["expert"])
		must(t, err)
		if got := key(w.App.EndGrant(ctx, admin, grants[0].ID, testkit.Day("2018-01-01"), "Left")); got != "valid_to admin.ends_before_start" {
			t.Errorf("an end before the start: %s", got)
		}
		must(t, w.App.EndGrant(ctx, admin, grants[0].ID, testkit.Day("2018-05-31"), "On leave"))
		if e := lastEntry(t, w); e.Action != "seat.ended" || e.Before != `{"valid_to":null}` || e.After != `{"reason":"On leave","valid_to":"2018-05-31"}` {
			t.Errorf("%s: from %s to %s", e.Action, e.Before, e.After)
		}
		if got := grant("nobody", "expert", "2018-05-31", ""); got != "seat admin.seat_held" {
			t.Errorf("on its last day: %s", got)
		}
		if got := grant("nobody", "expert", "2018-06-01", "2018-06-30"); got != "" {
			t.Errorf("a substitute: %s", got)
		}
		if got := grant("nobody", "expert", "2018-08-31", "2018-08-01"); got != "valid_to admin.ends_before_start" {
			t.Errorf("an end before the start: %s", got)
		}
		own, err := w.Store.Read(admin, w.Store.Instant()).Grants(ctx, admin.ID)
		must(t, err)
		if got := key(w.App.EndGrant(ctx, admin, own[0].ID, testkit.Day("2018-05-31"), "Left")); got != "admin.not_yourself" {
			t.Errorf("one's own seat: %s", got)
		}
		seat := func(s portfolio.Seat) string { _, err := w.App.AddSeat(ctx, admin, s); return key(err) }
		good := portfolio.Seat{Code: "expert-4", BodyID: w.Bodies["centre"], Title: i18n.Same("Expert"), Role: access.Expert}
		bad := good
		bad.Role, bad.Code = access.Manager, "manager-4"
		for _, got := range [][2]string{{seat(bad), "programme admin.seat_programme"}, {seat(good), ""}, {seat(good), "code fault.duplicate"}} {
			if got[0] != got[1] {
				t.Errorf("%q, want %q", got[0], got[1])
			}
		}
	})
}

func TestTheCalendar(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, admin := t.Context(), w.Actor("admin")
		ref := func() *portfolio.Reference {
			got, err := w.Store.Read(admin, w.Store.Instant()).Reference(ctx)
			must(t, err)
			return got
		}
		day := portfolio.CalendarDay{Date: testkit.Day("2018-11-05"), Kind: civil.Holiday, Name: i18n.Same("Day")}
		if !ref().Calendar.IsWorking(day.Date) {
			t.Fatal("a Monday is worked")
		}
		must(t, w.App.AddCalendarDay(ctx, admin, day))
		if ref().Calendar.IsWorking(day.Date) {
			t.Error("the holiday is worked")
		}
		if got := key(w.App.AddCalendarDay(ctx, admin, day)); got != "date admin.day_taken" {
			t.Errorf("twice: %s", got)
		}
		if err := w.App.AddCalendarDay(ctx, admin, portfolio.CalendarDay{}); len(fault.FieldsOf(err)) != 4 {
			t.Errorf("nothing filled in: %v", err)
		}
		for _, d := range ref().Days {
			if d.Date == day.Date {
				must(t, w.App.RemoveCalendarDay(ctx, admin, d.ID))
			}
		}
		if e := lastEntry(t, w); e.Action != "calendar.day_removed" || e.ProgrammeID != audit.Everywhere {
			t.Errorf("%+v", e)
		}
		if !ref().Calendar.IsWorking(day.Date) {
			t.Error("the day is still off")
		}
		if got := key(w.App.RemoveCalendarDay(ctx, admin, 999)); got != "fault.not_found" {
			t.Errorf("an unknown day: %s", got)
		}
	})
}
