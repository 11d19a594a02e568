package planning

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/projects"
	"qadam/views/ui"
)

func projectEditRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/projects/edit", Action: access.EditDraft, Handle: h.editProjects},
		{Method: http.MethodPost, Path: "/projects/edit", Action: access.EditDraft, Handle: h.updateProjects},
		{Method: http.MethodGet, Path: "/projects/:code/edit", Action: access.EditDraft, Handle: h.editProject},
		{Method: http.MethodPost, Path: "/projects/:code/edit", Action: access.EditDraft, Handle: h.updateProject},
	}
}

// editable is a project whose profile the person may change, with its programme.
// Of one that he may not know it says that there is none.
func (h Handler) editable(c echo.Context, code string) (*portfolio.Picture, *portfolio.Reference, portfolio.Project, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	programmeID, err := r.ProgrammeOfProject(ctx, code)
	if err != nil {
		return nil, nil, portfolio.Project{}, err
	}
	picture, ref, err := r.Picture(ctx, programmeID)
	if err != nil {
		return nil, nil, portfolio.Project{}, err
	}
	visible, err := site.VisibleProjects(ctx, r, picture, h.Who(c))
	if err != nil {
		return nil, nil, portfolio.Project{}, err
	}
	i := slices.IndexFunc(visible, func(p portfolio.Project) bool { return p.Code == code })
	if i < 0 {
		return nil, nil, portfolio.Project{}, fault.NotFound()
	}
	return picture, ref, visible[i], access.Require(h.Who(c), access.EditDraft, programmeID)
}

// editProject answers GET /projects/:code/edit. A past day has no forms.
func (h Handler) editProject(c echo.Context) error {
	if h.Visit(c).Past {
		return h.formless(c, href.Project(c.Param("code")))
	}
	return h.editProjectPage(c, http.StatusOK, c.Param("code"), ui.Form{}, false)
}

// updateProject answers POST /projects/:code/edit, of the page or of a row in the
// list: see projectChange.
func (h Handler) updateProject(c echo.Context) error {
	f, code := site.ReadForm(c), c.Param("code")
	_, _, p, err := h.editable(c, code)
	if err != nil {
		return err
	}
	back, inRow := f.Text("back"), f.Form.Values.Has("back")
	return h.saveEdit(c, f, saving{
		save: func(seen int64) error {
			return h.App.EditProject(site.Ctx(c), h.Who(c), app.ProjectEdit{ProjectID: p.ID, Seen: seen, Change: projectChange(f, !inRow)})
		},
		saved: func() error {
			if inRow {
				return h.SeeOther(c, site.ListAddress(back, href.Projects()).RequestURI(), "project.edited")
			}
			return h.SeeOther(c, href.Project(code), "project.edited")
		},
		again: func(status int, stale bool) error {
			if inRow {
				return h.projectsAgain(c, status, code, f.Form, stale)
			}
			return h.editProjectPage(c, status, code, f.Form, stale)
		},
	})
}

// projectChange is what a form says. The form in a row has only what is chosen of
// a project; whole is the form with its texts too.
func projectChange(f *site.Form, whole bool) portfolio.ProjectChange {
	goals, zones := portfolio.Codes(slices.Clone(f.All("goals"))), portfolio.Codes(slices.Clone(f.All("zones")))
	change := portfolio.ProjectChange{
		Direction: f.Text("direction"), Goals: portfolio.CodesChange{Whole: &goals}, Zones: portfolio.CodesChange{Whole: &zones},
	}
	if !whole {
		return change
	}
	three := func(name string) *i18n.Text {
		return &i18n.Text{KK: f.Text(name + "_kk"), RU: f.Text(name + "_ru"), EN: f.Text(name + "_en")}
	}
	source := f.Text("source")
	change.Name, change.Area, change.Basis, change.Source = three("name"), three("area"), three("basis"), &source
	return change
}

// projectForm is the form about a project.
func (h Handler) projectForm(picture *portfolio.Picture, ref *portfolio.Reference, p portfolio.Project, form ui.Form, stale bool, who access.Actor) projects.Edit {
	return projects.Edit{
		Form: form, Project: p, Seen: seenBy(form, p.Profile.ID, stale), Stale: stale,
		Offers: projects.Offers{Directions: ref.Directions, Goals: ref.Goals, Zones: site.VisibleZones(picture, who)},
	}
}

func (h Handler) editProjectPage(c echo.Context, status int, code string, form ui.Form, stale bool) error {
	ctx := site.Ctx(c)
	picture, ref, project, err := h.editable(c, code)
	if err != nil {
		return err
	}
	if form, err = h.warned(c, form, approval.KindInclusion, project.ID); err != nil {
		return err
	}
	site.SetPage(c, href.ProjectEdit(code))
	p := projects.EditPage{Edit: h.projectForm(picture, ref, project, form, stale, h.Who(c)), Programme: picture.Programme}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "project.edit")); err != nil {
		return err
	}
	p.Eyebrow = project.Profile.Name.For(ctx)
	p.Errors, p.NoDays = form.Errors, true
	return h.Render(c, status, projects.EditForm(p))
}

// warned is a form that nobody has sent yet with a word before anybody types: the
// text of its subject stands while a case of the kind decides upon it.
func (h Handler) warned(c echo.Context, form ui.Form, kind approval.Kind, subjectID int64) (ui.Form, error) {
	if form.Sent() {
		return form, nil
	}
	cases, err := h.decidedUpon(c, kind)
	if id := cases[subjectID]; id != 0 {
		form.Errors = []fault.FieldError{{Key: "case.text_stands", Args: map[string]any{"Case": id}}}
	}
	return form, err
}

// mayEdit reports whether the person may change what is known of a project today.
func mayEdit(who access.Actor, past bool, p *portfolio.Project) bool {
	return !past && p.MayEdit() == nil && who.May(access.EditDraft, p.ProgrammeID)
}
