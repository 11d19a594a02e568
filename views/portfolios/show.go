// Package portfolios shows all programmes at once: how far they are, how
// current that is, and what moved since another day.
package portfolios

import (
	"context"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	maps "qadam/views/map"
	"qadam/views/ui"
)

// ShowPage is the portfolio as of a day.
type ShowPage struct {
	layout.Shell
	Overview portfolio.Overview
	Waited   int          // working days that the oldest evidence has waited for a review
	Compare  []civil.Date // days to compare with that are offered
	Money    Money
}

// limits of the lists that only show the first.
const (
	decidingShown = 6
	slipsShown    = 8
)

// address is an address of this page's year that keeps its days.
func (p ShowPage) address(path string) string {
	if p.Overview.Year != p.On.Year {
		path = href.With(path, "year", strconv.Itoa(p.Overview.Year))
	}
	return p.Keep(path)
}

// comparing is this page compared with another day.
func (p ShowPage) comparing(d civil.Date) string {
	return href.With(p.address(href.Portfolio()), "against", d.String())
}

// alone is this page compared with nothing.
func (p ShowPage) alone() string { return href.With(p.address(href.Portfolio()), "against", "") }

// inYear is this page for the roadmaps of another year.
func (p ShowPage) inYear(year int) string {
	return p.Keep(href.With(href.Portfolio(), "year", strconv.Itoa(year)))
}

func (p ShowPage) milestone(id int64) string { return p.Keep(href.Milestone(id)) }

func (p ShowPage) programme(r portfolio.Row) string { return p.Keep(href.Programme(r.Programme.Code)) }

// version is the address of a version of a roadmap.
func (p ShowPage) version(r portfolio.Row, v portfolio.Version) string {
	if v.State() == portfolio.InForce {
		return p.Keep(href.Roadmap(r.Programme.Code, p.Overview.Year))
	}
	return p.Keep(href.RoadmapVersion(r.Programme.Code, p.Overview.Year, v.Number))
}

// trouble are the parts of a tally that need somebody.
func trouble(ctx context.Context, t portfolio.Tally) []ui.Segment {
	var out []ui.Segment
	for _, s := range []portfolio.Status{portfolio.AtRisk, portfolio.Overdue} {
		if n := t.Of(s); n > 0 {
			out = append(out, ui.Segment{Kind: string(s), Word: ui.StatusWord(ctx, string(s)), N: int64(n)})
		}
	}
	return out
}

// counted are the columns of the table after the bar: the statuses but done,
// which stands beside the bar.
var counted = []portfolio.Status{portfolio.Reported, portfolio.OnTrack, portfolio.AtRisk, portfolio.Overdue, portfolio.NotStarted}

// changes says how the counts of the statuses changed, those that did.
func changes(ctx context.Context, d portfolio.Difference) []ui.Segment {
	var out []ui.Segment
	for _, s := range portfolio.Statuses {
		if n := d.Tally.Of(s); n != 0 {
			out = append(out, ui.Segment{Kind: string(s), Word: ui.StatusWord(ctx, string(s)), N: int64(n), Text: ui.Change(ctx, n)})
		}
	}
	return out
}

// moved reports whether a row differs from the day compared with.
func moved(r portfolio.Row) bool {
	d := r.Since
	return d != nil && (len(r.Entered) > 0 || len(d.Added) > 0 || len(d.Dropped) > 0 || len(d.Slipped) > 0 || !same(d.Tally))
}

func same(t portfolio.Tally) bool {
	for _, s := range portfolio.Statuses {
		if t.Of(s) != 0 {
			return false
		}
	}
	return true
}

// places are the programmes on the map.
func (p ShowPage) places(ctx context.Context) []maps.Place {
	var places []maps.Place
	for _, r := range p.Overview.Rows {
		city := r.Term.City.For(ctx)
		places = append(places, maps.Place{
			Label: city, Href: p.programme(r), Health: r.Health(), Latitude: r.Term.Latitude, Longitude: r.Term.Longitude,
			Title: city + ", " + r.Term.Name.For(ctx) + ": " + i18n.T(ctx, "health."+string(r.Health())) + ", " + ui.TallyDone(ctx, r.Board.Total),
		})
	}
	return places
}

// healths are the healths that occur, for the legend of the map.
func (p ShowPage) healths() []portfolio.Health {
	var out []portfolio.Health
	for _, h := range []portfolio.Health{portfolio.Green, portfolio.Amber, portfolio.Red, portfolio.NoData} {
		for _, r := range p.Overview.Rows {
			if r.Health() == h {
				out = append(out, h)
				break
			}
		}
	}
	return out
}

// programmeOf is the row that a milestone belongs to.
func (p ShowPage) programmeOf(l portfolio.Line) portfolio.Row {
	for _, r := range p.Overview.Rows {
		if r.Programme.ID == l.ProgrammeID {
			return r
		}
	}
	return portfolio.Row{}
}

// where says what a milestone belongs to: programme and project.
func (p ShowPage) where(ctx context.Context, l portfolio.Line) string {
	r := p.programmeOf(l)
	if r.Picture == nil {
		return ""
	}
	name := r.Term.Name.For(ctx)
	if project := r.Project(l.ProjectID); project != nil {
		name += " · " + project.Profile.Name.For(ctx)
	}
	return name
}
