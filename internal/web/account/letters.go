package account

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/account"
	"qadam/views/href"
	"qadam/views/ui"
)

// showLetters answers GET /account/letters.
func (h Handler) showLetters(c echo.Context) error { return h.lettersPage(c, http.StatusOK, ui.Form{}) }

// chooseLetters answers POST /account/letters: what is ticked is wanted.
func (h Handler) chooseLetters(c echo.Context) error {
	f := site.ReadForm(c)
	ticked := f.All("kind")
	if slices.ContainsFunc(ticked, func(k string) bool { return !portfolio.LetterKind(k).Known() }) {
		f.Fault("kind", "fault.required_choice")
	}
	wanted := map[portfolio.LetterKind]bool{}
	for _, k := range portfolio.LetterKinds {
		wanted[k] = slices.Contains(ticked, string(k))
	}
	ok, err := f.Try(func() error { return h.App.SaveLetterChoices(site.Ctx(c), h.Who(c), wanted) })
	if err != nil {
		return err
	}
	if !ok {
		return h.lettersPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, href.AccountLetters(), "letter.saved")
}

func (h Handler) lettersPage(c echo.Context, status int, f ui.Form) error {
	ctx, who := site.Ctx(c), h.Who(c)
	site.SetPage(c, href.AccountLetters())
	sh, err := h.Shell(c, i18n.T(ctx, "letter.choices_short"))
	if err != nil {
		return err
	}
	sh.Eyebrow, sh.NoDays, sh.Errors = i18n.T(ctx, "account.title"), true, f.Errors
	p := account.LettersPage{Shell: sh, Form: f}
	r := h.Store.Read(who, h.Instant())
	person, err := r.Person(ctx, who.ID)
	if err != nil {
		return err
	}
	p.Email = person.Email
	if p.Wanted, err = r.LetterChoices(ctx, who.ID); err != nil {
		return err
	}
	return h.Render(c, status, account.Letters(p))
}

// showDeclining answers GET /letters/:token, where the link in a letter leads.
// A look changes nothing: programs that read mail follow links too.
func (h Handler) showDeclining(c echo.Context) error {
	personID, kind, ok := h.Store.Declined(c.Param("token"))
	if !ok {
		return fault.NotFound()
	}
	wanted, err := h.Store.Read(access.System(), h.Instant()).LetterChoices(site.Ctx(c), personID)
	if err != nil {
		return err
	}
	sh, err := h.Shell(c, i18n.T(site.Ctx(c), "letter.choices_short"))
	if err != nil {
		return err
	}
	sh.NoDays = true
	return h.Render(c, http.StatusOK, account.Declining(account.DecliningPage{Shell: sh, Kind: kind, Token: c.Param("token"), Declined: !wanted[kind]}))
}

// declineLetters answers POST /letters/:token: from the page, or from a mail
// program that was asked to unsubscribe, which must not be sent elsewhere
// (RFC 8058).
func (h Handler) declineLetters(c echo.Context) error {
	if err := h.App.DeclineLetters(site.Ctx(c), c.Param("token")); err != nil {
		return err
	}
	if site.ReadForm(c).Text("List-Unsubscribe") != "" {
		return c.String(http.StatusOK, "ok\n")
	}
	return h.SeeOther(c, href.Declining(c.Param("token")), "")
}
