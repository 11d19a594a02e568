package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

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

// group is a world whose working group has nine voting seats: the chair, the
// member and member2 to member8.
type group struct {
	*testkit.World
	t   *testing.T
	ctx context.Context
}

// groups runs the test in such a world on each database.
func groups(t *testing.T, test func(g *group)) {
	t.Helper()
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) { test(newGroup(t, w)) })
}

func newGroup(t *testing.T, w *testkit.World) *group {
	t.Helper()
	g := &group{World: w, t: t, ctx: t.Context()}
	for n := 2; n <= 8; n++ {
		g.seat(fmt.Sprintf("member%d", n), 0)
	}
	return g
}

// seat adds a voting seat of the working group that speaks for a body, with a
// person in it.
func (g *group) seat(who string, represents int64) {
	g.t.Helper()
	seat, err := g.App.AddSeat(g.ctx, access.System(), portfolio.Seat{
		BodyID: g.Bodies["working-group"], Code: who, Role: access.Member, Voting: true, Title: i18n.Same(who), Position: len(g.Seats), RepresentsID: represents,
	})
	must(g.t, err)
	person, err := g.App.AddPerson(g.ctx, access.System(), app.NewPerson{Email: who + testkit.Account, Name: "The " + who, Locale: i18n.EN})
	must(g.t, err)
	must(g.t, g.App.GrantSeat(g.ctx, access.System(), person, seat, testkit.Day("2018-01-08"), civil.Date{}))
	g.Seats[who], g.People[who] = seat, person
}

// members are the nine, the chair first.
var members = []string{"chair", "member", "member2", "member3", "member4", "member5", "member6", "member7", "member8"}

// zoneCase sends the zone of Astana for its designation and takes the case past
// its review.
func (g *group) zoneCase() int64 { return g.zoneCaseOf("astana") }

func (g *group) zoneCaseOf(programme string) int64 {
	g.t.Helper()
	id, err := g.App.SubmitZone(g.ctx, g.Actor("head."+programme), g.Zones["zone-"+programme], app.CaseText{Brief: i18n.Same("Why")})
	must(g.t, err)
	return g.review(id)
}

func (g *group) review(id int64) int64 {
	g.t.Helper()
	must(g.t, g.Store.Write(g.ctx, access.System(), func(tx *store.Tx) error {
		c, err := tx.Case(id)
		if err != nil {
			return err
		}
		if err := tx.AppendCaseStep(&approval.Step{CaseID: id, ProgrammeID: c.ProgrammeID, Round: c.Round(), State: approval.Reviewed}); err != nil {
			return err
		}
		return tx.Record("case.reviewed", c.ProgrammeID, "case", id, audit.Added(map[string]any{"state": approval.Reviewed}))
	}))
	return id
}

// written plans a written vote on the case, until Friday 16 March 2018, and
// begins it.
func (g *group) written(caseID int64, motion approval.Motion) (sitting, vote int64) {
	g.t.Helper()
	sitting, err := g.App.PlanSitting(g.ctx, g.Actor("secretary"), app.NewSitting{
		Form: approval.Written, ClosesOn: testkit.Day("2018-03-16"), Items: []app.NewItem{{CaseID: caseID, Motion: motion}},
	})
	must(g.t, err)
	state, err := g.App.ConveneSitting(g.ctx, g.Actor("secretary"), sitting)
	must(g.t, err)
	if state != approval.SittingConvened {
		g.t.Fatalf("the written vote is %s", state)
	}
	return sitting, g.sitting(sitting).Votes[0].ID
}

// meeting plans a meeting today at 15:00 on the cases.
func (g *group) meeting(cases ...int64) int64 {
	g.t.Helper()
	n := app.NewSitting{Form: approval.InPerson, At: testkit.At("2018-03-05 15:00"), Place: i18n.Same("Room 201")}
	for _, id := range cases {
		n.Items = append(n.Items, app.NewItem{CaseID: id})
	}
	id, err := g.App.PlanSitting(g.ctx, g.Actor("secretary"), n)
	must(g.t, err)
	return id
}

// present marks people present.
func (g *group) present(sitting int64, who ...string) {
	g.t.Helper()
	marks := map[int64]approval.Attendance{}
	for _, w := range who {
		marks[g.Seats[w]] = approval.Present
	}
	must(g.t, g.App.MarkPresence(g.ctx, g.Actor("secretary"), sitting, marks))
}

// vote has people cast one choice.
func (g *group) vote(vote int64, c approval.Choice, who ...string) {
	g.t.Helper()
	for _, w := range who {
		must(g.t, g.App.CastBallot(g.ctx, g.Actor(w), vote, choice(c)))
	}
}

// choice is a ballot with what its choice asks for.
func choice(c approval.Choice) approval.Ballot {
	b := approval.Ballot{Choice: c}
	if c == approval.Against || c == approval.Recused {
		b.Reason = "Because"
	}
	return b
}

func (g *group) sitting(id int64) approval.Sitting {
	g.t.Helper()
	s, err := g.Store.Read(access.System(), g.Store.Instant()).Sitting(g.ctx, id)
	must(g.t, err)
	return s
}

func (g *group) loaded(vote int64) approval.Vote {
	g.t.Helper()
	v, err := g.Store.Read(access.System(), g.Store.Instant()).Vote(g.ctx, vote)
	must(g.t, err)
	return v
}

func (g *group) state(caseID int64) approval.State {
	g.t.Helper()
	return g.theCase(caseID).State()
}

func (g *group) theCase(id int64) approval.Case {
	g.t.Helper()
	c, err := g.Store.Read(access.System(), g.Store.Instant()).Case(g.ctx, id)
	must(g.t, err)
	return c
}

// refuses wants the fault of the key, as the message or of a field, and an
// entry that says so unless it is only about how a form was filled in.
func (g *group) refuses(err error, kind fault.Kind, key string) {
	g.t.Helper()
	f := fault.Of(err)
	if f == nil || f.Kind != kind || said(f) != key {
		g.t.Errorf("got %v, want %s: %s", err, kind, key)
		return
	}
	if len(f.Fields) > 0 && strings.HasPrefix(key, "fault.") {
		return // a slip of the pen leaves none
	}
	e := lastEntry(g.t, g.World)
	if want := e.Entity + ".refused"; e.Action != want {
		g.t.Errorf("%s left no entry: the last one is %s", key, e.Action)
	} else if got := after(g.t, e)["refused"]; got != key {
		g.t.Errorf("the entry says %v, want %s", got, key)
	}
}

func said(f *fault.Error) string {
	if len(f.Fields) > 0 {
		return f.Fields[0].Key
	}
	return f.Key
}

// wait moves the clock to a time in Almaty.
func (g *group) wait(almaty string) { g.Clock.Set(almaty) }

// after is what an entry says that a thing is now.
func after(t *testing.T, e audit.Entry) map[string]any {
	t.Helper()
	var said map[string]any
	must(t, json.Unmarshal([]byte(e.After), &said))
	return said
}
