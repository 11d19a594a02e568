package portfolios

import (
	"context"

	"qadam/internal/i18n"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// TabsOf are the views of the portfolio, for ui.Tabs: overview, projects,
// milestones, disagreements, escalations, what changed. current is the address
// of the one shown, without parameters.
func TabsOf(ctx context.Context, s layout.Shell, current string) []ui.Tab {
	tabs := []ui.Tab{
		{Label: i18n.T(ctx, "portfolio.tab_overview"), Href: href.Portfolio()},
		{Label: i18n.T(ctx, "word.projects"), Href: href.Projects()},
		{Label: i18n.T(ctx, "word.milestones"), Href: href.Milestones()},
		{Label: i18n.T(ctx, "portfolio.tab_disagreements"), Href: href.Disagreements()},
		{Label: i18n.T(ctx, "portfolio.tab_escalations"), Href: href.Escalations()},
		{Label: i18n.T(ctx, "portfolio.tab_changes"), Href: href.Changes()},
	}
	for i := range tabs {
		tabs[i].Current = tabs[i].Href == current
		tabs[i].Href = s.Keep(tabs[i].Href)
	}
	return tabs
}
