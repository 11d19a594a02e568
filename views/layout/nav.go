package layout

import (
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/views/href"
)

// NavItem is one link of the navigation.
type NavItem struct {
	Key   string // of its word in the catalogue
	Href  string
	Icon  string
	Count int  // what waits there; not shown when 0
	Loud  bool // the count is overdue rather than waiting
}

// Nav are the links of an actor, as far as the policy lets them see anything
// there. Counts are by the last word of the key, such as "work"; the counts
// "overdue", "cases_overdue" and "conditions_overdue" make them loud.
func Nav(actor access.Actor, counts map[string]int, year int) []NavItem {
	items := []NavItem{{Key: "ui.nav_work", Href: href.Home(), Icon: "list-check", Count: counts["work"], Loud: counts["overdue"] > 0}}
	if actor.May(access.SeeInForce, access.Anywhere) {
		items = append(items,
			NavItem{Key: "ui.nav_portfolio", Href: href.Portfolio(), Icon: "layout-dashboard"},
			NavItem{Key: "ui.nav_programmes", Href: href.Programmes(), Icon: "building"},
			NavItem{Key: "ui.nav_roadmaps", Href: href.Roadmaps(), Icon: "route", Count: counts["roadmaps"]},
			NavItem{Key: "ui.nav_cases", Href: href.Cases(), Icon: "gavel", Count: counts["cases"], Loud: counts["cases_overdue"] > 0},
			NavItem{Key: "ui.nav_conditions", Href: href.Conditions(), Icon: "circle-check", Count: counts["conditions"], Loud: counts["conditions_overdue"] > 0},
			NavItem{Key: "ui.nav_funding", Href: href.Funding(), Icon: "coins"},
			NavItem{Key: "ui.nav_zones", Href: href.Zones(), Icon: "map-pin"},
		)
	}
	if actor.May(access.KeepPeople, access.Anywhere) {
		items = append(items, NavItem{Key: "ui.nav_people", Href: href.AdminPeople(), Icon: "users"}, NavItem{Key: "letter.outbox", Href: href.AdminLetters(), Icon: "send"})
	}
	if actor.May(access.KeepReference, access.Anywhere) {
		items = append(items, NavItem{Key: "ui.nav_calendar", Href: href.AdminCalendar(year), Icon: "calendar"}, NavItem{Key: "stage.title", Href: href.AdminStages(), Icon: "stairs"},
			NavItem{Key: "status_rules.title", Href: href.AdminStatusRules(), Icon: "settings"})
	}
	if actor.May(access.ReadAudit, access.Anywhere) {
		items = append(items, NavItem{Key: "ui.nav_audit", Href: href.Audit(), Icon: "shield-check"})
	}
	return items
}

// current reports whether the page at path belongs under the link. A page of
// its own kind, such as a milestone, belongs under the list it is found in.
func (n NavItem) current(path string) bool {
	if n.Href == href.Home() {
		return path == n.Href
	}
	if strings.HasSuffix(path, "/funding") || strings.Contains(path, "/funding/") {
		return n.Href == href.Funding() // of a programme or a project too
	}
	if slices.Contains([]string{href.Projects(), href.Milestones(), href.ProjectsEdit(), href.MilestoneReports()}, path) {
		return n.Href == href.Portfolio() // the lists; one of them belongs where it is planned
	}
	for _, kin := range append([]string{n.Href}, kindred[n.Href]...) {
		if path == kin || strings.HasPrefix(path, kin+"/") {
			return true
		}
	}
	return strings.HasPrefix(n.Href, "/admin/calendar/") && strings.HasPrefix(path, "/admin/calendar")
}

// kindred are the addresses that belong under a link beside its own.
var kindred = map[string][]string{
	href.Portfolio():   {href.Changes(), "/escalations"},
	href.Programmes():  {href.Projects()},
	href.Roadmaps():    {"/milestones", href.Timeline()},
	href.Funding():     {href.Contracts()},
	href.Cases():       {"/sittings", "/protocols", "/votes", "/verify"},
	href.AdminPeople(): {href.AdminSeats(), "/admin/bodies"},
}
