package finance

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
)

// showProjectFunding answers GET /projects/:code/funding.
func (h Handler) showProjectFunding(c echo.Context) error {
	m, err := h.money(c)
	if err != nil {
		return err
	}
	ctx := site.Ctx(c)
	one, picture, err := h.projectOf(c, m)
	if err != nil {
		return err
	}
	p := budgets.ProjectPage{Project: one}
	if p.View, err = h.view(c, m, one.Profile.Name.For(ctx), funding.Scope{ProjectID: one.ID}); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "budget.title") + " · " + picture.Term.Name.For(ctx)
	for _, l := range m.book.Within(funding.Scope{ProjectID: one.ID}) {
		in := funding.Scope{LineID: l.ID}
		p.Lines = append(p.Lines, budgets.Row{
			Name: i18n.T(ctx, "source."+string(l.Source)), Href: p.Link(href.FundingLine(l.ID)), Sums: m.book.Sums(m.within(in)), Was: m.before(in),
		})
	}
	return h.Render(c, http.StatusOK, budgets.Project(p))
}

// projectOf is the project that the address names, if the person may know of it.
func (h Handler) projectOf(c echo.Context, m *purse) (*portfolio.Project, *portfolio.Picture, error) {
	for _, picture := range m.pictures {
		if !slices.ContainsFunc(picture.Projects, func(p portfolio.Project) bool { return p.Code == c.Param("code") }) {
			continue
		}
		visible, err := site.VisibleProjects(site.Ctx(c), h.Reader(c), picture, h.Who(c))
		if err != nil {
			return nil, nil, err
		}
		for i := range visible {
			if visible[i].Code == c.Param("code") {
				return &visible[i], picture, nil
			}
		}
	}
	return nil, nil, fault.NotFound()
}
