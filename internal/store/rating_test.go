package store_test

import (
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// rate has the manager say of sergek how sure he is of it.
func rate(t *testing.T, w *testkit.World, c portfolio.Confidence) {
	t.Helper()
	must(t, w.App.RateProject(t.Context(), w.Actor("manager.astana"), app.Assessment{
		ProjectID: w.Projects["sergek"], Party: portfolio.Owner, Confidence: c, Rationale: "Said to be " + string(c), Seen: app.AnyUpdate,
	}))
}

// What was said of projects costs the one query that a page asks anyway, as long
// as nothing of it changed; a past day has what was said by then, and what
// another process says is known at once.
func TestRatingsAreReadOnlyWhenTheyChanged(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		project := w.Projects["sergek"]
		read := func(s *store.Store, day string) (string, int64) {
			t.Helper()
			at := s.Instant()
			if day != "" {
				at = testkit.Day(day).EndOfDay()
			}
			ctx, n := store.CountQueries(t.Context())
			b, err := s.Read(w.Actor("official"), at).Ratings(ctx)
			must(t, err)
			if r := b.Latest(project, portfolio.Owner); r != nil {
				return string(r.Confidence), n.Load()
			}
			return "", n.Load()
		}
		is := func(s *store.Store, day, want string, queries int64) {
			t.Helper()
			if got, n := read(s, day); got != want || queries > 0 && n != queries {
				t.Errorf("on %q: %q with %d queries, want %q with %d", day, got, n, want, queries)
			}
		}
		is(w.Store, "", "", 0)
		is(w.Store, "", "", 1)
		w.Report("astana 1.1", 50, "2018-04-06")
		is(w.Store, "", "", 1) // a report says nothing of ratings
		rate(t, w, portfolio.ConfidenceGreen)
		is(w.Store, "", "green", 0)
		is(w.Store, "", "green", 1)
		w.Clock.Set("2018-03-07 10:00")
		rate(t, w, portfolio.ConfidenceAmber)
		is(w.Store, "", "amber", 0)
		is(w.Store, "2018-03-06", "green", 0)
		is(w.Store, "2018-03-06", "green", 1)
		is(w.Store, "2018-03-04", "", 0)
		// Another process, which has read all of it, is told by the log.
		other, err := store.Open(t.Context(), store.Options{Database: w.Address, Clock: w.Clock.Now, Key: testkit.Key})
		must(t, err)
		defer other.Close() //nolint:errcheck // only read
		is(other, "", "amber", 0)
		rate(t, w, portfolio.ConfidenceRed)
		w.Clock.Add(time.Minute)
		is(other, "", "red", 0)
		is(other, "", "red", 1)
		is(other, "2018-03-06", "green", 0)
		// Who sees no programme is told nothing.
		b, err := w.Store.Read(w.Actor("admin"), w.Store.Instant()).Ratings(t.Context())
		must(t, err)
		if len(b.Ratings(project)) != 0 {
			t.Error("the administrator reads ratings")
		}
	})
}

// The colours of a past day are kept, and those of today follow what is recorded,
// by whichever process.
func TestHealthsOfADay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-04-10 10:00")
		w.Report("astana 1.1", 60, "2018-04-20")
		other, err := store.Open(t.Context(), store.Options{Database: w.Address, Clock: w.Clock.Now, Key: testkit.Key})
		must(t, err)
		defer other.Close() //nolint:errcheck // only read
		is := func(s *store.Store, day string, want portfolio.Health, queries int64) {
			t.Helper()
			at := s.Instant()
			if day != "" {
				at = testkit.Day(day).EndOfDay()
			}
			ctx, n := store.CountQueries(t.Context())
			all, err := s.Read(access.System(), at).Colours(ctx)
			must(t, err)
			if got := all.Healths[w.Projects["sergek"]]; got != want || queries > 0 && n.Load() != queries {
				t.Errorf("on %q: %q with %d queries, want %q with %d", day, got, n.Load(), want, queries)
			}
		}
		is(w.Store, "", portfolio.Red, 0)
		is(other, "", portfolio.Red, 0)
		is(w.Store, "2018-03-30", portfolio.Amber, 0)
		is(w.Store, "2018-03-30", portfolio.Amber, 1)
		is(w.Store, "2018-01-20", "", 0) // in no roadmap in force
		w.SayDone("astana 1.1", "2018-04-10")
		w.Accept("astana 1.1", "2018-04-10")
		w.Report("astana 1.2", 10, "2018-06-20")
		w.Report("astana 1.3", 0, "2018-09-20")
		w.Clock.Add(time.Minute)
		is(other, "", portfolio.Green, 0)
		is(w.Store, "", portfolio.Green, 0)
		is(other, "2018-04-09", portfolio.Red, 0) // nothing of today is known then
		must(t, w.App.EndProject(t.Context(), w.Actor("head.astana"), w.Projects["sergek"], portfolio.Terminated, testkit.Day("2018-04-10"), "No money", "7"))
		w.Clock.Add(time.Minute)
		is(other, "", "", 0)
		is(w.Store, "", "", 0)
		is(w.Store, "2018-04-09", portfolio.Red, 0)
	})
}
