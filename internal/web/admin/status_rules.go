package admin

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/bodies"
	"qadam/views/href"
	"qadam/views/ui"
)

// showStatusRules answers GET /admin/status-rules.
func (h Handler) showStatusRules(c echo.Context) error {
	return h.statusRulesPage(c, http.StatusOK, ui.Form{})
}

// setStatusRules answers POST /admin/status-rules.
func (h Handler) setStatusRules(c echo.Context) error {
	f := site.ReadForm(c)
	line := portfolio.DatedRules{ValidFrom: f.Day("valid_from"), Reason: f.Text("reason")}
	for _, n := range line.Rules.Numbers() {
		if n.Per() == 1 {
			*n.Value = f.Int(n.Name)
		} else {
			*n.Value = tenths(f, n.Name)
		}
	}
	ok, err := f.Try(func() error { return h.App.SetStatusRules(site.Ctx(c), h.Who(c), line) })
	if err != nil {
		return err
	}
	if !ok {
		return h.statusRulesPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, href.AdminStatusRules(), "status_rules.saved")
}

func (h Handler) statusRulesPage(c echo.Context, status int, form ui.Form) error {
	ctx, r := site.Ctx(c), h.now(c)
	site.SetPage(c, href.AdminStatusRules())
	ref, err := r.Reference(ctx)
	if err != nil {
		return err
	}
	p := bodies.StatusRulesPage{Form: form, History: slices.Clone(ref.Rules)}
	if p.Shell, err = h.shell(c, i18n.T(ctx, "status_rules.title")); err != nil {
		return err
	}
	p.Errors, p.Line = form.Errors, portfolio.RulesLine(ref.Rules, p.Today)
	slices.Reverse(p.History)
	people := []int64{0}
	for _, line := range p.History {
		people = append(people, line.RecordedBy)
	}
	if p.Names, err = r.Names(ctx, people); err != nil {
		return err
	}
	return h.Render(c, status, bodies.StatusRules(p))
}
