package planning

import (
	"iter"
	"net/http"
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/listing"
	"qadam/internal/web/site"
	"qadam/views/href"
	drawn "qadam/views/listing"
	"qadam/views/projects"
	"qadam/views/ui"
)

// openProject opens the form in the row of the project of the code; of one that
// the person may not edit nothing opens.
func (h Handler) openProject(c echo.Context, m *projectList, code string, form ui.Form, stale bool) error {
	if code == "" || h.Visit(c).Past {
		return nil
	}
	picture, ref, one, err := h.editable(c, code)
	if fault.Of(err) != nil {
		return nil
	}
	if err != nil {
		return err
	}
	if form, err = h.warned(c, form, approval.KindInclusion, one.ID); err != nil {
		return err
	}
	e := h.projectForm(picture, ref, one, form, stale, m.who)
	e.Form.Prefix, e.Back = projects.RowPrefix, c.Request().URL.RequestURI()
	m.edited = &e
	return nil
}

// takeEdit takes out of the address which row is edited: that is no part of what
// is listed, so that it stands in no other link.
func takeEdit(c echo.Context) string {
	u := *c.Request().URL
	q := u.Query()
	code := q.Get(editName)
	q.Del(editName)
	u.RawQuery = q.Encode()
	c.Request().URL = &u
	return code
}

// projectEdits is the address that opens the form in the row of a project.
func (h Handler) projectEdits(c echo.Context, m *projectList) func(projects.Item) string {
	here, past := c.Request().URL.RequestURI(), h.Visit(c).Past
	return func(r projects.Item) string {
		if !mayEdit(m.who, past, r.Project) {
			return ""
		}
		return href.With(here, editName, r.Project.Code)
	}
}

// projectDeeds offers on the list what may be done to its projects: the form in
// the row that is edited, the boxes.
func (h Handler) projectDeeds(c echo.Context, m *projectList, p *projects.ListPage) {
	if p.Past || !m.who.May(access.EditDraft, access.Anywhere) {
		return
	}
	ctx := site.Ctx(c)
	p.Table.Bulk = &drawn.Bulk{Action: href.ProjectsEdit(), Name: "project", Fields: projects.BulkButton(), Limit: mostProjects}
	p.Table.Pick = func(r projects.Item) (value, label string) {
		if !mayEdit(m.who, p.Past, r.Project) {
			return "", ""
		}
		return r.Project.Code, r.Project.Profile.Name.For(ctx)
	}
	if m.edited == nil {
		return
	}
	p.Errors, p.ErrorPrefix = append(p.Errors, m.edited.Form.Errors...), projects.RowPrefix
	p.Table.Edit = func(r projects.Item) templ.Component {
		if r.Project.ID != m.edited.Project.ID {
			return nil
		}
		return projects.RowForm(*m.edited, p.Table.Row(r))
	}
}

// projectsAgain shows the list that a form was sent from, with the form in its row.
func (h Handler) projectsAgain(c echo.Context, status int, code string, form ui.Form, stale bool) error {
	u := h.ListFrom(c, form.Value("back", ""), href.Projects())
	site.SetPage(c, u.RequestURI())
	m, err := h.projectList(c)
	if err != nil {
		return err
	}
	if err := h.openProject(c, m, code, form, stale); err != nil {
		return err
	}
	l := m.list()
	q := l.Read(u)
	page, err := h.projectListPage(c, m, l, q, l.Page(m.rows(), q))
	if err != nil {
		return err
	}
	return h.Render(c, status, page)
}

// editProjects answers GET /projects/edit: the projects that were ticked, or all that
// the list finds, and, when a change is chosen, what would become of each. It
// changes nothing.
func (h Handler) editProjects(c echo.Context) error {
	if h.Visit(c).Past {
		return h.formless(c, href.Projects())
	}
	typed := c.QueryParams()
	if typed.Get(listing.FoundName) != "" {
		var refused string
		var err error
		if typed["project"], refused, err = h.foundProjects(c, typed); err != nil {
			return err
		}
		if refused != "" {
			return h.SeeOther(c, refused, "")
		}
	}
	return h.editProjectsPage(c, http.StatusOK, typed, nil)
}

// foundProjects are the projects that the list of a form finds and that the person
// may edit.
func (h Handler) foundProjects(c echo.Context, typed url.Values) (codes []string, refused string, err error) {
	return site.Found(h.Site, c, typed, site.Taking[projects.Item]{
		List: href.Projects(), Limit: mostProjects, Key: "project.too_many",
		Rows: func() (*listing.List[projects.Item], iter.Seq[projects.Item], error) {
			m, err := h.projectList(c)
			if err != nil {
				return nil, nil, err
			}
			return m.list(), m.rows(), nil
		},
		Value: func(r projects.Item) string { return r.Project.Code },
	})
}
