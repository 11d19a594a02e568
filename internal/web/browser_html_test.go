package web_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"qadam/internal/i18n"
)

// page is what a reading of a page's HTML found.
type page struct {
	faults []string
	links  []string
	title  string
	forms  int // that post something of the page, not of its frame
	text   strings.Builder

	ids, forIDs, refs map[string]bool
	fields            []field
	stack             []element
	heading, h1       int
}

type element struct {
	name, lang string
	attr       map[string]string
	labelled   bool // inside a label
	quiet      bool // text that nobody reads: script, style
}

type field struct {
	what, id string
	named    bool
}

// void elements have no end tag.
var void = strings.Fields("area base br col embed hr img input link meta source track wbr")

// phrasing elements may not hold blocks.
var phrasing = strings.Fields("p h1 h2 h3 h4 h5 h6 span b i em strong small code abbr label button summary")

var blocks = strings.Fields("div p ul ol dl table form section article header footer main nav aside h1 h2 h3 h4 h5 h6 figure fieldset details blockquote")

// parents are what may hold what does not stand alone.
var parents = map[string][]string{
	"li": {"ul", "ol", "menu"}, "tr": {"thead", "tbody", "tfoot"}, "td": {"tr"}, "th": {"tr"}, "caption": {"table"},
	"thead": {"table"}, "tbody": {"table"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "option": {"select", "optgroup", "datalist"},
	"summary": {"details"}, "legend": {"fieldset"}, "figcaption": {"figure"},
}

// keys looks like a key of the catalogue that no one translated.
var keys = regexp.MustCompile(`\b(word|status|status_rules|ui|fault|account|admin|milestone|roadmap|project|programme|zone|work|portfolio|audit|role|rule|version|evidence|update|body|money|civil|health|reason|state|month|calendar|people|seat|trail|action|map|zones|direction|goal|listing|cases|keys|news|view|rating|escalation|why|search|letter)\.[a-z][a-z0-9_]+\b`)

// leaks are what only a program says.
var leaks = []string{"%!", "<nil>", "{{", "}}", "0001-01-01", "01.01.0001", "[object", "undefined", "NaN"}

var (
	cyrillic = regexp.MustCompile(`\p{Cyrillic}{2,}`)
	kazakh   = regexp.MustCompile(`\p{Cyrillic}[ӘәҒғҚқҢңӨөҰұҮүҺһІі]\p{Cyrillic}`)
)

// read checks the HTML of a page in a language. names are words that stand in
// no language, such as those of people.
func read(body []byte, locale i18n.Locale, names *regexp.Regexp) *page {
	p := &page{ids: map[string]bool{}, forIDs: map[string]bool{}, refs: map[string]bool{}}
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				p.fault("%v", z.Err())
			}
			p.finish()
			return p
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			p.open(token, locale)
		case html.EndTagToken:
			p.close(z.Token().Data)
		case html.TextToken:
			p.say(html.UnescapeString(string(z.Raw())), locale, names)
		}
	}
}

func (p *page) fault(format string, args ...any) {
	if f := fmt.Sprintf(format, args...); !slices.Contains(p.faults, f) {
		p.faults = append(p.faults, f)
	}
}

func (p *page) in(names ...string) bool {
	return slices.ContainsFunc(p.stack, func(e element) bool { return slices.Contains(names, e.name) })
}

func (p *page) top() element {
	if len(p.stack) == 0 {
		return element{}
	}
	return p.stack[len(p.stack)-1]
}

func (p *page) open(token html.Token, locale i18n.Locale) {
	name, attr := token.Data, map[string]string{}
	for _, a := range token.Attr {
		if _, twice := attr[a.Key]; twice {
			p.fault("<%s> has %s twice", name, a.Key)
		}
		attr[a.Key] = a.Val
	}
	above := p.top()
	e := element{name: name, attr: attr, lang: above.lang, labelled: above.labelled || name == "label", quiet: above.quiet || name == "script" || name == "style"}
	if l, ok := attr["lang"]; ok {
		e.lang = l
	}
	if name == "html" && attr["lang"] != string(locale) {
		p.fault("the page is in %q, not in %s", attr["lang"], locale)
	}
	p.attributes(name, attr)
	p.nesting(name)
	p.headings(name)
	p.field(name, attr, e.labelled)
	for _, a := range []string{"title", "aria-label", "placeholder", "alt"} {
		p.words(attr[a])
	}
	if !slices.Contains(void, name) && token.Type != html.SelfClosingTagToken {
		p.stack = append(p.stack, e)
	}
}

func (p *page) attributes(name string, attr map[string]string) {
	if id, ok := attr["id"]; ok {
		if p.ids[id] || id == "" || strings.ContainsAny(id, " \t\n") {
			p.fault("id %q is there twice or is no id", id)
		}
		p.ids[id] = true
	}
	if id, ok := attr["for"]; ok {
		p.forIDs[id], p.refs[id] = true, true
	}
	for _, a := range []string{"aria-describedby", "aria-labelledby", "aria-controls", "popovertarget", "list", "headers"} {
		for _, id := range strings.Fields(attr[a]) {
			p.refs[id] = true
		}
	}
	for a := range attr {
		if a == "style" || strings.HasPrefix(a, "on") || strings.HasPrefix(a, "hx-") {
			p.fault("<%s> has the attribute %s", name, a)
		}
	}
	for _, a := range []string{"src", "action", "href", "srcset", "data", "poster"} {
		if v := attr[a]; strings.HasPrefix(v, "http:") || strings.HasPrefix(v, "https:") || strings.HasPrefix(v, "//") {
			if name != "a" {
				p.fault("<%s> asks another host: %s", name, v)
			}
		}
	}
	if href, ok := attr["href"]; ok && name == "a" {
		if id, local := strings.CutPrefix(href, "#"); local {
			p.refs[id] = true
		} else {
			p.links = append(p.links, href)
		}
	}
	if name == "script" && attr["src"] == "" {
		p.fault("a script stands in the page")
	}
	if _, ok := attr["alt"]; name == "img" && !ok {
		p.fault("an image without alt: %s", attr["src"])
	}
	if name == "form" && attr["method"] == "post" && !strings.HasPrefix(attr["action"], "/sign-out") {
		p.forms++
	}
	if name == "button" && attr["type"] == "" {
		p.fault("a button without a type")
	}
	if name == "th" && attr["scope"] == "" {
		p.fault("a <th> without a scope")
	}
}

func (p *page) nesting(name string) {
	above := p.top()
	heading := above.name == "summary" && len(name) == 2 && name[0] == 'h' // a summary may hold one
	if slices.Contains(blocks, name) && slices.Contains(phrasing, above.name) && !heading {
		p.fault("<%s> in <%s>", name, above.name)
	}
	for _, alone := range []string{"a", "button", "form", "label"} {
		if name == alone && p.in(alone) {
			p.fault("<%s> in <%[1]s>", name)
		}
	}
	if (name == "a" || name == "input" || name == "select") && p.in("button") || name == "button" && p.in("a") {
		p.fault("<%s> in something to press", name)
	}
	if allowed, ok := parents[name]; ok && !slices.Contains(allowed, above.name) {
		p.fault("<%s> in <%s>", name, above.name)
	}
	if (above.name == "ul" || above.name == "ol") && name != "li" || above.name == "tr" && name != "td" && name != "th" {
		p.fault("<%s> in <%s>", name, above.name)
	}
}

func (p *page) headings(name string) {
	if len(name) != 2 || name[0] != 'h' || name[1] < '1' || name[1] > '6' {
		return
	}
	level := int(name[1] - '0')
	if level == 1 {
		p.h1++
	}
	if level > p.heading+1 {
		p.fault("<%s> after <h%d>", name, p.heading)
	}
	p.heading = level
}

func (p *page) field(name string, attr map[string]string, labelled bool) {
	kind := attr["type"]
	if name != "input" && name != "select" && name != "textarea" || kind == "hidden" || kind == "submit" || attr["aria-hidden"] == "true" {
		return
	}
	p.fields = append(p.fields, field{
		what: name + " " + attr["name"], id: attr["id"],
		named: labelled || attr["aria-label"] != "" || attr["aria-labelledby"] != "",
	})
}

func (p *page) close(name string) {
	if p.top().name == name {
		p.stack = p.stack[:len(p.stack)-1]
		return
	}
	p.fault("</%s> closes <%s>", name, p.top().name)
	for i := len(p.stack) - 1; i >= 0; i-- {
		if p.stack[i].name == name {
			p.stack = p.stack[:i]
			return
		}
	}
}

func (p *page) say(text string, locale i18n.Locale, names *regexp.Regexp) {
	at := p.top()
	if at.quiet || strings.TrimSpace(text) == "" {
		return
	}
	if at.name == "title" {
		p.title = text
	}
	p.text.WriteString(text + "\n")
	p.words(text)
	other := cyrillic
	if at.lang == "ru" && locale == i18n.RU {
		other = kazakh
	} else if at.lang != "en" {
		return
	}
	// Few texts have such letters at all, and names take long to look for.
	if other.MatchString(text) && other.MatchString(names.ReplaceAllString(text, "")) {
		p.fault("words of another language that are not marked: %q in <%s class=%q>", strings.TrimSpace(text), at.name, at.attr["class"])
	}
}

func (p *page) words(text string) {
	if strings.Contains(text, ".") {
		if k := keys.FindString(text); k != "" && !p.in("code") && !strings.HasSuffix(k, ".txt") {
			p.fault("an untranslated key: %s", k)
		}
	}
	for _, l := range leaks {
		if strings.Contains(text, l) && p.top().lang != "mul" { // what was recorded or pasted, as it is
			p.fault("a word of the program: %q in %q", l, text)
		}
	}
}

func (p *page) finish() {
	for _, e := range p.stack {
		p.fault("<%s> is never closed", e.name)
	}
	if p.h1 != 1 {
		p.fault("%d headings of the first level", p.h1)
	}
	if strings.TrimSpace(p.title) == "" {
		p.fault("no title")
	}
	for id := range p.refs {
		if !p.ids[id] {
			p.fault("#%s leads nowhere", id)
		}
	}
	for _, f := range p.fields {
		if !f.named && !p.forIDs[f.id] {
			p.fault("a field without a label: %s", f.what)
		}
	}
	slices.Sort(p.faults)
}

func TestReadFindsFaults(t *testing.T) {
	good := `<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><h1>x</h1>%s</body></html>`
	tests := []struct{ html, want string }{
		{`<p>fine <span lang="kk">Астана</span></p>`, ""},
		{`<p>Астана</p>`, "not marked"},
		{`<div><p>a</div>`, "</div> closes <p>"},
		{`<i id="a"></i><i id="a"></i>`, "twice"},
		{`<h3>x</h3>`, "<h3> after <h1>"},
		{`<input name="a">`, "without a label"},
		{`<label for="a">x</label><input id="a" name="a">`, ""},
		{`<p>ui.some_key</p>`, "untranslated"},
		{`<p style="x">x</p>`, "attribute style"},
		{`<img src="//elsewhere.kz/x.png" alt="">`, "another host"},
		{`<p><div>x</div></p>`, "<div> in <p>"},
		{`<a href="#x">x</a>`, "leads nowhere"},
		{`<p>official@qadam.demo</p>`, ""},
	}
	for _, tt := range tests {
		got := read(fmt.Appendf(nil, good, tt.html), i18n.EN, regexp.MustCompile(`$^`)).faults
		if ok := tt.want == "" && len(got) == 0 || tt.want != "" && strings.Contains(strings.Join(got, "\n"), tt.want); !ok {
			t.Errorf("%s: %q, want %q", tt.html, got, tt.want)
		}
	}
}
