package app_test

import (
	"context"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// confidence is what an expert says of the project sergek.
func confidence(w *testkit.World) app.Assessment {
	return app.Assessment{
		ProjectID: w.Projects["sergek"], Party: portfolio.Centre, Confidence: portfolio.AmberRed, Rationale: "No contract yet",
		Document: app.Document{Number: "14", Dated: testkit.Day("2018-03-02")}, ReviewOn: testkit.Day("2018-06-01"),
	}
}

func owned(w *testkit.World) app.Assessment {
	return app.Assessment{ProjectID: w.Projects["sergek"], Party: portfolio.Owner, Confidence: portfolio.ConfidenceGreen, Rationale: "All is well"}
}

func ratings(t *testing.T, w *testkit.World, asOf string) *portfolio.RatingBook {
	t.Helper()
	at := w.Store.Instant()
	if asOf != "" {
		at = testkit.Day(asOf).EndOfDay()
	}
	b, err := w.Store.Read(w.Actor("official"), at).Ratings(t.Context())
	must(t, err)
	return b
}

func TestAProjectIsRated(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		expert, manager, project := w.Actor("expert"), w.Actor("manager.astana"), w.Projects["sergek"]
		must(t, w.App.RateProject(t.Context(), expert, confidence(w)))
		e := lastEntry(t, w)
		want := `{"confidence":"amber_red","document_date":"2018-03-02","document_number":"14","rationale":"No contract yet","review_on":"2018-06-01"}`
		if e.Action != "rating.centre" || e.Entity != "rating" || e.EntityID != project || e.Seat != "expert" || e.After != want {
			t.Errorf("%s %s %d by %s: %s", e.Action, e.Entity, e.EntityID, e.Seat, e.After)
		}
		must(t, w.App.RateProject(t.Context(), expert, confidence(w))) // sent twice
		w.Clock.Set("2018-03-06 10:00")
		must(t, w.App.RateProject(t.Context(), manager, owned(w)))
		b := ratings(t, w, "")
		if n := len(b.Ratings(project)); n != 2 {
			t.Fatalf("%d ratings, want 2", n)
		}
		three := portfolio.Three{Owner: b.Latest(project, portfolio.Owner), Centre: b.Latest(project, portfolio.Centre)}
		if three.Apart() != 3 || three.Owner.RecordedBy != manager.ID || three.Centre.Age(testkit.Day("2018-03-06")) != 1 {
			t.Errorf("%+v", three)
		}
		// As of a day only what was said by then.
		if b := ratings(t, w, "2018-03-05"); b.Latest(project, portfolio.Owner) != nil || b.Latest(project, portfolio.Centre) == nil {
			t.Error("the owner rated a day later")
		}
		// The newer rating was not seen.
		again := confidence(w)
		again.Confidence = portfolio.ConfidenceRed
		if err := w.App.RateProject(t.Context(), expert, again); !fault.Is(err, fault.KindConflict) {
			t.Errorf("over a rating that was not seen: %v", err)
		}
		again.Seen = three.Centre.ID
		must(t, w.App.RateProject(t.Context(), expert, again))
		if got := ratings(t, w, "").Latest(project, portfolio.Centre).Confidence; got != portfolio.ConfidenceRed {
			t.Errorf("the centre says %s", got)
		}
	})
}

func TestARatingThatIsRefused(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		bare := confidence(w)
		bare.Document, bare.ReviewOn = app.Document{}, testkit.Day("2018-03-05")
		err := w.App.RateProject(t.Context(), w.Actor("expert"), bare)
		if f := fault.FieldsOf(err); len(f) != 2 || f[0].Key != "rating.needs_evidence" || f[1].Key != "rating.review_ahead" {
			t.Errorf("%v", err)
		}
		computed := owned(w)
		computed.Party = portfolio.Computed
		if err := w.App.RateProject(t.Context(), access.System(), computed); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("the computed rating is nobody's: %v", err)
		}
		id, err := w.App.AddProject(t.Context(), w.Actor("manager.astana"), newProject(w))
		must(t, err)
		drafted, before := confidence(w), entries(t, w)
		drafted.ProjectID = id
		if err := w.App.RateProject(t.Context(), w.Actor("expert"), drafted); key(err) != "rating.not_in_force" || !fault.Is(err, fault.KindConflict) || entries(t, w) != before {
			t.Errorf("a project that is only drafted: %v", err)
		}
		must(t, w.App.EndProject(t.Context(), w.Actor("head.astana"), w.Projects["sergek"], portfolio.Terminated, testkit.Day("2018-03-05"), "No money", "7"))
		if err := w.App.RateProject(t.Context(), w.Actor("expert"), confidence(w)); !fault.Is(err, fault.KindConflict) {
			t.Errorf("a project that ended: %v", err)
		}
		if n := len(ratings(t, w, "").Ratings(w.Projects["sergek"])); n != 0 {
			t.Errorf("%d ratings were kept", n)
		}
	})
}

// The whole of a run of red months: nothing at two, a review at three, the
// ministry's list at twelve, the end; and however often the job looks, once.
func TestAProjectThatStaysRedIsEscalated(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		lines := []struct{ name, from string }{{"astana 1.1", "2018-02"}, {"astana 1.2", "2018-04"}, {"astana 1.3", "2018-07"}}
		month := func(month, first string) []portfolio.Escalation {
			t.Helper()
			w.Clock.Set(month + "-25 10:00")
			for _, l := range lines {
				if month >= l.from {
					w.Report(l.name, 10, "2019-12-20")
				}
			}
			w.Clock.Set(first + " 06:00")
			must(t, w.App.Escalate(t.Context()))
			before := entries(t, w)
			must(t, w.App.Escalate(t.Context()))
			if entries(t, w) != before {
				t.Errorf("%s: looked at twice, it did something twice", first)
			}
			return ratings(t, w, "").Escalations()
		}
		year := []string{"2018-03", "2018-04", "2018-05", "2018-06", "2018-07", "2018-08", "2018-09", "2018-10", "2018-11", "2018-12", "2019-01", "2019-02", "2019-03"}
		for i := range 12 {
			all := month(year[i], year[i+1]+"-01")
			want := 0
			switch {
			case i+1 >= 12:
				want = 2
			case i+1 >= 3:
				want = 1
			}
			if len(all) != want {
				t.Fatalf("after %s: %d escalations, want %d", year[i], len(all), want)
			}
			if i+1 == 3 {
				review(t, w, all[0])
			}
		}
		ministry := ratings(t, w, "").Escalations()[1]
		if e := lastEntry(t, w); e.Action != "escalation.listed" || ministry.Level != portfolio.MinistryLevel || ministry.Months != 12 ||
			ministry.FirstOn != testkit.Day("2018-03-31") || !ministry.HoldBy.IsZero() || len(ministry.Agenda.Months) != 12 {
			t.Errorf("%s %+v", e.Action, ministry)
		}
		if err := w.App.HoldEscalation(t.Context(), w.Actor("secretary"), held(ministry.ID, "2019-03-01")); !fault.Is(err, fault.KindConflict) {
			t.Errorf("the ministry's list has no review: %v", err)
		}
		// It is red no more.
		w.Clock.Set("2019-03-11 10:00")
		for _, l := range lines {
			w.SayDone(l.name, "2019-03-11")
			w.Accept(l.name, "2019-03-11")
		}
		w.Clock.Set("2019-04-01 06:00")
		must(t, w.App.Escalate(t.Context()))
		for _, e := range ratings(t, w, "").Escalations() {
			s := e.Step(portfolio.EscalationEnded)
			if s == nil || s.HappenedOn != testkit.Day("2019-03-31") || !e.Over() {
				t.Errorf("%s: %+v", e.Level, e.Steps)
			}
		}
		if b := ratings(t, w, "2019-03-31"); b.Escalated(w.Projects["sergek"]).Level != portfolio.MinistryLevel {
			t.Error("the day before it was on the list")
		}
	})
}

// A job that rested does what it would have done: the review of a run that is over
// by now is opened, and the end is the month-end at which it ended.
func TestAJobThatRestedMissesNoMonth(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		for _, month := range []string{"2018-03", "2018-04", "2018-05"} {
			w.Clock.Set(month + "-25 10:00")
			w.Report("astana 1.1", 10, "2019-12-20")
			if month > "2018-03" {
				w.Report("astana 1.2", 10, "2019-12-20")
			}
		}
		w.Clock.Set("2018-06-11 10:00")
		for _, l := range []string{"astana 1.1", "astana 1.2"} {
			w.SayDone(l, "2018-06-11")
			w.Accept(l, "2018-06-11")
		}
		w.Clock.Set("2018-08-02 06:00")
		must(t, w.App.Escalate(t.Context()))
		all := ratings(t, w, "").Escalations()
		if len(all) != 1 || all[0].Level != portfolio.ReviewLevel || all[0].LastOn != testkit.Day("2018-05-31") || all[0].Months != 3 || all[0].Agenda.On != all[0].LastOn ||
			all[0].HoldBy != testkit.Day("2018-09-01") || all[0].Over() {
			t.Fatalf("%+v", all)
		}
		if s := all[0].Step(portfolio.EscalationEnded); s == nil || s.HappenedOn != testkit.Day("2018-06-30") {
			t.Errorf("its run ended: %+v", s)
		}
		before := entries(t, w)
		must(t, w.App.Escalate(t.Context()))
		must(t, app.New(w.Store, w.Files).Escalate(t.Context())) // begun anew
		if entries(t, w) != before {
			t.Error("looked at again, it did something again")
		}
	})
}

// The job goes on from the month-end to which it came, in whichever process: one
// question when there is nothing to do, and as much work for a missed month as for
// a month.
func TestTheJobGoesOnWhereItCame(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		red := func(month string) {
			w.Clock.Set(month + "-25 10:00")
			w.Report("astana 1.1", 10, "2019-12-20")
			if month > "2018-03" {
				w.Report("astana 1.2", 10, "2019-12-20")
			}
		}
		work := func(day string) int64 { // of a process that begins
			t.Helper()
			w.Clock.Set(day + " 06:00")
			s, err := store.Open(t.Context(), store.Options{Database: w.Address, Clock: w.Clock.Now, Key: testkit.Key})
			must(t, err)
			defer s.Close() //nolint:errcheck // what it wrote is committed
			ctx, n := store.CountQueries(t.Context())
			must(t, app.New(s, w.Files).Escalate(ctx))
			w.Clock.Add(time.Minute) // what another process wrote this very moment is not known yet
			return n.Load()
		}
		red("2018-03")
		work("2018-04-01")
		for _, day := range []string{"2018-04-01", "2018-04-30"} {
			if n := work(day); n != 1 {
				t.Errorf("begun again on %s it asked %d times, want once", day, n)
			}
		}
		red("2018-04")
		one := work("2018-05-02")
		red("2018-05")
		red("2018-06")
		two := work("2018-07-02") // a month was missed
		if one < 2 || two > 2*one+2 {
			t.Errorf("%d questions for a month, %d for two", one, two)
		}
		all := ratings(t, w, "").Escalations()
		if len(all) != 1 || all[0].LastOn != testkit.Day("2018-05-31") || all[0].Months != 3 || all[0].Agenda.On != all[0].LastOn {
			t.Errorf("%+v", all)
		}
		before := entries(t, w)
		if n := work("2018-07-31"); n != 1 || entries(t, w) != before {
			t.Errorf("it asked %d times and wrote %d entries", n, entries(t, w)-before)
		}
		// What it remembers is gone, say in a copy: it does all of it again, and nothing twice.
		must(t, w.Store.Remember(t.Context(), "escalated_until", ""))
		if n := work("2018-07-31"); n < two || entries(t, w) != before {
			t.Errorf("it asked %d times and wrote %d entries", n, entries(t, w)-before)
		}
		if n := work("2018-07-31"); n != 1 {
			t.Errorf("then it asked %d times", n)
		}
	})
}

func held(id int64, on string) app.Holding {
	return app.Holding{EscalationID: id, HeldOn: testkit.Day(on), Conclusion: "A new contractor by July", Number: "3"}
}

// review is the review that the third red month-end opened, on 1 June.
func review(t *testing.T, w *testkit.World, e portfolio.Escalation) {
	t.Helper()
	if entry := lastEntry(t, w); entry.Action != "escalation.opened" || entry.EntityID != e.ID || entry.ActorName != "Qadam" {
		t.Errorf("%s by %s", entry.Action, entry.ActorName)
	}
	if e.Level != portfolio.ReviewLevel || e.ProjectID != w.Projects["sergek"] || e.FirstOn != testkit.Day("2018-03-31") || e.HoldBy != testkit.Day("2018-07-01") {
		t.Errorf("%+v", e)
	}
	a := e.Agenda
	if a.On != testkit.Day("2018-05-31") || len(a.Months) != 3 || len(a.Lines) != 1 || a.Lines[0].Reason.Rule != portfolio.RulePastDue || a.Shares.Overdue != 20 {
		t.Errorf("the agenda: %+v", a)
	}
	secretary := w.Actor("secretary")
	for _, wrong := range []app.Holding{held(e.ID, "2018-05-31"), held(e.ID, "2018-06-02"), {EscalationID: e.ID, HeldOn: testkit.Day("2018-06-01")}} {
		if err := w.App.HoldEscalation(t.Context(), secretary, wrong); len(fault.FieldsOf(err)) != 1 {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	must(t, w.App.HoldEscalation(t.Context(), secretary, held(e.ID, "2018-06-01")))
	if entry := lastEntry(t, w); entry.Action != "escalation.held" || entry.Seat != "secretary" {
		t.Errorf("%s from %s: %s", entry.Action, entry.Seat, entry.After)
	}
	once := entries(t, w)
	must(t, w.App.HoldEscalation(t.Context(), secretary, held(e.ID, "2018-06-01"))) // sent twice
	if entries(t, w) != once {
		t.Error("sent twice, it was held twice")
	}
	if err := w.App.HoldEscalation(t.Context(), w.Actor("expert"), held(e.ID, "2018-06-01")); key(err) != "escalation.held_already" {
		t.Errorf("held by another: %v", err)
	}
	if known, err := w.Store.Read(w.Actor("official"), testkit.Day("2018-05-31").EndOfDay()).Escalation(t.Context(), e.ID); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("the day before it was not opened: %+v %v", known, err)
	}
}

var ratingAttempts = []attempt{
	{name: "rate as the owner", try: func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.RateProject(ctx, who, owned(w))
	}},
	{name: "rate as the centre", try: func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.RateProject(ctx, who, confidence(w))
	}},
	{name: "hold a review", set: escalated, try: func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.HoldEscalation(ctx, who, held(1, "2018-03-05"))
	}},
}

// escalated keeps a review of sergek, as the job would.
func escalated(w *testkit.World) {
	err := w.Store.Write(context.Background(), access.System(), func(tx *store.Tx) error {
		e := portfolio.Escalation{
			ProjectID: w.Projects["sergek"], ProgrammeID: w.Programmes["astana"], Level: portfolio.ReviewLevel,
			FirstOn: testkit.Day("2017-12-31"), LastOn: testkit.Day("2018-02-28"), Months: 3, HoldBy: testkit.Day("2018-04-04"),
		}
		if err := tx.AddEscalation(&e); err != nil {
			return err
		}
		return tx.Record("escalation.opened", e.ProgrammeID, "escalation", e.ID, audit.Change{})
	})
	if err != nil {
		w.T.Fatal(err)
	}
}
