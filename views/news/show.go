// Package news holds the list of what changed since a moment.
package news

import (
	"context"
	"time"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is what changed between two moments.
type ShowPage struct {
	layout.Shell
	Tabs       []ui.Tab // of the portfolio
	Since      time.Time
	Visited    bool // Since is the end of the last visit
	Groups     []Group
	Kind       portfolio.NewsKind // the only one shown, "" for all
	Programme  string             // the codes of those shown with commas between, "" for all
	Programmes []ui.Option
	Pages      ui.Pages // of the only kind shown
	Total      int      // of all kinds
}

// Group is what happened of one kind; More are not shown.
type Group struct {
	Kind  portfolio.NewsKind
	Count int
	Paid  money.Amount // of money
	Rows  []Row
}

// Row is one thing that happened. What it says depends on its kind.
type Row struct {
	Kind      portfolio.NewsKind
	Programme *portfolio.Picture
	Year      int
	Number    string
	Title     i18n.Text
	Href      string

	Milestone  int64 // key, 0 for what is none
	Was, Is    portfolio.Status
	Stale      bool
	Before     civil.Date
	Finish     civil.Date
	Days       int
	Version    int
	Case       int64
	CaseKind   approval.Kind
	State      approval.State
	Project    string // code
	Party      portfolio.Party
	Confidence portfolio.Confidence
	Level      portfolio.Level
	Event      portfolio.EscalationEvent
	Paid       money.Amount
	On         civil.Date // the day, where one is known
}

// address is the page with another kind or programme.
func (p ShowPage) address(kind portfolio.NewsKind, programme string) string {
	return href.With(p.URL.RequestURI(), "kind", string(kind), "programme", programme, "page", "", "lang", "")
}

// label is what the row is about, in words.
func (r Row) label(ctx context.Context) string {
	switch r.Kind {
	case portfolio.NewsInForce:
		return i18n.T(ctx, "news.version", "Year", r.Year, "Version", r.Version)
	case portfolio.NewsDecision:
		return i18n.T(ctx, "news.case", "Number", r.Case) + " " + r.Title.For(ctx)
	case portfolio.NewsPaid:
		return r.Programme.Term.Name.For(ctx)
	default:
		return r.Title.For(ctx)
	}
}

// tabs are the kinds of which there is something, and all.
func (p ShowPage) tabs(ctx context.Context, counts map[portfolio.NewsKind]int) []ui.Tab {
	all := []ui.Tab{{Label: i18n.T(ctx, "word.all"), Href: p.address("", p.Programme), Current: p.Kind == ""}}
	for _, k := range portfolio.NewsKinds {
		if counts[k] > 0 || k == p.Kind {
			t := ui.Tab{Label: i18n.T(ctx, "news.kind_"+string(k)), Href: p.address(k, p.Programme), Current: p.Kind == k, Count: counts[k]}
			if k == portfolio.NewsPaid && counts[k] > 0 { // counted are programmes, and not payments
				t.Label, t.Count = t.Label+": "+i18n.N(ctx, "news.programmes", counts[k]), 0
			}
			all = append(all, t)
		}
	}
	return all
}

// escalated says what came of an escalation.
func escalated(ctx context.Context, r Row) string {
	switch r.Event {
	case portfolio.EscalationHeld:
		return i18n.T(ctx, "escalation.state_held")
	case portfolio.EscalationEnded:
		return i18n.T(ctx, "escalation.state_left")
	}
	return i18n.T(ctx, "escalation.level_"+string(r.Level))
}

// since is the heading of what changed since a moment; one at which a day ended
// is that day.
func since(ctx context.Context, at time.Time) string {
	if day := civil.DateOf(at).AddDays(-1); day.EndOfDay().Equal(at) {
		return i18n.T(ctx, "work.changes", "Day", day)
	}
	return i18n.T(ctx, "news.since", "At", i18n.Moment(ctx, at))
}
