package approval_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"qadam/internal/approval"
	"qadam/internal/portfolio"
)

// follows is the table of the plan, written again by hand: what a case may do.
var follows = map[approval.State]string{
	"":                 "submitted",
	approval.Submitted: "in_review reviewed approved returned rejected withdrawn void",
	approval.InReview:  "reviewed returned withdrawn void",
	approval.Reviewed:  "voting deferred returned withdrawn void",
	approval.Voting:    "approved returned rejected deferred reviewed void",
	approval.Deferred:  "voting returned withdrawn void",
	approval.Approved:  "in_force",
	approval.Returned:  "submitted",
	approval.Withdrawn: "submitted",
	approval.Void:      "submitted",
	approval.InForce:   "",
	approval.Rejected:  "",
}

// engine is a case with its votes, driven by a script of bytes: who does what,
// whether he may or not. It keeps its own books of what was admitted.
type engine struct {
	t      *testing.T
	script []byte
	at     time.Time
	c      approval.Case
	votes  []*approval.Vote
	cast   map[int64][]approval.Ballot // by vote: what was admitted
	ends   map[int64]approval.Count    // by vote: how it was closed
}

const seatsOfEngine = 7

func (e *engine) next() int {
	if len(e.script) == 0 {
		return 0
	}
	b := e.script[0]
	e.script = e.script[1:]
	return int(b)
}

// drive runs the script to its end and looks at everything after each action.
func drive(t *testing.T, script []byte) {
	e := &engine{t: t, script: script, at: time.Date(2018, 3, 1, 4, 0, 0, 0, time.UTC), cast: map[int64][]approval.Ballot{}, ends: map[int64]approval.Count{}}
	for len(e.script) > 0 {
		e.act()
		e.look()
	}
}

func (e *engine) act() {
	e.at = e.at.Add(time.Duration(e.next()) * time.Minute)
	switch e.next() % 16 {
	case 0:
		e.submit()
	case 1: // any state, asked for out of turn
		e.step(approval.States[e.next()%len(approval.States)])
	case 2, 3:
		e.step(approval.InReview)
	case 4:
		e.step(approval.Reviewed)
	case 5:
		e.open()
	case 6, 7:
		e.close()
	case 8:
		e.presence()
	default:
		e.ballot()
	}
}

func (e *engine) submit() {
	if !e.c.MayBecome(approval.Submitted) {
		return
	}
	routes := []approval.Route{approval.ByWorkingGroup, approval.ByWorkingGroup, approval.ByAkimat, approval.ByCentre}
	e.c.Submissions = append(e.c.Submissions, approval.Submission{
		Round: e.c.Round() + 1, Route: routes[e.next()%len(routes)], Drafters: portfolio.IDs{int64(e.next()%12) + 101}, Executors: portfolio.IDs{int64(e.next() % 9)},
	})
	e.step(approval.Submitted)
}

// step takes the case to a state if it may go there. A vote that is open keeps
// it where it is: only its closing ends Voting.
func (e *engine) step(s approval.State) {
	if !e.c.MayBecome(s) || e.c.State() == approval.Voting || s == approval.Voting {
		return
	}
	e.to(s)
}

func (e *engine) to(s approval.State) {
	e.c.Steps = append(e.c.Steps, approval.Step{State: s, Round: e.c.Round(), RecordedAt: e.at})
}

func (e *engine) open() {
	if !e.c.Ready() {
		return
	}
	var seats []approval.Elector
	for i := range seatsOfEngine + e.next()%2 {
		seat := int64(i%seatsOfEngine) + 1 // a seat twice is one seat
		seats = append(seats, approval.Elector{SeatID: seat, PersonID: 100 + seat*int64(e.next()%2), RepresentsID: seat, Chair: seat == 1})
	}
	sub := e.c.Submission()
	v := &approval.Vote{
		ID: int64(len(e.votes) + 1), Round: e.c.Round(), Motion: approval.Motions[e.next()%2], Form: approval.SittingForms[e.next()%2],
		Rules: approval.DefaultRules, Electorate: approval.Freeze(seats, sub.Drafters, sub.Executors),
	}
	v.Rules.Majority = approval.Majorities[e.next()%3]
	v.Rules.QuorumLeast = 1 + e.next()%4
	if v.Form == approval.Written {
		over := e.at.Add(time.Duration(e.next()) * time.Hour)
		v.ClosesAt = &over
	}
	e.votes = append(e.votes, v)
	e.to(approval.Voting)
}

func (e *engine) ballot() {
	if len(e.votes) == 0 {
		return
	}
	v := e.votes[e.next()%len(e.votes)]
	person, seat := int64(e.next()%8)+101, int64(e.next()%(seatsOfEngine+2))
	if e.next()%4 != 0 {
		seat = person - 100 // most people know where they sit
	}
	by := approval.Caster{PersonID: person, Seats: []int64{person - 100}, Drafted: e.c.Drafted(person)}
	if e.next()%4 == 0 {
		by.Seats = append(by.Seats, seat) // a substitute
	}
	b := ballot(seat, approval.Choices[e.next()%len(approval.Choices)])
	b.PersonID, b.RecordedAt = person, e.at
	if v.Admit(seat, by, e.at) != nil {
		return
	}
	switch {
	case !slices.Contains(by.Seats, seat):
		e.t.Fatalf("%d voted from seat %d, which is not his", person, seat)
	case v.Closing != nil || v.Over(e.at):
		e.t.Fatal("a ballot after the vote")
	case v.Electorate.Seat(seat).Recused != approval.NotRecused || by.Drafted:
		e.t.Fatal("a ballot of one who is recused")
	}
	v.Ballots = append(v.Ballots, b)
	e.cast[v.ID] = append(e.cast[v.ID], b)
}

func (e *engine) presence() {
	if len(e.votes) == 0 {
		return
	}
	v := e.votes[len(e.votes)-1]
	v.Presence = append(v.Presence, approval.Presence{SeatID: int64(e.next()%seatsOfEngine) + 1, Attendance: approval.Attendances[e.next()%3]})
}

func (e *engine) close() {
	if len(e.votes) == 0 {
		return
	}
	v := e.votes[e.next()%len(e.votes)]
	if v.MayClose(e.at) != nil {
		return
	}
	if v.Closing != nil {
		e.t.Fatal("a vote was closed twice")
	}
	v.Closing = &approval.VoteClosing{VoteID: v.ID, Outcome: v.Result(), Count: v.Count()}
	e.ends[v.ID] = v.Count()
	s, _ := v.Outcome().Case()
	if !e.c.MayBecome(s) {
		e.t.Fatalf("a vote that ended as %s cannot take a case from %s to %s", v.Outcome(), e.c.State(), s)
	}
	e.to(s)
}

// look holds the laws: no state outside the table, no seat counted twice, no
// vote lost, nothing changed after the end.
func (e *engine) look() {
	var before approval.State
	for _, s := range e.c.Steps {
		if !slices.Contains(strings.Fields(follows[before]), string(s.State)) {
			e.t.Fatalf("from %q to %q", before, s.State)
		}
		before = s.State
	}
	open := 0
	for _, v := range e.votes {
		if v.IsOpen() {
			open++
		}
		e.count(v)
	}
	if (open == 1) != (e.c.State() == approval.Voting) || open > 1 {
		e.t.Fatalf("%d votes are open while the case is %s", open, e.c.State())
	}
}

func (e *engine) count(v *approval.Vote) {
	if !slices.EqualFunc(v.Ballots, e.cast[v.ID], func(a, b approval.Ballot) bool {
		return a.SeatID == b.SeatID && a.PersonID == b.PersonID && a.Choice == b.Choice && a.RecordedAt.Equal(b.RecordedAt)
	}) {
		e.t.Fatalf("cast %v, kept %v", e.cast[v.ID], v.Ballots)
	}
	last := map[int64]approval.Choice{}
	for _, b := range e.cast[v.ID] {
		last[b.SeatID] = b.Choice
	}
	want := map[approval.Choice]int{}
	for _, c := range last {
		want[c]++
	}
	fixed := 0
	for _, s := range v.Electorate {
		if s.Recused != approval.NotRecused {
			fixed++
		}
	}
	c := v.Count()
	switch {
	case len(v.Electorate) != seatsOfEngine:
		e.t.Fatalf("%d seats in the electorate, want %d", len(v.Electorate), seatsOfEngine)
	case c.Seats+c.Recused != seatsOfEngine || c.Voted()+c.Missing+c.Absent != c.Seats:
		e.t.Fatalf("a seat is counted twice or not at all: %+v", c)
	case c.For != want[approval.For]+want[approval.ForWithCondition] || c.ForWithCondition != want[approval.ForWithCondition],
		c.Against != want[approval.Against], c.Abstain != want[approval.Abstain], c.Recused != want[approval.Recused]+fixed:
		e.t.Fatalf("counted %+v, cast %v", c, want)
	}
	if end, ok := e.ends[v.ID]; ok {
		end.Missing, end.Absent, c.Missing, c.Absent = 0, 0, 0, 0 // who is in the room afterwards changes nothing
		if end != c {
			e.t.Fatalf("the count has changed since the end: %+v, then %+v", c, end)
		}
	}
}

func FuzzEngine(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(scriptOf(rand.New(rand.NewPCG(seed, 4)), 400))
	}
	f.Fuzz(drive)
}

// TestRandomPeopleDoRandomThings drives the engine with a fixed number of
// scripts, and says what they reached: a driver that reaches nothing proves
// nothing.
func TestRandomPeopleDoRandomThings(t *testing.T) {
	const runs = 3000
	reached := map[approval.State]int{}
	outcomes := map[approval.Outcome]int{}
	for seed := range uint64(runs) {
		e := &engine{t: t, at: time.Date(2018, 3, 1, 4, 0, 0, 0, time.UTC), cast: map[int64][]approval.Ballot{}, ends: map[int64]approval.Count{}}
		e.script = scriptOf(rand.New(rand.NewPCG(seed, 2018)), 600)
		for len(e.script) > 0 {
			e.act()
			e.look()
		}
		for _, s := range e.c.Steps {
			reached[s.State]++
		}
		for _, v := range e.votes {
			outcomes[v.Outcome()]++
		}
	}
	for _, s := range approval.States {
		if reached[s] < 20 {
			t.Errorf("only %d of %d runs came through %s", reached[s], runs, s)
		}
	}
	for _, o := range []approval.Outcome{
		approval.OutcomeApproved, approval.OutcomeConditions, approval.OutcomeReturned, approval.OutcomeRejected, approval.OutcomeKept, approval.OutcomeDeferred,
	} {
		if outcomes[o] < 20 {
			t.Errorf("only %d votes ended as %s", outcomes[o], o)
		}
	}
}

func scriptOf(r *rand.Rand, n int) []byte {
	script := make([]byte, n)
	for i := range script {
		script[i] = byte(r.Uint32())
	}
	return script
}
