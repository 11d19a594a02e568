package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit/browse"
	"qadam/views/href"
	"qadam/views/ui"
)

func byKeyboard(t *testing.T, b *browse.Chromium, s *browse.Site) {
	line := pick(t, astana(t, s), underWay)
	tab := b.Open(t, s)
	tab.Go("/sign-in?lang=en")
	tabTo(t, tab, `document.activeElement.form?.demo?.value === "`+manager+`"`)
	tab.PressAndWait(kb.Enter)
	tab.WaitFor(`location.pathname === "/"`)
	tab.Press(kb.Tab)
	if got := browse.Eval[string](tab, "document.activeElement.getAttribute('href')"); got != "#content" {
		t.Errorf("the first stop is %s, want the way to the content", tab.Focused())
	}
	tab.PressAndWait(kb.Enter)
	tab.Press(kb.Tab)
	if !browse.Eval[bool](tab, `document.querySelector("main").contains(document.activeElement)`) {
		t.Errorf("after skipping the focus is on %s", tab.Focused())
	}
	tab.Go(href.Milestone(line.MilestoneID))
	tabTo(t, tab, `document.activeElement.name === "percent"`)
	if !browse.Eval[bool](tab, `(() => { const c = getComputedStyle(document.activeElement); return c.outlineStyle !== "none" && c.outlineWidth !== "0px" || c.boxShadow !== "none"; })()`) {
		t.Error("the focus cannot be seen on the field")
	}
	selectAll(tab)
	tab.Press("160")
	tab.PressAndWait(kb.Enter)
	tab.WaitFor(`document.activeElement.matches(".alert-danger")`)
	if tab.Status() != http.StatusUnprocessableEntity {
		t.Errorf("160 per cent: %d, want 422", tab.Status())
	}
	tab.Press(kb.Tab) // the first link of the summary leads to the field
	tab.PressAndWait(kb.Enter)
	tab.WaitFor(`document.activeElement.name === "percent"`)
	selectAll(tab)
	tab.Press("60")
	tabTo(t, tab, `document.activeElement.name === "forecast"`)
	selectAll(tab)
	tab.Press(ui.DayText(line.Deadline.AddDays(30)))
	tabTo(t, tab, `document.activeElement.name === "note"`)
	tab.Press("Delivery is late")
	tabTo(t, tab, `document.activeElement.type === "submit" && document.activeElement.form?.percent !== undefined`)
	tab.PressAndWait(kb.Enter)
	tab.SeesIn("main", "Delivery is late")
	tab.SeesIn("main", say(i18n.EN, "status.at_risk"))
	if tab.Asked() != 0 {
		t.Error("the browser asked before a form was sent")
	}
}

// tabTo presses the tab key until the expression is true. Every stop on the
// way must be seen.
func tabTo(t *testing.T, tab *browse.Tab, there string) {
	t.Helper()
	for range 150 {
		tab.Press(kb.Tab)
		if browse.Eval[bool](tab, there) {
			return
		}
		if hidden := browse.Eval[string](tab, `(() => {
			const e = document.activeElement;
			if (e === document.body || e === document.documentElement) return "";
			const r = e.getBoundingClientRect();
			return e.checkVisibility({visibilityProperty: true}) && r.width > 0 ? "" : e.outerHTML.slice(0, 200);
		})()`); hidden != "" {
			t.Errorf("%s: the focus goes to something hidden: %s", tab.Address(), hidden)
		}
	}
	t.Fatalf("%s: not to be reached with the tab key: %s", tab.Address(), there)
}

func selectAll(tab *browse.Tab) {
	browse.Eval[any](tab, "document.activeElement.select() ?? 0")
}

func onPhone(t *testing.T, b *browse.Chromium, s *browse.Site) {
	line := pick(t, astana(t, s), underWay)
	tab := b.Open(t, s)
	tab.Resize(360, 740)
	tab.SignIn(manager)
	tab.Go("/?lang=kk")
	tab.Click(say(i18n.KK, "ui.menu"))
	tab.Click(say(i18n.KK, "ui.nav_portfolio"))
	if !strings.HasPrefix(tab.Address(), href.Portfolio()) {
		t.Errorf("the menu led to %s", tab.Address())
	}
	tab.Go(href.Milestone(line.MilestoneID))
	tab.Fill(say(i18n.KK, "milestone.done_share"), "60")
	tab.Fill(say(i18n.KK, "word.forecast"), ui.DayText(line.Deadline.AddDays(21)))
	tab.Fill(say(i18n.KK, "milestone.what_happened"), "Жеткізу үш аптаға кешігеді")
	tab.Click(say(i18n.KK, "milestone.save_update"))
	tab.SeesIn("main", "Жеткізу үш аптаға кешігеді")
	tab.SeesIn("main", say(i18n.KK, "status.at_risk"))
	if wide := tooWide(tab); wide != "" {
		t.Error(wide)
	}
}

func languages(t *testing.T, b *browse.Chromium, s *browse.Site) {
	tab := b.Open(t, s)
	tab.Enter(official)
	for _, l := range []struct {
		locale i18n.Locale
		link   string
	}{{i18n.EN, "Eng"}, {i18n.RU, "Рус"}, {i18n.KK, "Қаз"}} {
		tab.Go(href.Portfolio() + "?as_of=2018-06-01")
		tab.Click(l.link)
		if !strings.Contains(tab.Address(), "as_of=2018-06-01") {
			t.Errorf("changing the language left the day: %s", tab.Address())
		}
		tab.Go(href.Portfolio())
		if got := browse.Eval[string](tab, "document.documentElement.lang"); got != string(l.locale) {
			t.Errorf("the page is in %s, want %s", got, l.locale)
		}
		tab.SeesIn("nav", say(l.locale, "ui.nav_portfolio"))
	}
}

func passwords(t *testing.T, b *browse.Chromium, s *browse.Site) {
	tab, other := b.Open(t, s), b.Open(t, s)
	tab.SignIn(official)
	other.SignIn(official)
	tab.Go(href.Account() + "?lang=en")
	change := func(old, new, again string) {
		tab.Fill(say(i18n.EN, "account.old_password"), old)
		tab.Fill("password", new)
		tab.Fill(say(i18n.EN, "account.repeat_password"), again)
		tab.Click(say(i18n.EN, "account.password_save"))
	}
	change("not the password", "a-better-password", "a-better-password")
	tab.SeesIn(".alert-danger", say(i18n.EN, "account.wrong_password"))
	change(browse.Password, "a-better-password", "another-password")
	tab.SeesIn(".alert-danger", say(i18n.EN, "account.passwords_differ"))
	change(browse.Password, "a-better-password", "a-better-password")
	tab.Sees(say(i18n.EN, "account.password_saved"))
	other.Go(href.Portfolio())
	if !strings.HasPrefix(other.Address(), href.SignIn()) {
		t.Errorf("the other session goes on: %s", other.Address())
	}
	tab.Click(say(i18n.EN, "ui.sign_out"))
	tab.WaitFor(`location.pathname === "/sign-in"`)
	tab.Go(href.Portfolio())
	if !strings.HasPrefix(tab.Address(), href.SignIn()) {
		t.Errorf("signed out and still in: %s", tab.Address())
	}
	signIn(tab, official, browse.Password)
	tab.SeesIn(".alert-danger", say(i18n.EN, "account.wrong_credentials"))
	signIn(tab, official, "a-better-password")
	tab.WaitFor(`location.pathname === "/portfolio"`)
}

// signIn types address and password, as outside of a demonstration.
func signIn(tab *browse.Tab, email, password string) {
	tab.T.Helper()
	tab.Fill("email", email)
	tab.Fill("password", password)
	tab.ClickOn(`form:has(input[name=password]) button[type=submit]`)
}

func newcomer(t *testing.T, b *browse.Chromium, s *browse.Site) {
	tab := b.Open(t, s)
	tab.Enter(admin)
	tab.Go(href.AdminNewPerson() + "?lang=en")
	tab.Fill("name", "Сәуле Мұратқызы")
	tab.Fill("email", "saule@akimat.kz")
	tab.Fill("password", "a-word-of-greeting")
	tab.ClickOn(`main form[method=post] button[type=submit]`)
	tab.WaitFor(`/^\/admin\/people\/\d+$/.test(location.pathname)`)
	seat := browse.Eval[string](tab, `[...document.querySelector("form[action$='/grants'] select").options].find(o => o.text.startsWith("Project manager") && o.text.includes("vacant")).text.trim()`)
	tab.Choose(say(i18n.EN, "word.seat"), seat)
	tab.ClickOn(`main form[action$="/grants"] button[type=submit]`)
	tab.WaitFor(`document.querySelector("#flash")?.innerText.trim() !== ""`)
	if tab.Has(".alert-danger") {
		t.Fatalf("the seat %q was not granted: %s", seat, tab.TextOf(".alert-danger"))
	}

	fresh := b.Open(t, s)
	fresh.Go("/sign-in?lang=kk")
	signIn(fresh, "saule@akimat.kz", "a-word-of-greeting")
	fresh.WaitFor(`location.pathname === "/"`)
	fresh.Sees("Сәуле Мұратқызы")
	fresh.Sees(say(i18n.KK, "work.list_owed"))
	fresh.Go(href.Audit())
	if fresh.Status() != http.StatusNotFound && fresh.Status() != http.StatusForbidden {
		t.Errorf("the newcomer reads the log: %d", fresh.Status())
	}
}

func filters(t *testing.T, b *browse.Chromium, s *browse.Site) {
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts %v", scripts), func(t *testing.T) {
			tab := b.Open(t, s)
			if !scripts {
				tab.NoScript()
			}
			tab.Enter(official)
			tab.Go(href.Roadmap("astana", 2018) + "?lang=en")
			all := browse.Eval[int](tab, `document.querySelectorAll("main tbody tr").length`)
			name := "status"
			tab.Choose(name, say(i18n.EN, "status.overdue"))
			if !strings.Contains(tab.Address(), "status=overdue") {
				if focus := browse.Eval[string](tab, `document.querySelector("form.filters select[name=status]") ? "" : "no filter of the status"`); focus != "" {
					t.Fatal(focus)
				}
				tab.ClickOn(`main form.filters button[type=submit]`)
			}
			tab.WaitFor(`location.search.includes("status=overdue")`)
			few := browse.Eval[int](tab, `document.querySelectorAll("main tbody tr").length`)
			if few == 0 || few >= all {
				t.Errorf("%d lines of %d are overdue", few, all)
			}
			if scripts {
				if got := browse.Eval[bool](tab, `!!document.activeElement.closest("form.filters")`); !got {
					t.Errorf("the focus is lost: on %s", tab.Focused())
				}
			}
			address := tab.Address()
			tab.Go(address)
			if again := browse.Eval[int](tab, `document.querySelectorAll("main tbody tr").length`); again != few {
				t.Errorf("the address %s shows %d lines, want %d", address, again, few)
			}
		})
	}
}

func conflict(t *testing.T, b *browse.Chromium, s *browse.Site) {
	line := pick(t, astana(t, s), func(l portfolio.Line) bool { return underWay(l) && l.Facts.UpdateID != 0 })
	first, second := b.Open(t, s), b.Open(t, s)
	for _, tab := range []*browse.Tab{first, second} {
		tab.Enter(manager)
		tab.Go(href.Milestone(line.MilestoneID) + "?lang=en")
	}
	report := func(tab *browse.Tab, note string) {
		tab.Fill(say(i18n.EN, "milestone.done_share"), "60")
		tab.Fill(say(i18n.EN, "milestone.what_happened"), note)
		tab.Click(say(i18n.EN, "milestone.save_update"))
	}
	report(first, "The first was faster")
	first.SeesIn("main", "The first was faster")
	report(second, "The second typed this")
	second.Sees(say(i18n.EN, "milestone.reported_meanwhile"))
	if second.Status() != http.StatusConflict {
		t.Errorf("the second report: %d, want 409", second.Status())
	}
	second.Sees("The first was faster")
	if got := browse.Eval[string](second, `document.querySelector("textarea[name=note]").value`); got != "The second typed this" {
		t.Errorf("what was typed is lost: %q", got)
	}
	second.Click(say(i18n.EN, "milestone.save_update"))
	second.SeesIn("main", "The second typed this")
}
