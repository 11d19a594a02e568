package store_test

import (
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// The list says of each case what the case says of itself, to everybody on any
// day, and shows nobody more.
func TestTheListOfCasesSaysWhatTheCasesSay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, secretary := t.Context(), w.Actor("secretary")
		zone := func(programme string) int64 {
			t.Helper()
			id, err := w.App.SubmitZone(ctx, w.Actor("head."+programme), w.Zones["zone-"+programme], app.CaseText{Brief: i18n.Same("Why")})
			must(t, err)
			return id
		}
		var instants []time.Time
		then := func(day string) {
			instants = append(instants, w.Store.Instant())
			w.Clock.Set(day)
		}
		one := zone("astana")
		then("2018-03-06 10:00")
		must(t, w.App.AssignExperts(ctx, secretary, one, []int64{w.Seats["expert"]}, testkit.Day("2018-03-30")))
		two := zone("ontustik")
		then("2018-03-07 10:00")
		must(t, w.App.ReturnCase(ctx, secretary, one, []approval.Remarked{{Text: "Too large"}}))
		must(t, w.App.Withdraw(ctx, w.Actor("head.ontustik"), two, "Later"))
		then("2018-03-08 10:00")
		c, err := w.Store.Read(access.System(), w.Store.Instant()).Case(ctx, one)
		must(t, err)
		must(t, w.App.AnswerRemark(ctx, w.Actor("manager.astana"), c.Remarks[0].ID, approval.AnswerAccepted, "Made smaller"))
		must(t, w.App.Resubmit(ctx, w.Actor("head.astana"), one, app.CaseText{Brief: i18n.Same("Why")}))
		instants = append(instants, w.Store.Instant())
		for _, who := range testkit.Everyone {
			for _, at := range instants {
				same(t, w, who, at)
			}
		}
		// Another process reads all at once what this one grew bit by bit.
		fresh, err := store.Open(ctx, store.Options{Database: w.Address, Clock: w.Clock.Now, Key: testkit.Key})
		must(t, err)
		t.Cleanup(func() { _ = fresh.Close() })
		w.Store = fresh
		for _, at := range instants {
			same(t, w, "official", at)
		}
	})
}

// same compares the list with the cases, as the person sees them at the instant.
func same(t *testing.T, w *testkit.World, who string, at time.Time) {
	t.Helper()
	actor := w.Actor(who)
	r := w.Store.Read(actor, at)
	roll, err := r.CaseRoll(t.Context())
	must(t, err)
	want, err := r.Cases(t.Context(), approval.Filter{})
	must(t, err)
	n := 0
	for got := range roll.For(actor) {
		if n == len(want) {
			t.Fatalf("%s sees № %d in the list only", who, got.ID)
		}
		c := want[n]
		n++
		step := c.Steps[len(c.Steps)-1]
		if got.ID != c.ID || got.Kind != c.Kind || got.ProgrammeID != c.ProgrammeID || got.SubjectID != c.SubjectID || got.State != c.State() ||
			got.Round != c.Round() || got.Route != c.Route() || got.Title != c.Title() || got.Fingerprint != c.Submission().Fingerprint ||
			!got.SinceTime().Equal(step.RecordedAt) || !got.SentTime().Equal(c.Submission().RecordedAt) || got.SeeAction() != c.SeeAction() {
			t.Errorf("%s: the list has %+v of %+v, the case is %s of round %d", who, got, got.Sent, c.State(), c.Round())
		}
		if found := roll.Case(actor, c.ID); found != got {
			t.Errorf("%s: № %d is not found by its number", who, c.ID)
		}
	}
	if n != len(want) {
		t.Errorf("%s sees %d cases in the list, and %d by themselves", who, n, len(want))
	}
}

// A page of the list costs the one query that it asks anyway, as long as nothing
// of any case was recorded.
func TestTheListOfCasesIsReadOnlyWhenItGrew(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		read := func() (*approval.Roll, int64) {
			t.Helper()
			ctx, n := store.CountQueries(t.Context())
			roll, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).CaseRoll(ctx)
			must(t, err)
			return roll, n.Load()
		}
		first, _ := read()
		if again, n := read(); n != 1 || again != first {
			t.Errorf("%d queries for what is known", n)
		}
		w.Report("astana 1.1", 50, "2018-04-06")
		if _, n := read(); n != 1 {
			t.Errorf("%d queries after a report", n)
		}
		_, err := w.App.SubmitZone(t.Context(), w.Actor("head.astana"), w.Zones["zone-astana"], app.CaseText{Brief: i18n.Same("Why")})
		must(t, err)
		if grown, n := read(); n != 4 || grown.Len() != first.Len()+1 {
			t.Errorf("%d queries, %d cases", n, grown.Len())
		}
	})
}
