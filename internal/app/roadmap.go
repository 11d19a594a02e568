package app

import (
	"context"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
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
		if _, err := tx.Roadmap(programmeID, year); !fault.Is(err, fault.KindNotFound) {
			if err == nil {
				err = fault.Conflict("fault.duplicate")
			}
			return err
		}
		m := portfolio.Roadmap{ProgrammeID: programmeID, Year: year}
		if err := tx.AddRoadmap(&m); err != nil {
			return err
		}
		v = portfolio.Version{RoadmapID: m.ID, ProgrammeID: programmeID, Number: 1}
		return a.addVersion(tx, &v, year)
	})
	return v.ID, err
}

// DraftVersion begins a new version as a copy of the one in force and returns
// its key. A roadmap has one open version at a time.
func (a *App) DraftVersion(ctx context.Context, actor access.Actor, programmeID int64, year int, reason string) (int64, error) {
	if err := access.Require(actor, access.EditDraft, programmeID); err != nil {
		return 0, err
	}
	actor = actor.Acting(access.EditDraft, programmeID)
	var v portfolio.Version
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		m, err := tx.Roadmap(programmeID, year)
		if err != nil {
			return err
		}
		base := m.InForce()
		if base == nil || m.Open() != nil {
			return fault.Conflict("roadmap.has_open_version")
		}
		v = portfolio.Version{RoadmapID: m.ID, ProgrammeID: programmeID, Number: len(m.Versions) + 1, BasedOnID: base.ID, Reason: strings.TrimSpace(reason)}
		if err := a.addVersion(tx, &v, year); err != nil {
			return err
		}
		return tx.CopyPlans(base.ID, v.ID)
	})
	return v.ID, err
}

func (a *App) addVersion(tx *store.Tx, v *portfolio.Version, year int) error {
	if err := tx.AddVersion(v); err != nil {
		return err
	}
	if err := tx.AppendVersionStep(&portfolio.VersionStep{VersionID: v.ID, ProgrammeID: v.ProgrammeID, State: portfolio.Draft, Note: v.Reason}); err != nil {
		return err
	}
	return tx.Record("roadmap.drafted", v.ProgrammeID, "roadmap", v.RoadmapID, audit.Added(map[string]any{
		"year": year, "version": v.Number, "reason": v.Reason,
	}))
}

// AddLine adds a milestone to a draft and returns its key. With MilestoneID
// set, an existing milestone is planned again.
func (a *App) AddLine(ctx context.Context, actor access.Actor, p portfolio.Plan, options ...LineOption) (int64, error) {
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, m, err := a.draft(tx, actor, p.VersionID)
		if err != nil {
			return err
		}
		p.ProgrammeID = v.ProgrammeID
		if err := p.Check(m.Year); err != nil {
			return err
		}
		if err := checkKeys(tx, p); err != nil {
			return err
		}
		if p.MilestoneID == 0 {
			stone := portfolio.Milestone{ProgrammeID: v.ProgrammeID, ProjectID: p.ProjectID}
			if err := tx.AddMilestone(&stone); err != nil {
				return err
			}
			p.MilestoneID = stone.ID
		}
		if err := tx.AddPlan(&p); err != nil {
			return err
		}
		return tx.Record("roadmap.line_added", v.ProgrammeID, "plan", p.MilestoneID, audit.Added(planSaid(p)))
	})
	return p.MilestoneID, err
}

// checkKeys refuses a line that names a project or a milestone of another
// programme.
func checkKeys(tx *store.Tx, p portfolio.Plan) error {
	project, err := tx.Project(p.ProjectID)
	if err != nil && !fault.Is(err, fault.KindNotFound) {
		return err
	}
	if err != nil || project.ProgrammeID != p.ProgrammeID {
		return fault.Field("project", "fault.required")
	}
	if p.MilestoneID == 0 {
		return nil
	}
	m, err := tx.Milestone(p.MilestoneID)
	if err == nil && (m.ProgrammeID != p.ProgrammeID || m.ProjectID != p.ProjectID) {
		err = fault.NotFound()
	}
	return err
}

// ChangeLine changes a line of a draft. change gets the line as it is; another
// change since the revision it was read with is a Conflict.
func (a *App) ChangeLine(ctx context.Context, actor access.Actor, versionID, milestoneID int64, change func(*portfolio.Plan), options ...LineOption) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, m, err := a.draft(tx, actor, versionID)
		if err != nil {
			return err
		}
		p, err := tx.Plan(versionID, milestoneID)
		if err != nil {
			return err
		}
		was, before := p, planSaid(p)
		change(&p)
		p.ID, p.VersionID, p.MilestoneID, p.ProgrammeID, p.ProjectID = was.ID, was.VersionID, was.MilestoneID, was.ProgrammeID, was.ProjectID
		if err := p.Check(m.Year); err != nil {
			return err
		}
		if err := tx.SavePlan(&p); err != nil {
			return err
		}
		return tx.Record("roadmap.line_changed", v.ProgrammeID, "plan", milestoneID, audit.Diff(before, planSaid(p)))
	})
}

// RemoveLine takes a line out of a draft. Its milestone stays in the versions
// that had it.
func (a *App) RemoveLine(ctx context.Context, actor access.Actor, versionID, milestoneID int64) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, _, err := a.draft(tx, actor, versionID)
		if err != nil {
			return err
		}
		p, err := tx.Plan(versionID, milestoneID)
		if err != nil {
			return err
		}
		if err := tx.RemovePlan(p.ID); err != nil {
			return err
		}
		return tx.Record("roadmap.line_removed", v.ProgrammeID, "plan", milestoneID, audit.Removed(planSaid(p)))
	})
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

// SubmitRoadmap sends a draft for approval and freezes its lines. A draft
// without lines, with a bad line or with a cycle of links is refused.
func (a *App) SubmitRoadmap(ctx context.Context, actor access.Actor, versionID int64) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, err := tx.Version(versionID)
		if err != nil {
			return err
		}
		if err := requireOn(tx, actor, access.SubmitRoadmap, v); err != nil {
			return err
		}
		m, err := tx.RoadmapByID(v.RoadmapID)
		if err != nil {
			return err
		}
		plans, err := tx.Plans(v.ID)
		if err != nil {
			return err
		}
		if err := checkComplete(plans, m.Year); err != nil {
			return err
		}
		return a.step(tx, v, portfolio.VersionStep{State: portfolio.Submitted}, "roadmap.submitted")
	})
}

func checkComplete(plans []portfolio.Plan, year int) error {
	if len(plans) == 0 {
		return fault.Invalid("roadmap.empty")
	}
	for _, p := range plans {
		if err := p.Check(year); err != nil {
			return err
		}
	}
	if cycle := portfolio.NewSheet(0, plans, civil.NewCalendar(nil)).Cycle(); cycle != nil {
		return fault.Invalid("roadmap.cycle")
	}
	return nil
}

// Act is the paper that brings a version into force.
type Act struct {
	Number    string
	Date      civil.Date
	Signatory i18n.Text // the position
}

// BringIntoForce records the act by which a submitted version comes into
// force; the version that was in force is superseded.
func (a *App) BringIntoForce(ctx context.Context, actor access.Actor, versionID int64, act Act) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, err := tx.Version(versionID)
		if err != nil {
			return err
		}
		if err := requireOn(tx, actor, access.RecordAct, v); err != nil {
			return err
		}
		if err := checkAct(act, civil.DateOf(tx.Now)); err != nil {
			return err
		}
		m, err := tx.RoadmapByID(v.RoadmapID)
		if err != nil {
			return err
		}
		if old := m.InForce(); old != nil {
			if err := a.step(tx, *old, portfolio.VersionStep{State: portfolio.Superseded}, "roadmap.superseded"); err != nil {
				return err
			}
		}
		return a.step(tx, v, portfolio.VersionStep{
			State: portfolio.InForce, ActNumber: act.Number, ActDate: act.Date, Signatory: act.Signatory,
		}, "roadmap.in_force")
	})
}

func (a *App) step(tx *store.Tx, v portfolio.Version, s portfolio.VersionStep, action string) error {
	if !s.State.Follows(v.State()) {
		return fault.Conflict("roadmap.wrong_step")
	}
	s.VersionID, s.ProgrammeID = v.ID, v.ProgrammeID
	if err := tx.AppendVersionStep(&s); err != nil {
		return err
	}
	return tx.Record(action, v.ProgrammeID, "roadmap", v.RoadmapID, audit.Diff(
		map[string]any{"version": 0, "state": v.State()},
		map[string]any{"version": v.Number, "state": s.State, "act_number": s.ActNumber, "act_date": s.ActDate, "signatory": s.Signatory}))
}

func checkAct(act Act, today civil.Date) error {
	var errs []error
	if strings.TrimSpace(act.Number) == "" {
		errs = append(errs, fault.Field("act_number", "fault.required"))
	}
	if act.Date.IsZero() {
		errs = append(errs, fault.Field("act_date", "fault.required"))
	} else if act.Date.After(today) {
		errs = append(errs, fault.Field("act_date", "fault.in_future"))
	}
	if act.Signatory.RU == "" {
		errs = append(errs, fault.Field("signatory", "fault.required"))
	}
	return fault.Join(errs...)
}

// planSaid is what the log says of a line.
func planSaid(p portfolio.Plan) any {
	return map[string]any{
		"version_id": p.VersionID, "number": p.Number, "title": p.Title, "form": p.Form, "lead_id": p.LeadID, "co_ids": p.CoIDs,
		"start": p.Start, "due": p.Due, "costs": p.Costs, "weight": p.Weight, "gate": p.Gate, "zone_id": p.ZoneID,
		"links": p.Links, "note": p.Note,
	}
}
