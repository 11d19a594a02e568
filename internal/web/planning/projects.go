package planning

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/projects"
	"qadam/views/ui"
)

func projectRoutes(h Handler) []site.Route {
	data := []string{"json", "csv", "xlsx"}
	return []site.Route{
		{Method: http.MethodGet, Path: "/projects", Action: access.SeeInForce, Formats: data, Handle: h.listProjects},
		{Method: http.MethodPost, Path: "/projects", Action: access.EditDraft, Handle: h.createProject},
		{Method: http.MethodGet, Path: "/projects/new", Action: access.EditDraft, Handle: h.newProject},
		{Method: http.MethodGet, Path: "/projects/:code", Action: access.SeeInForce, Formats: data[:1], Handle: h.showProject},
	}
}

// projectSize is how many projects a page of the list has.
const projectSize = 50

// listProjects answers GET /projects.
func (h Handler) listProjects(c echo.Context) error {
	c.Request().URL = asked(c.Request().URL)
	ctx, u := site.Ctx(c), c.Request().URL
	all, ref, err := h.projectRows(c)
	if err != nil {
		return err
	}
	sort := ui.ReadSort(u, projects.SortNames...)
	sort.Region = projects.Region
	rows := findProjects(all, u.Query())
	orderProjects(rows, sort, ref, i18n.From(ctx))
	switch h.Visit(c).Format {
	case "json":
		head, err := h.Reader(c).Head(ctx)
		if err != nil {
			return err
		}
		return h.JSON(c, projectsData(h.Visit(c).On, head, rows))
	case "csv", "xlsx":
		return h.Sheet(c, "projects", projectsSheet(rows))
	}
	sh, err := h.Shell(c, i18n.T(ctx, "word.projects"))
	if err != nil {
		return err
	}
	p := projects.ListPage{
		Shell: sh, Typed: u.Query(), Directions: ref.Directions, Sort: sort, Pages: ui.ReadPages(u, projectSize),
		Bare:    without(u, projects.Filters...),
		Without: func(name string) string { return without(u, name) },
	}
	for _, r := range all {
		if !slices.ContainsFunc(p.Programmes, func(o projects.Row) bool { return o.Programme.ID == r.Programme.ID }) {
			p.Programmes = append(p.Programmes, r)
		}
	}
	p.Pages.Region = projects.Region
	p.Pages.Of(len(rows))
	p.Rows = rows[p.Pages.Offset():p.Pages.End()]
	pushURL(c, sh.URL)
	return h.Render(c, http.StatusOK, projects.List(p))
}

// projectRows are the projects of all programmes that the person may know of.
func (h Handler) projectRows(c echo.Context) ([]projects.Row, *portfolio.Reference, error) {
	pictures, ref, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return nil, nil, err
	}
	book, err := h.stages(c, store.StageFilter{})
	if err != nil {
		return nil, nil, err
	}
	var rows []projects.Row
	for _, p := range pictures {
		visible, err := site.VisibleProjects(site.Ctx(c), h.Reader(c), p, h.Who(c))
		if err != nil {
			return nil, nil, err
		}
		b := boardOf(p)
		rows = slices.Grow(rows, len(visible))
		for i := range visible {
			row := projectRow(p, b, ref, &visible[i])
			row.Late = book.Late(visible[i])
			rows = append(rows, row)
		}
	}
	return rows, ref, nil
}

// boardOf is the roadmap of the year shown, or else the newest before it.
func boardOf(p *portfolio.Picture) *portfolio.Board {
	year := 0
	for y := range p.Boards {
		if y <= p.On.Year {
			year = max(year, y)
		}
	}
	if year == 0 {
		year = p.On.Year
	}
	return p.Board(year)
}

func projectRow(p *portfolio.Picture, b *portfolio.Board, ref *portfolio.Reference, one *portfolio.Project) projects.Row {
	tally, planned := b.Projects[one.ID]
	return projects.Row{
		Programme: &p.Programme, Term: &p.Term, Project: one, Direction: ref.Direction(one.Profile.Direction),
		Planned: planned, Tally: tally, Health: tally.Health(b.Rules),
	}
}

// findProjects are the rows that the filters of the address leave.
func findProjects(all []projects.Row, q url.Values) []projects.Row {
	words := strings.Fields(i18n.Fold(q.Get("q")))
	is := func(name, value string) bool { return q.Get(name) == "" || q.Get(name) == value }
	var rows []projects.Row
	for _, r := range all {
		if !is("programme", r.Programme.Code) || !is("direction", r.Project.Profile.Direction) ||
			!is("model", string(r.Project.Profile.Model)) || !is("status", healthOf(r)) || !named(r, words) {
			continue
		}
		rows = append(rows, r)
	}
	return rows
}

// named reports whether every word is found in the code or a name of a project.
func named(r projects.Row, words []string) bool {
	if len(words) == 0 {
		return true
	}
	name := i18n.Fold(r.Project.Code + " " + r.Project.Profile.Name.KK + " " + r.Project.Profile.Name.RU + " " + r.Project.Profile.Name.EN)
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) })
}

// healthOf is the colour that a row shows, "" for a project that ended or is in
// no roadmap in force.
func healthOf(r projects.Row) string {
	if r.Project.End != nil || !r.Planned {
		return ""
	}
	return string(r.Health)
}

// orderProjects sorts rows, which come by programme and code.
func orderProjects(rows []projects.Row, sort ui.Sort, ref *portfolio.Reference, l i18n.Locale) {
	rank := func(r projects.Row) int { return 0 }
	switch sort.By {
	case "name":
		i18n.SortBy(l, rows, func(r projects.Row) string { return r.Project.Profile.Name.In(l) })
	case "programme":
		rank = func(r projects.Row) int { return r.Programme.Position }
	case "direction":
		rank = func(r projects.Row) int {
			return slices.IndexFunc(ref.Directions, func(d portfolio.Direction) bool { return d.Code == r.Project.Profile.Direction })
		}
	case "model":
		rank = func(r projects.Row) int { return slices.Index(portfolio.Models, r.Project.Profile.Model) }
	case "planned":
		rank = func(r projects.Row) int { return int(r.Project.Profile.Total) }
	case "done":
		rank = func(r projects.Row) int {
			if r.Tally.Total == 0 {
				return -1
			}
			return r.Tally.Done * 1000 / r.Tally.Total
		}
	case "status":
		order := []string{string(portfolio.Red), string(portfolio.Amber), string(portfolio.NoData), string(portfolio.Green), ""}
		rank = func(r projects.Row) int { return slices.Index(order, healthOf(r)) }
	}
	if sort.By == "name" {
		if sort.Descending {
			slices.Reverse(rows)
		}
		return
	}
	slices.SortStableFunc(rows, func(a, b projects.Row) int {
		if sort.Descending {
			a, b = b, a
		}
		return cmp.Compare(rank(a), rank(b))
	})
}

// showProject answers GET /projects/:code.
func (h Handler) showProject(c echo.Context) error {
	ctx, r := site.Ctx(c), h.Reader(c)
	programmeID, err := r.ProgrammeOfProject(ctx, c.Param("code"))
	if err != nil {
		return err
	}
	picture, ref, err := r.Picture(ctx, programmeID)
	if err != nil {
		return err
	}
	visible, err := site.VisibleProjects(ctx, r, picture, h.Who(c))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(visible, func(p portfolio.Project) bool { return p.Code == c.Param("code") })
	if i < 0 {
		return fault.NotFound()
	}
	p := projects.ShowPage{Row: projectRow(picture, boardOf(picture), ref, &visible[i])}
	h.fillProject(c, &p, picture, ref)
	if h.Visit(c).Format == "json" {
		head, err := r.Head(ctx)
		if err != nil {
			return err
		}
		return h.JSON(c, projectData(ctx, picture.On, head, p))
	}
	if p.Happened, err = h.projectHistory(ctx, r, picture, p, h.Who(c)); err != nil {
		return err
	}
	if p.Shell, err = h.Shell(c, p.Project.Profile.Name.For(ctx)); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "word.project") + " · " + p.Term.Name.For(ctx)
	if p.Conditions, err = h.obligations(c, store.ConditionFilter{ProgrammeID: programmeID, ProjectID: p.Project.ID}, ref, p.Keep); err != nil {
		return err
	}
	if err := h.fillMoney(c, &p); err != nil {
		return err
	}
	keep := p.Keep
	for i := range p.Years {
		linkRows(p.Years[i].Rows, keep)
	}
	return h.Render(c, http.StatusOK, projects.Show(p))
}

// fillProject adds what the roadmaps in force say of the project.
func (h Handler) fillProject(c echo.Context, p *projects.ShowPage, picture *portfolio.Picture, ref *portfolio.Reference) {
	ctx := site.Ctx(c)
	for _, code := range p.Project.Profile.Goals {
		if g := ref.Goal(code); g.Code != "" {
			p.Goals = append(p.Goals, g)
		}
	}
	for _, z := range site.VisibleZones(picture, h.Who(c)) {
		if p.Project.Profile.Zones.Has(z.Code) {
			p.Zones = append(p.Zones, z)
		}
	}
	for _, m := range slices.Backward(picture.Roadmaps) {
		b := picture.Board(m.Year)
		tally, planned := b.Projects[p.Project.ID]
		if !planned {
			continue
		}
		y := projects.Year{Year: m.Year, Rules: b.Rules, Tally: tally, Health: tally.Health(b.Rules), Withdrawn: tally.Withdrawn}
		y.Deciding, _ = b.FirstDeciding(p.Project.ID, len(b.Lines))
		y.Rows = lineRows(ctx, b, func(l *portfolio.Line) bool { return l.ProjectID == p.Project.ID }, func(l *portfolio.Line) string {
			return ref.Bodies[l.LeadID].Short.For(ctx)
		})
		p.Years = append(p.Years, y)
		p.Sums = addSums(p.Sums, y.Rows)
	}
}

// lineRows are lines of a board for a table about something else.
func lineRows(ctx context.Context, b *portfolio.Board, is func(*portfolio.Line) bool, beside func(*portfolio.Line) string) []ui.LineRow {
	var rows []ui.LineRow
	for i := range b.Lines {
		l := &b.Lines[i]
		if !is(l) {
			continue
		}
		r := ui.LineRow{Line: l, Beside: beside(l)}
		if l.Reason.Predecessor != 0 {
			r.Predecessor = b.Line(l.Reason.Predecessor)
		}
		rows = append(rows, r)
	}
	return rows
}
