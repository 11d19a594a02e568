package finance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/budgets"
)

// showGaps answers GET /funding/gaps.
func (h Handler) showGaps(c echo.Context) error {
	m, err := h.money(c)
	if err != nil {
		return err
	}
	p := budgets.GapsPage{}
	if p.View, err = h.view(c, m, i18n.T(site.Ctx(c), "budget.gaps"), funding.Scope{}); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, budgets.Gaps(p))
}
