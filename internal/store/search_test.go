package store_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/search"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// found is what a person finds, as kind and name, in its order.
func found(t *testing.T, r *store.Reader, text string) string {
	t.Helper()
	f, err := r.Search(t.Context(), search.Ask{Text: text, Limit: 20})
	must(t, err)
	var all []string
	for _, h := range f.Hits {
		name := h.Title.EN
		if name == "" {
			name = strings.TrimSpace(h.Code + " " + h.Detail)
		}
		all = append(all, string(h.Kind)+" "+name)
	}
	if f.Near {
		all = append(all, "near")
	}
	return strings.Join(all, ", ")
}

func named(word string) i18n.Text {
	return i18n.Text{KK: word + " жарықтандыру", RU: word + " освещение улиц", EN: word + " lighting"}
}

// sealed makes a draft of everything: a project, a line, a zone and a contract
// that nobody has decided upon. What it returns are their keys.
func sealed(t *testing.T, w *testkit.World) (line, zone, contract int64) {
	t.Helper()
	ctx, who, astana := t.Context(), w.Actor("manager.astana"), w.Programmes["astana"]
	project, err := w.App.AddProject(ctx, who, portfolio.Project{Code: "sealed", ProgrammeID: astana, Profile: portfolio.ProjectProfile{
		Name: named("Sealed"), Direction: "safety", Model: portfolio.PPP, Goals: portfolio.Codes{"life"}, Grade: "P",
	}})
	must(t, err)
	version, err := w.App.DraftRoadmap(ctx, who, astana, 2019)
	must(t, err)
	line, err = w.App.AddLine(ctx, who, portfolio.Plan{
		VersionID: version, ProjectID: project, Title: named("Sealed"), Form: portfolio.FormAct, LeadID: w.Bodies["akimat-astana"],
		Start: testkit.Day("2019-01-08"), Due: testkit.Due("2019"),
	})
	must(t, err)
	zone, err = w.App.AddZone(ctx, who, portfolio.Zone{Code: "sealed-zone", ProgrammeID: astana, Profile: portfolio.ZoneProfile{Name: named("Sealed"), District: named("Left"), Geometry: `{"type":"Point","coordinates":[71.4,51.1]}`, Latitude: 51.1, Longitude: 71.4}})
	must(t, err)
	contract, err = w.App.DraftContract(ctx, who, app.Agreement{
		ProjectID: w.Projects["sergek"], FormKey: "sealed", Supplier: funding.Party{BIN: "180140000018", Name: "Sealed Light"},
		Terms: funding.Terms{Kind: funding.Memorandum, Number: "12-қ/7", CustomerID: w.Bodies["akimat-astana"]},
	})
	must(t, err)
	return line, zone, contract
}

// Titles of drafts, cases in preparation, proposed zones and drafted contracts
// are found by nobody who may not see them, not even with a typing error.
func TestSearchShowsOnlyWhatOneMayKnow(t *testing.T) {
	drafters := []string{"manager.astana", "head.astana", "official", "auditor"}
	submitted := append([]string{"expert", "secretary"}, drafters...)
	reviewed := append([]string{"chair", "member"}, submitted...)
	seers := append([]string{"manager.ontustik", "head.ontustik"}, reviewed...)
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		holds := func(step string, kinds map[search.Kind][]string) {
			t.Helper()
			for _, who := range testkit.Everyone {
				for _, text := range []string{"sealed", "seeled", "освещение", "жарыктандыру", "12-к/7", "180140000018"} {
					f, err := w.Store.Read(w.Actor(who), w.Store.Instant()).Search(ctx, search.Ask{Text: text, Limit: 20})
					must(t, err)
					for _, h := range f.Hits {
						if h.Kind != search.Document && h.ProgrammeID == w.Programmes["astana"] && !slices.Contains(kinds[h.Kind], who) ||
							h.Kind == search.Document && !slices.Contains(kinds[h.Kind], who) {
							t.Errorf("%s: %s finds the %s %q by %q", step, who, h.Kind, h.Title.EN+h.Code, text)
						}
					}
					if text == "sealed" {
						for _, kind := range slices.Sorted(maps.Keys(kinds)) {
							if slices.Contains(kinds[kind], who) && f.Counts[kind] == 0 {
								t.Errorf("%s: %s does not find the %s", step, who, kind)
							}
						}
					}
				}
			}
		}
		_, zone, contract := sealed(t, w)
		kinds := map[search.Kind][]string{search.Project: drafters, search.Milestone: drafters, search.Zone: drafters, search.Document: drafters}
		holds("drafted", kinds)

		id, err := w.App.SubmitZone(ctx, w.Actor("head.astana"), zone, app.CaseText{Brief: named("Brief")})
		must(t, err)
		kinds[search.Case] = submitted
		holds("submitted", kinds)

		must(t, w.App.AssignExperts(ctx, w.Actor("secretary"), id, []int64{w.Seats["expert"]}, testkit.Day("2018-03-12")))
		kinds[search.Case] = reviewed
		holds("in review", kinds)

		must(t, w.App.StepContract(ctx, w.Actor("manager.astana"), app.ContractMove{ContractID: contract, From: funding.ContractDraft, State: funding.ContractSigned, On: testkit.Day("2018-03-05")}))
		kinds[search.Document] = seers
		holds("signed", kinds)
	})
}

func TestSearchFindsInThreeLanguagesByNumberAndWithErrors(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		sealed(t, w)
		r := w.Store.Read(w.Actor("manager.astana"), w.Store.Instant())
		everything := "project Sealed lighting, milestone Sealed lighting, zone Sealed lighting"
		for text, want := range map[string]string{
			"astana sealed lighting":  everything,
			"освещение Astana":        everything,
			"жарық Ontustik":          "",
			"sealed":                  everything + ", document 12-қ/7 Sealed Light",
			"SEALED lighting":         everything,
			"жарықтандыру":            everything,
			"жарыктандыру":            everything, // typed on a Russian keyboard
			"Освещение":               everything,
			"освещением":              everything, // another form of the word
			"освещ":                   everything, // not typed to the end
			"освещение sealed":        everything,
			"освищение":               everything + ", near",
			"осевщение":               everything + ", near",
			"освещение nothing":       "",
			"ыуфдув":                  everything + ", document 12-қ/7 Sealed Light, near", // the keys of the other alphabet
			"osveshenie":              everything,
			"зона sealed":             "zone Sealed lighting",
			"освещение и sealed":      everything,
			"12-к/7":                  "document 12-қ/7 Sealed Light",
			"№ 12-Қ/7":                "document 12-қ/7 Sealed Light",
			"180140000018":            "document 12-қ/7 Sealed Light",
			"Договор 12-қ":            "document 12-қ/7 Sealed Light",
			"1.3":                     "milestone Line 1.3",
			"13":                      "",
			"kind_project":            "",
			"sealed' \\ ? @ $ ''":     everything + ", document 12-қ/7 Sealed Light",
			"'sealed\\":               everything + ", document 12-қ/7 Sealed Light",
			"$1 ?1 @name '' \\' \x00": "",
			"\" OR ' %_ ) & | ! :* -": "",
			"сборка'; DROP TABLE":     "",
		} {
			if got := found(t, r, text); got != want {
				t.Errorf("%q finds %s, want %s", text, got, want)
			}
		}
	})
}

func project(t *testing.T, w *testkit.World, code string) portfolio.Project {
	t.Helper()
	p, _, err := w.Store.Read(access.System(), w.Store.Instant()).PictureOf(t.Context(), "astana")
	must(t, err)
	for _, one := range p.Projects {
		if one.Code == code {
			return one
		}
	}
	t.Fatalf("no project %s", code)
	return portfolio.Project{}
}

// A page as of a day finds what was known then, by the name of then.
func TestSearchAsOfADay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		w.Clock.Set("2018-03-06 10:00")
		sealed(t, w)
		w.Clock.Set("2018-03-08 10:00")
		project := project(t, w, "sealed")
		profile := project.Profile
		profile.Name = named("Opened")
		must(t, w.Store.Write(ctx, w.Actor("manager.astana"), func(tx *store.Tx) error {
			if err := tx.AppendProjectProfile(&portfolio.ProjectProfile{ProjectID: project.ID, ProgrammeID: project.ProgrammeID, Name: profile.Name, Direction: profile.Direction, Model: profile.Model, Goals: profile.Goals, Grade: profile.Grade}); err != nil {
				return err
			}
			return tx.Record("project.edited", project.ProgrammeID, "project", project.ID, audit.Added(nil))
		}))
		for on, want := range map[string]string{
			"2018-03-05": "", "2018-03-06": "project Sealed lighting, milestone Sealed lighting, zone Sealed lighting, document 12-қ/7 Sealed Light",
			"2018-03-08": "project Opened lighting, milestone Sealed lighting, zone Sealed lighting, document 12-қ/7 Sealed Light",
		} {
			if got := found(t, w.Store.Read(w.Actor("official"), testkit.Day(on).EndOfDay()), "sealed"); got != want {
				t.Errorf("on %s: %s, want %s", on, got, want)
			}
		}
		if got := found(t, w.Store.Read(w.Actor("official"), w.Store.Instant()), "opened"); got != "project Opened lighting" {
			t.Errorf("today: %s", got)
		}
	})
}

// What another process records is found at once, and by a third one whose clock
// is slow.
func TestSearchFindsWhatAnotherProcessRecorded(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		other, err := store.Open(t.Context(), store.Options{Database: w.Address, Clock: w.Clock.Now})
		must(t, err)
		defer other.Close()
		if got := found(t, other.Read(w.Actor("official"), other.Instant()), "sealed"); got != "" {
			t.Errorf("before: %s", got)
		}
		sealed(t, w)
		for name, s := range map[string]*store.Store{"this": w.Store, "the other": other} {
			if got := found(t, s.Read(w.Actor("official"), w.Store.Instant()), "sealed"); strings.Count(got, ",") != 3 {
				t.Errorf("%s process: %s", name, got)
			}
		}
		faults, err := other.Check(t.Context())
		if err != nil || len(faults) > 0 {
			t.Errorf("%q, %v", faults, err)
		}
	})
}

// A copy has the index of its own instant, and goes on from there.
func TestSearchInACopy(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		found(t, w.Store.Read(w.Actor("official"), w.Store.Instant()), "sealed")
		if w.Store.Dialect() != store.SQLite {
			return // pg_dump: see backup
		}
		file := t.TempDir() + "/copy.db"
		must(t, w.Store.Backup(t.Context(), file))
		sealed(t, w)
		found(t, w.Store.Read(w.Actor("official"), w.Store.Instant()), "sealed")
		again, err := store.Open(t.Context(), store.Options{Database: file, Clock: w.Clock.Now})
		must(t, err)
		defer again.Close()
		r := again.Read(access.System(), w.Store.Instant())
		if got := found(t, r, "sealed"); got != "" {
			t.Errorf("the copy knows %s", got)
		}
		if got := found(t, r, "sergek"); got != "project Project sergek" {
			t.Errorf("the copy finds %s", got)
		}
		faults, err := again.Check(t.Context())
		if err != nil || len(faults) > 0 {
			t.Errorf("%q, %v", faults, err)
		}
	})
}

func TestCheckFindsAWrongIndex(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		_, err := w.Store.Reindex(t.Context())
		must(t, err)
		must(t, w.Store.DB().Exec("UPDATE search_texts SET doors = 1 WHERE kind = 'zone'").Error)
		faults, err := w.Store.Check(t.Context())
		must(t, err)
		if len(faults) != 1 || !strings.Contains(faults[0], "2 texts are wrong and 2 are missing") {
			t.Errorf("%q", faults)
		}
		if _, err := w.Store.Reindex(t.Context()); err != nil {
			t.Fatal(err)
		}
		if faults, err = w.Store.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Errorf("%q, %v", faults, err)
		}
	})
}

// A page of searches asks as many questions as there are kinds of them, however
// much is found.
func TestSearchAsksFewQuestions(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		r := w.Store.Read(w.Actor("official"), w.Store.Instant())
		found(t, r, "line")
		ctx, n := store.CountQueries(t.Context())
		f, err := r.Search(ctx, search.Ask{Text: "line", Limit: 3})
		must(t, err)
		if n.Load() > 4 || f.Counts[search.Milestone] != 7 || len(f.Hits) != 3 {
			t.Errorf("%d questions, %+v", n.Load(), f)
		}
		more, err := r.Search(ctx, search.Ask{Text: "line", Kind: search.Milestone, Skip: 3, Limit: 3})
		must(t, err)
		if !more.More || len(more.Hits) != 3 || more.Hits[0].ID == f.Hits[0].ID {
			t.Errorf("the next ones: %+v", more)
		}
	})
}

// A program without SQLite's text search finds the same, and one that has it goes
// on with what the other left.
func TestSearchWithoutTheTextSearchOfSQLite(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	both := func(text string) {
		t.Helper()
		var got [2]string
		for i, plainly := range []bool{true, false} {
			w.Store.SearchPlainly(plainly)
			got[i] = found(t, w.Store.Read(w.Actor("manager.astana"), w.Store.Instant()), text)
		}
		if got[0] != got[1] {
			t.Errorf("%q finds %s without it and %s with it", text, got[0], got[1])
		}
	}
	both("line")
	w.Store.SearchPlainly(true)
	sealed(t, w)
	for _, text := range []string{"sealed", "освещ", "освищение", "12-к/7", "1.3", "13", "договор", "%_", "дело", "zone sealed", "зона", "ыуфдув", "osveshenie", "смарт"} {
		both(text)
	}
	faults, err := w.Store.Check(t.Context())
	if err != nil || len(faults) > 0 {
		t.Errorf("%q, %v", faults, err)
	}
	w.Store.SearchPlainly(true)
	if _, err := w.Store.Reindex(t.Context()); err != nil {
		t.Fatal(err)
	}
	both("sealed")
	if faults, err = w.Store.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("%q, %v", faults, err)
	}
}
