package finance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/budgets"
)

// showLine answers GET /funding/lines/:id.
func (h Handler) showLine(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	m, err := h.money(c)
	if err != nil {
		return err
	}
	p := budgets.LinePage{Line: m.book.Line(id)}
	if p.Line == nil {
		return fault.NotFound()
	}
	if p.View, err = h.view(c, m, i18n.T(site.Ctx(c), "budget.line"), funding.Scope{LineID: id}); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, budgets.Line(p))
}
