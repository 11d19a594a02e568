package insight_test

import (
	"net/http"
	"testing"

	"qadam/internal/testkit"
)

func TestListsAreSpreadsheetsToo(t *testing.T) {
	s := serve(t)
	s.live()
	v := s.as("official")
	for _, address := range []string{"/portfolio", "/programmes", "/programmes/astana"} {
		for _, query := range []string{"", "?as_of=2018-06-30&against=2018-03-20"} {
			testkit.SameSheet(t, address+query, v.get(address+".csv"+query).is(http.StatusOK).Body, v.get(address+".xlsx"+query).is(http.StatusOK).Body)
		}
	}
}
