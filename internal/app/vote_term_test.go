package app_test

import (
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/testkit"
)

// A written vote that its job closes after midnight was decided on the last day
// of its term: so says the protocol, and an act of that day is taken.
func TestAWrittenVoteIsDatedByItsTerm(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		sitting, vote := g.written(id, approval.MotionApprove)
		g.vote(vote, approval.For, members[:6]...)
		g.vote(vote, approval.Against, "member6")
		g.wait("2018-03-17 00:01")
		must(t, g.App.CloseDueVotes(g.ctx))
		last := testkit.Day("2018-03-16")
		if s, c := g.sitting(sitting), g.theCase(id); s.HeldOn() != last || c.DecidedOn() != last {
			t.Errorf("held on %s, decided on %s", s.HeldOn(), c.DecidedOn())
		}
		protocol, err := g.App.DraftProtocol(g.ctx, g.Actor("secretary"), sitting, approval.Minutes{})
		must(t, err)
		p, err := g.Store.Read(access.System(), g.Store.Instant()).Protocol(g.ctx, protocol)
		must(t, err)
		if p.Record.Day != last {
			t.Errorf("the protocol is dated %s", p.Record.Day)
		}
		must(t, g.App.RecordAct(g.ctx, g.Actor("secretary"), id, app.Act{Number: "7", Date: last, Signatory: i18n.Same("Akim")}))
	})
}
