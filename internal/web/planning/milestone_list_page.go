package planning

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	drawn "qadam/views/listing"
	"qadam/views/milestones"
	"qadam/views/portfolios"
	"qadam/views/ui"
)

// editName is the parameter that opens the form in a row. It is no part of what
// is listed, so that it stands in no other link.
const editName = "edit"

// milestonePageOf is the page of the list with the rows found.
func (h Handler) milestonePageOf(c echo.Context, m *milestoneList, q listing.Query, p listing.Page[milestoneRow]) (milestones.ListPage, error) {
	ctx := site.Ctx(c)
	page := milestones.ListPage{}
	var err error
	if page.Shell, err = h.Shell(c, i18n.T(ctx, "word.milestones")); err != nil {
		return page, err
	}
	page.Compare, page.Tabs = true, portfolios.TabsOf(ctx, page.Shell, href.Milestones())
	saved, err := h.SavedBar(c, portfolio.ViewMilestones)
	if err != nil {
		return page, err
	}
	here := c.Request().URL
	v := milestones.ListView{
		Ref: m.ref, Keep: page.Keep, Source: mainSource,
		Edit: func(id int64) string { return href.With(here.RequestURI(), editName, strconv.FormatInt(id, 10)) },
		May:  func(r milestoneRow) bool { return m.mayReport(r) && !page.Past },
	}
	page.Assets = listAssets
	t := &page.Table
	t.Region, t.Caption, t.List, t.Query, t.Page = milestones.ListRegion, i18n.T(ctx, "word.milestones"), m.list(), q, p
	t.Row, t.Columns, t.Filters, t.Groups = milestones.RowID, v.Columns(ctx, m.against), m.bar(ctx, q), m.heads(ctx)
	t.Nothing = drawn.Nothing{Title: i18n.T(ctx, "milestone.list_empty"), Next: i18n.T(ctx, "milestone.list_empty_next"), Href: page.Keep(href.Roadmaps()), Action: i18n.T(ctx, "word.roadmaps")}
	t.Saved = &saved
	if t.List.May == nil {
		return page, nil
	}
	t.Pick = func(r milestoneRow) (string, string) {
		if !t.List.May(r) {
			return "", ""
		}
		return strconv.FormatInt(r.Line.MilestoneID, 10), r.Line.Number + " " + r.Line.Title.For(ctx)
	}
	t.Bulk = &drawn.Bulk{Action: href.MilestoneReports(), Name: "line", Fields: milestones.BulkFields(), Limit: portfolio.ReportsLimit}
	if m.edited != nil {
		form := m.edited.Form()
		id := m.edited.Report.Line.MilestoneID
		t.Edit = func(r milestoneRow) templ.Component {
			if r.Line.MilestoneID == id {
				return form
			}
			return nil
		}
	}
	return page, nil
}

// mayReport reports whether the person may report on a milestone that is not
// done yet.
func (m *milestoneList) mayReport(r milestoneRow) bool {
	return !r.Line.Facts.Accepted && r.Line.Status != portfolio.Withdrawn && m.who.May(access.ReportProgress, r.Picture.Programme.ID)
}

// openRow opens the form in a row; a milestone of which nothing can be reported
// opens nothing.
func (h Handler) openRow(c echo.Context, m *milestoneList, id int64, tried attempt) error {
	if id == 0 || h.Visit(c).Past {
		return nil
	}
	s, err := h.subject(c, id)
	if err != nil {
		if fault.Of(err) != nil {
			return nil
		}
		return err
	}
	if !s.reportable() || !m.who.May(access.ReportProgress, s.milestone.ProgrammeID) {
		return nil
	}
	r := h.report(s, tried)
	r.From = fromList
	r.Form.Prefix = "row"
	m.edited = &milestones.RowReport{Report: *r, Meanwhile: s.meanwhile(tried), Back: c.Request().URL.RequestURI()}
	return nil
}

// fromList is what a form in a row of the list says of where it was sent from.
const fromList = "list"

// listAddress is the address of the list that a form was sent from.
func listAddress(typed string) *url.URL { return site.ListAddress(typed, href.Milestones()) }

// milestonesFrom is the list that a form was sent from, as it was shown there.
func (h Handler) milestonesFrom(c echo.Context, typed string) (*milestoneList, *url.URL, error) {
	u := h.ListFrom(c, typed, href.Milestones())
	m, err := h.milestoneList(c)
	return m, u, err
}

// listAgain shows the list that a report was sent from, with the form in its row.
func (h Handler) listAgain(c echo.Context, status int, id int64, tried attempt) error {
	m, u, err := h.milestonesFrom(c, tried.form.Value("back", ""))
	if err != nil {
		return err
	}
	site.SetPage(c, u.RequestURI())
	if err := h.openRow(c, m, id, tried); err != nil {
		return err
	}
	l := m.list()
	q := l.Read(u)
	page, err := h.milestonePageOf(c, m, q, l.Page(m.rows(), q))
	if err != nil {
		return err
	}
	page.Errors, page.ErrorPrefix = append(page.Errors, tried.errors()...), "row"
	return h.Render(c, status, milestones.List(page))
}

// bar are the filters of the list, those asked for most first.
func (m *milestoneList) bar(ctx context.Context, q listing.Query) []drawn.Filter {
	mark := func(name, key string) drawn.Filter {
		return drawn.Filter{Name: name, Kind: drawn.Mark, Label: i18n.T(ctx, key), More: true}
	}
	unseen := func(name, key string, say func(string) string) drawn.Filter {
		return drawn.Filter{Name: name, Kind: drawn.Unseen, Label: i18n.T(ctx, key), Say: say}
	}
	status := func(v string) string { return ui.StatusWord(ctx, v) }
	day := func(v string) string {
		if d, err := ui.ParseDay(v); err == nil && !d.IsZero() {
			return i18n.Date(ctx, d)
		}
		return v
	}
	return slices.Concat([]drawn.Filter{
		{Name: "q", Kind: drawn.Words, Label: i18n.T(ctx, "roadmap.search")},
		{Name: "programme", Kind: drawn.Select, Label: i18n.T(ctx, "word.programme"), Options: m.options(ctx, "programme")},
		{Name: "status", Kind: drawn.Select, Label: i18n.T(ctx, "word.status"), Options: m.options(ctx, "status")},
		m.projectFilter(ctx, q),
	}, m.more(ctx), []drawn.Filter{
		{Name: "due_from", Kind: drawn.DayOf, Label: i18n.T(ctx, "milestone.list_due_from"), More: true, Say: day},
		{Name: "due_to", Kind: drawn.DayOf, Label: i18n.T(ctx, "milestone.list_due_to"), More: true, Say: day},
		mark("stale", "status.stale"), mark("owed", "milestone.list_owed"), mark("returned", "milestone.list_returned"),
		mark("gate", "roadmap.gates"), mark("late", "milestone.list_late"),
		unseen("became", "milestone.list_became", status),
		unseen("slip", "milestone.list_slip", func(v string) string {
			if v == "later" || v == "earlier" {
				return i18n.T(ctx, "milestone.list_"+v)
			}
			return v
		}),
		unseen("finish_to", "milestone.list_finish_to", day), unseen("done_to", "milestone.list_done_to", day),
	})
}

// more are the filters that are one of several and folded away.
func (m *milestoneList) more(ctx context.Context) []drawn.Filter {
	var all []drawn.Filter
	for _, f := range [][2]string{
		{"year", "word.year"}, {"direction", "word.direction"}, {"model", "word.funding_model"}, {"executor", "roadmap.executor"}, {"zone", "word.pilot_zone"},
	} {
		all = append(all, drawn.Filter{Name: f[0], Kind: drawn.Select, Label: i18n.T(ctx, f[1]), More: true, Options: m.options(ctx, f[0])})
	}
	return all
}

// projectsOffered is how many projects are offered to be chosen from; of more, a
// programme is chosen first.
const projectsOffered = 60

// projectFilter offers the projects of the programmes asked for, unless they are
// too many.
func (m *milestoneList) projectFilter(ctx context.Context, q listing.Query) drawn.Filter {
	f := drawn.Filter{Name: "project", Kind: drawn.Select, Label: i18n.T(ctx, "word.project"), More: true}
	programmes, chosen := q.Filter("programme"), q.Filter("project")
	for _, p := range m.pictures {
		if len(programmes) > 0 && !slices.Contains(programmes, p.Programme.Code) && len(chosen) == 0 {
			continue
		}
		known := map[int64]bool{}
		for _, year := range m.years {
			for id := range p.Board(year).Projects {
				known[id] = true
			}
		}
		if len(programmes) == 0 && len(known) > projectsOffered || len(f.Options) > 20*projectsOffered {
			f.Kind = drawn.Unseen
			f.Say = m.projectName
			f.Options = nil
			return f
		}
		for i := range p.Projects {
			if one := &p.Projects[i]; known[one.ID] {
				f.Options = append(f.Options, ui.Option{Value: one.Code, Label: one.Profile.Name.For(ctx), Group: p.Term.Name.For(ctx)})
			}
		}
	}
	return f
}

func (m *milestoneList) projectName(code string) string {
	for _, p := range m.pictures {
		for i := range p.Projects {
			if p.Projects[i].Code == code {
				return p.Projects[i].Profile.Name.In(m.locale)
			}
		}
	}
	return code
}

// options are what a filter offers: what the roadmaps in force have of it.
func (m *milestoneList) options(ctx context.Context, name string) []ui.Option {
	var out []ui.Option
	add := func(value, label string) { out = append(out, ui.Option{Value: value, Label: label}) }
	switch name {
	case "programme":
		for _, p := range m.pictures {
			add(p.Programme.Code, p.Term.Name.For(ctx))
		}
	case "status":
		for _, s := range urgencies {
			add(string(s), ui.StatusWord(ctx, string(s)))
		}
	case "year":
		for _, year := range m.allYears() {
			add(strconv.Itoa(year), strconv.Itoa(year))
		}
	case "direction":
		for _, d := range m.ref.Directions {
			add(d.Code, d.Name.For(ctx))
		}
	case "model":
		for _, one := range portfolio.Models {
			add(string(one), i18n.T(ctx, "funding_short."+string(one)))
		}
	case "executor":
		for _, b := range m.bodies() {
			o := ui.Option{Value: b.Code, Label: b.Short.For(ctx)}
			if len(b.programmes) == 1 {
				o.Group = b.programmes[0].Term.Name.For(ctx)
			}
			out = append(out, o)
		}
	case "zone":
		for _, z := range m.zones() {
			add(z.Code, z.Profile.Name.For(ctx))
		}
	}
	return out
}

func (m *milestoneList) allYears() []int {
	var years []int
	for _, p := range m.pictures {
		for year := range p.Boards {
			if !slices.Contains(years, year) {
				years = append(years, year)
			}
		}
	}
	slices.Sort(years)
	return years
}

// boards are those of the years shown.
func (m *milestoneList) boards(visit func(p *portfolio.Picture, b *portfolio.Board)) {
	for _, p := range m.pictures {
		for _, year := range m.years {
			if b := p.Boards[year]; b != nil {
				visit(p, b)
			}
		}
	}
}

// executor is a body with the programmes whose milestones it leads or takes
// part in.
type executor struct {
	portfolio.Body
	programmes []*portfolio.Picture
}

// bodies are the executors by the alphabet: those of several programmes, then
// those of each, so that what is called the same in two cities can be told apart.
func (m *milestoneList) bodies() []executor {
	at, all := map[int64]int{}, []executor{}
	m.boards(func(p *portfolio.Picture, b *portfolio.Board) {
		for _, id := range b.Bodies {
			i, known := at[id]
			if !known {
				i, at[id] = len(all), len(all)
				all = append(all, executor{Body: m.ref.Bodies[id]})
			}
			if !slices.Contains(all[i].programmes, p) {
				all[i].programmes = append(all[i].programmes, p)
			}
		}
	})
	i18n.SortBy(m.locale, all, func(b executor) string { return b.Short.In(m.locale) })
	slices.SortStableFunc(all, func(a, b executor) int { return cmp.Compare(a.place(m.pictures), b.place(m.pictures)) })
	return all
}

// place is where the only programme of a body stands, -1 when it has several.
func (e executor) place(pictures []*portfolio.Picture) int {
	if len(e.programmes) != 1 {
		return -1
	}
	return slices.Index(pictures, e.programmes[0])
}

func (m *milestoneList) zones() []*portfolio.Zone {
	var all []*portfolio.Zone
	m.boards(func(p *portfolio.Picture, b *portfolio.Board) {
		visible := m.zonesOf(p)
		for _, id := range b.Zones {
			if z := visible[id]; z != nil && !slices.Contains(all, z) {
				all = append(all, z)
			}
		}
	})
	i18n.SortBy(m.locale, all, func(z *portfolio.Zone) string { return z.Profile.Name.In(m.locale) })
	return all
}

// heads are how groups are called.
func (m *milestoneList) heads(ctx context.Context) []drawn.Group {
	text := func(s string) templ.Component { return milestones.GroupHead(s) }
	named := func(name, key string) drawn.Group {
		options := m.options(ctx, name)
		return drawn.Group{Name: name, Label: i18n.T(ctx, key), Head: func(code string) templ.Component {
			if i := slices.IndexFunc(options, func(o ui.Option) bool { return o.Value == code }); i >= 0 {
				return text(options[i].Label)
			}
			return text(strings.TrimSpace(code))
		}}
	}
	project := drawn.Group{Name: "project", Label: i18n.T(ctx, "word.project"), Head: func(code string) templ.Component { return text(m.projectName(code)) }}
	all := []drawn.Group{
		named("programme", "word.programme"), project, named("executor", "roadmap.executor"), named("status", "word.status"),
		named("direction", "word.direction"), named("model", "word.funding_model"), named("zone", "word.pilot_zone"),
	}
	for i := range all {
		head := all[i].Head
		all[i].Head = func(code string) templ.Component {
			if code == "" {
				return text(i18n.T(ctx, "word.none"))
			}
			return head(code)
		}
	}
	return all
}
