package cases

import (
	"context"
	"strconv"

	"qadam/internal/i18n"
	"qadam/views/href"
	"qadam/views/ui"
)

// act is a button at the top right of the page.
type act struct {
	kind                 ui.Kind
	address, icon, label string
}

// acts are the buttons, the most likely one first and filled.
func (p ShowPage) acts(ctx context.Context) []act {
	var out []act
	add := func(may bool, address, icon, key string) {
		if !may {
			return
		}
		kind := ui.Plain
		if len(out) == 0 {
			kind = ui.Primary
		}
		out = append(out, act{kind, address, icon, i18n.T(ctx, key)})
	}
	opine := "cases.opine"
	if p.Review.Drafted {
		opine = "cases.opine_on"
	}
	add(p.May.Opine, href.CaseOpinion(p.Case.ID), "pencil", opine)
	add(p.Vote != nil && p.Vote.MayCast, "#"+VoteRegion, "gavel", "cases.cast")
	add(p.May.Decide, "#decision", "circle-check", "cases.decide")
	add(p.May.Act, "#act", "certificate", "cases.record_act")
	add(p.May.Answer, "#remarks", "message", "cases.answer_remarks")
	add(p.May.Redraft, p.Subject.Address, "pencil", "cases.redraft")
	add(p.May.Resubmit, "#resubmit", "send", "cases.resubmit")
	add(p.May.Schedule, href.With(href.NewSitting(), "case", strconv.FormatInt(p.Case.ID, 10)), "calendar", "cases.schedule")
	add(p.May.Assign && len(p.Review.Waiting)+len(p.Review.Opinions) == 0, "#experts", "users", "cases.assign")
	if p.Sitting != nil && (p.Vote == nil || !p.Vote.IsOpen()) {
		add(true, p.Keep(href.Sitting(p.Sitting.ID)), "calendar", "cases.to_sitting")
		if !p.Next.Mine {
			out[len(out)-1].kind = ui.Plain
		}
	}
	filled := len(out) > 0
	for _, one := range p.protocols() {
		out = append(out, act{ui.Plain, p.Keep(one.Address), "file", i18n.T(ctx, "cases.protocol", "Number", one.Number)})
	}
	if p.May.Return {
		out = append(out, act{ui.Plain, "#return", "corner-up-left", i18n.T(ctx, "cases.return")})
	}
	if p.May.Withdraw {
		out = append(out, act{ui.Plain, "#withdrawal", "arrow-back-up", i18n.T(ctx, "cases.withdraw")})
	}
	if !filled && p.Subject.Address != "" {
		out = append(out, act{ui.Plain, p.Keep(p.Subject.Address), "route", i18n.T(ctx, "cases.subject_"+p.Case.Kind.Rule().Subject)})
	}
	return out
}
