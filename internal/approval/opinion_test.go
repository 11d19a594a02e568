package approval_test

import (
	"database/sql"
	"database/sql/driver"
	"reflect"
	"slices"
	"strings"
	"testing"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

func date(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// keyOf is what is wrong, as field and key where it is one field.
func keyOf(err error) string {
	f := fault.Of(err)
	if f == nil {
		return ""
	}
	if len(f.Fields) == 0 {
		return f.Key
	}
	var all []string
	for _, one := range f.Fields {
		all = append(all, one.Name+" "+one.Key)
	}
	return strings.Join(all, ", ")
}

// inReview is a case in its second round; seats 1 and 2 were asked up to 9 March,
// seat 1 had its term put off to the 12th, and seat 3 was asked in the first round.
func inReview() approval.Case {
	return approval.Case{
		Kind:        approval.KindZone,
		Submissions: []approval.Submission{{Round: 1, Drafters: portfolio.IDs{70}}, {Round: 2, Drafters: portfolio.IDs{71}}},
		Steps:       []approval.Step{{Round: 1, State: approval.Returned}, {Round: 2, State: approval.InReview}},
		Assignments: []approval.Assignment{
			{Round: 1, SeatID: 3, Due: date("2018-02-20")},
			{Round: 2, SeatID: 1, Due: date("2018-03-09")}, {Round: 2, SeatID: 2, Due: date("2018-03-09")}, {Round: 2, SeatID: 1, Due: date("2018-03-12")},
		},
		Opinions: []approval.Opinion{{Round: 1, SeatID: 3}, {Round: 1, SeatID: 1}},
	}
}

func TestReviewEnds(t *testing.T) {
	given := func(seats ...int64) []approval.Opinion {
		var all []approval.Opinion
		for _, s := range seats {
			all = append(all, approval.Opinion{Round: 2, SeatID: s})
		}
		return all
	}
	out := func(seats ...int64) []approval.Opinion {
		all := given(seats...)
		for i := range all {
			all[i].Conflict = "my brother"
		}
		return all
	}
	for _, tt := range []struct {
		name     string
		opinions []approval.Opinion
		on       string
		want     approval.Cause
	}{
		{"nobody has spoken", nil, "2018-03-05", ""},
		{"one has spoken", given(1), "2018-03-05", ""},
		{"all have spoken", given(1, 2), "2018-03-05", approval.CauseAllGiven},
		{"one declared a conflict, the other has spoken", append(out(1), given(2)...), "2018-03-05", approval.CauseAllGiven},
		{"all declared a conflict: another has to be asked", out(1, 2), "2018-03-12", ""},
		{"and nobody was asked in time", out(1, 2), "2018-03-13", approval.CauseTermOver},
		{"on the last day it is not over", given(1), "2018-03-09", ""},
		{"the other's term is over", given(1), "2018-03-10", approval.CauseTermOver},
		{"one term is over, the other was put off", nil, "2018-03-10", ""},
		{"nobody in time", nil, "2018-03-13", approval.CauseTermOver},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := inReview()
			c.Opinions = append(c.Opinions, tt.opinions...)
			if got := c.ReviewEnds(date(tt.on)); got != tt.want {
				t.Errorf("ReviewEnds() = %q", got)
			}
			c.Steps = append(c.Steps, approval.Step{State: approval.Reviewed})
			if got := c.ReviewEnds(date(tt.on)); got != "" {
				t.Errorf("reviewed already, and it ends once more: %s", got)
			}
		})
	}
	c := inReview()
	if got := c.Asked(); len(got) != 2 || got[0].Due != date("2018-03-12") || c.ReviewTerm() != date("2018-03-12") || c.AskedOf(3) != nil {
		t.Errorf("Asked() = %+v", got)
	}
	again := c.Asked()[0]
	again.Due = again.Due.AddDays(-3) // who is asked again by an earlier day keeps the time he was given
	c.Assignments = append(c.Assignments, again)
	if got := c.AskedOf(again.SeatID); got.Due != date("2018-03-12") {
		t.Errorf("asked again by an earlier day: %s", got.Due)
	}
}

func TestMaySpeak(t *testing.T) {
	for _, tt := range []struct {
		name         string
		seat, person int64
		said         []approval.Opinion
		state        approval.State
		on, want     string
	}{
		{"who was asked", 1, 50, nil, approval.InReview, "2018-03-12", ""},
		{"a day later", 1, 50, nil, approval.InReview, "2018-03-13", "case.opinion_term_over"},
		{"the other's term is shorter", 2, 51, nil, approval.InReview, "2018-03-10", "case.opinion_term_over"},
		{"asked in the first round only", 3, 52, nil, approval.InReview, "2018-03-05", "case.not_assigned"},
		{"never asked", 9, 59, nil, approval.InReview, "2018-03-05", "case.not_assigned"},
		{"who drafted it", 1, 71, nil, approval.InReview, "2018-03-05", "case.own_draft"},
		{"who drafted the round before", 1, 70, nil, approval.InReview, "2018-03-05", ""},
		{"a second time", 1, 50, []approval.Opinion{{Round: 2, SeatID: 1}}, approval.InReview, "2018-03-05", "case.opinion_given"},
		{"once in each round", 1, 50, []approval.Opinion{{Round: 1, SeatID: 1}}, approval.InReview, "2018-03-05", ""},
		{"after a conflict was declared", 1, 50, []approval.Opinion{{Round: 2, SeatID: 1, Conflict: "my brother"}}, approval.InReview, "2018-03-05", "case.in_conflict"},
		{"when the review is over", 1, 50, nil, approval.Reviewed, "2018-03-05", "case.not_in_review"},
		{"in a vote", 1, 50, nil, approval.Voting, "2018-03-05", "case.not_in_review"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := inReview()
			c.Opinions = append(c.Opinions, tt.said...)
			c.Steps = append(c.Steps, approval.Step{Round: 2, State: tt.state})
			if got := keyOf(c.MaySpeak(tt.seat, tt.person, date(tt.on))); got != tt.want {
				t.Errorf("MaySpeak() = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAnOpinionIsWhole(t *testing.T) {
	whole := func() approval.Opinion {
		o := approval.Opinion{Verdict: approval.Recommended}
		for _, c := range approval.KindZone.Rule().Criteria {
			o.Scores = append(o.Scores, approval.Score{Criterion: c, Score: 5})
		}
		return o
	}
	condition := approval.Proposal{Text: i18n.Same("Fence it"), OwnerID: 4, DueOn: date("2018-06-01"), Evidence: portfolio.FormAct}
	long := strings.Repeat("қ", approval.TextLimit+1)
	for _, tt := range []struct {
		name  string
		spoil func(*approval.Opinion)
		want  string
	}{
		{"whole", func(*approval.Opinion) {}, ""},
		{"the worst score", func(o *approval.Opinion) { o.Scores[0].Score = 0 }, ""},
		{"a criterion left out", func(o *approval.Opinion) { o.Scores = o.Scores[1:] }, "score_need fault.required_choice"},
		{"no score chosen", func(o *approval.Opinion) { o.Scores[1].Score = approval.NoScore }, "score_territory fault.required_choice"},
		{"a score of six", func(o *approval.Opinion) { o.Scores[0].Score = 6 }, "score_need case.score_range"},
		{"below nothing", func(o *approval.Opinion) { o.Scores[0].Score = -2 }, "score_need case.score_range"},
		{"a criterion of another kind", func(o *approval.Opinion) { o.Scores = append(o.Scores, approval.Score{Criterion: "model"}) }, "case.unknown_criterion"},
		{"a criterion twice", func(o *approval.Opinion) { o.Scores = append(o.Scores, o.Scores[0]) }, "case.unknown_criterion"},
		{"a text without end", func(o *approval.Opinion) { o.Scores[0].Text = long }, "text_need fault.too_long"},
		{"a summary without end", func(o *approval.Opinion) { o.Summary = long }, "summary fault.too_long"},
		{"no verdict", func(o *approval.Opinion) { o.Verdict = "" }, "verdict fault.required_choice"},
		{"a verdict of another house", func(o *approval.Opinion) { o.Verdict = "guilty" }, "verdict fault.required_choice"},
		{"against, and not why", func(o *approval.Opinion) { o.Verdict = approval.NotRecommended }, "remarks case.remark_needed"},
		{"against", func(o *approval.Opinion) {
			o.Verdict, o.Remarks = approval.NotRecommended, []approval.Remarked{{Text: "Where?"}}
		}, ""},
		{"a remark to a line", func(o *approval.Opinion) { o.Remarks = []approval.Remarked{{MilestoneID: 7, Text: "When?"}} }, ""},
		{"a remark to no line", func(o *approval.Opinion) {
			o.Remarks = []approval.Remarked{{Text: "Where?"}, {MilestoneID: 8, Text: "When?"}}
		}, "remark_2 case.unknown_line"},
		{"with conditions, and none", func(o *approval.Opinion) { o.Verdict = approval.WithConditions }, "conditions case.conditions_needed"},
		{"with a condition", func(o *approval.Opinion) {
			o.Verdict, o.Conditions = approval.WithConditions, approval.Proposals{condition}
		}, ""},
		{"a condition without owner", func(o *approval.Opinion) {
			c := condition
			c.OwnerID = 0
			o.Verdict, o.Conditions = approval.WithConditions, approval.Proposals{condition, c}
		}, "condition_2_owner vote.condition_owner"},
		{"a condition on no line", func(o *approval.Opinion) {
			c := condition
			c.MilestoneID = 8
			o.Verdict, o.Conditions = approval.WithConditions, approval.Proposals{c}
		}, "condition_1_milestone case.unknown_line"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := whole()
			tt.spoil(&o)
			if got := keyOf(o.Check(approval.KindZone, map[int64]bool{7: true}, date("2018-03-05"))); got != tt.want {
				t.Errorf("Check() = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTrimmedOpinion(t *testing.T) {
	o := approval.Opinion{
		Summary: " Good ", Verdict: approval.Recommended, Scores: approval.Scores{{Criterion: "need", Text: " yes "}},
		Remarks: []approval.Remarked{{Text: " "}, {MilestoneID: 7, Text: " When? "}}, Conditions: approval.Proposals{{OwnerID: 4}},
	}.Trim()
	if o.Summary != "Good" || o.Scores[0].Text != "yes" || !slices.Equal(o.Remarks, []approval.Remarked{{MilestoneID: 7, Text: "When?"}}) || len(o.Conditions) != 0 {
		t.Errorf("%+v", o)
	}
}

func TestTermOfAnOpinion(t *testing.T) {
	for due, want := range map[string]string{"2018-03-05": "", "2019-03-06": "", "2018-03-04": "due case.due_passed", "2019-03-07": "due case.due_too_far"} {
		if got := keyOf(approval.CheckDue(date(due), date("2018-03-05"))); got != want {
			t.Errorf("%s: %q", due, got)
		}
	}
	if got := keyOf(approval.CheckDue(civil.Date{}, date("2018-03-05"))); got != "due fault.required" {
		t.Errorf("no day: %q", got)
	}
}

// What is kept as JSON comes back as it was, and nothing is never null.
func TestColumnsOfJSON(t *testing.T) {
	scores, proposals, remarks := approval.Scores{{Criterion: "need", Score: 3, Text: "«қ»"}},
		approval.Proposals{{Text: i18n.Same("x"), OwnerID: 2, DueOn: date("2018-06-01"), Evidence: portfolio.FormAct, Blocks: true}},
		approval.RemarkedList{{MilestoneID: 7, Text: "When?"}}
	for _, tt := range []struct {
		was, is any
		column  driver.Valuer
	}{
		{&scores, &approval.Scores{}, scores}, {&proposals, &approval.Proposals{}, proposals}, {&remarks, &approval.RemarkedList{}, remarks},
	} {
		v, err := tt.column.Value()
		if err != nil {
			t.Fatal(err)
		}
		into := tt.is.(sql.Scanner)
		if err := into.Scan([]byte(v.(string))); err != nil || !reflect.DeepEqual(tt.was, tt.is) {
			t.Errorf("%v comes back as %v: %v", v, tt.is, err)
		}
		if err := into.Scan(7); err == nil {
			t.Error("a number is read as a list")
		}
	}
	for _, nothing := range []driver.Valuer{approval.Scores(nil), approval.Proposals{}, approval.RemarkedList(nil)} {
		if v, err := nothing.Value(); err != nil || v != "[]" {
			t.Errorf("%T: %v %v", nothing, v, err)
		}
	}
}
