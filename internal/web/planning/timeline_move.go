package planning

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/timelines"
)

// moveBar answers POST /roadmaps/:programme/:year/draft/lines/:id/dates: a bar
// of a draft was moved on its timeline. A deadline that stays where it was stays
// the term that it was written as, such as a quarter.
func (h Handler) moveBar(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	year, err := strconv.Atoi(c.Param("year"))
	if err != nil {
		return fault.NotFound()
	}
	picture, ref, v, err := h.draftMoved(c, year)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	start, due, revision := f.Day("start"), f.Day("due"), f.Int("revision")
	page := timelineOf(f.Text("back"), href.Roadmap(picture.Programme.Code, year), v)
	ok, err := f.Try(func() error {
		return h.App.ChangeLine(site.Ctx(c), h.Who(c), v.ID, id, func(p *portfolio.Plan) {
			if !due.IsZero() && due != p.Deadline(ref.Calendar) {
				p.Due = civil.OnDay(due)
			}
			p.Start, p.Revision = start, revision
		})
	})
	switch {
	case ok:
		return h.SeeOther(c, page.String()+"#line-"+strconv.FormatInt(id, 10), "timeline.kept")
	case fault.Is(err, fault.KindConflict):
		f.Form.Errors = append(f.Form.Errors, fault.FieldError{Key: fault.Of(err).Key, Args: fault.Of(err).Args})
		return h.movedInVain(c, http.StatusConflict, year, page, f)
	case err != nil:
		return err
	}
	return h.movedInVain(c, http.StatusUnprocessableEntity, year, page, f)
}

// draftMoved is the version whose bars may be moved.
func (h Handler) draftMoved(c echo.Context, year int) (*portfolio.Picture, *portfolio.Reference, *portfolio.Version, error) {
	picture, ref, err := h.Reader(c).PictureOf(site.Ctx(c), c.Param("programme"))
	if err != nil {
		return nil, nil, nil, err
	}
	m := picture.Roadmap(year)
	if m == nil || !h.Who(c).May(access.SeeDraft, picture.Programme.ID) {
		return nil, nil, nil, fault.NotFound()
	}
	if err := access.Require(h.Who(c), access.EditDraft, picture.Programme.ID); err != nil {
		return nil, nil, nil, err
	}
	v := m.Open()
	if v == nil || !v.State().Editable() {
		return nil, nil, nil, fault.Conflict("roadmap.frozen")
	}
	return picture, ref, v, nil
}

// timelineOf is the page that a bar was moved on: of what was sent as such, its
// filters and its scale stay.
func timelineOf(back, roadmap string, v *portfolio.Version) *url.URL {
	q := url.Values{}
	if sent, err := url.Parse(back); err == nil {
		q = sent.Query()
	}
	q.Set("version", strconv.Itoa(v.Number))
	q.Set("view", asTimeline)
	return &url.URL{Path: roadmap, RawQuery: q.Encode()}
}

// movedInVain shows the timeline again with what is wrong: no field of it was
// typed into, so it stands above.
func (h Handler) movedInVain(c echo.Context, status, year int, page *url.URL, f *site.Form) error {
	for i := range f.Form.Errors {
		f.Form.Errors[i].Name = ""
	}
	// What the others did was recorded after this request began.
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
	c.Request().URL = page
	t, err := h.roadmapTable(c, c.Param("programme"), year)
	if err != nil {
		return err
	}
	return h.roadmapTimeline(c, status, t, f.Form)
}

// moves is what the bars of a draft are moved with.
func (w *timeline) moves(t *table) *timelines.Moves {
	var works strings.Builder
	for d := w.axis.First; !d.After(w.axis.Last); d = d.AddDays(1) {
		if t.ref.Calendar.IsWorking(d) {
			works.WriteByte('1')
		} else {
			works.WriteByte('0')
		}
	}
	return &timelines.Moves{Programme: t.picture.Programme.Code, Year: t.year, Works: works.String()}
}
