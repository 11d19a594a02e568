package planning

import (
	"iter"
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/portfolios"
	"qadam/views/projects"
	"qadam/views/ui"
)

// projectList is the projects of all programmes, as the person who asks may see
// them. The page, its data and everything that is done to several of them take
// their rows from here.
type projectList struct {
	ref      *portfolio.Reference
	who      access.Actor
	locale   i18n.Locale
	on       civil.Date
	against  civil.Date // zero when nothing is compared
	past     bool       // the day shown is over
	pictures []*portfolio.Picture
	withins  []*projects.Within // of each programme, in their order
	projects [][]portfolio.Project
	edited   *projects.Edit // the form in a row, nil when none is open
}

// listProjects answers GET /projects.
func (h Handler) listProjects(c echo.Context) error {
	edit := takeEdit(c)
	m, err := h.projectList(c)
	if err != nil {
		return err
	}
	if err := h.openProject(c, m, edit, ui.Form{}, false); err != nil {
		return err
	}
	l := m.list()
	return site.Listed(h.Site, c, "projects", l, m.rows(), func(q listing.Query, p listing.Page[projects.Item]) (templ.Component, error) {
		return h.projectListPage(c, m, l, q, p)
	})
}

func (h Handler) projectListPage(c echo.Context, m *projectList, l *listing.List[projects.Item], q listing.Query, found listing.Page[projects.Item]) (templ.Component, error) {
	ctx := site.Ctx(c)
	p := projects.ListPage{Goals: map[string]portfolio.Goal{}}
	var err error
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "word.projects")); err != nil {
		return nil, err
	}
	p.Compare, p.Assets, p.Tabs = true, listAssets, portfolios.TabsOf(ctx, p.Shell, href.Projects())
	for _, g := range m.ref.Goals {
		p.Goals[g.Code] = g
	}
	saved, err := h.SavedBar(c, portfolio.ViewProjects)
	if err != nil {
		return nil, err
	}
	p.Edit = h.projectEdits(c, m)
	p.Fill(ctx, m.against, l, q, found, m.withins, m.ref)
	h.projectDeeds(c, m, &p)
	p.Table.Saved = &saved
	return projects.List(p), nil
}

// listAssets are what lists load beside what every page does.
var listAssets = []string{"css/list.css", "js/list.js"}

// projectList reads what the list needs of all programmes.
func (h Handler) projectList(c echo.Context) (*projectList, error) {
	ctx, r := site.Ctx(c), h.Reader(c)
	m := &projectList{who: h.Who(c), locale: i18n.From(ctx), on: h.Visit(c).On, against: h.Visit(c).Against, past: h.Visit(c).Past}
	pictures, ref, err := r.Pictures(ctx)
	if err != nil {
		return nil, err
	}
	m.ref, m.pictures = ref, pictures
	var then []*portfolio.Picture
	if !m.against.IsZero() {
		if then, _, err = h.ReaderOn(c, m.against).Pictures(ctx); err != nil {
			return nil, err
		}
	}
	stages, err := h.stages(c, store.StageFilter{})
	if err != nil {
		return nil, err
	}
	ratings, err := r.Ratings(ctx)
	if err != nil {
		return nil, err
	}
	stars, err := h.Favourites(c)
	if err != nil {
		return nil, err
	}
	book, err := r.Funding(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range pictures {
		visible, err := site.VisibleProjects(ctx, r, p, m.who)
		if err != nil {
			return nil, err
		}
		w := &projects.Within{Picture: p, Board: p.Present(), Zones: map[string]*portfolio.Zone{}, Money: book.Projects(), Ratings: ratings, Stages: stages, Stars: stars}
		if was := pictureOf(then, p.Programme.ID); was != nil {
			w.Then = was.Present()
		}
		zones := site.VisibleZones(p, m.who)
		for i := range zones {
			w.Zones[zones[i].Code] = &zones[i]
		}
		m.withins, m.projects = append(m.withins, w), append(m.projects, visible)
	}
	return m, nil
}

// rows are the projects, by programme and code.
func (m *projectList) rows() iter.Seq[projects.Item] {
	return func(yield func(projects.Item) bool) {
		directions := map[string]portfolio.Direction{}
		for _, d := range m.ref.Directions {
			directions[d.Code] = d
		}
		for i, w := range m.withins {
			for j := range m.projects[i] {
				one := &m.projects[i][j]
				if !yield(projects.Item{Within: w, Project: one, Direction: directions[one.Profile.Direction]}) {
					return
				}
			}
		}
	}
}

// list is what the projects can be asked.
func (m *projectList) list() *listing.List[projects.Item] {
	return &listing.List[projects.Item]{
		Columns: m.columns(), Filters: m.filters(), Groups: m.groups(),
		Default: []listing.Sort{{By: "programme"}, {By: "code"}},
		ID:      func(r projects.Item) int64 { return r.Project.ID },
		May:     m.may(),
	}
}

// may reports which projects may be edited together; nil when none may.
func (m *projectList) may() func(projects.Item) bool {
	if m.past || !m.who.May(access.EditDraft, access.Anywhere) {
		return nil
	}
	return func(r projects.Item) bool { return mayEdit(m.who, m.past, r.Project) }
}

// groups are the ways in which projects stand together.
func (m *projectList) groups() []listing.Group[projects.Item] {
	return []listing.Group[projects.Item]{
		{Name: "programme", Code: func(r projects.Item) string { return r.Picture.Programme.Code }, Order: inProgrammes},
		{Name: "direction", Code: func(r projects.Item) string { return r.Direction.Code }, Order: m.byDirection},
		{Name: "model", Code: func(r projects.Item) string { return string(r.Project.Profile.Model) }, Order: byModel},
		{Name: "status", Code: func(r projects.Item) string { return string(r.Health()) }, Order: byHealth},
	}
}

func inProgrammes(r projects.Item) listing.Key {
	return listing.ByNumber(r.Picture.Programme.Position)
}

func (m *projectList) byDirection(r projects.Item) listing.Key {
	return inOrder(slices.IndexFunc(m.ref.Directions, func(d portfolio.Direction) bool { return d.Code == r.Direction.Code }))
}

func byModel(r projects.Item) listing.Key {
	return inOrder(slices.Index(portfolio.Models, r.Project.Profile.Model))
}

// healths are the colours of projects, those that ask for something first.
var healths = []portfolio.Health{portfolio.Red, portfolio.Amber, portfolio.NoData, portfolio.Green}

func byHealth(r projects.Item) listing.Key { return inOrder(slices.Index(healths, r.Health())) }

// inOrder is the key of a place in an order; what has none there is last.
func inOrder(at int) listing.Key {
	if at < 0 {
		return listing.None
	}
	return listing.ByNumber(at)
}
