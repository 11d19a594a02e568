package export_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"qadam/internal/export/docx"
	"qadam/internal/export/pdf"
	"qadam/internal/export/xlsx"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/testkit"
)

var (
	texts = map[string][]i18n.Locale{"kk": {i18n.KK}, "ru": {i18n.RU}, "both": {i18n.KK, i18n.RU}, "en": {i18n.EN}}
	kinds = map[string]func(report.Document) ([]byte, error){"pdf": pdf.Document, "docx": docx.Document, "xlsx": xlsx.Document}
)

func written(t testing.TB, kind string, d report.Document) []byte {
	t.Helper()
	out, err := kinds[kind](d)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return out
}

// cells are the cells of all tables of a document, heads included.
func cells(d report.Document) []report.Placed {
	var all []report.Placed
	for _, b := range d.Blocks {
		if t, ok := b.(report.Table); ok {
			all = append(all, t.Place(t.HeadRows(), d.Languages)...)
			all = append(all, t.Place(t.Rows, d.Languages)...)
		}
	}
	return all
}

// TestSpreadsheetHasTheNumbers finds every sum as a number, and nothing that
// could be run.
func TestSpreadsheetHasTheNumbers(t *testing.T) {
	for name, languages := range texts {
		t.Run(name, func(t *testing.T) {
			d := testkit.Form(30, languages...).Document()
			var want []float64
			for _, c := range cells(d) {
				switch v := c.Value.(type) {
				case report.Sum:
					want = append(want, v.Float())
				case report.Number:
					want = append(want, float64(v))
				}
			}
			f := opened(t, written(t, "xlsx", d))
			var got []float64
			for _, sheet := range f.GetSheetList() {
				rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatal(err)
				}
				for r := range rows {
					for c := range rows[r] {
						at, _ := excelize.CoordinatesToCellName(c+1, r+1)
						if formula, _ := f.GetCellFormula(sheet, at); formula != "" {
							t.Errorf("%s!%s would be run: %s", sheet, at, formula)
						}
						if kind, _ := f.GetCellType(sheet, at); kind == excelize.CellTypeInlineString || rows[r][c] == "" {
							continue
						}
						n, err := strconv.ParseFloat(rows[r][c], 64)
						if err != nil {
							t.Errorf("%s!%s is neither text nor number: %q", sheet, at, rows[r][c])
						}
						got = append(got, n)
					}
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("numbers (-want +got):\n%s", cmp.Diff(want, got))
			}
		})
	}
}

// TestSpreadsheetPrints has the head on every page, one page wide, on its side.
func TestSpreadsheetPrints(t *testing.T) {
	f := opened(t, written(t, "xlsx", testkit.Form(6, i18n.KK, i18n.RU).Document()))
	sheets := f.GetSheetList()
	if want := []string{"Іс-шаралар Мероприятия", "Келісу парағы Лист согласования"}; !slices.Equal(sheets, want) {
		t.Fatalf("sheets %q, want %q", sheets, want)
	}
	titles := 0
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" {
			titles++
		}
	}
	page, err := f.GetPageLayout(sheets[0])
	if err != nil || *page.Orientation != "landscape" || *page.FitToWidth != 1 || *page.FitToHeight != 0 || *page.Size != 9 {
		t.Errorf("page %+v, %v", page, err)
	}
	panes, err := f.GetPanes(sheets[0])
	if err != nil || !panes.Freeze || titles != 2 {
		t.Errorf("head: panes %+v, %d print titles, %v", panes, titles, err)
	}
	foot, err := f.GetHeaderFooter(sheets[0])
	if err != nil || !strings.Contains(foot.OddFooter, "0123456789abcdef") || !strings.Contains(foot.OddFooter, "&P / &N") || !strings.Contains(foot.OddFooter, "&7 ") {
		t.Errorf("foot %+v, %v", foot, err)
	}
}

// TestTextDocumentHasTheCells compares every cell of the text document with the
// report, and finds every part to be XML.
func TestTextDocumentHasTheCells(t *testing.T) {
	for name, languages := range texts {
		t.Run(name, func(t *testing.T) {
			d := testkit.Form(30, languages...).Document()
			parts := unzipped(t, written(t, "docx", d))
			var want []string
			for _, c := range cells(d) {
				if s := strings.Join(report.Lines(c.Value, c.Lang), ""); s != "" {
					want = append(want, s)
				}
			}
			got := inCells(t, parts["word/document.xml"]) // the first are the corners
			if got = got[len(languages):]; !slices.Equal(got, want) {
				t.Errorf("cells (-want +got):\n%s", cmp.Diff(want, got))
			}
			if body := parts["word/document.xml"]; strings.Count(body, "<w:tblHeader/>") != 4 || !strings.Contains(body, `w:orient="landscape"`) {
				t.Errorf("no head on every page, or not on its side")
			}
			if !strings.Contains(parts["word/footer1.xml"], "NUMPAGES") || !strings.Contains(parts["word/footer1.xml"], "0123456789abcdef") {
				t.Errorf("foot: %s", parts["word/footer1.xml"])
			}
		})
	}
}

// TestPDFHasTheSums finds every sum in the text of the pages, as often as the
// report has it, and the letters embedded.
func TestPDFHasTheSums(t *testing.T) {
	for name, languages := range texts {
		t.Run(name, func(t *testing.T) {
			d := testkit.Form(30, languages...).Document()
			out := written(t, "pdf", d)
			if n := bytes.Count(out, []byte("/FontFile2")); n != 2 {
				t.Errorf("%d letters embedded, want regular and bold", n)
			}
			got, pages := testkit.PDFTexts(out)
			if pages < 3 || !slices.Contains(got, "1 / "+strconv.Itoa(pages)) {
				t.Errorf("%d pages, not numbered", pages)
			}
			want := map[string]int{}
			for _, c := range cells(d) {
				if s, ok := c.Value.(report.Sum); ok {
					want[s.In(languages[0])]++
				}
			}
			for sum, n := range want {
				found := 0
				for _, s := range got {
					if s == sum {
						found++
					}
				}
				if found != n {
					t.Errorf("%s stands %d times, want %d", sum, found, n)
				}
			}
		})
	}
}

// TestFilesAreTheSameEveryTime writes each file again and again.
func TestFilesAreTheSameEveryTime(t *testing.T) {
	for kind := range kinds {
		first := written(t, kind, testkit.Form(40, i18n.KK, i18n.RU).Document())
		time.Sleep(2 * time.Millisecond)
		for range 12 {
			if !bytes.Equal(first, written(t, kind, testkit.Form(40, i18n.KK, i18n.RU).Document())) {
				t.Errorf("%s differs from one time to the next", kind)
				break
			}
		}
	}
}

// TestWhateverSomebodyTyped puts into a line what a document may not choke on.
func TestWhateverSomebodyTyped(t *testing.T) {
	r := testkit.Form(6, i18n.KK, i18n.RU)
	r.Lines[1].Note = "\x00\x1b]]> \u202e 😀 \xff" + strings.Repeat("ұзынсөз", 400)
	r.Lines[2].Title = i18n.Text{KK: strings.Repeat("Өте ұзақ атау. ", 900), RU: "<w:p/> & \n новая строка"}
	d := r.Document()
	if parts := unzipped(t, written(t, "docx", d)); !strings.Contains(parts["word/document.xml"], "&lt;w:p/&gt; &amp; ") {
		t.Errorf("a title is taken for markup")
	}
	opened(t, written(t, "xlsx", d))
	got, pages := testkit.PDFTexts(written(t, "pdf", d))
	words := 0
	for _, s := range got {
		words += strings.Count(s, "атау.")
	}
	if words != 900 || pages < 8 {
		t.Errorf("%d of 900 words of the long title on %d pages", words, pages)
	}
}

// TestALineLongerThanAPageGoesOn divides rows that no page could hold: by lines
// of text, by rows of money, and both.
func TestALineLongerThanAPageGoesOn(t *testing.T) {
	long := strings.Repeat("ұзақ атау ", 1200)
	var many portfolio.Costs
	for i := range 90 {
		many = append(many, portfolio.Cost{Year: 2018, Source: portfolio.LocalBudget, Amount: money.Thousand, BudgetCode: "code-" + strconv.Itoa(i)})
	}
	for name, change := range map[string]func(*portfolio.Line){
		"a long title over two rows":     func(l *portfolio.Line) { l.Title.KK = long },
		"many rows":                      func(l *portfolio.Line) { l.Costs = many },
		"a long title beside many rows":  func(l *portfolio.Line) { l.Title.KK, l.Costs = long, many },
		"a long title beside a long one": func(l *portfolio.Line) { l.Title.KK, l.Title.RU = long, long },
	} {
		t.Run(name, func(t *testing.T) {
			r := testkit.Form(3, i18n.KK, i18n.RU)
			change(r.Lines[0])
			got, _ := testkit.PDFTexts(written(t, "pdf", r.Document()))
			all := strings.Join(got, " ")
			if n, want := strings.Count(all, "ұзақ"), strings.Count(r.Lines[0].Title.KK+r.Lines[0].Title.RU, "ұзақ"); n != want {
				t.Errorf("%d of %d words", n, want)
			}
			for _, c := range r.Lines[0].Costs {
				if n := strings.Count(all+" ", " "+c.BudgetCode+" "); c.BudgetCode != "" && n < 1 {
					t.Errorf("%s stands %d times", c.BudgetCode, n)
				}
			}
			if n := strings.Count(all, " 1.2 "); n != 3 { // its number, and in both of its titles
				t.Errorf("the next line's number stands %d times", n)
			}
		})
	}
}

// TestThreeHundredLinesAreQuick holds what a person waits for a file.
func TestThreeHundredLinesAreQuick(t *testing.T) {
	d := testkit.Form(300, i18n.KK, i18n.RU).Document()
	for kind := range kinds {
		began := time.Now()
		out := written(t, kind, d)
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%s of 300 lines takes %s", kind, took)
		} else {
			t.Logf("%s of 300 lines: %s, %d kB", kind, took.Round(time.Millisecond), len(out)/1024)
		}
	}
}

// TestDataKeepItsKinds reads rows of data back: days as days, numbers as
// numbers, a formula as text.
func TestDataKeepItsKinds(t *testing.T) {
	rows := [][]report.Value{
		{report.Plain("=1+1"), report.Number(1_234_567_890_123), report.Day(testkit.Day("2018-09-30")), nil},
		{report.Plain("Қазақ"), report.Number(-5), report.Day{}, report.Plain("1.10")},
	}
	out, err := xlsx.Data("list", testkit.Day("2018-10-15"), []string{"text", "number", "day", "code"}, rows)
	if err != nil {
		t.Fatal(err)
	}
	f := opened(t, out)
	got, err := f.GetRows("list", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"text", "number", "day", "code"}, {"=1+1", "1234567890123", "43373"}, {"Қазақ", "-5", "", "1.10"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if shown, _ := f.GetCellValue("list", "C2"); shown != "30.09.2018" {
		t.Errorf("the day is shown as %s", shown)
	}
	if formula, _ := f.GetCellFormula("list", "A2"); formula != "" {
		t.Errorf("what somebody typed would be run: %s", formula)
	}
	if kind, _ := f.GetCellType("list", "D3"); kind != excelize.CellTypeInlineString {
		t.Errorf("a code is taken for a number")
	}
}
