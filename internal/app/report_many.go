package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// Reports is one report on several milestones.
type Reports struct {
	Milestones []portfolio.UpdateRef
	Report     portfolio.CommonReport
	FormKey    string // of the form: sent twice, it is one update of each
}

// ReportMany adds a line to the ledgers of several milestones, of all or of none.
// What is wrong with one is said under its name, see portfolio.LineField, so that
// a person hears of all at once. A newer update of one than was seen is a
// Conflict, as in ReportProgress. Done is said of each alone, with its evidence.
func (a *App) ReportMany(ctx context.Context, actor access.Actor, p Reports) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		refs := slices.Clone(p.Milestones)
		// Always in one order, so that two such reports do not wait for each other.
		slices.SortFunc(refs, func(a, b portfolio.UpdateRef) int { return cmp.Compare(a.MilestoneID, b.MilestoneID) })
		refs = slices.CompactFunc(refs, func(a, b portfolio.UpdateRef) bool { return a.MilestoneID == b.MilestoneID })
		if len(refs) == 0 {
			return fault.Field("milestones", "fault.required_choice")
		}
		if len(refs) > portfolio.ReportsLimit {
			return fault.Field("milestones", "milestone.many_too_many", "Limit", portfolio.ReportsLimit)
		}
		all := make([]portfolio.Milestone, len(refs))
		for i, r := range refs {
			m, err := tx.Milestone(r.MilestoneID)
			if err != nil {
				return err
			}
			if err := require(tx, actor, access.ReportProgress, m.ProgrammeID); err != nil {
				return err
			}
			all[i] = m
		}
		used, err := tx.FormUsed(manyKey(p.FormKey, refs[0].MilestoneID))
		if err != nil || used {
			return err
		}
		if err := p.Report.Check(); err != nil {
			return err
		}
		updates, err := p.updates(tx, all, refs)
		if err != nil {
			return err
		}
		for i := range updates {
			m := all[i]
			if err := tx.AppendUpdate(&updates[i]); err != nil {
				return err
			}
			tx.ActFrom(actor.Acting(access.ReportProgress, m.ProgrammeID).Seat())
			if err := tx.Record("milestone.progress", m.ProgrammeID, "milestone", m.ID, audit.Diff(said(m.Last()), said(&updates[i]))); err != nil {
				return err
			}
		}
		return nil
	})
}

// updates are what the report says of each milestone, once all of them may be
// reported on. Who is mentioned in the note hears of it once.
func (p Reports) updates(tx *store.Tx, all []portfolio.Milestone, refs []portfolio.UpdateRef) ([]portfolio.Update, error) {
	ref, err := tx.Reference()
	if err != nil {
		return nil, err
	}
	var errs []fault.FieldError
	updates := make([]portfolio.Update, len(all))
	for i, m := range all {
		plan, err := reportable(tx, m)
		if err != nil {
			return nil, err
		}
		last := m.Last()
		if last != nil && last.ID != refs[i].Seen {
			return nil, fault.Conflict("milestone.reported_meanwhile")
		}
		plan.MilestoneID, plan.ProgrammeID = m.ID, m.ProgrammeID
		updates[i] = p.Report.Update(plan, last, ref.Calendar)
		updates[i].FormKey = manyKey(p.FormKey, m.ID)
		errs = append(errs, p.Report.Refusals(plan, updates[i], last, m.Facts())...)
		if i == 0 {
			if err := mention(tx, updates[i].Note, seesInForce(m.ProgrammeID), plan.Title, milestonePath(m.ID)); err != nil {
				return nil, err
			}
		}
	}
	return updates, fault.Fields(errs...)
}

// manyKey is the key of one update of a form about many.
func manyKey(form string, milestoneID int64) string {
	return strconv.FormatInt(milestoneID, 10) + "-many-" + form
}
