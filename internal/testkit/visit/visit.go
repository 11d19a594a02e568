// Package visit is for tests of pages: a small world, served, and people who
// visit it with a browser that knows no script. It finds forms by the words of
// their buttons, so tests use what people see. It is a package apart so that
// no other test has to build the pages.
package visit

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/internal/web"
)

// Site is a small world, served.
type Site struct {
	*testkit.World
	Handler http.Handler
}

// Serve makes a world and serves it.
func Serve(t testing.TB) *Site {
	t.Helper()
	return ServeAs(t, web.Options{})
}

// ServeAs is Serve with options: a demonstration, or over https.
func ServeAs(t testing.TB, o web.Options) *Site {
	t.Helper()
	w := testkit.NewWorld(t, store.SQLite)
	o.App, o.Version = w.App, "test"
	o.Log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	return &Site{World: w, Handler: web.New(o)}
}

// Visitor is somebody with a browser of his own. The pages are in English
// unless another language is set.
type Visitor struct {
	T       testing.TB
	Site    *Site
	Locale  i18n.Locale
	Cookies map[string]*http.Cookie
}

// SessionCookie is the name of the cookie that holds a session's token.
const SessionCookie = "qadam_session"

// Stranger is a visitor who is not signed in.
func (s *Site) Stranger() *Visitor {
	return &Visitor{T: s.T, Site: s, Locale: i18n.EN, Cookies: map[string]*http.Cookie{}}
}

// As is a visitor who is signed in: one of testkit.Everyone.
func (s *Site) As(who string) *Visitor {
	s.T.Helper()
	v := s.Stranger()
	token := rand.Text()
	err := s.Store.Write(context.Background(), s.Actor(who), func(tx *store.Tx) error {
		n := access.Session{
			Token: app.SessionToken(token), PersonID: s.People[who], Device: "test",
			OpenedAt: tx.Now, LastSeen: tx.Now, ExpiresAt: tx.Now.Add(access.SessionAbsolute),
		}
		if err := tx.AddSession(&n); err != nil {
			return err
		}
		return tx.Record("session.opened", audit.Nowhere, "person", n.PersonID, audit.Added(map[string]string{"device": "test"}))
	})
	if err != nil {
		s.T.Fatal(err)
	}
	v.Cookies[SessionCookie] = &http.Cookie{Name: SessionCookie, Value: token}
	return v
}

// Get opens an address; what stands behind a # stays with the browser.
func (v *Visitor) Get(address string) *Page {
	v.T.Helper()
	address, _, _ = strings.Cut(address, "#")
	return v.Send(httptest.NewRequest(http.MethodGet, address, nil))
}

// Post sends a form that no page showed, as a program would.
func (v *Visitor) Post(address string, values url.Values) *Page {
	v.T.Helper()
	return v.Send(Posting(address, values))
}

// Posting is the request that Post sends.
func Posting(address string, values url.Values) *http.Request {
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

// Send sends a request with the visitor's cookies and keeps those that come
// back.
func (v *Visitor) Send(r *http.Request) *Page {
	v.T.Helper()
	ctx, queries := store.CountQueries(r.Context())
	r = r.WithContext(ctx)
	for _, c := range v.Cookies {
		r.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
	}
	if v.Cookies["qadam_lang"] == nil && v.Locale != "" {
		r.AddCookie(&http.Cookie{Name: "qadam_lang", Value: string(v.Locale)})
	}
	w := httptest.NewRecorder()
	v.Site.Handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(v.Cookies, c.Name)
		} else {
			v.Cookies[c.Name] = c
		}
	}
	return newPage(v, w, queries.Load())
}

// Say is a sentence of the catalogue in English.
func Say(key string, args ...any) string {
	return Plain(i18n.T(i18n.With(context.Background(), i18n.EN), key, args...))
}

// Plain is text with every space a plain one.
func Plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ")
}
