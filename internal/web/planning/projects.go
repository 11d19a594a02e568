package planning

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/projects"
	"qadam/views/ratings"
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

func projectRow(p *portfolio.Picture, b *portfolio.Board, ref *portfolio.Reference, one *portfolio.Project) projects.Row {
	tally, planned := b.Projects[one.ID]
	return projects.Row{
		Programme: &p.Programme, Term: &p.Term, Project: one, Direction: ref.Direction(one.Profile.Direction),
		Planned: planned, Tally: tally, Health: tally.Health(b.Rules),
	}
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
	p := projects.ShowPage{Row: projectRow(picture, picture.Present(), ref, &visible[i])}
	h.fillProject(c, &p, picture, ref)
	if h.Visit(c).Format == "json" {
		head, err := r.Head(ctx)
		if err != nil {
			return err
		}
		return h.JSON(c, projectData(ctx, picture.On, head, p))
	}
	book, err := r.Ratings(ctx)
	if err != nil {
		return err
	}
	p.Ratings = ratings.Side{Code: p.Project.Code, Three: book.Three(picture, p.Project), Escalated: book.Escalated(p.Project.ID)}
	if err := h.fillHistory(ctx, r, picture, &p, h.Who(c)); err != nil {
		return err
	}
	if p.Shell, err = h.Shell(c, p.Project.Profile.Name.For(ctx)); err != nil {
		return err
	}
	p.MayEdit = mayEdit(h.Who(c), h.Visit(c).Past, p.Project)
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
