package finance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
)

// showProgrammeFunding answers GET /programmes/:code/funding.
func (h Handler) showProgrammeFunding(c echo.Context) error {
	m, err := h.money(c)
	if err != nil {
		return err
	}
	ctx := site.Ctx(c)
	picture := m.programme(c.Param("code"))
	if picture == nil {
		return fault.NotFound()
	}
	in := funding.Scope{ProgrammeID: picture.Programme.ID}
	p := budgets.ProgrammePage{Programme: &picture.Programme}
	if p.View, err = h.view(c, m, picture.Term.Name.For(ctx), in); err != nil {
		return err
	}
	for _, g := range m.book.ByProject(m.within(in)) {
		r := budgets.Row{Sums: g.Sums, Was: m.before(funding.Scope{ProjectID: g.Key})}
		if one := picture.Project(g.Key); one != nil {
			r.Name, r.Href = one.Profile.Name.For(ctx), p.Link(href.ProjectFunding(one.Code))
		}
		p.Projects = append(p.Projects, r)
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
