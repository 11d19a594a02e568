package finance_test

import (
	"encoding/csv"
	"encoding/json"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/xuri/excelize/v2"

	"qadam/internal/money"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

var figureNames = []string{"planned", "allocated", "committed", "accepted", "paid"}

func same(t *testing.T, where string, got, want five) {
	t.Helper()
	if got != want {
		t.Errorf("%s are %v, want %v", where, got, want)
	}
}

// sum reads a sum as people see it.
func sum(t *testing.T, words string) money.Amount {
	t.Helper()
	if visit.Plain(words) == "—" {
		return 0
	}
	a, err := money.Parse(words)
	if err != nil {
		t.Errorf("%q is no sum: %v", words, err)
	}
	return a
}

// figures are the five sums at the top of a page, as they are said exactly.
func figures(t *testing.T, p *visit.Page) (s five) {
	t.Helper()
	found := p.Doc.Find(".figure-value")
	if found.Length() != 5 {
		t.Errorf("%d figures", found.Length())
		return s
	}
	found.Each(func(i int, f *goquery.Selection) {
		exact, _ := f.Attr("title")
		s[i] = sum(t, exact)
		if shown := sum(t, f.Find("b").Text()); shown != s[i] {
			t.Errorf("the figure is %s and shows %s", s[i], shown)
		}
	})
	return s
}

// table finds the table with the caption.
func table(p *visit.Page, caption string) *goquery.Selection {
	return p.Doc.Find("table").FilterFunction(func(_ int, s *goquery.Selection) bool { return visit.Plain(s.Find("caption").Text()) == caption })
}

// cells are the sums of a row: as the cell says exactly, and as it shows.
func cells(t *testing.T, row *goquery.Selection) (sums []money.Amount) {
	t.Helper()
	row.Find("td.num").Each(func(_ int, c *goquery.Selection) {
		exact, ok := c.Attr("title")
		if !ok {
			return
		}
		a := sum(t, exact)
		if c.Find("b, s").Length() > 0 { // an entry, which shows the way its money went
			sums = append(sums, a)
			return
		}
		shown := c.Clone()
		shown.Find(".note:not([aria-hidden])").Remove() // what it changed by
		if b := sum(t, shown.Text()); a != b {
			t.Errorf("a cell is %s and shows %s", a, b)
		}
		sums = append(sums, a)
	})
	return sums
}

// name is what a row is called, without what stands small below it.
func name(row *goquery.Selection) string {
	head := row.Find("th").First().Clone()
	head.Find(".note, .badge, .marks, ul").Remove()
	return visit.Plain(head.Text())
}

// rows holds the rows of a table of sums against what they must be, and its last
// one against their total. A page without the table must have nothing to show.
func rows(t *testing.T, p *visit.Page, where, caption string, want map[string]five) {
	t.Helper()
	found := table(p, caption)
	if found.Length() == 0 {
		if len(want) > 0 && strings.HasPrefix(where, "/funding?") {
			t.Errorf("%s has no table %s", where, caption)
		}
		return
	}
	var total five
	n := 0
	found.Find("tbody tr").Each(func(_ int, row *goquery.Selection) {
		sums := cells(t, row)
		if len(sums) != 5 {
			t.Errorf("%s: %s has %d sums in %s", where, name(row), len(sums), caption)
			return
		}
		if row.HasClass("total") {
			same(t, where+": the total of "+caption, five(sums), total)
			return
		}
		n++
		same(t, where+": "+caption+", "+name(row), five(sums), want[name(row)])
		for i, a := range sums {
			total[i] += a
		}
	})
	if n != len(want) {
		t.Errorf("%s: %d rows in %s, want %d", where, n, caption, len(want))
	}
}

// twin is the table of a chart, by the words of its rows.
func twin(t *testing.T, p *visit.Page, id string) map[string][]money.Amount {
	t.Helper()
	out := map[string][]money.Amount{}
	p.Doc.Find("#" + id + " tbody tr").Each(func(_ int, row *goquery.Selection) {
		var sums []money.Amount
		row.Find("td.num").Each(func(_ int, c *goquery.Selection) {
			if visit.Plain(c.Text()) != "" {
				sums = append(sums, sum(t, c.Text()))
			}
		})
		out[visit.Plain(row.Find("th").Text())] = sums
	})
	return out
}

// pair is a stream of a flow.
type pair struct {
	from, to string
	amount   money.Amount
}

func pairs(p *visit.Page, id string) (out []pair) {
	p.Doc.Find("#" + id + " tbody tr").Each(func(_ int, row *goquery.Selection) {
		if row.HasClass("total") {
			return
		}
		a, _ := money.Parse(row.Find("td.num").Text())
		out = append(out, pair{visit.Plain(row.Find("th").Text()), visit.Plain(row.Find("td").First().Text()), a})
	})
	return out
}

// file is data that came back: by table, its rows by the names of the columns.
type file struct {
	t      *testing.T
	where  string
	tables map[string][]map[string]string
	totals map[string]map[string]string // nil where a format has none
}

// files are a page as JSON, CSV and workbook.
func (w *walk) files(t *testing.T, address string) []file {
	t.Helper()
	return []file{w.json(t, address), w.csv(t, address), w.xlsx(t, address)}
}

func (w *walk) json(t *testing.T, address string) file {
	t.Helper()
	f := file{t, address + ".json" + w.query(), map[string][]map[string]string{}, map[string]map[string]string{}}
	var all map[string]json.RawMessage
	d := json.NewDecoder(strings.NewReader(w.v.Get(f.where).Is(http.StatusOK).Body))
	if err := d.Decode(&all); err != nil {
		t.Fatal(err)
	}
	if got := string(all["as_of"]); got != strconv.Quote(w.on) || len(all["head"]) < 10 {
		t.Errorf("%s is of %s at %s", f.where, got, all["head"])
	}
	for key, raw := range all {
		var list []map[string]any
		if err := json.Unmarshal(raw, &list); err == nil {
			f.tables[key] = []map[string]string{}
			for _, row := range list {
				f.tables[key] = append(f.tables[key], plain(t, row))
			}
			continue
		}
		var one map[string]any
		if err := json.Unmarshal(raw, &one); err == nil && strings.HasSuffix(key, "_total") {
			f.totals[strings.TrimSuffix(key, "_total")] = plain(t, one)
		}
	}
	return f
}

func plain(t *testing.T, row map[string]any) map[string]string {
	t.Helper()
	out := map[string]string{}
	for k, v := range row {
		switch v := v.(type) {
		case string:
			out[k] = v
		case float64: // below 2^53 here, and so exact
			out[k] = strconv.FormatInt(int64(v), 10)
		}
	}
	return out
}

func (w *walk) csv(t *testing.T, address string) file {
	t.Helper()
	f := file{t, address + ".csv" + w.query(), map[string][]map[string]string{}, nil}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.v.Get(f.where).Is(http.StatusOK).Body, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, c := range cells {
			row[all[0][i]] = c
		}
		if row["as_of"] != w.on || len(row["head"]) < 10 {
			t.Errorf("%s: a row is of %s at %s", f.where, row["as_of"], row["head"])
		}
		f.tables[row["table"]] = append(f.tables[row["table"]], row)
	}
	return f
}

// xlsx reads the sums of a workbook back; its rows have words, not codes, so only
// the totals of its sheets are taken.
func (w *walk) xlsx(t *testing.T, address string) file {
	t.Helper()
	f := file{t, address + ".xlsx" + w.query(), nil, map[string]map[string]string{}}
	body := w.v.Get(f.where).Is(http.StatusOK).Body
	book, err := excelize.OpenReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	keys := []string{"by_programme", "by_project", "by_line", "by_model", "by_source", "by_year"}
	for _, sheet := range book.GetSheetList() {
		for _, key := range keys {
			if caption := w.say("funding_report." + key); sheet == caption[:min(len(caption), len(sheet))] {
				f.totals[key] = lastSums(t, book, sheet, w.say("funding_report.total"))
			}
		}
	}
	return f
}

func lastSums(t *testing.T, book *excelize.File, sheet, total string) map[string]string {
	t.Helper()
	all, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	var sums [5]*big.Rat
	for i := range sums {
		sums[i] = new(big.Rat)
	}
	for _, row := range all {
		if len(row) < 6 {
			continue
		}
		for i := range sums {
			tenge, ok := new(big.Rat).SetString(row[1+i])
			if !ok {
				break
			}
			if tenge.Mul(tenge, big.NewRat(100, 1)); row[0] != total {
				sums[i].Add(sums[i], tenge)
				continue
			}
			if tenge.Cmp(sums[i]) != 0 {
				t.Errorf("%s: the total is %s, its rows are %s", sheet, tenge.FloatString(2), sums[i].FloatString(2))
			}
			out[figureNames[i]+"_tiyn"] = tenge.FloatString(0)
		}
	}
	return out
}

// figures are the five sums of the table of figures.
func (f file) figures() (s five) {
	if f.tables == nil {
		return f.five(f.totals["by_model"])
	}
	for i, row := range f.tables["figures"] {
		n, _ := strconv.ParseInt(row["sum_tiyn"], 10, 64)
		s[i] = money.Amount(n)
	}
	return s
}

func (f file) five(row map[string]string) (s five) {
	for i, n := range figureNames {
		v, err := strconv.ParseInt(row[n+"_tiyn"], 10, 64)
		if err != nil {
			f.t.Errorf("%s: %v", f.where, err)
		}
		s[i] = money.Amount(v)
	}
	return s
}

// same holds a table against what it must be: row by row, and in total.
func (f file) same(t *testing.T, key string, want map[string]five, total five) {
	t.Helper()
	if f.totals != nil && (f.tables != nil || f.totals[key] != nil) {
		same(t, f.where+": the total of "+key, f.five(f.totals[key]), total)
	}
	if f.tables == nil {
		return
	}
	of := strings.TrimPrefix(key, "by_")
	if key == "obligations" {
		of = "year"
	}
	if len(f.tables[key]) != len(want) {
		t.Errorf("%s: %d rows in %s, want %d", f.where, len(f.tables[key]), key, len(want))
	}
	for _, row := range f.tables[key] {
		same(t, f.where+": "+key+", "+row[of], f.five(row), want[row[of]])
	}
}

// paper reads the sums on a page of paper back.
func (w *walk) paper(t *testing.T, address string, want five) {
	t.Helper()
	where := address + ".pdf" + w.query()
	texts := w.texts(where)
	at := slices.Index(texts, w.say("funding_report.total"))
	if at < 0 || len(texts) < at+6 {
		t.Errorf("%s has no total", where)
		return
	}
	var got five
	for i := range got {
		got[i] = sum(t, texts[at+1+i])
	}
	same(t, where, got, want)
}

// texts are the lines on a page of paper.
func (w *walk) texts(where string) []string {
	texts, _ := testkit.PDFTexts([]byte(w.v.Get(where).Is(http.StatusOK).Body))
	for i := range texts {
		texts[i] = visit.Plain(texts[i])
	}
	return texts
}
