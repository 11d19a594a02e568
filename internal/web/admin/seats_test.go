package admin_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"qadam/internal/testkit/visit"
)

func TestASeatIsGranted(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	seat := strconv.FormatInt(s.Seats["manager-astana"], 10)
	form := func() *visit.Form { return v.Get(person(s, "nobody")).Is(http.StatusOK).Form(say("admin.grant_save")) }
	for _, tt := range []struct{ seat, from, to, field, want string }{
		{seat, "05.03.2018", "", "seat", say("admin.seat_held", "Name", "The manager.astana", "From", "8 Jan 2018")},
		{"", "05.03.2018", "", "seat", say("fault.required_choice")},
		{"99999", "05.03.2018", "", "seat", say("fault.required_choice")},
		{"nonsense", "05.03.2018", "", "seat", say("fault.required")},
		{seat, "", "", "valid_from", say("fault.required")},
		{seat, "30.02.2018", "", "valid_from", say("fault.date_does_not_exist")},
		{seat, "05.03.2018", "04.03.2018", "valid_to", say("admin.ends_before_start")},
		{seat, "05.03.2018", "soon", "valid_to", say("fault.not_a_date")},
	} {
		p := form().Fill("seat", tt.seat, "valid_from", tt.from, "valid_to", tt.to).Submit().Is(http.StatusUnprocessableEntity)
		if got := p.Fault(tt.field); got != tt.want {
			t.Errorf("%+v: beside %s: %q", tt, tt.field, got)
		}
	}
	if len(held(s, "nobody")) != 0 {
		t.Fatal("something was granted")
	}
	s.As("nobody").Get("/portfolio").Is(http.StatusNotFound)

	v.Get(person(s, "manager.astana")).Form(say("admin.end_grant")).Fill("valid_to", "04.03.2018", "reason", "Moved").Submit().
		Follow().Says(say("admin.grant_ended"), "8 Jan 2018 – 4 Mar 2018", "Moved", say("admin.grant_over"))
	s.As("manager.astana").Get("/portfolio").Is(http.StatusNotFound)
	form().Fill("seat", seat, "valid_from", "05.03.2018").Submit().Follow().Says(say("admin.granted"), "since 5 Mar 2018", say("admin.grant_now"))
	s.As("nobody").Get("/portfolio").Is(http.StatusOK)
}

func TestAGrantIsEnded(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	grant := held(s, "official")[0].ID
	end := func(to, reason string) *visit.Page {
		return v.Get(person(s, "official")).Form(say("admin.end_grant")).Fill("valid_to", to, "reason", reason).Submit()
	}
	for _, tt := range []struct{ to, reason, field, want string }{
		{"", "Why", "valid_to", say("fault.required")},
		{"31.02.2018", "Why", "valid_to", say("fault.date_does_not_exist")},
		{"06.01.2018", "Why", "valid_to", say("admin.ends_before_start")},
		{"06.03.2018", " ", "reason", say("fault.required")},
	} {
		p := end(tt.to, tt.reason).Is(http.StatusUnprocessableEntity)
		if got := p.Fault(tt.field); got != tt.want {
			t.Errorf("%+v: beside %s: %q", tt, tt.field, got)
		}
		if !p.Has("details[open]") {
			t.Error("the form is folded away with its fault")
		}
	}
	end("31.03.2018", "Leaves").Follow().Says("8 Jan 2018 – 31 Mar 2018", "Leaves", say("admin.grant_now"))
	if got := end("30.04.2018", "Stays").Is(http.StatusUnprocessableEntity).Fault("valid_to"); got != say("admin.ended_already", "Until", "31 Mar 2018") {
		t.Errorf("%q", got)
	}
	end("20.03.2018", "Leaves earlier").Follow().Says("8 Jan 2018 – 20 Mar 2018")
	typed := url.Values{"valid_to": {"10.03.2018"}, "reason": {"Why"}}
	v.Post(fmt.Sprintf("%s/grants/%d/ending", person(s, "auditor"), grant), typed).Is(http.StatusNotFound)
	v.Post(person(s, "official")+"/grants/99999/ending", typed).Is(http.StatusNotFound)
	if to := held(s, "official")[0].ValidTo.String(); to != "2018-03-20" {
		t.Errorf("ends on %s", to)
	}
}

func TestSeatsAreListedAndAdded(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	v.Get("/admin/seats").Is(http.StatusOK).Says("Akimat of Astana", "manager.astana", "The manager.astana", "since 8 Jan 2018", "11 seats")
	if p := v.Get("/admin/seats"); p.Queries > 10 {
		t.Errorf("the list costs %d queries", p.Queries)
	}
	body, programme := strconv.FormatInt(s.Bodies["akimat-astana"], 10), strconv.FormatInt(s.Programmes["astana"], 10)
	good := url.Values{"body": {body}, "title_kk": {"Екінші жетекші"}, "title_ru": {"Второй руководитель"}, "code": {"manager-astana-2"}, "role": {"manager"}, "programme": {programme}}
	for _, tt := range []struct{ field, value, beside, want string }{
		{"body", "", "body", say("fault.required_choice")},
		{"body", "99999", "body", say("fault.required_choice")},
		{"title_kk", " ", "title_kk", say("fault.required")},
		{"title_ru", "", "title_ru", say("fault.required")},
		{"code", "Бір", "code", say("fault.code")},
		{"code", "manager-astana", "code", say("fault.duplicate")},
		{"role", "king", "role", say("fault.required_choice")},
		{"role", "expert", "programme", say("admin.seat_programme")},
		{"programme", "", "programme", say("admin.seat_programme")},
		{"programme", "99999", "programme", say("admin.seat_programme")},
	} {
		f := v.Get("/admin/seats/new").Is(http.StatusOK).Form(say("admin.add_seat"))
		for name := range good {
			f.Fill(name, good.Get(name))
		}
		p := f.Fill(tt.field, tt.value).Submit().Is(http.StatusUnprocessableEntity)
		if got := p.Fault(tt.beside); got != tt.want {
			t.Errorf("%s = %q: beside %s: %q", tt.field, tt.value, tt.beside, got)
		}
	}
	f := v.Get("/admin/seats/new").Form(say("admin.add_seat"))
	for name := range good {
		f.Fill(name, good.Get(name))
	}
	f.Submit().Follow().Is(http.StatusOK).Says(say("admin.seat_added"), "Екінші жетекші", "manager-astana-2", say("admin.vacant"))
}
