package store_test

import (
	"testing"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// Who is told of something is who holds the seat then, or substitutes in it.
func TestLettersGoToTheSeat(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		must(t, w.App.Substitute(ctx, w.Actor("member"), w.Seats["member"], w.People["official"], testkit.Day("2018-03-12"), testkit.Day("2018-03-16"), ""))
		post := func() {
			t.Helper()
			must(t, w.Store.Write(ctx, w.Actor("secretary"), func(tx *store.Tx) error {
				err := tx.Post(store.Letter{
					To:   store.To{Seats: []int64{w.Seats["member"]}, Roles: []access.Role{access.Secretary, access.Head}, ProgrammeID: w.Programmes["astana"], People: []int64{w.People["member"]}},
					Kind: portfolio.LetterVote, Key: "letter.vote_opened", Link: "/cases/7", Until: testkit.Day("2018-03-20"),
					Args: []any{"Case", int64(7), "Title", i18n.Text{KK: "Жол картасы", RU: "Дорожная карта"}, "Until", testkit.Day("2018-03-20")},
				})
				if err != nil {
					return err
				}
				return tx.Record("vote.opened", audit.Nowhere, "case", 7, audit.Change{})
			}))
		}
		told := func(want ...string) {
			t.Helper()
			var letters []portfolio.Letter
			must(t, w.Store.DB().Where("kind = ?", "vote").Order("id").Find(&letters).Error)
			got := map[int64]bool{}
			for _, l := range letters {
				got[l.PersonID] = true
				if !l.Urgent || l.Link != "/cases/7" || l.Says.RU != "До 20.03.2018 ожидается ваш голос по делу № 7: Дорожная карта" {
					t.Errorf("the letter is %+v", l)
				}
			}
			if len(got) != len(want) || len(letters) != len(want) {
				t.Errorf("%d letters to %v, want %v", len(letters), got, want)
			}
			for _, who := range want {
				if !got[w.People[who]] {
					t.Errorf("%s was not told", who)
				}
			}
			must(t, w.Store.DB().Exec("DELETE FROM letters").Error)
		}
		post()
		told("member", "head.astana") // not the secretary, who did it
		w.Clock.Set("2018-03-12 09:00")
		post()
		told("member", "official", "head.astana")
		must(t, w.App.BlockPerson(ctx, access.System(), w.People["head.astana"], true))
		must(t, w.App.SaveLetterChoices(ctx, w.Actor("official"), map[portfolio.LetterKind]bool{portfolio.LetterVote: false}))
		post()
		told("member")
	})
}

// What waits for people who are blocked leaves room for everybody else's.
func TestBlockedPeopleStarveNobody(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		must(t, w.Store.DB().Exec("DELETE FROM letters").Error)
		must(t, w.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
			for i := range 201 {
				who := "official"
				if i == 200 {
					who = "member"
				}
				err := tx.Post(store.Letter{To: store.To{People: []int64{w.People[who]}}, Kind: portfolio.LetterVote, Key: "letter.evidence_accepted", Args: []any{"Title", i18n.Same("A line")}, Link: "/"})
				if err != nil {
					return err
				}
			}
			return tx.Record("vote.opened", audit.Nowhere, "case", 7, audit.Change{})
		}))
		must(t, w.App.BlockPerson(ctx, access.System(), w.People["official"], true))
		must(t, w.Store.Pack(ctx, false))
		parcels, err := w.Store.Parcels(ctx)
		must(t, err)
		if len(parcels) != 1 || parcels[0].Person.ID != w.People["member"] {
			t.Errorf("%d parcels are due", len(parcels))
		}
	})
}

// People are reminded once a day; what comes up later in it is of the next day.
func TestRemindersOnceADay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		today := testkit.Day("2018-03-05")
		w.Clock.Set("2018-03-05 07:00")
		if done, err := w.Store.Reminded(ctx, today); done || err != nil {
			t.Errorf("reminded before it was: %v", err)
		}
		must(t, w.Store.Remind(ctx, nil))
		if done, err := w.Store.Reminded(ctx, today); !done || err != nil {
			t.Errorf("not reminded: %v", err)
		}
		if done, _ := w.Store.Reminded(ctx, today.AddDays(1)); done {
			t.Error("reminded of tomorrow")
		}
	})
}
