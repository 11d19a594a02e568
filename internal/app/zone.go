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

// AddZone drafts a pilot zone and returns its key.
func (a *App) AddZone(ctx context.Context, actor access.Actor, z portfolio.Zone) (int64, error) {
	if err := access.Require(actor, access.EditDraft, z.ProgrammeID); err != nil {
		return 0, err
	}
	actor = actor.Acting(access.EditDraft, z.ProgrammeID)
	z = z.Trim()
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		taken, err := tx.ZoneCodes()
		if err != nil {
			return err
		}
		if err := z.Check(taken); err != nil {
			return err
		}
		if err := tx.AddZone(&z); err != nil {
			return err
		}
		return tx.Record("zone.added", z.ProgrammeID, "zone", z.ID, audit.Added(map[string]any{"code": z.Code, "name": z.Profile.Name}))
	})
	return z.ID, err
}

// StepZone records that a designated pilot zone began to work, or was closed.
// It is designated by its case only: see SubmitZone and RecordAct.
func (a *App) StepZone(ctx context.Context, actor access.Actor, zoneID int64, to portfolio.ZoneState, on civil.Date, note string) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		z, err := tx.Zone(zoneID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.RecordAct, z.ProgrammeID); err != nil {
			return err
		}
		if to == portfolio.ZoneDesignated {
			return fault.Conflict("zone.by_case_only")
		}
		if on.IsZero() || on.After(civil.DateOf(tx.Now)) {
			return fault.Field("happened_on", "fault.in_future")
		}
		return a.stepZone(tx, z, portfolio.ZoneStep{State: to, HappenedOn: on, Note: strings.TrimSpace(note)})
	})
}

// stepZone takes a zone further and records it as zone.<state>.
func (a *App) stepZone(tx *store.Tx, z portfolio.Zone, s portfolio.ZoneStep) error {
	if !z.MayBecome(s.State) {
		return fault.Conflict("zone.wrong_step")
	}
	s.ZoneID, s.ProgrammeID = z.ID, z.ProgrammeID
	if err := tx.AppendZoneStep(&s); err != nil {
		return err
	}
	return tx.Record("zone."+string(s.State), z.ProgrammeID, "zone", z.ID, audit.Diff(
		map[string]any{"state": z.State()}, map[string]any{"state": s.State, "happened_on": s.HappenedOn}))
}
