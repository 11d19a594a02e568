// Package portfolios shows all programmes at once: how far they are, how
// current that is, and what moved since another day.
package portfolios

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/chart"
	"qadam/views/href"
	"qadam/views/layout"
	maps "qadam/views/map"
	"qadam/views/ui"
)

// ShowPage is the portfolio as of a day.
type ShowPage struct {
	layout.Shell
	News     *ui.News // since the last visit, nil when there is nothing
	Overview portfolio.Overview
	Waited   int          // working days that the oldest evidence has waited for a review
	Compare  []civil.Date // days to compare with that are offered
	Money    Money
	Awaited  []Awaited     // decisions, by kind
	Ways     map[int64]Way // of the versions to come, by version
	Heat     portfolio.Heat
	Zones    map[int64]int // how many pilot zones each programme has
	City     *City         // nil while the whole country is shown
}

// Awaited is the open cases of a kind with the age of the oldest.
type Awaited struct {
	approval.Awaited
	Days int // working days since the oldest was submitted
}

// City is the pilot zones of a programme's city.
type City struct {
	Row   portfolio.Row
	Zones []Zone
}

// Zone is a pilot zone with the milestones of the projects in it.
type Zone struct {
	portfolio.Zone
	Projects int
	Tally    portfolio.Tally
	Health   portfolio.Health
}

// milestones is the list of milestones that a figure counts: of the page's year
// and as of its day.
func (p ShowPage) milestones(pairs ...string) string {
	return p.address(href.MilestonesWhere(pairs...))
}

// of is the list of a programme's milestones that a figure counts.
func (p ShowPage) of(r portfolio.Row, pairs ...string) string {
	return p.milestones(append([]string{"programme", r.Programme.Code}, pairs...)...)
}

// cases is the list of the open cases, of a kind when one is given.
func (p ShowPage) cases(kind approval.Kind) string {
	var open []string
	for _, s := range approval.States {
		if s.Open() {
			open = append(open, string(s))
		}
	}
	return p.Keep(href.CasesWhere("state", strings.Join(open, ","), "kind", string(kind)))
}

// inCity is this page with the map of a programme's city.
func (p ShowPage) inCity(r portfolio.Row) string {
	return p.address(href.PortfolioCity(r.Programme.Code)) + "#map"
}

// some is the address of what a figure counts, "" when that is nothing.
func some[N ~int | ~int64](n N, address string) string {
	if n == 0 {
		return ""
	}
	return address
}

// paidSince lists what was paid since the day compared with.
func (p ShowPage) paidSince() string {
	return p.Keep(href.With(href.Changes(), "kind", string(portfolio.NewsPaid)))
}

// years are those that can be chosen: the page's own is always among them.
func (p ShowPage) years() []int {
	years := append(slices.Clone(p.Overview.Years), p.Overview.Year)
	slices.Sort(years)
	return slices.Compact(years)
}

// stood reports whether anything changed in any programme.
func (p ShowPage) stood() bool { return !slices.ContainsFunc(p.Overview.Rows, moved) }

// updateColumns are the columns of a list of milestones by their newest updates.
const updateColumns = "number,title,programme,executor,updated,status"

// underway are the statuses of milestones of which an update is expected.
const underway = "on_track,at_risk,overdue"

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

// counted are the columns of the table after the bar: the statuses but done,
// which stands beside the bar.
var counted = []portfolio.Status{portfolio.Reported, portfolio.OnTrack, portfolio.AtRisk, portfolio.Overdue, portfolio.NotStarted}

// moved reports whether a row differs from the day compared with.
func moved(r portfolio.Row) bool {
	d := r.Since
	return d != nil && (len(r.Entered) > 0 || len(d.Added) > 0 || len(d.Dropped) > 0 || len(d.Slipped) > 0 || len(became(*d)) > 0)
}

// zoned is the name of a city as the map shows it, with how many zones it has: what
// is read aloud begins with what is seen.
func zoned(city string, zones int) string {
	if zones == 0 {
		return city
	}
	return city + " · " + strconv.Itoa(zones)
}

// places are the programmes on the map.
func (p ShowPage) places(ctx context.Context) []maps.Place {
	var places []maps.Place
	for _, r := range p.Overview.Rows {
		city := r.Term.City.For(ctx)
		places = append(places, maps.Place{
			Label: city, Count: p.Zones[r.Programme.ID], Href: p.inCity(r), Health: r.Health(), Latitude: r.Term.Latitude, Longitude: r.Term.Longitude,
			Title: zoned(city, p.Zones[r.Programme.ID]) + ", " + r.Term.Name.For(ctx) + ": " + i18n.T(ctx, "health."+string(r.Health())) + ", " + ui.TallyDone(ctx, r.Board.Total) + ", " + i18n.N(ctx, "word.zones_count", p.Zones[r.Programme.ID]),
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

// areas are the pilot zones on the map of a city, with their numbers in the list
// below: their names have no room on it.
func (p ShowPage) areas(ctx context.Context) []maps.Area {
	var areas []maps.Area
	for i, z := range p.City.Zones {
		name := z.Profile.Name.For(ctx)
		areas = append(areas, maps.Area{
			Label: strconv.Itoa(i + 1), Href: p.Keep(href.Zone(z.Code)), Health: z.Health, Shape: maps.ShapeOf(z.Zone),
			Title: strconv.Itoa(i+1) + ", " + name + ": " + i18n.T(ctx, "health."+string(z.Health)) + ", " + ui.TallyDone(ctx, z.Tally),
		})
	}
	return areas
}

// curve is the year's milestones by day, each figure with the list of what it
// counts.
func (p ShowPage) curve(ctx context.Context) chart.CountsData {
	d := chart.CountsData{
		Head: chart.Head{ID: "curve", Title: i18n.T(ctx, "portfolio.curve")}, On: p.Overview.On, Whole: p.Overview.Total.Total, Of: i18n.T(ctx, "portfolio.curve_by"),
		Lines: []chart.CountsLine{
			{Key: chart.Planned, Label: i18n.T(ctx, "portfolio.curve_planned")},
			{Key: chart.Forecast, Label: i18n.T(ctx, "portfolio.curve_forecast")},
			{Key: chart.DoneKey, Label: i18n.T(ctx, "portfolio.curve_done")},
		},
	}
	for i := range d.Lines {
		d.Lines[i].Now = p.milestones(curveFilters[i], p.Overview.On.String())
	}
	for _, c := range p.Overview.Curve() {
		d.Days = append(d.Days, c.Day)
		for i, n := range []int{c.Planned, c.Forecast, c.Done} {
			if l := &d.Lines[i]; i < 2 || c.Known {
				l.Counts = append(l.Counts, n)
				l.Hrefs = append(l.Hrefs, p.milestones(curveFilters[i], c.Day.String()))
			}
		}
	}
	return d
}

// curveFilters narrow a list of milestones to what a line of the curve counts up
// to a day.
var curveFilters = []string{"due_to", "finish_to", "done_to"}

// beyond is how many milestones are expected after the end of the year.
func (p ShowPage) beyond() int {
	points := p.Overview.Curve()
	return p.Overview.Total.Total - points[len(points)-1].Forecast
}

// became are the statuses that lines of a row came to since the day compared
// with, those that did.
func became(d portfolio.Difference) []portfolio.Status {
	var out []portfolio.Status
	for _, s := range portfolio.Statuses {
		if d.Became[s] > 0 {
			out = append(out, s)
		}
	}
	return out
}

// begun reports whether there is anything that the strip could speak of.
func (p ShowPage) begun() bool {
	return p.Overview.Total.Total > 0 || p.Money.Sums.Committed > 0 || p.Money.Ahead > 0
}

// lineChanges says how many lines the roadmap gained and lost.
func lineChanges(ctx context.Context, d portfolio.Difference) string {
	var said []string
	if n := len(d.Added); n > 0 {
		said = append(said, i18n.T(ctx, "portfolio.lines_added", "Count", n))
	}
	if n := len(d.Dropped); n > 0 {
		said = append(said, i18n.T(ctx, "portfolio.lines_dropped", "Count", n))
	}
	return strings.Join(said, " · ")
}

// decisions is how many cases wait for a decision.
func (p ShowPage) decisions() int {
	n := 0
	for _, a := range p.Awaited {
		n += a.Count
	}
	return n
}

// drawable reports whether any zone has borders or a place.
func drawable(areas []maps.Area) bool {
	return slices.ContainsFunc(areas, func(a maps.Area) bool { return !a.Shape.Empty() })
}

// slipColumns are the columns of a list of milestones by how they slipped against
// the first version.
const slipColumns = "number,title,programme,executor,original,finish,original_slip,status"

// costColumns are the columns of a list of milestones by what they cost.
const costColumns = "number,title,cost,status"

// since is how all rows differ from the day compared with, nil without one.
func (p ShowPage) since() *portfolio.Difference {
	if p.Overview.Against.IsZero() {
		return nil
	}
	return &p.Overview.Since
}

// The places of the two numbers in the words for "26 of 54 done".
const donePart, totalPart = "\x01", "\x02"

// doneParts are the words for "26 of 54 done" and the places of the numbers, in
// the order of the language.
func doneParts(ctx context.Context) []string {
	text := i18n.T(ctx, "portfolio.milestones_done", "Done", donePart, "Total", totalPart)
	for _, number := range []string{donePart, totalPart} {
		text = strings.ReplaceAll(text, number, "\x00"+number+"\x00")
	}
	return strings.Split(text, "\x00")
}
