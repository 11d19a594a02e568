package admin_test

import (
	"net/http"
	"testing"

	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// TestListsAreSpreadsheetsToo holds each list against its CSV; the name of a day
// that looks like a formula stays text.
func TestListsAreSpreadsheetsToo(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	addDay(v, 2018, "date", "13.02.2018", "name_ru", `=HYPERLINK("https://example.org")`).Is(http.StatusSeeOther)
	for _, address := range []string{"/admin/calendar/2018", "/audit"} {
		testkit.SameSheet(t, address, v.Get(address+".csv").Is(http.StatusOK).Body, v.Get(address+".xlsx").Is(http.StatusOK).Body)
	}
}
