package export_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"qadam/internal/export/docx"
	"qadam/internal/export/pdf"
	"qadam/internal/export/xlsx"
	"qadam/internal/i18n"
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
			got, pages := pageTexts(t, out)
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

// TestFilesAreTheSameEveryTime writes each file twice.
func TestFilesAreTheSameEveryTime(t *testing.T) {
	for kind := range kinds {
		first := written(t, kind, testkit.Form(40, i18n.KK, i18n.RU).Document())
		time.Sleep(2 * time.Millisecond)
		if !bytes.Equal(first, written(t, kind, testkit.Form(40, i18n.KK, i18n.RU).Document())) {
			t.Errorf("%s differs from one time to the next", kind)
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
	got, pages := pageTexts(t, written(t, "pdf", d))
	words := 0
	for _, s := range got {
		words += strings.Count(s, "атау.")
	}
	if words != 900 || pages < 8 {
		t.Errorf("%d of 900 words of the long title on %d pages", words, pages)
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

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// unzipped are the parts of a packed document, each found to be XML.
func unzipped(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(text)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// inCells are the texts of the cells that have any.
func inCells(t testing.TB, document string) []string {
	t.Helper()
	var out []string
	var cell strings.Builder
	text := false
	for d := xml.NewDecoder(strings.NewReader(document)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			text = token.Name.Local == "t"
			if token.Name.Local == "tc" {
				cell.Reset()
			}
		case xml.CharData:
			if text {
				cell.Write(token)
			}
		case xml.EndElement:
			if text = false; token.Name.Local == "tc" && cell.Len() > 0 {
				out = append(out, cell.String())
			}
		}
	}
}

var (
	streams = regexp.MustCompile(`(?s)/FlateDecode /Length (\d+)>>\nstream\n`)
	shown   = regexp.MustCompile(`(?s)BT [\d.]+ [\d.]+ Td \((.*?)\) Tj ET`)
	escaped = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r")
)

// pageTexts are the lines of text on the pages, and how many pages there are.
func pageTexts(t testing.TB, data []byte) (texts []string, pages int) {
	t.Helper()
	for _, at := range streams.FindAllSubmatchIndex(data, -1) {
		n, _ := strconv.Atoi(string(data[at[2]:at[3]]))
		z, err := zlib.NewReader(bytes.NewReader(data[at[1]:min(len(data), at[1]+n)]))
		if err != nil {
			continue
		}
		body, _ := io.ReadAll(z)
		found := shown.FindAllSubmatch(body, -1)
		if len(found) > 0 {
			pages++
		}
		for _, m := range found {
			raw := escaped.Replace(string(m[1]))
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			texts = append(texts, string(utf16.Decode(units)))
		}
	}
	return texts, pages
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
