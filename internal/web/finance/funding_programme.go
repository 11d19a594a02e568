package finance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
)

// showProgrammeFunding answers GET /programmes/:code/funding.
func (h Handler) showProgrammeFunding(c echo.Context) error {
	c.Request().URL = site.Asked(c.Request().URL)
	m, err := h.money(c)
	if err != nil {
		return err
	}
	ctx, picture := site.Ctx(c), m.programme(c.Param("code"))
	if picture == nil {
		return fault.NotFound()
	}
	in, address := funding.Scope{ProgrammeID: picture.Programme.ID}, href.ProgrammeFunding(picture.Programme.Code)
	if h.Visit(c).Format != "" {
		return h.exportTotals(c, m, in, "funding-"+picture.Programme.Code, report.Say("funding_report.title_of", "Name", report.Text(picture.Term.Name)))
	}
	p := budgets.ProgrammePage{Programme: &picture.Programme, Attention: m.attention(in)}
	p.Attention.Programme = picture.Programme.Code
	if p.View, err = h.view(c, m, picture.Term.Name.For(ctx), in); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "budget.title")
	states, err := h.Reader(c).MoneyStates(ctx, picture.Programme.ID)
	if err != nil {
		return err
	}
	p.Attention.Check(m.shown(states))
	p.MayEnter = !p.Past && h.Who(c).May(access.KeepFunding, picture.Programme.ID)
	p.Projects = m.projectRows(ctx, p.View, in)
	p.Models, p.BySource = m.modelRows(ctx, p.View, in, address), m.sourceRows(ctx, p.View, in, address)
	p.ByYear = m.yearRows(p.View, in, address)
	if p.Years, p.Flow, err = h.charts(c, m, in); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, budgets.Programme(p))
}

// programme is the picture of the programme of the code, or nil.
func (m *purse) programme(code string) *portfolio.Picture {
	for _, p := range m.pictures {
		if p.Programme.Code == code {
			return p
		}
	}
	return nil
}
