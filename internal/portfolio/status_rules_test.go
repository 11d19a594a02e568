package portfolio

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/civil"
)

func TestRulesAreThoseOfTheDay(t *testing.T) {
	line := func(share int, from, recorded string) DatedRules {
		d := DatedRules{Rules: DefaultStatusRules, ValidFrom: date(from), RecordedAt: date(recorded).StartOfDay()}
		d.Rules.RedShare = share
		return d
	}
	ref := Reference{Rules: []DatedRules{
		line(5, "2018-05-01", "2018-04-20"), line(1, "2018-05-01", "2018-06-20"),
		line(7, "2018-09-01", "2018-07-01"), line(8, "2018-08-01", "2018-07-02"), // the later day holds, though it was set before
	}}
	for _, tt := range []struct {
		on   string
		want int
	}{
		{"2018-04-10", 10}, {"2018-04-30", 10}, {"2018-05-01", 5}, {"2018-06-19", 5}, {"2018-06-20", 1},
		{"2018-07-31", 1}, {"2018-08-01", 8}, {"2018-08-31", 8}, {"2018-09-01", 7},
	} {
		if got := ref.RulesAt(date(tt.on).EndOfDay(), date(tt.on)).RedShare; got != tt.want {
			t.Errorf("on %s: %d, want %d", tt.on, got, tt.want)
		}
	}
}

// What a line of the ledger does not say, because no such number was a setting
// when it was written, is the default; what it says stays, nothing too.
func TestRulesThatSayLessMeanTheDefaults(t *testing.T) {
	var r StatusRules
	if err := json.Unmarshal([]byte(`{"near_days":5,"red_share":0,"report_by":7}`), &r); err != nil {
		t.Fatal(err)
	}
	want := DefaultStatusRules
	want.NearDays, want.RedShare, want.ReportBy = 5, 0, 7
	if r != want {
		t.Errorf("%+v, want %+v", r, want)
	}
	whole, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var again StatusRules
	if err := json.Unmarshal(whole, &again); err != nil || again != want {
		t.Errorf("%+v (%v), want %+v", again, err, want)
	}
	if err := json.Unmarshal([]byte(`{"near_days":"five"}`), &r); err == nil {
		t.Error("a word is no number")
	}
}

func TestCheckStatusRules(t *testing.T) {
	tests := []struct {
		name   string
		change func(*DatedRules)
		want   string
	}{
		{"the defaults, from today", func(*DatedRules) {}, ""},
		{"from tomorrow", func(d *DatedRules) { d.ValidFrom = date("2018-09-13") }, ""},
		{"from yesterday", func(d *DatedRules) { d.ValidFrom = date("2018-09-11") }, "valid_from status_rules.backdated"},
		{"from no day", func(d *DatedRules) { d.ValidFrom = civil.Date{} }, "valid_from fault.required"},
		{"without a reason", func(d *DatedRules) { d.Reason = " " }, "reason fault.required"},
		{"a reason of 4001 letters", func(d *DatedRules) { d.Reason = strings.Repeat("ұ", 4001) }, "reason fault.too_long"},
		{"nothing is ever red", func(d *DatedRules) { d.Rules.RedShare = 100 }, "red_share vote.rule_range"},
		{"anything overdue is red", func(d *DatedRules) { d.Rules.RedShare = 0 }, ""},
		{"a day that February lacks", func(d *DatedRules) { d.Rules.ReportBy = 29 }, "report_by vote.rule_range"},
		{"ratings that agree would disagree", func(d *DatedRules) { d.Rules.DisagreeSteps = 0 }, "disagree_steps vote.rule_range"},
		{"the scale has four steps", func(d *DatedRules) { d.Rules.DisagreeSteps = 5 }, "disagree_steps vote.rule_range"},
		{"the ministry hears as late as the review", func(d *DatedRules) { d.Rules.ReviewMonths, d.Rules.MinistryMonths = 6, 6 }, "ministry_months vote.rule_range"},
		{"a month later", func(d *DatedRules) { d.Rules.ReviewMonths, d.Rules.MinistryMonths = 6, 7 }, ""},
	}
	for _, tt := range tests {
		d := DatedRules{Rules: DefaultStatusRules, ValidFrom: date("2018-09-12"), Reason: "Order No. 7"}
		tt.change(&d)
		if got := complaints(d.Check(date("2018-09-12"))); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Each number does what it says: the thing that it decides turns with it.
func TestNumbersDecide(t *testing.T) {
	with := func(change func(*StatusRules)) StatusRules {
		r := DefaultStatusRules
		change(&r)
		return r
	}
	stale := Tally{Total: 2, Weight: 100, StaleWeight: 40}
	three := Three{Computed: Green, Owner: &Rating{Confidence: ConfidenceAmber}}
	old := Rating{RecordedAt: date("2018-09-01").StartOfDay()}
	run := map[int64]RedRun{7: {FirstOn: date("2018-08-31"), LastOn: date("2018-09-30"), Months: 2}}
	escalated := func(r StatusRules) string {
		open, _ := Escalate(date("2018-09-30"), run, nil, r)
		var levels []string
		for _, e := range open {
			levels = append(levels, string(e.Level))
		}
		return strings.Join(levels, " ")
	}
	disagree := func(r StatusRules) string {
		three.Rules = r
		return strconv.FormatBool(three.Disagree())
	}
	for _, tt := range []struct{ what, usual, changed, want string }{
		{"stale_share", string(stale.Health(DefaultStatusRules)), string(stale.Health(with(func(r *StatusRules) { r.StaleShare = 39 }))), "green no_data"},
		{"disagree_steps", disagree(DefaultStatusRules), disagree(with(func(r *StatusRules) { r.DisagreeSteps = 3 })), "true false"},
		{"rating_days", strconv.FormatBool(old.Stale(date("2018-10-02"), DefaultStatusRules)), strconv.FormatBool(old.Stale(date("2018-10-02"), with(func(r *StatusRules) { r.RatingDays = 30 }))), "false true"},
		{"review_months", escalated(DefaultStatusRules), escalated(with(func(r *StatusRules) { r.ReviewMonths = 2 })), " review"},
		{"ministry_months", escalated(with(func(r *StatusRules) { r.ReviewMonths = 1 })), escalated(with(func(r *StatusRules) { r.ReviewMonths, r.MinistryMonths = 1, 2 })), "review review ministry"},
	} {
		if got := tt.usual + " " + tt.changed; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.what, got, tt.want)
		}
	}
}
