package planning

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/timelines"
	"qadam/views/ui"
)

// moveBar answers POST /roadmaps/:programme/:year/draft/lines/:id/dates: a bar
// of a draft was moved on its timeline. With step=preview nothing is recorded,
// and the answer is one sentence: what else would move, or what is wrong.
func (h Handler) moveBar(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	was := d.plan(id)
	if was == nil {
		return fault.NotFound()
	}
	ctx, f := site.Ctx(c), site.ReadForm(c)
	is := d.moved(f, *was)
	if f.Text("step") == stepPreview {
		return d.previewBar(c, f, is)
	}
	page := timelineOf(f.Text("back"), href.Roadmap(d.Programme.Code, d.Year), &d.Edited)
	ok, err := f.Try(func() error {
		return h.App.ChangeLine(ctx, h.Who(c), d.Edited.ID, id, func(p *portfolio.Plan) {
			p.Start, p.Due, p.Revision = is.Start, is.Due, is.Revision
		}, app.Unfinished)
	})
	switch {
	case ok:
		return h.SeeOther(c, page.String()+"#line-"+strconv.FormatInt(id, 10), "timeline.kept")
	case fault.Is(err, fault.KindConflict):
		f.Form.Errors = append(f.Form.Errors, fault.FieldError{Key: fault.Of(err).Key, Args: fault.Of(err).Args})
		return h.movedInVain(c, http.StatusConflict, d.Year, page, f)
	case err != nil:
		return err
	}
	nameFaults(ctx, f, is.Number)
	return h.movedInVain(c, http.StatusUnprocessableEntity, d.Year, page, f)
}

// moved reads a line as its bar was moved, and what the move would make wrong.
// What the line lacked before it may go on lacking. A deadline that stays where
// it was stays the term that it was written as, such as a quarter; one that
// repeats is no day that could be moved.
func (d *draft) moved(f *site.Form, was portfolio.Plan) portfolio.Plan {
	is, due := was, f.Day("due")
	is.Start, is.Revision = f.Day("start"), f.Int("revision")
	switch {
	case due.IsZero() || due == was.Deadline(d.ref.Calendar):
	case was.Due.Repeats():
		f.Fault("due", "timeline.repeats", "Term", was.Due)
	default:
		is.Due = civil.OnDay(due)
	}
	if f.Form.Faulty() || is.Revision != was.Revision {
		return is // a line that was changed meanwhile is refused as such
	}
	had := fault.FieldsOf(was.CheckIn(d.Year, d.ref.Calendar))
	for _, e := range fault.FieldsOf(is.CheckIn(d.Year, d.ref.Calendar)) {
		if !slices.ContainsFunc(had, func(h fault.FieldError) bool { return h.Name == e.Name && h.Key == e.Key }) {
			f.Form.Errors = append(f.Form.Errors, e)
		}
	}
	return is
}

// previewBar says what else a bar would move.
func (d *draft) previewBar(c echo.Context, f *site.Form, is portfolio.Plan) error {
	ctx := site.Ctx(c)
	if f.Form.Faulty() {
		nameFaults(ctx, f, is.Number)
		var said []string
		for _, e := range f.Form.Errors {
			said = append(said, i18n.FieldText(ctx, e))
		}
		return c.String(http.StatusUnprocessableEntity, strings.Join(said, " "))
	}
	return c.String(http.StatusOK, effectSentence(ctx, d.board.IfPlanned(is), d.Year))
}

// effectSentence counts what an effect moves.
func effectSentence(ctx context.Context, e portfolio.Effect, year int) string {
	if e.Quiet() {
		return i18n.T(ctx, "schedule.nothing_moves")
	}
	said := []string{i18n.T(ctx, "schedule.no_line_moves")}
	if len(e.Shifts) > 0 {
		said[0] = i18n.N(ctx, "schedule.lines_move", len(e.Shifts))
	}
	gates := 0
	for _, s := range e.Shifts {
		if s.Line.Gate {
			gates++
		}
	}
	if gates > 0 {
		said = append(said, i18n.N(ctx, "schedule.gates_move", gates))
	}
	end := i18n.T(ctx, "schedule.stays")
	if e.End.Days != 0 {
		end = ui.Moved(ctx, e.End.Days)
	}
	return strings.Join(append(said, i18n.T(ctx, "schedule.end_roadmap", "Year", year)+" "+end), " · ")
}

// nameFaults says the line and the field in words: the timeline has no field
// that a fault could stand beside.
func nameFaults(ctx context.Context, f *site.Form, number string) {
	fields := map[string]string{"start": "word.start", "due": "word.due", "links": "word.predecessors"}
	for i, e := range f.Form.Errors {
		if word := fields[e.Name]; word != "" {
			f.Form.Errors[i] = fault.FieldError{Key: "timeline.refused", Args: map[string]any{
				"Number": number, "Field": i18n.T(ctx, word), "Why": i18n.FieldText(ctx, e),
			}}
		}
	}
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
	h.again(c)
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
