package store_test

import (
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// backends tests with both databases, and with a program without SQLite's text
// search.
func backends(t *testing.T, test func(t *testing.T, w *testkit.World)) {
	testkit.Worlds(t, test)
	t.Run("plainly", func(t *testing.T) {
		w := testkit.NewWorld(t, store.SQLite)
		w.Store.SearchPlainly(true)
		test(t, w)
	})
}

// inAlmaly makes a zone and a project that have the name of their district only by
// belonging to it.
func inAlmaly(t *testing.T, w *testkit.World) {
	t.Helper()
	who, astana := w.Actor("manager.astana"), w.Programmes["astana"]
	district := i18n.Text{KK: "Алмалы ауданы", RU: "Алмалинский район", EN: "Almaly district"}
	_, err := w.App.AddZone(t.Context(), who, portfolio.Zone{Code: "quarter", ProgrammeID: astana, Profile: portfolio.ZoneProfile{
		Name: i18n.Same("Quarter"), District: district, Geometry: `{"type":"Point","coordinates":[71.4,51.1]}`, Latitude: 51.1, Longitude: 71.4,
	}})
	must(t, err)
	_, err = w.App.AddProject(t.Context(), who, portfolio.Project{Code: "lamps", ProgrammeID: astana, Profile: portfolio.ProjectProfile{
		Name: i18n.Same("Lamps"), Area: district, Direction: "safety", Model: portfolio.PPP, Goals: portfolio.Codes{"life"}, Grade: "P",
	}})
	must(t, err)
}

// What belongs to a district is found by it as by its own name: not typed to the
// end, in another form and with an error.
func TestADistrictIsFoundByItsBeginningInOtherFormsAndWithErrors(t *testing.T) {
	backends(t, func(t *testing.T, w *testkit.World) {
		inAlmaly(t, w)
		r := w.Store.Read(w.Actor("manager.astana"), w.Store.Instant())
		const both = "project Lamps, zone Quarter"
		for text, want := range map[string]string{
			"алмалинский": both, "алмалин": both, "алмалин район": both, "алмалинского": both, "Almaly": both, "almal": both,
			"алмалинскый": both, "алмалинского района": both + ", near", "алмалниский": both + ", near", "алмолинск": both + ", near", "алмалин quarter": "zone Quarter", "lamps алмалинскго": "project Lamps",
		} {
			if got := found(t, r, text); got != want {
				t.Errorf("%q finds %s, want %s", text, got, want)
			}
		}
	})
}

// An index that another edition of the program made is made anew by whoever
// searches next, though it is up to the log.
func TestAnIndexOfAnotherEditionIsMadeAnew(t *testing.T) {
	backends(t, func(t *testing.T, w *testkit.World) {
		inAlmaly(t, w)
		r := w.Store.Read(w.Actor("manager.astana"), w.Store.Instant())
		if got := found(t, r, "quarter"); got != "zone Quarter" {
			t.Fatalf("before: %s", got)
		}
		db := w.Store.DB()
		must(t, db.Exec("DELETE FROM search_texts WHERE kind = 'zone'").Error)
		must(t, db.Exec("UPDATE search_texts SET about_key = 'old'").Error)
		if got := found(t, r, "quarter"); got != "" {
			t.Fatalf("of the same edition nothing is made anew: %s", got)
		}
		must(t, db.Exec("UPDATE search_state SET edition = edition - 1").Error)
		if got := found(t, r, "quarter"); got != "zone Quarter" {
			t.Errorf("anew: %s", got)
		}
		if n, err := w.Store.Index(t.Context()); err != nil || n != 0 {
			t.Errorf("once more: %d, %v", n, err)
		}
		if faults, err := w.Store.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Errorf("%q, %v", faults, err)
		}
	})
}
