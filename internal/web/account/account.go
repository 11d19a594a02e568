package account

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/account"
	"qadam/views/href"
	"qadam/views/ui"
)

// forms are those of the page that were sent and are shown again.
type forms struct{ language, password, absence ui.Form }

// showAccount answers GET /account.
func (h Handler) showAccount(c echo.Context) error { return h.accountPage(c, http.StatusOK, forms{}) }

// chooseLanguage answers POST /account/language. The address that is shown
// next names the language, so that the browser remembers it too.
func (h Handler) chooseLanguage(c echo.Context) error {
	f := site.ReadForm(c)
	l, known := i18n.Parse(f.Text("locale"))
	if !known {
		f.Fault("locale", "fault.required_choice")
	}
	ok, err := f.Try(func() error { return h.App.ChooseLocale(site.Ctx(c), h.Who(c), l) })
	if err != nil {
		return err
	}
	if !ok {
		return h.accountPage(c, http.StatusUnprocessableEntity, forms{language: f.Form})
	}
	return h.SeeOther(c, href.With(href.Account(), "lang", string(l)), "account.language_saved")
}

// changePassword answers POST /account/password.
func (h Handler) changePassword(c echo.Context) error {
	f := site.ReadForm(c)
	require(f, "old_password", "password", "repeat")
	if f.Raw("repeat") != "" && f.Raw("password") != f.Raw("repeat") {
		f.Fault("repeat", "account.passwords_differ")
	}
	ok, err := f.Try(func() error {
		return h.App.ChangePassword(site.Ctx(c), h.Who(c), f.Raw("old_password"), f.Raw("password"), h.Visit(c).Signed.Session.ID)
	})
	if err != nil {
		return err
	}
	if !ok {
		return h.accountPage(c, http.StatusUnprocessableEntity, forms{password: f.Form})
	}
	return h.SeeOther(c, href.Account(), "account.password_saved")
}

// endSession answers POST /account/sessions/:id/ending.
func (h Handler) endSession(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	if id == h.Visit(c).Signed.Session.ID {
		return h.signOut(c)
	}
	if err := h.App.EndSessions(site.Ctx(c), h.Who(c), id, 0); err != nil {
		return err
	}
	return h.SeeOther(c, href.Account(), "account.session_ended")
}

// endOtherSessions answers POST /account/sessions/ending.
func (h Handler) endOtherSessions(c echo.Context) error {
	if err := h.App.EndSessions(site.Ctx(c), h.Who(c), 0, h.Visit(c).Signed.Session.ID); err != nil {
		return err
	}
	return h.SeeOther(c, href.Account(), "account.others_ended")
}

func (h Handler) accountPage(c echo.Context, status int, f forms) error {
	ctx, signed := site.Ctx(c), h.Visit(c).Signed
	site.SetPage(c, href.Account())
	sh, err := h.Shell(c, signed.Actor.Name)
	if err != nil {
		return err
	}
	sh.Eyebrow, sh.NoDays = i18n.T(ctx, "account.title"), true
	sh.Errors = slices.Concat(f.language.Errors, f.password.Errors, f.absence.Errors)
	p := account.ShowPage{Shell: sh, Current: signed.Session.ID, Language: f.language, Password: f.password, Absence: f.absence}
	r := h.Store.Read(signed.Actor, h.Instant()) // one's own access is never shown as of a past day
	if p.Person, err = r.Person(ctx, signed.Actor.ID); err != nil {
		return err
	}
	if p.Held, err = r.Grants(ctx, signed.Actor.ID); err != nil {
		return err
	}
	slices.SortStableFunc(p.Held, func(a, b portfolio.Grant) int { return b.ValidFrom.Compare(a.ValidFrom) })
	if err = h.absences(c, r, &p); err != nil {
		return err
	}
	if p.Reference, err = r.Reference(ctx); err != nil {
		return err
	}
	if p.Sessions, err = r.Sessions(ctx, signed.Actor.ID); err != nil {
		return err
	}
	p.Sessions = slices.DeleteFunc(p.Sessions, func(n access.Session) bool { return !n.Valid(h.Store.Now()) })
	slices.SortStableFunc(p.Sessions, func(a, b access.Session) int {
		return cmp.Or(boolCompare(b.ID == p.Current, a.ID == p.Current), b.LastSeen.Compare(a.LastSeen))
	})
	return h.Render(c, status, account.Show(p))
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}
