package visit

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// Page is what came back.
type Page struct {
	T       testing.TB
	Visitor *Visitor
	Status  int
	Header  http.Header
	Body    string
	Queries int64 // that it cost
	Doc     *goquery.Document
}

func newPage(v *Visitor, w *httptest.ResponseRecorder, queries int64) *Page {
	v.T.Helper()
	p := &Page{T: v.T, Visitor: v, Status: w.Code, Header: w.Header(), Body: w.Body.String(), Queries: queries}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(p.Body))
	if err != nil {
		v.T.Fatal(err)
	}
	p.Doc = doc
	return p
}

// Is fails unless the page has the status.
func (p *Page) Is(status int) *Page {
	p.T.Helper()
	if p.Status != status {
		p.T.Fatalf("status %d, want %d:\n%s", p.Status, status, p.Words())
	}
	return p
}

// Words are what the page says.
func (p *Page) Words() string { return p.TextOf("main") }

// TextOf is what a part of the page says, with a space between any two texts.
func (p *Page) TextOf(selector string) string {
	var all []string
	for _, n := range p.Doc.Find(selector).Nodes {
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				all = append(all, d.Data)
			}
		}
	}
	return Plain(strings.Join(all, " "))
}

// Says fails unless the page says all the words.
func (p *Page) Says(words ...string) *Page {
	p.T.Helper()
	for _, w := range words {
		if !strings.Contains(p.Words(), w) {
			p.T.Fatalf("the page does not say %q:\n%s", w, p.Words())
		}
	}
	return p
}

// SaysNot fails when the page says any of the words.
func (p *Page) SaysNot(words ...string) *Page {
	p.T.Helper()
	for _, w := range words {
		if strings.Contains(p.Words(), w) {
			p.T.Fatalf("the page says %q:\n%s", w, p.Words())
		}
	}
	return p
}

// Has reports whether the CSS selector finds something.
func (p *Page) Has(selector string) bool { return p.Doc.Find(selector).Length() > 0 }

// Fault is what stands beside a field.
func (p *Page) Fault(field string) string {
	s := p.Doc.Find(fmt.Sprintf(`[name="%s"][aria-invalid="true"]`, field)).First()
	id, _, _ := strings.Cut(s.AttrOr("aria-describedby", ""), " ")
	if id == "" {
		return ""
	}
	return p.TextOf("#" + id)
}

// Value is what a field shows.
func (p *Page) Value(field string) string {
	return p.Doc.Find(fmt.Sprintf(`input[name="%s"]`, field)).First().AttrOr("value", "")
}

// Follow opens the page that an answer leads to.
func (p *Page) Follow() *Page {
	p.T.Helper()
	return p.Is(http.StatusSeeOther).Visitor.Get(p.Header.Get("Location"))
}

// Form is a form as it stands in the page, to be filled in.
type Form struct {
	Page   *Page
	Action string
	Values url.Values
	names  []string
}

// Form finds the only form with the words on its button, within the CSS
// selectors if there are any.
func (p *Page) Form(button string, within ...string) *Form {
	p.T.Helper()
	found := p.Doc.Find(strings.Join(append(within, "form"), " ")).FilterFunction(func(_ int, s *goquery.Selection) bool {
		return Plain(s.Find("button").Text()) == button
	})
	if found.Length() != 1 {
		p.T.Fatalf("%d forms with the button %q on:\n%s", found.Length(), button, p.Words())
	}
	f := &Form{Page: p, Action: found.AttrOr("action", ""), Values: url.Values{}}
	found.Find("input, textarea, select").Each(func(_ int, s *goquery.Selection) { f.take(s) })
	return f
}

// Fill types into a field; one that the form does not have fails the test.
func (f *Form) Fill(pairs ...string) *Form {
	f.Page.T.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		if !slices.Contains(f.names, pairs[i]) {
			f.Page.T.Fatalf("the form has no field %q but %v", pairs[i], f.names)
		}
		f.Values.Set(pairs[i], pairs[i+1])
	}
	return f
}

// Submit sends the form.
func (f *Form) Submit() *Page {
	f.Page.T.Helper()
	return f.Page.Visitor.Post(f.Action, f.Values)
}

// JSON reads the data that came back.
func JSON[T any](p *Page) T {
	p.T.Helper()
	p.Is(http.StatusOK)
	var v T
	if err := json.Unmarshal([]byte(p.Body), &v); err != nil {
		p.T.Fatalf("%v in %.300s", err, p.Body)
	}
	return v
}
