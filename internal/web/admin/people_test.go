package admin_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/internal/web/admin"
	"qadam/internal/web/site"
)

func TestForOthersThePagesDoNotExist(t *testing.T) {
	s := visit.Serve(t)
	for _, who := range testkit.Everyone {
		v := s.As(who)
		for _, r := range admin.Routes(&site.Site{App: s.App, Store: s.Store}) {
			if who == "admin" || who == "auditor" && r.Action == access.ReadAudit {
				continue
			}
			address := strings.NewReplacer(":id", "1", ":grant", "1", ":year", "2018").Replace(r.Path)
			p := v.Get(address)
			if r.Method == http.MethodPost {
				p = v.Post(address, url.Values{"password": {"a new long password"}})
			}
			if p.Status != http.StatusNotFound {
				t.Errorf("%s %s as %s: %d, want 404", r.Method, r.Path, who, p.Status)
			}
			if strings.Contains(p.TextOf("body"), "The official") && who != "official" {
				t.Errorf("%s %s as %s names somebody", r.Method, r.Path, who)
			}
		}
	}
}

func TestPeopleAreFound(t *testing.T) {
	s := visit.Serve(t)
	add(s, "asel@akimat.kz", "Әсел Қыдырбекова")
	v := s.As("admin")
	v.Get("/admin/people").Is(http.StatusOK).Says("Әсел Қыдырбекова", "The manager.astana", "AA", say("role.manager"), "13 people")
	for query, want := range map[string]string{
		"q=асел+кыдыр":             "Әсел Қыдырбекова",
		"q=ӘСЕЛ":                   "Әсел Қыдырбекова",
		"q=ASEL%40akimat":          "Әсел Қыдырбекова",
		"state=seatless&q=асел":    "Әсел Қыдырбекова",
		"role=auditor":             "The auditor",
		"role=auditor&state=open":  "The auditor",
		"q=auditor&role=nonsense":  "The auditor",
		"q=auditor&state=nonsense": "The auditor",
	} {
		v.Get("/admin/people?"+query).Is(http.StatusOK).Says(want, "1 person").SaysNot("The official")
	}
	v.Get("/admin/people?role=auditor&state=blocked").Is(http.StatusOK).Says(say("admin.nobody"), say("admin.nobody_next"))
	if p := v.Get("/admin/people"); p.Queries > 12 {
		t.Errorf("the list costs %d queries", p.Queries)
	}
}

func TestANewPersonIsRegistered(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	form := func() *visit.Form { return v.Get("/admin/people/new").Is(http.StatusOK).Form(say("admin.add_person")) }
	for _, tt := range []struct{ name, email, password, field, want string }{
		{"Асқар", "no address", "", "email", say("fault.email")},
		{"Асқар", "Official" + testkit.Account, "", "email", say("admin.email_taken")},
		{"", "askar@akimat.kz", "", "name", say("fault.required")},
		{strings.Repeat("ә", 201), "askar@akimat.kz", "", "name", say("fault.too_long", "Limit", 200)},
		{"Асқар", "askar@akimat.kz", "xyzzy", "password", say("account.password_short", "Limit", access.PasswordMin)},
	} {
		p := form().Fill("name", tt.name, "email", tt.email, "password", tt.password).Submit().Is(http.StatusUnprocessableEntity)
		if got := p.Fault(tt.field); got != tt.want {
			t.Errorf("%+v: beside %s: %q", tt, tt.field, got)
		}
		if got := p.Value("email"); got != tt.email {
			t.Errorf("what was typed is lost: %q", got)
		}
		if strings.Contains(p.Body, "xyzzy") {
			t.Error("the password is shown")
		}
	}
	form().Fill("name", " Асқар <b>Ж.</b> ", "email", "ASKAR@akimat.kz", "locale", "kk", "password", "a new long password").Submit().
		Follow().Is(http.StatusOK).Says(say("admin.person_added"), "Асқар <b>Ж.</b>", say("admin.no_seat_next"))
	if _, err := s.App.SignIn(context.Background(), "askar@akimat.kz", "a new long password", "", ""); err != nil {
		t.Error(err)
	}
}

func TestAPersonIsCorrected(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	form := func() *visit.Form { return v.Get(person(s, "official")).Is(http.StatusOK).Form(say("admin.save")) }
	p := form().Fill("email", "auditor"+testkit.Account, "name", "Another").Submit().Is(http.StatusUnprocessableEntity)
	if p.Fault("email") != say("admin.email_taken") || p.Value("name") != "Another" {
		t.Errorf("%q, %q", p.Fault("email"), p.Value("name"))
	}
	form().Fill("email", "official2@mic.kz", "name", "Қанат", "locale", "ru").Submit().Follow().Is(http.StatusOK).Says(say("admin.person_saved"), "Қанат")
	v.Get("/admin/people?q=official2").Says("Қанат")
	v.Get("/admin/people/99999").Is(http.StatusNotFound)
	v.Post("/admin/people/99999", url.Values{"email": {"a@b.kz"}, "name": {"A"}, "locale": {"kk"}}).Is(http.StatusNotFound)
	v.Get("/admin/people/x").Is(http.StatusNotFound)
}

func TestAPersonIsBlockedAndLetInAgain(t *testing.T) {
	s := visit.Serve(t)
	v, out := s.As("admin"), s.As("official")
	v.Get(person(s, "official")).Form(say("admin.block")).Submit().Follow().Is(http.StatusOK).Says(say("admin.blocked"), say("admin.state_blocked"))
	out.Get("/account").Is(http.StatusSeeOther)
	v.Get("/admin/people?state=blocked").Says("The official")
	v.Get(person(s, "official")).Form(say("admin.unblock")).Submit().Follow().Says(say("admin.unblocked"))
	out.Get("/account").Is(http.StatusSeeOther) // the session has ended for good
	s.As("official").Get("/account").Is(http.StatusOK)
}

func TestNobodyTakesHisOwnAccessAway(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	if v.Get(person(s, "admin")).Says(say("admin.not_yourself")).Has(`form[action$="/blocking"]`) {
		t.Error("the button is offered")
	}
	v.Post(person(s, "admin")+"/blocking", nil).Is(http.StatusUnprocessableEntity).Says(say("admin.not_yourself"))
	v.Get(person(s, "admin")).Form(say("admin.end_grant")).Fill("valid_to", "06.03.2018", "reason", "Tired").Submit().
		Is(http.StatusUnprocessableEntity).Says(say("admin.not_yourself"))
	v.Get("/admin/people").Is(http.StatusOK)
}

func TestAPasswordIsSet(t *testing.T) {
	s := visit.Serve(t)
	v, out := s.As("admin"), s.As("official")
	form := func() *visit.Form { return v.Get(person(s, "official")).Form(say("admin.password_set")) }
	if got := form().Fill("password", "short").Submit().Is(http.StatusUnprocessableEntity).Fault("password"); got != say("account.password_short", "Limit", access.PasswordMin) {
		t.Errorf("%q", got)
	}
	form().Fill("password", "a new long password").Submit().Follow().Says(say("admin.password_done"))
	out.Get("/account").Is(http.StatusSeeOther)
	if _, err := s.App.SignIn(context.Background(), "official"+testkit.Account, "a new long password", "", ""); err != nil {
		t.Error(err)
	}
}

func TestHowTheOutboxStands(t *testing.T) {
	s := visit.Serve(t)
	s.As("admin").Get("/admin/letters").Is(http.StatusOK).Says(visit.Say("letter.outbox_waiting"), visit.Say("letter.outbox_no_faults"))
	s.As("official").Get("/admin/letters").Is(http.StatusNotFound)
}
