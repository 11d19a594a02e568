package trail

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
)

// sitting is the thing of an entry about a sitting: its number and form, as far
// as the entry says them.
func (t Things) sitting(ctx context.Context, e audit.Entry) Thing {
	found := Thing{Name: "№ " + i18n.Number(ctx, e.EntityID), Href: href.Sitting(e.EntityID)}
	if n := number(e, "number"); n != 0 {
		found.Name = "№ " + i18n.Number(ctx, int64(n))
	}
	if !t.Reader.May(access.SeeReviewed, access.Anywhere) {
		found.Href = ""
	}
	return found
}

// body is the thing of an entry about a body.
func (t Things) body(ctx context.Context, e audit.Entry) Thing {
	found := Thing{Name: named(ctx, e)}
	if b, ok := t.Reference.Bodies[e.EntityID]; ok {
		found.Name = b.Name.For(ctx)
	}
	if t.Reader.May(access.KeepReference, access.Anywhere) {
		found.Href = href.AdminBodyRules(e.EntityID)
	}
	return found
}

// voteWord is the key of the word for a code of votes and sittings.
func voteWord(entity, field, s string) string {
	switch field {
	case "choice":
		return "cases.choice_" + s
	case "outcome":
		return "cases.outcome_" + s
	case "motion":
		return "cases.motion_" + s
	case "recused":
		return "protocol.recusal_" + s
	case "presence":
		return "sitting.attends_" + s
	case "majority":
		return "vote.majority_" + s
	}
	switch {
	case entity == "sitting" && field == "form":
		return "sitting.form_" + s
	case entity == "sitting" && field == "state":
		return "sitting.state_" + s
	case entity == "body" && field == "signature":
		return "vote.signature_" + s
	}
	return ""
}

// record is a value of several parts in words: a count, the rules of a body, an
// elector, who was there, a condition.
func (t Things) record(ctx context.Context, field string, raw json.RawMessage) string {
	switch field {
	case "count":
		var c approval.Count
		if json.Unmarshal(raw, &c) == nil {
			return i18n.T(ctx, "audit.count_said", "For", c.For, "Against", c.Against, "Abstain", c.Abstain, "Recused", c.Recused,
				"Missing", c.Missing+c.Absent, "Quorum", c.Quorum, "Seats", c.Seats)
		}
	case "agenda":
		var a portfolio.Agenda
		if json.Unmarshal(raw, &a) == nil {
			return i18n.N(ctx, "word.milestones_count", len(a.Lines))
		}
	case "rules":
		var r approval.Rules
		if json.Unmarshal(raw, &r) == nil {
			return i18n.T(ctx, "vote.rule_quorum_share", "Num", r.QuorumNum, "Den", r.QuorumDen, "Least", r.QuorumLeast) + "; " +
				i18n.T(ctx, "vote.majority_"+string(r.Majority))
		}
	case "electorate":
		var e struct{ Seat, Person, Recused string }
		if json.Unmarshal(raw, &e) == nil {
			who := t.word(ctx, "", "seat", e.Seat)
			if e.Person != "" {
				who += " – " + e.Person
			}
			if e.Recused != "" {
				who += " (" + t.word(ctx, "", "recused", e.Recused) + ")"
			}
			return who
		}
	case "presence":
		var seats map[string]string
		if json.Unmarshal(raw, &seats) == nil {
			var all []string
			for _, code := range slices.Sorted(maps.Keys(seats)) {
				all = append(all, t.word(ctx, "", "seat", code)+": "+t.word(ctx, "", "presence", seats[code]))
			}
			return strings.Join(all, "; ")
		}
	case "conditions":
		var p approval.Proposal
		if json.Unmarshal(raw, &p) == nil && !p.Text.IsZero() {
			said := p.Text.For(ctx)
			if b, ok := t.Reference.Bodies[p.OwnerID]; ok {
				said += ", " + b.Called().For(ctx)
			}
			return said + ", " + i18n.Date(ctx, p.DueOn)
		}
	}
	return string(raw)
}
