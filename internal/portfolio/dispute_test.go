package portfolio

import (
	"fmt"
	"strings"
	"testing"
)

// What came, went or changed since another day; what is gone is told as it stands now.
func TestDisagreementsHeldAgainstAnotherDay(t *testing.T) {
	apart := func(id int64, owner, centre Confidence) Disagreement {
		return Disagreement{Project: &Project{ID: id}, Three: Three{Owner: &Rating{Confidence: owner}, Centre: &Rating{Confidence: centre}}}
	}
	now := []Disagreement{apart(1, "green", "red"), apart(2, "green", "amber_red"), apart(3, "green", "amber_red"), apart(4, "green", "amber")}
	then := []Disagreement{apart(5, "green", "red"), apart(2, "green", "red"), apart(4, "amber", "green"), apart(3, "green", "amber")}
	var got []string
	for _, d := range Disputes(now, then, func(d Disagreement) Disagreement { return apart(d.Project.ID, "green", "amber_green") }) {
		got = append(got, fmt.Sprintf("%d %s from %d to %d", d.Project.ID, d.Change, d.Was, d.Apart()))
	}
	want := "1 new from 0 to 4, 2 shrank from 4 to 3, 3 grew from 2 to 3, 4 same from 2 to 2, 5 gone from 4 to 1"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("%q, want %q", s, want)
	}
}

func TestAnEscalationHeldAgainstAnotherDay(t *testing.T) {
	then := Escalation{Level: ReviewLevel, HoldBy: date("2018-07-01")}
	now := then
	now.Steps = []EscalationStep{{Event: EscalationHeld}}
	for _, tt := range []struct {
		name string
		e    *Escalation
		then *Escalation
		on   string
		want string
	}{
		{"not opened then", &then, nil, "2018-06-20", "new "},
		{"as it was", &then, &then, "2018-06-20", "same open"},
		{"its day is over", &then, &then, "2018-07-02", "moved open"},
		{"it was held", &now, &then, "2018-06-20", "moved open"},
	} {
		change, was := tt.e.Since(date(tt.on), tt.then, date("2018-06-10"))
		if got := fmt.Sprintf("%s %s", change, was); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
