package planning

import (
	"qadam/internal/civil"
	"qadam/internal/portfolio"
	"qadam/internal/schedule"
	"qadam/views/gantt"
)

// bar is the days of a line: from its start to when it was or will be done. What
// is overdue cannot be done before today; a draft has its plan only.
func (t *table) bar(l *portfolio.Line) gantt.Span {
	if !t.judged() {
		return gantt.Span{From: l.Start, To: l.Deadline}
	}
	end := l.Finish
	if l.Status == portfolio.Overdue && end.Before(l.Reason.On) {
		end = l.Reason.On
	}
	return gantt.Span{From: l.Start, To: end}
}

// planned is the days of a line in baseline 0; none when it has no such line,
// and none for a draft.
func (t *table) planned(l *portfolio.Line) gantt.Span {
	switch {
	case t.first == nil || !t.judged():
		return gantt.Span{}
	case t.first.ID == t.version.ID:
		return gantt.Span{From: l.Start, To: l.Deadline}
	}
	p := t.original.Plan(l.MilestoneID)
	if p == nil {
		return gantt.Span{}
	}
	return gantt.Span{From: p.Start, To: t.originally(l)}
}

// strip is what the row of a line draws.
func (t *table) strip(l *portfolio.Line) gantt.Strip {
	s := gantt.Strip{Bar: t.bar(l), Gate: l.Gate, Critical: t.critical(l)}
	if !t.judged() {
		return s
	}
	s.Status, s.Stale, s.Percent, s.Plan = string(l.Status), l.Stale, l.Facts.Percent, t.planned(l)
	if s.Plan.IsZero() || s.Plan.To != l.Deadline {
		s.Due = l.Deadline
	}
	if was := t.was(l); !was.IsZero() && was != l.Finish {
		s.Was = was
	}
	return s
}

// was is where a line ended on the day compared with; no day when nothing is
// compared or the line was not there.
func (t *table) was(l *portfolio.Line) civil.Date {
	if t.since == nil || t.since.From == 0 {
		return civil.Date{}
	}
	if then := t.then.Line(l.MilestoneID); then != nil {
		return then.Finish
	}
	return civil.Date{}
}

// links are those between rows: a link to a line that the filters leave out is
// not drawn.
func (w *timeline) links() []gantt.Link {
	var links []gantt.Link
	for i, r := range w.rows {
		if r.line == nil {
			continue
		}
		for _, link := range r.line.Links {
			j, ok := w.at[link.MilestoneID]
			if !ok || j == i {
				continue
			}
			links = append(links, w.link(link, j, i))
		}
	}
	return links
}

// link leads from row j to row i.
func (w *timeline) link(link portfolio.Link, j, i int) gantt.Link {
	before, r := w.rows[j], w.rows[i]
	from, to := before.table.bar(before.line), r.table.bar(r.line)
	one := gantt.Link{
		From: w.axis.Ends(j, before.line.Number, from), To: w.axis.Begins(i, r.line.Number, to),
		Broken: !w.keeps(link, before, r), Critical: before.table.critical(before.line) && r.table.critical(r.line),
	}
	if link.Kind == portfolio.SS || link.Kind == portfolio.SF {
		one.From = w.axis.Begins(j, before.line.Number, from)
	}
	if link.Kind == portfolio.FF || link.Kind == portfolio.SF {
		one.To = w.axis.Ends(i, r.line.Number, to)
	}
	return one
}

// line finds a line by its milestone, in its own roadmap first.
func (w *timeline) line(own *table, milestoneID int64) row {
	if l := own.board.Line(milestoneID); l != nil {
		return row{table: own, line: l}
	}
	for _, t := range w.tables {
		if l := t.board.Line(milestoneID); l != nil {
			return row{table: t, line: l}
		}
	}
	return row{}
}

// keeps reports whether a line, as it is planned and expected, waits for its
// predecessor as the link says.
func (w *timeline) keeps(link portfolio.Link, before, r row) bool {
	cal := r.table.ref.Calendar
	from, to := before.table.bar(before.line), r.table.bar(r.line)
	day, finish := schedule.Link{Kind: schedule.Kind(link.Kind), Lag: link.Lag}.Earliest(
		schedule.Span{Start: cal.OrdinalFrom(from.From), Finish: cal.Ordinal(from.To)})
	if finish {
		return cal.Ordinal(to.To) >= day
	}
	return cal.OrdinalFrom(to.From) >= day
}

// critical reports whether a line drives the end of its roadmap.
func (t *table) critical(l *portfolio.Line) bool {
	timing, ok := t.board.Schedule().Timing(l.MilestoneID)
	return ok && timing.Critical && !l.Facts.Accepted
}
