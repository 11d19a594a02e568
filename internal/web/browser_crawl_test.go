package web_test

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"qadam/internal/access"
	"qadam/internal/i18n"
	"qadam/internal/testkit/browse"
	"qadam/internal/web"
	"qadam/internal/web/site"
	"qadam/seed/demo"
)

var saved = flag.String("save", "", "keep the HTML of every page that is crawled in this folder")

// roles are who crawls: one account of each role. "" is nobody.
var roles = []string{
	"", "manager.astana@qadam.demo", "manager.aktobe@qadam.demo", "head.karaganda@qadam.demo", "head.ontustik@qadam.demo", "expert1@qadam.demo", "chair@qadam.demo",
	"secretary@qadam.demo", "member1@qadam.demo", "official@qadam.demo", "auditor@qadam.demo", "admin@qadam.demo",
}

// inOne are roles that see nothing which another does not see too: one language
// each, so that the suite stays short.
var inOne = map[string]i18n.Locale{
	"head.ontustik@qadam.demo": i18n.KK, "head.karaganda@qadam.demo": i18n.RU, "chair@qadam.demo": i18n.RU, "member1@qadam.demo": i18n.EN, "auditor@qadam.demo": i18n.EN,
}

// starts are where a crawl begins beside the first page: days of the past and
// comparisons, which no link of a page of today leads to.
var starts = []string{
	"/", "/sign-in", "/portfolio?as_of=2018-06-01", "/portfolio?against=2018-09-15", "/portfolio?as_of=2018-07-01&against=2018-05-01",
	"/?as_of=2018-05-15", "/timeline?against=2018-06-30", "/roadmaps/astana/2018?as_of=2018-04-02", "/roadmaps/ontustik/2018?as_of=2018-06-18",
	"/programmes/ontustik?as_of=2018-03-01&against=2018-02-15", "/zones?as_of=2018-02-01", "/projects?as_of=2018-02-01",
	"/cases?as_of=2018-03-15", "/sittings?as_of=2018-04-20", "/conditions?as_of=2018-09-03",
	"/funding?as_of=2018-06-01", "/funding?against=2018-06-29", "/programmes/ontustik/funding?as_of=2018-06-18", "/projects/astana-sergek/funding?as_of=2018-08-01", "/contracts?as_of=2018-05-02",
	"/milestones?as_of=2018-06-01", "/milestones?against=2018-06-30&became=done", "/milestones?group=direction&sort=-slip,title&dense=yes", "/milestones?q=nothing+is+called+so",
	"/projects?group=programme&cols=code,programme,planned,paid,at_risk,stale", "/cases?group=kind", "/portfolio?city=astana", "/portfolio?city=astana&as_of=2018-06-01",
	"/portfolio/disagreements?as_of=2018-06-30", "/portfolio/escalations?as_of=2018-09-03", "/changes?since=2018-09-01", "/search", "/search?q=sergek", "/search?q=sergke+kamera", "/search?q=qqqqqq",
	"/projects/astana-sergek/why?against=2018-06-30", "/programmes/astana/why?as_of=2018-06-30", "/palette",
}

// unlinked are addresses that no link leads to: one leads on to this year's,
// the others are asked while one types or watches, or after rows were ticked.
var unlinked = map[string]bool{
	"/views/:id":      true, // the short address of a view, to be sent; pages lead to its list at once
	"/letters/:token": true, // led to by letters
	"/admin/calendar": true, "/milestones/:id/effect": true, "/roadmaps/:programme/:year/draft/predecessors": true, "/cases/:id/events": true,
	"/milestones/reports": true, "/projects/edit": true, "/cases/experts": true,
}

// most is how many addresses of one kind one person opens in a language: two in
// Kazakh, whose words are the longest, and one in the others.
func (c *crawler) most() int {
	if c.locale == i18n.KK || c.quiet {
		return 2
	}
	return 1
}

// crawler opens pages over plain HTTP as one person in one language.
type crawler struct {
	t      *testing.T
	site   *browse.Site
	client *http.Client
	who    string
	locale i18n.Locale
	quiet  bool      // only collects pages
	files  *sync.Map // made for somebody already
	routes *patterns
	names  *regexp.Regexp

	seen  map[string]bool
	kinds map[string]int
	queue []visit
	pages map[string]string // kind -> the first address of it
}

type visit struct{ address, from string }

// crawled are the pages of each role by their kinds, once they were crawled: the
// looks need not look for them again. The play is the same in every test, so
// addresses are.
var crawled = map[string]map[string]string{}

// TestEveryPageInEveryLanguage follows every kind of link of every role: each
// page answers, is right HTML in its language, says nothing untranslated; no
// link leads where the person may not go; a page of the past offers no form.
func TestEveryPageInEveryLanguage(t *testing.T) {
	if testing.Short() {
		t.Skip("crawling is skipped with -short")
	}
	s := browse.Serve(t)
	names := peopleNames(t, s)
	routes := web.Routes(&site.Site{App: s.App, Store: s.App.Store, Demo: true})
	split := patternsOf(routes)
	var mu sync.Mutex
	var files sync.Map
	reached := map[string]bool{}
	t.Run("roles", func(t *testing.T) {
		for _, who := range roles {
			for _, locale := range i18n.All {
				if only := inOne[who]; only != "" && only != locale {
					continue
				}
				t.Run(strings.Trim(who+" "+string(locale), " "), func(t *testing.T) {
					t.Parallel()
					c := newCrawler(t, s, who, locale, split, names)
					c.files = &files
					c.crawl()
					mu.Lock()
					defer mu.Unlock()
					if first := inOne[who]; locale == i18n.KK || locale == first {
						crawled[who] = c.pages
					}
					for kind := range c.pages {
						reached[strings.SplitN(kind, "?", 2)[0]] = true
					}
				})
			}
		}
	})
	for _, r := range routes {
		if r.Method == http.MethodGet && !reached[r.Path] && !unlinked[r.Path] {
			t.Errorf("no link leads to %s", r.Path)
		}
	}
}

func newCrawler(t *testing.T, s *browse.Site, who string, locale i18n.Locale, routes *patterns, names *regexp.Regexp) *crawler {
	return &crawler{
		t: t, site: s, client: s.Client(who), who: who, locale: locale, routes: routes, names: names,
		seen: map[string]bool{}, kinds: map[string]int{}, pages: map[string]string{},
	}
}

func (c *crawler) crawl() {
	for _, address := range starts {
		c.add(address, "the start")
	}
	for len(c.queue) > 0 {
		v := c.queue[0]
		c.queue = c.queue[1:]
		c.open(v)
	}
}

// add queues an address unless enough of its kind were opened.
func (c *crawler) add(address, from string) {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" || u.Scheme != "" {
		return
	}
	q := u.Query()
	q.Del("lang")
	u.RawQuery = q.Encode()
	if c.heavy(u.Path) {
		return
	}
	kind := c.kind(u)
	if c.seen[u.String()] || c.kinds[kind] >= c.most() {
		return
	}
	if c.files != nil && isFile(u.Path) {
		if _, made := c.files.LoadOrStore(u.String(), true); made {
			return
		}
	}
	c.seen[u.String()] = true
	c.kinds[kind]++
	c.queue = append(c.queue, visit{u.String(), from})
}

// heavy reports whether an address is a file that need not be made: they have no
// links and hardly change with the language, so one language opens them, and of
// those whom a link leads to one the first. Who may have one says TestRoutes.
func (c *crawler) heavy(path string) bool {
	return isFile(path) && (c.quiet || c.locale != i18n.KK) || c.quiet && slices.Contains([]string{".json", ".csv"}, filepath.Ext(path))
}

func isFile(path string) bool {
	return slices.Contains([]string{".xlsx", ".pdf", ".docx"}, filepath.Ext(path))
}

// kind is the route of an address, and whether it is of another day, compared,
// or narrowed in whichever way.
func (c *crawler) kind(u *url.URL) string {
	var how []string
	for _, name := range slices.Sorted(maps.Keys(u.Query())) {
		switch {
		case name == "view" && strings.Trim(u.Query().Get(name), "0123456789") != "": // each is another page, but not each saved one
			name += "=" + u.Query().Get(name)
		case !slices.Contains([]string{"against", "as_of", "version"}, name):
			name = "narrowed"
		}
		if !slices.Contains(how, name) {
			how = append(how, name)
		}
	}
	return c.routes.of(u.Path) + "?" + strings.Join(how, "&")
}

// patterns are the routes that one can look at, in parts, by how many they have.
type patterns map[int][]pattern

type pattern struct {
	path  string
	parts []string
	wild  int // how many of the parts may be anything
}

func patternsOf(routes []site.Route) *patterns {
	all := patterns{}
	for _, r := range routes {
		if r.Method == http.MethodGet {
			parts := strings.Split(r.Path, "/")
			all[len(parts)] = append(all[len(parts)], pattern{r.Path, parts, strings.Count(r.Path, "/:")})
		}
	}
	return &all
}

// of is the pattern that an address fits, the most exact one; the path itself
// when there is none.
func (p *patterns) of(path string) string {
	for _, suffix := range []string{".json", ".csv", ".xlsx", ".pdf", ".docx"} {
		if bare, ok := strings.CutSuffix(path, suffix); ok {
			return p.of(bare) + suffix
		}
	}
	best, wild := path, 100
	got := strings.Split(path, "/")
	for _, one := range (*p)[len(got)] {
		if one.wild < wild && one.fits(got) {
			best, wild = one.path, one.wild
		}
	}
	return best
}

func (p pattern) fits(parts []string) bool {
	for i, want := range p.parts {
		if want != parts[i] && !strings.HasPrefix(want, ":") {
			return false
		}
	}
	return true
}

func (c *crawler) open(v visit) {
	u, err := url.Parse(v.address)
	if err != nil {
		c.t.Error(err)
		return
	}
	kind := c.kind(u)
	q := u.Query()
	past := q.Get("as_of") != ""
	q.Set("lang", string(c.locale))
	u.RawQuery = q.Encode()
	r, err := c.client.Get(c.site.URL + u.String())
	if err != nil {
		c.t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	// A saved view is an address of a list: it leads there.
	stored := r.StatusCode == http.StatusSeeOther && strings.HasPrefix(kind, "/views/:id?")
	if stored {
		c.pages[kind] = v.address
	}
	if r.StatusCode == http.StatusSeeOther && (v.from == "the start" || c.who == "" || stored) {
		c.add(r.Header.Get("Location"), v.address)
		return
	}
	if r.StatusCode == http.StatusForbidden && v.from == "the start" || r.StatusCode == http.StatusNotFound && v.from == "the start" {
		return
	}
	if r.StatusCode != http.StatusOK {
		c.t.Errorf("%s (linked from %s): %s", v.address, v.from, r.Status)
		return
	}
	if _, ok := c.pages[kind]; !ok {
		c.pages[kind] = v.address
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
		return
	}
	c.keep(u, body)
	p := read(body, c.locale, c.names)
	if c.quiet {
		p.faults, p.forms = nil, 0
	}
	for _, f := range p.faults {
		c.t.Errorf("%s (linked from %s): %s", v.address, v.from, f)
	}
	// The calendar has no past: it is reference (internal/doc.go).
	if past && p.forms > 0 && !strings.HasPrefix(kind, "/admin/") {
		c.t.Errorf("%s: a page of the past offers %d forms", v.address, p.forms)
	}
	for _, link := range p.links {
		c.add(link, v.address)
	}
}

// keep saves a page for the eyes of other programs.
func (c *crawler) keep(u *url.URL, body []byte) {
	if *saved == "" {
		return
	}
	name := regexp.MustCompile(`[^a-z0-9A-Z_.-]+`).ReplaceAllString(fmt.Sprintf("%s-%s-%s", c.locale, c.who, u.RequestURI()), "_")
	if err := os.WriteFile(filepath.Join(*saved, name+".html"), body, 0o600); err != nil {
		c.t.Error(err)
	}
}

// peopleNames matches the names of people, companies and views and the numbers of
// papers, which stand in no language.
func peopleNames(t *testing.T, s *browse.Site) *regexp.Regexp {
	t.Helper()
	reader := s.App.Store.Read(access.System(), s.App.Store.Instant())
	people, err := reader.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	companies, err := reader.Parties(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range companies {
		names = append(names, regexp.QuoteMeta(c.Name))
	}
	for _, p := range people {
		names = append(names, regexp.QuoteMeta(p.Name))
	}
	for _, v := range demo.Views() {
		names = append(names, regexp.QuoteMeta(v.Name))
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(strings.Join(names, "|") + "|(?:№|No\\.)[ \u00a0][^ ,:]+|Қазақша|Русский|Қаз|Рус|ОҢАЙ")
}
