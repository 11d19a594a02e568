package admin_test

import (
	"net/http"
	"testing"

	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

func TestStatusRulesAreSetOverTheirForm(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	const page = "/admin/status-rules"
	if !v.Get("/").Is(http.StatusOK).Has(`nav a[href="` + page + `"]`) {
		t.Error("nothing leads there")
	}
	form := func() *visit.Form { return v.Get(page).Is(http.StatusOK).Form(say("status_rules.save")) }
	if p := v.Get(page); p.Value("stale_tenths") != "1.5" || p.Value("red_share") != "10" || p.Value("valid_from") != "05.03.2018" {
		t.Errorf("filled in with %q, %q from %q", p.Value("stale_tenths"), p.Value("red_share"), p.Value("valid_from"))
	}
	for _, tt := range []struct{ name, value, want string }{
		{"red_share", "100", say("vote.rule_range", "Least", 0, "Most", 99)},
		{"near_days", "many", say("fault.not_a_number")},
		{"stale_tenths", "1,25", say("fault.not_a_number")},
		{"stale_tenths", "0,5", say("vote.rule_range", "Least", 1, "Most", 10)},
		{"ministry_months", "3", say("vote.rule_range", "Least", 4, "Most", 60)},
		{"valid_from", "04.03.2018", say("status_rules.backdated")},
		{"valid_from", "", say("fault.required")},
		{"reason", " ", say("fault.required")},
	} {
		p := form().Fill("amber_share", "25", "reason", "Order", tt.name, tt.value).Submit().Is(http.StatusUnprocessableEntity)
		if got := p.Fault(tt.name); got != tt.want {
			t.Errorf("%s = %q: beside it %q, want %q", tt.name, tt.value, got, tt.want)
		}
		if p.Value("amber_share") != "25" {
			t.Errorf("typed was 25, shown is %q", p.Value("amber_share"))
		}
	}
	form().Fill("reason", "The same").Submit().Is(http.StatusUnprocessableEntity).Says(say("status_rules.same"))
	form().Fill("stale_tenths", "1,1", "funding_from_month", "10", "review_months", "2", "valid_from", "12.03.2018", "reason", "Order No. 7").Submit().
		Follow().Says(say("status_rules.saved"), "Order No. 7", say("vote.rules_coming", "Day", testkit.Day("2018-03-12")),
		say("status_rules.number_review_months")+": 3 → 2", say("status_rules.number_stale_tenths")+": 1.5 → 1.1", "September → October")
	official := s.As("official")
	official.Get("/portfolio/escalations").Says("at 3 month-ends running: a review within 30 days")
	s.Clock.Set("2018-03-12 10:00")
	official = s.As("official")
	official.Get("/portfolio/escalations").Says("at 2 month-ends running: a review within 30 days")
	official.Get("/portfolio/escalations?as_of=2018-03-11").Says("at 3 month-ends running: a review within 30 days")
	v = s.As("admin")
	v.Get(page).Says(say("vote.rules_since", "Day", testkit.Day("2018-03-12")))
	v.Get("/audit").Is(http.StatusOK).Says(say("audit.did_reference_status_rules_set", "What", ""))
	for _, who := range testkit.Everyone {
		want := http.StatusNotFound
		if who == "admin" {
			want = http.StatusOK
		}
		s.As(who).Get(page).Is(want)
	}
}
