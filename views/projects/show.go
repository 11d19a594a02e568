package projects

import (
	"context"
	"strings"
	"time"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ratings"
	"qadam/views/ui"
)

// Row is a project with how its milestones of the year stand.
type Row struct {
	Programme *portfolio.Programme
	Term      *portfolio.ProgrammeTerm
	Project   *portfolio.Project
	Direction portfolio.Direction
	Planned   bool // some version in force has lines of it
	Tally     portfolio.Tally
	Health    portfolio.Health
	Late      []funding.StageStand // stages of its models that are late
}

// State is the colour of the project, "" for one that ended or is in no roadmap
// in force.
func (r Row) State() portfolio.Health {
	if r.Project.End != nil || !r.Planned {
		return ""
	}
	return r.Health
}

// ShowPage is one project.
type ShowPage struct {
	layout.Shell
	Row
	Goals    []portfolio.Goal
	Zones    []portfolio.Zone // those that one may know of
	Years    []Year           // roadmaps in force that have lines of it, the newest first
	Sums     Sums
	Happened []Event // the newest first
	Ratings  ratings.Side

	Conditions []ui.Obligation // that touch it

	Money     funding.Sums // investment of all years
	Courses   []funding.Course
	Contracts int
	Cases     []approval.Case // about it, the newest first
	MayEdit   bool            // say anew what is known of it
}

// Year is what the roadmap in force of a year says of the project.
type Year struct {
	Year      int
	Rules     portfolio.StatusRules
	Tally     portfolio.Tally
	Health    portfolio.Health
	Deciding  []*portfolio.Line
	Rows      []ui.LineRow
	Withdrawn int
}

// Sums are the estimated costs of the project's lines in force, by source and
// year. What was withdrawn is not among them.
type Sums struct {
	Years []int
	Rows  []SumRow
	Total map[int]money.Amount
	All   money.Amount
}

// SumRow is the sums of one source, by year.
type SumRow struct {
	Source portfolio.Source
	ByYear map[int]money.Amount
	Total  money.Amount
}

// Event is one entry of the project's history. What it is says which of the
// fields are set.
type Event struct {
	Kind    EventKind
	At      time.Time
	Who     string
	Line    *portfolio.Line // of a report or a review
	Update  *portfolio.Update
	Review  *portfolio.Review
	Version int
	Year    int
}

// EventKind is what happened.
type EventKind string

// What can happen to a project.
const (
	Registered EventKind = "registered"
	Described  EventKind = "described"
	Planned    EventKind = "planned"
	Updated    EventKind = "reported"
	SaidDone   EventKind = "said_done"
	Accepted   EventKind = "accepted"
	GivenBack  EventKind = "given_back"
	Ended      EventKind = "ended"
)

// title says what happened, in a few words.
func (p ShowPage) title(ctx context.Context, e Event) string {
	switch e.Kind {
	case Planned:
		return i18n.T(ctx, "project.happened_planned", "Version", e.Version, "Year", e.Year)
	case Updated:
		return i18n.T(ctx, "project.happened_reported", "Number", e.Line.Number, "Percent", i18n.Percent(ctx, e.Update.Percent), "Forecast", e.Update.Forecast)
	case SaidDone, Accepted, GivenBack:
		return i18n.T(ctx, "project.happened_"+string(e.Kind), "Number", e.Line.Number)
	case Ended:
		return i18n.T(ctx, "project.ended_"+string(p.Project.End.Kind))
	default:
		return i18n.T(ctx, "project.happened_"+string(e.Kind))
	}
}

// grades are the parts of a grade such as S+P: what is said of the real
// project and where it comes from.
func (p ShowPage) grades() []string {
	var keys []string
	for _, g := range strings.Split(p.Project.Profile.Grade, "+") {
		switch {
		case strings.HasPrefix(g, "S"):
			keys = append(keys, "project.grade_sourced")
		case g == "GK":
			keys = append(keys, "project.grade_general")
		case g == "P":
			keys = append(keys, "project.grade_plausible")
		}
	}
	return keys
}

func (p ShowPage) endedOn() civil.Date { return p.Project.End.EndedOn }

// withdrawn is how many milestones were withdrawn with the project.
func (p ShowPage) withdrawn() int {
	n := 0
	for _, y := range p.Years {
		n += y.Withdrawn
	}
	return n
}

// stagesOf names a course: by its model where the project has several.
func stagesOf(ctx context.Context, p ShowPage, c funding.Course) string {
	if len(p.Courses) == 1 {
		return i18n.T(ctx, "stage.title")
	}
	return i18n.T(ctx, "stage.of_model", "Model", i18n.T(ctx, "funding_short."+string(c.Model)))
}
