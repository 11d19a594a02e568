package finance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
)

func fundingRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/funding", Action: access.SeeInForce, Handle: h.showFunding},
		{Method: http.MethodGet, Path: "/funding/gaps", Action: access.SeeInForce, Handle: h.showGaps},
		{Method: http.MethodGet, Path: "/funding/lines/:id", Action: access.SeeInForce, Handle: h.showLine},
		{Method: http.MethodGet, Path: "/programmes/:code/funding", Action: access.SeeInForce, Handle: h.showProgrammeFunding},
		{Method: http.MethodGet, Path: "/projects/:code/funding", Action: access.SeeInForce, Handle: h.showProjectFunding},
	}
}

// showFunding answers GET /funding.
func (h Handler) showFunding(c echo.Context) error {
	m, err := h.money(c)
	if err != nil {
		return err
	}
	ctx := site.Ctx(c)
	p := budgets.ShowPage{}
	if p.View, err = h.view(c, m, i18n.T(ctx, "budget.title"), funding.Scope{}); err != nil {
		return err
	}
	p.Eyebrow, p.Compare = i18n.T(ctx, "portfolio.eyebrow"), true
	for _, g := range m.book.ByProgramme(m.scope) {
		picture := m.pictures[g.Key]
		p.Programmes = append(p.Programmes, budgets.Row{
			Name: picture.Term.Name.For(ctx), Href: p.Link(href.ProgrammeFunding(picture.Programme.Code)), Sums: g.Sums,
			Was: m.before(funding.Scope{ProgrammeID: g.Key}),
		})
	}
	p.Models, p.BySource, p.ByYear = m.models(ctx, p.View, funding.Scope{}, href.Funding()), m.sources(ctx, p.View, funding.Scope{}, href.Funding()), m.years(ctx, p.View, funding.Scope{}, href.Funding())
	return h.Render(c, http.StatusOK, budgets.Show(p))
}
