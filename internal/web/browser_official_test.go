package web_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"qadam/internal/i18n"
	"qadam/internal/testkit/browse"
	"qadam/views/href"
)

// TestNewOfficial is the first morning of somebody new in the ministry: from the
// dashboard to what a figure counts, why it is so and who disagrees, with
// scripts, by keyboard alone and in short without scripts.
func TestNewOfficial(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	for name, walk := range map[string]func(newOfficial){
		"with scripts": newOfficial.withScripts, "by keyboard alone": newOfficial.byKeys, "without scripts": newOfficial.plainly,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOfficial{t, b.Open(t, browse.Serve(t))}
			walk(o)
			for _, problem := range o.tab.Problems() {
				t.Error(problem)
			}
		})
	}
}

// newOfficial is the person, in front of a page.
type newOfficial struct {
	t   *testing.T
	tab *browse.Tab
}

const (
	overdueFigure = `main .legend a.figure-link[href*="status=overdue"]`
	whyOfFirst    = `main .list-row a[href*="/why"]`
	shownRows     = `[...document.querySelectorAll("main .list-row")].map((r) => r.id)`
	shownGroups   = `document.querySelectorAll("main .list-section").length`
)

func (o newOfficial) withScripts() {
	o.tab.SignIn(official)
	o.tab.Click(say(i18n.RU, "ui.nav_portfolio"))
	o.followsOverdue()
	o.arranges()
	o.asksWhy()
	o.readsRatings()
	o.looksFor("светафор")
	o.tab.ClickOn("h1") // away from the field, where a key is a letter
	press(o.tab, "k", "KeyK", "ctrl")
	o.tab.WaitFor(`document.activeElement.matches("dialog[open] [role=combobox]")`)
	o.tab.Type("дорожн")
	o.tab.WaitFor(`document.querySelector("dialog [role=option][aria-selected]")?.pathname === "/roadmaps"`)
	o.tab.PressAndWait(kb.Enter)
	o.tab.WaitFor(`location.pathname === "/roadmaps"`)
	o.goesBack()
}

// followsOverdue opens the figure of what is overdue on the dashboard: its list
// has as many rows.
func (o newOfficial) followsOverdue() {
	o.t.Helper()
	o.tab.WaitFor(`location.pathname === "/portfolio"`)
	n := browse.Eval[int](o.tab, `Number(document.querySelector('`+overdueFigure+` b').textContent)`)
	if n == 0 {
		o.t.Fatal("nothing is overdue: nothing is shown")
	}
	o.tab.ClickOn(overdueFigure)
	o.tab.WaitFor(`location.pathname === "/milestones"`)
	if rows := browse.Eval[[]string](o.tab, shownRows); len(rows) != n {
		o.t.Errorf("%d are overdue, the list has %d rows", n, len(rows))
	}
	o.tab.SeesIn(".list-count", fmt.Sprint(n))
}

// arranges orders the list by two columns, groups it, and saves it under a name
// under which it is found again.
func (o newOfficial) arranges() {
	o.t.Helper()
	o.tab.ClickOn("#sort-project")
	o.tab.WaitFor(`new URLSearchParams(location.search).get("sort") === "project"`)
	o.tab.ClickOn("#then-due")
	o.tab.WaitFor(`new URLSearchParams(location.search).get("sort") === "project,due"`)
	o.tab.WaitFor(`document.querySelectorAll("main .sort-place").length === 2`)
	o.tab.ClickOn("#milestones-settings")
	o.tab.Choose("group", say(i18n.RU, "word.programme"))
	o.tab.ClickOn("details:has(> #milestones-settings) button[type=submit]")
	o.tab.WaitFor(shownGroups + ` > 1`)
	looked(o.t, o.tab, true)
	rows, groups := browse.Eval[[]string](o.tab, shownRows), browse.Eval[int](o.tab, shownGroups)

	o.tab.Click(say(i18n.RU, "view.save"))
	o.tab.Fill("name", "Мои просроченные точки")
	o.tab.ClickOn("#saved-new button[type=submit]")
	o.tab.WaitFor(`new URLSearchParams(location.search).has("view")`)
	o.tab.Sees(say(i18n.RU, "view.saved"))
	o.tab.Click(say(i18n.RU, "ui.nav_portfolio"))
	o.tab.ClickOn(`main a[href="/milestones"]`)
	if all := browse.Eval[[]string](o.tab, shownRows); slices.Equal(all, rows) {
		o.t.Error("the list is as narrow as the view: nothing is shown")
	}
	o.tab.Click("Мои просроченные точки")
	o.tab.SeesIn("#saved a[aria-current=page]", "Мои просроченные точки")
	if got := browse.Eval[[]string](o.tab, shownRows); !slices.Equal(got, rows) || browse.Eval[int](o.tab, shownGroups) != groups {
		o.t.Errorf("the view shows %v, it was saved of %v", got, rows)
	}
}

// asksWhy opens why the first row is overdue in place; Escape leads back.
func (o newOfficial) asksWhy() {
	o.t.Helper()
	was := o.tab.Address()
	asked := browse.Eval[string](o.tab, "document.querySelector('"+whyOfFirst+"').href")
	o.tab.ClickOn(whyOfFirst)
	o.tab.WaitFor(`document.querySelector("dialog[open] #why") !== null`)
	o.tab.SeesIn("dialog[open]", say(i18n.RU, "status.overdue"))
	looked(o.t, o.tab, true)
	o.tab.Press(kb.Escape)
	o.tab.WaitFor(`document.querySelector("dialog[open]") === null`)
	if got := browse.Eval[string](o.tab, `document.activeElement.href ?? ""`); got != asked || o.tab.Address() != was {
		o.t.Errorf("after Escape the focus is on %s at %s", o.tab.Focused(), o.tab.Address())
	}
}

// readsRatings goes to a project of which people say different things.
func (o newOfficial) readsRatings() {
	o.t.Helper()
	o.tab.ClickOn(fmt.Sprintf(`main a[href=%q]`, href.Portfolio()))
	o.tab.ClickOn(fmt.Sprintf(`main a[href=%q]`, href.Disagreements()))
	o.tab.ClickOn(fmt.Sprintf(`main tbody a[href=%q]`, href.ProjectRatings("karaganda-posts")))
	o.tab.WaitFor(`document.querySelectorAll("main .rating-three section").length === 3`)
	o.tab.Sees("Меморандум не стал договором")
	o.tab.Sees("Меморандум с инвестором подписан")
	looked(o.t, o.tab, true)
}

// looksFor searches from where it stands; what is written wrong is understood.
func (o newOfficial) looksFor(typed string) {
	o.t.Helper()
	o.tab.ClickOn("input[data-search]")
	o.tab.Type(typed)
	o.tab.PressAndWait(kb.Enter)
	o.tab.WaitFor(`location.pathname === "/search"`)
	o.findsLights(typed)
}

func (o newOfficial) findsLights(typed string) {
	o.t.Helper()
	o.tab.Sees(say(i18n.RU, "search.near", "Text", typed))
	if !o.tab.Has(`main a[href="/projects/almaty-trafficlights"]`) {
		o.t.Errorf("%s does not find the traffic lights:\n%s", typed, o.tab.TextOf("main"))
	}
}

// goesBack asks for the dashboard as of the middle of the year.
func (o newOfficial) goesBack() {
	o.t.Helper()
	o.tab.Click(say(i18n.RU, "ui.nav_portfolio"))
	today := o.tab.TextOf(overdueFigure)
	o.tab.Fill(say(i18n.RU, "ui.as_of"), "30.06.2018")
	o.tab.Click(say(i18n.RU, "ui.show"))
	o.tab.WaitFor(`new URLSearchParams(location.search).get("as_of") === "30.06.2018"`)
	o.tab.Sees(say(i18n.RU, "ui.past_read_only"))
	if n := browse.Eval[int](o.tab, `document.querySelectorAll("main form[method=post]").length`); n != 0 {
		o.t.Errorf("%s offers %d forms", o.tab.Address(), n)
	}
	if o.tab.Has(overdueFigure) && o.tab.TextOf(overdueFigure) == today {
		o.t.Errorf("as of June %s, as today", today)
	}
	looked(o.t, o.tab, true)
}

// byKeys uses nothing but keys, as a keyboard sends them.
func (o newOfficial) byKeys() {
	ready := func() {
		o.t.Helper()
		o.tab.WaitFor(`document.querySelector("a[data-shortcuts]")?.hasAttribute("aria-keyshortcuts") === true`)
	}
	o.tab.Go("/sign-in?lang=ru")
	tabTo(o.t, o.tab, `document.activeElement.form?.demo?.value === "`+official+`"`)
	o.tab.PressAndWait(kb.Enter)
	o.tab.WaitFor(`location.pathname === "/"`)
	ready()
	o.tab.PressAndWait("gp")
	o.tab.WaitFor(`location.pathname === "/portfolio"`)
	tabTo(o.t, o.tab, `document.activeElement.matches('`+overdueFigure+`')`)
	o.tab.PressAndWait(kb.Enter)
	o.tab.WaitFor(`location.pathname === "/milestones"`)
	ready()
	o.tab.Press("jjk")
	o.tab.WaitFor(`document.querySelector("main .list-row").contains(document.activeElement)`)
	row := browse.Eval[string](o.tab, `document.activeElement.pathname`)
	tabTo(o.t, o.tab, "document.activeElement.matches('"+whyOfFirst+"')")
	o.tab.Press(kb.Enter)
	o.tab.WaitFor(`document.querySelector("dialog[open] #why") !== null`)
	o.tab.Press(kb.Escape)
	o.tab.WaitFor("document.activeElement.matches('" + whyOfFirst + "')")
	if got := browse.Eval[string](o.tab, `document.activeElement.pathname`); !strings.HasPrefix(got, row) {
		o.t.Errorf("why of %s, the row is %s", got, row)
	}
	o.tab.Press("?")
	o.tab.WaitFor(`document.querySelector("dialog[open] .keys-table") !== null`)
	o.tab.Press(kb.Escape)
	o.tab.WaitFor(`document.querySelector("dialog[open]") === null`)
	press(o.tab, "/", "Slash") // the letter that Press sends after the key would land in the field
	o.tab.WaitFor(`document.activeElement.matches("input[data-search], input[name=q]")`)
	if !browse.Eval[bool](o.tab, `document.activeElement.matches("input[data-search]")`) {
		o.t.Errorf("/ leads to %s, want the search", o.tab.Focused())
	}
	o.tab.Type("светафор")
	o.tab.PressAndWait(kb.Enter)
	o.tab.WaitFor(`location.pathname === "/search"`)
	o.findsLights("светафор")
}

// plainly is the way in short where no script runs.
func (o newOfficial) plainly() {
	o.tab.NoScript()
	o.tab.SignIn(official)
	o.tab.Click(say(i18n.RU, "ui.nav_portfolio"))
	o.followsOverdue()
	why := browse.Eval[string](o.tab, "document.querySelector('"+whyOfFirst+"').pathname")
	o.tab.ClickOn(whyOfFirst)
	o.tab.WaitFor(fmt.Sprintf(`location.pathname === %q`, why))
	o.tab.SeesIn("main #why", say(i18n.RU, "status.overdue"))
	o.looksFor("светафор")
	if at, err := url.Parse(o.tab.Address()); err != nil || at.Query().Get("q") != "светафор" {
		o.t.Errorf("the address is %s", o.tab.Address())
	}
}
