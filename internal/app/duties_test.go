package app_test

import (
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/testkit"
)

// moves ends what a person holds with the day, and seats him elsewhere from the
// next, which it is then.
func moves(t *testing.T, w *testkit.World, who string, seatID int64) {
	t.Helper()
	today := civil.DateOf(w.Store.Now())
	grants, err := w.Store.Read(access.System(), w.Store.Instant()).Grants(t.Context(), w.People[who])
	must(t, err)
	for _, one := range grants {
		if one.Holds(today) {
			must(t, w.App.EndGrant(t.Context(), access.System(), one.ID, today, "Moves"))
		}
	}
	must(t, w.App.GrantSeat(t.Context(), access.System(), w.People[who], seatID, today.AddDays(1), civil.Date{}))
	w.Clock.Set(today.AddDays(1).String() + " 09:00")
}

// Duties that are kept apart are so in seats that are granted, not only lent:
// two votes, drafting and voting, and an administrator who seats himself.
func TestSeatsWhoseDutiesAreKeptApart(t *testing.T) {
	groups(t, func(g *group) {
		g.emptySeat("tenth")
		from, admin := testkit.Day("2018-03-05"), g.Actor("admin")
		for who, want := range map[string]string{
			"member": "seat account.duties_apart", "manager.astana": "seat account.duties_apart", "expert": "seat account.duties_apart",
			"auditor": "seat account.duties_apart", "admin": "seat admin.seat_oneself", "official": "",
		} {
			if got := key(g.App.GrantSeat(g.ctx, admin, g.People[who], g.emptySeat("of-"+strings.ReplaceAll(who, ".", "-")), from, from)); got != want {
				t.Errorf("%s in a voting seat: %q, want %q", who, got, want)
			}
		}
		must(t, g.App.Substitute(g.ctx, g.Actor("member2"), g.Seats["member2"], g.People["nobody"], testkit.Day("2018-03-12"), testkit.Day("2018-03-13"), "Leave"))
		if got := key(g.App.GrantSeat(g.ctx, admin, g.People["nobody"], g.Seats["tenth"], testkit.Day("2018-03-10"), civil.Date{})); got != "seat account.duties_apart" {
			t.Errorf("who substitutes in a voting seat got another: %q", got)
		}
	})
}

// Who voted for a seat and holds another one meanwhile has voted.
func TestNobodyVotesFromTwoSeats(t *testing.T) {
	groups(t, func(g *group) {
		g.emptySeat("tenth")
		_, vote := g.written(g.zoneCase(), approval.MotionApprove)
		g.vote(vote, approval.For, "member", "member2")
		moves(g.t, g.World, "member", g.Seats["tenth"])
		g.refuses(g.App.CastBallot(g.ctx, g.Actor("member"), vote, choice(approval.Against)), fault.KindForbidden, "vote.voted_already")
		v := g.loaded(vote)
		if c := v.Count(); c.For != 2 || c.Against != 0 {
			t.Errorf("counted %+v", c)
		}
	})
}
