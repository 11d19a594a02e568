package store_test

import (
	"testing"

	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// A ledger names one paper many times, and more papers than a question has blanks.
func TestManyDocumentsAreAskedForInParts(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		w := testkit.NewWorld(t, dialect)
		l := lineOf(t, w, "sergek", portfolio.Private, funding.Grant)
		enter(t, w.Store, l, entry(funding.Plan, 5))
		var ids []int64
		for id := range int64(70_000) {
			ids = append(ids, 70_000-id, 1)
		}
		r := w.Store.Read(w.Actor("official"), w.Store.Instant())
		found, err := r.Documents(t.Context(), ids)
		must(t, err)
		var named int
		for id, d := range found {
			if d.Number == "7" {
				named++
				projects, contracts, err := r.DocumentNamed(t.Context(), id)
				must(t, err)
				if len(projects) != 1 || projects[0] != l.ProjectID || len(contracts) != 0 {
					t.Errorf("named by projects %v and contracts %v", projects, contracts)
				}
			}
		}
		if named != 1 || ids[0] != 70_000 {
			t.Errorf("%d papers, the keys begin with %d", named, ids[0])
		}
	})
}
