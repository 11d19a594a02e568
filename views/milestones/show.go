// Package milestones is the page of one milestone: what is planned, what was
// reported, what is evidence of it, and the forms to report and to accept.
package milestones

import (
	"context"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is one milestone as it stands on a day.
type ShowPage struct {
	layout.Shell
	Line      *portfolio.Line
	InForce   bool // the line is one of the version in force, so it has a status
	Version   portfolio.Version
	Year      int
	Programme portfolio.ProgrammeTerm
	Code      string // of the programme
	Project   portfolio.Project
	Zone      *portfolio.Zone
	Lead      portfolio.Body
	Others    []portfolio.Body // co-executors

	Timing *portfolio.Timing // in the schedule; nil of what is done, withdrawn or not in force
	End    civil.Date        // of the roadmap, by the schedule

	Original     *Original
	Then         *portfolio.Line // on the day compared with
	Predecessors []Link
	Successors   []Link
	Deciding     *portfolio.Line // the predecessor that decided the status
	Evidence     []portfolio.Evidence
	History      []ui.Fact

	Report    *ui.Report
	Review    *ui.Review
	Meanwhile *ui.Meanwhile
	Returned  *ui.Fact // the latest update was returned and nothing was sent since

	Conditions []ui.Obligation // that touch it, or hold it up
	Waits      []funding.Stage // of its project, not passed, that it waits for
	MayChange  bool            // ask for a change of what is in force
}

// Original is the milestone in the first version in force that has it.
type Original struct {
	Plan     portfolio.Plan
	Deadline civil.Date
	Version  int
	Baseline bool // the version is baseline 0
}

// Link is a milestone before or after this one.
type Link struct {
	portfolio.Link
	Line *portfolio.Line
}

// others are the languages besides the reader's that the title has.
func others(ctx context.Context, t i18n.Text) []i18n.Locale {
	var found []i18n.Locale
	for _, l := range i18n.All {
		if l != t.Lang(i18n.From(ctx)) && t.Lang(l) == l {
			found = append(found, l)
		}
	}
	return found
}

// revised reports whether anything is planned otherwise than at first.
func (p ShowPage) revised() bool {
	o := p.Original
	return o != nil && o.Version != p.Version.Number && (o.Plan.Start != p.Line.Start || o.Deadline != p.Line.Deadline ||
		o.Plan.Costs.Total() != p.Line.Costs.Total() || o.Plan.Weight != p.Line.Weight)
}

// rolls reports whether the deadline is another day than the plan names.
func (p ShowPage) rolls() bool {
	return p.Line.Due.Kind != civil.Day || p.Line.Due.Last() != p.Line.Deadline
}

// costSlip is how much more the milestone costs than at first.
func (p ShowPage) costSlip() money.Amount {
	return p.Line.Costs.Total() - p.Original.Plan.Costs.Total()
}

// forecastSlip is by how many days the forecast lies after the deadline.
func (p ShowPage) forecastSlip() int { return p.Line.Facts.Forecast.Sub(p.Line.Deadline) }

func signed(ctx context.Context, a money.Amount) string {
	if a > 0 {
		return "+" + i18n.Money(ctx, a)
	}
	return i18n.Money(ctx, a)
}
