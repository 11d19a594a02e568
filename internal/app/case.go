package app

import (
	"context"
	"strings"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/store"
)

// Withdraw takes a case back until a vote opens; its subject is a draft again.
func (a *App) Withdraw(ctx context.Context, actor access.Actor, caseID int64, reason string) error {
	return a.onCase(ctx, actor, access.Submit, caseID, "case.withdrawn", func(tx *store.Tx, c *approval.Case) error {
		if !c.MayWithdraw() {
			return fault.Conflict("case.too_late_to_withdraw")
		}
		reason := strings.TrimSpace(reason)
		if err := checkReason("reason", reason); err != nil {
			return err
		}
		if err := a.stepCase(tx, c, approval.Step{State: approval.Withdrawn, Reason: reason}, nil); err != nil {
			return err
		}
		return a.leaveAgendas(tx, *c, reason)
	})
}

// checkReason refuses words that are missing or too long.
func checkReason(field, text string) error {
	switch {
	case text == "":
		return fault.Field(field, "fault.required")
	case utf8.RuneCountInString(text) > approval.TextLimit:
		return fault.Field(field, "fault.too_long", "Limit", approval.TextLimit)
	}
	return nil
}

// ReturnCase sends a case back with remarks, before a vote.
func (a *App) ReturnCase(ctx context.Context, actor access.Actor, caseID int64, remarks []approval.Remarked) error {
	return a.onCase(ctx, actor, access.HoldSitting, caseID, "case.returned", func(tx *store.Tx, c *approval.Case) error {
		if !c.MayReturn() || c.Route().Delegated() {
			return fault.Conflict("case.wrong_step")
		}
		remarks := approval.TrimRemarks(remarks)
		lines, err := linesOf(tx, *c)
		if err != nil {
			return err
		}
		if err := approval.CheckRemarks(remarks, lines); err != nil {
			return err
		}
		if len(remarks) == 0 && len(c.Unanswered()) == 0 {
			return fault.Field("remarks", "case.remark_needed")
		}
		if err := a.remark(tx, c, approval.Remark{Origin: approval.FromSecretary}, remarks); err != nil {
			return err
		}
		if err := a.stepCase(tx, c, approval.Step{State: approval.Returned}, nil); err != nil {
			return err
		}
		return a.leaveAgendas(tx, *c, "")
	})
}

// linesOf are the milestones that remarks and conditions of a case may be tied to.
func linesOf(tx *store.Tx, c approval.Case) (map[int64]bool, error) {
	if !c.Kind.OfVersion() {
		return nil, nil
	}
	plans, err := tx.Plans(c.SubjectID)
	lines := make(map[int64]bool, len(plans))
	for _, p := range plans {
		lines[p.MilestoneID] = true
	}
	return lines, err
}

// remark adds remarks to a case, with the origin and the seat of the one given.
func (a *App) remark(tx *store.Tx, c *approval.Case, from approval.Remark, remarks []approval.Remarked) error {
	from.CaseID, from.ProgrammeID, from.Round = c.ID, c.ProgrammeID, c.Round()
	for _, one := range remarks {
		m := from
		m.MilestoneID, m.Text = one.MilestoneID, one.Text
		if err := tx.AppendRemark(&m); err != nil {
			return err
		}
		c.Remarks = append(c.Remarks, m)
		if err := mentionInCase(tx, *c, m.Text); err != nil {
			return err
		}
		said := map[string]any{"text": m.Text, "origin": m.Origin}
		if m.MilestoneID != 0 {
			said["milestone_id"] = m.MilestoneID
		}
		if err := tx.Record("case.remarked", c.ProgrammeID, "case", c.ID, audit.Added(said)); err != nil {
			return err
		}
	}
	return nil
}

// onCase runs one change of a case that the actor may know of and may do the
// action to; what is refused by a rule leaves an entry.
func (a *App) onCase(ctx context.Context, actor access.Actor, action access.Action, caseID int64, what string, change func(*store.Tx, *approval.Case) error) error {
	tried := attempt{Action: what, Entity: "case"}
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		c, err := a.caseToChange(tx, actor, action, caseID)
		if !fault.Is(err, fault.KindNotFound) {
			tried.ID, tried.ProgrammeID = c.ID, c.ProgrammeID
		}
		if err != nil {
			return err
		}
		return change(tx, &c)
	})
	return a.refused(ctx, actor, tried, err)
}

// onText is onCase for what is done on the text that was submitted: when that
// has changed, the case is void instead, and that is the answer.
func (a *App) onText(ctx context.Context, actor access.Actor, action access.Action, caseID int64, what string, change func(*store.Tx, *approval.Case) error) error {
	void := false
	err := a.onCase(ctx, actor, action, caseID, what, func(tx *store.Tx, c *approval.Case) error {
		if c.State().Open() {
			var err error
			if void, err = a.voidIfChanged(tx, c); err != nil {
				return err
			}
			if void {
				return a.leaveAgendas(tx, *c, "")
			}
		}
		return change(tx, c)
	})
	if err == nil && void {
		return errVoid()
	}
	return err
}

// caseToChange loads a case and sees to it that the actor may know of it, by
// where it stands, and may do the action.
func (a *App) caseToChange(tx *store.Tx, actor access.Actor, action access.Action, caseID int64) (approval.Case, error) {
	c, err := tx.Case(caseID)
	if err != nil {
		return c, err
	}
	if !actor.May(c.SeeAction(), c.ProgrammeID) {
		return c, fault.NotFound()
	}
	return c, require(tx, actor, action, c.ProgrammeID)
}
