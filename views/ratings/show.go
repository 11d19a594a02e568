// Package ratings shows the ratings of a project side by side, where they
// disagree, and why a colour is what it is.
package ratings

import (
	"context"
	"slices"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is the ratings of a project.
type ShowPage struct {
	layout.Shell
	Project     *portfolio.Project
	Three       portfolio.Three
	Since       civil.Date         // since when the three disagree, zero when they do not
	History     []portfolio.Rating // of both parties, the newest first
	People      map[int64]string
	Forms       []RateForm // for those who may rate today
	Drafted     bool       // it stands in no roadmap in force: nobody rates it yet
	Escalations []portfolio.Escalation
}

// Side is the ratings of a project as a part of another page about it.
type Side struct {
	Code      string
	Three     portfolio.Three
	People    map[int64]string      // who rated
	Escalated *portfolio.Escalation // what is open, nil for nothing
}

// RateForm is the form of a party.
type RateForm struct {
	Party portfolio.Party
	Last  *portfolio.Rating // what it says now, nil for nothing
	Form  ui.Form
}

func (f RateForm) seen() string {
	if f.Last == nil {
		return "0"
	}
	return number(f.Last.ID)
}

// scale are the steps that a party may choose.
func scale(ctx context.Context, p portfolio.Party) []ui.Option {
	var out []ui.Option
	for _, c := range p.Scale() {
		out = append(out, ui.Option{Value: string(c), Label: ui.ConfidenceWord(ctx, c), Hint: i18n.T(ctx, "rating.means_"+string(c))})
	}
	return out
}

// Party is what a party's rating is called.
func Party(ctx context.Context, p portfolio.Party) string {
	return i18n.T(ctx, "rating.party_"+string(p))
}

// of is the rating that a party gave, nil for the computed one.
func of(t portfolio.Three, p portfolio.Party) *portfolio.Rating {
	switch p {
	case portfolio.Owner:
		return t.Owner
	case portfolio.Centre:
		return t.Centre
	}
	return nil
}

// DisagreementsPage lists the projects whose ratings differ.
type DisagreementsPage struct {
	layout.Shell
	Tabs  []ui.Tab
	Rows  []portfolio.Dispute   // those that are gone since the day compared with at the end
	Rules portfolio.StatusRules // of the day
}

// MilestonePage says why a milestone has its status.
type MilestonePage struct {
	layout.Shell
	Why     portfolio.LineWhy
	Project *portfolio.Project
	Money   *Gap // nil when no gap holds
}

// Gap is what of a year's money is committed and what would have to be.
type Gap struct {
	Year                    int
	Planned, Committed, Due money.Amount // Due is what has to be committed at least
}

// Short is what has to be committed yet.
func (g Gap) Short() money.Amount { return g.Due - g.Committed }

// HealthPage says why a project or a programme has its colour.
type HealthPage struct {
	layout.Shell
	Name    string
	Year    int
	Roadmap string // the address of the roadmap, "" for none
	Why     portfolio.HealthWhy
	Ended   bool             // the project ended: it has no colour
	Ratings *portfolio.Three // of a project, nil for a programme
	Project *portfolio.Project
	More    int // deciding lines that are not shown
}

func (p HealthPage) lines() []*portfolio.Line { return p.Why.Deciding[:len(p.Why.Deciding)-p.More] }

// DecidingShown is how many deciding lines a page names.
const DecidingShown = 20

func (p HealthPage) milestone(id int64) string { return p.Keep(href.Milestone(id)) }

// standing are the projects on the list, and gone those that left it since the day
// compared with.
func (p DisagreementsPage) standing() (now, gone []portfolio.Dispute) {
	i := slices.IndexFunc(p.Rows, func(d portfolio.Dispute) bool { return d.Change == portfolio.RowGone })
	if i < 0 {
		return p.Rows, nil
	}
	return p.Rows[:i], p.Rows[i:]
}

// changed says what became of a row since the day compared with.
func changed(ctx context.Context, d portfolio.Dispute) string {
	switch d.Change {
	case portfolio.RowNew:
		return i18n.T(ctx, "rating.change_new")
	case portfolio.RowGone:
		return i18n.N(ctx, "rating.change_gone", d.Was)
	case portfolio.RowGrew:
		return i18n.N(ctx, "rating.change_grew", d.Apart()-d.Was)
	case portfolio.RowShrank:
		return i18n.N(ctx, "rating.change_shrank", d.Was-d.Apart())
	}
	return i18n.T(ctx, "rating.change_same")
}
