package web_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"qadam/internal/i18n"
	"qadam/internal/testkit/browse"
	"qadam/views/href"
)

// TestADraftIsDrawnUp does in a browser what a manager does most: moves a line
// by keyboard, sees what a date moves before saving it, saves, and takes it
// back; with scripts and without.
func TestADraftIsDrawnUp(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts %v", scripts), func(t *testing.T) {
			t.Parallel()
			tab := b.Open(t, browse.Serve(t))
			if !scripts {
				tab.NoScript()
			}
			tab.Enter("manager.aktobe@qadam.demo")
			tab.Go(href.Draft("aktobe", 2019) + "?lang=en")
			before := lineNumbers(tab)
			movedByKeyboard(t, tab, scripts)
			tab.Click(say(i18n.EN, "draft.undo"))
			tab.WaitFor(`document.querySelector(".last-edit").innerText.includes("` + say(i18n.EN, "draft.taken_back") + `")`)
			if got := lineNumbers(tab); got != before {
				t.Errorf("taken back, the lines are\n%s, before\n%s", got, before)
			}
			looked(t, tab, scripts)

			// 7.1 comes before 7.2 and 7.4, which end the roadmap.
			tab.Click(browse.Eval[string](tab, `[...document.querySelectorAll("tr[id^=line-]")].find(r => r.innerText.includes("7.1 ")).querySelector(".line-title a").innerText.trim()`))
			tab.SeesIn("h1", "Line 7.1")
			tab.Choose("due_kind", say(i18n.EN, "draft.due_day"))
			tab.Fill("due_day", "15.05.2019")
			if scripts {
				tab.WaitFor(`document.querySelector("#effect").innerText.includes("7.2")`)
				if name := browse.Eval[string](tab, "document.activeElement.name"); name != "due_day" {
					t.Errorf("the answer took the place of the person: %q has the focus", name)
				}
			} else {
				tab.Click(say(i18n.EN, "draft.show_effect"))
			}
			tab.SeesIn("#effect", "working days")
			looked(t, tab, scripts)
			tab.ClickOn(`.line-actions button[value=save]`)
			tab.WaitFor(`location.pathname.endsWith("/draft")`)
			tab.SeesIn("main", "Changed line 7.1")
			tab.Click(say(i18n.EN, "draft.undo"))
			tab.WaitFor(`!document.querySelector(".last-edit").innerText.includes("15 May 2019") || document.querySelector("#redo") !== null`)
			for _, problem := range tab.Problems() {
				t.Error(problem)
			}
		})
	}
}

// movedByKeyboard moves the first line down; the focus goes along with it.
func movedByKeyboard(t *testing.T, tab *browse.Tab, scripts bool) {
	t.Helper()
	before := lineNumbers(tab)
	first := browse.Eval[string](tab, `document.querySelector("tr[id^=line-]").id.slice(5)`)
	browse.Eval[any](tab, `document.getElementById("down-`+first+`").focus() ?? 0`)
	tab.PressAndWait(kb.Enter)
	tab.WaitFor(`document.querySelector("tr[id^=line-]").id !== "line-` + first + `"`)
	if got := lineNumbers(tab); got == before {
		t.Error("the line has not moved")
	}
	if scripts {
		if got := browse.Eval[string](tab, "document.activeElement.id"); got != "down-"+first {
			t.Errorf("the focus is on %q, not on the line that moved", got)
		}
	} else if got := browse.Eval[string](tab, "location.hash"); got != "#line-"+first {
		t.Errorf("the page is at %q, not at the line that moved", got)
	}
	tab.SeesIn(".last-edit", "Moved line")
}

// lineNumbers are the lines of the editor in their order.
func lineNumbers(tab *browse.Tab) string {
	tab.T.Helper()
	return browse.Eval[string](tab, `[...document.querySelectorAll("tr[id^=line-]")].map(r => r.querySelector(".line-title").innerText.replace(/\s+/g, " ").trim()).join(" | ")`)
}

// looked finds what hinders people on the page, and what does not fit a phone.
func looked(t *testing.T, tab *browse.Tab, scripts bool) {
	t.Helper()
	if !scripts {
		return
	}
	for _, v := range tab.Axe("") {
		t.Errorf("%s: %v", tab.Address(), v)
	}
	tab.Resize(360, 740)
	if wide := tooWide(tab); wide != "" {
		t.Errorf("%s: %s", tab.Address(), wide)
	}
	tab.Resize(1440, 900)
}
