package governance_test

import (
	"context"
	"fmt"
	"net/url"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	visitors "qadam/internal/testkit/visit"
	"qadam/internal/web"
)

// world is a served one whose working group has nine voting seats.
type world struct {
	*visitors.Site
	ctx context.Context
}

// group are those who vote, the chair first.
var group = []string{"chair", "member", "member2", "member3", "member4", "member5", "member6", "member7", "member8"}

func serve(t testing.TB) *world {
	t.Helper()
	return serveAs(t, web.Options{})
}

func serveAs(t testing.TB, o web.Options) *world {
	t.Helper()
	w := &world{Site: visitors.ServeAs(t, o), ctx: t.Context()}
	for _, who := range group[2:] {
		seat, err := w.App.AddSeat(w.ctx, access.System(), portfolio.Seat{
			BodyID: w.Bodies["working-group"], Code: who, Role: access.Member, Voting: true, Title: i18n.Same(who), Position: len(w.Seats),
		})
		w.must(err)
		person, err := w.App.AddPerson(w.ctx, access.System(), app.NewPerson{Email: who + testkit.Account, Name: "The " + who, Locale: i18n.EN})
		w.must(err)
		w.must(w.App.GrantSeat(w.ctx, access.System(), person, seat, testkit.Day("2018-01-08"), civil.Date{}))
		w.Seats[who], w.People[who] = seat, person
	}
	return w
}

func (w *world) must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func address(id int64) string { return fmt.Sprintf("/cases/%d", id) }

// zone sends the zone of a programme for its designation.
func (w *world) zone(programme string) int64 {
	w.T.Helper()
	id, err := w.App.SubmitZone(w.ctx, w.Actor("head."+programme), w.Zones["zone-"+programme], app.CaseText{Brief: i18n.Same("Because of the bridge")})
	w.must(err)
	return id
}

// change submits a version of Astana's roadmap in which line 1.2 ends later and
// costs more.
func (w *world) change() int64 {
	w.T.Helper()
	version, err := w.App.DraftVersion(w.ctx, w.Actor("manager.astana"), w.Programmes["astana"], 2018, "other", "The river was high")
	w.must(err)
	w.must(w.App.ChangeLine(w.ctx, w.Actor("manager.astana"), version, w.Milestones["astana 1.2"], func(p *portfolio.Plan) {
		p.Due = testkit.Due("2018-08-31")
		p.Costs[0].Amount *= 2
	}))
	w.must(w.App.SubmitRoadmap(w.ctx, w.Actor("head.astana"), version))
	return w.CaseOf(version).ID
}

// assign asks the expert for an opinion until 14 March.
func (w *world) assign(id int64) {
	w.T.Helper()
	w.must(w.App.AssignExperts(w.ctx, w.Actor("secretary"), id, []int64{w.Seats["expert"]}, testkit.Day("2018-03-14")))
}

// reviewed takes a case past its review: the expert recommends it.
func (w *world) reviewed(id int64) {
	w.T.Helper()
	w.assign(id)
	c, err := w.Store.Read(access.System(), w.Store.Instant()).Case(w.ctx, id)
	w.must(err)
	o := approval.Opinion{Verdict: approval.Recommended, Summary: "Good"}
	for _, one := range c.Kind.Rule().Criteria {
		o.Scores = append(o.Scores, approval.Score{Criterion: one, Score: 4, Text: "Well founded"})
	}
	w.must(w.App.GiveOpinion(w.ctx, w.Actor("expert"), id, o))
}

// voting opens a written vote on a case until 16 March and returns its key.
func (w *world) voting(id int64) int64 {
	w.T.Helper()
	w.reviewed(id)
	sitting, err := w.App.PlanSitting(w.ctx, w.Actor("secretary"), app.NewSitting{
		Form: approval.Written, ClosesOn: testkit.Day("2018-03-16"), Items: []app.NewItem{{CaseID: id, Motion: approval.MotionApprove}},
	})
	w.must(err)
	_, err = w.App.ConveneSitting(w.ctx, w.Actor("secretary"), sitting)
	w.must(err)
	c, err := w.Store.Read(access.System(), w.Store.Instant()).Case(w.ctx, id)
	w.must(err)
	return c.Votes[len(c.Votes)-1].ID
}

func (w *world) cast(vote int64, who string, choice approval.Choice) {
	w.T.Helper()
	w.must(w.App.CastBallot(w.ctx, w.Actor(who), vote, approval.Ballot{SeatID: w.Seats[who], Choice: choice, Reason: "As I said"}))
}

// values are what a form sends.
func values(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}
