package app

import (
	"context"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// StageReport is what is said of a stage of a project: all of it, as it stands
// from now on. A document without a number leaves the one before.
type StageReport struct {
	ProjectID   int64
	StageID     int64
	Planned     civil.Date
	Forecast    civil.Date
	Actual      civil.Date
	Result      funding.StageResult
	Document    funding.Document // number and day are needed of a stage that was passed; of kind other unless said
	File        *File            // its scan, nil when none came
	MilestoneID int64            // the milestone that waits for the stage, 0 for none
	Note        string           // needed of a stage that was returned, rejected or skipped, of another plan, of a correction
	Seen        int64            // the latest record that the form was filled in against, 0 for none, or AnyUpdate
}

// RecordStage adds a line to the ledger of a project's stages. A newer line than
// the one the form was filled in against is a Conflict; the same form sent twice
// counts once.
func (a *App) RecordStage(ctx context.Context, actor access.Actor, r StageReport) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Project(r.ProjectID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.KeepFunding, p.ProgrammeID); err != nil {
			return err
		}
		today := civil.DateOf(tx.Now)
		book, err := tx.StageBook(p.ID, today)
		if err != nil {
			return err
		}
		stand := book.Stand(p, r.StageID)
		if stand == nil {
			return fault.NotFound()
		}
		one, document, err := r.record(tx, p, stand.Record)
		if err != nil {
			return err
		}
		if last := stand.Record; last != nil && r.Seen != AnyUpdate && r.Seen != last.ID {
			if last.RecordedBy == actor.ID && funding.SameStage(*last, one) {
				return nil // sent twice
			}
			return fault.Conflict("stage.recorded_meanwhile")
		}
		if err := fault.Join(funding.CheckStage(one, stand.Record, document, today), r.checkPaper(tx, p)); err != nil {
			return err
		}
		if stand.Record != nil && funding.SameStage(*stand.Record, one) {
			return fault.Invalid("stage.nothing_changed")
		}
		if one.DocumentID == 0 && document.Number != "" {
			if err := keepPaper(tx, p.ProgrammeID, &document); err != nil {
				return err
			}
			one.DocumentID = document.ID
		}
		if err := tx.AppendStageRecord(&one); err != nil {
			return err
		}
		before, err := stageSaid(tx, stand.Record)
		if err != nil {
			return err
		}
		after, err := stageSaid(tx, &one)
		if err != nil {
			return err
		}
		after["stage"] = stand.Stage.Code
		return tx.Record("project.stage_recorded", p.ProgrammeID, "project", p.ID, audit.Diff(before, after).With(sums(document.FileSHA256)...))
	})
}

// record is the line that the report adds, and its paper: of the line before
// when it names none.
func (r StageReport) record(tx *store.Tx, p portfolio.Project, before *funding.StageRecord) (funding.StageRecord, funding.Document, error) {
	one := funding.StageRecord{
		ProjectID: p.ID, ProgrammeID: p.ProgrammeID, StageID: r.StageID, PlannedOn: r.Planned, ForecastOn: r.Forecast, ActualOn: r.Actual,
		Result: r.Result, MilestoneID: r.MilestoneID, Note: strings.TrimSpace(r.Note),
	}
	d := r.Document
	d.Number, d.Title, d.URL = strings.TrimSpace(d.Number), strings.TrimSpace(d.Title), strings.TrimSpace(d.URL)
	if d.Kind == "" {
		d.Kind = funding.DocOther
	}
	if r.File != nil {
		d.FileName, d.FileSHA256, d.FileSize, d.FileType = r.File.Name, r.File.SHA256, r.File.Size, r.File.MediaType
	}
	if before == nil || before.DocumentID == 0 {
		return one, d, nil
	}
	old, err := tx.Document(before.DocumentID)
	if err != nil {
		return one, d, err
	}
	if d.Number == "" && d.Dated.IsZero() || d.Number == old.Number && d.Dated == old.Dated && old.Holds(d) {
		one.DocumentID = old.ID
		return one, old, nil
	}
	return one, d, nil
}

// checkPaper refuses a paper that cannot be kept, a file without a number, and a
// milestone of another project.
func (r StageReport) checkPaper(tx *store.Tx, p portfolio.Project) error {
	err := fault.Join(checkLength("document_number", r.Document.Number, funding.NumberLimit), checkLength("document_title", r.Document.Title, funding.NameLimit))
	if r.Document.Kind != "" && !slices.Contains(funding.DocumentKinds, r.Document.Kind) {
		err = fault.Join(err, fault.Field("document_kind", "fault.required_choice"))
	}
	if link := strings.TrimSpace(r.Document.URL); link != "" {
		err = fault.Join(err, portfolio.CheckLink(link))
	}
	if (r.File != nil || r.Document.URL != "") && strings.TrimSpace(r.Document.Number) == "" && r.Result != funding.StagePassed {
		err = fault.Join(err, fault.Field("document_number", "fault.required"))
	}
	if r.MilestoneID != 0 {
		m, wrong := tx.Milestone(r.MilestoneID)
		if wrong != nil && !fault.Is(wrong, fault.KindNotFound) {
			return wrong
		}
		if wrong != nil || m.ProjectID != p.ID {
			err = fault.Join(err, fault.Field("milestone", "fault.required_choice"))
		}
	}
	return err
}

// stageSaid is what the log says of a record of a stage.
func stageSaid(tx *store.Tx, r *funding.StageRecord) (map[string]any, error) {
	said := map[string]any{}
	if r == nil {
		return said, nil
	}
	for name, d := range map[string]civil.Date{"planned_on": r.PlannedOn, "forecast": r.ForecastOn, "actual_on": r.ActualOn} {
		if !d.IsZero() {
			said[name] = d
		}
	}
	if r.Result != "" {
		said["result"] = r.Result
	}
	if r.MilestoneID != 0 {
		said["milestone_id"] = r.MilestoneID
	}
	if r.Note != "" {
		said["note"] = r.Note
	}
	if r.DocumentID == 0 {
		return said, nil
	}
	d, err := tx.Document(r.DocumentID)
	said["document_number"], said["document_date"] = d.Number, d.Dated
	return said, err
}

// heldByStage refuses to accept evidence of a milestone while a stage that it
// waits for is not passed.
func heldByStage(tx *store.Tx, m portfolio.Milestone) error {
	waits, err := tx.HoldingStages(m.ID)
	if err != nil || len(waits) == 0 {
		return err
	}
	return fault.Invalid("stage.holds", "Code", waits[0].Code, "Stage", waits[0].Name)
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

// AddStages adds a later set of a model's stages and closes the one before it on
// the day before, with the reason. Projects that began under the earlier rules
// keep to them.
func (a *App) AddStages(ctx context.Context, actor access.Actor, set funding.StageSet, reason string) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := require(tx, actor, access.KeepReference, access.Anywhere); err != nil {
			return err
		}
		there, err := tx.Stages()
		if err != nil {
			return err
		}
		var last funding.StageSet
		for _, s := range funding.StageSets(there) {
			if s.Model == set.Model {
				last = s
			}
		}
		reason := strings.TrimSpace(reason)
		if !slices.Contains(portfolio.Models, set.Model) {
			return fault.Field("model", "fault.required_choice")
		}
		if err := fault.Join(funding.CheckStages(set, last), checkSaid("reason", reason, true)); err != nil {
			return err
		}
		closes := set.ValidFrom.AddDays(-1)
		for _, s := range last.Stages {
			if s.ValidTo.IsZero() || s.ValidTo.After(closes) {
				s.ValidTo = closes
				if err := tx.SaveStage(&s); err != nil {
					return err
				}
			}
		}
		codes := make([]string, len(set.Stages))
		for i, s := range set.Stages {
			s.Model, s.Position, s.Rule, s.ValidFrom = set.Model, i+1, set.Rule, set.ValidFrom
			if err := tx.AddStage(&s); err != nil {
				return err
			}
			codes[i] = s.Code
		}
		return tx.Record("reference.stages_set", audit.Everywhere, "reference", 0, audit.Added(map[string]any{
			"model": set.Model, "valid_from": set.ValidFrom, "rule": set.Rule, "stages": strings.Join(codes, " "), "reason": reason,
		}))
	})
}
