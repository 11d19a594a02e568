package planning

import (
	"iter"
	"net/http"
	"slices"
	"strconv"
	"strings"

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
		{Method: http.MethodGet, Path: "/milestones/reports", Action: access.ReportProgress, Handle: h.newReports},
		{Method: http.MethodPost, Path: "/milestones/reports", Action: access.ReportProgress, Handle: h.createReports},
	}
}

// listMilestones answers GET /milestones.
func (h Handler) listMilestones(c echo.Context) error {
	u := *c.Request().URL
	edit, err := strconv.ParseInt(u.Query().Get(editName), 10, 64)
	if err != nil {
		edit = 0
	}
	q := u.Query()
	q.Del(editName)
	u.RawQuery = q.Encode()
	c.Request().URL = asked(&u)
	m, err := h.milestoneList(c)
	if err != nil {
		return err
	}
	if err := h.openRow(c, m, edit, attempt{}); err != nil {
		return err
	}
	return site.Listed(h.Site, c, "milestones", m.list(), m.rows(), func(q listing.Query, p listing.Page[milestoneRow]) (templ.Component, error) {
		page, err := h.milestonePageOf(c, m, q, p)
		return milestones.List(page), err
	})
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
	past      bool                  // the day shown is over
	withdrawn bool                  // those of projects that were terminated are asked for
	edited    *milestones.RowReport // the form in a row, nil when none is open
}

func (h Handler) milestoneList(c echo.Context) (*milestoneList, error) {
	ctx, v, typed := site.Ctx(c), h.Visit(c), c.Request().URL.Query()
	m := &milestoneList{who: h.Who(c), locale: i18n.From(ctx), on: v.On, against: v.Against, past: v.Past}
	var err error
	if m.pictures, m.ref, err = v.Reader.Pictures(ctx); err != nil {
		return nil, err
	}
	if !v.Against.IsZero() {
		if m.then, _, err = h.ReaderOn(c, v.Against).Pictures(ctx); err != nil {
			return nil, err
		}
	}
	for _, year := range listing.Values(strings.Join(typed["year"], ",")) {
		if n, err := strconv.Atoi(year); err == nil {
			m.years = append(m.years, n)
		}
	}
	if typed.Get("year") == "" {
		m.years = []int{v.On.Year}
	}
	m.withdrawn = slices.Contains(listing.Values(strings.Join(typed["status"], ",")), string(portfolio.Withdrawn))
	return m, nil
}

// rows are the lines, in the order of programmes, years and roadmaps.
func (m *milestoneList) rows() iter.Seq[milestoneRow] {
	return func(yield func(milestoneRow) bool) {
		for _, p := range m.pictures {
			then := pictureOf(m.then, p.Programme.ID)
			zones, projects := m.zonesOf(p), projectsOf(p)
			for _, year := range m.years {
				b := p.Boards[year]
				if b == nil {
					continue
				}
				var was *portfolio.Board
				if then != nil {
					was = then.Boards[year]
				}
				runs := make([]milestones.Run, len(b.Runs))
				for i, run := range b.Runs {
					one := &runs[i]
					*one = milestones.Run{Picture: p, Board: b, Then: was, Compared: !m.against.IsZero(), Project: projects[run.ProjectID]}
					if one.Project != nil {
						one.Direction = m.ref.Direction(one.Project.Profile.Direction)
					}
					for at := run.From; at < run.To; at++ {
						l := &b.Lines[at]
						if l.Status == portfolio.Withdrawn && !m.withdrawn {
							continue
						}
						if !yield(milestoneRow{Run: one, Line: l, At: at, Zone: zones[l.ZoneID]}) {
							return
						}
					}
				}
			}
		}
	}
}

// zonesOf are the pilot zones of a programme that the person may know of.
func (m *milestoneList) zonesOf(p *portfolio.Picture) map[int64]*portfolio.Zone {
	visible, zones := site.VisibleZones(p, m.who), map[int64]*portfolio.Zone{}
	for i := range visible {
		zones[visible[i].ID] = &visible[i]
	}
	return zones
}

func projectsOf(p *portfolio.Picture) map[int64]*portfolio.Project {
	projects := make(map[int64]*portfolio.Project, len(p.Projects))
	for i := range p.Projects {
		projects[p.Projects[i].ID] = &p.Projects[i]
	}
	return projects
}

func pictureOf(all []*portfolio.Picture, programmeID int64) *portfolio.Picture {
	for _, p := range all {
		if p.Programme.ID == programmeID {
			return p
		}
	}
	return nil
}

// may reports which milestones may be reported on together; nil when none may.
func (m *milestoneList) may() func(milestoneRow) bool {
	if m.past || !m.who.May(access.ReportProgress, access.Anywhere) {
		return nil
	}
	return func(r milestoneRow) bool { return !r.Line.Facts.AwaitsReview() && m.mayReport(r) }
}

// list is what the milestones can be asked.
func (m *milestoneList) list() *listing.List[milestoneRow] {
	return &listing.List[milestoneRow]{
		Columns: m.columns(), Filters: m.filters(), Groups: m.groups(),
		Default: []listing.Sort{{By: "number"}},
		ID:      func(r milestoneRow) int64 { return r.Line.MilestoneID },
		May:     m.may(),
	}
}
