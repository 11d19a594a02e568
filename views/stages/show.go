// Package stages shows how a project goes through the stages of its funding
// models, the lists of stages themselves, and earned value.
package stages

import (
	"context"
	"strconv"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is the course of a project through the stages of its models.
type ShowPage struct {
	layout.Shell
	Project   *portfolio.Project
	Courses   []funding.Course
	Documents map[int64]funding.Document
	Lines     map[int64]*portfolio.Line // milestones of the project in force
	MayKeep   bool
	Opened    *Opened // the stage that the address asks for, nil for none
}

// Opened is one stage with what was said of it, and the form to say more.
type Opened struct {
	Model   portfolio.Model
	Stand   funding.StageStand
	History []funding.StageRecord // the oldest first
	People  map[int64]string
	Lines   []*portfolio.Line // that may wait for it
	Form    ui.Form
	Kept    []ui.KeptFile
	Limit   int // MB of the file
}

// Anchor is where a stage that was opened stands on the page.
const Anchor = "stage"

// Address opens a stage on the page of a project.
func Address(project, code string) string {
	return href.With(href.ProjectStages(project), "stage", code) + "#" + Anchor
}

func (p ShowPage) open(code string) string {
	return p.Keep(href.With(href.ProjectStages(p.Project.Code), "stage", code)) + "#" + Anchor
}

// tones are the colours of the states of a stage.
var tones = map[funding.StageState]string{
	funding.StageUnplanned: "plan", funding.StageAhead: "not_started", funding.StageLate: "overdue", funding.StageBack: "at_risk",
	funding.StageDone: "done", funding.StageLeftOut: "plan", funding.StageRefused: "overdue", funding.StageMoot: "plan",
}

func tone(s funding.StageState) string { return tones[s] }

func stateWord(ctx context.Context, s funding.StageState) string {
	return i18n.T(ctx, "stage.state_"+string(s))
}

// came says how far a course has come: 6 of 17 passed.
func came(ctx context.Context, c funding.Course) string {
	return i18n.T(ctx, "stage.passed_of", "Passed", len(c.Reached()), "All", c.Length())
}

func (p ShowPage) document(r *funding.StageRecord) *funding.Document {
	if r == nil || r.DocumentID == 0 {
		return nil
	}
	if d, ok := p.Documents[r.DocumentID]; ok {
		return &d
	}
	return nil
}

func (p ShowPage) line(r *funding.StageRecord) *portfolio.Line {
	if r == nil {
		return nil
	}
	return p.Lines[r.MilestoneID]
}

// last is what the form begins with: the latest record.
func (o Opened) last() funding.StageRecord {
	if o.Stand.Record == nil {
		return funding.StageRecord{}
	}
	return *o.Stand.Record
}

func (o Opened) results(ctx context.Context) []ui.Option {
	return ui.Words(ctx, funding.StageResults, "stage.result_")
}

func (o Opened) milestones(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, l := range o.Lines {
		out = append(out, ui.Option{Value: strconv.FormatInt(l.MilestoneID, 10), Label: l.Number + " " + l.Title.For(ctx)})
	}
	return out
}

func kinds(ctx context.Context) []ui.Option {
	return ui.Words(ctx, funding.DocumentKinds, "document_kind.")
}

func idText(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

// happened is the title of a line of a stage's history.
func happened(ctx context.Context, r funding.StageRecord) string {
	if r.Result != "" {
		return i18n.T(ctx, "stage.happened_"+string(r.Result), "Day", r.ActualOn)
	}
	switch {
	case !r.ForecastOn.IsZero():
		return i18n.T(ctx, "stage.happened_forecast", "Day", r.ForecastOn)
	case !r.PlannedOn.IsZero():
		return i18n.T(ctx, "stage.happened_planned", "Day", r.PlannedOn)
	}
	return i18n.T(ctx, "stage.happened_noted")
}

func models(ctx context.Context) []ui.Option {
	return ui.Words(ctx, portfolio.Models, "funding.")
}
