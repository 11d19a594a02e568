package app_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

func demand(g *group, due string) approval.Ballot {
	return approval.Ballot{Choice: approval.ForWithCondition, Condition: approval.Proposals{{
		Text: i18n.Text{KK: "Сынақ өткізу", RU: "Провести испытания"}, OwnerID: g.Bodies["akimat-astana"], DueOn: testkit.Day(due), Evidence: portfolio.FormAct,
	}}}
}

// From the plan to the approval with a condition: what is kept, what is set and
// what the log says of it.
func TestAWrittenVotePassesWithACondition(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		sitting, vote := g.written(id, approval.MotionApprove)
		if got := g.state(id); got != approval.Voting {
			t.Fatalf("the case is %s while it is voted on", got)
		}
		v := g.loaded(vote)
		if len(v.Electorate) != 9 || v.Rules != approval.DefaultRules || v.ClosesAt == nil || !v.ClosesAt.Equal(testkit.Day("2018-03-16").EndOfDay()) {
			t.Errorf("the vote was frozen as %+v", v)
		}
		g.vote(vote, approval.For, members[:5]...)
		must(t, g.App.CastBallot(g.ctx, g.Actor("member5"), vote, demand(g, "2018-06-29")))
		if e := lastEntry(t, g.World); e.Action != "vote.cast" || e.Entity != "case" || e.EntityID != id || after(t, e)["choice"] != "for_with_condition" || e.Seat != "member5" {
			t.Errorf("the entry of a ballot is %+v", e)
		}
		g.vote(vote, approval.Against, "member6")
		outcome, err := g.App.CloseVote(g.ctx, g.Actor("secretary"), vote)
		must(t, err)
		if outcome != approval.OutcomeConditions || g.state(id) != approval.Approved {
			t.Errorf("closed as %s, the case is %s", outcome, g.state(id))
		}
		v = g.loaded(vote)
		if c := v.Closing.Count; c.For != 6 || c.Against != 1 || c.Missing != 2 || !v.Closing.Early {
			t.Errorf("closed with %+v, early %v", c, v.Closing.Early)
		}
		conditions, err := g.Store.Read(access.System(), g.Store.Instant()).Conditions(g.ctx, store.ConditionFilter{CaseID: id})
		must(t, err)
		if len(conditions) != 1 || conditions[0].SittingID != sitting || conditions[0].DueOn != testkit.Day("2018-06-29") {
			t.Errorf("the conditions are %+v", conditions)
		}
		if s := g.sitting(sitting); s.State() != approval.SittingHeld || s.Step(approval.SittingHeld).Present != 7 {
			t.Errorf("the written vote is %s, %+v", s.State(), s.Steps)
		}
	})
}

func TestVotingTwiceIsAChangeThatIsKept(t *testing.T) {
	groups(t, func(g *group) {
		_, vote := g.written(g.zoneCase(), approval.MotionApprove)
		g.vote(vote, approval.For, "member")
		before := entries(t, g.World)
		g.vote(vote, approval.For, "member") // sent twice
		if entries(t, g.World) != before {
			t.Error("the same ballot sent twice is an entry more")
		}
		g.vote(vote, approval.Against, "member")
		e := lastEntry(t, g.World)
		v := g.loaded(vote)
		if e.Action != "vote.changed" || len(v.Ballots) != 2 || len(v.Changes(g.Seats["member"])) != 2 {
			t.Errorf("%s, %d ballots are kept", e.Action, len(v.Ballots))
		}
		if c := v.Count(); c.For != 0 || c.Against != 1 || c.Voted() != 1 {
			t.Errorf("counted %+v", c)
		}
	})
}

// What the issue names, each with its reason and its entry.
func TestBallotsThatAreRefused(t *testing.T) {
	groups(t, func(g *group) {
		g.seat("builder", g.Bodies["akimat-astana"])
		g.emptySeat("drafters")
		id := g.zoneCase()
		moves(t, g.World, "head.astana", g.Seats["drafters"])
		_, vote := g.written(id, approval.MotionApprove)
		g.emptySeat("newseat")
		must(t, g.App.GrantSeat(g.ctx, access.System(), g.People["nobody"], g.Seats["newseat"], testkit.Day("2018-01-08"), civil.Date{}))

		cast := func(who string, b approval.Ballot) error { return g.App.CastBallot(g.ctx, g.Actor(who), vote, b) }
		other := choice(approval.For)
		other.SeatID = g.Seats["member2"]
		g.refuses(cast("member", other), fault.KindForbidden, "vote.not_your_seat")
		g.refuses(cast("nobody", choice(approval.For)), fault.KindForbidden, "vote.not_your_seat")
		late := choice(approval.For)
		late.SeatID = g.Seats["newseat"]
		g.refuses(cast("nobody", late), fault.KindForbidden, "vote.not_elector")
		g.refuses(cast("builder", choice(approval.For)), fault.KindForbidden, "vote.executor")
		g.refuses(cast("head.astana", choice(approval.For)), fault.KindForbidden, "vote.drafter")
		g.refuses(cast("member", approval.Ballot{}), fault.KindInvalid, "vote.needs_choice")
		g.refuses(cast("member", approval.Ballot{Choice: approval.Against}), fault.KindInvalid, "vote.against_reason")
		g.refuses(cast("member", approval.Ballot{Choice: approval.Recused}), fault.KindInvalid, "vote.recused_reason")
		blocking := demand(g, "2018-06-29")
		blocking.Condition[0].Blocks = true
		g.refuses(cast("member", blocking), fault.KindInvalid, "vote.no_gates") // a zone has none
		ownerless, dateless, past, foreign := demand(g, "2018-06-29"), demand(g, "2018-06-29"), demand(g, "2018-03-02"), demand(g, "2018-06-29")
		ownerless.Condition[0].OwnerID = 0
		dateless.Condition[0].DueOn = civil.Date{}
		foreign.Condition[0].MilestoneID = g.Milestones["ontustik 1.1"]
		g.refuses(cast("member", ownerless), fault.KindInvalid, "vote.condition_owner")
		g.refuses(cast("member", dateless), fault.KindInvalid, "vote.condition_due")
		g.refuses(cast("member", past), fault.KindInvalid, "vote.condition_past")
		g.refuses(cast("member", foreign), fault.KindInvalid, "fault.required_choice")
		g.vote(vote, approval.Recused, "member")
		g.refuses(cast("member", choice(approval.For)), fault.KindForbidden, "vote.recused")

		g.wait("2018-03-19 09:00")
		g.refuses(cast("member2", choice(approval.For)), fault.KindConflict, "vote.term_over")
		must(t, g.App.CloseDueVotes(g.ctx))
		g.refuses(cast("member2", choice(approval.For)), fault.KindConflict, "vote.closed")
		if v := g.loaded(vote); len(v.Ballots) != 1 {
			t.Errorf("%d ballots are kept, want 1", len(v.Ballots))
		}
	})
}

// emptySeat adds a voting seat without anybody in it.
func (g *group) emptySeat(code string) int64 {
	g.t.Helper()
	id, err := g.App.AddSeat(g.ctx, access.System(), portfolio.Seat{
		BodyID: g.Bodies["working-group"], Code: code, Role: access.Member, Voting: true, Title: i18n.Same(code), Position: 90,
	})
	must(g.t, err)
	g.Seats[code] = id
	return id
}

// Those who may not vote at all cannot tell a vote from none, or may see it only.
func TestWhoHasNoVoteHasNone(t *testing.T) {
	groups(t, func(g *group) {
		_, vote := g.written(g.zoneCase(), approval.MotionApprove)
		want := map[string]fault.Kind{
			"manager.astana": fault.KindForbidden, "head.astana": fault.KindForbidden, "manager.ontustik": fault.KindNotFound, "head.ontustik": fault.KindNotFound,
			"expert": fault.KindForbidden, "secretary": fault.KindForbidden, "official": fault.KindForbidden, "auditor": fault.KindForbidden,
			"admin": fault.KindNotFound, "nobody": fault.KindNotFound,
		}
		for _, who := range testkit.Everyone {
			err := g.App.CastBallot(g.ctx, g.Actor(who), vote, choice(approval.For))
			if kind, refused := want[who]; refused != (err != nil) || refused && !fault.Is(err, kind) {
				t.Errorf("%s: %v, want %s", who, err, kind)
			}
			err = g.App.AddDissent(g.ctx, g.Actor(who), vote, 0, "No")
			if err == nil {
				t.Errorf("%s added a dissent to nothing", who)
			}
		}
		for _, who := range testkit.Everyone {
			if who == "chair" || who == "secretary" {
				continue
			}
			if _, err := g.App.CloseVote(g.ctx, g.Actor(who), vote); err == nil {
				t.Errorf("%s closed the vote", who)
			}
		}
	})
}

func TestClosingTooEarlyIsRefused(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		_, vote := g.written(id, approval.MotionApprove)
		g.vote(vote, approval.For, members[:5]...)
		_, err := g.App.CloseVote(g.ctx, g.Actor("chair"), vote)
		g.refuses(err, fault.KindConflict, "vote.too_early")
		g.vote(vote, approval.Abstain, "member5")
		outcome, err := g.App.CloseVote(g.ctx, g.Actor("chair"), vote)
		if err != nil || outcome != approval.OutcomeApproved {
			t.Errorf("with a quorum and five of nine for: %s, %v", outcome, err)
		}
		_, err = g.App.CloseVote(g.ctx, g.Actor("chair"), vote)
		g.refuses(err, fault.KindConflict, "vote.closed")
	})
}

func TestAVoteWithoutAQuorumIsDeferredByTheJob(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		sitting, vote := g.written(id, approval.MotionApprove)
		g.vote(vote, approval.For, members[:5]...)
		must(t, g.App.CloseDueVotes(g.ctx))
		if v := g.loaded(vote); !v.IsOpen() {
			t.Fatal("closed before its term")
		}
		g.wait("2018-03-16 23:59")
		must(t, g.App.CloseDueVotes(g.ctx))
		if v := g.loaded(vote); !v.IsOpen() {
			t.Fatal("closed on the last day of its term")
		}
		g.wait("2018-03-17 00:00")
		must(t, g.App.CloseDueVotes(g.ctx))
		must(t, g.App.CloseDueVotes(g.ctx)) // again: nothing is left
		if v := g.loaded(vote); v.Outcome() != approval.OutcomeDeferred || v.Closing.Early || v.Closing.RecordedBy != 0 {
			t.Errorf("closed as %+v", v.Closing)
		}
		if s := g.sitting(sitting); g.state(id) != approval.Deferred || s.State() != approval.SittingNotHeld {
			t.Errorf("the case is %s, the written vote %s", g.state(id), s.State())
		}
		// It goes to the next sitting.
		_, again := g.second(id)
		g.vote(again, approval.For, members...)
		outcome, err := g.App.CloseVote(g.ctx, g.Actor("secretary"), again)
		if err != nil || outcome != approval.OutcomeApproved || g.state(id) != approval.Approved {
			t.Errorf("the second time: %s, %v", outcome, err)
		}
	})
}

// second holds another written vote on the case, until Friday 30 March.
func (g *group) second(id int64) (sitting, vote int64) {
	g.t.Helper()
	sitting, err := g.App.PlanSitting(g.ctx, g.Actor("secretary"), app.NewSitting{
		Form: approval.Written, ClosesOn: testkit.Day("2018-03-30"), Items: []app.NewItem{{CaseID: id}},
	})
	must(g.t, err)
	_, err = g.App.ConveneSitting(g.ctx, g.Actor("secretary"), sitting)
	must(g.t, err)
	return sitting, g.sitting(sitting).Votes[0].ID
}

func TestAVoteThatDoesNotPassReturnsTheCaseWithRemarks(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		_, vote := g.written(id, approval.MotionApprove)
		g.vote(vote, approval.For, members[:4]...)
		g.vote(vote, approval.Against, members[4:]...)
		outcome, err := g.App.CloseVote(g.ctx, g.Actor("secretary"), vote)
		must(t, err)
		c := g.theCase(id)
		if outcome != approval.OutcomeReturned || c.State() != approval.Returned || len(c.Remarks) != 5 {
			t.Fatalf("closed as %s, the case is %s with %d remarks", outcome, c.State(), len(c.Remarks))
		}
		if r := c.Remarks[0]; r.Origin != approval.FromBallot || r.Text != "Because" || r.SeatID != g.Seats[members[4]] {
			t.Errorf("a remark is %+v", r)
		}
	})
}

func TestAMotionToReject(t *testing.T) {
	groups(t, func(g *group) {
		passed, failed := g.zoneCase(), g.zoneCaseOf("ontustik")
		_, vote := g.written(passed, approval.MotionReject)
		g.refuses(g.App.CastBallot(g.ctx, g.Actor("member"), vote, demand(g, "2018-06-29")), fault.KindInvalid, "vote.no_condition_on_rejection")
		g.vote(vote, approval.For, members...)
		if outcome, err := g.App.CloseVote(g.ctx, g.Actor("secretary"), vote); err != nil || outcome != approval.OutcomeRejected || g.state(passed) != approval.Rejected {
			t.Errorf("passed: %s, %v, the case is %s", outcome, err, g.state(passed))
		}
		_, vote = g.written(failed, approval.MotionReject)
		g.vote(vote, approval.Against, members...)
		if outcome, err := g.App.CloseVote(g.ctx, g.Actor("secretary"), vote); err != nil || outcome != approval.OutcomeKept || g.state(failed) != approval.Reviewed {
			t.Errorf("not passed: %s, %v, the case is %s", outcome, err, g.state(failed))
		}
		if c := g.theCase(failed); len(c.Remarks) != 0 {
			t.Errorf("votes against a rejection became remarks: %+v", c.Remarks)
		}
	})
}

// change writes another profile of the zone, past the program, which would not
// let anybody.
func (g *group) change(zone string) {
	g.t.Helper()
	id := g.Zones[zone]
	must(g.t, g.Store.Write(g.ctx, access.System(), func(tx *store.Tx) error {
		z, err := tx.Zone(id)
		if err != nil {
			return err
		}
		p := z.Profile
		p.ID, p.ZoneID, p.ProgrammeID, p.Population = 0, id, z.ProgrammeID, p.Population+1
		if err := tx.AppendZoneProfile(&p); err != nil {
			return err
		}
		return tx.Record("zone.changed", z.ProgrammeID, "zone", id, audit.Added(map[string]any{"population": p.Population}))
	}))
}

func TestATextThatHasChangedMakesTheCaseVoid(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		meeting := g.meeting(id)
		g.wait("2018-03-05 15:00")
		g.present(meeting, members...)
		_, err := g.App.ConveneSitting(g.ctx, g.Actor("secretary"), meeting)
		must(t, err)
		g.change("zone-astana")
		_, err = g.App.OpenVote(g.ctx, g.Actor("secretary"), meeting, g.sitting(meeting).Items[0].ID)
		if !fault.Is(err, fault.KindConflict) || fault.Of(err).Key != "case.void" {
			t.Errorf("opening a vote on another text: %v", err)
		}
		s := g.sitting(meeting)
		if g.state(id) != approval.Void || len(s.Agenda()) != 0 || len(s.Votes) != 0 {
			t.Errorf("the case is %s, %d items, %d votes", g.state(id), len(s.Agenda()), len(s.Votes))
		}
	})
	groups(t, func(g *group) {
		id := g.zoneCase()
		_, vote := g.written(id, approval.MotionApprove)
		g.vote(vote, approval.For, members...)
		g.change("zone-astana")
		outcome, err := g.App.CloseVote(g.ctx, g.Actor("secretary"), vote)
		must(t, err)
		if v := g.loaded(vote); outcome != approval.OutcomeVoid || v.Outcome() != approval.OutcomeVoid || g.state(id) != approval.Void {
			t.Errorf("closed as %s, the case is %s", outcome, g.state(id))
		}
	})
}

func TestTwoLastVotesAtTheSameInstantAreBothCounted(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		_, vote := g.written(id, approval.MotionApprove)
		g.vote(vote, approval.For, members[:4]...)
		g.vote(vote, approval.Against, members[4:7]...)
		last := members[7:]
		actors := []access.Actor{g.Actor(last[0]), g.Actor(last[1])}
		var start, end sync.WaitGroup
		start.Add(1)
		errs := make([]error, len(actors))
		for i, a := range actors {
			end.Add(1)
			go func() {
				defer end.Done()
				start.Wait()
				errs[i] = g.App.CastBallot(g.ctx, a, vote, choice(approval.For))
			}()
		}
		start.Done()
		end.Wait()
		for i, err := range errs {
			if err != nil {
				t.Errorf("%s: %v", last[i], err)
			}
		}
		if v := g.loaded(vote); len(v.Ballots) != 9 || v.Count().For != 6 || v.Count().Missing != 0 {
			t.Errorf("%d ballots, counted %+v", len(v.Ballots), v.Count())
		}
		if outcome, err := g.App.CloseVote(g.ctx, g.Actor("secretary"), vote); err != nil || outcome != approval.OutcomeApproved {
			t.Errorf("closed as %s, %v", outcome, err)
		}
		entries(t, g.World) // and the chain is sound
	})
}

// A ballot and the closing at the same instant: either the ballot was counted
// or its caster was told that it came too late.
func TestABallotAtTheInstantOfTheClosing(t *testing.T) {
	groups(t, func(g *group) {
		_, vote := g.written(g.zoneCase(), approval.MotionApprove)
		g.vote(vote, approval.For, members[:8]...)
		member, secretary := g.Actor("member8"), g.Actor("secretary")
		var end sync.WaitGroup
		var cast, closed error
		end.Add(2)
		go func() { defer end.Done(); cast = g.App.CastBallot(g.ctx, member, vote, choice(approval.Against)) }()
		go func() { defer end.Done(); _, closed = g.App.CloseVote(g.ctx, secretary, vote) }()
		end.Wait()
		must(t, closed)
		v := g.loaded(vote)
		if counted := v.Closing.Count.Against == 1; counted != (cast == nil) {
			t.Errorf("cast: %v, counted: %+v", cast, v.Closing.Count)
		}
		if cast != nil && fault.Of(cast).Key != "vote.closed" {
			t.Errorf("the caster was told %v", cast)
		}
	})
}

func TestADissentUntilTheProtocolIsConfirmed(t *testing.T) {
	groups(t, func(g *group) {
		sitting, vote := g.written(g.zoneCase(), approval.MotionApprove)
		g.vote(vote, approval.For, members[:6]...)
		with := choice(approval.Against)
		with.Dissent = "At once"
		must(t, g.App.CastBallot(g.ctx, g.Actor("member6"), vote, with))
		g.vote(vote, approval.Abstain, "member7")
		g.refuses(g.App.AddDissent(g.ctx, g.Actor("member"), vote, 0, "I was for"), fault.KindConflict, "vote.no_dissent")
		_, err := g.App.CloseVote(g.ctx, g.Actor("secretary"), vote)
		must(t, err)
		must(t, g.App.AddDissent(g.ctx, g.Actor("member7"), vote, 0, " Afterwards "))
		g.refuses(g.App.AddDissent(g.ctx, g.Actor("member7"), vote, g.Seats["member6"], "For another"), fault.KindForbidden, "vote.not_your_seat")
		g.refuses(g.App.AddDissent(g.ctx, g.Actor("member7"), vote, 0, "  "), fault.KindInvalid, "fault.required")
		must(t, g.App.Substitute(g.ctx, g.Actor("member7"), g.Seats["member7"], g.People["nobody"], testkit.Day("2018-03-05"), testkit.Day("2018-03-06"), "Leave"))
		g.refuses(g.App.AddDissent(g.ctx, g.Actor("nobody"), vote, 0, "In his name"), fault.KindForbidden, "vote.dissent_of_another")
		v := g.loaded(vote)
		if v.Dissent(g.Seats["member6"]) != "At once" || v.Dissent(g.Seats["member7"]) != "Afterwards" || v.Dissent(g.Seats["member"]) != "" {
			t.Errorf("the dissents are %+v", v.Dissents)
		}
		must(t, g.Store.Write(g.ctx, access.System(), func(tx *store.Tx) error {
			if err := tx.AppendSittingStep(&approval.SittingStep{SittingID: sitting, State: approval.SittingSigned}); err != nil {
				return err
			}
			return tx.Record("sitting.signed", audit.Nowhere, "sitting", sitting, audit.Added(map[string]any{"state": approval.SittingSigned}))
		}))
		g.refuses(g.App.AddDissent(g.ctx, g.Actor("member7"), vote, 0, "Too late"), fault.KindConflict, "vote.protocol_confirmed")
	})
}

// Everybody whose vote is awaited is told at once, and when it is over.
func TestElectorsAreToldOfAVote(t *testing.T) {
	groups(t, func(g *group) {
		g.seat("builder", g.Bodies["akimat-astana"])
		id := g.zoneCase()
		_, vote := g.written(id, approval.MotionApprove)
		if got := g.told("letter.vote_opened", "Case", id, "Title", g.theCase(id).Title(), "Until", testkit.Day("2018-03-16")); !slices.Equal(got, members) {
			t.Errorf("of the vote were told %v", got)
		}
		g.vote(vote, approval.For, members...)
		_, err := g.App.CloseVote(g.ctx, g.Actor("chair"), vote)
		must(t, err)
		want := slices.Concat(members[1:], []string{"builder", "secretary"}) // who closed it knows
		slices.Sort(want)
		if got := g.told("letter.vote_closed", "Case", id, "Title", g.theCase(id).Title()); !slices.Equal(got, want) {
			t.Errorf("of the end were told %v", got)
		}
	})
}

// told are those in whose urgent letters the sentence stands.
func (g *group) told(key string, args ...any) []string {
	g.t.Helper()
	g.Clock.Add(time.Minute)
	must(g.t, g.Store.Pack(g.ctx, false))
	parcels, err := g.Store.Parcels(g.ctx)
	must(g.t, err)
	var who []string
	for _, p := range parcels {
		for _, l := range p.Letters {
			if l.Says == i18n.Said(key, args...) {
				who = append(who, strings.TrimSuffix(p.Person.Email, testkit.Account))
			}
		}
	}
	slices.Sort(who)
	return who
}
