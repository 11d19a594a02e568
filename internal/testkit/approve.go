package testkit

import (
	"context"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// approve takes the case of a submitted version to its approval as if experts
// and members had been asked, and returns the case. Only tests may: the program
// has no such door.
func approve(t testing.TB, s *store.Store, versionID int64) int64 {
	t.Helper()
	var id int64
	err := s.Write(context.Background(), access.System(), func(tx *store.Tx) error {
		c, err := tx.CaseOf(versionID, approval.KindRoadmap, approval.KindChange)
		if err != nil {
			return err
		}
		id = c.ID
		v, err := tx.Version(versionID)
		if err != nil {
			return err
		}
		for _, state := range []approval.State{approval.Reviewed, approval.Voting, approval.Approved} {
			if err := tx.AppendCaseStep(&approval.Step{CaseID: c.ID, ProgrammeID: c.ProgrammeID, Round: c.Round(), State: state}); err != nil {
				return err
			}
			if err := tx.AppendVersionStep(&portfolio.VersionStep{VersionID: v.ID, ProgrammeID: v.ProgrammeID, State: state.Version()}); err != nil {
				return err
			}
		}
		if err := tx.Record("roadmap.approved", v.ProgrammeID, "roadmap", v.RoadmapID, audit.Added(map[string]any{"version": v.Number, "state": portfolio.Approved})); err != nil {
			return err
		}
		return tx.Record("case.approved", c.ProgrammeID, "case", c.ID, audit.Added(map[string]any{"state": approval.Approved}))
	})
	if err != nil {
		t.Fatalf("testkit: approve version %d: %v", versionID, err)
	}
	return id
}

// Approve takes the case of a submitted version to its approval, past experts
// and votes, and returns the case.
func (w *World) Approve(versionID int64) int64 {
	w.T.Helper()
	return approve(w.T, w.Store, versionID)
}

// Enforce approves the case of a submitted version and records its act.
func (w *World) Enforce(versionID int64, act app.Act) {
	w.T.Helper()
	if err := w.App.RecordAct(context.Background(), w.Actor("secretary"), w.Approve(versionID), act); err != nil {
		w.T.Fatal(err)
	}
}

// CaseOf is the case of a version of a roadmap as the program itself sees it.
func (w *World) CaseOf(versionID int64) approval.Case {
	w.T.Helper()
	c, err := w.Store.Read(access.System(), w.Store.Instant()).CaseOfVersion(context.Background(), versionID)
	if err != nil {
		w.T.Fatal(err)
	}
	return c
}

// Designate makes a pilot zone designated, past its case.
func (w *World) Designate(zone, on, note string) {
	w.T.Helper()
	id := w.Zones[zone]
	err := w.Store.Write(context.Background(), access.System(), func(tx *store.Tx) error {
		z, err := tx.Zone(id)
		if err != nil {
			return err
		}
		s := portfolio.ZoneStep{ZoneID: id, ProgrammeID: z.ProgrammeID, State: portfolio.ZoneDesignated, HappenedOn: Day(on), Note: note}
		if err := tx.AppendZoneStep(&s); err != nil {
			return err
		}
		return tx.Record("zone.designated", z.ProgrammeID, "zone", id, audit.Added(map[string]any{"state": s.State}))
	})
	if err != nil {
		w.T.Fatal(err)
	}
}
