package finance_test

import (
	"context"
	"encoding/csv"
	"maps"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/xuri/excelize/v2"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/testkit/visit"
)

// papers are the pages that list something about money: what they print, and the
// sums that they show.
func (w *walk) papers(t *testing.T) {
	t.Helper()
	for _, address := range []string{"/funding/gaps", "/contracts", "/funding/obligations", "/funding/earned", "/funding/checks"} {
		w.printed(t, address)
		w.shown(t, address)
	}
	lines := 0
	for _, id := range slices.Sorted(maps.Keys(w.lines)) {
		if address := "/funding/lines/" + strconv.FormatInt(id, 10); w.v.Get(address+w.query()).Status == http.StatusOK && lines < 4 {
			w.printed(t, address)
			lines++
		}
	}
}

// printed holds whatever an address gives to print and to count with against its
// data: each sum of the data stands in the PDF and in the workbook at least as
// often, and each sum of a table of the page stands in the data.
func (w *walk) printed(t *testing.T, address string) {
	t.Helper()
	want := w.summed(t, address)
	if len(want) == 0 {
		return
	}
	where := address + ".pdf" + w.query()
	onPaper := map[string]int{}
	for _, text := range w.texts(where) {
		onPaper[text]++
	}
	cells := w.numbers(t, address)
	for sum, n := range want {
		said := visit.Plain(i18n.MoneyPlain(i18n.With(context.Background(), w.v.Locale), sum))
		if onPaper[said] < n {
			t.Errorf("%s has %s %d times, the data %d times", where, said, onPaper[said], n)
		}
		if cells[sum] < n {
			t.Errorf("%s.xlsx%s has %s %d times, the data %d times", address, w.query(), said, cells[sum], n)
		}
	}
}

// summed are the sums of all tables of the data of an address, totals too, each
// with how often it stands there.
func (w *walk) summed(t *testing.T, address string) map[money.Amount]int {
	t.Helper()
	found := map[money.Amount]int{}
	add := func(name, value string) {
		if n, err := strconv.ParseInt(value, 10, 64); err == nil && strings.HasSuffix(name, "_tiyn") && n != 0 {
			found[money.Amount(n)]++
		}
	}
	data := w.json(t, address)
	for _, rows := range data.tables {
		for _, row := range rows {
			for name, value := range row {
				add(name, value)
			}
		}
	}
	for _, row := range data.totals {
		for name, value := range row {
			add(name, value)
		}
	}
	// The rows of the CSV are those of the data.
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.v.Get(address+".csv"+w.query()).Is(http.StatusOK).Body, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, table := range data.tables {
		rows += len(table)
	}
	if len(all)-1 != rows {
		t.Errorf("%s: %d rows of CSV, %d of JSON", address, len(all)-1, rows)
	}
	return found
}

// numbers are the sums in the cells of the workbook of an address.
func (w *walk) numbers(t *testing.T, address string) map[money.Amount]int {
	t.Helper()
	book, err := excelize.OpenReader(strings.NewReader(w.v.Get(address + ".xlsx" + w.query()).Is(http.StatusOK).Body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close() //nolint:errcheck // it was only read
	found := map[money.Amount]int{}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				tenge, ok := new(big.Rat).SetString(cell)
				if !ok || strings.ContainsAny(cell, "/") {
					continue
				}
				if tiyn := tenge.Mul(tenge, big.NewRat(100, 1)); tiyn.IsInt() && tiyn.Num().IsInt64() {
					found[money.Amount(tiyn.Num().Int64())]++
				}
			}
		}
	}
	return found
}

// shown holds the sums in the tables of a page against the data: none is another.
func (w *walk) shown(t *testing.T, address string) {
	t.Helper()
	want := w.summed(t, address)
	p := w.v.Get(address + w.query()).Is(http.StatusOK)
	p.Doc.Find("tbody tr:not(.total) td.num[title]").Each(func(_ int, c *goquery.Selection) {
		exact, _ := c.Attr("title")
		if a := sum(t, exact); a != 0 && want[a] == 0 && want[-a] == 0 {
			t.Errorf("%s%s shows %s, which is not in its data", address, w.query(), exact)
		}
	})
}
