package app_test

import (
	"testing"

	"qadam/internal/approval"
	"qadam/internal/fault"
)

// Whatever is tried and refused leaves an entry, also by those who may only look.
func TestRefusalsLeaveAnEntry(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		sitting, vote := g.written(id, approval.MotionApprove)
		left := func(what string, err error, kind fault.Kind) {
			t.Helper()
			e := lastEntry(t, g.World)
			if !fault.Is(err, kind) || e.Action != e.Entity+".refused" || after(t, e)["attempt"] != what {
				t.Errorf("%s: %v, the last entry is %s of %v", what, err, e.Action, after(t, e)["attempt"])
			}
		}
		left("vote.cast", g.App.CastBallot(g.ctx, g.Actor("expert"), vote, choice(approval.For)), fault.KindForbidden)
		left("sitting.held", g.App.EndSitting(g.ctx, g.Actor("expert"), sitting), fault.KindForbidden)
		left("case.decided", g.App.DecideChange(g.ctx, g.Actor("head.astana"), id, true, ""), fault.KindConflict)
		_, err := g.App.SetAssignment(g.ctx, g.Actor("secretary"), approval.Condition{ProgrammeID: g.Programmes["astana"]})
		left("condition.set", err, fault.KindInvalid)
		owed := assigned(t, g.World)
		left("condition.accepted", g.App.AcceptCondition(g.ctx, g.Actor("expert"), owed, ""), fault.KindConflict)
		left("condition.reported", g.App.ReportCondition(g.ctx, g.Actor("expert"), report(owed)), fault.KindForbidden)
	})
}
