package planning

import (
	"iter"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/milestones"
)

func milestoneListRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/milestones", Action: access.SeeInForce, Formats: []string{"json", "csv", "xlsx"}, Handle: h.listMilestones},
	}
}

// listMilestones answers GET /milestones.
func (h Handler) listMilestones(c echo.Context) error {
	m, err := h.milestoneList(c)
	if err != nil {
		return err
	}
	return site.Listed(h.Site, c, "milestones", m.list(), m.rows(), func(q listing.Query, p listing.Page[milestones.Row]) (templ.Component, error) {
		return h.milestoneListPage(c, m, q, p)
	})
}

func (h Handler) milestoneListPage(c echo.Context, m *milestoneList, q listing.Query, p listing.Page[milestones.Row]) (templ.Component, error) {
	ctx := site.Ctx(c)
	page := milestones.ListPage{}
	var err error
	if page.Shell, err = h.Shell(c, i18n.T(ctx, "word.milestones")); err != nil {
		return nil, err
	}
	page.Table.Region, page.Table.Caption = milestones.ListRegion, i18n.T(ctx, "word.milestones")
	page.Table.List, page.Table.Query, page.Table.Page = m.list(), q, p
	return milestones.List(page), nil
}

// milestoneList is the milestones of all roadmaps in force of the years asked
// for, as the person who asks may see them. The page, its data and everything
// that is done to several of them take their rows from here.
type milestoneList struct {
	pictures  []*portfolio.Picture
	then      []*portfolio.Picture // on the day compared with
	ref       *portfolio.Reference
	who       access.Actor
	locale    i18n.Locale
	on        civil.Date
	against   civil.Date
	years     []int
	withdrawn bool // those of projects that were terminated are asked for
}

func (h Handler) milestoneList(c echo.Context) (*milestoneList, error) {
	ctx, v := site.Ctx(c), h.Visit(c)
	m := &milestoneList{who: h.Who(c), locale: i18n.From(ctx), on: v.On, against: v.Against}
	var err error
	if m.pictures, m.ref, err = v.Reader.Pictures(ctx); err != nil {
		return nil, err
	}
	if !v.Against.IsZero() {
		if m.then, _, err = h.ReaderOn(c, v.Against).Pictures(ctx); err != nil {
			return nil, err
		}
	}
	for _, year := range listing.Values(c.QueryParam("year")) {
		if n, err := strconv.Atoi(year); err == nil {
			m.years = append(m.years, n)
		}
	}
	if c.QueryParam("year") == "" {
		m.years = []int{v.On.Year}
	}
	m.withdrawn = slices.Contains(listing.Values(c.QueryParam("status")), string(portfolio.Withdrawn))
	return m, nil
}

// rows are the lines, in the order of programmes, years and roadmaps.
func (m *milestoneList) rows() iter.Seq[milestones.Row] {
	return func(yield func(milestones.Row) bool) {
		for i, p := range m.pictures {
			then := pictureOf(m.then, p.Programme.ID)
			projects := make(map[int64]*portfolio.Project, len(p.Projects))
			for i := range p.Projects {
				projects[p.Projects[i].ID] = &p.Projects[i]
			}
			zones := map[int64]*portfolio.Zone{}
			visible := site.VisibleZones(p, m.who)
			for i := range visible {
				zones[visible[i].ID] = &visible[i]
			}
			_ = i
			for _, year := range m.years {
				b := p.Boards[year]
				if b == nil {
					continue
				}
				var was *portfolio.Board
				if then != nil {
					was = then.Boards[year]
				}
				for _, run := range b.Runs {
					one := &milestones.Run{Picture: p, Board: b, Then: was, Project: projects[run.ProjectID]}
					if one.Project != nil {
						one.Direction = m.ref.Direction(one.Project.Profile.Direction)
					}
					for at := run.From; at < run.To; at++ {
						l := &b.Lines[at]
						if l.Status == portfolio.Withdrawn && !m.withdrawn {
							continue
						}
						if !yield(milestones.Row{Run: one, Line: l, At: at, Zone: zones[l.ZoneID]}) {
							return
						}
					}
				}
			}
		}
	}
}

func pictureOf(all []*portfolio.Picture, programmeID int64) *portfolio.Picture {
	for _, p := range all {
		if p.Programme.ID == programmeID {
			return p
		}
	}
	return nil
}

// list is what the milestones can be asked.
func (m *milestoneList) list() *listing.List[milestones.Row] {
	return &listing.List[milestones.Row]{ID: func(r milestones.Row) int64 { return r.Line.MilestoneID }}
}
