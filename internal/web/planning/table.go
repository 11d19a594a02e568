package planning

import (
	"net/url"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/roadmaps"
	"qadam/views/ui"
)

// table is the lines of a version of a roadmap as the address asks for them.
// The page and the data take their lines and figures from here.
type table struct {
	picture  *portfolio.Picture
	ref      *portfolio.Reference
	who      access.Actor
	locale   i18n.Locale
	year     int
	roadmap  portfolio.Roadmap // with the versions that one may see
	version  *portfolio.Version
	board    *portfolio.Board
	first    *portfolio.Version // baseline 0, or nil
	original *portfolio.Sheet   // its lines, nil when they are what the board shows
	then     *portfolio.Board   // on the day compared with, or nil
	since    *portfolio.Difference
	overdue  map[int64]*approval.Condition  // the first overdue one of each milestone
	heldUp   map[int64][]funding.StageStand // late stages that each milestone waits for

	url      *url.URL
	typed    url.Values
	groupBy  string
	sort     ui.Sort
	zones    map[int64]*portfolio.Zone
	projects map[int64]*portfolio.Project
}

const linesRegion = "lines"

// ask reads the filters, the order and the grouping from the address.
func (t *table) ask(u *url.URL) {
	t.url, t.typed = u, u.Query()
	t.sort = ui.ReadSort(u, roadmaps.SortNames...)
	t.sort.Region = linesRegion
	t.groupBy = t.typed.Get("group")
	if !slices.Contains(roadmaps.GroupNames, t.groupBy) || t.groupBy == "status" && !t.judged() {
		t.groupBy = roadmaps.GroupNames[0]
	}
	t.zones = map[int64]*portfolio.Zone{}
	zones := site.VisibleZones(t.picture, t.who)
	for i := range zones {
		t.zones[zones[i].ID] = &zones[i]
	}
	t.projects = make(map[int64]*portfolio.Project, len(t.picture.Projects))
	for i := range t.picture.Projects {
		t.projects[t.picture.Projects[i].ID] = &t.picture.Projects[i]
	}
}

// judged reports whether statuses count: those of a version that is or was in
// force. A draft is a plan that nobody has to keep.
func (t *table) judged() bool {
	if t.version == nil {
		return false
	}
	s := t.version.State()
	return s == portfolio.InForce || s == portfolio.Superseded
}

// keep is a filter: whether a line stays.
type keep func(*portfolio.Line) bool

// filters are those that the address asks for. A value that names nothing
// finds nothing.
func (t *table) filters() []keep {
	var all []keep
	add := func(name string, make func(value string) keep) {
		if v := strings.TrimSpace(t.typed.Get(name)); v != "" {
			all = append(all, make(v))
		}
	}
	add("q", t.words)
	if t.judged() {
		add("status", func(v string) keep {
			return func(l *portfolio.Line) bool { return string(l.Status) == v }
		})
		add("stale", func(string) keep { return func(l *portfolio.Line) bool { return l.Stale } })
	}
	add("gate", func(string) keep { return func(l *portfolio.Line) bool { return l.Gate } })
	add("zone", func(v string) keep {
		return func(l *portfolio.Line) bool { z := t.zones[l.ZoneID]; return z != nil && z.Code == v }
	})
	add("executor", t.executor)
	add("model", func(v string) keep {
		return t.ofProject(func(p *portfolio.Project) bool { return string(p.Profile.Model) == v })
	})
	add("direction", func(v string) keep {
		return t.ofProject(func(p *portfolio.Project) bool { return p.Profile.Direction == v })
	})
	add("project", func(v string) keep {
		return t.ofProject(func(p *portfolio.Project) bool { return p.Code == v })
	})
	return all
}

// words keeps the lines in whose number, title or project every word is found.
func (t *table) words(q string) keep {
	wanted := strings.Fields(i18n.Fold(q))
	names := make(map[int64]string, len(t.projects))
	for id, p := range t.projects {
		names[id] = i18n.Fold(p.Profile.Name.KK + " " + p.Profile.Name.RU + " " + p.Profile.Name.EN)
	}
	return func(l *portfolio.Line) bool {
		for _, w := range wanted {
			if !strings.Contains(l.Folded, w) && !strings.Contains(names[l.ProjectID], w) {
				return false
			}
		}
		return true
	}
}

// executor keeps the lines that the body leads or takes part in.
func (t *table) executor(code string) keep {
	var id int64
	for _, b := range t.ref.Bodies {
		if b.Code == code {
			id = b.ID
		}
	}
	return func(l *portfolio.Line) bool {
		return id != 0 && (l.LeadID == id || slices.Contains(l.CoIDs, id))
	}
}

func (t *table) ofProject(is func(*portfolio.Project) bool) keep {
	kept := map[int64]bool{}
	for id, p := range t.projects {
		if is(p) {
			kept[id] = true
		}
	}
	return func(l *portfolio.Line) bool { return kept[l.ProjectID] }
}

// found are the lines that the filters leave, in the order of the roadmap.
func (t *table) found() []*portfolio.Line {
	filters := t.filters()
	lines := make([]*portfolio.Line, 0, len(t.board.Lines))
	for i := range t.board.Lines {
		l := &t.board.Lines[i]
		if !slices.ContainsFunc(filters, func(k keep) bool { return !k(l) }) {
			lines = append(lines, l)
		}
	}
	return lines
}

// page is the groups of the page asked for, with the rows that are on it.
func (t *table) page() ([]roadmaps.Group, ui.Pages) {
	pages := ui.ReadPages(t.url, lineSize)
	pages.Region = linesRegion
	all := t.grouped(t.found())
	total := 0
	for _, g := range all {
		total += len(g.lines)
	}
	pages.Of(total)
	from, to := pages.Offset(), pages.End()
	var groups []roadmaps.Group
	before := 0
	for _, g := range all {
		first, last := max(from, before), min(to, before+len(g.lines))
		if first < last {
			one := t.head(g)
			one.Begins = first == before
			one.Rows = t.rows(g.lines[first-before : last-before])
			groups = append(groups, one)
		}
		before += len(g.lines)
	}
	return groups, pages
}

// head is a group as the page shows it, with the tally of all its lines.
func (t *table) head(g group) roadmaps.Group {
	h := roadmaps.Group{None: g.none, Code: g.code}
	for _, l := range g.lines {
		h.Total.Add(*l)
	}
	switch first := g.lines[0]; {
	case g.none:
	case t.groupBy == "project":
		h.Project = t.projects[first.ProjectID]
		h.Name, h.Href = h.Project.Profile.Name, href.Project(h.Project.Code)
	case t.groupBy == "zone":
		z := t.zones[first.ZoneID]
		h.Name, h.Href = z.Profile.Name, href.Zone(z.Code)
	case t.groupBy == "executor":
		h.Name = t.ref.Bodies[first.LeadID].Name
	case t.groupBy == "direction":
		h.Name = t.ref.Direction(g.code).Name
	}
	return h
}

// choices are what the filters offer.
func (t *table) choices() roadmaps.Choices {
	var c roadmaps.Choices
	for _, id := range t.board.Bodies {
		c.Bodies = append(c.Bodies, t.ref.Bodies[id])
	}
	i18n.SortBy(t.locale, c.Bodies, func(b portfolio.Body) string { return b.Short.In(t.locale) })
	for _, z := range t.picture.Zones {
		if slices.Contains(t.board.Zones, z.ID) && t.zones[z.ID] != nil {
			c.Zones = append(c.Zones, z)
		}
	}
	i18n.SortBy(t.locale, c.Zones, func(z portfolio.Zone) string { return z.Profile.Name.In(t.locale) })
	directions := map[string]bool{}
	c.Projects = make([]*portfolio.Project, 0, len(t.board.Projects))
	for i := range t.picture.Projects {
		p := &t.picture.Projects[i]
		if _, ok := t.board.Projects[p.ID]; ok {
			c.Projects = append(c.Projects, p)
			directions[p.Profile.Direction] = true
		}
	}
	i18n.SortBy(t.locale, c.Projects, func(p *portfolio.Project) string { return p.Profile.Name.In(t.locale) })
	for _, d := range t.ref.Directions {
		if directions[d.Code] {
			c.Directions = append(c.Directions, d)
		}
	}
	return c
}

// rows are lines with what stands beside them.
func (t *table) rows(lines []*portfolio.Line) []roadmaps.Row {
	rows := make([]roadmaps.Row, len(lines))
	for i, l := range lines {
		r := roadmaps.Row{Line: l, Project: t.projects[l.ProjectID], Lead: t.ref.Bodies[l.LeadID], Zone: t.zones[l.ZoneID], Original: t.originally(l), Condition: t.overdue[l.MilestoneID], LateStages: t.heldUp[l.MilestoneID]}
		for _, id := range l.CoIDs {
			r.Co = append(r.Co, t.ref.Bodies[id])
		}
		if l.Reason.Predecessor != 0 {
			r.Predecessor = t.board.Line(l.Reason.Predecessor)
		}
		r.Change = t.changeOf(l)
		rows[i] = r
	}
	return rows
}

// changeOf is what became of a line since the day compared with. When no
// version was in force then, nothing can be said.
func (t *table) changeOf(l *portfolio.Line) roadmaps.Change {
	if t.since == nil || t.since.From == 0 {
		return roadmaps.Change{}
	}
	was := t.then.Line(l.MilestoneID)
	if was == nil {
		return roadmaps.Change{New: true}
	}
	c := roadmaps.Change{Days: t.since.Slip(l.MilestoneID)}
	if was.Status != l.Status {
		c.Was = was.Status
	}
	return c
}
