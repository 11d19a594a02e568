package admin_test

import (
	"net/http"
	"strconv"
	"testing"

	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

func TestTheRulesOfABodyAreSet(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	page := "/admin/bodies/" + strconv.FormatInt(s.Bodies["working-group"], 10) + "/rules"
	v.Get("/admin/seats").Is(http.StatusOK).Says(say("vote.rules"))
	v.Get(page).Is(http.StatusOK).Says(say("vote.rules_default"), say("vote.rules_history_none"),
		say("vote.rule_quorum_share", "Num", 2, "Den", 3, "Least", 3), say("vote.majority_all"))
	form := func() *visit.Form { return v.Get(page).Is(http.StatusOK).Form(say("vote.rules_save")) }
	for _, tt := range []struct{ name, value, field, want string }{
		{"quorum_num", "4", "quorum_num", say("vote.rule_quorum")},
		{"quorum_den", "0", "quorum_den", say("vote.rule_range", "Least", 1, "Most", 100)},
		{"quorum_least", "many", "quorum_least", say("fault.not_a_number")},
		{"vote_days", "91", "vote_days", say("vote.rule_range", "Least", 1, "Most", 90)},
		{"valid_from", "04.03.2018", "valid_from", say("vote.rules_backdated")},
		{"valid_from", "", "valid_from", say("fault.required")},
		{"reason", " ", "reason", say("fault.required")},
	} {
		p := form().Fill("quorum_least", "5", "reason", "Order", tt.name, tt.value).Submit().Is(http.StatusUnprocessableEntity)
		if got := p.Fault(tt.field); got != tt.want {
			t.Errorf("%s = %q: beside it %q, want %q", tt.name, tt.value, got, tt.want)
		}
	}
	form().Fill("reason", "The same").Submit().Is(http.StatusUnprocessableEntity).Says(say("vote.rules_same"))
	form().Fill("quorum_least", "5", "majority", "cast", "valid_from", "12.03.2018", "reason", "Order No. 7").Submit().
		Follow().Says(say("vote.rules_saved"), say("vote.rules_default"), "Order No. 7", say("vote.majority_cast"), say("vote.rules_coming", "Day", testkit.Day("2018-03-12")))
	s.Clock.Set("2018-03-12 10:00")
	v = s.As("admin")
	v.Get(page).Says(say("vote.rule_quorum_share", "Num", 2, "Den", 3, "Least", 5), say("vote.rules_since", "Day", testkit.Day("2018-03-12")))
	v.Get("/audit").Is(http.StatusOK).Says("Working group")
}

func TestOnlyABodyThatDecidesHasRules(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	for _, page := range []string{"/admin/bodies/" + strconv.FormatInt(s.Bodies["centre"], 10) + "/rules", "/admin/bodies/999/rules", "/admin/bodies/x/rules"} {
		v.Get(page).Is(http.StatusNotFound)
	}
	own := "/admin/bodies/" + strconv.FormatInt(s.Bodies["working-group"], 10) + "/rules"
	for _, who := range testkit.Everyone {
		want := http.StatusNotFound
		if who == "admin" {
			want = http.StatusOK
		}
		s.As(who).Get(own).Is(want)
	}
}

func TestASeatSpeaksForAnOrganisation(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	v.Get("/admin/seats/new").Form(say("admin.add_seat")).Fill("body", strconv.FormatInt(s.Bodies["working-group"], 10), "title_kk", "Мүше", "title_ru", "Член",
		"code", "member9", "role", "member", "voting", "on", "represents", strconv.FormatInt(s.Bodies["akimat-astana"], 10)).Submit().
		Follow().Says(say("vote.represents") + ":")
}
