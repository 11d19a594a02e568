package app_test

import (
	"context"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/testkit"
)

func TestSittingsThatAreRefused(t *testing.T) {
	groups(t, func(g *group) {
		ready := g.zoneCase()
		submitted, err := g.App.SubmitZone(g.ctx, g.Actor("head.ontustik"), g.Zones["zone-ontustik"], app.CaseText{Brief: i18n.Same("Why")})
		must(t, err)
		room := i18n.Text{KK: "201-бөлме", RU: "Кабинет 201"}
		inPerson := func(at string, items ...app.NewItem) app.NewSitting {
			return app.NewSitting{Form: approval.InPerson, At: testkit.At(at), Place: room, Items: items}
		}
		until := func(day string, items ...app.NewItem) app.NewSitting {
			return app.NewSitting{Form: approval.Written, ClosesOn: testkit.Day(day), Items: items}
		}
		nowhere := inPerson("2018-03-06 15:00")
		nowhere.Place = i18n.Text{RU: "Кабинет 201"}
		for _, tt := range []struct {
			name       string
			sitting    app.NewSitting
			field, key string
		}{
			{"a sitting in the past", inPerson("2018-03-05 09:59"), "at", "vote.sitting_past"},
			{"a sitting without a time", app.NewSitting{Form: approval.InPerson, Place: room}, "at", "fault.required"},
			{"a sitting without a place in Kazakh", nowhere, "place_kk", "fault.required"},
			{"a sitting in two years", inPerson("2020-03-06 15:00"), "at", "vote.too_far"},
			{"no form", app.NewSitting{}, "held", "fault.required_choice"},
			{"a written vote until yesterday", until("2018-03-04", app.NewItem{CaseID: ready}), "closes_on", "vote.term_past"},
			{"a written vote until International Women's Day", until("2018-03-08", app.NewItem{CaseID: ready}), "closes_on", "vote.term_day_off"},
			{"a written vote until a Saturday", until("2018-03-17", app.NewItem{CaseID: ready}), "closes_on", "vote.term_day_off"},
			{"a written vote on nothing", until("2018-03-16"), "items", "vote.no_items"},
			{"a case that is not there", inPerson("2018-03-06 15:00", app.NewItem{CaseID: 999}), "items", "vote.no_such_case"},
			{"a case that is not reviewed", inPerson("2018-03-06 15:00", app.NewItem{CaseID: submitted}), "items", "vote.case_not_ready"},
			{"a case twice", inPerson("2018-03-06 15:00", app.NewItem{CaseID: ready}, app.NewItem{CaseID: ready}), "items", "vote.case_twice"},
			{"a motion to postpone", inPerson("2018-03-06 15:00", app.NewItem{CaseID: ready, Motion: "postpone"}), "items", "fault.required_choice"},
		} {
			before := entries(t, g.World)
			_, err := g.App.PlanSitting(g.ctx, g.Actor("secretary"), tt.sitting)
			f := fault.Of(err)
			if f == nil || len(f.Fields) == 0 || f.Fields[0].Name != tt.field || f.Fields[0].Key != tt.key {
				t.Errorf("%s: %v, want %s: %s", tt.name, err, tt.field, tt.key)
			}
			if entries(t, g.World) != before {
				t.Errorf("%s was planned nevertheless", tt.name)
			}
		}
		g.meeting(ready)
		_, err = g.App.PlanSitting(g.ctx, g.Actor("secretary"), until("2018-03-16", app.NewItem{CaseID: ready}))
		if f := fault.Of(err); f == nil || len(f.Fields) == 0 || f.Fields[0].Key != "vote.case_on_agenda" {
			t.Errorf("a case on another open agenda: %v", err)
		}
	})
}

// Of all people only the chair and the secretary hold sittings.
func TestWhoHoldsSittings(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		meeting := g.meeting(id)
		item := g.sitting(meeting).Items[0].ID
		tries := map[string]func(context.Context, access.Actor) error{
			"plan": func(ctx context.Context, who access.Actor) error {
				_, err := g.App.PlanSitting(ctx, who, app.NewSitting{Form: approval.InPerson, At: testkit.At("2018-03-06 15:00"), Place: i18n.Same("Room")})
				return err
			},
			"change the agenda": func(ctx context.Context, who access.Actor) error {
				return g.App.ChangeAgenda(ctx, who, meeting, app.AgendaChange{Withdraw: []int64{item}, Reason: "Later"})
			},
			"cancel": func(ctx context.Context, who access.Actor) error {
				return g.App.CancelSitting(ctx, who, meeting, "Ill")
			},
			"mark presence": func(ctx context.Context, who access.Actor) error {
				return g.App.MarkPresence(ctx, who, meeting, map[int64]approval.Attendance{g.Seats["chair"]: approval.Excused})
			},
			"convene": func(ctx context.Context, who access.Actor) error {
				_, err := g.App.ConveneSitting(ctx, who, meeting)
				return err
			},
			"open a vote": func(ctx context.Context, who access.Actor) error {
				_, err := g.App.OpenVote(ctx, who, meeting, item)
				return err
			},
			"end": func(ctx context.Context, who access.Actor) error { return g.App.EndSitting(ctx, who, meeting) },
		}
		for name, try := range tries {
			for _, who := range testkit.Everyone {
				if who == "chair" || who == "secretary" {
					continue
				}
				want := fault.KindForbidden
				if who == "admin" || who == "nobody" {
					want = fault.KindNotFound
				}
				before := entries(t, g.World)
				if err := try(g.ctx, g.Actor(who)); !fault.Is(err, want) {
					t.Errorf("%s: %s: %v, want %s", name, who, err, want)
				}
				// Who may see the sitting leaves an entry by trying; of one that is
				// still to be planned there is nothing to try on.
				left := int64(0)
				if name != "plan" && want == fault.KindForbidden {
					left = 1
				}
				if got := entries(t, g.World) - before; got != left {
					t.Errorf("%s: %s: %d entries, want %d", name, who, got, left)
				}
			}
		}
		if s := g.sitting(meeting); s.State() != approval.SittingPlanned || len(s.Presence) != 0 {
			t.Error("somebody who may not changed the sitting")
		}
	})
}

func TestAMeetingFromItsAgendaToItsEnd(t *testing.T) {
	groups(t, func(g *group) {
		first, second := g.zoneCase(), g.zoneCaseOf("ontustik")
		meeting := g.meeting(first, second)
		chair := g.Actor("chair")
		if s := g.sitting(meeting); s.Number != 1 || s.Year != 2018 || len(s.Agenda()) != 2 || s.Agenda()[1].CaseID != second {
			t.Fatalf("planned as %+v", s)
		}
		g.refuses(g.App.MarkPresence(g.ctx, g.Actor("secretary"), meeting, map[int64]approval.Attendance{g.Seats["expert"]: approval.Present}), fault.KindInvalid, "vote.not_in_body")
		empty := g.emptySeat("empty")
		g.refuses(g.App.MarkPresence(g.ctx, g.Actor("secretary"), meeting, map[int64]approval.Attendance{empty: approval.Present}), fault.KindInvalid, "vote.seat_empty")
		_, err := g.App.OpenVote(g.ctx, chair, meeting, g.agenda(meeting)[0].ID)
		g.refuses(err, fault.KindConflict, "vote.sitting_not_begun")

		g.wait("2018-03-05 15:05")
		g.present(meeting, members[:7]...)
		state, err := g.App.ConveneSitting(g.ctx, chair, meeting)
		must(t, err)
		if s := g.sitting(meeting); state != approval.SittingConvened || s.Step(state).Present != 7 || s.Step(state).Seats != 10 || s.Step(state).Quorum != 7 {
			t.Fatalf("convened as %s, %+v", state, s.Steps)
		}
		item := g.agenda(meeting)[0].ID
		vote, err := g.App.OpenVote(g.ctx, chair, meeting, item)
		must(t, err)
		_, err = g.App.OpenVote(g.ctx, chair, meeting, item)
		g.refuses(err, fault.KindConflict, "vote.opened_already")
		g.refuses(g.App.ChangeAgenda(g.ctx, chair, meeting, app.AgendaChange{Withdraw: []int64{item}, Reason: "Later"}), fault.KindConflict, "vote.item_gone")
		g.refuses(g.App.EndSitting(g.ctx, chair, meeting), fault.KindConflict, "vote.votes_open")
		g.refuses(g.App.CastBallot(g.ctx, g.Actor("member7"), vote, choice(approval.For)), fault.KindConflict, "vote.not_present")
		g.vote(vote, approval.For, members[:6]...)
		g.vote(vote, approval.Against, members[6])
		outcome, err := g.App.CloseVote(g.ctx, chair, vote)
		v := g.loaded(vote)
		if err != nil || outcome != approval.OutcomeApproved || v.Closing.Early || v.Count().Absent != 3 {
			t.Errorf("closed as %s, %v, %+v", outcome, err, v.Count())
		}
		must(t, g.App.EndSitting(g.ctx, chair, meeting))
		if s := g.sitting(meeting); s.State() != approval.SittingHeld || g.state(second) != approval.Reviewed {
			t.Errorf("the meeting is %s, the case that was not voted on %s", s.State(), g.state(second))
		}
		g.refuses(g.App.MarkPresence(g.ctx, chair, meeting, map[int64]approval.Attendance{g.Seats["member8"]: approval.Present}), fault.KindConflict, "vote.sitting_ended")
		if _, again := g.second(second); g.state(second) != approval.Voting || again == 0 {
			t.Error("what was not voted on may not come to the next sitting")
		}
	})
}

func TestAMeetingWithoutAQuorumIsNotHeld(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		meeting := g.meeting(id)
		must(t, g.App.MarkPresence(g.ctx, g.Actor("secretary"), meeting, map[int64]approval.Attendance{g.Seats["member8"]: approval.Excused}))
		g.wait("2018-03-05 15:10")
		g.present(meeting, members[:5]...)
		state, err := g.App.ConveneSitting(g.ctx, g.Actor("chair"), meeting)
		must(t, err)
		s := g.sitting(meeting)
		if fact := s.Step(approval.SittingNotHeld); state != approval.SittingNotHeld || fact.Present != 5 || fact.Quorum != 6 || fact.Seats != 9 {
			t.Errorf("convened as %s, %+v", state, s.Steps)
		}
		if c := g.theCase(id); c.State() != approval.Deferred || c.Step(approval.Deferred).Cause != approval.CauseNoQuorum {
			t.Errorf("its case is %s", c.State())
		}
		g.second(id)
		if g.state(id) != approval.Voting {
			t.Errorf("at the next sitting the case is %s", g.state(id))
		}
	})
}

// What goes back to its drafters leaves the agenda: the next round is another
// text, and the written vote on the others begins without it.
func TestACaseThatGoesBackLeavesTheAgenda(t *testing.T) {
	groups(t, func(g *group) {
		withdrawn, stays := g.zoneCase(), g.zoneCaseOf("ontustik")
		sitting, err := g.App.PlanSitting(g.ctx, g.Actor("secretary"), app.NewSitting{
			Form: approval.Written, ClosesOn: testkit.Day("2018-03-16"), Items: []app.NewItem{{CaseID: withdrawn}, {CaseID: stays}},
		})
		must(t, err)
		must(t, g.App.Withdraw(g.ctx, g.Actor("head.astana"), withdrawn, "The border is another one"))
		if a := g.agenda(sitting); len(a) != 1 || a[0].CaseID != stays {
			t.Errorf("the agenda is %+v", a)
		}
		if state, err := g.App.ConveneSitting(g.ctx, g.Actor("secretary"), sitting); err != nil || state != approval.SittingConvened {
			t.Errorf("the written vote on the other is %s, %v", state, err)
		}
		must(t, g.App.Resubmit(g.ctx, g.Actor("head.astana"), withdrawn, app.CaseText{}))
		g.written(g.review(withdrawn), approval.MotionApprove)
	})
}

func TestAMeetingBeforeItsDayAndOneThatIsCancelled(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		secretary := g.Actor("secretary")
		meeting, err := g.App.PlanSitting(g.ctx, secretary, app.NewSitting{
			Form: approval.InPerson, At: testkit.At("2018-03-07 15:00"), Place: i18n.Same("Room"), Items: []app.NewItem{{CaseID: id}},
		})
		must(t, err)
		g.refuses(g.App.MarkPresence(g.ctx, secretary, meeting, map[int64]approval.Attendance{g.Seats["member"]: approval.Present}), fault.KindInvalid, "vote.not_the_day")
		_, err = g.App.ConveneSitting(g.ctx, secretary, meeting)
		g.refuses(err, fault.KindConflict, "vote.not_the_day")
		g.refuses(g.App.ChangeAgenda(g.ctx, secretary, meeting, app.AgendaChange{Withdraw: []int64{g.sitting(meeting).Items[0].ID}}), fault.KindInvalid, "fault.required")
		must(t, g.App.ChangeAgenda(g.ctx, secretary, meeting, app.AgendaChange{Withdraw: []int64{g.sitting(meeting).Items[0].ID}, Reason: "Not ready"}))
		_, err = g.App.ConveneSitting(g.ctx, secretary, meeting)
		g.refuses(err, fault.KindConflict, "vote.no_items")
		must(t, g.App.ChangeAgenda(g.ctx, secretary, meeting, app.AgendaChange{Add: []app.NewItem{{CaseID: id, Motion: approval.MotionReject}}}))
		if a := g.agenda(meeting); len(a) != 1 || a[0].Motion != approval.MotionReject {
			t.Errorf("the agenda is %+v", a)
		}
		g.refuses(g.App.CancelSitting(g.ctx, secretary, meeting, " "), fault.KindInvalid, "fault.required")
		must(t, g.App.CancelSitting(g.ctx, secretary, meeting, "The chair is ill"))
		g.refuses(g.App.CancelSitting(g.ctx, secretary, meeting, "Again"), fault.KindConflict, "vote.sitting_wrong_step")
		g.written(id, approval.MotionApprove) // it may go elsewhere
	})
}

func TestRulesOfABody(t *testing.T) {
	groups(t, func(g *group) {
		admin, group := g.Actor("admin"), g.Bodies["working-group"]
		other := approval.DefaultRules
		other.Majority, other.QuorumNum, other.QuorumDen, other.ActRequired = approval.MajorityOfCast, 1, 2, false
		must(t, g.App.SaveRules(g.ctx, admin, group, other, testkit.Day("2018-03-12"), "Order No. 7"))
		if e := lastEntry(t, g.World); e.Action != "body.rules_set" || e.Entity != "body" || after(t, e)["majority"] != "cast" || after(t, e)["vote_days"] != nil {
			t.Errorf("the entry is %+v", e)
		}
		id := g.zoneCase()
		_, vote := g.written(id, approval.MotionApprove)
		if v := g.loaded(vote); v.Rules != approval.DefaultRules {
			t.Errorf("before the day the rules are %+v", v.Rules)
		}
		g.vote(vote, approval.For, members...)
		_, err := g.App.CloseVote(g.ctx, g.Actor("chair"), vote)
		must(t, err)
		if g.state(id) != approval.Approved {
			t.Errorf("under rules that ask for an act the case is %s", g.state(id))
		}
		g.wait("2018-03-12 09:00")
		second := g.zoneCaseOf("ontustik")
		_, vote = g.second(second)
		must(t, g.App.SaveRules(g.ctx, admin, group, approval.DefaultRules, testkit.Day("2018-03-12"), "Back"))
		if v := g.loaded(vote); v.Rules != other {
			t.Errorf("the open vote has the rules %+v", v.Rules)
		}
		g.vote(vote, approval.For, members[:3]...)
		g.vote(vote, approval.Against, members[3:5]...)
		g.wait("2018-03-31 00:00")
		must(t, g.App.CloseDueVotes(g.ctx))
		if got := g.state(second); got != approval.InForce {
			t.Errorf("under rules without an act the case is %s", got)
		}
	})
}

func TestRulesThatAreRefused(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		admin, group, day := w.Actor("admin"), w.Bodies["working-group"], testkit.Day("2018-03-05")
		for _, tt := range []struct {
			name, key string
			change    func(*approval.Rules)
		}{
			{"the rules that are in force", "vote.rules_same", func(*approval.Rules) {}},
			{"a quorum of more than all", "vote.rule_quorum", func(r *approval.Rules) { r.QuorumNum = 4 }},
			{"a quorum of nothing", "vote.rule_quorum", func(r *approval.Rules) { r.QuorumNum = 0 }},
			{"parts of nothing", "vote.rule_range", func(r *approval.Rules) { r.QuorumDen = 0 }},
			{"at least nobody", "vote.rule_range", func(r *approval.Rules) { r.QuorumLeast = 0 }},
			{"no majority", "fault.required_choice", func(r *approval.Rules) { r.Majority = "some" }},
			{"no rule of signing", "fault.required_choice", func(r *approval.Rules) { r.Signature = "" }},
			{"no time for an opinion", "vote.rule_range", func(r *approval.Rules) { r.OpinionDays = 0 }},
			{"a vote of a year", "vote.rule_range", func(r *approval.Rules) { r.VoteDays = 365 }},
		} {
			r := approval.DefaultRules
			tt.change(&r)
			if f := fault.Of(w.App.SaveRules(t.Context(), admin, group, r, day, "Why")); f == nil || said(f) != tt.key {
				t.Errorf("%s: %v, want %s", tt.name, f, tt.key)
			}
		}
		other := approval.DefaultRules
		other.VoteDays = 7
		for why, err := range map[string]error{
			"vote.rules_backdated": w.App.SaveRules(t.Context(), admin, group, other, day.AddDays(-1), "Why"),
			"fault.required":       w.App.SaveRules(t.Context(), admin, group, other, day, " "),
			"fault.not_found":      w.App.SaveRules(t.Context(), admin, w.Bodies["centre"], other, day, "Why"),
		} {
			if f := fault.Of(err); f == nil || said(f) != why {
				t.Errorf("%v, want %s", err, why)
			}
		}
		for _, who := range testkit.Everyone {
			if err := w.App.SaveRules(t.Context(), w.Actor(who), group, other, day, "Why"); who != "admin" && !fault.Is(err, fault.KindNotFound) || who == "admin" && err != nil {
				t.Errorf("%s: %v", who, err)
			}
		}
	})
}

// A substitute votes from the seat, and the seat has one vote.
func TestASubstituteVotesFromTheSeat(t *testing.T) {
	groups(t, func(g *group) {
		_, vote := g.written(g.zoneCase(), approval.MotionApprove)
		g.vote(vote, approval.Against, "member")
		must(t, g.App.Substitute(g.ctx, g.Actor("member"), g.Seats["member"], g.People["nobody"], testkit.Day("2018-03-05"), testkit.Day("2018-03-20"), "On leave"))
		g.vote(vote, approval.For, "nobody")
		v := g.loaded(vote)
		if b := v.Ballot(g.Seats["member"]); len(v.Ballots) != 2 || v.Count().Voted() != 1 || b.PersonID != g.People["nobody"] || b.Choice != approval.For {
			t.Errorf("%d ballots, counted %+v, %+v", len(v.Ballots), v.Count(), b)
		}
		if e := lastEntry(t, g.World); e.Seat != "member" || e.ActorID != g.People["nobody"] {
			t.Errorf("the entry says %s from the seat %s", e.ActorName, e.Seat)
		}
	})
}

func (g *group) agenda(sitting int64) []approval.AgendaItem {
	g.t.Helper()
	s := g.sitting(sitting)
	return s.Agenda()
}
