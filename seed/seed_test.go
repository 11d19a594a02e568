package seed_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/blob"
	"qadam/internal/civil"
	"qadam/internal/paper"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/seed"
	"qadam/seed/demo"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// played is a database in which the year 2018 was played.
func played(t *testing.T, dialect string) *store.Store {
	t.Helper()
	a, _ := again(t, dialect)
	return a.Store
}

func standing() *seed.Clock {
	return seed.NewClock(func() time.Time { return demo.Curtain.At() }, seed.Morning)
}

func opened(t *testing.T, database string, clock *seed.Clock) *app.App {
	t.Helper()
	s, err := store.Open(context.Background(), store.Options{Database: database, Clock: clock.Now, Key: testkit.Key})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(s, files)
	a.Print = paper.Protocol
	return a
}

func play(t *testing.T, a *app.App, clock *seed.Clock) {
	t.Helper()
	if err := seed.Reference(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	if err := seed.Demo(context.Background(), a, clock, "qadam-demo"); err != nil {
		t.Fatal(err)
	}
}

// again is a copy of the play, which is played once on each dialect, in a
// database of the test's own, and its clock.
func again(t *testing.T, dialect string) (*app.App, *seed.Clock) {
	t.Helper()
	database := testkit.Copied(t, dialect, "play", func(address string) {
		clock := standing()
		a := opened(t, address, clock)
		if _, err := a.Store.Migrate(context.Background()); err != nil {
			t.Fatal(err)
		}
		play(t, a, clock)
		if err := a.Store.Close(); err != nil { // a database that somebody holds is not copied
			t.Fatal(err)
		}
	})
	clock := standing()
	clock.Set(demo.Curtain.At())
	return opened(t, database, clock), clock
}

// story is what the play left behind, in numbers.
func story(t *testing.T, s *store.Store, on civil.Date) string {
	t.Helper()
	ctx := context.Background()
	at := on.EndOfDay()
	if on == civil.DateOf(s.Now()) {
		at = s.Instant()
	}
	r := s.Read(access.System(), at)
	pictures, _, err := r.Pictures(ctx)
	if err != nil {
		t.Fatal(err)
	}
	head, err := r.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	out := fmt.Sprintf("%s, audit head %s\n", on, head)
	next := ""
	for _, p := range pictures {
		b := p.Board(demo.Year)
		state := "none"
		if m := p.Roadmap(demo.Year); m != nil {
			for _, v := range m.Versions {
				state = fmt.Sprintf("%s, version %d %s", state, v.Number, v.State())
			}
		}
		c := b.Total
		out += fmt.Sprintf("%s %s: total %d, done %d (late %d), reported %d, overdue %d, at risk %d, on track %d, not started %d; stale %d, withdrawn %d, planned %s; owner %s; roadmap %s\n",
			p.Programme.Code, b.Health(), c.Total, c.Done, c.DoneLate, c.Reported, c.Overdue, c.AtRisk, c.OnTrack, c.NotStarted, c.Stale, c.Withdrawn, c.Planned,
			p.Term.Owner.Code, state)
		if m := p.Roadmap(demo.Year + 1); m != nil {
			next += fmt.Sprintf("%s %d: version %d %s\n", p.Programme.Code, m.Year, m.Versions[0].Number, m.Versions[0].State())
		}
	}
	return out + next
}

// The play is the same every time and on both databases: same numbers, same
// audit head (contract.md).
func TestThePlayIsTheSameEveryTime(t *testing.T) {
	days := []string{"2018-01-15", "2018-03-01", "2018-06-18", "2018-06-19", "2018-08-31", "2018-10-14", "2018-10-15"}
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		s := played(t, dialect)
		out := ""
		for _, d := range days {
			out += story(t, s, testkit.Day(d)) + "\n"
		}
		testkit.Golden(t, "play.golden", out)
	})
}

func TestTheChainOfThePlayIsSound(t *testing.T) {
	s := played(t, store.SQLite)
	v, err := s.VerifyAudit(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	if !v.Sound() || v.Entries < 900 || v.Checkpoints < 100 {
		t.Errorf("verdict %+v, want a sound chain with a checkpoint for each day on which something happened", v)
	}
}

// A page of a past day is the page of that day: what was known then cannot be
// changed by what was recorded since.
func TestThePastDoesNotMove(t *testing.T) {
	ctx := context.Background()
	a, clock := again(t, store.SQLite)
	s := a.Store
	yesterday := testkit.Day("2018-10-14")
	before, today := story(t, s, yesterday), story(t, s, testkit.Day("2018-10-15"))

	clock.Set(demo.Curtain.At().Add(time.Hour))
	line := openLine(t, s)
	manager := actor(t, s, "manager.astana@qadam.demo")
	progress := app.Progress{MilestoneID: line.MilestoneID, Percent: 100, Forecast: testkit.Day("2018-10-15"), Note: "ок", Seen: line.Facts.UpdateID, FormKey: "once"}
	progress.Forecast = progress.Forecast.AddDays(60)
	if err := a.ReportProgress(ctx, manager, progress); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, story(t, s, yesterday)); diff != "" {
		t.Errorf("yesterday changed (-was +is):\n%s", diff)
	}
	if story(t, s, testkit.Day("2018-10-15")) == today {
		t.Error("today did not change after a report of a forecast past the deadline")
	}
}

// openLine is a line of Astana that is on track.
func openLine(t *testing.T, s *store.Store) portfolio.Line {
	t.Helper()
	p, _, err := s.Read(access.System(), s.Instant()).PictureOf(context.Background(), "astana")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range p.Board(demo.Year).Lines {
		if l.Status == portfolio.OnTrack && len(l.Links) == 0 {
			return l
		}
	}
	t.Fatal("no line is on track")
	return portfolio.Line{}
}

func actor(t *testing.T, s *store.Store, email string) access.Actor {
	t.Helper()
	p, _, err := s.Credential(context.Background(), email)
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Actor(context.Background(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
