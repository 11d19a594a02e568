package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/search"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// lines adds lines with these titles to a roadmap of Astana that is in force,
// behind the doors, and reads them into the index.
func lines(t *testing.T, w *testkit.World, titles []string) {
	t.Helper()
	db, astana := w.Store.DB(), w.Programmes["astana"]
	at := testkit.At("2018-02-10 10:00").UTC()
	roadmap := portfolio.Roadmap{ProgrammeID: astana, Year: 2020, RecordedAt: at}
	must(t, db.Create(&roadmap).Error)
	version := portfolio.Version{RoadmapID: roadmap.ID, ProgrammeID: astana, Number: 1, RecordedAt: at}
	must(t, db.Create(&version).Error)
	milestones := make([]portfolio.Milestone, len(titles))
	for i := range milestones {
		milestones[i] = portfolio.Milestone{ProgrammeID: astana, ProjectID: w.Projects["sergek"], RecordedAt: at}
	}
	must(t, db.CreateInBatches(milestones, 500).Error)
	plans := make([]portfolio.Plan, len(titles))
	for i, title := range titles {
		plans[i] = portfolio.Plan{
			VersionID: version.ID, MilestoneID: milestones[i].ID, ProgrammeID: astana, ProjectID: w.Projects["sergek"], Position: i + 1, Number: fmt.Sprintf("%d", i+1000),
			Title: i18n.Same(title), Form: portfolio.FormAct, LeadID: w.Bodies["akimat-astana"], Start: testkit.Day("2020-01-08"), Due: testkit.Due("2020"),
		}
	}
	must(t, db.CreateInBatches(plans, 200).Error)
	must(t, db.Create(&portfolio.VersionStep{VersionID: version.ID, ProgrammeID: astana, State: portfolio.InForce, RecordedAt: at.AddDate(0, 0, 1)}).Error)
	_, err := w.Store.Reindex(t.Context())
	must(t, err)
}

// Of more than can be looked at the best are shown: the word itself, its
// beginnings, what belongs to something that is called so, other forms, always in
// the same order; and it is said that there are more.
func TestTheBestOfManyAreFound(t *testing.T) {
	var titles []string
	for n := range 520 {
		titles = append(titles, fmt.Sprintf("Светофоры %d", n))
	}
	for n := range 7 {
		titles = append(titles, fmt.Sprintf("Светофор на перекрёстке номер %d", n), fmt.Sprintf("Семафоры %d", n))
	}
	titles = append(titles, "Astanas map", "Scheme: Astana")
	test := func(t *testing.T, w *testkit.World) {
		r := w.Store.Read(w.Actor("official"), w.Store.Instant())
		page := func(text string, skip int) ([]string, search.Found) {
			t.Helper()
			f, err := r.Search(t.Context(), search.Ask{Text: text, Kind: search.Milestone, Skip: skip, Limit: 10})
			must(t, err)
			var all []string
			for _, h := range f.Hits {
				all = append(all, h.Title.EN)
			}
			return all, f
		}
		first, f := page("светофор", 0)
		if f.Counts[search.Milestone] != search.Most || !f.Beyond[search.Milestone] || f.Beyond[search.Project] || !f.More || f.Near {
			t.Errorf("%v, beyond %v, more %v", f.Counts, f.Beyond, f.More)
		}
		var want []string
		for n := range 7 {
			want = append(want, fmt.Sprintf("Светофор на перекрёстке номер %d", n))
		}
		for n := range 3 {
			want = append(want, fmt.Sprintf("Светофоры %d", n))
		}
		if !slices.Equal(first, want) {
			t.Errorf("the first are %q", first)
		}
		if last, f := page("светофор", search.Most-10); len(last) != 10 || f.More || !f.Beyond[search.Milestone] {
			t.Errorf("the last page: %q, %v", last, f.More)
		}
		if again, _ := page("светофор", 0); !slices.Equal(first, again) {
			t.Errorf("once more: %q", again)
		}
		// Everything is Astana's; what is called so comes first, its beginnings next.
		if got, f := page("astana", 0); len(got) != 10 || strings.Join(got[:2], ", ") != "Scheme: Astana, Astanas map" || !f.Beyond[search.Milestone] {
			t.Errorf("of the city: %q", got)
		}
		if got, _ := page("astan", 0); len(got) != 10 || strings.Join(got[:2], ", ") != "Scheme: Astana, Astanas map" {
			t.Errorf("of what begins like the city: %q", got)
		}
		// Another form of the word: светофорами is in no title.
		if got, f := page("светофорами", 0); len(got) != 10 || !f.Beyond[search.Milestone] || f.Near {
			t.Errorf("other forms: %q", got)
		}
		if got, f := page("свитофоры", 0); len(got) != 10 || got[0] != "Светофоры 0" || !f.Near || !f.Beyond[search.Milestone] {
			t.Errorf("with an error: %q", got)
		}
		// What there is much of hides no other kind.
		all, err := r.Search(t.Context(), search.Ask{Text: "astana", Limit: 3})
		must(t, err)
		if all.Counts[search.Programme] != 1 || all.Counts[search.Zone] == 0 || all.Counts[search.Project] == 0 || all.Hits[0].Kind != search.Programme {
			t.Errorf("other kinds: %v", all.Counts)
		}
	}
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		w := testkit.NewWorld(t, dialect)
		lines(t, w, titles)
		test(t, w)
		// A beginning of thousands of words is looked for in another way.
		for n := range 2100 {
			must(t, w.Store.DB().Exec("INSERT INTO search_words (word) VALUES (?), (?)", "свет"+letters(n), "asta"+letters(n)).Error)
		}
		test(t, w)
		if dialect == store.SQLite {
			w.Store.SearchPlainly(true)
			test(t, w)
		}
	})
}
