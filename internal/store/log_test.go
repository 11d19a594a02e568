package store_test

import (
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

func TestTheLogIsFilteredAndLeafedThrough(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-03-12 23:59:59")
		w.Report("astana 1.1", 60, "2018-04-05")
		r := w.Store.Read(w.Actor("auditor"), w.Store.Instant())
		find := func(f store.AuditFilter) []audit.Entry {
			t.Helper()
			f.Limit = 1000
			found, err := r.AuditEntries(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			return found
		}
		all := find(store.AuditFilter{})
		for _, tt := range []struct {
			name   string
			filter store.AuditFilter
			wanted func(audit.Entry) bool
		}{
			{"an action", store.AuditFilter{Action: "roadmap.line_added"}, func(e audit.Entry) bool { return e.Action == "roadmap.line_added" }},
			{"all about a thing", store.AuditFilter{Action: "roadmap"}, func(e audit.Entry) bool { return strings.HasPrefix(e.Action, "roadmap.") }},
			{"a programme", store.AuditFilter{Programme: w.Programmes["ontustik"]}, func(e audit.Entry) bool { return e.ProgrammeID == w.Programmes["ontustik"] }},
			{"reference data", store.AuditFilter{Programme: audit.Everywhere}, func(e audit.Entry) bool { return e.ProgrammeID == audit.Everywhere }},
			{"a person", store.AuditFilter{ActorID: w.People["secretary"]}, func(e audit.Entry) bool { return e.ActorID == w.People["secretary"] }},
			{"a milestone", store.AuditFilter{Entity: "milestone", EntityID: w.Milestones["astana 1.1"]}, func(e audit.Entry) bool { return e.Entity == "milestone" }},
			{"a day", store.AuditFilter{From: testkit.Day("2018-03-12"), To: testkit.Day("2018-03-12")}, func(e audit.Entry) bool { return e.Action == "milestone.progress" }},
			{"the older half", store.AuditFilter{Before: all[0].Seq / 2}, func(e audit.Entry) bool { return e.Seq < all[0].Seq/2 }},
		} {
			var want, got []int64
			for _, e := range all {
				if tt.wanted(e) {
					want = append(want, e.Seq)
				}
			}
			for _, e := range find(tt.filter) {
				got = append(got, e.Seq)
			}
			if len(want) == 0 || len(got) != len(want) || got[0] != want[0] {
				t.Errorf("%s: entries %v, want %v", tt.name, got, want)
			}
		}
		last, err := r.Checkpoint(t.Context())
		if err != nil || last.Day != testkit.Day("2018-02-01") || last.Hash == all[0].Hash {
			t.Errorf("the last signed day: %+v, %v", last, err)
		}
		empty := testkit.Store(t)
		if none, err := empty.Read(access.System(), empty.Instant()).Checkpoint(t.Context()); err != nil || none.Seq != 0 {
			t.Errorf("an empty log: %+v, %v", none, err)
		}
	})
}
