package admin_test

import (
	"net/http"
	"testing"

	"qadam/internal/testkit"
	visitors "qadam/internal/testkit/visit"
)

func TestLimitsOfDelegationAreSet(t *testing.T) {
	w := visitors.Serve(t)
	say := visitors.Say
	v := w.As("admin")
	form := func() *visitors.Form {
		return v.Get("/admin/tolerance").Is(http.StatusOK).Form(say("change.limits_save"))
	}
	for _, tt := range [][3]string{
		{"akimat_days", "many", say("fault.not_a_number")}, {"centre_days", "13", say("change.limit_range", "Least", "14", "Most", "366")},
		{"akimat_share", "NaN", say("fault.not_a_number")}, {"centre_share", "Inf", say("fault.not_a_number")}, {"centre_share", "-inf", say("fault.not_a_number")},
		{"akimat_share", "5,55", say("fault.not_a_number")}, {"centre_share", "4", say("change.limit_range", "Least", "5", "Most", "100")},
	} {
		wrong := form().Fill(tt[0], tt[1], "valid_from", "01.04.2018", "reason", "Order 3").Submit().Is(http.StatusUnprocessableEntity)
		if got := wrong.Fault(tt[0]); got != tt[2] {
			t.Errorf("%s = %s: %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
	form().Fill("akimat_share", "1,1 %", "valid_from", "01.03.2018", "reason", "Order 3").Submit().Follow().Says(say("change.limits_saved"), "1.1%", "Order 3")
	for _, who := range testkit.Everyone {
		want := http.StatusNotFound
		if who == "admin" {
			want = http.StatusOK
		}
		if got := w.As(who).Get("/admin/tolerance").Status; got != want {
			t.Errorf("%s: %d, want %d", who, got, want)
		}
	}
}
