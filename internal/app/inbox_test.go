package app_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// waits are the tasks of somebody, in words, and whom they are for. The docket
// in memory must be what another process would read.
func (g *group) waits(who string) string {
	g.t.Helper()
	kept, err := g.Store.Read(access.System(), g.Store.Instant()).Docket(g.ctx)
	must(g.t, err)
	other, err := store.Open(g.ctx, store.Options{Database: g.Address, Clock: g.Clock.Now, Key: testkit.Key})
	must(g.t, err)
	defer other.Close()
	fresh, err := other.Read(access.System(), other.Instant()).Docket(g.ctx)
	must(g.t, err)
	if diff := cmp.Diff(fresh, kept, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(approval.Docket{})); diff != "" {
		g.t.Errorf("the docket in memory is stale (-fresh +kept):\n%s", diff)
	}
	today := civil.DateOf(g.Clock.Now())
	var words []string
	for _, t := range kept.Inbox(g.Actor(who), today) {
		word := string(t.Kind)
		if !t.Until.IsZero() {
			word += " " + t.Until.String()[5:]
		}
		if t.Late(today) {
			word += " late"
		}
		if t.For != "" {
			word += " for " + t.For
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

// whose holds what waits for each of the people; for all others nothing does.
func (g *group) whose(step string, want map[string]string) {
	g.t.Helper()
	for _, who := range append(slices.Clone(testkit.Everyone), "member2") {
		if got := g.waits(who); got != want[who] {
			g.t.Errorf("%s: for %s waits %q, want %q", step, who, got, want[who])
		}
	}
}

func TestAnInboxFollowsACase(t *testing.T) {
	groups(t, func(g *group) {
		ctx, secretary := g.ctx, g.Actor("secretary")
		day := testkit.Day
		g.whose("before", nil)
		id, err := g.App.SubmitZone(ctx, g.Actor("head.astana"), g.Zones["zone-astana"], app.CaseText{Brief: i18n.Same("Why")})
		must(t, err)
		g.whose("submitted", map[string]string{"expert": "assign", "secretary": "assign"})

		must(t, g.App.AssignExperts(ctx, secretary, id, []int64{g.Seats["expert"]}, day("2018-03-07")))
		g.whose("in review", map[string]string{"expert": "opinion 03-07"})
		must(t, g.App.Substitute(ctx, g.Actor("expert"), g.Seats["expert"], g.People["nobody"], day("2018-03-05"), day("2018-03-20"), ""))
		g.whose("while the expert is away", map[string]string{"expert": "opinion 03-07", "nobody": "opinion 03-07 for The expert"})
		g.wait("2018-03-10 09:00")
		if got := g.waits("expert"); got != "opinion 03-07 late" {
			t.Errorf("after the term %q waits", got)
		}
		must(t, g.App.EndDueReviews(ctx))
		g.whose("reviewed", map[string]string{"secretary": "agenda"})

		g.wait("2018-03-12 09:00")
		_, vote := g.written(id, approval.MotionApprove)
		ballot := map[string]string{"chair": "vote 03-16", "member": "vote 03-16", "member2": "vote 03-16"}
		g.whose("voting", ballot)
		must(t, g.App.Substitute(ctx, g.Actor("member"), g.Seats["member"], g.People["official"], day("2018-03-12"), day("2018-03-20"), ""))
		ballot["official"] = "vote 03-16 for The member"
		g.whose("while a member is away", ballot)
		g.vote(vote, approval.For, "official")
		delete(ballot, "official")
		delete(ballot, "member")
		g.whose("the seat has voted", ballot)
		g.vote(vote, approval.For, "chair", "member2", "member3", "member4", "member5")
		must(t, g.App.CastBallot(ctx, g.Actor("member6"), vote, demand(g, "2018-04-05")))
		_, err = g.App.CloseVote(ctx, secretary, vote)
		must(t, err)
		condition := map[string]string{"secretary": "act, protocol", "manager.astana": "condition 04-05", "head.astana": "condition 04-05"}
		if g.waits("secretary") != condition["secretary"] {
			condition["secretary"] = "protocol, act"
		}
		g.whose("approved", condition)
	})
}

// What was returned waits for those who submitted it: an answer to every remark,
// then another round.
func TestAnInboxOfRemarks(t *testing.T) {
	groups(t, func(g *group) {
		id := g.zoneCase()
		must(t, g.App.ReturnCase(g.ctx, g.Actor("secretary"), id, []approval.Remarked{{Text: "One"}, {Text: "Two"}}))
		g.whose("returned", map[string]string{"manager.astana": "remarks", "head.astana": "remarks"})
		for _, r := range g.theCase(id).Remarks {
			must(t, g.App.AnswerRemark(g.ctx, g.Actor("manager.astana"), r.ID, approval.AnswerAccepted, "Done"))
		}
		g.whose("answered", map[string]string{"head.astana": "resubmit"})
	})
}

// Reminders are made once: three working days before a term, one before, on the
// day and from then on daily; none on a day off.
func TestRemindersOfATerm(t *testing.T) {
	groups(t, func(g *group) {
		db := func() []portfolio.Letter {
			letters, err := g.Store.Read(access.System(), g.Store.Instant()).LettersOf(g.ctx, g.People["expert"])
			must(t, err)
			return letters
		}
		id, err := g.App.SubmitZone(g.ctx, g.Actor("head.astana"), g.Zones["zone-astana"], app.CaseText{Brief: i18n.Same("Why")})
		must(t, err)
		must(t, g.App.AssignExperts(g.ctx, g.Actor("secretary"), id, []int64{g.Seats["expert"]}, testkit.Day("2018-03-15")))
		before := len(db())
		// Friday 9 March is a day off; 15 March is a Thursday.
		for _, tt := range []struct {
			at   string
			want int
		}{
			{"2018-03-07 09:00", 0}, {"2018-03-09 09:00", 0}, {"2018-03-12 06:59", 0}, {"2018-03-12 07:00", 1}, {"2018-03-12 15:00", 1},
			{"2018-03-13 09:00", 1}, {"2018-03-14 09:00", 2}, {"2018-03-15 09:00", 3}, {"2018-03-16 09:00", 4}, {"2018-03-17 09:00", 4}, {"2018-03-19 09:00", 5},
		} {
			g.wait(tt.at)
			must(t, g.App.Remind(g.ctx))
			if got := len(db()) - before; got != tt.want {
				t.Errorf("%s: %d reminders, want %d", tt.at, got, tt.want)
			}
		}
		last := db()[before+4]
		if last.Kind != portfolio.LetterOpinion || last.Until != testkit.Day("2018-03-15") || last.Urgent || last.Link == "" || last.Says.RU == "" {
			t.Errorf("the reminder is %+v", last)
		}
	})
}
