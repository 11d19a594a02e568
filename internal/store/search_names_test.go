package store_test

import (
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// A name that is given on a day is sought in vain as of the day before, of the
// programme and of everything in it; a name of before is found for ever.
func TestSearchKnowsNamesFromTheirDay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		on := func(day string) *store.Reader { return w.Store.Read(w.Actor("official"), testkit.Day(day).EndOfDay()) }
		w.Clock.Set("2018-07-02 10:00")
		const old, fresh = "2018-06-18", "2018-06-19"
		// The world's owner and territory change on that day.
		for _, text := range []string{"Shymkent city", "akimat Shymkent"} {
			if got := found(t, on(fresh), text); !strings.HasPrefix(got, "programme Smart Ontustik") {
				t.Errorf("%q, on the day: %s", text, got)
			}
		}
		if got := found(t, on(old), "Shymkent city"); got != "" {
			t.Errorf("the territory, on the day before: %s", got)
		}
		for _, day := range []string{old, fresh} {
			if got := found(t, on(day), "South Kazakhstan"); got != "programme Smart Ontustik" {
				t.Errorf("the old territory, on %s: %s", day, got)
			}
		}

		before := found(t, on(fresh), "ontustik")
		if strings.Count(before, ",") < 3 || !strings.Contains(before, "milestone ") {
			t.Fatalf("what belongs to it: %s", before)
		}
		must(t, w.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
			return tx.Record("reference.loaded", audit.Everywhere, "reference", 0, audit.Added("a new name"))
		}))
		must(t, w.Store.DB().Exec(`UPDATE programme_terms SET name = ?, city = ? WHERE kato = '790000000'`,
			`{"kk":"Smart Тұран","ru":"Smart Туран","en":"Smart Turan"}`, `{"kk":"Тұран","ru":"Туран","en":"Turan"}`).Error)
		renamed := strings.Replace(before, "Smart Ontustik", "Smart Turan", 1)
		for text, want := range map[string]string{"ontustik": renamed, "turan": renamed, "туран": renamed, "turen": renamed + ", near"} {
			if got := found(t, on(fresh), text); got != want {
				t.Errorf("%q, on the day: %s, want %s", text, got, want)
			}
		}
		for text, want := range map[string]string{"ontustik": before, "turan": "", "туран": "", "turen": "", "turan city": ""} {
			if got := found(t, on(old), text); got != want {
				t.Errorf("%q, on the day before: %s, want %s", text, got, want)
			}
		}
		faults, err := w.Store.Check(ctx)
		if err != nil || len(faults) > 0 {
			t.Errorf("%q, %v", faults, err)
		}
	})
}
