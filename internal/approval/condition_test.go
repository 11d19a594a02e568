package approval_test

import (
	"testing"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

func fieldsOf(err error) []string {
	var names []string
	for _, f := range fault.FieldsOf(err) {
		names = append(names, f.Name)
	}
	return names
}

func TestStateOfACondition(t *testing.T) {
	step := func(e approval.ConditionEvent, due ...string) approval.ConditionStep {
		s := approval.ConditionStep{Event: e}
		if len(due) > 0 {
			s.DueOn = day(due[0])
		}
		return s
	}
	tests := []struct {
		name    string
		steps   []approval.ConditionStep
		state   approval.ConditionState
		due     string
		overdue bool // on 2 June
		asked   bool
	}{
		{"nothing happened", nil, approval.ConditionOpen, "2018-06-01", true, false},
		{"reported is not overdue", []approval.ConditionStep{step(approval.ConditionReported)}, approval.ConditionSaid, "2018-06-01", false, false},
		{"returned is owed again", []approval.ConditionStep{step(approval.ConditionReported), step(approval.ConditionReturned)}, approval.ConditionBack, "2018-06-01", true, false},
		{"accepted", []approval.ConditionStep{step(approval.ConditionReported), step(approval.ConditionAccepted)}, approval.ConditionIsMet, "2018-06-01", false, false},
		{"time asked for is not time given", []approval.ConditionStep{step(approval.ExtensionAsked, "2018-07-01")}, approval.ConditionOpen, "2018-06-01", true, true},
		{"time given", []approval.ConditionStep{step(approval.ExtensionAsked, "2018-07-01"), step(approval.ExtensionGranted, "2018-07-01")}, approval.ConditionOpen, "2018-07-01", false, false},
		{"time refused", []approval.ConditionStep{step(approval.ExtensionAsked, "2018-07-01"), step(approval.ExtensionRefused)}, approval.ConditionOpen, "2018-06-01", true, false},
		{"escalated is still open", []approval.ConditionStep{step(approval.ConditionEscalated, "2018-06-01")}, approval.ConditionOpen, "2018-06-01", true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := approval.Condition{DueOn: day("2018-06-01"), Steps: tt.steps}
			if c.State() != tt.state || c.Due() != day(tt.due) || c.Overdue(day("2018-06-02")) != tt.overdue || (c.Asked() != nil) != tt.asked {
				t.Errorf("%s, due %s, overdue %v, asked %v", c.State(), c.Due(), c.Overdue(day("2018-06-02")), c.Asked() != nil)
			}
			if c.Overdue(day("2018-06-01")) {
				t.Error("due today is late")
			}
		})
	}
}

func TestAConditionIsEscalatedOnceForEachDate(t *testing.T) {
	c := approval.Condition{DueOn: day("2018-06-01")}
	late := func(on string) bool { return c.Late(day(on), 5, everyDay) }
	if late("2018-06-06") || !late("2018-06-07") {
		t.Error("five working days after its day a condition is not late, on the sixth it is")
	}
	c.Steps = append(c.Steps, approval.ConditionStep{Event: approval.ConditionEscalated, DueOn: day("2018-06-01")})
	if late("2018-06-20") {
		t.Error("escalated twice for one date")
	}
	c.Steps = append(c.Steps, approval.ConditionStep{Event: approval.ExtensionGranted, DueOn: day("2018-06-10")})
	if late("2018-06-15") || !late("2018-06-16") {
		t.Error("with more time it is late after the later date, and then again")
	}
}

func TestWhatHoldsAGateUp(t *testing.T) {
	met := []approval.ConditionStep{{Event: approval.ConditionAccepted}}
	for _, tt := range []struct {
		name string
		c    approval.Condition
		want bool
	}{
		{"of the project", approval.Condition{Blocks: true, ProjectID: 7}, true},
		{"of the whole roadmap", approval.Condition{Blocks: true}, true},
		{"of another project", approval.Condition{Blocks: true, ProjectID: 8}, false},
		{"that blocks nothing", approval.Condition{ProjectID: 7}, false},
		{"that is met", approval.Condition{Blocks: true, ProjectID: 7, Steps: met}, false},
	} {
		if got := tt.c.HoldsUp(7); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestAConditionNeedsAnOwnerAndADate(t *testing.T) {
	good := approval.Condition{Text: i18n.Same("Agree it with the ministry"), OwnerID: 1, DueOn: day("2018-06-02"), Evidence: portfolio.FormAct}
	if err := good.Check(day("2018-06-01")); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*approval.Condition){
		"owner":    func(c *approval.Condition) { c.OwnerID = 0 },
		"due":      func(c *approval.Condition) { c.DueOn = civil.Date{} },
		"text":     func(c *approval.Condition) { c.Text = i18n.Same(" ") },
		"evidence": func(c *approval.Condition) { c.Evidence = "word" },
	} {
		bad := good
		change(&bad)
		if got := fieldsOf(bad.Check(day("2018-06-01"))); len(got) != 1 || got[0] != name {
			t.Errorf("%s: %v", name, got)
		}
	}
}
