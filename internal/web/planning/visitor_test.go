package planning_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/internal/web"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// site is a small world, served.
type site struct {
	*testkit.World
	handler http.Handler
}

func serve(t *testing.T) *site {
	t.Helper()
	w := testkit.NewWorld(t, store.SQLite)
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	return &site{World: w, handler: web.New(web.Options{App: w.App, Log: log, Version: "test"})}
}

// visitor is a person with a browser that knows no script.
type visitor struct {
	t     testing.TB
	site  *site
	token string
	flash *http.Cookie // what was done, said once
}

// as signs somebody in; the pages are in English.
func (s *site) as(who string) *visitor {
	s.T.Helper()
	v := &visitor{t: s.T, site: s, token: rand.Text()}
	err := s.Store.Write(context.Background(), s.Actor(who), func(tx *store.Tx) error {
		n := access.Session{
			Token: app.SessionToken(v.token), PersonID: s.People[who], Device: "test",
			OpenedAt: tx.Now, LastSeen: tx.Now, ExpiresAt: tx.Now.Add(access.SessionAbsolute),
		}
		if err := tx.AddSession(&n); err != nil {
			return err
		}
		return tx.Record("session.opened", audit.Nowhere, "person", n.PersonID, audit.Added("test"))
	})
	if err != nil {
		s.T.Fatal(err)
	}
	return v
}

// page is what came back.
type page struct {
	t       testing.TB
	visitor *visitor
	Status  int
	Header  http.Header
	Body    string
	doc     *goquery.Document
}

func (v *visitor) send(r *http.Request) *page {
	v.t.Helper()
	r.AddCookie(&http.Cookie{Name: "qadam_session", Value: v.token})
	r.AddCookie(&http.Cookie{Name: "qadam_lang", Value: "en"})
	if v.flash != nil {
		r.AddCookie(v.flash)
		v.flash = nil
	}
	w := httptest.NewRecorder()
	v.site.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.Name == "qadam_flash" && c.MaxAge >= 0 {
			v.flash = c
		}
	}
	p := &page{t: v.t, visitor: v, Status: w.Code, Header: w.Header(), Body: w.Body.String()}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(p.Body))
	if err != nil {
		v.t.Fatal(err)
	}
	p.doc = doc
	return p
}

func (v *visitor) get(address string) *page {
	v.t.Helper()
	return v.send(httptest.NewRequest(http.MethodGet, address, nil))
}

// post sends a form that no page showed, as a program would.
func (v *visitor) post(address string, values url.Values) *page {
	v.t.Helper()
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.send(r)
}

// is fails unless the page has the status.
func (p *page) is(status int) *page {
	p.t.Helper()
	if p.Status != status {
		p.t.Fatalf("status %d, want %d:\n%s", p.Status, status, p.words())
	}
	return p
}

// words are what the page says.
// words are those of the page, or of the region that came alone.
func (p *page) words() string {
	text := p.doc.Find("main")
	if text.Length() == 0 {
		text = p.doc.Find("body")
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(text.Text(), "\u00a0", " ")), " ")
}

func (p *page) says(words ...string) *page {
	p.t.Helper()
	for _, w := range words {
		if !strings.Contains(p.words(), w) {
			p.t.Fatalf("the page does not say %q:\n%s", w, p.words())
		}
	}
	return p
}

func (p *page) saysNot(words ...string) *page {
	p.t.Helper()
	for _, w := range words {
		if strings.Contains(p.words(), w) {
			p.t.Fatalf("the page says %q:\n%s", w, p.words())
		}
	}
	return p
}

// fault is what stands beside a field.
func (p *page) fault(field string) string {
	s := p.doc.Find(fmt.Sprintf(`[name="%s"]`, field)).First()
	id, _, _ := strings.Cut(s.AttrOr("aria-describedby", ""), " ")
	if s.AttrOr("aria-invalid", "") == "" {
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(p.doc.Find("#"+id).Text(), "\u00a0", " "))
}

// form is a form as it stands in the page, filled in.
type form struct {
	page   *page
	action string
	multi  bool
	values url.Values
	names  []string
	files  []upload
}

type upload struct {
	name string
	body []byte
}

// form finds a form by the words of its button.
func (p *page) form(button string) *form {
	p.t.Helper()
	found := p.doc.Find("form").FilterFunction(func(_ int, s *goquery.Selection) bool {
		return strings.TrimSpace(s.Find("button").Text()) == button
	})
	if found.Length() != 1 {
		p.t.Fatalf("%d forms with the button %q on:\n%s", found.Length(), button, p.words())
	}
	f := &form{page: p, action: found.AttrOr("action", ""), multi: found.AttrOr("enctype", "") == "multipart/form-data", values: url.Values{}}
	found.Find("input, textarea, select").Each(func(_ int, s *goquery.Selection) {
		name := s.AttrOr("name", "")
		f.names = append(f.names, name)
		_, checked := s.Attr("checked")
		switch kind := s.AttrOr("type", ""); {
		case kind == "file", kind == "checkbox" && !checked:
		case goquery.NodeName(s) == "textarea":
			f.values.Add(name, s.Text())
		default:
			f.values.Add(name, s.AttrOr("value", ""))
		}
	})
	return f
}

// fill types into a field; one that the form does not have fails the test.
func (f *form) fill(name, value string) *form {
	f.page.t.Helper()
	if !slices.Contains(f.names, name) {
		f.page.t.Fatalf("the form has no field %q but %v", name, f.names)
	}
	f.values.Set(name, value)
	return f
}

func (f *form) tick(name string) *form { return f.fill(name, "on") }

func (f *form) attach(name string, body []byte) *form {
	f.files = append(f.files, upload{name, body})
	return f
}

// submit sends the form as a browser does.
func (f *form) submit() *page {
	f.page.t.Helper()
	if !f.multi {
		return f.page.visitor.post(f.action, f.values)
	}
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range f.values {
		for _, v := range values {
			if err := m.WriteField(name, v); err != nil {
				f.page.t.Fatal(err)
			}
		}
	}
	for _, u := range f.files {
		part, err := m.CreateFormFile("files", u.name)
		if err == nil {
			_, err = part.Write(u.body)
		}
		if err != nil {
			f.page.t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		f.page.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, f.action, io.Reader(&body))
	r.Header.Set("Content-Type", m.FormDataContentType())
	return f.page.visitor.send(r)
}

// follow opens the page that an answer leads to.
func (p *page) follow() *page {
	p.t.Helper()
	p.is(http.StatusSeeOther)
	return p.visitor.get(p.Header.Get("Location"))
}

// say is a sentence of the catalogue in English.
func say(key string, args ...any) string {
	return strings.ReplaceAll(i18n.T(i18n.With(context.Background(), i18n.EN), key, args...), "\u00a0", " ")
}

// selection is a part of a page.
type selection = goquery.Selection

// milestoneTitle is the same words in every language, as in the world.
func (s *site) milestoneTitle(number string) i18n.Text { return i18n.Same("Line " + number) }
