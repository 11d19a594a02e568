// Package escalations shows the projects that stay red: the reviews that are to
// be held, their agendas, and the ministry's list.
package escalations

import (
	"context"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Row is an escalation with what it is about.
type Row struct {
	portfolio.Escalation
	Project   *portfolio.Project
	Programme i18n.Text
	Now       portfolio.Health // the project's colour on the day, "" for none
}

// ListPage lists reviews and the ministry's list.
type ListPage struct {
	layout.Shell
	Tabs     []ui.Tab
	Reviews  []Row                           // to be held first, by their day; then those held, the newest first
	Ministry []Row                           // still on the list first
	Rules    portfolio.StatusRules           // of the day
	Then     map[int64]*portfolio.Escalation // as they were known on the day compared with
}

// changed says what became of a row since the day compared with.
func (p ListPage) changed(ctx context.Context, r *Row) string {
	change, was := r.Since(p.On, p.Then[r.ID], p.Against)
	switch change {
	case portfolio.RowNew:
		return i18n.T(ctx, "rating.change_new")
	case portfolio.RowMoved:
		return i18n.T(ctx, "escalation.change_moved", "State", i18n.T(ctx, "escalation.state_"+string(was)))
	}
	return i18n.T(ctx, "rating.change_same")
}

// ShowPage is one escalation with its agenda.
type ShowPage struct {
	layout.Shell
	Row
	Bodies  map[int64]i18n.Text // of the agenda's lines
	Held    *portfolio.EscalationStep
	Ended   *portfolio.EscalationStep
	By      string // who entered what the review concluded
	MayHold bool
	Form    ui.Form
}

// State is a word of how an escalation stands on a day, with its colour.
func State(e *portfolio.Escalation, on civil.Date) (key, tone string) {
	key = report.EscalationState(e, on)
	return key, tones[key]
}

// tones are the colours of the words.
var tones = map[string]string{
	"escalation.state_held": "done", "escalation.state_late": "overdue", "escalation.state_open": "at_risk", "escalation.state_left": "plan", "escalation.state_listed": "overdue",
}

// term says how many days a review has left or is late.
func term(ctx context.Context, e *portfolio.Escalation, on civil.Date) string {
	switch left := e.HoldBy.Sub(on); {
	case e.Over():
		return ""
	case left < 0:
		return i18n.N(ctx, "escalation.days_over", -left)
	default:
		return i18n.N(ctx, "escalation.days_left", left)
	}
}

func share(ctx context.Context, part, whole int) string {
	if whole == 0 {
		return "—"
	}
	return i18n.PercentOf(ctx, i18n.Decimal(ctx, float64(part)*100/float64(whole), 1))
}
