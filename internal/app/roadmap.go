package app

import (
	"context"
	"strings"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// DraftRoadmap begins the roadmap of a programme for a year with an empty
// draft and returns the key of its first version.
func (a *App) DraftRoadmap(ctx context.Context, actor access.Actor, programmeID int64, year int) (int64, error) {
	if err := access.Require(actor, access.EditDraft, programmeID); err != nil {
		return 0, err
	}
	actor = actor.Acting(access.EditDraft, programmeID)
	var v portfolio.Version
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		var err error
		v, err = a.firstVersion(tx, programmeID, year, 0)
		return err
	})
	return v.ID, err
}

// firstVersion adds the roadmap of a year with an empty draft, to be filled from
// an earlier year unless that is 0; a second roadmap of the year is a conflict.
func (a *App) firstVersion(tx *store.Tx, programmeID int64, year, fromYear int) (portfolio.Version, error) {
	var v portfolio.Version
	if year < portfolio.FirstRuledYear || year > portfolio.LastRuledYear {
		return v, fault.Field("year", "roadmap.year_range", "First", portfolio.FirstRuledYear, "Last", portfolio.LastRuledYear)
	}
	if _, err := tx.Roadmap(programmeID, year); !fault.Is(err, fault.KindNotFound) {
		if err == nil {
			err = fault.Conflict("fault.duplicate")
		}
		return v, err
	}
	m := portfolio.Roadmap{ProgrammeID: programmeID, Year: year}
	if err := tx.AddRoadmap(&m); err != nil {
		return v, err
	}
	v = portfolio.Version{RoadmapID: m.ID, ProgrammeID: programmeID, Number: 1}
	return v, a.addVersion(tx, &v, year, fromYear)
}

// DraftVersion begins a new version as a copy of the one in force, or, while
// none is, of the one that was rejected, and returns its key. A roadmap has one
// open version at a time.
//
// What is on top of the one in force is a change: it needs a reason code, and
// words where the code asks for them (rules.md §3).
func (a *App) DraftVersion(ctx context.Context, actor access.Actor, programmeID int64, year int, code approval.ReasonCode, reason string) (int64, error) {
	if err := access.Require(actor, access.EditDraft, programmeID); err != nil {
		return 0, err
	}
	reason = strings.TrimSpace(reason)
	actor = actor.Acting(access.EditDraft, programmeID)
	var v portfolio.Version
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		m, err := tx.Roadmap(programmeID, year)
		if err != nil {
			return err
		}
		if err := approval.CheckReason(code, reason); err != nil {
			return err
		}
		base := m.Underlying()
		if base == nil || m.Open() != nil {
			return fault.Conflict("roadmap.has_open_version")
		}
		v = portfolio.Version{RoadmapID: m.ID, ProgrammeID: programmeID, Number: len(m.Versions) + 1, BasedOnID: base.ID, ReasonCode: string(code), Reason: reason}
		if err := a.addVersion(tx, &v, year, 0); err != nil {
			return err
		}
		return tx.CopyPlans(base.ID, v.ID)
	})
	return v.ID, err
}

func (a *App) addVersion(tx *store.Tx, v *portfolio.Version, year, fromYear int) error {
	if err := tx.AddVersion(v); err != nil {
		return err
	}
	if err := tx.AppendVersionStep(&portfolio.VersionStep{VersionID: v.ID, ProgrammeID: v.ProgrammeID, State: portfolio.Draft, Note: v.Reason}); err != nil {
		return err
	}
	said := map[string]any{"year": year, "version": v.Number, "reason": v.Reason}
	if v.ReasonCode != "" {
		said["reason_code"] = v.ReasonCode
	}
	if fromYear != 0 {
		said["from_year"] = fromYear
	}
	return tx.Record("roadmap.drafted", v.ProgrammeID, "roadmap", v.RoadmapID, audit.Added(said))
}

// requireOn is access.Require for a version: to those who may not know of it,
// because of where it stands, it does not exist.
func requireOn(tx *store.Tx, actor access.Actor, action access.Action, v portfolio.Version) error {
	if err := access.Require(actor, v.State().SeeAction(), v.ProgrammeID); err != nil {
		return err
	}
	return require(tx, actor, action, v.ProgrammeID)
}

// draft loads a version that the actor may edit, with its roadmap.
func (a *App) draft(tx *store.Tx, actor access.Actor, versionID int64) (portfolio.Version, portfolio.Roadmap, error) {
	v, err := tx.Version(versionID)
	if err != nil {
		return v, portfolio.Roadmap{}, err
	}
	if err := requireOn(tx, actor, access.EditDraft, v); err != nil {
		return v, portfolio.Roadmap{}, err
	}
	if !v.State().Editable() {
		return v, portfolio.Roadmap{}, fault.Conflict("roadmap.frozen")
	}
	m, err := tx.RoadmapByID(v.RoadmapID)
	return v, m, err
}

// SubmitRoadmap sends a draft for approval and freezes its lines. A draft with
// a blocking fault is refused: see portfolio.Completeness.
func (a *App) SubmitRoadmap(ctx context.Context, actor access.Actor, versionID int64) error {
	return a.submit(ctx, actor, versionID, func(*store.Tx) error { return nil })
}

// SubmitSeen is SubmitRoadmap by somebody who saw the draft with editID as its
// last change, see Reader.LastEdit; 0 when it had none. Another one since is a
// Conflict: nobody submits what he has not seen.
func (a *App) SubmitSeen(ctx context.Context, actor access.Actor, versionID, editID int64) error {
	return a.submit(ctx, actor, versionID, func(tx *store.Tx) error {
		last, _, err := tx.Standing(versionID)
		if err == nil && (last == nil && editID != 0 || last != nil && last.ID != editID) {
			return fault.Conflict("fault.changed_meanwhile")
		}
		return err
	})
}

func (a *App) submit(ctx context.Context, actor access.Actor, versionID int64, seen func(*store.Tx) error) error {
	ref, err := a.reference(ctx)
	if err != nil {
		return err
	}
	tried := attempt{Action: "case.submitted", Entity: "roadmap"}
	err = a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, err := tx.Version(versionID)
		if err != nil {
			return err
		}
		if err := requireOn(tx, actor, access.Submit, v); err != nil {
			return err
		}
		if !portfolio.Submitted.Follows(v.State()) {
			return fault.Conflict("roadmap.wrong_step")
		}
		if err := seen(tx); err != nil {
			return err
		}
		_, err = a.submitVersion(tx, actor, ref, v)
		if f := fault.Of(err); f != nil && f.Key == "case.unanswered" {
			tried.ProgrammeID, tried.ID = v.ProgrammeID, v.RoadmapID
		}
		return err
	})
	return a.refused(ctx, actor, tried, err)
}

// submitVersion opens the case of a version, or its next round, and freezes its
// lines. Whether the actor may is for the caller to have asked.
func (a *App) submitVersion(tx *store.Tx, actor access.Actor, ref *portfolio.Reference, v portfolio.Version) (approval.Case, error) {
	c, err := tx.CaseOf(v.ID, approval.KindRoadmap, approval.KindChange)
	if err != nil {
		return c, err
	}
	m, err := tx.RoadmapByID(v.RoadmapID)
	if err != nil {
		return c, err
	}
	s := approval.Submission{ReasonCode: v.ReasonCode, Reason: v.Reason}
	if c.ID == 0 {
		c = approval.Case{Kind: approval.KindRoadmap, ProgrammeID: v.ProgrammeID, SubjectID: v.ID}
		if m.InForce() != nil {
			c.Kind = approval.KindChange
		}
	}
	if c.Kind == approval.KindChange {
		plans, err := tx.Plans(v.ID)
		if err != nil {
			return c, err
		}
		d, err := a.delegation(tx, actor, m, plans, ref.Calendar)
		if err != nil {
			return c, err
		}
		s.Route = d.Route
	}
	return c, a.submitted(tx, actor, ref, &c, s)
}

// reference is the reference data of today: the calendar and the bodies. It is
// read before a transaction begins, from what the process keeps in memory.
func (a *App) reference(ctx context.Context) (*portfolio.Reference, error) {
	return a.Store.Read(access.System(), a.Store.Instant()).Reference(ctx)
}

// step takes a version further and records it as roadmap.<state>.
func (a *App) step(tx *store.Tx, v portfolio.Version, s portfolio.VersionStep) error {
	if !s.State.Follows(v.State()) {
		return fault.Conflict("roadmap.wrong_step")
	}
	s.VersionID, s.ProgrammeID = v.ID, v.ProgrammeID
	if err := tx.AppendVersionStep(&s); err != nil {
		return err
	}
	said := map[string]any{"version": v.Number, "state": s.State}
	if s.ActNumber != "" {
		said["act_number"], said["act_date"], said["signatory"] = s.ActNumber, s.ActDate, s.Signatory
	}
	return tx.Record("roadmap."+string(s.State), v.ProgrammeID, "roadmap", v.RoadmapID, audit.Diff(map[string]any{"version": 0, "state": v.State()}, said))
}
