package insight

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/programmes"
	"qadam/views/ui"
)

// How much of the lists on a programme's page is shown.
const (
	pageSize     = 50
	zonesShown   = 12
	updatesShown = 8
	slipsShown   = 8
)

// listProgrammes answers GET /programmes.
func (h Handler) listProgrammes(c echo.Context) error {
	o, _, err := h.overview(c)
	if err != nil {
		return err
	}
	var rows []programmes.ListRow
	for _, r := range o.Rows {
		projects, err := site.VisibleProjects(site.Ctx(c), h.Reader(c), r.Picture, h.Who(c))
		if err != nil {
			return err
		}
		rows = append(rows, programmes.ListRow{Row: r, Projects: len(projects), Zones: len(site.VisibleZones(r.Picture, h.Who(c)))})
	}
	switch h.Visit(c).Format {
	case "json":
		return h.programmesJSON(c, o, rows)
	case "csv", "xlsx":
		return h.Sheet(c, "programmes-"+o.On.String(), programmeRows(rows))
	}
	shell, err := h.Shell(c, i18n.T(site.Ctx(c), "word.programmes"))
	if err != nil {
		return err
	}
	shell.Eyebrow = i18n.T(site.Ctx(c), "portfolio.eyebrow")
	return h.Render(c, http.StatusOK, programmes.List(programmes.ListPage{Shell: shell, Year: o.Year, Rows: rows}))
}

// showProgramme answers GET /programmes/:code.
func (h Handler) showProgramme(c echo.Context) error {
	p, ref, err := h.programme(c)
	if err != nil {
		return err
	}
	p.Sort = ui.ReadSort(c.Request().URL, "-health", "name", "planned")
	sortProjects(site.Locale(c), p.Projects, p.Sort)
	switch h.Visit(c).Format {
	case "json":
		return h.programmeJSON(c, p)
	case "csv", "xlsx":
		return h.Sheet(c, p.Row.Programme.Code+"-"+p.Row.On.String(), projectRows(p.Projects))
	}
	if p.Shell, err = h.Shell(c, p.Row.Term.Name.For(site.Ctx(c))); err != nil {
		return err
	}
	p.Eyebrow, p.Compare = p.Row.Term.Owner.Name.For(site.Ctx(c)), true
	p.Sort.URL, p.Sort.Region = p.URL, "projects"
	p.Goals = goals(ref, p.Projects)
	p.Pages = ui.ReadPages(p.URL, pageSize)
	p.Pages.Total, p.Pages.Region = len(p.Projects), "projects"
	from := min(p.Pages.Offset(), len(p.Projects))
	p.Projects = p.Projects[from:min(from+pageSize, len(p.Projects))]
	p.Zones, p.MoreZone = first(p.Zones, zonesShown)
	p.Latest = p.Row.Board.Latest(updatesShown)
	if p.Row.Since != nil {
		p.Since, p.MoreSlip = p.Row.Since.Later(slipsShown)
	}
	return h.Render(c, http.StatusOK, programmes.Show(p))
}

// programme is everything of the programme that the page and its data share.
func (h Handler) programme(c echo.Context) (programmes.ShowPage, *portfolio.Reference, error) {
	v, ctx, who := h.Visit(c), site.Ctx(c), h.Who(c)
	year, err := h.year(c)
	if err != nil {
		return programmes.ShowPage{}, nil, err
	}
	now, ref, err := h.Reader(c).PictureOf(ctx, c.Param("code"))
	if err != nil {
		return programmes.ShowPage{}, nil, err
	}
	var then *portfolio.Picture
	if !v.Against.IsZero() {
		if then, _, err = h.ReaderOn(c, v.Against).Picture(ctx, now.Programme.ID); err != nil {
			return programmes.ShowPage{}, nil, err
		}
	}
	p := programmes.ShowPage{Year: year, Row: portfolio.NewRow(now, then, year, who), Terms: known(now.Programme, v.On)}
	projects, err := site.VisibleProjects(ctx, h.Reader(c), now, who)
	if err != nil {
		return programmes.ShowPage{}, nil, err
	}
	for _, one := range projects {
		t := p.Row.Board.Projects[one.ID]
		p.Projects = append(p.Projects, programmes.Project{
			Project: one, Direction: ref.Direction(one.Profile.Direction), Tally: t, Health: t.Health(p.Row.Board.Rules),
		})
	}
	for _, z := range site.VisibleZones(now, who) {
		p.Zones = append(p.Zones, programmes.Zone{Zone: z, Projects: within(projects, z.Code)})
	}
	for _, r := range slices.Backward(now.Roadmaps) {
		if r = r.Visible(who); len(r.Versions) > 0 {
			p.Roadmaps = append(p.Roadmaps, r)
		}
	}
	return p, ref, nil
}

// known are the terms of a programme that had begun by the day, the latest
// first: that an owner will change is not known before it does.
func known(p portfolio.Programme, on civil.Date) []portfolio.ProgrammeTerm {
	var terms []portfolio.ProgrammeTerm
	for i, t := range slices.Backward(p.Terms) {
		if i == 0 || !on.Before(t.ValidFrom) {
			terms = append(terms, t)
		}
	}
	return terms
}

// within counts the projects of a zone.
func within(projects []portfolio.Project, zone string) int {
	n := 0
	for _, one := range projects {
		if one.Profile.Zones.Has(zone) {
			n++
		}
	}
	return n
}

// goals are the goals of a programme, with how many projects serve each.
func goals(ref *portfolio.Reference, projects []programmes.Project) []programmes.Goal {
	var all []programmes.Goal
	for _, g := range ref.Goals {
		n := 0
		for _, one := range projects {
			if one.Profile.Goals.Has(g.Code) {
				n++
			}
		}
		all = append(all, programmes.Goal{Goal: g, Projects: n})
	}
	return all
}

// severity orders healths from the best to the worst; what nobody can tell
// stands before what is known to go well.
var severity = map[portfolio.Health]int{portfolio.Green: 0, portfolio.NoData: 1, portfolio.Amber: 2, portfolio.Red: 3}

// sortProjects puts projects in the order asked for.
func sortProjects(l i18n.Locale, projects []programmes.Project, s ui.Sort) {
	switch s.By {
	case "name":
		i18n.SortBy(l, projects, func(p programmes.Project) string { return p.Profile.Name.In(l) })
	case "planned":
		slices.SortStableFunc(projects, func(x, y programmes.Project) int { return cmp.Compare(x.Profile.Total, y.Profile.Total) })
	default:
		slices.SortStableFunc(projects, func(x, y programmes.Project) int {
			return cmp.Or(cmp.Compare(severity[x.Health], severity[y.Health]), cmp.Compare(x.Tally.Overdue, y.Tally.Overdue), cmp.Compare(x.Tally.Total, y.Tally.Total))
		})
	}
	if s.Descending {
		slices.Reverse(projects)
	}
}

// first cuts a list and says how much was cut.
func first[T any](all []T, n int) ([]T, int) {
	if len(all) <= n {
		return all, 0
	}
	return all[:n], len(all) - n
}
