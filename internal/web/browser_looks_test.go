package web_test

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/testkit/browse"
	"qadam/internal/web"
	"qadam/internal/web/site"
	"qadam/views/href"
)

// stop is a page of a role that the browser opens.
type stop struct{ kind, address, who string }

// otherDays are the kinds of pages that the browser opens also of another day
// and in another view.
var otherDays = []string{
	"/portfolio?against", "/programmes/:code?against", "/roadmaps/:programme/:year?against", "/roadmaps/:programme/:year?version", "/milestones/:id?as_of",
	"/roadmaps/:programme/:year?view=timeline", "/roadmaps/:programme/:year?view=form", "/roadmaps/:programme/:year?version&view=timeline", "/timeline?against", "/funding?against", "/projects/:code/funding?as_of",
	"/portfolio?narrowed", "/milestones?narrowed", "/milestones?against&narrowed", "/projects?narrowed", "/cases?narrowed", "/search?narrowed", "/changes?narrowed", "/portfolio/disagreements?as_of",
}

// stops are one page of each kind, each opened by one who uses it.
func stops(t *testing.T, s *browse.Site) []stop {
	t.Helper()
	routes := patternsOf(web.Routes(&site.Site{App: s.App, Store: s.App.Store, Demo: true}))
	var names *regexp.Regexp
	var out []stop
	taken := map[string]bool{}
	for _, who := range []string{"", official, manager, expert, "manager.aktobe@qadam.demo", "head.ontustik@qadam.demo", "secretary@qadam.demo", admin, "auditor@qadam.demo"} {
		pages, ok := crawled[who]
		if !ok { // this test runs alone
			if names == nil {
				names = peopleNames(t, s)
			}
			c := newCrawler(t, s, who, i18n.KK, routes, names)
			c.quiet = true
			c.crawl()
			pages = c.pages
		}
		for _, kind := range slices.Sorted(maps.Keys(pages)) {
			route, query, _ := strings.Cut(kind, "?")
			key := kind
			// What waits is another page for each role, and so is a milestone for
			// those who report, who judge and who read.
			if route == "/" || kind == "/milestones/:id?" && slices.Contains([]string{manager, expert}, who) || route == "/roadmaps" && who == manager {
				key += who
			}
			if taken[key] || strings.Contains(route, ".") || strings.HasSuffix(route, "/file") {
				continue
			}
			if query != "" && !slices.Contains(otherDays, kind) {
				continue
			}
			taken[key] = true
			out = append(out, stop{kind, pages[kind], who})
		}
	}
	// A case in vote, as a member sees it who has not voted yet.
	return append(out, stop{"/cases/:id?vote", caseInVote(t, s), "member5@qadam.demo"})
}

// caseInVote is the address of the case on which the demonstration votes.
func caseInVote(t *testing.T, s *browse.Site) string {
	t.Helper()
	list, err := s.App.Store.Read(access.System(), s.App.Store.Instant()).Cases(t.Context(), approval.Filter{States: []approval.State{approval.Voting}})
	if err != nil || len(list) == 0 {
		t.Fatalf("no case is in vote: %v", err)
	}
	return href.Case(list[0].ID)
}

// tooWide says what makes the page scroll sideways, "" when nothing does.
func tooWide(tab *browse.Tab) string {
	return browse.Eval[string](tab, `(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width) return "";
		const held = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) { if (getComputedStyle(p).overflowX !== "visible") return true; } return false; };
		const wide = [...document.body.querySelectorAll("*")].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > width + 1 && !held(e));
		return "wider than " + width + ": " + wide.slice(-3).map(e => e.outerHTML.slice(0, 140)).join(" | ");
	})()`)
}

// tooWideCards are tables that are stacked on a narrow screen and still do not
// fit.
func tooWideCards(tab *browse.Tab) []string {
	return browse.Eval[[]string](tab, `innerWidth > 640 ? [] : [...document.querySelectorAll(".table-stack")].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 160))`)
}

// cutOff lists words that do not fit where they stand.
func cutOff(tab *browse.Tab) []string {
	return browse.Eval[[]string](tab, `[...document.querySelectorAll("main *, .side *, .foot *")].filter(e => {
		if (e.clientWidth === 0 || e.scrollWidth <= e.clientWidth + 1 || !e.checkVisibility() || e.closest(".visually-hidden, svg, select, textarea, .table-stack thead, .past-narrow") || !e.innerText) return false;
		const c = getComputedStyle(e);
		return (c.overflowX === "hidden" || c.overflowX === "clip" || e.matches(".btn, .badge, th, td, label")) && c.display !== "inline";
	}).slice(0, 5).map(e => e.outerHTML.slice(0, 160))`)
}

// TestLooks opens one page of each kind in a browser: in three languages, wide
// and narrow, it needs no sideways scrolling; in light and dark, axe-core has
// nothing to say against it; no script complains, nothing violates the policy,
// no other host is asked.
func TestLooks(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	s := browse.Serve(t)
	all := stops(t, s)
	t.Logf("%d pages", len(all))
	for i, part := range parts(all) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			tab := b.Open(t, s)
			if who := part[0].who; who != "" {
				tab.Enter(who)
			}
			for _, stop := range part {
				t.Run(strings.Trim(stop.kind+" as "+stop.who, " "), func(t *testing.T) {
					tab.T = t
					lookEverywhere(t, tab, stop)
				})
			}
			tab.T = t
		})
	}
}

// parts are the pages by person, few enough that all processors have something
// to do until the end.
func parts(all []stop) [][]stop {
	byPerson := map[string][]stop{}
	for _, s := range all {
		byPerson[s.who] = append(byPerson[s.who], s)
	}
	var out [][]stop
	for _, who := range slices.Sorted(maps.Keys(byPerson)) {
		out = slices.AppendSeq(out, slices.Chunk(byPerson[who], 12))
	}
	slices.SortStableFunc(out, func(a, b []stop) int { return len(b) - len(a) })
	return out
}

func lookEverywhere(t *testing.T, tab *browse.Tab, stop stop) {
	t.Helper()
	widths := [][2]int64{{1440, 740}, {360, 740}}
	for _, locale := range slices.Backward(i18n.All) {
		for i, w := range widths {
			tab.Resize(w[0], w[1])
			if i == 0 {
				tab.Go(in(stop.address, locale))
				if tab.Status() != http.StatusOK {
					t.Errorf("%s: %d", stop.address, tab.Status())
				}
			}
			look(t, tab, locale, fmt.Sprint(w[0]))
		}
		slices.Reverse(widths) // the next begins as wide as this one ends
		for _, p := range tab.Problems() {
			t.Errorf("%s: %s", stop.address, p)
		}
	}
	// Kazakh was last: its words are the longest.
	tab.Prune()
	// Rules about colours are asked of both schemes, the others of one.
	for _, way := range []struct {
		width int64
		dark  bool
		rule  string
	}{{360, true, ""}, {360, false, "color-contrast"}, {1440, false, ""}, {1440, true, "color-contrast"}} {
		tab.Resize(way.width, 740)
		tab.Dark(way.dark)
		for _, v := range tab.Axe(way.rule) {
			t.Errorf("%s at %d, dark %v: %s", tab.Address(), way.width, way.dark, v)
		}
	}
	tab.Dark(false)
}

func in(address string, l i18n.Locale) string {
	if strings.Contains(address, "?") {
		return address + "&lang=" + string(l)
	}
	return address + "?lang=" + string(l)
}

func look(t *testing.T, tab *browse.Tab, locale i18n.Locale, width string) {
	t.Helper()
	if wide := tooWide(tab); wide != "" {
		t.Errorf("%s at %s in %s: %s", tab.Address(), width, locale, wide)
	}
	for _, c := range append(cutOff(tab), tooWideCards(tab)...) {
		t.Errorf("%s at %s in %s: cut off: %s", tab.Address(), width, locale, c)
	}
}

// TestWeight holds the first page, cold and with all that belongs to it, under
// 150 kB over the wire, and a later one under 40 kB.
func TestWeight(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	s := browse.Serve(t)
	for _, first := range []string{"/sign-in", "/portfolio", "/roadmaps/astana/2018", "/timeline", "/milestones"} {
		tab := b.Open(t, s)
		if first != "/sign-in" {
			tab.SignIn(official)
			tab.Forget()
			tab.Weigh()
		}
		tab.Go(first)
		got := tab.Weigh()
		t.Logf("%s cold: %d kB", first, got/1000)
		if got > 150_000 {
			t.Errorf("%s cold weighs %d bytes", first, got)
		}
	}
	tab := b.Open(t, s)
	tab.SignIn(official)
	tab.Weigh()
	for _, later := range []string{"/portfolio", "/portfolio?against=2018-09-15", "/programmes/astana", "/roadmaps/astana/2018", "/roadmaps/astana/2018?view=timeline", "/timeline", "/zones", "/projects", "/", "/cases", caseInVote(t, s), "/conditions", "/funding", "/projects/astana-sergek/funding", "/funding/obligations", "/contracts",
		"/milestones", "/milestones?group=direction&rows=100", "/projects?group=programme", "/portfolio?city=astana", "/portfolio/disagreements", "/portfolio/escalations", "/changes?since=2018-06-30",
		"/search?q=камера", "/projects/astana-sergek/why", "/projects/astana-sergek/ratings", "/views", "/keys", "/palette"} {
		tab.Go(later)
		got := tab.Weigh()
		t.Logf("%s later: %d kB", later, got/1000)
		if got > 40_000 {
			t.Errorf("%s weighs %d bytes", later, got)
		}
	}
}
