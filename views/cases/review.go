package cases

import (
	"context"
	"strconv"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/views/href"
	"qadam/views/ui"
)

var answerTones = map[approval.AnswerKind]string{approval.AnswerAccepted: "done", approval.AnswerDeclined: "at_risk"}

func answerKinds(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range approval.AnswerKinds {
		out = append(out, ui.Option{Value: string(k), Label: i18n.T(ctx, "cases.answer_"+string(k)), Hint: i18n.T(ctx, "cases.answer_"+string(k)+"_hint")})
	}
	return out
}

// mayAnswer reports whether the person may answer the remark: those of the
// round that came back.
func (p ShowPage) mayAnswer(r Remark) bool { return p.May.Answer && r.Round == p.Case.Round() }

// opensAnswer reports whether the form to answer a remark stands open: one that
// was sent and is wrong, else that of the first remark without an answer.
func (p ShowPage) opensAnswer(r Remark) bool {
	if len(p.Forms.Answers) > 0 {
		return p.Forms.Answers[r.ID].Sent()
	}
	for _, one := range p.Remarks {
		if one.Answer() == nil && p.mayAnswer(one) {
			return one.ID == r.ID
		}
	}
	return false
}

// answerOf is the form of an answer; a prefix keeps those of a page apart.
func (p ShowPage) answerOf(r Remark) ui.Form {
	f := p.Forms.Answers[r.ID]
	f.Prefix = AnswerPrefix(r.ID)
	return f
}

// AnswerPrefix is the prefix of the form that answers a remark.
func AnswerPrefix(remarkID int64) string { return "remark-" + strconv.FormatInt(remarkID, 10) }

func (p ShowPage) answerTo(r Remark) string { return href.RemarkAnswer(p.Case.ID, r.ID) }

func remarkID(id int64) string { return "remark-" + strconv.FormatInt(id, 10) }

// answered says how many remarks of the round have an answer.
func (p ShowPage) answered(ctx context.Context) string {
	n, all := 0, 0
	for _, r := range p.Remarks {
		if r.Round != p.Case.Round() {
			continue
		}
		all++
		if r.Answer() != nil {
			n++
		}
	}
	if all == 0 {
		return ""
	}
	return i18n.T(ctx, "cases.answered", "Answered", n, "All", all)
}

// body is what a body is called.
func (p ShowPage) body(ctx context.Context, id int64) string { return p.Bodies[id].Called().For(ctx) }
