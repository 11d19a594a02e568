package account

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/keys"
)

// showKeys answers GET /keys.
func (h Handler) showKeys(c echo.Context) error {
	sh, err := h.Shell(c, i18n.T(site.Ctx(c), "keys.title"))
	if err != nil {
		return err
	}
	sh.NoDays, sh.Assets = true, []string{"css/keys.css"}
	return h.Render(c, http.StatusOK, keys.Show(keys.ShowPage{Shell: sh}))
}

// chooseKeys answers POST /account/keys.
func (h Handler) chooseKeys(c echo.Context) error {
	f := site.ReadForm(c)
	on := f.Text("keys") == "on"
	if !on && f.Text("keys") != "off" {
		f.Fault("keys", "fault.required_choice")
	}
	ok, err := f.Try(func() error { return h.App.ChooseKeys(site.Ctx(c), h.Who(c), on) })
	if err != nil {
		return err
	}
	back := href.Keys()
	if f.Text("from") == href.Account() {
		back = href.Account()
	}
	switch {
	case !ok:
		return h.accountPage(c, http.StatusUnprocessableEntity, forms{})
	case on:
		return h.SeeOther(c, back, "keys.switched_on")
	default:
		return h.SeeOther(c, back, "keys.switched_off")
	}
}
