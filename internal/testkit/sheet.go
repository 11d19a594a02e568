package testkit

import (
	"encoding/csv"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

var shownDay = regexp.MustCompile(`^(\d\d)\.(\d\d)\.(\d{4})$`)

// SameSheet holds a spreadsheet against the CSV of the same data, cell by cell.
func SameSheet(t testing.TB, what, asCSV, asXLSX string) {
	t.Helper()
	want, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(asCSV, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	f, err := excelize.OpenReader(strings.NewReader(asXLSX))
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	got, err := f.GetRows(f.GetSheetList()[0])
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	for _, row := range got {
		for i := range row {
			row[i] = shownDay.ReplaceAllString(row[i], "$3-$2-$1")
		}
	}
	for i, row := range want {
		for k := range row { // what CSV keeps from being run needs no guard here
			if len(row[k]) > 1 && row[k][0] == '\'' && strings.ContainsRune("=+-@", rune(row[k][1])) {
				row[k] = row[k][1:]
			}
		}
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		want[i] = row
	}
	if len(want) < 2 {
		t.Errorf("%s: only a head: the test proves nothing", what)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-CSV +spreadsheet):\n%s", what, diff)
	}
}
