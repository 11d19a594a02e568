package account

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/account"
	"qadam/views/href"
	"qadam/views/ui"
)

// newSession answers GET /sign-in.
func (h Handler) newSession(c echo.Context) error {
	if h.Visit(c).Signed != nil {
		return c.Redirect(http.StatusSeeOther, onward(c.QueryParam("next")))
	}
	return h.signInPage(c, http.StatusOK, ui.Form{}, c.QueryParam("next"))
}

// createSession answers POST /sign-in. Whoever was signed in on this device
// before is signed out: a session never passes to somebody else.
func (h Handler) createSession(c echo.Context) error {
	f := site.ReadForm(c)
	next, device := f.Raw("next"), Device(c.Request().UserAgent())
	var token string
	open := func() (err error) {
		token, err = h.App.SignIn(site.Ctx(c), f.Text("email"), f.Raw("password"), device, c.RealIP())
		return err
	}
	if guest := f.Text("demo"); h.Demo && guest != "" {
		open = func() (err error) {
			token, err = h.App.SignInDemo(site.Ctx(c), guest, device)
			return err
		}
	} else {
		require(f, "email", "password")
	}
	ok, err := f.Try(open)
	if err != nil {
		return err
	}
	if !ok {
		site.SetPage(c, href.With(href.SignIn(), "next", own(next)))
		return h.signInPage(c, http.StatusUnprocessableEntity, f.Form, next)
	}
	if was := h.Visit(c).Signed; was != nil {
		if err := h.App.SignOut(site.Ctx(c), was.Actor, was.Session.ID); err != nil {
			return err
		}
	}
	h.SetSession(c, token)
	return h.SeeOther(c, onward(next), "")
}

// signOut answers POST /sign-out.
func (h Handler) signOut(c echo.Context) error {
	who := h.Visit(c).Signed
	if err := h.App.SignOut(site.Ctx(c), who.Actor, who.Session.ID); err != nil {
		return err
	}
	h.DropSession(c)
	return h.SeeOther(c, href.SignIn(), "account.signed_out")
}

func (h Handler) signInPage(c echo.Context, status int, form ui.Form, next string) error {
	sh, err := h.Shell(c, i18n.T(site.Ctx(c), "ui.sign_in"))
	if err != nil {
		return err
	}
	p := account.SignInPage{Shell: sh, Form: form, Next: own(next)}
	if h.Demo {
		if p.Desks, err = h.desks(site.Ctx(c)); err != nil {
			return err
		}
	}
	return h.Render(c, status, account.SignIn(p))
}

// deskOf says at which desk the accounts of a role stand.
var deskOf = map[access.Role]string{
	access.Manager: "akimat", access.Head: "akimat", access.Expert: "centre",
	access.Chair: "group", access.Secretary: "group", access.Member: "group",
	access.Official: "ministry", access.Auditor: "auditor", access.Admin: "admin",
}

var desks = []string{"akimat", "centre", "group", "ministry", "auditor", "admin"}

// desks are the accounts of a demonstration, by what they do: programmes in
// their order, in each the head's people before others by role.
func (h Handler) desks(ctx context.Context) ([]account.Desk, error) {
	r := h.Store.Read(access.Actor{}, h.Instant())
	grants, err := r.Grants(ctx, 0)
	if err != nil {
		return nil, err
	}
	ref, err := r.Reference(ctx)
	if err != nil {
		return nil, err
	}
	today := civil.DateOf(h.Instant())
	grants = slices.DeleteFunc(grants, func(g portfolio.Grant) bool {
		return !g.Holds(today) || g.Person.BlockedAt != nil || !strings.HasSuffix(g.Person.Email, "@qadam.demo")
	})
	place := func(g portfolio.Grant) int {
		at := slices.IndexFunc(ref.Programmes, func(p portfolio.Programme) bool { return p.ID == g.Seat.ProgrammeID })
		return at*len(access.Roles) + slices.Index(access.Roles, g.Seat.Role)
	}
	slices.SortStableFunc(grants, func(a, b portfolio.Grant) int {
		if d := place(a) - place(b); d != 0 {
			return d
		}
		return strings.Compare(a.Person.Email, b.Person.Email)
	})
	var out []account.Desk
	for _, kind := range desks {
		d := account.Desk{Kind: kind}
		for _, g := range grants {
			if deskOf[g.Seat.Role] != kind {
				continue
			}
			a := account.Account{Email: g.Person.Email, Name: g.Person.Name, Seat: g.Seat.Title}
			if p := ref.Programme(g.Seat.ProgrammeID); p != nil {
				a.Programme = p.Name(today)
			}
			d.Accounts = append(d.Accounts, a)
		}
		if len(d.Accounts) > 0 {
			out = append(out, d)
		}
	}
	return out, nil
}

// require remembers a fault for each field in which nothing was typed.
func require(f *site.Form, names ...string) {
	for _, name := range names {
		if f.Raw(name) == "" {
			f.Fault(name, "fault.required")
		}
	}
}

// onward is where a person goes after signing in.
func onward(next string) string {
	if next = own(next); next != "" {
		return next
	}
	return href.Home()
}

// own returns the address when it is a page of ours, else nothing: a link to
// the sign-in page must not lead to somebody else's. A browser takes // and /\
// for the beginning of another host, and leaves tabs and line breaks out.
func own(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil, !strings.HasPrefix(address, "/"), strings.ContainsAny(address, "\\\t\r\n"),
		strings.HasPrefix(address, "//"), u.Host != "", u.Scheme != "", u.Path == href.SignIn(), u.Path == href.SignOut():
		return ""
	}
	return address
}
