package approval_test

import (
	"strings"
	"testing"
	"time"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

func TestACaseComesAgainWhenEveryRemarkIsAnswered(t *testing.T) {
	answered := approval.Remark{Round: 1, Answers: []approval.Answer{{Kind: approval.AnswerDeclined}, {Kind: approval.AnswerAccepted}}}
	for _, tt := range []struct {
		name    string
		state   approval.State
		remarks []approval.Remark
		want    string
	}{
		{"returned, all answered", approval.Returned, []approval.Remark{answered}, ""},
		{"returned, one unanswered", approval.Returned, []approval.Remark{answered, {Round: 1}}, "case.unanswered"},
		{"withdrawn, one unanswered", approval.Withdrawn, []approval.Remark{{Round: 1}}, "case.unanswered"},
		{"void, no remarks", approval.Void, nil, ""},
		{"in a vote", approval.Voting, nil, "case.wrong_step"},
		{"rejected", approval.Rejected, nil, "case.wrong_step"},
		{"in force", approval.InForce, nil, "case.wrong_step"},
	} {
		c := approval.Case{
			Submissions: []approval.Submission{{Round: 1, Route: approval.ByWorkingGroup}}, Steps: []approval.Step{{Round: 1, State: tt.state}}, Remarks: tt.remarks,
		}
		if got := keyOf(c.MayResubmit()); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if a := answered.Answer(); a == nil || a.Kind != approval.AnswerAccepted || (approval.Remark{}).Answer() != nil {
		t.Error("the last answer counts")
	}
}

func TestWhatMayBeDoneToACase(t *testing.T) {
	may := map[approval.State]string{
		approval.Submitted: "answer return withdraw", approval.InReview: "answer return withdraw", approval.Reviewed: "answer return withdraw",
		approval.Voting: "", approval.Deferred: "answer return withdraw", approval.Approved: "", approval.InForce: "", approval.Rejected: "",
		approval.Returned: "answer", approval.Withdrawn: "answer", approval.Void: "answer",
	}
	for _, s := range approval.States {
		c := approval.Case{Submissions: []approval.Submission{{Round: 2, Route: approval.ByWorkingGroup}}, Steps: []approval.Step{{Round: 2, State: s}}}
		var got []string
		if c.MayAnswer(approval.Remark{Round: 2}) {
			got = append(got, "answer")
		}
		if c.MayReturn() {
			got = append(got, "return")
		}
		if c.MayWithdraw() {
			got = append(got, "withdraw")
		}
		if strings.Join(got, " ") != may[s] {
			t.Errorf("%s: %v, want %s", s, got, may[s])
		}
		if c.MayAnswer(approval.Remark{Round: 1}) {
			t.Errorf("%s: a remark of an earlier round is answered", s)
		}
	}
}

func TestRemarksAndAnswersAreChecked(t *testing.T) {
	long := strings.Repeat("қ", approval.TextLimit+1)
	many := make([]approval.Remarked, approval.RemarksLimit+1)
	for _, tt := range []struct {
		remarks []approval.Remarked
		want    string
	}{
		{nil, ""}, {[]approval.Remarked{{Text: "x"}, {MilestoneID: 7, Text: "y"}}, ""},
		{[]approval.Remarked{{Text: "x"}, {Text: long}}, "remark_2 fault.too_long"}, {[]approval.Remarked{{MilestoneID: 8, Text: "x"}}, "remark_1 case.unknown_line"},
		{many, "remarks case.too_many_remarks"},
	} {
		if got := keyOf(approval.CheckRemarks(tt.remarks, map[int64]bool{7: true})); got != tt.want {
			t.Errorf("%d remarks: %q, want %q", len(tt.remarks), got, tt.want)
		}
	}
	for _, tt := range []struct {
		answer approval.Answer
		want   string
	}{
		{approval.Answer{Kind: approval.AnswerDeclined, Text: "x"}, ""}, {approval.Answer{Kind: approval.AnswerAccepted}, "text fault.required"},
		{approval.Answer{Kind: "perhaps", Text: long}, "kind fault.required_choice, text fault.too_long"},
	} {
		if got := keyOf(tt.answer.Check()); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.answer.Kind, got, tt.want)
		}
	}
}

func TestACaseIsItsLastRound(t *testing.T) {
	var none approval.Case
	if none.State() != "" || none.Round() != 0 || none.Route() != "" || !none.DecidedOn().IsZero() || none.Step(approval.Submitted).ID != 0 {
		t.Error("a case that was not opened has something")
	}
	at := time.Date(2018, 3, 5, 19, 30, 0, 0, time.UTC) // half past one on the 6th in Almaty
	c := approval.Case{
		Submissions: []approval.Submission{{Round: 1, Drafters: portfolio.IDs{7}}, {Round: 2, Route: approval.ByCentre, Drafters: portfolio.IDs{8}}},
		Steps:       []approval.Step{{ID: 1, State: approval.Submitted}, {ID: 2, State: approval.Submitted}, {ID: 3, State: approval.Approved, RecordedAt: at}},
	}
	if c.Round() != 2 || c.Route() != approval.ByCentre || c.Drafted(7) || !c.Drafted(8) || c.Step(approval.Submitted).ID != 2 {
		t.Errorf("round %d by %s", c.Round(), c.Route())
	}
	if want := (civil.Date{Year: 2018, Month: time.March, Day: 6}); c.DecidedOn() != want {
		t.Errorf("decided on %s", c.DecidedOn())
	}
}
