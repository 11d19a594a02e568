package admin_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

const importing = "/admin/calendar/2019/import"

// year2019 is next year's calendar as somebody would type it, every separator
// and kind of day in it once.
const year2019 = "\ufeffdate;kind;name_kk;name_ru;name_en;moved_from\r\n" +
	"01.01.2019;holiday;Жаңа жыл;Новый год;New Year;\r\n" +
	"2019-05-04;working;Жұмыс;Рабочий день;;\r\n" +
	"10.05.2019;Day off (moved);\"Демалыс; ауыстырылған\";Выходной;;04.05.2019\r\n"

// send sends rows to the page, as its form would.
func send(v *visit.Visitor, rows string) *visit.Page {
	v.T.Helper()
	return v.Get(importing).Is(http.StatusOK).Form(say("admin.import_preview")).Fill("rows", rows).Submit()
}

// upload sends a file in the place of rows.
func upload(v *visit.Visitor, address, name string, file []byte) *visit.Page {
	v.T.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("rows", "typed before")
	part, err := w.CreateFormFile("files", name)
	if err != nil {
		v.T.Fatal(err)
	}
	_, _ = part.Write(file)
	_ = w.Close()
	r := httptest.NewRequest(http.MethodPost, address, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return v.Send(r)
}

func TestNextYearsCalendarIsImported(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	p := send(v, year2019).Is(http.StatusOK)
	p.Says(say("admin.import_ruled", "Year", 2019), "4 May 2019", "instead of 4 May 2019", "Демалыс; ауыстырылған")
	// The rules know more holidays than these rows: each is asked about.
	p.Says(say("admin.doubts"), "8 Mar 2019", "International Women’s Day")
	if calendar(s).IsWorking(testkit.Day("2019-05-04")) {
		t.Error("the preview changed the calendar")
	}
	apply := p.Form(say("admin.import_apply"))
	done := apply.Submit().Follow().Is(http.StatusOK).Says(say("admin.imported"), "4 May", "10 May", "Демалыс; ауыстырылған")
	done.SaysNot(say("admin.ruled", "Year", 2019))
	if c := calendar(s); !c.IsWorking(testkit.Day("2019-05-04")) || c.IsWorking(testkit.Day("2019-05-10")) || !c.IsWorking(testkit.Day("2019-03-08")) {
		t.Error("the calendar is not what was sent")
	}
	// Sent again, it was seen before this calendar stood there.
	again := apply.Submit().Is(http.StatusConflict).Says(say("fault.changed_meanwhile"), say("admin.import_nothing"))
	if !strings.Contains(again.Doc.Find("textarea").Text(), "Демалыс; ауыстырылған") {
		t.Error("what was sent is lost")
	}
	if pairs := done.TextOf(".day-pairs"); pairs != "4 May, Saturday worked 10 May, Friday off" {
		t.Errorf("the pair: %s", pairs)
	}
	if got := done.TextOf(".month sup"); got != "1 1" {
		t.Errorf("both days bear the number of their pair: %q", got)
	}
}

// What the page gives is what it takes: nothing would change.
func TestTheCalendarGoesRound(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	addDay(v, 2018, "date", "13.02.2018", "name_ru", `=HYPERLINK("https://example.org")`).Is(http.StatusSeeOther)
	file := v.Get("/admin/calendar/2018.csv").Is(http.StatusOK).Body
	p := upload(v, "/admin/calendar/2018/import", "calendar-2018.csv", []byte(file)).Is(http.StatusOK).Says(say("admin.import_nothing"))
	if p.Has(`input[value="apply"]`) {
		t.Error("nothing can be applied")
	}
	own := v.Get("/admin/calendar/2018/import").Form(say("admin.import_preview"))
	own.Submit().Is(http.StatusOK).Says(say("admin.import_nothing"))
	for name, change := range map[string]func(string) string{
		"with tabs":    func(s string) string { return strings.ReplaceAll(s, ";", "\t") },
		"with commas":  func(s string) string { return strings.ReplaceAll(s, ";", ",") },
		"without head": func(s string) string { _, rest, _ := strings.Cut(s, "\n"); return rest },
		"with gaps":    func(s string) string { return "\n\n" + strings.ReplaceAll(s, "\n", "\n;;;\n") },
	} {
		if p := v.Post("/admin/calendar/2018/import", url.Values{"rows": {change(own.Values.Get("rows"))}}).Is(http.StatusOK); !strings.Contains(p.Words(), say("admin.import_nothing")) {
			t.Errorf("%s: %s", name, p.Words())
		}
	}
	// Next year's: last year's rows, their year changed, are days of next year.
	next := strings.NewReplacer("2018-", "2019-").Replace(own.Values.Get("rows"))
	v.Post(importing, url.Values{"rows": {next}}).Is(http.StatusOK).Says(say("admin.import_ruled", "Year", 2019))
}

func TestRowsThatAreRefused(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	head := "date;kind;name_kk;name_ru\n"
	for _, tt := range []struct{ name, rows, line, want string }{
		{"nothing", " \n ", "", say("fault.required")},
		{"no such day", head + "01.01.2019;holiday;Күн;День\n31.11.2019;holiday;Күн;День", "3", say("fault.date_does_not_exist")},
		{"no day at all", head + "soon;holiday;Күн;День", "2", say("fault.not_a_date")},
		{"an empty day", head + ";holiday;Күн;День", "2", say("fault.required")},
		{"another year", head + "01.01.2018;holiday;Күн;День", "2", say("admin.row_other_year", "Year", 2018)},
		{"a day twice", head + "01.01.2019;holiday;Күн;День\n2019-01-01;working;Күн;День", "3", say("admin.row_twice", "Line", 2)},
		{"no such kind", head + "01.01.2019;party;Күн;День", "2", say("admin.row_kind")},
		{"no kind", head + "01.01.2019;;Күн;День", "2", say("fault.required_choice")},
		{"no name in Kazakh", head + "01.01.2019;holiday; ;День", "2", say("fault.required")},
		{"no name in Russian", head + "01.01.2019;holiday;Күн", "2", say("fault.required")},
		{"instead of what", "01.01.2019;holiday;Күн;День;;05.01.2019", "1", say("admin.moved_from")},
		{"a column is missing", "date;kind;name_ru\n01.01.2019;holiday;День", "1", say("admin.row_columns", "Columns", "name_kk")},
		{"another encoding", "01.01.2019;holiday;\xcd\xee\xe2\xfb\xe9;\xe3\xee\xe4", "1", say("admin.row_encoding")},
		{"too much", strings.Repeat("x\n", 500), "401", say("admin.rows_too_many", "Limit", 400)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := v.Post(importing, url.Values{"step": {"apply"}, "rows": {tt.rows}}).Is(http.StatusUnprocessableEntity).Says(tt.want)
			if tt.line == "" {
				if got := p.Fault("rows"); got != tt.want {
					t.Errorf("beside the field: %q", got)
				}
				return
			}
			last := p.Doc.Find(".import-bad tbody tr").Last()
			if got := strings.TrimSpace(last.Find("th").Text()); got != tt.line || !strings.Contains(visit.Plain(last.Text()), tt.want) {
				t.Errorf("line %s: %s", got, visit.Plain(last.Text()))
			}
			if p.Fault("rows") == "" || p.Has(`input[value="apply"]`) {
				t.Error("nothing stands beside the field, or the rows could be applied")
			}
			if text := p.Doc.Find("textarea").Text(); !strings.Contains(tt.rows, "\xcd") && strings.TrimSpace(text) != strings.TrimSpace(tt.rows) {
				t.Errorf("what was typed is lost: %q", text)
			}
		})
	}
	upload(v, importing, "old.csv", []byte("date;kind;name_kk;name_ru\n01.01.2019;holiday;\xcd\xee\xe2\xfb\xe9;\xe3\xee\xe4")).Is(http.StatusUnprocessableEntity).Says(say("admin.row_encoding"))
	if n := len(entered2019(s)); n != 0 {
		t.Errorf("%d days were entered", n)
	}
}

func entered2019(s *visit.Site) []portfolio.CalendarDay {
	var days []portfolio.CalendarDay
	for _, d := range portfolio.RuledDays(2019) {
		if c := calendar(s); c.IsWorking(d.Date) {
			days = append(days, d)
		}
	}
	return days
}

// Before it is applied, the page tells which deadlines would move; the
// administrator sees their numbers and not what the lines are about.
func TestAnImportTellsWhichDeadlinesMove(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	rows := v.Get("/admin/calendar/2018/import").Form(say("admin.import_preview")).Values.Get("rows")
	rows += "2018-10-01;holiday;Күн;День;;\n" // to which the third quarter rolls
	p := v.Post("/admin/calendar/2018/import", url.Values{"rows": {rows}}).Is(http.StatusOK)
	p.Says(say("admin.import_rolled_of", "InForce", 1, "Drafts", 0), "Smart Astana · 2018 · No. 1.3:").SaysNot("Line 1.3")
	if _, err := s.App.DraftVersion(t.Context(), s.Actor("manager.astana"), s.Programmes["astana"], 2018, "other", "More"); err != nil {
		t.Fatal(err)
	}
	v.Post("/admin/calendar/2018/import", url.Values{"rows": {rows}}).Says(say("admin.import_rolled_of", "InForce", 1, "Drafts", 1))
	p.SaysNot(say("admin.import_past"))
	past := rows + "2018-02-13;holiday;Күн;День;;\n"
	v.Post("/admin/calendar/2018/import", url.Values{"rows": {past}}).Says(say("admin.import_past"), say("admin.not_travelled"))
}

// A calendar that somebody else changed between preview and import is neither
// overwritten nor lost.
func TestTwoPeopleChangeTheCalendar(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	apply := send(v, year2019).Form(say("admin.import_apply"))
	day := portfolio.CalendarDay{Date: testkit.Day("2019-07-15"), Kind: "holiday", Name: i18n.Same("Meanwhile")}
	if err := s.App.AddCalendarDay(t.Context(), s.Actor("admin"), day); err != nil {
		t.Fatal(err)
	}
	p := apply.Submit().Is(http.StatusConflict).Says(say("fault.changed_meanwhile"), "Meanwhile")
	if calendar(s).IsWorking(testkit.Day("2019-07-15")) {
		t.Error("the other's day is gone")
	}
	p.Form(say("admin.import_apply")).Submit().Follow().Says(say("admin.imported"))
}

func TestOnlyTheAdministratorImports(t *testing.T) {
	s := visit.Serve(t)
	for _, who := range testkit.Everyone {
		want := http.StatusNotFound
		if who == "admin" {
			want = http.StatusOK
		}
		v := s.As(who)
		v.Get(importing).Is(want)
		v.Post(importing, url.Values{"rows": {year2019}}).Is(want)
		if who != "admin" {
			v.Post(importing, url.Values{"step": {"apply"}, "rows": {year2019}, "seen": {app.CalendarSeen(nil)}}).Is(want)
		}
	}
	s.As("admin").Get("/admin/calendar/2033/import").Is(http.StatusNotFound)
	s.As("admin").Post("/admin/calendar/2015/import", nil).Is(http.StatusNotFound)
}
