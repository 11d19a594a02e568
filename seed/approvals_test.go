package seed_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/seed/demo"
)

// year is how the approvals of the play stand at an instant.
type year struct {
	cases    map[string]approval.Case // by programme, kind and number of the version or code of the subject
	sittings map[int]approval.Sitting
	duties   []approval.Condition
}

func approvals(t *testing.T, r *store.Reader) year {
	t.Helper()
	ctx := context.Background()
	y := year{cases: map[string]approval.Case{}, sittings: map[int]approval.Sitting{}}
	names := subjects(t, r)
	list, err := r.Cases(ctx, approval.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range list {
		c, err := r.Case(ctx, one.ID)
		if err != nil {
			t.Fatal(err)
		}
		y.cases[names[c.Kind.Rule().Subject][c.SubjectID]+" "+string(c.Kind)] = c
	}
	sittings, err := r.Sittings(ctx, store.SittingFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range sittings {
		s, err := r.Sitting(ctx, one.ID)
		if err != nil {
			t.Fatal(err)
		}
		y.sittings[s.Number] = s
	}
	if y.duties, err = r.Conditions(ctx, store.ConditionFilter{}); err != nil {
		t.Fatal(err)
	}
	return y
}

// subjects names what cases are about: "astana 1" for a version, otherwise the
// code.
func subjects(t *testing.T, r *store.Reader) map[string]map[int64]string {
	t.Helper()
	pictures, _, err := r.Pictures(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	versions, zones, projects := map[int64]string{}, map[int64]string{}, map[int64]string{}
	for _, p := range pictures {
		for _, m := range p.Roadmaps {
			for _, v := range m.Versions {
				versions[v.ID] = fmt.Sprint(p.Programme.Code, " ", v.Number)
			}
		}
		for _, z := range p.Zones {
			zones[z.ID] = z.Code
		}
		for _, one := range p.Projects {
			projects[one.ID] = one.Code
		}
	}
	return map[string]map[int64]string{approval.SubjectVersion: versions, approval.SubjectZone: zones, approval.SubjectProject: projects}
}

// vote is the vote on a case in a sitting of the play.
func (y year) vote(t *testing.T, sitting int, key string) *approval.Vote {
	t.Helper()
	s := y.sittings[sitting]
	for i := range s.Votes {
		if s.Votes[i].CaseID == y.cases[key].ID {
			return &s.Votes[i]
		}
	}
	t.Fatalf("sitting %d has no vote on %s", sitting, key)
	return nil
}

// TestApprovals holds how the cases of the play end and what they are told to
// show, on one play.
func TestApprovals(t *testing.T) {
	s := played(t, store.SQLite)
	y := approvals(t, s.Read(access.System(), s.Instant()))
	for name, holds := range map[string]func(*testing.T, *store.Store, year){
		"the endings": theEndingsOfApprovals, "no quorum, then a dissent": aVoteLapsesAndTheNextOneHasADissent, "a vote goes on": aVoteGoesOnWhenTheCurtainFalls,
		"who votes for whom": whoVotesForWhom, "returned with remarks": aRoadmapComesBackWithRemarks, "conditions": conditionsOfThePlay,
		"protocols": protocolsOfThePlay, "through the year": casesThroughTheYear,
	} {
		t.Run(name, func(t *testing.T) { holds(t, s, y) })
	}
}

func theEndingsOfApprovals(t *testing.T, _ *store.Store, y year) {
	for key, want := range map[string]approval.State{
		"astana 1 roadmap": approval.InForce, "astana 2 change": approval.InForce,
		"almaty 1 roadmap": approval.InForce, "almaty 2 change": approval.InForce, "almaty 3 change": approval.InForce,
		"ontustik 1 roadmap": approval.InForce, "ontustik 2 change": approval.Returned,
		"karaganda 1 roadmap": approval.InForce, "karaganda 2 change": approval.Voting,
		"aktobe 1 roadmap": approval.InForce, "aktobe 2 change": approval.InForce,
		"almaty-alatau zone": approval.InForce, "aktobe-video inclusion": approval.InForce,
		"karaganda-fixation inclusion": approval.Rejected, "astana-lighting inclusion": approval.Reviewed,
		"astana-school assessment": approval.InReview, "almaty-parking inclusion": approval.Submitted,
	} {
		if got := y.cases[key].State(); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	if c := y.cases["almaty 3 change"]; c.Route() != approval.ByAkimat || len(c.Opinions) > 0 {
		t.Errorf("the small change of Almaty went by %s", c.Route())
	}
	if c := y.cases["karaganda 2 change"]; len(c.Submissions) != 2 || c.Step(approval.Withdrawn).Reason == "" {
		t.Errorf("the change of Karaganda was sent %d times", len(c.Submissions))
	}
}

// The first vote on Aktobe's roadmap is a vector of rules.md §5: nine seats,
// five voted, deferred.
func aVoteLapsesAndTheNextOneHasADissent(t *testing.T, _ *store.Store, y year) {
	lapsed := y.vote(t, 4, "aktobe 1 roadmap")
	if n := lapsed.Closing.Count; lapsed.Closing.Outcome != approval.OutcomeDeferred || n.Seats != 9 || n.Voted() != 5 || n.Quorum != 6 || lapsed.Closing.RecordedBy != 0 {
		t.Errorf("the written vote closed %+v", lapsed.Closing)
	}
	passed := y.vote(t, 5, "aktobe 1 roadmap")
	if n := passed.Closing.Count; passed.Closing.Outcome != approval.OutcomeApproved || n.For != 7 || n.Against != 1 || n.Absent != 1 {
		t.Errorf("the next vote closed %+v", passed.Closing)
	}
	seat := passed.Electorate[7]
	if seat.Code != "working-group-member7" || !strings.Contains(passed.Dissent(seat.SeatID), "Прошу приложить") {
		t.Errorf("%s dissents: %q", seat.Code, passed.Dissent(seat.SeatID))
	}
}

func aVoteGoesOnWhenTheCurtainFalls(t *testing.T, _ *store.Store, y year) {
	v := y.vote(t, 12, "karaganda 2 change")
	n := v.Count()
	if !v.IsOpen() || n.Recused != 1 || n.Seats != 8 || n.Voted() != 5 || n.Quorum != 6 || n.Quorate() || v.Decided() {
		t.Errorf("the vote on Karaganda: %+v", n)
	}
	if e := v.Electorate[3]; e.Recused != approval.RecusedExecutor {
		t.Errorf("%s is recused as %q", e.Code, e.Recused)
	}
	if changes := v.Changes(v.Electorate[1].SeatID); len(changes) != 2 || changes[0].Choice != approval.Abstain {
		t.Errorf("member1 voted %+v", changes)
	}
	if v.ClosesAt == nil || civil.DateOf(v.ClosesAt.Add(-time.Minute)) != testkit.Day("2018-10-19") {
		t.Errorf("the vote closes at %v", v.ClosesAt)
	}
}

func whoVotesForWhom(t *testing.T, _ *store.Store, y year) {
	v := y.vote(t, 9, "aktobe 2 change")
	b := v.Ballot(v.Electorate[1].SeatID)
	if v.Closing.Outcome != approval.OutcomeConditions || b == nil || b.PersonID == v.Electorate[1].PersonID {
		t.Errorf("the substitute's ballot: %+v, %+v", b, v.Closing)
	}
	if r := y.vote(t, 6, "ontustik 1 roadmap").Recusal(v.Electorate[8].SeatID); r != approval.RecusedDeclared {
		t.Errorf("member8 is recused as %q", r)
	}
	recused := 0
	for _, e := range y.vote(t, 1, "astana 1 roadmap").Electorate {
		if e.Recused == approval.RecusedExecutor {
			recused++
		}
	}
	if recused != 3 {
		t.Errorf("%d seats of executors did not vote on Astana, want 3", recused)
	}
}

func aRoadmapComesBackWithRemarks(t *testing.T, _ *store.Store, y year) {
	v := y.vote(t, 11, "ontustik 2 change")
	if n := v.Closing.Count; v.Closing.Outcome != approval.OutcomeReturned || n.For != 4 || n.Needed != 5 || n.Against != 3 {
		t.Errorf("the vote on Ontustik closed %+v", v.Closing)
	}
	answered, open := 0, 0
	for _, r := range y.cases["ontustik 2 change"].Remarks {
		if r.Answer() != nil {
			answered++
		} else {
			open++
		}
	}
	if answered != 2 || open != 4 {
		t.Errorf("%d remarks are answered and %d are not", answered, open)
	}
}

func conditionsOfThePlay(t *testing.T, _ *store.Store, y year) {
	states := map[string]int{}
	for i := range y.duties {
		c := &y.duties[i]
		states[string(c.Kind)+" "+string(c.State())]++
		if c.Overdue(demo.Curtain.Day) {
			states["overdue"]++
			if !c.Blocks || !strings.Contains(c.Text.In(i18n.RU), "обязательств бюджета") {
				t.Errorf("overdue: %s", c.Text.In(i18n.RU))
			}
		}
		if c.Asked() != nil {
			states["more time asked"]++
		}
		if c.Due() != c.DueOn {
			states["prolonged"]++
		}
	}
	for what, want := range map[string]int{
		"overdue": 1, "condition accepted": 2, "condition reported": 1, "more time asked": 1, "prolonged": 1,
		"assignment accepted": 1, "assignment open": 2,
	} {
		if states[what] != want {
			t.Errorf("%s: %d, want %d of %v", what, states[what], want, states)
		}
	}
}

func protocolsOfThePlay(t *testing.T, s *store.Store, y year) {
	if len(y.sittings) != len(demo.Approvals().Sittings) {
		t.Errorf("%d sittings", len(y.sittings))
	}
	for n := 1; n <= 10; n++ {
		one := y.sittings[n]
		if got := one.State(); got != approval.SittingSigned {
			t.Errorf("sitting %d is %s", n, got)
		}
	}
	waiting := y.sittings[11]
	p, err := s.Read(access.System(), s.Instant()).ProtocolOf(context.Background(), waiting.ID)
	if err != nil || len(p.Protocol.Confirmations) != 1 || waiting.State() != approval.SittingHeld {
		t.Errorf("the protocol of 4 October: %d confirmations, %s, %v", len(p.Protocol.Confirmations), waiting.State(), err)
	}
}

// Where cases stood at the end of each month, by what was known then.
func casesThroughTheYear(t *testing.T, s *store.Store, _ year) {
	var out strings.Builder
	for _, day := range []string{"2018-01-31", "2018-02-08", "2018-02-28", "2018-03-16", "2018-03-31", "2018-04-30", "2018-06-30", "2018-08-31", "2018-09-30", "2018-10-14"} {
		y := approvals(t, s.Read(access.System(), testkit.Day(day).EndOfDay()))
		by := map[approval.State][]string{}
		for key, c := range y.cases {
			by[c.State()] = append(by[c.State()], key)
		}
		fmt.Fprintln(&out, day)
		for _, state := range approval.States {
			if n := len(by[state]); n > 0 {
				fmt.Fprintf(&out, "  %s %d: %s\n", state, n, strings.Join(slices.Sorted(slices.Values(by[state])), ", "))
			}
		}
		open := 0
		for _, c := range y.duties {
			if c.IsOpen() {
				open++
			}
		}
		fmt.Fprintf(&out, "  sittings %d, conditions and assignments %d, of which open %d\n", len(y.sittings), len(y.duties), open)
	}
	testkit.Golden(t, "approvals.golden", out.String())
}
