package admin

import (
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/bodies"
	"qadam/views/href"
	"qadam/views/ui"
)

// showTolerance answers GET /admin/tolerance.
func (h Handler) showTolerance(c echo.Context) error {
	return h.tolerancePage(c, http.StatusOK, ui.Form{})
}

// setTolerance answers POST /admin/tolerance.
func (h Handler) setTolerance(c echo.Context) error {
	f := site.ReadForm(c)
	t := approval.Tolerance{
		ValidFrom: f.Day("valid_from"), AkimatDays: f.Int("akimat_days"), AkimatTenths: tenths(f, "akimat_share"),
		CentreDays: f.Int("centre_days"), CentreTenths: tenths(f, "centre_share"), EscalateDays: f.Int("escalate_days"), Reason: f.Text("reason"),
	}
	ok, err := f.Try(func() error { return h.App.SetTolerance(site.Ctx(c), h.Who(c), t) })
	if err != nil {
		return err
	}
	if !ok {
		return h.tolerancePage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, href.AdminTolerance(), "change.limits_saved")
}

// tenths reads a number with at most one place, 5 or 5,5, in tenths: of a share
// those of a per cent.
func tenths(f *site.Form, name string) int {
	text := f.Text(name)
	if text == "" {
		f.Fault(name, "fault.required")
		return 0
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(strings.NewReplacer(",", ".", "%", "").Replace(text)), 64)
	whole := math.Round(n * 10)
	if err != nil || !(math.Abs(n) <= 1000) || !(math.Abs(n*10-whole) <= 1e-6) { // NaN is not less than anything; 1.1 times ten is a little more than 11
		f.Fault(name, "fault.not_a_number")
		return 0
	}
	return int(whole)
}

func (h Handler) tolerancePage(c echo.Context, status int, form ui.Form) error {
	ctx, r := site.Ctx(c), h.now(c)
	site.SetPage(c, href.AdminTolerance())
	all, err := r.Tolerances(ctx)
	if err != nil {
		return err
	}
	p := bodies.TolerancePage{Form: form, History: slices.Clone(all)}
	slices.Reverse(p.History)
	if p.Shell, err = h.shell(c, i18n.T(ctx, "change.limits")); err != nil {
		return err
	}
	p.Errors, p.Now = form.Errors, approval.ToleranceOn(all, p.Today)
	people := []int64{0}
	for _, t := range all {
		people = append(people, t.RecordedBy)
	}
	if p.Names, err = r.Names(ctx, people); err != nil {
		return err
	}
	return h.Render(c, status, bodies.Tolerance(p))
}
