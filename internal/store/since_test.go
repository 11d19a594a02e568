package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// told are the news of all programmes in words.
func told(t *testing.T, w *testkit.World, who string, since time.Time) (string, int64) {
	t.Helper()
	ctx, n := store.CountQueries(t.Context())
	all, _, err := w.Store.Read(w.Actor(who), w.Store.Instant()).Since(ctx, since)
	must(t, err)
	var words []string
	for _, p := range all {
		for _, i := range p.Items {
			words = append(words, fmt.Sprintf("%s %s %d", i.Kind, i.Line.Number, i.Days))
		}
	}
	return strings.Join(words, ", "), n.Load()
}

// The news since an instant are the differences of two pictures; what is asked
// again costs the two questions for the heads of the log, however many lines
// there are.
func TestNewsSinceAnInstantAreKept(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-03-06 10:00")
		left := w.Store.Instant()
		w.Report("astana 1.1", 50, "2018-05-11")
		w.Clock.Set("2018-03-06 12:00")
		later := w.Store.Instant()
		got, first := told(t, w, "official", left)
		if !strings.Contains(got, "slipped 1.1") || !strings.Contains(got, "at_risk 1.1") {
			t.Fatalf("%q", got)
		}
		again, n := told(t, w, "official", left)
		if again != got || n != 2 || first <= n {
			t.Errorf("again %q with %d queries, first %d", again, n, first)
		}
		if got, n := told(t, w, "expert", later); got != "" || n != 2 {
			t.Errorf("since after it: %q, %d queries", got, n)
		}
		// Another who left between the same entries shares what stood then.
		if got, n := told(t, w, "secretary", left.Add(-time.Minute)); got == "" || n != 2 {
			t.Errorf("a minute earlier: %q, %d queries", got, n)
		}
		w.Report("astana 1.1", 55, "2018-03-30")
		if got, _ := told(t, w, "official", left); strings.Contains(got, "slipped") {
			t.Errorf("it was taken back, and still: %q", got)
		}
		if got, n := told(t, w, "admin", left); got != "" || n != 1 {
			t.Errorf("who may not see what is in force is told %q, %d queries", got, n)
		}
	})
}

// What a day alone changes is news too.
func TestADayThatEndsIsNews(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		left := w.Store.Instant()
		w.Clock.Set("2019-02-01 10:00")
		if got, _ := told(t, w, "official", left); !strings.Contains(got, "overdue 1.1 0") {
			t.Errorf("%q", got)
		}
	})
}

func TestDecisionsSinceAnInstant(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		before := w.Store.Instant()
		decided := func(who string, since time.Time) string {
			t.Helper()
			all, err := w.Store.Read(w.Actor(who), w.Store.Instant()).Decided(ctx, since)
			must(t, err)
			var words []string
			for _, d := range all {
				words = append(words, string(d.State))
			}
			return strings.Join(words, " ")
		}
		id, err := w.App.SubmitZone(ctx, w.Actor("head.astana"), w.Zones["zone-astana"], app.CaseText{Brief: i18n.Same("Why")})
		must(t, err)
		if got := decided("official", before); got != "" {
			t.Errorf("only submitted: %q", got)
		}
		must(t, w.App.ReturnCase(ctx, w.Actor("secretary"), id, []approval.Remarked{{Text: "Not complete"}}))
		for who, want := range map[string]string{"official": "returned", "head.astana": "returned", "manager.ontustik": "", "member": "", "nobody": ""} {
			if got := decided(who, before); got != want {
				t.Errorf("%s is told %q, want %q", who, got, want)
			}
		}
		if got := decided("official", w.Store.Instant()); got != "" {
			t.Errorf("since after it: %q", got)
		}
	})
}

func TestVisits(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, id := t.Context(), w.People["official"]
		here := func(at string) string {
			t.Helper()
			w.Clock.Set(at)
			must(t, w.Store.Visited(ctx, id))
			v, err := w.Store.Visit(ctx, id)
			must(t, err)
			if v.Since == nil {
				return ""
			}
			return v.Since.Sub(testkit.At("2018-03-06 00:00")).String()
		}
		for _, tt := range []struct{ at, since string }{
			{"2018-03-06 09:00", ""}, {"2018-03-06 09:29", ""}, {"2018-03-06 09:59:00", "9h29m0s"}, {"2018-03-06 10:20", "9h29m0s"}, {"2018-03-06 17:00", "10h20m0s"},
		} {
			if got := here(tt.at); got != tt.since {
				t.Errorf("at %s: since %q, want %q", tt.at, got, tt.since)
			}
		}
		must(t, w.Store.SeenNews(ctx, id, testkit.At("2018-03-06 17:01")))
		if got := here("2018-03-06 17:05"); got != "17h1m0s" {
			t.Errorf("after what is new was seen: %q", got)
		}
		if v, err := w.Store.Visit(ctx, w.People["expert"]); err != nil || v.Since != nil || !v.LastSeen.IsZero() {
			t.Errorf("somebody else: %+v, %v", v, err)
		}
	})
}

func TestViewsAreFoundByThoseTheyAreSharedWith(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		save := func(who, name string, shared portfolio.Sharing, programme string) int64 {
			t.Helper()
			id, err := w.App.SaveView(ctx, w.Actor(who), app.NewView{List: portfolio.ViewProjects, Name: name, Query: "status=red", Shared: shared, ProgrammeID: w.Programmes[programme]})
			must(t, err)
			return id
		}
		own := save("manager.astana", "Own", portfolio.Unshared, "")
		team := save("manager.astana", "Team", portfolio.SharedProgramme, "astana")
		all := save("official", "All", portfolio.SharedAll, "")
		for who, want := range map[string]string{
			"manager.astana": "Own Team All:official", "head.astana": "All:official Team:manager.astana", "manager.ontustik": "All:official", "official": "All", "expert": "All:official",
		} {
			r := w.Store.Read(w.Actor(who), w.Store.Instant())
			views, err := r.Views(ctx, portfolio.ViewProjects)
			must(t, err)
			var got []string
			for _, v := range views {
				word := v.Name
				if v.Owner != "" {
					word += ":" + strings.ReplaceAll(strings.TrimPrefix(v.Owner, "The "), " of ", ".")
				}
				got = append(got, word)
			}
			if len(got) != len(strings.Fields(want)) || !sameNames(got, strings.Fields(want)) {
				t.Errorf("%s finds %q, want %q", who, got, want)
			}
			for _, id := range []int64{own, team, all} {
				v, err := r.View(ctx, id)
				if found := err == nil; found != contains(views, id) || !found && !fault.Is(err, fault.KindNotFound) {
					t.Errorf("%s: view %d: %v, %v", who, id, v.Name, err)
				}
			}
			if none, err := r.Views(ctx, portfolio.ViewCases); err != nil || len(none) != 0 {
				t.Errorf("of another list: %v, %v", none, err)
			}
		}
	})
}

// sameNames compares what stands before the colons.
func sameNames(got, want []string) bool {
	for i := range got {
		g, _, shared := strings.Cut(got[i], ":")
		n, _, wanted := strings.Cut(want[i], ":")
		if g != n || shared != wanted {
			return false
		}
	}
	return true
}

func contains(views []portfolio.View, id int64) bool {
	for _, v := range views {
		if v.ID == id {
			return true
		}
	}
	return false
}

func TestStarsAreOfOnePerson(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, project := t.Context(), w.Projects["sergek"]
		stars := func(who string) portfolio.Favourites {
			t.Helper()
			f, err := w.Store.Read(w.Actor(who), w.Store.Instant()).Favourites(ctx)
			must(t, err)
			return f
		}
		for range 2 { // twice is once
			ok, err := w.Store.Star(ctx, w.People["official"], portfolio.FavouriteProject, project, true)
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
		}
		if f := stars("official"); !f.Has(portfolio.FavouriteProject, project) || f.Has(portfolio.FavouriteMilestone, project) || len(f[portfolio.FavouriteProject]) != 1 {
			t.Errorf("%v", f)
		}
		if f := stars("expert"); len(f) != 0 {
			t.Errorf("the expert has %v", f)
		}
		_, err := w.Store.Star(ctx, w.People["official"], portfolio.FavouriteProject, project, false)
		must(t, err)
		if f := stars("official"); len(f) != 0 {
			t.Errorf("afterwards %v", f)
		}
		for i := range int64(portfolio.FavouriteLimit) {
			if ok, err := w.Store.Star(ctx, w.People["expert"], portfolio.FavouriteMilestone, i+1, true); err != nil || !ok {
				t.Fatal(i, ok, err)
			}
		}
		if ok, err := w.Store.Star(ctx, w.People["expert"], portfolio.FavouriteMilestone, 10_000, true); err != nil || ok {
			t.Errorf("one more than there may be: %v, %v", ok, err)
		}
		if ok, err := w.Store.Star(ctx, w.People["expert"], portfolio.FavouriteProject, project, true); err != nil || !ok {
			t.Errorf("of another kind: %v, %v", ok, err)
		}
	})
}
