package planning_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"qadam/internal/app"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

const (
	official = astana + "?view=form"
	forms    = "pdf docx xlsx"
	paper    = ".paper-table"
	header   = "Content-Disposition"
)

// TestTheFormIsSeenByThoseWhoSeeTheVersion asks everybody for the form of a
// draft, as a page and as files.
func TestTheFormIsSeenByThoseWhoSeeTheVersion(t *testing.T) {
	s := serve(t)
	everybody := only("manager.astana", "head.astana", "manager.ontustik", "head.ontustik", "expert", "chair", "secretary", "member", "official", "auditor")
	drafters := only("manager.astana", "head.astana", "official", "auditor")
	id := s.second(1)
	of := func(version string) []string {
		addresses := []string{astana + "?view=form" + version, astana + ".xlsx?view=table" + version}
		for _, f := range strings.Fields(forms) {
			addresses = append(addresses, astana+"."+f+"?view=form"+version)
		}
		return addresses
	}
	for _, address := range of("") {
		s.check(t, address, everybody)
	}
	for _, address := range of("&version=2") {
		s.check(t, address, drafters)
	}
	s.submit(id)
	for _, address := range of("&version=2") {
		s.check(t, address, only("manager.astana", "head.astana", "official", "auditor", "expert", "secretary"))
	}
	s.as("official").get(astana+"?view=form&version=2&text=ru").says("ПРОЕКТ (Направлено на согласование)", "УТВЕРЖДАЮ", "Akim", "Added 1").saysNot("Приложение")
	s.bringIntoForce(id)
	s.as("member").get(astana+"?view=form&text=ru").says("Приложение к распоряжению", "от 5 марта 2018 года № 15", "Akim").saysNot("ПРОЕКТ")
	s.as("member").get(astana + "?view=form&text=ru&version=1").says("УТРАТИЛА СИЛУ")
	for _, f := range strings.Fields(forms) {
		v := s.as("member")
		v.get(astana + "." + f + "?view=form&version=9").is(http.StatusNotFound)
	}
}

// TestBeforeTheFirstVersionThereIsNoForm asks for the form as of a day on which
// there was no version: the page and every file of it say so, while the data are
// there and empty.
func TestBeforeTheFirstVersionThereIsNoForm(t *testing.T) {
	v := serve(t).as("member")
	const day = "as_of=2018-01-15"
	for _, address := range []string{official + "&" + day, astana + ".pdf?" + day, astana + ".docx?" + day, astana + ".pdf?view=form&" + day, astana + ".docx?view=form&" + day, astana + ".xlsx?view=form&" + day} {
		p := v.get(address).is(http.StatusNotFound).says("No roadmap was in force on 15 Jan 2018", "back to today")
		if kind := p.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/html") {
			t.Errorf("%s is answered with %s", address, kind)
		}
		if n := p.doc.Find(".head-actions a[href*='.'], .paper").Length(); n != 0 {
			t.Errorf("%s: %d files or sheets are offered", address, n)
		}
		back, _ := p.doc.Find(".empty a").Attr("href")
		v.get(back).is(http.StatusOK).says("1.1")
	}
	for _, address := range []string{astana + "?", astana + ".json?", astana + ".csv?", astana + ".xlsx?"} {
		v.get(address + day).is(http.StatusOK).saysNot("1.1")
	}
}

// TestTheFormIsInTheLanguageAskedFor gives the text asked for; without a word
// that of the reader, and who reads English gets both that are in force.
func TestTheFormIsInTheLanguageAskedFor(t *testing.T) {
	v := serve(t).as("official")
	kk, ru, en := "Жауапты орындаушылар", "Ответственные исполнители", "Responsible executors"
	tests := []struct {
		query    string
		says     []string
		saysNot  []string
		selected string
	}{
		{"", []string{kk, ru}, []string{en}, "Kazakh and Russian"},
		{"&text=kk", []string{kk}, []string{ru, en}, "Kazakh"},
		{"&text=ru", []string{ru}, []string{kk, en}, "Russian"},
		{"&text=en", []string{en, "Working translation"}, []string{kk, ru}, "English (translation)"},
		{"&text=fr", []string{kk, ru}, []string{en}, "Kazakh and Russian"},
		{"&lang=kk", []string{kk}, []string{ru, en}, "Қазақша"},
		{"&lang=ru", []string{ru}, []string{kk, en}, "На русском"},
	}
	for _, tt := range tests {
		p := v.get(official + tt.query).is(http.StatusOK).says(tt.says...).saysNot(tt.saysNot...)
		if got := strings.TrimSpace(p.doc.Find("#document .tab.active").Text()); got != tt.selected {
			t.Errorf("%q: the text chosen is %q, want %q", tt.query, got, tt.selected)
		}
		p.doc.Find(".head-actions a[href*='.']").Each(func(_ int, a *goquery.Selection) {
			if address, _ := a.Attr("href"); !strings.Contains(address, "view=form") {
				t.Errorf("%q: %s leads to another thing than the page", tt.query, address)
			}
		})
		if n := p.doc.Find(".head-actions a[href*='.']").Length(); n != 3 {
			t.Errorf("%q: %d files are offered, want three", tt.query, n)
		}
	}
}

// TestHeadsBreakBetweenSyllables finds where the longest word of the heads may be
// broken: nowhere else, after no other word, and no letter is left alone.
func TestHeadsBreakBetweenSyllables(t *testing.T) {
	v := serve(t).as("official")
	for text, want := range map[string]string{"kk": "Бюджеттік\nбағ-дар-ла-ма-ның", "ru": "Источник\nфи-нан-си-ро-ва-ния", "both": "бағ-дар-ла-ма-ның"} {
		var heads []string
		v.get(official + "&text=" + text).is(http.StatusOK).doc.Find(paper + " thead .paper-said").Each(func(_ int, said *goquery.Selection) {
			heads = append(heads, strings.ReplaceAll(said.Text(), "\u00ad", "-"))
		})
		if !strings.Contains(strings.Join(heads, "|"), want) {
			t.Errorf("%s: no %q in %q", text, want, heads)
		}
	}
}

var sums = regexp.MustCompile(`^[\d ]+$`)

// TestTheFormAndTheDataAgree holds the sums of the page and of the spreadsheet
// against those of the JSON, with filters and as of a day.
func TestTheFormAndTheDataAgree(t *testing.T) {
	v := storied(t).as("official")
	for _, query := range []string{"", "&project=sergek", "&q=line+2", "&as_of=2018-04-30", "&status=overdue"} {
		doc := v.roadmapJSON(astana + ".json?text=ru" + query)
		var want []string
		var total int64
		for _, l := range doc.Lines {
			for _, c := range l["costs"].([]any) {
				tiyn := int64(c.(map[string]any)["tiyn"].(float64))
				total += tiyn
				want = append(want, strconv.FormatInt(tiyn/100_000, 10))
			}
		}
		p := v.get(official + "&text=ru" + query).is(http.StatusOK)
		var numbers, got, totals []string
		p.doc.Find(paper).First().Find("tbody tr").Each(func(_ int, tr *goquery.Selection) {
			tr.Find(".paper-end").Each(func(_ int, td *goquery.Selection) {
				text := strings.ReplaceAll(strings.TrimSpace(td.Text()), "\u00a0", "")
				switch {
				case text == "":
				case !sums.MatchString(text):
					t.Errorf("%q: %q is no sum", query, text)
				case tr.HasClass("paper-total"):
					totals = append(totals, text)
				default:
					got = append(got, text)
				}
			})
			if tr.AttrOr("class", "") == "" {
				numbers = append(numbers, strings.TrimSpace(tr.Find("th").First().Text()))
			}
		})
		var lines []string
		for _, l := range doc.Lines {
			lines = append(lines, l["number"].(string))
		}
		if !slices.Equal(numbers, lines) {
			t.Errorf("%q: the form has the lines %v, the data %v", query, numbers, lines)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: sums of the lines (-data +form):\n%s", query, diff)
		}
		if len(totals) == 0 || totals[len(totals)-1] != strconv.FormatInt(total/100_000, 10) {
			t.Errorf("%q: the total of %d tiyn is %v", query, total, totals)
		}
		if extract := strings.Contains(p.Body, "Выписка"); extract != (len(lines) < 5) {
			t.Errorf("%q: %d of 5 lines, and it says that it is an extract: %t", query, len(lines), extract)
		}
		if got := sheetSums(t, v.get(astana+".xlsx?view=form&text=ru"+query).is(http.StatusOK)); !slices.Equal(got, append(want, totals...)) {
			t.Errorf("%q: the spreadsheet has %v, the form %v and %v", query, got, want, totals)
		}
	}
}

// sheetSums are the sums of the form as a spreadsheet: of lines, then totals.
func sheetSums(t *testing.T, p *page) []string {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(p.Body))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetList()[0], excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var lines, totals []string
	for _, r := range rows {
		if len(r) < 6 || r[5] == "" || !sums.MatchString(r[5]) || r[0] == "1" {
			continue
		}
		if strings.HasPrefix(r[0], "Итого") || strings.HasPrefix(r[0], "Всего") {
			totals = append(totals, r[5])
		} else {
			lines = append(lines, r[5])
		}
	}
	return append(lines, totals...)
}

// TestListsAreSpreadsheetsToo holds every list against its CSV.
func TestListsAreSpreadsheetsToo(t *testing.T) {
	s := storied(t)
	s.second(1)
	v := s.as("official")
	for _, address := range []string{"/roadmaps", astana, "/projects", "/zones", astana + "/comparison"} {
		p := v.get(address + ".xlsx").is(http.StatusOK)
		if name := p.Header.Get(header); !strings.HasPrefix(name, "attachment;") || !strings.HasSuffix(name, `.xlsx"`) {
			t.Errorf("%s is kept as %s", address, name)
		}
		testkit.SameSheet(t, address, v.get(address+".csv").is(http.StatusOK).Body, p.Body)
		if n := v.get(address).doc.Find("main a[href*='.xlsx'], main a[href*='.csv']").Length(); n != 2 {
			t.Errorf("%s offers %d spreadsheets, want two", address, n)
		}
	}
	query := "?status=overdue&as_of=2018-07-10"
	testkit.SameSheet(t, query, v.get(astana+".csv"+query).Body, v.get(astana+".xlsx"+query).is(http.StatusOK).Body)
	v.get("/zones/zone-astana.xlsx").is(http.StatusNotFound)
}

// TestFilesOfOneDayAreTheSame writes the form twice, with other work between.
func TestFilesOfOneDayAreTheSame(t *testing.T) {
	s := storied(t)
	v := s.as("official")
	for _, f := range strings.Fields(forms) {
		address := astana + "." + f + "?view=form&as_of=2018-04-30"
		first := v.get(address).is(http.StatusOK).Body
		if again := v.get(address).Body; again != first {
			t.Errorf("%s differs from one time to the next", f)
		}
	}
}

// TestTheFormAsksLittle counts the queries of the form with few lines and many.
func TestTheFormAsksLittle(t *testing.T) {
	s := serve(t)
	count := func() (n [2]int64) {
		v := s.as("official")
		for i, address := range []string{official, astana + ".pdf"} {
			v.get(address).is(http.StatusOK)
			r := httptest.NewRequest(http.MethodGet, address, nil)
			ctx, queries := store.CountQueries(r.Context())
			v.send(r.WithContext(ctx)).is(http.StatusOK)
			n[i] = queries.Load()
		}
		return n
	}
	small := count()
	id := s.second(100)
	s.submit(id)
	s.Enforce(id, app.Act{Number: "15", Date: testkit.Day("2018-03-05"), Signatory: i18n.Same("Akim")})
	if large := count(); large != small || small[0] > 7 {
		t.Errorf("%v queries with 5 lines, %v with 105", small, large)
	}
	if out := s.as("official").get(astana + ".pdf").Body; !bytes.HasPrefix([]byte(out), []byte("%PDF-")) {
		t.Errorf("not a PDF: %.20q", out)
	}
}

// TestTheFormNamesWhoOwnedTheProgramme when the act was signed, whoever owns it
// on the day shown.
func TestTheFormNamesWhoOwnedTheProgramme(t *testing.T) {
	p := storied(t).as("official").get("/roadmaps/ontustik/2018?view=form&text=en").is(http.StatusOK)
	if got := strings.TrimSpace(p.doc.Find(".paper-heading").First().Text()); !strings.Contains(got, "Akimat of South Kazakhstan") || strings.Contains(got, "Shymkent") {
		t.Errorf("the heading: %s", got)
	}
}
