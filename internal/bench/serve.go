package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime/pprof"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/blob"
	"qadam/internal/paper"
	"qadam/internal/store"
	"qadam/internal/web"
	"qadam/seed"
)

// serveWord as the first argument makes this program the server of a run: a
// process of its own, so that its memory is the tracker's and not the clients'.
const serveWord = "serve"

// served is what the server tells the clients when it is ready.
type served struct {
	Web    string            // address of the tracker
	Beside string            // address of what stands beside it
	Tokens map[string]string // cookies of people who are signed in
}

// People who are signed in from the start, beside the managers of the cities.
const official = "official@qadam.demo"

// Addresses beside the tracker.
const (
	staticPath  = "/static-bytes"
	countPath   = "/count"
	profilePath = "/profile"
	countHeader = "X-Queries"
)

// serve serves a database until its standard input is closed, as the tracker
// does: the same handler on a socket of its own, the log into a file.
func serve(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet(serveWord, flag.ExitOnError)
	database := flags.String("database", "", "file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	clock := seed.NewClock(now, today)
	clock.Start()
	s, err := store.Open(ctx, store.Options{Database: *database, Clock: clock.Now, Key: signingKey})
	if err != nil {
		return err
	}
	defer s.Close()
	files, err := blob.Open(*database + "-files")
	if err != nil {
		return err
	}
	defer files.Close()
	lines, err := os.Create(*database + ".log")
	if err != nil {
		return err
	}
	defer lines.Close()
	a := app.New(s, files)
	a.Print = paper.Protocol
	tokens, err := signIn(ctx, a)
	if err != nil {
		return err
	}
	tracker := web.New(web.Options{App: a, Log: slog.New(slog.NewTextHandler(lines, nil)), Demo: true, Version: "bench"})
	return listen(ctx, served{Tokens: tokens}, tracker, beside(tracker))
}

// signIn opens a session for everybody who will ask.
func signIn(ctx context.Context, a *app.App) (map[string]string, error) {
	tokens := map[string]string{}
	people := []string{official}
	for i := range cities {
		// The demonstration alone has no such cities.
		if _, _, err := a.Store.Credential(ctx, managerEmail(i)); err == nil {
			people = append(people, managerEmail(i))
		}
	}
	for _, email := range people {
		token, err := a.SignInDemo(ctx, email, "bench")
		if err != nil {
			return nil, fmt.Errorf("sign in %s: %w", email, err)
		}
		tokens[email] = token
	}
	return tokens, nil
}

// listen serves both, says on standard output where, and lets them finish when
// standard input ends.
func listen(ctx context.Context, ready served, tracker, beside http.Handler) error {
	var servers []*http.Server
	failed := make(chan error, 2)
	for _, one := range []struct {
		handler http.Handler
		address *string
	}{{tracker, &ready.Web}, {beside, &ready.Beside}} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		*one.address = l.Addr().String()
		server := &http.Server{Handler: one.handler}
		servers = append(servers, server)
		go func() { failed <- server.Serve(l) }()
	}
	if err := json.NewEncoder(os.Stdout).Encode(ready); err != nil {
		return err
	}
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // until the other side hangs up
		close(ended)
	}()
	select {
	case err := <-failed:
		return err
	case <-ended:
	case <-ctx.Done():
	}
	var errs []error
	for _, server := range servers {
		errs = append(errs, server.Shutdown(context.WithoutCancel(ctx)))
	}
	return errors.Join(errs...)
}

// beside is what the tracker is held against, through the same echo and
// net/http: 30 kB that are there already. It also counts the queries of a
// request and takes profiles, so that no load pays for either.
func beside(tracker http.Handler) http.Handler {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	body := bytes.Repeat([]byte("<p>thirty thousand bytes, more or less.</p>\n"), 30_000/44+1)[:30_000]
	e.GET(staticPath, func(c echo.Context) error { return c.Blob(http.StatusOK, echo.MIMETextHTMLCharsetUTF8, body) })
	e.Any(countPath+"/*", func(c echo.Context) error {
		r := c.Request()
		ctx, n := store.CountQueries(r.Context())
		inner := r.Clone(ctx)
		inner.URL.Path = strings.TrimPrefix(r.URL.Path, countPath)
		w := httptest.NewRecorder()
		tracker.ServeHTTP(w, inner)
		c.Response().Header().Set(countHeader, strconv.FormatInt(n.Load(), 10))
		return c.NoContent(w.Code)
	})
	var profile *os.File
	e.POST(profilePath, func(c echo.Context) error {
		if profile != nil {
			pprof.StopCPUProfile()
			err := profile.Close()
			profile = nil
			return err
		}
		var err error
		if profile, err = os.Create(c.QueryParam("file")); err != nil {
			return err
		}
		return pprof.StartCPUProfile(profile)
	})
	return e
}
