package finance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
	"qadam/views/ui"
)

// scanLimit is the most that a form with one scan may weigh.
const scanLimit = app.FileLimit + 1<<20

func lineRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/projects/:code/funding/lines/new", Action: access.KeepFunding, Handle: h.newLine},
		{Method: http.MethodPost, Path: "/projects/:code/funding/lines", Action: access.KeepFunding, Handle: h.createLine},
		{Method: http.MethodGet, Path: "/funding/lines/:id/entries/new", Action: access.KeepFunding, Handle: h.newEntry},
		{Method: http.MethodPost, Path: "/funding/lines/:id/entries", Action: access.KeepFunding, Limit: scanLimit, Handle: h.createEntry},
		{Method: http.MethodPost, Path: "/funding/lines/:id/entries/check", Action: access.KeepFunding, Limit: scanLimit, Handle: h.checkEntry},
		{Method: http.MethodGet, Path: "/funding/entries/:id", Action: access.SeeInForce, Handle: h.showEntry},
		{Method: http.MethodPost, Path: "/funding/entries/:id/reversal", Action: access.KeepFunding, Limit: scanLimit, Handle: h.reverseEntry},
		{Method: http.MethodGet, Path: "/funding/documents/:id/file", Action: access.SeeInForce, Handle: h.showFundingFile},
	}
}

// projectKept is the project of the address, for those who keep its money today.
func (h Handler) projectKept(c echo.Context) (*portfolio.Project, error) {
	pictures, _, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	for _, p := range pictures {
		for i := range p.Projects {
			if p.Projects[i].Code != c.Param("code") {
				continue
			}
			if err := access.Require(h.Who(c), access.KeepFunding, p.Programme.ID); err != nil {
				return nil, err
			}
			if h.Visit(c).Past {
				return nil, fault.NotFound() // nobody writes in the past
			}
			return &p.Projects[i], nil
		}
	}
	return nil, fault.NotFound()
}

// newLine answers GET /projects/:code/funding/lines/new.
func (h Handler) newLine(c echo.Context) error {
	p, err := h.projectKept(c)
	if err != nil {
		return err
	}
	return h.newLinePage(c, http.StatusOK, p, ui.Form{})
}

func (h Handler) newLinePage(c echo.Context, status int, project *portfolio.Project, form ui.Form) error {
	ctx := site.Ctx(c)
	p := budgets.NewLinePage{Project: project, Form: form}
	var err error
	if p.Lines, err = h.Reader(c).Lines(ctx, project.ID); err != nil {
		return err
	}
	site.SetPage(c, href.NewFundingLine(project.Code))
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "entry.new_line")); err != nil {
		return err
	}
	p.Eyebrow, p.NoDays, p.Errors, p.Assets = project.Profile.Name.For(ctx), true, form.Errors, fundingAssets
	return h.Render(c, status, budgets.NewLine(p))
}

// fundingAssets are the style sheets of the pages about money.
var fundingAssets = []string{"css/funding.css"}

// createLine answers POST /projects/:code/funding/lines.
func (h Handler) createLine(c echo.Context) error {
	project, err := h.projectKept(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	line := funding.Line{
		ProjectID: project.ID, Model: portfolio.Model(f.Text("model")), Source: funding.Source(f.Text("source")), Kind: funding.LineKind(f.Text("line_kind")),
		BudgetCode: f.Text("budget_code"), Note: f.Text("note"),
	}
	var id int64
	ok, err := f.Try(func() (err error) {
		id, err = h.App.OpenLine(site.Ctx(c), h.Who(c), line)
		return err
	})
	if ok {
		return h.SeeOther(c, href.NewEntry(id, ""), "entry.line_was_opened")
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	return h.newLinePage(c, status, project, f.Form)
}
