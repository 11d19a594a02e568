package insight_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

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

func serve(t testing.TB) *site {
	t.Helper()
	w := testkit.NewWorld(t, store.SQLite)
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	return &site{World: w, handler: web.New(web.Options{App: w.App, Log: log, Version: "test"})}
}

// visitor is somebody who is signed in and reads English.
type visitor struct {
	site  *site
	token string
}

func (s *site) as(who string) *visitor {
	s.T.Helper()
	v := &visitor{site: s, token: rand.Text()}
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
	Status  int
	Header  http.Header
	Body    string
	Queries int64 // that it cost
	doc     *goquery.Document
}

func (v *visitor) get(address string) *page {
	v.site.T.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	ctx, queries := store.CountQueries(r.Context())
	r = r.WithContext(ctx)
	r.AddCookie(&http.Cookie{Name: "qadam_session", Value: v.token})
	r.AddCookie(&http.Cookie{Name: "qadam_lang", Value: "en"})
	w := httptest.NewRecorder()
	v.site.handler.ServeHTTP(w, r)
	p := &page{t: v.site.T, Status: w.Code, Header: w.Header(), Body: w.Body.String(), Queries: queries.Load()}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(p.Body))
	if err != nil {
		p.t.Fatal(err)
	}
	p.doc = doc
	return p
}

// is fails unless the page has the status.
func (p *page) is(status int) *page {
	p.t.Helper()
	if p.Status != status {
		p.t.Fatalf("status %d, want %d:\n%s", p.Status, status, p.words())
	}
	return p
}

// words are what the page says, and textOf what a part of it says.
func (p *page) words() string { return p.textOf("main") }

func (p *page) textOf(selector string) string { return words(p.doc.Find(selector)) }

// words are the texts of a part of a page with a space between any two.
func words(part *goquery.Selection) string {
	var all []string
	for _, n := range part.Nodes {
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				all = append(all, d.Data)
			}
		}
	}
	return plain(strings.Join(all, " "))
}

func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ")
}

func (p *page) says(words ...string) *page {
	p.t.Helper()
	for _, w := range words {
		if !strings.Contains(p.words(), w) {
			p.t.Errorf("the page does not say %q:\n%s", w, p.words())
		}
	}
	return p
}

func (p *page) saysNot(words ...string) *page {
	p.t.Helper()
	for _, w := range words {
		if strings.Contains(p.words(), w) {
			p.t.Errorf("the page says %q", w)
		}
	}
	return p
}

// data reads the JSON that came back.
func data[T any](p *page) T {
	p.t.Helper()
	p.is(http.StatusOK)
	var v T
	if err := json.Unmarshal([]byte(p.Body), &v); err != nil {
		p.t.Fatalf("%v in %s", err, p.Body)
	}
	return v
}

// say is a sentence of the catalogue in English.
func say(key string, args ...any) string {
	return plain(i18n.T(i18n.With(context.Background(), i18n.EN), key, args...))
}

// text is the same words in every language.
func text(s string) i18n.Text { return i18n.Same(s) }
