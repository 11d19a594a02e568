package insight

import (
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/portfolios"
)

// awaited are the decisions that somebody waits for and that the person may know
// of, each kind with the working days that its oldest case has waited.
func (h Handler) awaited(c echo.Context, docket *approval.Docket, cal *civil.Calendar) []portfolios.Awaited {
	var all []portfolios.Awaited
	for _, a := range docket.Awaited(h.Who(c)) {
		all = append(all, portfolios.Awaited{Awaited: a, Days: waited(cal, a.Since, h.Visit(c).On)})
	}
	return all
}

// ways is how far the cases are that decide on the versions to come, by version,
// as far as the person may know how they are spoken about.
func (h Handler) ways(c echo.Context, docket *approval.Docket, o portfolio.Overview) map[int64]portfolios.Way {
	all := map[int64]portfolios.Way{}
	for _, r := range o.Rows {
		if r.Coming == nil {
			continue
		}
		if found := docket.OnVersion(r.Coming.ID, h.Who(c)); found != nil {
			all[r.Coming.ID] = portfolios.NewWay(*found)
		}
	}
	return all
}

// city is the pilot zones of the programme that the address names, nil when it
// names none.
func (h Handler) city(c echo.Context, o portfolio.Overview) (*portfolios.City, error) {
	code := c.QueryParam("city")
	if code == "" {
		return nil, nil
	}
	i := slices.IndexFunc(o.Rows, func(r portfolio.Row) bool { return r.Programme.Code == code })
	if i < 0 {
		return nil, fault.NotFound()
	}
	row := o.Rows[i]
	projects, err := site.VisibleProjects(site.Ctx(c), h.Reader(c), row.Picture, h.Who(c))
	if err != nil {
		return nil, err
	}
	found, tallies := &portfolios.City{Row: row}, row.InZones(o.Year)
	for _, z := range site.VisibleZones(row.Picture, h.Who(c)) {
		t := tallies[z.Code]
		found.Zones = append(found.Zones, portfolios.Zone{Zone: z, Projects: within(projects, z.Code), Tally: t, Health: t.Health(row.Board.Rules)})
	}
	return found, nil
}
