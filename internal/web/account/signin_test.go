package account_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/internal/web"
	"qadam/internal/web/account"
	"qadam/views/href"
)

func TestAPersonSignsInAndSeesThePageAskedFor(t *testing.T) {
	s := visit.Serve(t)
	letIn(s, "official")
	v := s.Stranger()
	asked := v.Get("/account?x=1").Is(http.StatusSeeOther).Header.Get("Location")
	if asked != "/sign-in?next=%2Faccount%3Fx%3D1" {
		t.Fatalf("sent to %s", asked)
	}
	p := v.Get(asked).Is(http.StatusOK).Says(visit.Say("account.what"), visit.Say("account.how"))
	done := p.Form(visit.Say("ui.sign_in")).Fill("email", " Official"+strings.ToUpper(testkit.Account), "password", secret).Submit().Is(http.StatusSeeOther)
	if to := done.Header.Get("Location"); to != "/account?x=1" {
		t.Errorf("goes on to %s", to)
	}
	done.Follow().Is(http.StatusOK).Says("The official")
	if to := v.Get("/sign-in").Is(http.StatusSeeOther).Header.Get("Location"); to != "/" {
		t.Errorf("who is signed in already is sent to %s", to)
	}
}

func TestAWrongAddressAndAWrongPasswordLookTheSame(t *testing.T) {
	s := visit.Serve(t)
	letIn(s, "official")
	letIn(s, "member")
	if err := s.App.BlockPerson(context.Background(), access.System(), s.People["member"], true); err != nil {
		t.Fatal(err)
	}
	var first string
	for _, tt := range []struct{ name, email, password string }{
		{"wrong password", "official" + testkit.Account, "not the password"},
		{"nobody has the address", "nemo" + testkit.Account, secret},
		{"no password was set", "auditor" + testkit.Account, secret},
		{"blocked", "member" + testkit.Account, secret},
	} {
		v := s.Stranger()
		p := signIn(v, tt.email, tt.password).Is(http.StatusUnprocessableEntity).Says(visit.Say("account.wrong_credentials"))
		if got := p.Value("email"); got != tt.email {
			t.Errorf("%s: what was typed is lost: %q", tt.name, got)
		}
		if strings.Contains(p.Body, tt.password) {
			t.Errorf("%s: the password is shown again", tt.name)
		}
		if token(v) != "" {
			t.Errorf("%s: signed in", tt.name)
		}
		if first == "" {
			first = p.Words()
		} else if p.Words() != first {
			t.Errorf("%s: can be told from a wrong password:\n%s\n%s", tt.name, p.Words(), first)
		}
	}
}

func TestNothingTypedIsSaidBesideTheFields(t *testing.T) {
	s := visit.Serve(t)
	p := signIn(s.Stranger(), "", "").Is(http.StatusUnprocessableEntity)
	for _, field := range []string{"email", "password"} {
		if got := p.Fault(field); got != visit.Say("fault.required") {
			t.Errorf("beside %s: %q", field, got)
		}
	}
}

func TestGoesOnOnlyToPagesOfOurOwn(t *testing.T) {
	s := visit.Serve(t)
	letIn(s, "official")
	for next, want := range map[string]string{
		"/portfolio?as_of=2018-03-01": "/portfolio?as_of=2018-03-01",
		"":                            "/",
		"https://evil.kz/":            "/",
		"//evil.kz/":                  "/",
		`/\evil.kz/`:                  "/",
		"/\t/evil.kz":                 "/",
		"portfolio":                   "/",
		"javascript:alert(1)":         "/",
		"/sign-out":                   "/",
		"/sign-in":                    "/",
	} {
		p := s.Stranger().Post("/sign-in", url.Values{"email": {"official" + testkit.Account}, "password": {secret}, "next": {next}})
		if got := p.Is(http.StatusSeeOther).Header.Get("Location"); got != want {
			t.Errorf("next=%q leads to %s, want %s", next, got, want)
		}
	}
	if p := s.Stranger().Get("/sign-in?next=//evil.kz"); p.Has("input[name=next]") {
		t.Error("somebody else's address stands in the form")
	}
}

func TestTheSessionIsNewAndItsCookieIsGuarded(t *testing.T) {
	s := visit.ServeAs(t, web.Options{BaseURL: "https://qadam.kz"})
	letIn(s, "official")
	v := s.As("manager.astana")
	before := token(v)
	p := v.Post("/sign-in", url.Values{"email": {"official" + testkit.Account}, "password": {secret}}).Is(http.StatusSeeOther)
	if token(v) == before || len(token(v)) < 43 {
		t.Errorf("the session was not changed: %q", token(v))
	}
	var found *http.Cookie
	for _, c := range (&http.Response{Header: p.Header}).Cookies() {
		if c.Name == visit.SessionCookie {
			found = c
		}
	}
	if found == nil || !found.HttpOnly || !found.Secure || found.SameSite != http.SameSiteLaxMode || found.Path != "/" || found.Domain != "" {
		t.Errorf("cookie %+v", found)
	}
	v.Cookies[visit.SessionCookie].Value = before
	v.Get("/account").Is(http.StatusSeeOther) // the one before has ended
}

func TestGuessesAreThrottled(t *testing.T) {
	s := visit.Serve(t)
	letIn(s, "official")
	letIn(s, "auditor")
	v := s.Stranger()
	for range access.ThrottleFree {
		signIn(v, "official"+testkit.Account, "a guess").Is(http.StatusUnprocessableEntity).Says(visit.Say("account.wrong_credentials"))
	}
	signIn(v, "official"+testkit.Account, secret).Is(http.StatusUnprocessableEntity).Says(visit.Say("account.wait", "Seconds", 4))
	signIn(v, "auditor"+testkit.Account, secret).Is(http.StatusSeeOther) // others are not hindered
	s.Clock.Add(5e9)
	signIn(s.Stranger(), "official"+testkit.Account, secret).Is(http.StatusSeeOther)
}

func TestGuessesSentAtOnceAreThrottledToo(t *testing.T) {
	s := visit.Serve(t)
	letIn(s, "official")
	const guesses = 24
	answers := make(chan string)
	for range guesses {
		go func() {
			_, err := s.App.SignIn(context.Background(), "official"+testkit.Account, "a guess", "", "10.0.0.1")
			answers <- err.Error()
		}()
	}
	tried := 0
	for range guesses {
		if strings.Contains(<-answers, "wrong_credentials") {
			tried++
		}
	}
	if tried > access.ThrottleFree+1 {
		t.Errorf("%d of %d guesses were compared, want at most %d", tried, guesses, access.ThrottleFree+1)
	}
}

func TestPostsFromElsewhereAreRefused(t *testing.T) {
	s := visit.Serve(t)
	letIn(s, "official")
	form := url.Values{"email": {"official" + testkit.Account}, "password": {secret}}
	for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.kz"}} {
		for _, address := range []string{"/sign-in", "/sign-out", "/account/password", "/account/language", "/account/sessions/ending"} {
			v := s.As("official")
			r := visit.Posting(address, form)
			r.Header.Set(header[0], header[1])
			v.Send(r).Is(http.StatusForbidden)
			v.Get("/account").Is(http.StatusOK)
		}
	}
	r := visit.Posting("/sign-in", form)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	s.Stranger().Send(r).Is(http.StatusSeeOther)
}

func TestSigningOutEndsTheSession(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("official")
	held := *v.Cookies[visit.SessionCookie]
	v.Get("/account").Is(http.StatusOK).Form(visit.Say("ui.sign_out")).Submit().Follow().Is(http.StatusOK).Says(visit.Say("account.signed_out"))
	if token(v) != "" {
		t.Error("the browser still holds the token")
	}
	v.Cookies[visit.SessionCookie] = &held
	v.Get("/account").Is(http.StatusSeeOther)
	v.Post("/sign-out", nil).Is(http.StatusSeeOther)
}

func TestASessionEndsByItself(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("official")
	s.Clock.Add(access.SessionIdle - 1e9)
	v.Get("/account").Is(http.StatusOK) // touched
	s.Clock.Add(access.SessionIdle - 1e9)
	v.Get("/account").Is(http.StatusOK)
	s.Clock.Add(access.SessionIdle + 1e9)
	v.Get("/account").Is(http.StatusSeeOther)

	v = s.As("official")
	for used := access.SessionIdle / 2; used < access.SessionAbsolute; used += access.SessionIdle / 2 {
		s.Clock.Add(access.SessionIdle / 2)
		v.Get("/account").Is(http.StatusOK)
	}
	s.Clock.Add(access.SessionIdle / 2)
	v.Get("/account").Is(http.StatusSeeOther) // used all the time, and over
}

func TestOnlyADemonstrationOffersItsAccounts(t *testing.T) {
	ctx := context.Background()
	for _, demo := range []bool{true, false} {
		s := visit.ServeAs(t, web.Options{Demo: demo})
		if err := s.App.SetPassword(ctx, access.System(), s.People["admin"], secret); err != nil {
			t.Fatal(err)
		}
		guest := guestOf(t, s)
		p := s.Stranger().Get("/sign-in?next=/account").Is(http.StatusOK)
		if got := p.Has(`form input[name=demo][value="` + guest + `"]`); got != demo {
			t.Errorf("demonstration %v: the account is offered: %v", demo, got)
		}
		if p.Has(`form input[name=demo][value$="qadam.test"]`) {
			t.Error("an account of no demonstration is offered")
		}
		v := s.Stranger()
		if !demo {
			v.Post("/sign-in", url.Values{"demo": {guest}}).Is(http.StatusUnprocessableEntity)
			v.Get("/account").Is(http.StatusSeeOther)
			continue
		}
		v.Post("/sign-in", url.Values{"demo": {"admin" + testkit.Account}}).Is(http.StatusNotFound)
		v.Post("/sign-in", url.Values{"demo": {"nemo@qadam.demo"}}).Is(http.StatusNotFound)
		if token(v) != "" {
			t.Error("signed in as somebody who is not offered")
		}
		p.Form("The guest's seat Guest").Submit().Follow().Is(http.StatusOK).Says("Guest", "guest@qadam.demo")
	}
}

func TestDevice(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0":                                                                  "Firefox, Linux",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0":               "Edge, Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1": "Safari, iPhone",
		"Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36":                   "Chrome, Android",
		"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 YaBrowser/24.7.0.0 Safari/537.36":                  "Yandex Browser, Windows",
		"<script>alert(1)</script>": "",
		"":                          "",
	} {
		if got := account.Device(agent); got != want {
			t.Errorf("Device(%q) = %q, want %q", agent, got, want)
		}
	}
}

// A proxy on the same machine says for whom it asks; nobody else is believed.
func TestOneAddressDoesNotLockOutTheOthersBehindAProxy(t *testing.T) {
	s := visit.Serve(t)
	guess := func(from, onBehalf string, n int) *visit.Page {
		r := visit.Posting(href.SignIn(), url.Values{"email": {strconv.Itoa(n) + "@example.kz"}, "password": {"not this one"}})
		r.RemoteAddr = from + ":4711"
		r.Header.Set("X-Forwarded-For", onBehalf)
		return s.Stranger().Send(r)
	}
	for n := range 5 * access.ThrottleFree {
		guess("127.0.0.1", "203.0.113.1", n)
	}
	guess("127.0.0.1", "203.0.113.1", 98).Says("Too many attempts")
	guess("127.0.0.1", "203.0.113.2", 99).Says(visit.Say("account.wrong_credentials"))
	for n := range 5 * access.ThrottleFree {
		guess("198.51.100.7", "203.0.113."+strconv.Itoa(10+n), 200+n)
	}
	guess("198.51.100.7", "203.0.113.99", 299).Says("Too many attempts")
}
