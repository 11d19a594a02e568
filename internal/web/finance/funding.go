package finance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/report"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
)

func fundingRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/funding", Action: access.SeeInForce, Formats: exports, Handle: h.showFunding},
		{Method: http.MethodGet, Path: "/funding/gaps", Action: access.SeeInForce, Formats: exports, Handle: h.showGaps},
		{Method: http.MethodGet, Path: "/funding/lines/:id", Action: access.SeeInForce, Formats: exports, Handle: h.showLine},
		{Method: http.MethodGet, Path: "/programmes/:code/funding", Action: access.SeeInForce, Formats: exports, Handle: h.showProgrammeFunding},
		{Method: http.MethodGet, Path: "/projects/:code/funding", Action: access.SeeInForce, Formats: exports, Handle: h.showProjectFunding},
	}
}

// showFunding answers GET /funding.
func (h Handler) showFunding(c echo.Context) error {
	c.Request().URL = site.Asked(c.Request().URL)
	m, err := h.money(c)
	if err != nil {
		return err
	}
	ctx, everything := site.Ctx(c), funding.Scope{}
	if h.Visit(c).Format != "" {
		return h.exportTotals(c, m, everything, "funding", report.Say("budget.title"))
	}
	p := budgets.ShowPage{Attention: m.attention(everything)}
	if p.View, err = h.view(c, m, i18n.T(ctx, "budget.title"), everything); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "portfolio.eyebrow")
	p.Programmes = m.programmeRows(ctx, p.View)
	p.Models, p.BySource = m.modelRows(ctx, p.View, everything, href.Funding()), m.sourceRows(ctx, p.View, everything, href.Funding())
	p.ByYear = m.yearRows(p.View, everything, href.Funding())
	if p.Years, p.Flow, err = h.charts(c, m, everything); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, budgets.Show(p))
}
