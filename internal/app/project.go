package app

import (
	"context"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// AddProject keeps a new project and returns its key.
func (a *App) AddProject(ctx context.Context, actor access.Actor, p portfolio.Project) (int64, error) {
	if err := access.Require(actor, access.EditDraft, p.ProgrammeID); err != nil {
		return 0, err
	}
	actor = actor.Acting(access.EditDraft, p.ProgrammeID)
	p = p.Trim()
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		known, err := tx.ProjectChoices(p.ProgrammeID)
		if err != nil {
			return err
		}
		if err := p.Check(known); err != nil {
			return err
		}
		if err := tx.AddProject(&p); err != nil {
			return err
		}
		return tx.Record("project.added", p.ProgrammeID, "project", p.ID, audit.Added(map[string]any{
			"code": p.Code, "name": p.Profile.Name, "model": p.Profile.Model, "direction": p.Profile.Direction, "goals": p.Profile.Goals,
		}))
	})
	return p.ID, err
}

// EndProject ends a project. Terminated, what it has open is withdrawn.
func (a *App) EndProject(ctx context.Context, actor access.Actor, projectID int64, kind portfolio.EndKind, on civil.Date, reason, document string) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Project(projectID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.EndProject, p.ProgrammeID); err != nil {
			return err
		}
		reason, document = strings.TrimSpace(reason), strings.TrimSpace(document)
		switch {
		case p.End != nil:
			return fault.Conflict("milestone.project_ended")
		case on.IsZero() || on.After(civil.DateOf(tx.Now)):
			return fault.Field("ended_on", "fault.in_future")
		case kind != portfolio.Completed && kind != portfolio.Terminated:
			return fault.Field("kind", "fault.required")
		case reason == "":
			return fault.Field("reason", "fault.required")
		}
		e := portfolio.ProjectEnd{ProjectID: p.ID, ProgrammeID: p.ProgrammeID, Kind: kind, EndedOn: on, Reason: reason, Document: document}
		if err := tx.AppendProjectEnd(&e); err != nil {
			return err
		}
		return tx.Record("project."+string(kind), p.ProgrammeID, "project", p.ID, audit.Added(map[string]any{
			"ended_on": on, "reason": reason, "document": document,
		}))
	})
}
