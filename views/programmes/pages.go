// Package programmes shows the programmes and one of them: whose it is, where,
// what for, how its roadmaps stand and what it consists of.
package programmes

import (
	"context"
	"strconv"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ListPage is all programmes.
type ListPage struct {
	layout.Shell
	Year int
	Rows []ListRow
}

// ListRow is a programme of the list, with what of it the person may know of.
type ListRow struct {
	portfolio.Row
	Projects int
	Zones    int
}

// ShowPage is one programme.
type ShowPage struct {
	layout.Shell
	Row      portfolio.Row
	Year     int
	Terms    []portfolio.ProgrammeTerm // known on the day, the latest first
	Goals    []Goal
	Roadmaps []portfolio.Roadmap // as the person may see them, the latest year first
	Projects []Project           // of the page of the list
	Sort     ui.Sort
	Pages    ui.Pages
	Zones    []Zone
	MoreZone int // zones beside those
	Latest   []*portfolio.Line
	Since    []portfolio.Slip
	MoreSlip int
}

// Goal is what a programme is for, with the number of its projects that serve it.
type Goal struct {
	portfolio.Goal
	Projects int
}

// Project is a project with its milestones of the year.
type Project struct {
	portfolio.Project
	Direction portfolio.Direction
	Tally     portfolio.Tally
	Health    portfolio.Health
}

// Zone is a pilot zone with the number of its projects.
type Zone struct {
	portfolio.Zone
	Projects int
}

// decidingShown is how many of the lines behind a health are listed.
const decidingShown = 6

func (p ShowPage) code() string { return p.Row.Programme.Code }

func (p ShowPage) milestone(id int64) string { return p.Keep(href.Milestone(id)) }

// funding is the money of the programme in the year shown.
func (p ShowPage) funding() string {
	address := href.ProgrammeFunding(p.code())
	if p.Year != p.On.Year {
		address = href.With(address, "year", strconv.Itoa(p.Year))
	}
	return p.Keep(address)
}

func (p ShowPage) data(suffix string) string {
	address := href.Programme(p.code()) + "." + suffix
	if p.Year != p.On.Year {
		address = href.With(address, "year", strconv.Itoa(p.Year))
	}
	return p.Keep(address)
}

// version is the address of a version of a roadmap of the programme.
func (p ShowPage) version(r portfolio.Roadmap, v portfolio.Version) string {
	return p.Keep(versionHref(p.code(), r.Year, v))
}

func versionHref(code string, year int, v portfolio.Version) string {
	if v.State() == portfolio.InForce {
		return href.Roadmap(code, year)
	}
	return href.RoadmapVersion(code, year, v.Number)
}

// where says what a milestone belongs to.
func (p ShowPage) where(ctx context.Context, projectID int64) string {
	if project := p.Row.Project(projectID); project != nil {
		return project.Profile.Name.For(ctx)
	}
	return ""
}

// from and until are the days of a term, in words where there is none; what
// ends after the day shown was not known to end.
func (p ShowPage) from(ctx context.Context, t portfolio.ProgrammeTerm) string {
	if t.ValidFrom.IsZero() {
		return i18n.T(ctx, "programme.since_ever")
	}
	return i18n.Date(ctx, t.ValidFrom)
}

func (p ShowPage) until(ctx context.Context, t portfolio.ProgrammeTerm) string {
	if t.ValidTo.IsZero() || !t.ValidTo.Before(p.On) {
		return i18n.T(ctx, "programme.until_now")
	}
	return i18n.Date(ctx, t.ValidTo)
}

// tone is the colour of a funding model's badge.
func tone(m portfolio.Model) string { return string(m) }

// reported says what the last report on a milestone said and when.
func reported(ctx context.Context, l *portfolio.Line) string {
	f := l.Facts
	said := i18n.T(ctx, "programme.reported_on", "Day", f.UpdatedOn, "Percent", i18n.Percent(ctx, f.Percent))
	switch {
	case f.ReturnedID != 0 && f.ReturnedID == f.UpdateID:
		said += ", " + i18n.T(ctx, "programme.evidence_returned")
	case !f.SaidDone && !f.Forecast.IsZero():
		said += ", " + i18n.T(ctx, "programme.forecast", "Day", f.Forecast)
	}
	return said
}
