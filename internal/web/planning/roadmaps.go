package planning

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/roadmaps"
	"qadam/views/ui"
)

func roadmapRoutes(h Handler) []site.Route {
	data := []string{"json", "csv", "xlsx"}
	all := append(slices.Clone(data), "pdf", "docx")
	return []site.Route{
		{Method: http.MethodGet, Path: "/roadmaps", Action: access.SeeInForce, Formats: data, Handle: h.listRoadmaps},
		{Method: http.MethodGet, Path: "/roadmaps/:programme/:year", Action: access.SeeInForce, Formats: all, Handle: h.showRoadmap},
	}
}

// listRoadmaps answers GET /roadmaps.
func (h Handler) listRoadmaps(c echo.Context) error {
	ctx := site.Ctx(c)
	pictures, _, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return err
	}
	var rows []roadmaps.ListRow
	for _, p := range pictures {
		for _, m := range slices.Backward(p.Roadmaps) {
			visible := m.Visible(h.Who(c))
			row := roadmaps.ListRow{Programme: p.Programme, Term: p.Term, Year: m.Year, Version: visible.InForce(), Coming: visible.Open(), Board: p.Board(m.Year)}
			if row.Version == nil {
				row.Version, row.Coming = row.Coming, nil
			}
			if row.Version != nil {
				row.MayEdit = !h.Visit(c).Past && drafted(visible) && h.Who(c).May(access.EditDraft, p.Programme.ID)
				rows = append(rows, row)
			}
		}
	}
	switch h.Visit(c).Format {
	case "json":
		head, err := h.Reader(c).Head(ctx)
		if err != nil {
			return err
		}
		return h.JSON(c, roadmapsData(h.Visit(c).On, head, rows))
	case "csv", "xlsx":
		return h.Sheet(c, "roadmaps", roadmapsSheet(rows))
	}
	sh, err := h.Shell(c, i18n.T(ctx, "word.roadmaps"))
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, roadmaps.List(roadmaps.ListPage{
		Shell: sh, Rows: rows, MayDraft: !h.Visit(c).Past && h.Who(c).May(access.EditDraft, access.Anywhere),
	}))
}

// showRoadmap answers GET /roadmaps/:programme/:year.
func (h Handler) showRoadmap(c echo.Context) error {
	year, err := strconv.Atoi(c.Param("year"))
	if err != nil {
		return fault.NotFound()
	}
	c.Request().URL = asked(c.Request().URL)
	t, err := h.roadmapTable(c, c.Param("programme"), year)
	if err != nil {
		return err
	}
	form := c.QueryParam("view") == asForm
	switch format := h.Visit(c).Format; {
	case format == "json":
		head, err := h.Reader(c).Head(site.Ctx(c))
		if err != nil {
			return err
		}
		return h.JSON(c, t.data(site.Ctx(c), head))
	case format == "pdf", format == "docx", format == "xlsx" && form:
		return h.documentFile(c, t)
	case format == "csv", format == "xlsx":
		return h.Sheet(c, "roadmap-"+t.picture.Programme.Code+"-"+strconv.Itoa(year), t.sheet())
	}
	switch c.QueryParam("view") {
	case asTimeline:
		return h.timelinePage(c, t)
	case asForm:
		return h.documentPage(c, t)
	}
	return h.roadmapPage(c, t)
}

// The views of a roadmap, as ?view= names them; the table is the one when none
// is asked for (contract.md).
const (
	asTable    = "table"
	asTimeline = "timeline"
	asForm     = "form"
)

// views are the tabs that lead from one view of a roadmap to another; filters,
// version and day stay.
func (t *table) views(ctx context.Context, current string) []ui.Tab {
	var tabs []ui.Tab
	for _, v := range []string{asTable, asTimeline, asForm} {
		address := href.With(t.url.RequestURI(), "view", v, "page", "")
		if v == asTable {
			address = href.With(address, "view", "")
		}
		tabs = append(tabs, ui.Tab{Label: i18n.T(ctx, "roadmap.view_"+v), Href: address, Current: v == current})
	}
	return tabs
}

func (h Handler) roadmapPage(c echo.Context, t *table) error {
	p, err := h.shown(c, t, asTable)
	if err != nil {
		return err
	}
	if t.version != nil {
		if t.overdue, err = h.overdue(c, t.picture.Programme.ID); err != nil {
			return err
		}
		if t.heldUp, err = h.heldUp(c, t.picture); err != nil {
			return err
		}
		p.Groups, p.Pages = t.page()
	}
	pushURL(c, p.URL)
	return h.Render(c, http.StatusOK, roadmaps.Show(p))
}

// shown is what every view of a roadmap has, without its lines.
func (h Handler) shown(c echo.Context, t *table, view string) (roadmaps.ShowPage, error) {
	ctx := site.Ctx(c)
	sh, err := h.Shell(c, i18n.T(ctx, "roadmap.title", "Year", t.year))
	if err != nil {
		return roadmaps.ShowPage{}, err
	}
	sh.Eyebrow = t.picture.Term.Name.For(ctx) + " · " + t.picture.Term.Owner.Name.For(ctx)
	sh.Compare = true
	p := roadmaps.ShowPage{
		Shell: sh, Programme: t.picture.Programme, Term: t.picture.Term, Year: t.year, Version: t.version,
		Board: t.board, Typed: t.typed, GroupBy: t.groupBy, Sort: t.sort, Since: t.since, Judged: t.judged(),
		Views: t.views(ctx, view), Drafting: t.drafting(h.Visit(c).Past),
	}
	for _, v := range slices.Backward(t.roadmap.Versions) {
		p.Versions = append(p.Versions, v)
	}
	if v := t.roadmap.InForce(); v != nil {
		p.InForce = v.Number
	}
	if t.first != nil {
		p.Baseline = t.first.Number
	}
	if t.version == nil {
		return p, nil
	}
	p.Choices = t.choices()
	cases, err := h.Reader(c).CaseIDs(ctx, []int64{t.version.ID}, approval.KindRoadmap, approval.KindChange)
	p.CaseID = cases[t.version.ID]
	return p, err
}

// roadmapTable reads the roadmap as of the day shown, in the version asked
// for, and how its lines stand.
func (h Handler) roadmapTable(c echo.Context, programme string, year int) (*table, error) {
	ctx, r, who := site.Ctx(c), h.Reader(c), h.Who(c)
	picture, ref, err := r.PictureOf(ctx, programme)
	if err != nil {
		return nil, err
	}
	t := &table{picture: picture, ref: ref, who: who, year: year, locale: i18n.From(ctx)}
	if m := picture.Roadmap(year); m != nil {
		t.roadmap = m.Visible(who)
	}
	if err := h.chooseVersion(c, t); err != nil {
		return nil, err
	}
	t.ask(c.Request().URL)
	if t.version == nil {
		t.board = picture.Board(year)
		return t, nil
	}
	if t.board = picture.Board(year); t.board.Version.ID != t.version.ID {
		if t.board, err = r.BoardOf(ctx, picture, ref, t.roadmap, *t.version); err != nil {
			return nil, err
		}
	}
	t.first = t.roadmap.Baseline()
	if t.first != nil && t.first.ID != t.version.ID {
		if t.original, err = r.Sheet(ctx, *t.first); err != nil {
			return nil, err
		}
	}
	return t, h.compare(c, t)
}

// chooseVersion takes the version of the address, else the one in force, else
// the one on its way that the person may see. When there is none on the day
// and there is one today, the page says so; otherwise there is no such page.
func (h Handler) chooseVersion(c echo.Context, t *table) error {
	if asked := c.Request().URL.Query().Get("version"); asked != "" {
		n, err := strconv.Atoi(asked)
		if err == nil {
			t.version = t.roadmap.Version(n)
		}
		if t.version == nil {
			return fault.NotFound()
		}
		return nil
	}
	t.version = t.roadmap.InForce()
	if t.version == nil {
		t.version = t.roadmap.Open()
	}
	if t.version == nil && len(t.roadmap.Versions) > 0 {
		t.version = &t.roadmap.Versions[len(t.roadmap.Versions)-1]
	}
	if t.version != nil {
		return nil
	}
	return h.knownLater(c, t.picture.Programme.Code, t.year)
}

// knownLater lets a past day on which there was no version yet say so; a
// roadmap that the person knows nothing of today either is not found.
func (h Handler) knownLater(c echo.Context, programme string, year int) error {
	if !h.Visit(c).Past {
		return fault.NotFound()
	}
	today, _, err := h.Store.Read(h.Who(c), h.Instant()).PictureOf(site.Ctx(c), programme)
	if err != nil {
		return err
	}
	if m := today.Roadmap(year); m == nil || len(m.Visible(h.Who(c)).Versions) == 0 {
		return fault.NotFound()
	}
	return nil
}

// compare adds what changed since the day compared with. Only the version in
// force is compared: a draft has no yesterday.
func (h Handler) compare(c echo.Context, t *table) error {
	against := h.Visit(c).Against
	if against.IsZero() || t.version.State() != portfolio.InForce {
		return nil
	}
	then, _, err := h.ReaderOn(c, against).PictureOf(site.Ctx(c), t.picture.Programme.Code)
	if err != nil {
		return err
	}
	t.then = then.Board(t.year)
	since := t.board.Against(t.then)
	t.since = &since
	return nil
}

// lineSize is how many lines a page of the table has.
const lineSize = 50
