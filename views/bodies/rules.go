package bodies

import (
	"context"
	"strconv"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/views/ui"
)

// rule is one of the rules in words.
type rule struct{ word, value string }

// said are rules in words, in the order of the form.
func said(ctx context.Context, r approval.Rules) []rule {
	return []rule{
		{i18n.T(ctx, "vote.rule_quorum_label"), i18n.T(ctx, "vote.rule_quorum_share", "Num", r.QuorumNum, "Den", r.QuorumDen, "Least", r.QuorumLeast)},
		{i18n.T(ctx, "vote.rule_majority"), i18n.T(ctx, "vote.majority_"+string(r.Majority))},
		{i18n.T(ctx, "vote.rule_casting"), yesNo(ctx, r.CastingVote)},
		{i18n.T(ctx, "vote.rule_act"), yesNo(ctx, r.ActRequired)},
		{i18n.T(ctx, "vote.rule_signature"), i18n.T(ctx, "vote.signature_"+string(r.Signature))},
		{i18n.T(ctx, "vote.rule_opinion_days"), figure(r.OpinionDays)},
		{i18n.T(ctx, "vote.rule_vote_days"), figure(r.VoteDays)},
	}
}

// changed are the rules that a line of the history changed against those that
// were in force before it on its first day.
func (p RulesPage) changed(ctx context.Context, i int) []rule {
	line := p.History[i]
	earlier := make([]approval.BodyRules, 0, len(p.History)-i-1)
	for at := len(p.History) - 1; at > i; at-- {
		earlier = append(earlier, p.History[at])
	}
	before, now := said(ctx, approval.RulesOn(earlier, line.ValidFrom)), said(ctx, line.Rules)
	var out []rule
	for at := range now {
		if now[at] != before[at] {
			out = append(out, now[at])
		}
	}
	return out
}

// from says since when the rules of a line are in force, or from when they will be.
func (p RulesPage) from(ctx context.Context, line approval.BodyRules) string {
	if line.ValidFrom.After(p.Today) {
		return i18n.T(ctx, "vote.rules_coming", "Day", line.ValidFrom)
	}
	return i18n.T(ctx, "vote.rules_since", "Day", line.ValidFrom)
}

func since(ctx context.Context, p RulesPage) string {
	if p.Line == nil {
		return ""
	}
	return i18n.T(ctx, "vote.rules_since", "Day", p.Line.ValidFrom)
}

func majorities(ctx context.Context) []ui.Option {
	return ui.Words(ctx, approval.Majorities, "vote.majority_")
}

func signatures(ctx context.Context) []ui.Option {
	return ui.Words(ctx, approval.SignatureRules, "vote.signature_")
}

func yesNo(ctx context.Context, yes bool) string {
	if yes {
		return i18n.T(ctx, "word.yes")
	}
	return i18n.T(ctx, "word.no")
}

func hinted(ctx context.Context, key string) string {
	if key == "" {
		return ""
	}
	return i18n.T(ctx, key)
}

// most is the greatest number that a field takes.
func most(name string) string {
	switch name {
	case "opinion_days", "vote_days":
		return figure(approval.MostDays)
	default:
		return figure(approval.MostSeats)
	}
}

func figure(n int) string { return strconv.Itoa(n) }
