package planning_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/i18n"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

// TestTheEffectIsShownBeforeSaving asks by button, as without script, and as
// htmx does; neither changes anything.
func TestTheEffectIsShownBeforeSaving(t *testing.T) {
	_, v := drafting(t)
	f := lineOf(v, "1.1").Button("Show the effect").Fill("due_day", "13.04.2018")
	p := f.Submit().Is(http.StatusOK)
	// 1.2 begins on 2 April and takes until 2 July; pushed behind 13 April it
	// ends ten working days later, and 1.3 behind it as many.
	for _, want := range []string{"13 April 2018, Friday", "2 other lines move", "1.2 Line 1.2", "+10 working days", "1.3 Line 1.3", "1 gate moves."} {
		if got := p.TextOf("#effect"); !strings.Contains(got, want) {
			t.Errorf("the effect does not say %q:\n%s", want, got)
		}
	}
	r := visit.Posting(f.Action, f.Values)
	r.Header.Set("HX-Request", "true")
	r.Header.Set("HX-Target", "div#effect")
	part := v.Send(r).Is(http.StatusOK)
	if strings.Contains(part.Body, "<form") || !strings.Contains(part.Body, "2 other lines move") {
		t.Errorf("the region alone: %s", part.Body)
	}
	circle := lineOf(v, "1.1").Button("Show the effect").Fill("after_0", "1.3").Submit().Is(http.StatusOK)
	if got := circle.TextOf("#effect"); !strings.Contains(got, "1.1 → 1.2 → 1.3 → 1.1") && !strings.Contains(got, "1.2 → 1.3 → 1.1 → 1.2") && !strings.Contains(got, "1.3 → 1.1 → 1.2 → 1.3") {
		t.Errorf("a circle: %s", got)
	}
	v.Get(editor).SaysNot("Changed line")
}

func TestTheDeadlineIsSaidInWords(t *testing.T) {
	_, v := drafting(t)
	// 30 June 2018 is a Saturday.
	if got := lineOf(v, "2.1").Button("Show the effect").Submit().TextOf("#effect"); !strings.Contains(got, "2 July 2018, Monday") || !strings.Contains(got, "30 Jun 2018 is a day off") {
		t.Errorf("the half-year: %s", got)
	}
}

// TestTwoPeopleAtOneLine: the second to save hears of the first, sees both
// texts, loses nothing, and decides.
func TestTwoPeopleAtOneLine(t *testing.T) {
	s, first := drafting(t)
	second := s.As("head.astana")
	mine, theirs := lineOf(first, "1.1").Button("Save"), lineOf(second, "1.1").Button("Save")
	theirs.Fill("title_ru", "Камеры", "weight", "25").Submit().Follow()
	p := mine.Fill("title_ru", "Видеокамеры", "note", "моё").Submit().Is(http.StatusConflict)
	p.Says(visit.Say("fault.changed_meanwhile"), "The head.astana", "Камеры", "Видеокамеры", "25", "20", "моё")
	if p.Typed("title_ru") != "Видеокамеры" || p.Typed("note") != "моё" {
		t.Error("what was typed is lost")
	}
	p.Button("Save").Submit().Follow().Says("Видеокамеры")
	if got := lineOf(second, "1.1").Typed("weight"); got != "20" {
		t.Errorf("the second saved a weight of %q", got)
	}
}

func TestALineThatWasRemovedMeanwhile(t *testing.T) {
	_, v := drafting(t)
	f := lineOf(v, "2.1").Button("Save")
	v.Get(addressOf(v, "2.1") + "/removal").Button("Remove the line").Submit().Follow()
	f.Submit().Is(http.StatusNotFound)
}

func TestPredecessorsAreFoundByWords(t *testing.T) {
	s, v := drafting(t)
	ctx, manager := context.Background(), s.Actor("manager.astana")
	var titles []i18n.Text
	for i := range 130 {
		titles = append(titles, i18n.Text{KK: fmt.Sprintf("Тармақ %d", i), RU: fmt.Sprintf("Пункт %d", i)})
	}
	_, err := s.App.AddLines(ctx, manager, plansOf(t, s)[0].VersionID, s.Projects["ikomek"], titles)
	if err != nil {
		t.Fatal(err)
	}
	p := lineOf(v, "1.1")
	if n := p.Doc.Find("#lines-offered option").Length(); n != 0 {
		t.Errorf("%d lines are offered at once", n)
	}
	address := p.Doc.Find(`[name="after_0"]`).AttrOr("data-hx-get", "")
	found := v.Get(href.With(address, "q", "пункт 77")).Is(http.StatusOK)
	if found.Doc.Find(`#lines-offered option[value="2.80 Тармақ 77"]`).Length() != 1 {
		t.Errorf("not found among %s", found.TextOf(".list"))
	}
	if found := v.Get(href.With(address, "q", "line 1.1")); strings.Contains(found.TextOf(".list"), "Line 1.1") {
		t.Error("the line itself is offered")
	}
}

// TestAFrozenVersionIsEditedByNoAddress submits the draft and knocks at every
// door again.
func TestAFrozenVersionIsEditedByNoAddress(t *testing.T) {
	s, v := drafting(t)
	head := s.As("head.astana")
	line := addressOf(v, "1.1")
	frozen := func() {
		t.Helper()
		for _, address := range []string{editor, editor + "/lines/new", line, line + "/removal", editor + "/predecessors"} {
			if p := v.Get(address); p.Status != http.StatusSeeOther || !strings.HasPrefix(p.Header.Get("Location"), astana) {
				t.Errorf("GET %s: %d to %s", address, p.Status, p.Header.Get("Location"))
			}
		}
		for _, address := range []string{editor + "/lines", editor + "/titles", line, line + "/copy", line + "/move", line + "/removal", editor + "/changes", editor + "/undoing", astana + "/submission"} {
			head.Post(address, nil).Is(http.StatusConflict).Says(visit.Say("roadmap.frozen"))
		}
	}
	head.Get(editor).Button("Submit for approval").Submit().Follow().Is(http.StatusOK).Says("Submitted").SaysNot("Edit the draft")
	frozen()
	s.Enforce(plansOfOpen(t, s), app.Act{Number: "15", Date: testkit.Day("2018-03-05"), Signatory: i18n.Same("Akim")})
	frozen()
	v.Get(astana).Says("Begin a new version")
}

// plansOfOpen is the key of Astana's open version.
func plansOfOpen(t testing.TB, s *visit.Site) int64 {
	t.Helper()
	picture, _, err := s.Store.Read(s.Actor("secretary"), s.Store.Instant()).PictureOf(context.Background(), "astana")
	if err != nil {
		t.Fatal(err)
	}
	return picture.Roadmap(2018).Open().ID
}
