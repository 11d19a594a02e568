package planning

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/gantt"
	"qadam/views/href"
	"qadam/views/roadmaps"
	"qadam/views/timelines"
)

// timeline is the lines of one or several roadmaps in rows on one axis. Which
// lines, and in which groups, the tables of the roadmaps say.
type timeline struct {
	tables  []*table
	url     *url.URL
	groupBy string
	bands   []band
	rows    []row
	at      map[int64]int // the row of a milestone
	axis    gantt.Axis
	edits   bool // the person may change the lines: bars lead to their forms
}

// band is lines that stand together, of one or several roadmaps.
type band struct {
	group
	head  roadmaps.Group
	table *table // of its first line
	lines []row
}

// row is a line with its roadmap, or the head of a band.
type row struct {
	table *table
	line  *portfolio.Line
	band  *band // whose head this is, else nil
}

// byProgramme groups what several programmes have.
const byProgramme = "programme"

// newTimeline puts what the tables find into rows.
func newTimeline(u *url.URL, tables []*table) *timeline {
	w := &timeline{tables: tables, url: u, at: map[int64]int{}, groupBy: roadmaps.GroupNames[0]}
	if len(tables) > 0 {
		w.groupBy = tables[0].groupBy
	}
	if u.Query().Get("group") == byProgramme {
		w.groupBy = byProgramme
		for _, t := range tables {
			t.groupBy = "none"
		}
	}
	w.band()
	for i := range w.bands {
		b := &w.bands[i]
		if w.groupBy != "none" {
			w.rows = append(w.rows, row{table: b.table, band: b})
		}
		for _, r := range b.lines {
			w.at[r.line.MilestoneID] = len(w.rows)
			w.rows = append(w.rows, r)
		}
	}
	return w
}

// bandKey tells bands apart.
type bandKey struct {
	groupKey
	programme int64
}

// band brings the groups of all tables together.
func (w *timeline) band() {
	at := map[bandKey]int{}
	for _, t := range w.tables {
		lines := t.found()
		if len(w.tables) > 1 {
			lines = t.latest(lines)
		}
		for _, g := range t.grouped(lines) {
			key := bandKey{groupKey: t.keyOf(g.lines[0])}
			if w.groupBy == byProgramme {
				key.programme = t.picture.Programme.ID
			}
			head := t.head(g)
			n, known := at[key]
			if !known {
				n, at[key] = len(w.bands), len(w.bands)
				w.bands = append(w.bands, band{group: g, head: head, table: t})
			} else {
				w.bands[n].head.Total = w.bands[n].head.Total.Plus(head.Total)
			}
			b := &w.bands[n]
			for _, l := range g.lines {
				b.lines = append(b.lines, row{table: t, line: l})
			}
		}
	}
	if len(w.tables) < 2 {
		return
	}
	if w.groupBy == "zone" || w.groupBy == "executor" {
		i18n.SortBy(w.tables[0].locale, w.bands, func(b band) string { return b.name })
	}
	slices.SortStableFunc(w.bands, func(a, b band) int { return cmp.Compare(a.rank, b.rank) })
}

// latest leaves out the lines of milestones that were planned again in a later
// year: that year's line counts.
func (t *table) latest(lines []*portfolio.Line) []*portfolio.Line {
	later := false
	for year := range t.picture.Boards {
		later = later || year > t.year
	}
	if !later || t.version.State() != portfolio.InForce {
		return lines
	}
	return slices.DeleteFunc(lines, func(l *portfolio.Line) bool {
		b, _ := t.picture.Line(l.MilestoneID)
		return b != nil && b.Year > t.year
	})
}

// any reports whether there would be lines without the filters.
func (w *timeline) any() bool {
	return slices.ContainsFunc(w.tables, func(t *table) bool { return len(t.board.Lines) > 0 })
}

// judged reports whether statuses count.
func (w *timeline) judged() bool {
	return len(w.tables) == 0 || slices.ContainsFunc(w.tables, (*table).judged)
}

func (w *timeline) withdrawn() bool {
	return slices.ContainsFunc(w.tables, func(t *table) bool { return t.board.Total.Withdrawn > 0 })
}

// choices are what the filters of all tables offer.
func (w *timeline) choices() roadmaps.Choices {
	if len(w.tables) == 0 {
		return roadmaps.Choices{}
	}
	all := w.tables[0].choices()
	for _, t := range w.tables[1:] {
		c := t.choices()
		all.Zones = append(all.Zones, c.Zones...)
		all.Bodies = append(all.Bodies, c.Bodies...)
		all.Projects = append(all.Projects, c.Projects...)
		all.Directions = append(all.Directions, c.Directions...)
	}
	l := w.tables[0].locale
	all.Zones = once(all.Zones, func(z portfolio.Zone) int64 { return z.ID })
	i18n.SortBy(l, all.Zones, func(z portfolio.Zone) string { return z.Profile.Name.In(l) })
	all.Bodies = once(all.Bodies, func(b portfolio.Body) int64 { return b.ID })
	i18n.SortBy(l, all.Bodies, func(b portfolio.Body) string { return b.Short.In(l) })
	all.Projects = once(all.Projects, func(p *portfolio.Project) int64 { return p.ID })
	i18n.SortBy(l, all.Projects, func(p *portfolio.Project) string { return p.Profile.Name.In(l) })
	all.Directions = once(all.Directions, func(d portfolio.Direction) string { return d.Code })
	return all
}

// once leaves only the first of those with the same key.
func once[T any, K comparable](s []T, key func(T) K) []T {
	seen := map[K]bool{}
	return slices.DeleteFunc(s, func(v T) bool {
		k := key(v)
		had := seen[k]
		seen[k] = true
		return had
	})
}

// newAxis has the days of all lines, also of those that the filters leave out:
// it stays where it is while one narrows.
func (w *timeline) newAxis(s gantt.Scale) gantt.Axis {
	var first, last civil.Date
	years := gantt.YearSpan{First: w.tables[0].year, Last: w.tables[0].year}
	for _, t := range w.tables {
		years.First, years.Last = min(years.First, t.year), max(years.Last, t.year)
		for i := range t.board.Lines {
			l := &t.board.Lines[i]
			for _, span := range []gantt.Span{t.bar(l), t.planned(l)} {
				if span.IsZero() {
					continue
				}
				if first.IsZero() || span.From.Before(first) {
					first = span.From
				}
				if span.To.After(last) {
					last = span.To
				}
			}
		}
	}
	return gantt.NewAxis(s, first, last, w.tables[0].picture.On, years)
}

// chunk are the rows from first up to but without last.
func (w *timeline) chunk(ctx context.Context, links []gantt.Link, first, last int) []timelines.Row {
	segments := gantt.Route(links, first, last)
	rows := make([]timelines.Row, 0, last-first)
	for i := first; i < last; i++ {
		r := w.rows[i]
		if r.band != nil {
			rows = append(rows, timelines.Row{At: i + 1, Head: w.head(ctx, r.band), Links: segments[i]})
			continue
		}
		one := w.row(ctx, r)
		one.At, one.Links = i+1, segments[i]
		rows = append(rows, one)
	}
	return rows
}

// head is the head of a band with the days that its lines span.
func (w *timeline) head(ctx context.Context, b *band) *timelines.Head {
	h := &timelines.Head{Group: b.head, By: w.groupBy}
	switch {
	case w.groupBy == byProgramme:
		h.Name, h.Href = b.table.picture.Term.Name, href.Programme(b.table.picture.Programme.Code)
	case w.groupBy == "project" && w.several():
		h.Note = b.table.picture.Term.Name.For(ctx)
	}
	for _, r := range b.lines {
		s := r.table.bar(r.line)
		if h.Span.From.IsZero() || s.From.Before(h.Span.From) {
			h.Span.From = s.From
		}
		if s.To.After(h.Span.To) {
			h.Span.To = s.To
		}
	}
	return h
}

// several reports whether lines of more than one programme are shown.
func (w *timeline) several() bool {
	return slices.ContainsFunc(w.tables, func(t *table) bool { return t.picture != w.tables[0].picture })
}

// row is a line as the page shows it.
func (w *timeline) row(ctx context.Context, r row) timelines.Row {
	t, l := r.table, r.line
	one := timelines.Row{Line: l, Judged: t.judged(), Strip: t.strip(l), Address: href.Milestone(l.MilestoneID), Where: w.where(ctx, r)}
	if one.Moves = w.edits; w.edits {
		one.Address = href.DraftLine(t.picture.Programme.Code, t.year, l.MilestoneID)
	}
	one.Before, one.Behind = w.axis.Beyond(one.Strip.Bar)
	for _, link := range l.Links {
		before := w.line(t, link.MilestoneID)
		if before.line == nil {
			continue
		}
		one.After = append(one.After, before.line.Number)
		if !w.keeps(link, before, r) {
			one.Broken = append(one.Broken, before.line.Number)
		}
	}
	return one
}

// where says of which project, programme and year a line is, as far as the head
// of its group does not.
func (w *timeline) where(ctx context.Context, r row) string {
	var words []string
	if p := r.table.projects[r.line.ProjectID]; p != nil && w.groupBy != "project" {
		words = append(words, p.Profile.Name.For(ctx))
	}
	if w.several() && w.groupBy != byProgramme {
		words = append(words, r.table.picture.Term.Name.For(ctx))
	}
	if len(w.tables) > 1 && slices.ContainsFunc(w.tables, func(t *table) bool { return t.year != r.table.year }) {
		words = append(words, strconv.Itoa(r.table.year))
	}
	return strings.Join(words, ", ")
}
