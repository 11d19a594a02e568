package planning_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/i18n"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// TestTheEditorIsForThoseWhoDraft asks everybody for the editor and for the
// form that begins a roadmap.
func TestTheEditorIsForThoseWhoDraft(t *testing.T) {
	s, _ := drafting(t)
	for _, who := range testkit.Everyone {
		want := map[string]int{
			"manager.astana": http.StatusOK, "head.astana": http.StatusOK,
			"official": http.StatusForbidden, "auditor": http.StatusForbidden, "expert": http.StatusForbidden,
			"chair": http.StatusForbidden, "secretary": http.StatusForbidden, "member": http.StatusForbidden,
		}[who]
		if want == 0 {
			want = http.StatusNotFound
		}
		if got := s.As(who).Get(editor).Status; got != want {
			t.Errorf("%s gets %d for the editor, want %d", who, got, want)
		}
	}
	s.As("head.astana").Get(editor).Button("Submit for approval")
	manager := s.As("manager.astana").Get(editor).Says(visit.Say("draft.head_submits"))
	if manager.Has(`form[action$="/submission"]`) {
		t.Error("a manager is offered to submit")
	}
	s.As("manager.astana").Post(astana+"/submission", nil).Is(http.StatusForbidden)
	s.As("manager.ontustik").Post(editor+"/lines", nil).Is(http.StatusNotFound)
}

func TestDraftsAreReachedFromWhereOneLooks(t *testing.T) {
	s, v := drafting(t)
	for _, page := range []string{"/", "/roadmaps", astana, "/roadmaps/new"} {
		if !v.Get(page).Has(`main a[href^="` + editor + `"]`) {
			t.Errorf("%s does not lead to the draft", page)
		}
		if s.As("official").Get(page).Has(`main a[href^="` + editor + `"]`) {
			t.Errorf("%s leads the official to the editor", page)
		}
	}
	if v.Get(astana+"?as_of=2018-02-20").Has(`main a[href^="`+editor+`"]`) || v.Get("/roadmaps?as_of=2018-02-20").Has(`main a[href="/roadmaps/new"]`) {
		t.Error("a past day offers to edit")
	}
	p := v.Get(editor + "?as_of=2018-02-20").Is(http.StatusSeeOther)
	if got := p.Header.Get("Location"); got != astana+"?as_of=2018-02-20" {
		t.Errorf("the editor of a past day leads to %s", got)
	}
}

func TestARoadmapIsBegunFromNothing(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("manager.astana")
	p := v.Get("/roadmaps/new").Is(http.StatusOK)
	if got := p.Value("year"); got != "2019" {
		t.Errorf("the year proposed is %s", got)
	}
	begin := func(year, from string) *visit.Page {
		return v.Get("/roadmaps/new").Button("Begin the draft").Fill("year", year, "from", from).Submit()
	}
	for _, tt := range []struct{ year, from, field, says string }{
		{"", "", "year", visit.Say("fault.required")},
		{"next", "", "year", visit.Say("fault.not_a_number")},
		{"2017", "", "year", visit.Say("roadmap.year_range", "First", 2018, "Last", 2023)},
		{"2018", "", "year", visit.Say("draft.year_taken", "Year", 2018)},
	} {
		p := begin(tt.year, tt.from).Is(http.StatusUnprocessableEntity)
		if got := p.Fault(tt.field); got != tt.says {
			t.Errorf("%q: beside %s stands %q, want %q", tt.year, tt.field, got, tt.says)
		}
		if p.Value("year") != tt.year {
			t.Errorf("the year %q is shown as %q", tt.year, p.Value("year"))
		}
	}
	begin("2018", "astana/2018").Is(http.StatusUnprocessableEntity)
	begin("2020", "astana/1999").Is(http.StatusUnprocessableEntity).Says(visit.Say("draft.from_unknown"))
	begin("2020", "ontustik/2018").Is(http.StatusUnprocessableEntity).Says(visit.Say("draft.from_unknown"))
	begin("2019", "").Follow().Is(http.StatusOK).Says("2019 roadmap: draft", visit.Say("draft.empty"), "Projects without lines", "Project sergek", visit.Say("roadmap.empty"))
	v.Post("/roadmaps", map[string][]string{"programme": {"ontustik"}, "year": {"2019"}}).Is(http.StatusUnprocessableEntity)
}

func TestARoadmapIsBegunFromLastYears(t *testing.T) {
	s := visit.Serve(t)
	s.SayDone("astana 1.1", "2018-03-02")
	s.Accept("astana 1.1", "2018-03-02")
	v := s.As("manager.astana")
	v.Get("/roadmaps/new").Says("4 lines that are not done come over").Button("Begin the draft").Fill("year", "2019", "from", "astana/2018").
		Submit().Follow().Says("4 lines", "2 Apr 2019")
}

func TestANewVersionSaysWhy(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("head.astana")
	p := v.Get(astana).Is(http.StatusOK)
	address := p.Doc.Find(`.version-acts a[href*="/roadmaps/new"]`).AttrOr("href", "")
	p = v.Get(address).Is(http.StatusOK).Button("Begin a new version").Submit().Is(http.StatusUnprocessableEntity)
	if got := p.Fault("reason"); got != visit.Say("fault.required") {
		t.Errorf("without a reason: %q", got)
	}
	if got := p.Fault("reason_code"); got != visit.Say("fault.required_choice") {
		t.Errorf("without a reason code: %q", got)
	}
	p.Button("Begin a new version").Fill("reason_code", "permits", "reason", "Сроки сдвинулись").Submit().Follow().Is(http.StatusOK).Says("Version 2", "Сроки сдвинулись", "5 lines")
	v.Post(astana+"/versions", map[string][]string{"reason_code": {"other"}, "reason": {"again"}}).Is(http.StatusConflict)
}

// move presses a button of the editor for a line.
func move(v *visit.Visitor, number, words string) *visit.Page {
	v.T.Helper()
	id := lineID(v, number)
	return v.Get(v.Get(editor).Doc.Find("a#more-"+id).AttrOr("href", "")).Button(words, "#line-"+id).Submit()
}

// lineID is the key of the line with the number, as it stands now.
func lineID(v *visit.Visitor, number string) string {
	v.T.Helper()
	for _, p := range plansOf(v.T, v.Site) {
		if p.Number == number {
			return strconv.FormatInt(p.MilestoneID, 10)
		}
	}
	v.T.Fatalf("no line %s", number)
	return ""
}

func TestLinesAreMovedAndTakenBack(t *testing.T) {
	_, v := drafting(t)
	const began = "1.1 Line 1.1 кк | 1.2 Line 1.2 кк | 1.3 Line 1.3 кк | 2.1 Line 2.1 кк | 2.2 Line 2.2 кк"
	is := func(p *visit.Page, want string) {
		t.Helper()
		if got := numbersIn(p); got != want {
			t.Fatalf("the lines are\n%s, want\n%s", got, want)
		}
	}
	is(v.Get(editor), began)
	down := move(v, "1.1", "Line 1.1: down").Follow()
	is(down, "1.1 Line 1.2 кк | 1.2 Line 1.1 кк | 1.3 Line 1.3 кк | 2.1 Line 2.1 кк | 2.2 Line 2.2 кк")
	down.Says("Last change · The manager.astana")
	in := move(v, "1.2", "Under the line above").Follow()
	is(in, "1.1 Line 1.2 кк | 1.1.1 Line 1.1 кк | 1.2 Line 1.3 кк | 2.1 Line 2.1 кк | 2.2 Line 2.2 кк")
	if !in.Has("details.line-more[open]") {
		t.Error("the line that went in does not offer the way out again")
	}
	is(move(v, "1.1.1", "One level out").Follow(), "1.1 Line 1.2 кк | 1.2 Line 1.1 кк | 1.3 Line 1.3 кк | 2.1 Line 2.1 кк | 2.2 Line 2.2 кк")
	is(move(v, "1.2", "Line 1.2: up").Follow(), began)
	p := move(v, "1.1", "Line 1.1: up").Is(http.StatusUnprocessableEntity).Says(visit.Say("roadmap.cannot_move"))
	is(p, began)
	undone := v.Get(editor).Button("Undo").Submit().Follow()
	is(undone, "1.1 Line 1.2 кк | 1.2 Line 1.1 кк | 1.3 Line 1.3 кк | 2.1 Line 2.1 кк | 2.2 Line 2.2 кк")
	if !strings.Contains(undone.TextOf(".last-edit"), "Taken back · The manager.astana") || !strings.Contains(undone.TextOf(".last-edit"), "Moved line") {
		t.Errorf("of what was taken back is said: %s", undone.TextOf(".last-edit"))
	}
	is(v.Get(editor).Button("Do again").Submit().Follow(), began)
}

func TestTheLastChangeIsSaidInWordsAndTakenBack(t *testing.T) {
	s, v := drafting(t)
	lineOf(v, "1.1").Button("Save").Fill("title_ru", "Камеры", "due_kind", "month", "due_month", "4").Submit()
	p := v.Get(editor).Says("Last change · The manager.astana", "Changed line 1.1", "Line 1.1 ру → Камеры", "30 Mar 2018 → April 2018")
	stale := p.Button("Undo")
	lineOf(s.As("head.astana"), "2.1").Button("Save").Fill("note", "from the head").Submit()
	p = stale.Submit().Is(http.StatusConflict).Says(visit.Say("draft.undo_stale"), "Last change · The head.astana", "from the head")
	p.Button("Undo").Submit().Follow().Says("Changed line 1.1", "Taken back").Button("Undo").Submit().Follow().SaysNot("Last change")
	if got := lineOf(v, "1.1").Typed("title_ru"); got != "Line 1.1 ру" {
		t.Errorf("the title is %q", got)
	}
	v.Post(editor+"/undoing", nil).Is(http.StatusUnprocessableEntity).Says(visit.Say("draft.nothing_to_undo"))
}

func TestALineIsCopiedAndRemoved(t *testing.T) {
	_, v := drafting(t)
	copied := v.Get(editor+"?menu="+lineID(v, "1.1")).Button("Copy", "#line-"+lineID(v, "1.1")).Submit().Follow().Is(http.StatusOK)
	copied.Says(visit.Say("draft.copied"), "Line 1.2")
	if got := numbersIn(v.Get(editor)); !strings.HasPrefix(got, "1.1 Line 1.1 кк | 1.2 Line 1.1 кк | 1.3 Line 1.2 кк") {
		t.Errorf("the lines are %s", got)
	}
	asked := v.Get(editor + "/lines/" + lineID(v, "1.3") + "/removal").Is(http.StatusOK)
	asked.Says("Remove line 1.3?", "1 line comes after it", "1.4 Line 1.3")
	if got := numbersIn(v.Get(editor)); !strings.Contains(got, "Line 1.2") {
		t.Error("asking has removed the line")
	}
	asked.Button("Remove the line").Submit().Follow().Says(visit.Say("draft.removed"), "Removed line 1.3 Line 1.2")
	if got := numbersIn(v.Get(editor)); strings.Contains(got, "Line 1.2 кк") {
		t.Errorf("the lines are %s", got)
	}
	v.Get(editor).Button("Undo").Submit().Follow()
	if got := numbersIn(v.Get(editor)); !strings.Contains(got, "1.3 Line 1.2 кк") {
		t.Errorf("the lines are %s", got)
	}
}

func TestTitlesArePasted(t *testing.T) {
	_, v := drafting(t)
	paste := func(project, titles string) *visit.Page {
		p := v.Get(editor)
		f := p.Button(visit.Say("draft.paste_do"), `tr.group-foot:has(button[form="paste-`+project+`"])`)
		return f.Fill("titles", titles).Submit()
	}
	paste("ikomek", "Камеры орнату\tУстановка камер\n\nОқыту | Обучение\r\nТолько по-русски\nТек қазақша").Follow().
		Says(visit.Say("draft.titles_added"), "Added 4 lines", "2.3 Камеры орнату", "Установка камер", "2.4 Оқыту", "Обучение", "2.5 no title", "Только по-русски", "2.6 Тек қазақша",
			"2.5 Title in Kazakh: "+visit.Say("fault.required"))
	p := paste("ikomek", "  \n ").Is(http.StatusUnprocessableEntity)
	if got := p.Fault("titles"); got != visit.Say("fault.required") {
		t.Errorf("nothing pasted: %q", got)
	}
	many := strings.Repeat("Пункт\n", 201)
	p = paste("sergek", many).Is(http.StatusUnprocessableEntity)
	if got := p.Fault("titles"); got != visit.Say("draft.titles_limit", "Limit", 200) {
		t.Errorf("too many: %q", got)
	}
	if p.Doc.Find(`textarea[form="paste-sergek"]`).Text() == "" {
		t.Error("what was pasted is lost")
	}
	v.Post(editor+"/titles", map[string][]string{"project": {"lighting"}, "titles": {"x"}}).Is(http.StatusUnprocessableEntity)
}

// TestSeveralLinesAreChangedTogether: chosen, looked at, applied; and nothing
// that was not looked at.
func TestSeveralLinesAreChangedTogether(t *testing.T) {
	s, v := drafting(t)
	v.Get(editor).Button("Change the ticked lines").Submit().Is(http.StatusUnprocessableEntity).Says(visit.Say("draft.tick_first"))
	chosen := v.Get(editor).Button("Change the ticked lines").Tick("line", lineID(v, "2.1")+".0").Tick("project", "sergek").Submit().Is(http.StatusOK)
	chosen.Says("4 lines chosen", "1.1, 1.2, 1.3, 2.1")
	chosen.Button("Show what will change").Submit().Is(http.StatusUnprocessableEntity).Says(visit.Say("draft.nothing_changed"))
	bad := chosen.Button("Show what will change").Fill("shift", "many", "cost_percent", "-200", "weight", "101").Submit().Is(http.StatusUnprocessableEntity)
	for field, want := range map[string]string{"shift": visit.Say("draft.lag_number"), "cost_percent": visit.Say("draft.cost_percent_range"), "weight": visit.Say("fault.percent_range")} {
		if got := bad.Fault(field); got != want {
			t.Errorf("beside %s stands %q, want %q", field, got, want)
		}
	}
	seen := bad.Button("Show what will change").Fill("shift", "+5", "cost_percent", "10", "weight", "").Submit().Is(http.StatusOK)
	seen.Says("4 lines will change", "1 Feb 2018 → 8 Feb 2018", "30 Mar 2018 → 6 Apr 2018", "₸100 k (Local budget) → 2018: ₸110 k (Local budget)", "1 gate moves")
	if !strings.Contains(seen.TextOf("#preview s"), "30 Mar 2018") {
		t.Error("what is no more is not struck through")
	}
	if got := lineOf(v, "1.1").Typed("start"); got != "01.02.2018" {
		t.Errorf("looking has changed the line: it starts on %s", got)
	}
	seen.Button("Apply to 4 lines").Fill("shift", "+6").Submit().Is(http.StatusUnprocessableEntity).Says(visit.Say("draft.preview_first"))
	late := seen.Button("Apply to 4 lines")
	lineOf(s.As("head.astana"), "2.1").Button("Save").Fill("note", "meanwhile").Submit()
	again := late.Submit().Is(http.StatusConflict).Says(visit.Say("draft.lines_stale"), "4 lines will change")
	again.Button("Apply to 4 lines").Submit().Follow().Says(visit.Say("draft.lines_changed"), "Changed 4 lines together")
	if got := lineOf(v, "1.1").Typed("start"); got != "08.02.2018" {
		t.Errorf("1.1 starts on %s", got)
	}
	v.Get(editor).Button("Undo").Submit().Follow()
	if got := lineOf(v, "1.1").Typed("start"); got != "01.02.2018" {
		t.Errorf("taken back, 1.1 starts on %s", got)
	}
}

func TestAChangeThatOneLineCannotBear(t *testing.T) {
	_, v := drafting(t)
	f := v.Get(editor).Button("Change the ticked lines").Tick("project", "ikomek").Submit().
		Button("Show what will change").Fill("shift", "200").Submit().Is(http.StatusOK)
	// It is said before anybody applies it.
	f.Says(visit.Say("draft.refused_head"), "2.2", visit.Say("roadmap.due_outside_year")).SaysNot("Apply to")
	apply := f.Button("Show what will change")
	apply.Values.Set("step", "apply")
	p := apply.Submit().Is(http.StatusUnprocessableEntity)
	p.Says(visit.Say("draft.lines_refused"), "2.2", visit.Say("roadmap.due_outside_year"))
	if p.Typed("shift") != "200" {
		t.Error("what was typed is lost")
	}
}

func TestAnIncompleteDraftIsNotSubmitted(t *testing.T) {
	s, v := drafting(t)
	v.Get(href.DraftNewLine("astana", 2018, "ikomek")).Button("Save unfinished").
		Fill("title_ru", "Обучение", "due_kind", "year", "due_year", "2018", "start", "01.02.2018").Submit()
	head := s.As("head.astana")
	p := head.Get(editor).Button("Submit for approval").Submit().Is(http.StatusUnprocessableEntity)
	p.Says(visit.Say("draft.incomplete"), "1 to mend before submission")
	if !p.Has("details[open] .findings .finding-blocking") {
		t.Error("what is to be mended is not shown")
	}
	head.Get(p.Doc.Find(".findings .finding-blocking + span a").AttrOr("href", "")).Button("Save").Fill("title_kk", "Оқыту").Submit()
	head.Get(editor).Says(visit.Say("draft.complete")).Button("Submit for approval").Submit().Follow().Says("Submitted")
}

// TestALargeDraftIsShownInPages: a thousand lines cost no more queries than
// five, and the page stays light.
func TestALargeDraftIsShownInPages(t *testing.T) {
	s, v := drafting(t)
	lineOf(v, "1.1").Button("Save").Fill("note", "once").Submit()
	v.Get(editor)
	few := v.Get(editor).Queries
	titles := make([]i18n.Text, 200)
	for i := range titles {
		titles[i] = i18n.Text{KK: "Тармақ " + strconv.Itoa(i), RU: "Пункт " + strconv.Itoa(i)}
	}
	for range 5 {
		if _, err := s.App.AddLines(context.Background(), s.Actor("manager.astana"), plansOf(t, s)[0].VersionID, s.Projects["ikomek"], titles); err != nil {
			t.Fatal(err)
		}
	}
	v.Get(editor)
	p := v.Get(editor).Is(http.StatusOK).Says("1–100 of 1,005", "1,005 lines")
	if p.Queries != few {
		t.Errorf("%d queries with 5 lines, %d with 1005", few, p.Queries)
	}
	if n := zipped(t, p.Body); n > 40<<10 {
		t.Errorf("the page weighs %d bytes", n)
	}
	if rows := p.Doc.Find(`tr[id^="line-"]`); rows.Length() == 100 {
		// As text, with everything in it.
		bytes := 0
		for _, n := range rows.Nodes {
			html, err := goquery.OuterHtml(p.Doc.FindNodes(n))
			must(t, err)
			bytes += len(html)
		}
		if bytes > 100*2500 {
			t.Errorf("a row weighs %d bytes", bytes/100)
		} else {
			t.Logf("a row weighs %d bytes", bytes/100)
		}
	} else {
		t.Errorf("%d rows", rows.Length())
	}
	v.Get(editor + "?q=2.1005").Is(http.StatusOK).Says("No milestones match")
	v.Get(editor + "?q=" + "%D0%BF%D1%83%D0%BD%D0%BA%D1%82+199").Is(http.StatusOK).Says("of 6")
	v.Get(editor + "?show=gates").Says("1.3").SaysNot("Пункт")
	v.Get(editor + "?project=sergek").Says("1–3 of 3")
	v.Get(href.DraftAt("astana", 2018, mustID(t, lineID(v, "2.900")))).Says("2.900", "901–1,000 of 1,005")
}

func mustID(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// zipped is how much a page weighs over the wire.
func zipped(t *testing.T, body string) int {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(body)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
