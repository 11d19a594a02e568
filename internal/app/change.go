package app

import (
	"context"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// ChangeRequest asks for lines in force to be changed.
type ChangeRequest struct {
	ProgrammeID int64
	Year        int
	ReasonCode  approval.ReasonCode
	Reason      string
	Base        int64            // the version in force that was seen, 0 for whichever is
	Lines       []portfolio.Plan // as they shall be, named by their milestones; where they stand is not changed. Their faults are named by portfolio.LineField
}

// Proposed is what became of a request for a change.
type Proposed struct {
	VersionID  int64
	Number     int   // of the version
	CaseID     int64 // 0 while the draft waits for the head to submit it
	Delegation approval.Delegation
}

// ProposeChange makes a version on top of the one in force with the changes
// asked for. Within the tolerance of the akimat or the centre it is submitted at
// once; beyond it, when the head asks, and otherwise it waits as a draft for the
// head to submit it. While another version is open it is a Conflict.
func (a *App) ProposeChange(ctx context.Context, actor access.Actor, r ChangeRequest) (Proposed, error) {
	ref, err := a.reference(ctx)
	if err != nil {
		return Proposed{}, err
	}
	r.Reason = strings.TrimSpace(r.Reason)
	var out Proposed
	err = a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := require(tx, actor, access.ProposeChange, r.ProgrammeID); err != nil {
			return err
		}
		m, err := tx.Roadmap(r.ProgrammeID, r.Year)
		if err != nil {
			return err
		}
		base := m.InForce()
		switch {
		case base == nil:
			return fault.Conflict("change.none_in_force")
		case m.Open() != nil:
			return fault.Conflict("change.version_open", "Version", m.Open().Number)
		case r.Base != 0 && r.Base != base.ID:
			return fault.Conflict("fault.changed_meanwhile")
		}
		v := portfolio.Version{
			RoadmapID: m.ID, ProgrammeID: r.ProgrammeID, Number: len(m.Versions) + 1, BasedOnID: base.ID,
			ReasonCode: string(r.ReasonCode), Reason: r.Reason,
		}
		plans, err := a.propose(tx, &v, base.ID, r, ref.Calendar)
		if err != nil {
			return err
		}
		out.VersionID, out.Number = v.ID, v.Number
		if out.Delegation, err = a.delegation(tx, actor, m, plans, ref.Calendar); err != nil {
			return err
		}
		if !out.Delegation.Route.Delegated() && !actor.May(access.Submit, r.ProgrammeID) {
			return nil
		}
		c, err := a.submitVersion(tx, actor, ref, v)
		out.CaseID = c.ID
		return err
	})
	if err != nil {
		return Proposed{}, err
	}
	return out, nil
}

// propose makes the draft of a request and returns its lines.
func (a *App) propose(tx *store.Tx, v *portfolio.Version, baseID int64, r ChangeRequest, cal *civil.Calendar) ([]portfolio.Plan, error) {
	before, err := tx.Plans(baseID)
	if err != nil {
		return nil, err
	}
	done, err := tx.Accepted(r.ProgrammeID)
	if err != nil {
		return nil, err
	}
	e := &editing{tx: tx, year: r.Year, calendar: cal, after: slices.Clone(before)}
	errs := []error{approval.CheckReason(r.ReasonCode, r.Reason)}
	changed := false
	for _, p := range r.Lines {
		i, err := e.at(p.MilestoneID)
		if err != nil {
			return nil, err
		}
		was := e.after[i]
		p.ID, p.VersionID, p.ProgrammeID, p.ProjectID = was.ID, was.VersionID, was.ProgrammeID, was.ProjectID
		p.Position, p.Number, p.Revision = was.Position, was.Number, was.Revision
		if portfolio.SameContent(was, p) {
			continue
		}
		changed = true
		if done[p.MilestoneID] {
			return nil, fault.Conflict("change.line_done", "Number", p.Number)
		}
		errs = append(errs, named(p.MilestoneID, e.check(p, false)), named(p.MilestoneID, e.checkNames(p)))
		e.after[i] = p
	}
	if err := fault.Join(errs...); err != nil {
		return nil, err
	}
	if !changed {
		return nil, fault.Invalid("roadmap.nothing_to_change")
	}
	if err := a.addVersion(tx, v, r.Year, 0); err != nil {
		return nil, err
	}
	if err := tx.CopyPlans(baseID, v.ID); err != nil {
		return nil, err
	}
	copies, err := tx.Plans(v.ID)
	if err != nil {
		return nil, err
	}
	for i, p := range copies { // in the order of those that were copied
		e.after[i].ID, e.after[i].VersionID, e.after[i].Revision = p.ID, v.ID, p.Revision
	}
	e.version, e.before = *v, copies
	e.recordAll("roadmap.lines_changed")
	if err := e.keep(portfolio.EditChanged, 0); err != nil {
		return nil, err
	}
	return tx.Plans(v.ID)
}

// named puts the line's name before those of the fields that a fault complains
// of: see portfolio.LineField.
func named(milestoneID int64, err error) error {
	fields := slices.Clone(fault.FieldsOf(err))
	if len(fields) == 0 {
		return err
	}
	for i := range fields {
		fields[i].Name = portfolio.LineField(milestoneID, fields[i].Name)
	}
	return fault.Fields(fields...)
}

// delegation says who decides upon the lines proposed on top of the version in
// force of a roadmap, when the actor proposes them.
func (a *App) delegation(tx *store.Tx, actor access.Actor, m portfolio.Roadmap, proposed []portfolio.Plan, cal *civil.Calendar) (approval.Delegation, error) {
	var d approval.Delegation
	base := m.InForce()
	if base == nil {
		return approval.Delegation{Route: approval.ByWorkingGroup}, nil
	}
	limits, err := tx.Tolerances()
	if err != nil {
		return d, err
	}
	original, err := tx.OriginalPlans(m)
	if err != nil {
		return d, err
	}
	inForce, err := tx.Plans(base.ID)
	if err != nil {
		return d, err
	}
	return approval.RouteOf(approval.ToleranceOn(limits, civil.DateOf(tx.Now)), approval.Change{
		InForce: inForce, Proposed: proposed, Original: original, Calendar: cal,
		ByHead: actor.May(access.DecideAsAkimat, m.ProgrammeID),
	}), nil
}

// DecideChange is the word of one person on a change within a tolerance: of the
// akimat's head or of an expert of the competence centre, as the case's route
// says, and never of who drafted it. Approved, it is in force at once; refused,
// it goes back with the text as a remark.
func (a *App) DecideChange(ctx context.Context, actor access.Actor, caseID int64, approve bool, text string) error {
	seen, err := a.Store.Read(actor, a.Store.Instant()).Case(ctx, caseID)
	if err != nil {
		return err
	}
	route := seen.Route()
	action, delegated := deciders[route]
	if !Decides(actor, seen.ProgrammeID) {
		return a.refused(ctx, actor, attempt{"case.decided", seen.ProgrammeID, "case", caseID, nil}, fault.Forbidden())
	}
	if !delegated { // of a text that a body votes on nobody decides alone
		return a.refused(ctx, actor, attempt{"case.decided", seen.ProgrammeID, "case", caseID, nil}, fault.Conflict("change.not_delegated"))
	}
	text = strings.TrimSpace(text)
	return a.onText(ctx, actor, action, caseID, "case.decided", func(tx *store.Tx, c *approval.Case) error {
		switch {
		case c.Route() != route || !c.MayBecome(approval.Approved):
			return fault.Conflict("case.wrong_step")
		case c.Drafted(actor.ID):
			return ownDraft()
		}
		if approve {
			if err := checkSaid("text", text, false); err != nil {
				return err
			}
			return a.approve(tx, c, approval.Step{Cause: approval.CauseDelegated, Reason: text}, false, map[string]any{"route": route})
		}
		if err := checkReason("text", text); err != nil {
			return err
		}
		from := approval.Remark{Origin: approval.FromDecision}
		if g := actor.GrantFor(action, c.ProgrammeID); g != nil {
			from.SeatID = g.SeatID
		}
		if err := a.remark(tx, c, from, []approval.Remarked{{Text: text}}); err != nil {
			return err
		}
		return a.stepCase(tx, c, approval.Step{State: approval.Returned, Cause: approval.CauseDelegated, Reason: text}, map[string]any{"route": route})
	})
}

// Decides reports whether there are changes in the programme on which the person
// decides alone.
func Decides(actor access.Actor, programmeID int64) bool {
	return actor.May(access.DecideAsAkimat, programmeID) || actor.May(access.DecideAsCentre, programmeID)
}

// deciders are who decides alone on which route.
var deciders = map[approval.Route]access.Action{approval.ByAkimat: access.DecideAsAkimat, approval.ByCentre: access.DecideAsCentre}

// SetTolerance sets other limits of delegation, from a day on.
func (a *App) SetTolerance(ctx context.Context, actor access.Actor, t approval.Tolerance) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := require(tx, actor, access.KeepReference, access.Anywhere); err != nil {
			return err
		}
		t.Reason = strings.TrimSpace(t.Reason)
		if err := fault.Join(t.Check(), checkSaid("reason", t.Reason, true)); err != nil {
			return err
		}
		all, err := tx.Tolerances()
		if err != nil {
			return err
		}
		was := approval.ToleranceOn(all, t.ValidFrom)
		if err := tx.AddTolerance(&t); err != nil {
			return err
		}
		return tx.Record("tolerance.set", audit.Everywhere, "tolerance", t.ID, audit.Diff(toleranceSaid(was), toleranceSaid(t)))
	})
}

// toleranceSaid is what the log says of limits.
func toleranceSaid(t approval.Tolerance) map[string]any {
	return map[string]any{
		"valid_from": t.ValidFrom, "akimat_days": t.AkimatDays, "akimat_tenths": t.AkimatTenths, "centre_days": t.CentreDays,
		"centre_tenths": t.CentreTenths, "escalate_days": t.EscalateDays, "reason": t.Reason,
	}
}
