package app

import (
	"context"
	"strings"

	"qadam/internal/access"
	"qadam/internal/approval"
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

// ZoneEdit is a change of a pilot zone, made of the profile that was seen.
type ZoneEdit struct {
	ZoneID int64
	Seen   int64 // the key of that profile; with another one by now it is a conflict
	Change portfolio.ZoneChange
}

// EditZone says anew what is known of a pilot zone: a later profile. One that
// says the same leaves nothing. While a case decides upon the zone its text
// stands still, and its boundary for ever after.
func (a *App) EditZone(ctx context.Context, actor access.Actor, e ZoneEdit) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		z, err := tx.Zone(e.ZoneID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.EditDraft, z.ProgrammeID); err != nil {
			return err
		}
		if err := z.MayEdit(); err != nil {
			return err
		}
		if z.Profile.ID != e.Seen {
			if z.Profile.RecordedBy == actor.ID && e.Change.Of(z.Profile).Says(z.Profile) {
				return nil // sent twice
			}
			return fault.Conflict("zone.edited_meanwhile")
		}
		if err := undecided(tx, z.ID, approval.KindZone); err != nil {
			return err
		}
		before := z.Profile
		z.Profile = e.Change.Of(before)
		if z.Profile.Says(before) {
			return nil
		}
		if err := z.CheckEdited(before); err != nil {
			return err
		}
		if err := tx.AppendZoneProfile(&z.Profile); err != nil {
			return err
		}
		return tx.Record("zone.edited", z.ProgrammeID, "zone", z.ID, audit.Diff(zoneSays(before), zoneSays(z.Profile)))
	})
}

// zoneSays is what the log compares of two profiles.
func zoneSays(p portfolio.ZoneProfile) map[string]any {
	return map[string]any{"name": p.Name, "district": p.District, "population": p.Population, "geometry": p.Geometry}
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
