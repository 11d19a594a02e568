package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// StageReport is what is said of a stage of a project: all of it, as it stands
// from now on. A document of which nothing is said keeps the one before.
type StageReport struct {
	ProjectID   int64
	StageID     int64
	Planned     civil.Date
	Forecast    civil.Date
	Actual      civil.Date
	Result      funding.StageResult
	Document    funding.Document // kind, number, date, title, link; needed of a stage that was passed
	File        *File            // its scan, nil when none came
	MilestoneID int64            // the milestone that waits for the stage, 0 for none
	Note        string           // needed of a stage that was returned, rejected or skipped, and of another plan
	Seen        int64            // the latest record that the form was filled in against, 0 for none, or AnyUpdate
}

// RecordStage adds a line to the ledger of a project's stages. A newer line
// than the one the form was filled in against is a Conflict.
func (a *App) RecordStage(ctx context.Context, actor access.Actor, r StageReport) error {
	return fault.NotFound()
}

// LoadStages fills the lists of stages of a database that is older than they
// are, and leaves those of any other alone. Only the program itself does this.
func (a *App) LoadStages(ctx context.Context, actor access.Actor, stages []funding.Stage) error {
	if !actor.IsSystem() {
		return fault.NotFound()
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		there, err := tx.Stages()
		if err != nil || len(there) > 0 {
			return err
		}
		for _, s := range stages {
			if err := tx.AddStage(&s); err != nil {
				return err
			}
		}
		return tx.Record("reference.stages_loaded", audit.Everywhere, "reference", 0, audit.Added(map[string]int{"stages": len(stages)}))
	})
}

// AddStages adds a later set of a model's stages, valid from a day on, and
// closes the one before it on the day before, with the reason.
func (a *App) AddStages(ctx context.Context, actor access.Actor, model portfolio.Model, from civil.Date, stages []funding.Stage, reason string) error {
	return fault.NotFound()
}
