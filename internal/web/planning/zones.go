package planning

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/zones"
)

func zoneRoutes(h Handler) []site.Route {
	data := []string{"json", "csv", "xlsx"}
	return []site.Route{
		{Method: http.MethodGet, Path: "/zones", Action: access.SeeInForce, Formats: data, Handle: h.listZones},
		{Method: http.MethodPost, Path: "/zones", Action: access.EditDraft, Handle: h.createZone},
		{Method: http.MethodGet, Path: "/zones/new", Action: access.EditDraft, Handle: h.newZone},
		{Method: http.MethodGet, Path: "/zones/:code", Action: access.SeeInForce, Formats: data[:1], Handle: h.showZone},
		{Method: http.MethodGet, Path: "/zones/:code/edit", Action: access.EditDraft, Handle: h.editZone},
		{Method: http.MethodPost, Path: "/zones/:code/edit", Action: access.EditDraft, Handle: h.updateZone},
	}
}

// listZones answers GET /zones.
func (h Handler) listZones(c echo.Context) error {
	ctx := site.Ctx(c)
	pictures, _, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return err
	}
	var programmes []zones.ProgrammeZones
	for _, p := range pictures {
		one := zones.ProgrammeZones{Programme: p.Programme, Term: p.Term}
		visible, err := site.VisibleProjects(ctx, h.Reader(c), p, h.Who(c))
		if err != nil {
			return err
		}
		for _, z := range site.VisibleZones(p, h.Who(c)) {
			one.Rows = append(one.Rows, zones.ListRow{Zone: z, Projects: len(projectsIn(visible, z)), Tally: tallyIn(p.Present(), z)})
		}
		if len(one.Rows) > 0 {
			programmes = append(programmes, one)
		}
	}
	switch h.Visit(c).Format {
	case "json":
		head, err := h.Reader(c).Head(ctx)
		if err != nil {
			return err
		}
		return h.JSON(c, zonesData(h.Visit(c).On, head, programmes))
	case "csv", "xlsx":
		return h.Sheet(c, "zones", zonesSheet(programmes))
	}
	sh, err := h.Shell(c, i18n.T(ctx, "word.pilot_zones"))
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, zones.List(zones.ListPage{Shell: sh, Programmes: programmes}))
}

func projectsIn(all []portfolio.Project, z portfolio.Zone) []portfolio.Project {
	var in []portfolio.Project
	for _, p := range all {
		if p.Profile.Zones.Has(z.Code) {
			in = append(in, p)
		}
	}
	return in
}

func tallyIn(b *portfolio.Board, z portfolio.Zone) portfolio.Tally {
	var t portfolio.Tally
	for i := range b.Lines {
		if b.Lines[i].ZoneID == z.ID {
			t.Add(b.Lines[i])
		}
	}
	return t
}

// showZone answers GET /zones/:code.
func (h Handler) showZone(c echo.Context) error {
	ctx, r := site.Ctx(c), h.Reader(c)
	programmeID, err := r.ProgrammeOfZone(ctx, c.Param("code"))
	if err != nil {
		return err
	}
	picture, ref, err := r.Picture(ctx, programmeID)
	if err != nil {
		return err
	}
	visible := site.VisibleZones(picture, h.Who(c))
	i := slices.IndexFunc(visible, func(z portfolio.Zone) bool { return z.Code == c.Param("code") })
	if i < 0 {
		return fault.NotFound()
	}
	p := zones.ShowPage{Programme: picture.Programme, Term: picture.Term, Zone: visible[i], Neighbours: visible}
	known, err := site.VisibleProjects(ctx, r, picture, h.Who(c))
	if err != nil {
		return err
	}
	fillZone(ctx, &p, picture, ref, known)
	if h.Visit(c).Format == "json" {
		head, err := r.Head(ctx)
		if err != nil {
			return err
		}
		return h.JSON(c, zoneData(ctx, picture.On, head, p))
	}
	cases, err := r.CaseIDs(ctx, []int64{p.Zone.ID}, approval.KindZone)
	if err != nil {
		return err
	}
	p.CaseID = cases[p.Zone.ID]
	p.MayEdit = !h.Visit(c).Past && p.Zone.MayEdit() == nil && h.Who(c).May(access.EditDraft, p.Programme.ID)
	p.MaySubmit = !h.Visit(c).Past && p.Zone.State() == portfolio.ZoneDraft && h.Who(c).May(access.Submit, p.Programme.ID)
	if p.Shell, err = h.Shell(c, p.Zone.Profile.Name.For(ctx)); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "word.pilot_zone") + " · " + p.Term.Name.For(ctx)
	linkRows(p.Lines, p.Keep)
	return h.Render(c, http.StatusOK, zones.Show(p))
}

// fillZone adds the projects in the zone and the milestones that are reached
// there.
func fillZone(ctx context.Context, p *zones.ShowPage, picture *portfolio.Picture, ref *portfolio.Reference, known []portfolio.Project) {
	b := picture.Present()
	in := projectsIn(known, p.Zone)
	for i := range in {
		r := projectRow(picture, b, ref, &in[i])
		p.Projects = append(p.Projects, zones.ProjectRow{Project: in[i], Planned: r.Planned, Tally: r.Tally, Health: r.Health})
	}
	i18n.SortBy(i18n.From(ctx), p.Projects, func(r zones.ProjectRow) string { return r.Project.Profile.Name.For(ctx) })
	p.Tally = tallyIn(b, p.Zone)
	p.Lines = lineRows(ctx, b, func(l *portfolio.Line) bool { return l.ZoneID == p.Zone.ID }, func(l *portfolio.Line) string {
		if one := picture.Project(l.ProjectID); one != nil {
			return one.Profile.Name.For(ctx)
		}
		return ""
	})
}

// zoneDoc is a pilot zone in the data.
type zoneDoc struct {
	Code       string              `json:"code"`
	Programme  string              `json:"programme"`
	Names      i18n.Text           `json:"names"`
	District   i18n.Text           `json:"district"`
	Population int                 `json:"population"`
	State      portfolio.ZoneState `json:"state"`
	Since      civil.Date          `json:"state_since"`
	Projects   int                 `json:"projects"`
	Milestones counts              `json:"milestones"`
}

func zoneDocOf(programme string, z portfolio.Zone, projects int, t portfolio.Tally) zoneDoc {
	d := zoneDoc{
		Code: z.Code, Programme: programme, Names: z.Profile.Name, District: z.Profile.District, Population: z.Profile.Population,
		State: z.State(), Since: civil.DateOf(z.RecordedAt), Projects: projects, Milestones: countsOf(t),
	}
	if n := len(z.Steps); n > 0 {
		d.Since = z.Steps[n-1].HappenedOn
	}
	return d
}

func zoneDocs(programmes []zones.ProgrammeZones) []zoneDoc {
	docs := []zoneDoc{}
	for _, p := range programmes {
		for _, r := range p.Rows {
			docs = append(docs, zoneDocOf(p.Programme.Code, r.Zone, r.Projects, r.Tally))
		}
	}
	return docs
}

func zonesData(on civil.Date, head string, programmes []zones.ProgrammeZones) any {
	return map[string]any{"as_of": on, "head": head, "zones": zoneDocs(programmes)}
}

func zonesSheet(programmes []zones.ProgrammeZones) *site.Sheet {
	s := site.NewSheet(strings.Fields("code programme name_kk name_ru name_en district_kk district_ru district_en population state state_since projects total done overdue")...)
	for _, d := range zoneDocs(programmes) {
		s.Add(d.Code, d.Programme, d.Names.KK, d.Names.RU, d.Names.EN, d.District.KK, d.District.RU, d.District.EN, d.Population,
			string(d.State), d.Since, d.Projects, d.Milestones.Total, d.Milestones.Done, d.Milestones.Overdue)
	}
	return s
}

func zoneData(ctx context.Context, on civil.Date, head string, p zones.ShowPage) any {
	in := []string{}
	for _, r := range p.Projects {
		in = append(in, r.Project.Code)
	}
	return struct {
		AsOf civil.Date `json:"as_of"`
		Head string     `json:"head"`
		zoneDoc
		Projects []string    `json:"projects"`
		Lines    []shortLine `json:"lines"`
	}{on, head, zoneDocOf(p.Programme.Code, p.Zone, len(p.Projects), p.Tally), in, shortLines(ctx, p.Lines)}
}
