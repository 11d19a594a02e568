package export_test

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"qadam/internal/export/fonts"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/testkit"
)

// paid is a form whose first line is paid for over so many years, from the year
// given, beside what the other lines cost.
func paid(from, years int, each money.Amount, languages ...i18n.Locale) report.Roadmap {
	r := testkit.Form(6, languages...)
	r.Lines[0].Costs = portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: each, BudgetCode: "123.456.789.000"}}
	for y := range years {
		r.Lines[0].Costs = append(r.Lines[0].Costs, portfolio.Cost{Year: from + y, Source: portfolio.FromPPP, Amount: each + money.Amount(y)*money.Thousand})
	}
	return r
}

func tables(d report.Document) []report.Table {
	var all []report.Table
	for _, b := range d.Blocks {
		if t, ok := b.(report.Table); ok {
			all = append(all, t)
		}
	}
	return all
}

// TestCostsOfManyYearsFitTheForm holds the form of a partnership that is paid
// for over years, as they are: seven, twelve, forty.
func TestCostsOfManyYearsFitTheForm(t *testing.T) {
	for name, languages := range texts {
		for _, tt := range []struct {
			from, years int
			each        money.Amount
			annex       [2]int // how many tables it has, at least and at most
		}{
			{2018, 1, 12 * money.Million, [2]int{0, 0}},
			{2018, 3, 12 * money.Million, [2]int{0, 0}},
			{2018, 4, 12 * money.Million, [2]int{0, 0}},
			{2018, 4, 12_345 * money.Million, [2]int{0, 1}},
			{2018, 7, 12_345 * money.Million, [2]int{1, 1}},
			{2018, 12, 130_000 * money.Million, [2]int{2, 2}},
			{2016, 12, 130_000 * money.Million, [2]int{2, 2}},
			{2020, 40, 130_000*money.Million + money.Tiyn, [2]int{6, 9}},
		} {
			t.Run(name+" "+strconv.Itoa(tt.from)+" and "+strconv.Itoa(tt.years), func(t *testing.T) {
				r := paid(tt.from, tt.years, tt.each, languages...)
				d := r.Document()
				all := tables(d)
				if n := len(all) - 2; n < tt.annex[0] || n > tt.annex[1] {
					t.Errorf("the annex has %d tables, want %v", n, tt.annex)
				}
				for i, table := range all {
					columnsFit(t, d, i, table)
				}
				agrees(t, r, all)
				inFiles(t, d)
			})
		}
	}
}

// columnsFit holds the columns of a table: as wide as the sheet together, every
// word of the head in one piece, every sum on one line.
func columnsFit(t *testing.T, d report.Document, i int, table report.Table) {
	t.Helper()
	sum := 0.0
	edges := []float64{0}
	for k, c := range table.Columns {
		sum += c.Width
		edges = append(edges, sum)
		if c.Width < 9.99 {
			t.Errorf("column %d of table %d is %.1f wide", k, i, c.Width)
		}
	}
	if math.Abs(sum-277) > 0.01 {
		t.Errorf("table %d is %.2f wide", i, sum)
	}
	for _, c := range append(table.Place(table.HeadRows(), d.Languages), table.Place(table.Rows, d.Languages)...) {
		room := edges[c.Col+c.Across] - edges[c.Col] - 2
		_, isSum := c.Value.(report.Sum)
		for _, s := range report.Lines(c.Value, c.Lang) {
			if wide := (fonts.Style{Bold: true, Size: 8.5}).Wide(s); isSum && wide > room {
				t.Errorf("table %d: %s is %.1f wide in a column of %.1f", i, s, wide, room)
			}
			for word := range strings.FieldsSeq(s) {
				if wide := (fonts.Style{Bold: true, Size: 7.5}).Wide(word); c.Kind == report.HeadRow && wide > room {
					t.Errorf("table %d: the head %s is %.1f wide in a column of %.1f", i, word, wide, room)
				}
			}
		}
	}
}

// agrees holds the totals of the form and of the annex against the data.
func agrees(t *testing.T, r report.Roadmap, all []report.Table) {
	t.Helper()
	data, whole := map[int]money.Amount{}, money.Amount(0)
	for _, l := range r.Lines {
		for _, c := range l.Costs {
			data[c.Year] += c.Amount
			whole += c.Amount
		}
	}
	var total []money.Amount
	for _, row := range all[0].Rows {
		if row.Kind == report.Total {
			total = sumsOf(row)
		}
	}
	if len(total) == 0 || total[len(total)-1] != whole {
		t.Errorf("the total of the form is %v, that of the data %d", total, whole)
	}
	if n := len(total) - 1; n > 0 && added(total[:n]) != whole {
		t.Errorf("the periods are %d together, want %d", added(total[:n]), whole)
	}
	var got, want, lines []money.Amount
	for _, table := range all[1 : len(all)-1] {
		for _, row := range table.Rows {
			if row.Kind == report.Total {
				got = append(got, sumsOf(row)...)
			} else {
				lines = append(lines, sumsOf(row)...)
			}
		}
	}
	if len(got) == 0 {
		return
	}
	for _, y := range slices.Sorted(maps.Keys(data)) {
		want = append(want, data[y])
	}
	if !slices.Equal(got, want) {
		t.Errorf("by year the annex has %v, the data %v", got, want)
	}
	if added(lines) != whole {
		t.Errorf("the lines of the annex are %d together, want %d", added(lines), whole)
	}
}

func sumsOf(r report.Row) []money.Amount {
	var out []money.Amount
	for _, c := range r.Cells {
		if s, ok := c.Value.(report.Sum); ok {
			out = append(out, s.Amount)
		}
	}
	return out
}

func added(all []money.Amount) (sum money.Amount) {
	for _, a := range all {
		sum += a
	}
	return sum
}

var gridColumn = regexp.MustCompile(`<w:gridCol w:w="(-?\d+)"/>`)

// inFiles finds every sum whole in each of the files, on sheets of their size.
func inFiles(t *testing.T, d report.Document) {
	t.Helper()
	want := map[string]int{}
	var numbers []float64
	for _, c := range cells(d) {
		if s, ok := c.Value.(report.Sum); ok {
			want[s.In(d.Languages[0])]++
			numbers = append(numbers, s.Float())
		}
	}
	got, pages := testkit.PDFTexts(written(t, "pdf", d))
	if first := slices.Index(got, "1 / "+strconv.Itoa(pages)); pages > len(tables(d))+2 || first < 0 || !slices.Contains(got[:first], "1.1") {
		t.Errorf("%d pages, and the first line must be on the first", pages)
	}
	for s, n := range want {
		if found := count(got, s); found != n {
			t.Errorf("%s stands %d times in the PDF, want %d", s, found, n)
		}
	}
	for grid := range strings.SplitSeq(unzipped(t, written(t, "docx", d))["word/document.xml"], "</w:tblGrid>") {
		sum := 0
		all := gridColumn.FindAllStringSubmatch(grid, -1)
		for _, m := range all {
			n, _ := strconv.Atoi(m[1])
			if sum += n; n < 500 {
				t.Errorf("a column of the text document is %s wide", m[1])
			}
		}
		if len(all) > 0 && (sum < 15694 || sum > 15714) {
			t.Errorf("a table of the text document is %d wide, want 15704", sum)
		}
	}
	f := opened(t, written(t, "xlsx", d))
	var sheets []float64
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, s := range row {
				if n, err := strconv.ParseFloat(s, 64); err == nil {
					sheets = append(sheets, n)
				}
			}
		}
	}
	for _, n := range numbers {
		if count(sheets, n) < count(numbers, n) {
			t.Errorf("%f is not in the spreadsheet as often", n)
		}
	}
}

func count[T comparable](all []T, one T) (n int) {
	for _, v := range all {
		if v == one {
			n++
		}
	}
	return n
}
