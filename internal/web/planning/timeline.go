package planning

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/gantt"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/roadmaps"
	"qadam/views/timelines"
	"qadam/views/ui"
)

func timelineRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/timeline", Action: access.SeeInForce, Handle: h.showTimeline},
		{Method: http.MethodGet, Path: "/programmes/:code/timeline", Action: access.SeeInForce, Handle: h.showProgrammeTimeline},
		{Method: http.MethodPost, Path: "/roadmaps/:programme/:year/draft/lines/:id/dates", Action: access.EditDraft, Handle: h.moveBar},
	}
}

// timelinePage is a roadmap as a timeline: GET /roadmaps/:programme/:year with
// view=timeline.
func (h Handler) timelinePage(c echo.Context, t *table) error {
	return h.roadmapTimeline(c, http.StatusOK, t, ui.Form{})
}

// roadmapTimeline is a roadmap as a timeline, after a form of it that may have
// failed.
func (h Handler) roadmapTimeline(c echo.Context, status int, t *table, failed ui.Form) error {
	ctx := site.Ctx(c)
	if t.version == nil {
		return h.roadmapPage(c, t)
	}
	shown, err := h.shown(c, t, asTimeline)
	if err != nil {
		return err
	}
	shown.Errors = append(shown.Errors, failed.Errors...)
	w := newTimeline(t.url, []*table{t})
	w.edits = t.version.State().Editable() && !shown.Past && t.who.May(access.EditDraft, t.picture.Programme.ID)
	p := timelines.Page{Shell: shown.Shell, Top: roadmaps.Top(shown), Filters: shown.Filters(), Chart: w.chart(ctx)}
	p.Filters.Region = timelines.Region
	p.Chart.Caption = i18n.T(ctx, "timeline.caption", "What", t.picture.Term.Name.For(ctx)+", "+strconv.Itoa(t.year))
	if w.edits {
		p.Chart.Moves = w.moves(t)
	}
	return h.renderTimeline(c, status, p)
}

// showTimeline answers GET /timeline: all programmes.
func (h Handler) showTimeline(c echo.Context) error {
	ctx := site.Ctx(c)
	c.Request().URL = asked(c.Request().URL)
	pictures, ref, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return err
	}
	chosen := pictures
	if code := c.QueryParam("programme"); code != "" {
		chosen = slices.DeleteFunc(slices.Clone(pictures), func(p *portfolio.Picture) bool { return p.Programme.Code != code })
	}
	w, err := h.inForce(c, chosen, ref)
	if err != nil {
		return err
	}
	sh, err := h.Shell(c, i18n.T(ctx, "timeline.title"))
	if err != nil {
		return err
	}
	sh.Eyebrow = i18n.T(ctx, "portfolio.eyebrow")
	p := w.page(ctx, sh)
	p.Filters.Choices.Programmes = pictures
	p.Filters.Groups = slices.Concat([]string{byProgramme}, p.Filters.Groups)
	p.Chart.Caption, p.Twin = i18n.T(ctx, "timeline.caption", "What", i18n.T(ctx, "word.programmes")), href.Portfolio()
	return h.renderTimeline(c, http.StatusOK, p)
}

// showProgrammeTimeline answers GET /programmes/:code/timeline: all years of a
// programme.
func (h Handler) showProgrammeTimeline(c echo.Context) error {
	ctx := site.Ctx(c)
	c.Request().URL = asked(c.Request().URL)
	picture, ref, err := h.Reader(c).PictureOf(ctx, c.Param("code"))
	if err != nil {
		return err
	}
	w, err := h.inForce(c, []*portfolio.Picture{picture}, ref)
	if err != nil {
		return err
	}
	sh, err := h.Shell(c, i18n.T(ctx, "timeline.of", "What", picture.Term.Name))
	if err != nil {
		return err
	}
	sh.Eyebrow = picture.Term.Owner.Name.For(ctx)
	p := w.page(ctx, sh)
	p.Chart.Caption, p.Twin = i18n.T(ctx, "timeline.caption", "What", picture.Term.Name), href.Programme(picture.Programme.Code)
	return h.renderTimeline(c, http.StatusOK, p)
}

func (h Handler) renderTimeline(c echo.Context, status int, p timelines.Page) error {
	p.Compare = true
	p.Assets = append(p.Assets, "css/timeline.css", "js/timeline.js")
	if c.QueryParam("from") == "" { // rows that come while one scrolls are no new address
		pushURL(c, p.URL)
	}
	return h.Render(c, status, timelines.Show(p))
}

// inForce are the roadmaps in force of some programmes on one timeline.
func (h Handler) inForce(c echo.Context, pictures []*portfolio.Picture, ref *portfolio.Reference) (*timeline, error) {
	var tables []*table
	for _, p := range pictures {
		for i := range p.Roadmaps {
			t := &table{picture: p, ref: ref, who: h.Who(c), year: p.Roadmaps[i].Year, locale: site.Locale(c)}
			t.roadmap = p.Roadmaps[i].Visible(t.who)
			if t.version = t.roadmap.InForce(); t.version == nil {
				continue
			}
			t.ask(c.Request().URL)
			t.board, t.first = p.Board(t.year), t.roadmap.Baseline()
			if t.first.ID != t.version.ID {
				var err error
				if t.original, err = h.Reader(c).Sheet(site.Ctx(c), *t.first); err != nil {
					return nil, err
				}
			}
			if err := h.compare(c, t); err != nil {
				return nil, err
			}
			tables = append(tables, t)
		}
	}
	return newTimeline(c.Request().URL, tables), nil
}

// page is the timeline of several roadmaps.
func (w *timeline) page(ctx context.Context, sh layout.Shell) timelines.Page {
	return timelines.Page{
		Shell: sh, Chart: w.chart(ctx),
		Filters: roadmaps.Filters{
			URL: sh.URL, Typed: sh.URL.Query(), GroupBy: w.groupBy, Groups: roadmaps.GroupNames, Choices: w.choices(),
			Judged: true, Withdrawn: w.withdrawn(), Region: timelines.Region,
		},
	}
}

// chart is the rows asked for on their axis.
func (w *timeline) chart(ctx context.Context) timelines.Chart {
	q := w.url.Query()
	c := timelines.Chart{All: q.Get("rows") == "all", Rows: len(w.rows), Any: w.any(), Judged: w.judged(), Grouped: w.groupBy != "none"}
	for i := range w.rows {
		if w.rows[i].line != nil {
			c.Lines++
		}
	}
	if c.Lines == 0 {
		return c
	}
	w.axis = w.newAxis(readScale(q))
	c.Axis = w.axis
	links := w.links()
	for first := 0; first < len(w.rows); first += chunkSize {
		last := min(first+chunkSize, len(w.rows))
		chunk := timelines.Chunk{From: first + 1, To: last}
		if c.All || first == w.from(q) {
			chunk.Rows = w.chunk(ctx, links, first, last)
		}
		c.Chunks = append(c.Chunks, chunk)
	}
	return c
}

// chunkSize is how many rows come at once.
const chunkSize = 50

// from is the first row of the chunk that the address asks for.
func (w *timeline) from(q url.Values) int {
	n, err := strconv.Atoi(q.Get("from"))
	if err != nil || n < 1 || n > len(w.rows) {
		return 0
	}
	return (n - 1) / chunkSize * chunkSize
}

// readScale is the scale that the address asks for.
func readScale(q url.Values) gantt.Scale {
	if s := gantt.Scale(q.Get("scale")); slices.Contains(gantt.Scales, s) {
		return s
	}
	return gantt.Scales[0]
}
