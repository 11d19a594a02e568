// Package timelines is the pages that show plan against forecast on one axis:
// of a roadmap, of a programme, of all of them.
package timelines

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/gantt"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/roadmaps"
	"qadam/views/ui"
)

// Page is a timeline.
type Page struct {
	layout.Shell
	Top     templ.Component // what stands above it, such as a roadmap's version; may be nil
	Filters roadmaps.Filters
	Chart   Chart
	Twin    string // address of the same as a table
}

// Chart is the rows on their axis.
type Chart struct {
	Caption string
	Axis    gantt.Axis
	Chunks  []Chunk
	Rows    int // of all chunks
	Lines   int // of them milestones
	Any     bool
	Judged  bool // of what is shown, something is or was in force
	Grouped bool // rows stand under the heads of groups
	All     bool // all rows are there, for paper
	Moves   *Moves
}

// Moves is what a draft's bars may be moved with; nil when they may not.
type Moves struct {
	Programme string
	Year      int
	Works     string // of every day of the axis, 1 when it is worked
}

// Chunk is rows that come and go together, counted from 1.
type Chunk struct {
	From, To int
	Rows     []Row // none when they were not asked for yet
}

// Row is a milestone, or the head of a group.
type Row struct {
	At      int // its place among all rows, counted from 1
	Head    *Head
	Line    *portfolio.Line
	Judged  bool
	Where   string // project, programme or year, when the head does not say it
	Strip   gantt.Strip
	Links   []gantt.Segment
	After   []string // numbers of what must come first
	Broken  []string // of them, those that it does not wait for
	Before  bool     // the bar begins before the axis
	Behind  bool     // the bar ends behind the axis
	Moves   bool     // the bar can be moved
	Address string
}

// Head is the head of a group with the days that its rows span.
type Head struct {
	roadmaps.Group
	By   string // how rows are grouped
	Note string
	Span gantt.Span
}

// Region is what the filters and the scale replace.
const Region = "timeline"

// scaleAddress is the page in another scale, from its beginning.
func (p Page) scaleAddress(s gantt.Scale) string {
	return href.With(p.URL.RequestURI(), "scale", string(s), "from", "", "rows", "")
}

// printAddress is the page with all its rows, as wide as the paper.
func (p Page) printAddress() string {
	return href.With(p.URL.RequestURI(), "rows", "all", "scale", string(gantt.Fit), "from", "")
}

func (p Page) screenAddress() string {
	return href.With(p.URL.RequestURI(), "rows", "", "scale", "", "from", "")
}

// chunkAddress is the page with a chunk's rows in place of the first ones.
func (p Page) chunkAddress(c Chunk) string {
	return href.With(p.URL.RequestURI(), "from", strconv.Itoa(c.From), "rows", "")
}

func (c Chunk) id() string { return "rows-" + strconv.Itoa(c.From) }

func (c Chunk) height() string { return strconv.Itoa((c.To - c.From + 1) * gantt.RowHeight) }

// share is where the day shown stands on the axis, for the script that scrolls
// there.
func (c Chart) share() string { return strconv.FormatFloat(c.Axis.Share(c.Axis.On), 'f', 4, 64) }

// number is the row's number for screen readers; the head of the table is 1.
func (r Row) number() string { return strconv.Itoa(r.At + 1) }

func (r Row) id() string { return "line-" + strconv.FormatInt(r.Line.MilestoneID, 10) }

// sentence says what the row's drawing shows.
func (r Row) sentence(ctx context.Context) string {
	l := r.Line
	title := l.Title.For(ctx)
	if r.Where != "" {
		title += " (" + r.Where + ")"
	}
	said := []string{i18n.T(ctx, "timeline.say_plan", "Number", l.Number, "Title", title, "From", l.Start, "To", l.Deadline)}
	add := func(words string) { said = append(said, words) }
	if l.Gate {
		add(i18n.T(ctx, "milestone.gate"))
	}
	if r.Judged {
		r.standing(ctx, add)
	}
	if r.Strip.Critical {
		add(i18n.T(ctx, "timeline.critical"))
	}
	if len(r.After) > 0 {
		add(i18n.T(ctx, "timeline.say_after", "Numbers", strings.Join(r.After, ", ")))
	}
	if len(r.Broken) > 0 {
		add(i18n.T(ctx, "timeline.say_broken", "Numbers", strings.Join(r.Broken, ", ")))
	}
	if r.Before {
		add(i18n.T(ctx, "timeline.say_before"))
	}
	if r.Behind {
		add(i18n.T(ctx, "timeline.say_behind"))
	}
	if r.Moves && r.Line.Due.Repeats() {
		add(r.fixed(ctx))
	}
	return strings.Join(said, "; ")
}

// fixed says that the deadline is no day that could be moved.
func (r Row) fixed(ctx context.Context) string {
	return i18n.T(ctx, "timeline.repeats", "Term", r.Line.Due)
}

func (r Row) standing(ctx context.Context, add func(string)) {
	l := r.Line
	status := ui.StatusWord(ctx, string(l.Status))
	if l.Stale {
		status += ", " + i18n.T(ctx, "status.stale")
	}
	add(status)
	switch {
	case l.Facts.Accepted:
		add(i18n.T(ctx, "timeline.say_done", "Day", l.Facts.DoneOn))
	case !l.Facts.Forecast.IsZero():
		add(i18n.T(ctx, "timeline.say_forecast", "Day", l.Facts.Forecast))
	}
	if !l.PushedTo.IsZero() && l.Status.Open() {
		add(i18n.T(ctx, "milestone.pushed_to", "Day", l.PushedTo))
	}
	if days, known := l.SlipFrom(l.Deadline); known && days > 0 {
		add(i18n.N(ctx, "timeline.say_late", days))
	} else if known && days < 0 {
		add(i18n.N(ctx, "timeline.say_early", -days))
	}
	if !l.First.IsZero() && l.First != l.Deadline {
		add(i18n.T(ctx, "roadmap.originally", "Day", l.First))
		if days, known := l.SlipFrom(l.First); known && days > 0 {
			add(i18n.N(ctx, "timeline.say_late", days))
		}
	}
	if l.Status.Open() && l.Facts.Percent > 0 {
		add(i18n.T(ctx, "timeline.say_percent", "Percent", i18n.Percent(ctx, l.Facts.Percent)))
	}
	if !r.Strip.Was.IsZero() {
		add(i18n.T(ctx, "timeline.say_was", "Day", r.Strip.Was))
	}
}

// said is when the milestone is expected or was done, for the narrow column.
func (r Row) said() civil.Date {
	if d := r.Line.Said(); !d.IsZero() {
		return d
	}
	return r.Line.PushedTo
}

func rowsWord(ctx context.Context, c Chunk) string {
	return i18n.T(ctx, "timeline.rows", "From", i18n.Number(ctx, int64(c.From)), "To", i18n.Number(ctx, int64(c.To)))
}

// key is an entry of the legend: a mark drawn as rows have it, and its word.
type key struct {
	strip gantt.Strip
	word  string
}
