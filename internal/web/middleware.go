package web

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/ui"
)

// opened gives the request its number and turns a panic into an error.
func opened(s *site.Site) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) (err error) {
			id := requestID()
			f, _ := c.Get(formatKey).(string)
			site.SetVisit(c, &site.Visit{RequestID: id, Format: f})
			c.SetRequest(c.Request().WithContext(store.WithRequestID(c.Request().Context(), id)))
			c.Response().Header().Set(echo.HeaderXRequestID, id)
			defer func() {
				if p := recover(); p != nil {
					if p == http.ErrAbortHandler { //nolint:errorlint // a sentinel, as net/http compares it
						panic(p)
					}
					err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
					s.Error(err, c)
					err = nil
				}
			}()
			return next(c)
		}
	}
}

// logged writes a line for each request: no name, no query, no address of a
// person.
func logged(s *site.Site) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			begun := monotonic()
			if err := next(c); err != nil {
				s.Error(err, c)
			}
			s.Log.Info("request", "request", s.Visit(c).RequestID, "method", c.Request().Method, "route", c.Path(),
				"status", c.Response().Status, "bytes", c.Response().Size, "took", monotonic()-begun)
			return nil
		}
	}
}

// policy lets a page load only what the server itself has: no script and no
// style in the page, nothing from elsewhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func guarded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		guard(c.Response().Header())
		return next(c)
	}
}

func guardedStatic(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		guard(w.Header())
		next.ServeHTTP(w, r)
	})
}

func guard(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
}

// langCookie remembers the language that was chosen on this device.
const langCookie = "qadam_lang"

// visited finds out who asks, in which language and for which day.
func visited(s *site.Site) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			v := s.Visit(c)
			if err := signed(s, c, v); err != nil {
				return err
			}
			setLocale(s, c, v)
			asked(s, c, v)
			if c.Request().Method == http.MethodGet {
				if short := shortened(c, v); short != "" {
					return c.Redirect(http.StatusSeeOther, short)
				}
				if key, args := s.TakeFlash(c); i18n.Has(key) {
					v.Flash = i18n.T(site.Ctx(c), key, args...)
				}
			}
			return next(c)
		}
	}
}

func signed(s *site.Site, c echo.Context, v *site.Visit) error {
	cookie, err := c.Cookie(site.SessionCookie)
	if err != nil || cookie.Value == "" {
		return nil
	}
	who, err := s.Store.Session(site.Ctx(c), app.SessionToken(cookie.Value))
	if err != nil || who == nil {
		return err
	}
	v.Signed = who
	if err := visiting(s, c, who); err != nil {
		return err
	}
	if s.Store.Now().Sub(who.Session.LastSeen) > access.SessionTouch {
		return s.Store.Touch(site.Ctx(c), who.Session.ID)
	}
	return nil
}

// visiting notes that the person is here. What programs ask for is no visit:
// data, and answers that go on for as long as a page lies open.
func visiting(s *site.Site, c echo.Context, who *store.Signed) error {
	if s.Visit(c).Format != "" || strings.Contains(c.Request().Header.Get("Accept"), "text/event-stream") {
		return nil
	}
	next, changed := who.Visit.At(s.Store.Now())
	if !changed {
		return nil
	}
	who.Visit = next
	return s.Store.Visited(site.Ctx(c), who.Session.PersonID)
}

// setLocale takes the language from the address, else from the cookie that
// remembers it, else from the person, else from the browser.
func setLocale(s *site.Site, c echo.Context, v *site.Visit) {
	locale, chosen := i18n.Parse(c.QueryParam("lang"))
	cookie, err := c.Cookie(langCookie)
	remembered, known := i18n.Locale(""), false
	if err == nil {
		remembered, known = i18n.Parse(cookie.Value)
	}
	switch {
	case chosen:
		c.SetCookie(&http.Cookie{Name: langCookie, Value: string(locale), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode})
	case known:
		locale = remembered
	case v.Signed != nil:
		locale = v.Signed.Locale
	default:
		locale = i18n.Match(c.Request().Header.Get("Accept-Language"))
	}
	c.SetRequest(c.Request().WithContext(i18n.With(site.Ctx(c), locale)))
}

// asked reads the day shown and the day compared with (rules.md §1.3). What
// is no day, or lies in the future, is a fault; the page is as of today then.
func asked(s *site.Site, c echo.Context, v *site.Visit) {
	at := s.Store.Instant()
	v.Today = civil.DateOf(at)
	v.On = v.Today
	day := func(name string) civil.Date {
		text := c.QueryParam(name)
		if text == "" || c.Request().Method != http.MethodGet {
			return civil.Date{}
		}
		d, err := ui.ParseDay(text)
		if err == nil && d.After(v.Today) {
			err = fault.Field(name, "fault.day_in_future")
		}
		if err != nil {
			if found := fault.Of(err); found != nil {
				key, args := found.Key, found.Args
				if len(found.Fields) > 0 {
					key, args = found.Fields[0].Key, found.Fields[0].Args
				}
				v.DayFaults = append(v.DayFaults, fault.FieldError{Name: name, Key: key, Args: args})
			}
			return civil.Date{}
		}
		return d
	}
	if d := day("as_of"); !d.IsZero() && d.Before(v.Today) {
		v.On, v.Past, at = d, true, d.EndOfDay()
	}
	v.Against = day("against")
	if v.Against.After(v.On) {
		v.DayFaults = append(v.DayFaults, fault.FieldError{Name: "against", Key: "fault.against_after"})
		v.Against = civil.Date{}
	}
	v.Reader = s.Store.Read(s.Who(c), at)
}

// shortened is the address of a page without days that ask for nothing, as the form
// of the day sends them: that of today, and none to compare with; "" when it has
// no such.
func shortened(c echo.Context, v *site.Visit) string {
	u := *c.Request().URL
	if u.RawQuery == "" || v.Format != "" || c.Request().Header.Get("HX-Request") != "" {
		return ""
	}
	q, long := u.Query(), false
	for name, idle := range map[string]bool{"as_of": !v.Past && !slices.ContainsFunc(v.DayFaults, func(f fault.FieldError) bool { return f.Name == "as_of" }), "against": q.Get("against") == ""} {
		if q.Has(name) && idle {
			q.Del(name)
			long = true
		}
	}
	if !long {
		return ""
	}
	u.RawQuery = q.Encode()
	short := u.RequestURI()
	if !strings.HasPrefix(short, "/") || strings.HasPrefix(short, "//") { // a browser would go to another host
		return ""
	}
	return short
}

// admitted asks whether this person may use the route at all; whether here
// and now is asked by the app. Who is not signed in is sent to sign in.
func admitted(s *site.Site, r site.Route) echo.MiddlewareFunc {
	limit := r.Limit
	if limit == 0 {
		limit = 1 << 20
	}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			v := s.Visit(c)
			if v.Format != "" && !slices.Contains(r.Formats, v.Format) || !site.Readable(c) {
				return fault.NotFound()
			}
			c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, limit)
			if r.Open {
				return next(c)
			}
			if v.Signed == nil {
				return signInFirst(c, v)
			}
			if r.Action != "" {
				if err := access.Require(v.Signed.Actor, r.Action, access.Anywhere); err != nil {
					return err
				}
			}
			if v.Format != "" && len(v.DayFaults) > 0 {
				return fault.Invalid(v.DayFaults[0].Key)
			}
			return next(c)
		}
	}
}

func signInFirst(c echo.Context, v *site.Visit) error {
	if v.Format != "" {
		return echo.NewHTTPError(http.StatusUnauthorized)
	}
	if c.Request().Method != http.MethodGet {
		return c.Redirect(http.StatusSeeOther, href.SignIn())
	}
	return c.Redirect(http.StatusSeeOther, href.With(href.SignIn(), "next", c.Request().URL.RequestURI()))
}

var started = time.Now() //nolint:forbidigo // only differences are taken, for the log

func monotonic() time.Duration { return time.Since(started).Round(time.Microsecond) }

// patience gives an answer so much more time to be taken; an answer that goes
// on has no end by which the server could measure it.
func patience(w http.ResponseWriter, d time.Duration) error {
	return http.NewResponseController(w).SetWriteDeadline(time.Now().Add(d)) //nolint:forbidigo // of the wire, not of the domain
}
