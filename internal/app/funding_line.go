package app

import (
	"context"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/store"
)

// OpenLine opens a line of a project's money and returns its key. There is one
// of each model, source and kind (and budget code).
func (a *App) OpenLine(ctx context.Context, actor access.Actor, line funding.Line) (int64, error) {
	line.BudgetCode, line.Note = funding.PlainBudgetCode(line.BudgetCode), strings.TrimSpace(line.Note)
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Project(line.ProjectID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.KeepFunding, p.ProgrammeID); err != nil {
			return err
		}
		line.ProgrammeID = p.ProgrammeID
		if err := fault.Join(line.Check(), checkSaid("note", line.Note, false)); err != nil {
			return err
		}
		if line.PayerID != 0 {
			unknown, err := tx.UnknownBodies([]int64{line.PayerID})
			if err != nil {
				return err
			}
			if len(unknown) > 0 {
				return fault.Field("payer", "fault.required_choice")
			}
		}
		open, err := tx.Lines(p.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(open, line.Same) {
			return fault.Conflict("entry.line_is_open")
		}
		return keepLine(tx, &line)
	})
	return line.ID, err
}

// keepLine keeps a new line of a project's money and records it.
func keepLine(tx *store.Tx, line *funding.Line) error {
	if err := tx.OpenLine(line); err != nil {
		return err
	}
	said := map[string]any{"project_id": line.ProjectID, "model": line.Model, "money_source": line.Source, "line_kind": line.Kind}
	for name, v := range map[string]string{"budget_code": line.BudgetCode, "note": line.Note} {
		if v != "" {
			said[name] = v
		}
	}
	if line.PayerID != 0 {
		said["payer_id"] = line.PayerID
	}
	return tx.Record("funding_line.opened", line.ProgrammeID, "funding_line", line.ID, audit.Added(said))
}
