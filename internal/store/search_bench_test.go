package store_test

import (
	"fmt"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/search"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// BenchmarkSearch finds in 100,000 texts, of which a word is in all, in one of a
// hundred or in one, with and without an error in it. Of each the first page
// must take less than 50 ms (issue 6).
//
//	go test ./internal/store -run '^$' -bench Search
func BenchmarkSearch(b *testing.B) {
	for _, dialect := range []string{store.SQLite, store.Postgres} {
		b.Run(dialect, func(b *testing.B) {
			w := testkit.NewWorld(b, dialect)
			hundredThousand(b, w)
			if _, err := w.Store.Reindex(b.Context()); err != nil {
				b.Fatal(err)
			}
			// The words are read once in a process.
			if _, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Search(b.Context(), search.Ask{Text: "line", Limit: 1}); err != nil {
				b.Fatal(err)
			}
			for _, one := range []struct{ name, text string }{
				{"all", "жүйе"}, {"hundredth", "бөлім17"}, {"one", "нысан4711"}, {"two words", "система участок17"}, {"beginning", "сис"}, {"error", "семафоор"}, {"nothing", "жоқсөзмұндай"},
			} {
				for who, at := range map[string]string{"official": "", "manager.astana": "", "expert": "", "official then": "2018-02-20"} {
					r := w.Store.Read(w.Actor(strings.TrimSuffix(who, " then")), w.Store.Instant())
					if at != "" {
						r = w.Store.Read(w.Actor("official"), testkit.Day(at).EndOfDay())
					}
					b.Run(one.name+"/"+who, func(b *testing.B) {
						for b.Loop() {
							if _, err := r.Search(b.Context(), search.Ask{Text: one.text, Limit: 6}); err != nil {
								b.Fatal(err)
							}
						}
					})
				}
			}
		})
	}
}

// hundredThousand fills the roadmap of Astana for 2020 with lines, behind the
// doors: what is measured is searching.
func hundredThousand(b *testing.B, w *testkit.World) {
	b.Helper()
	db, astana := w.Store.DB(), w.Programmes["astana"]
	at := testkit.At("2018-02-10 10:00").UTC()
	roadmap := portfolio.Roadmap{ProgrammeID: astana, Year: 2020, RecordedAt: at}
	keep(b, db.Create(&roadmap).Error)
	version := portfolio.Version{RoadmapID: roadmap.ID, ProgrammeID: astana, Number: 1, RecordedAt: at}
	keep(b, db.Create(&version).Error)
	for from := 0; from < 100_000; from += 5_000 {
		milestones := make([]portfolio.Milestone, 5_000)
		for i := range milestones {
			milestones[i] = portfolio.Milestone{ProgrammeID: astana, ProjectID: w.Projects["sergek"], RecordedAt: at}
		}
		keep(b, db.CreateInBatches(milestones, 1000).Error)
		plans := make([]portfolio.Plan, len(milestones))
		for i := range plans {
			n := from + i
			plans[i] = portfolio.Plan{
				VersionID: version.ID, MilestoneID: milestones[i].ID, ProgrammeID: astana, ProjectID: w.Projects["sergek"], Position: n + 1, Number: fmt.Sprintf("%d.%d", n/100+1, n%100+1),
				Title: i18n.Text{
					KK: fmt.Sprintf("Жүйе бөлім%d нысан%d", n%100, n), RU: fmt.Sprintf("Система участок%d объект%d", n%100, n), EN: fmt.Sprintf("System part%d %s", n%100, letters(n)),
				},
				Form: portfolio.FormAct, LeadID: w.Bodies["akimat-astana"], Start: testkit.Day("2020-01-08"), Due: testkit.Due("2020"),
			}
			if n%1000 == 7 {
				plans[i].Title.RU += " семафор"
			}
		}
		keep(b, db.CreateInBatches(plans, 200).Error)
	}
	keep(b, db.Create(&[]portfolio.VersionStep{
		{VersionID: version.ID, ProgrammeID: astana, State: portfolio.Submitted, RecordedAt: at.AddDate(0, 0, 1)},
		{VersionID: version.ID, ProgrammeID: astana, State: portfolio.InForce, RecordedAt: at.AddDate(0, 0, 15)},
	}).Error)
}

// letters is a number as a word of its own, so that the vocabulary is large.
func letters(n int) string {
	word := "w"
	for ; n > 0; n /= 20 {
		word += string(rune('a' + n%20))
	}
	return word + "word"
}

func keep(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
