// Package browse is for tests in a real browser: the played demonstration,
// served, and a headless Chromium that does what people do with it. It is a
// package apart so that no other test has to build the pages and the browser.
package browse

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/blob"
	"qadam/internal/civil"
	"qadam/internal/paper"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/internal/web"
	"qadam/seed"
	"qadam/seed/demo"
)

// Site is the demonstration at the curtain of its play, served on an address
// of its own from a database of its own.
type Site struct {
	T     testing.TB
	App   *app.App
	Clock *seed.Clock
	URL   string
}

// Password is everybody's in the demonstration.
const Password = "qadam-demo"

// Today is the day of the curtain.
func Today() civil.Date { return civil.DateOf(demo.Curtain.At()) }

// Serve plays the demonstration, once for all tests of a package, and serves a
// copy of it until the test ends.
func Serve(t testing.TB) *Site {
	t.Helper()
	played, err := play()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "qadam.db")
	if err := os.WriteFile(path, played.database, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(folder, "files"), played.files); err != nil {
		t.Fatal(err)
	}
	clock := seed.NewClock(time.Now, demo.Curtain.At())
	s := &Site{T: t, Clock: clock, App: open(t, path, filepath.Join(folder, "files"), clock)}
	log := slog.New(slog.NewTextHandler(failing{t}, &slog.HandlerOptions{Level: slog.LevelError}))
	server := httptest.NewServer(web.New(web.Options{App: s.App, Log: log, Demo: true, Version: "test"}))
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// Client returns a client over plain HTTP, signed in as the person.
func (s *Site) Client(email string) *http.Client {
	s.T.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.T.Fatal(err)
	}
	c := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if email == "" {
		return c
	}
	r, err := c.PostForm(s.URL+"/sign-in", map[string][]string{"demo": {email}})
	if err != nil {
		s.T.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusSeeOther {
		s.T.Fatalf("signing in as %s: %s", email, r.Status)
	}
	return c
}

// Actor is a person of the demonstration with the rights of today.
func (s *Site) Actor(email string) access.Actor {
	s.T.Helper()
	ctx := context.Background()
	people, err := s.App.Store.Read(access.System(), s.App.Store.Instant()).People(ctx)
	if err != nil {
		s.T.Fatal(err)
	}
	for _, p := range people {
		if p.Email == email {
			a, err := s.App.Store.Actor(ctx, p.ID)
			if err != nil {
				s.T.Fatal(err)
			}
			return a
		}
	}
	s.T.Fatalf("nobody has the address %s", email)
	return access.Actor{}
}

// played is the demonstration after its play, kept in memory.
type played struct {
	database []byte
	files    fstest.MapFS
}

var play = sync.OnceValues(func() (p played, err error) {
	folder, err := os.MkdirTemp("", "qadam-play-")
	if err != nil {
		return p, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "qadam.db")
	ctx, clock := context.Background(), seed.NewClock(time.Now, seed.Morning)
	s, err := store.Open(ctx, store.Options{Database: path, Clock: clock.Now, Key: testkit.Key})
	if err != nil {
		return p, err
	}
	files, err := blob.Open(filepath.Join(folder, "files"))
	if err != nil {
		return p, err
	}
	a := app.New(s, files)
	a.Print = paper.Protocol
	for _, step := range []func() error{
		func() error { _, err := s.Migrate(ctx); return err },
		func() error { return seed.Reference(ctx, a) },
		func() error { return seed.Demo(ctx, a, clock, Password) },
		s.Close, files.Close,
		func() error { p.database, err = os.ReadFile(path); return err },
		func() error { p.files, err = remembered(filepath.Join(folder, "files")); return err },
	} {
		if err := step(); err != nil {
			return p, err
		}
	}
	return p, nil
})

// remembered reads a folder into memory.
func remembered(folder string) (fstest.MapFS, error) {
	out, root := fstest.MapFS{}, os.DirFS(folder)
	return out, fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, path)
		out[path] = &fstest.MapFile{Data: data, Mode: 0o600}
		return err
	})
}

func open(t testing.TB, path, folder string, clock *seed.Clock) *app.App {
	t.Helper()
	s, err := store.Open(context.Background(), store.Options{Database: path, Clock: clock.Now, Key: testkit.Key})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	files, err := blob.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() })
	a := app.New(s, files)
	a.Print = paper.Protocol
	return a
}

// failing makes an error in the log an error of the test.
type failing struct{ t testing.TB }

func (f failing) Write(line []byte) (int, error) {
	f.t.Errorf("the log says: %s", strings.TrimSpace(string(line)))
	return len(line), nil
}
