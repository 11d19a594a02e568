// Package site is what all handlers share: who asks and for which day, reading
// forms, showing pages, and the one place where an error becomes a status.
package site

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/store"
	"qadam/views/layout"
)

// Site is what handlers work with.
type Site struct {
	App     *app.App
	Store   *store.Store
	Log     *slog.Logger
	Demo    bool   // a demonstration: says so, and offers its accounts
	Secure  bool   // the address is https: cookies say so
	Mail    bool   // there is a mail server: letters are sent
	Version string // of the program

	// Patience moves the moment by which what is written must have been taken: so
	// long from now. Ending is closed when the program is told to stop. Answers
	// that go on and on need both; either may be missing.
	Patience func(http.ResponseWriter, time.Duration) error
	Ending   <-chan struct{}
}

// Route is an address with what one must be allowed to do to use it.
type Route struct {
	Method  string
	Path    string
	Action  access.Action // "" for everybody who is signed in
	Open    bool          // also for those who are not
	Formats []string      // suffixes such as json under which the data are
	Limit   int64         // bytes of the body, 0 for the usual megabyte
	Handle  func(echo.Context) error
}

// Visit is what is known of a request before its handler runs.
type Visit struct {
	Signed    *store.Signed // nil when nobody is signed in
	Reader    *store.Reader
	Today     civil.Date
	On        civil.Date // the day shown
	Past      bool
	Against   civil.Date
	DayFaults []fault.FieldError // what is wrong with the days asked for
	RequestID string
	Format    string // suffix of the address, "" for the page
	Flash     string // key of what was done
}

const visitKey = "visit"

// SetVisit puts the visit where the handlers find it.
func SetVisit(c echo.Context, v *Visit) { c.Set(visitKey, v) }

// Visit returns what is known of the request.
func (s *Site) Visit(c echo.Context) *Visit { return c.Get(visitKey).(*Visit) }

// Who is the actor; nobody when not signed in.
func (s *Site) Who(c echo.Context) access.Actor {
	if v := s.Visit(c); v.Signed != nil {
		return v.Signed.Actor
	}
	return access.Actor{}
}

// Reader shows the actor the instant of the request.
func (s *Site) Reader(c echo.Context) *store.Reader { return s.Visit(c).Reader }

// ReaderOn shows the actor the end of another day.
func (s *Site) ReaderOn(c echo.Context, d civil.Date) *store.Reader {
	return s.Store.Read(s.Who(c), d.EndOfDay())
}

// Ctx is the context of the request: locale and request id.
func Ctx(c echo.Context) context.Context { return c.Request().Context() }

// Shell is what every page has, with the title given.
func (s *Site) Shell(c echo.Context, title string) (layout.Shell, error) {
	v := s.Visit(c)
	sh := layout.Shell{
		Title: title, Today: v.Today, On: v.On, Past: v.Past, Against: v.Against,
		URL: pageURL(c), Demo: s.Demo, RequestID: v.RequestID, Version: s.Version, Flash: v.Flash, Errors: v.DayFaults,
	}
	if v.Signed == nil {
		return sh, nil
	}
	sh.Actor, sh.PersonName, sh.KeysOff = v.Signed.Actor, v.Signed.Actor.Name, v.Signed.KeysOff
	if len(v.Signed.Seats) > 0 {
		sh.SeatName = v.Signed.Seats[0].Title.For(Ctx(c))
	}
	var err error
	if sh.Head, err = v.Reader.Head(Ctx(c)); err != nil {
		return sh, err
	}
	sh.Counts, err = s.counts(c)
	return sh, err
}

// Inbox is what of the approvals waits for the actor today, and the docket it
// is from. On a page of a past day nothing waits.
func (s *Site) Inbox(c echo.Context) ([]approval.Task, *approval.Docket, error) {
	v, who := s.Visit(c), s.Who(c)
	if v.Past || !who.May(access.SeeInForce, access.Anywhere) {
		return nil, &approval.Docket{}, nil
	}
	docket, err := v.Reader.Docket(Ctx(c))
	if err != nil {
		return nil, nil, err
	}
	return docket.Inbox(who, v.On), docket, nil
}

// counts are what waits for the actor, by the link of the navigation. A page
// of a past day has none: they are of today.
func (s *Site) counts(c echo.Context) (map[string]int, error) {
	v, who := s.Visit(c), s.Who(c)
	if v.Past || !who.May(access.SeeInForce, access.Anywhere) {
		return nil, nil
	}
	pictures, _, err := v.Reader.Pictures(Ctx(c))
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for _, p := range pictures {
		for _, b := range p.Boards {
			if who.Has(access.Manager) && who.May(access.ReportProgress, p.Programme.ID) {
				counts["work"] += b.Total.Owed + b.Total.Returned
				counts["overdue"] += b.Total.Overdue
			}
			if who.May(access.ReviewEvidence, p.Programme.ID) {
				counts["work"] += b.Total.Reported
			}
		}
	}
	tasks, _, err := s.Inbox(c)
	for _, t := range tasks {
		part := "cases"
		if t.Kind.OfCondition() {
			part = "conditions"
		}
		counts["work"]++
		counts[part]++
		if t.Late(v.On) {
			counts["overdue"]++
			counts[part+"_overdue"]++
		}
	}
	return counts, err
}

// pageURL is the address of the page, as people know it. A form that is shown
// again after a failed POST belongs to the page that it was sent from.
func pageURL(c echo.Context) *url.URL {
	u := *c.Request().URL
	if own, ok := c.Get(pageKey).(string); ok {
		if parsed, err := url.Parse(own); err == nil {
			return parsed
		}
	}
	return &u
}

const pageKey = "page"

// SetPage says on which page a failed form is shown again.
func SetPage(c echo.Context, address string) { c.Set(pageKey, address) }

// SeeOther answers a successful POST: go and look, with a word of what was
// done. flash is a key of the catalogue; args are the names and values of its
// blanks.
func (s *Site) SeeOther(c echo.Context, address, flash string, args ...string) error {
	if flash != "" {
		blanks := url.Values{}
		for i := 0; i+1 < len(args); i += 2 {
			blanks.Set(args[i], args[i+1])
		}
		if len(blanks) > 0 {
			flash += "?" + blanks.Encode()
		}
		c.SetCookie(&http.Cookie{Name: flashCookie, Value: flash, Path: "/", MaxAge: 60, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode})
	}
	return c.Redirect(http.StatusSeeOther, address)
}

const flashCookie = "qadam_flash"

// TakeFlash returns what was done before this page, once: a key, and the names
// and values of its blanks.
func (s *Site) TakeFlash(c echo.Context) (key string, args []any) {
	cookie, err := c.Cookie(flashCookie)
	if err != nil || cookie.Value == "" {
		return "", nil
	}
	c.SetCookie(&http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode})
	key, query, _ := strings.Cut(cookie.Value, "?")
	blanks, err := url.ParseQuery(query)
	for name := range blanks {
		args = append(args, name, readable(blanks.Get(name)))
	}
	if err != nil {
		return "", nil // not ours
	}
	return key, args
}

// Instant is the present instant of the store.
func (s *Site) Instant() time.Time { return s.Store.Instant() }

// SessionCookie holds the token of a session.
const SessionCookie = "qadam_session"

// SetSession hands the token of a session to the browser.
func (s *Site) SetSession(c echo.Context, token string) {
	c.SetCookie(&http.Cookie{
		Name: SessionCookie, Value: token, Path: "/", MaxAge: int(access.SessionAbsolute / time.Second),
		HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode,
	})
}

// DropSession takes the token back.
func (s *Site) DropSession(c echo.Context) {
	c.SetCookie(&http.Cookie{Name: SessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode})
}
