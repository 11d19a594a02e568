package app_test

import (
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// A condition of a project's case holds up the gates of that project, not of the
// whole roadmap.
func TestAConditionOfAProjectIsOfTheProject(t *testing.T) {
	groups(t, func(g *group) {
		based(g.World)
		id, err := g.App.SubmitInclusion(g.ctx, g.Actor("head.astana"), g.Projects["sergek"], app.CaseText{})
		must(t, err)
		_, vote := g.written(g.review(id), approval.MotionApprove)
		b := demand(g, "2018-06-29")
		b.Condition[0].Blocks = true
		must(t, g.App.CastBallot(g.ctx, g.Actor("chair"), vote, b))
		g.vote(vote, approval.For, members[1:]...)
		_, err = g.App.CloseVote(g.ctx, g.Actor("secretary"), vote)
		must(t, err)
		all, err := g.Store.Read(access.System(), g.Store.Instant()).Conditions(g.ctx, store.ConditionFilter{CaseID: id})
		must(t, err)
		if len(all) != 1 || all[0].ProjectID != g.Projects["sergek"] || all[0].HoldsUp(g.Projects["sergek"]+1) {
			t.Errorf("the conditions are %+v", all)
		}
	})
}

// Only the next gate of a project waits.
func TestTheNextGateOfAProject(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		next := func(line string) (id int64) {
			must(t, w.Store.Write(t.Context(), access.System(), func(tx *store.Tx) (err error) {
				id, err = tx.NextGate(w.Milestones[line])
				return err
			}))
			return id
		}
		if got := next("astana 1.1"); got != w.Milestones["astana 1.3"] {
			t.Errorf("the next gate is %d", got)
		}
		w.Clock.Set("2018-07-10 10:00")
		done := w.SayDone("astana 1.3", "2018-07-10")
		must(t, w.App.AcceptEvidence(t.Context(), w.Actor("expert"), app.Acceptance{MilestoneID: w.Milestones["astana 1.3"], UpdateID: done, DoneOn: testkit.Day("2018-07-10")}))
		if got := next("astana 1.1"); got != 0 {
			t.Errorf("after the last gate there is %d", got)
		}
	})
}
