// Package web is the tracker over HTTP: who asks, for which day, may that be
// asked, and which area answers.
package web

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/web/account"
	"qadam/internal/web/admin"
	"qadam/internal/web/finance"
	"qadam/internal/web/governance"
	"qadam/internal/web/insight"
	"qadam/internal/web/planning"
	"qadam/internal/web/site"
	"qadam/static"
)

// Options are what a server is made of.
type Options struct {
	App     *app.App
	Log     *slog.Logger
	Demo    bool   // offer the demonstration's accounts and say what it is
	BaseURL string // https://… makes cookies secure
	Mail    bool   // there is a mail server
	Version string
	Ending  <-chan struct{} // closed when the program is told to stop
}

// New returns the handler of everything.
func New(o Options) http.Handler {
	s := &site.Site{
		App: o.App, Store: o.App.Store, Log: o.Log, Demo: o.Demo,
		Secure: strings.HasPrefix(o.BaseURL, "https://"), Version: o.Version, Mail: o.Mail,
		Patience: patience, Ending: o.Ending,
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.Error
	// A proxy on this machine, which https needs, says for whom it asks; taken
	// for the person, it would make everybody wait for one who guesses.
	e.IPExtractor = echo.ExtractIPFromXFFHeader(echo.TrustLinkLocal(false), echo.TrustPrivateNet(false))
	e.Pre(format)
	e.Use(opened(s), logged(s), guarded, visited(s))
	e.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	e.GET("/readyz", func(c echo.Context) error {
		if err := s.Store.Ping(site.Ctx(c)); err != nil {
			return c.String(http.StatusServiceUnavailable, "database\n")
		}
		return c.String(http.StatusOK, "ok\n")
	})
	for _, r := range Routes(s) {
		e.Add(r.Method, r.Path, r.Handle, admitted(s, r))
	}
	mux := http.NewServeMux()
	mux.Handle(static.Root, guardedStatic(static.Handler()))
	mux.Handle("/", http.NewCrossOriginProtection().Handler(headAsGet(e)))
	return mux
}

// headAsGet answers HEAD as GET; the server leaves the body out.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			get := *r
			get.Method = http.MethodGet
			r = &get
		}
		next.ServeHTTP(w, r)
	})
}

// Routes are all addresses, area by area.
func Routes(s *site.Site) []site.Route {
	return slices.Concat(account.Routes(s), planning.Routes(s), governance.Routes(s), finance.Routes(s), insight.Routes(s), admin.Routes(s))
}

// formats are the suffixes under which the data of a page are.
var formats = []string{"json", "csv", "xlsx", "pdf", "docx"}

// format takes the suffix off an address, so that a page and its data are one
// route.
func format(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := c.Request().URL
		for _, f := range formats {
			path, ok := strings.CutSuffix(u.Path, "."+f)
			raw, rawToo := strings.CutSuffix(u.RawPath, "."+f)
			if ok && path != "" && (rawToo || u.RawPath == "") {
				u.Path, u.RawPath = path, raw // /%2Fexample.org stays a path, and is no host
				c.Set(formatKey, f)
			}
		}
		return next(c)
	}
}

const formatKey = "format"

// requestID is short enough to read out on the telephone.
func requestID() string { return strings.ToLower(rand.Text()[:12]) }
