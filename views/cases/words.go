// Package cases is the pages of approvals: all of them, and one with what it
// changes, what the competence centre says, how the working group votes and
// what came of it.
package cases

import (
	"context"
	"strconv"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// tones give every state of a case the colour that says the same elsewhere.
var tones = map[approval.State]string{
	approval.Submitted: "on_track", approval.InReview: "on_track", approval.Reviewed: "on_track", approval.Voting: "on_track",
	approval.Deferred: "at_risk", approval.Approved: "done", approval.InForce: "done", approval.Returned: "at_risk",
	approval.Rejected: "overdue", approval.Withdrawn: "not_started", approval.Void: "overdue",
}

// icons say the state without its colour.
var icons = map[approval.State]string{
	approval.Submitted: "send", approval.InReview: "search", approval.Reviewed: "message", approval.Voting: "gavel",
	approval.Deferred: "clock", approval.Approved: "circle-check", approval.InForce: "lock", approval.Returned: "corner-up-left",
	approval.Rejected: "ban", approval.Withdrawn: "arrow-back-up", approval.Void: "alert-triangle",
}

// choiceTones and choiceIcons do the same for a ballot.
var choiceTones = map[approval.Choice]string{
	approval.For: "done", approval.ForWithCondition: "at_risk", approval.Against: "overdue", approval.Abstain: "plan", approval.Recused: "plan",
}

var choiceIcons = map[approval.Choice]string{
	approval.For: "check", approval.ForWithCondition: "list-check", approval.Against: "x", approval.Abstain: "minus", approval.Recused: "ban",
}

var verdictTones = map[approval.Verdict]string{
	approval.Recommended: "done", approval.WithConditions: "at_risk", approval.NotRecommended: "overdue",
}

var outcomeTones = map[approval.Outcome]string{
	approval.OutcomeOpen: "on_track", approval.OutcomeApproved: "done", approval.OutcomeConditions: "done", approval.OutcomeReturned: "at_risk",
	approval.OutcomeRejected: "overdue", approval.OutcomeKept: "at_risk", approval.OutcomeDeferred: "at_risk", approval.OutcomeVoid: "overdue",
}

// StateWord is the word for the state of a case.
func StateWord(ctx context.Context, s approval.State) string {
	return i18n.T(ctx, "cases.state_"+string(s))
}

// KindWord is the word for what a case decides upon.
func KindWord(ctx context.Context, k approval.Kind) string {
	return i18n.T(ctx, "cases.kind_"+string(k))
}

// RouteWord says who decides.
func RouteWord(ctx context.Context, r approval.Route) string {
	return i18n.T(ctx, "cases.route_"+string(r))
}

// Numbered is the number by which people name a case.
func Numbered(ctx context.Context, id int64) string {
	return i18n.T(ctx, "cases.number", "Number", strconv.FormatInt(id, 10))
}

// Short is enough of a fingerprint to compare by eye: two groups of four.
func Short(fingerprint string) string {
	if len(fingerprint) < 8 {
		return fingerprint
	}
	return fingerprint[:4] + " " + fingerprint[4:8]
}

// signedMoney is a difference of sums with its sign.
func signedMoney(ctx context.Context, a money.Amount) string {
	if a > 0 {
		return "+" + i18n.Money(ctx, a)
	}
	return i18n.Money(ctx, a)
}

// average is a mean score to a tenth.
func average(ctx context.Context, sum, n int) string {
	if n == 0 {
		return ""
	}
	return i18n.Decimal(ctx, float64(sum)/float64(n), 1)
}

// left says how long there is until a day: in how many days, today, or late by
// how many. Due today is not late.
func left(ctx context.Context, until, on civil.Date) string {
	switch days := until.Sub(on); {
	case days == 0:
		return i18n.T(ctx, "cases.until_today")
	case days < 0:
		return i18n.N(ctx, "cases.days_over", -days)
	default:
		return i18n.N(ctx, "cases.days_left", days)
	}
}
