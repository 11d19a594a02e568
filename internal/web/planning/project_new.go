package planning

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/projects"
	"qadam/views/ui"
)

// newProject answers GET /projects/new. A past day has no forms.
func (h Handler) newProject(c echo.Context) error {
	if h.Visit(c).Past {
		return h.formless(c, href.Projects())
	}
	return h.newProjectPage(c, http.StatusOK, ui.Form{})
}

// createProject answers POST /projects. A project that was added for a draft
// leads to its first line there.
func (h Handler) createProject(c echo.Context) error {
	f := site.ReadForm(c)
	programme, err := h.chosenProgramme(c, f)
	if err != nil {
		return err
	}
	if programme == nil {
		return h.newProjectPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	three := func(name string) i18n.Text {
		return i18n.Text{KK: f.Text(name + "_kk"), RU: f.Text(name + "_ru"), EN: f.Text(name + "_en")}
	}
	p := portfolio.Project{Code: f.Text("code"), ProgrammeID: programme.ID, Profile: portfolio.ProjectProfile{
		Name: three("name"), Direction: f.Text("direction"), Model: portfolio.Model(f.Text("model")),
		Goals: slices.Clone(f.All("goals")), Zones: slices.Clone(f.All("zones")), Area: three("area"), Basis: three("basis"), Source: f.Text("source"),
	}}
	if typed := f.Text("total"); typed != "" {
		if p.Profile.Total, err = money.Parse(typed); err != nil {
			f.Take("total", err)
		}
	}
	if p.Code == "" {
		if p.Code, err = h.suggestedCode(c, p.Profile.Name); err != nil {
			return err
		}
	}
	ok, err := f.Try(func() error {
		_, err := h.App.AddProject(site.Ctx(c), h.Who(c), p)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		return h.newProjectPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	if year, err := strconv.Atoi(f.Text("year")); err == nil {
		return h.SeeOther(c, href.DraftNewLine(programme.Code, year, p.Code), "project.added")
	}
	return h.SeeOther(c, href.Project(p.Code), "project.added")
}

// suggestedCode is a code made of the name that no project has.
func (h Handler) suggestedCode(c echo.Context, name i18n.Text) (string, error) {
	pictures, _, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return "", err
	}
	return portfolio.SuggestCode(name, func(code string) bool {
		return slices.ContainsFunc(pictures, func(p *portfolio.Picture) bool {
			return slices.ContainsFunc(p.Projects, func(one portfolio.Project) bool { return one.Code == code })
		})
	}), nil
}

func (h Handler) newProjectPage(c echo.Context, status int, form ui.Form) error {
	ctx, who := site.Ctx(c), h.Who(c)
	pictures, ref, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return err
	}
	p := projects.NewPage{Form: form, Directions: ref.Directions, Goals: ref.Goals, Chosen: c.QueryParam("programme"), Year: c.QueryParam("year")}
	for _, one := range pictures {
		if who.May(access.EditDraft, one.Programme.ID) {
			p.Programmes = append(p.Programmes, one)
		}
	}
	if form.Sent() {
		p.Chosen, p.Year = form.Value("programme", ""), form.Value("year", "")
	}
	site.SetPage(c, href.NewProject(p.Chosen, p.Year))
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "project.new")); err != nil {
		return err
	}
	i := slices.IndexFunc(p.Programmes, func(one *portfolio.Picture) bool { return one.Programme.Code == p.Chosen })
	if i < 0 && p.Chosen != "" {
		return fault.NotFound()
	}
	if len(p.Programmes) == 1 {
		i = 0
	}
	if i >= 0 {
		p.Eyebrow = p.Programmes[i].Term.Name.For(ctx)
	}
	p.Errors, p.NoDays = form.Errors, true
	return h.Render(c, status, projects.New(p))
}
