package app_test

import (
	"testing"

	"qadam/internal/access"
	"qadam/internal/testkit"
)

// A person may hold several seats. The log names the one that allowed what was
// done, whichever comes first.
func TestTheLogNamesTheSeatThatAllowedIt(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		expert, manager := w.Actor("expert"), w.Actor("manager.astana")
		both := manager
		both.Grants = append([]access.Grant{expert.Grants[0]}, manager.Grants...)
		if err := w.App.ReportProgress(t.Context(), both, w.Progress("astana 1.1", 40, "2018-06-30")); err != nil {
			t.Fatal(err)
		}
		if e := lastEntry(t, w); e.Seat != manager.Grants[0].Seat {
			t.Errorf("the entry names the seat %q, want %q", e.Seat, manager.Grants[0].Seat)
		}
	})
}
