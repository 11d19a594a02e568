package portfolio

import (
	"qadam/internal/civil"
	"qadam/internal/schedule"
)

// Timing is when a line can happen and when it must for the roadmap's end to
// hold, with its float in working days. Its owner's silence means that the plan
// holds: a line nobody has reported on starts when it is to, be that in the past.
type Timing = schedule.Timing

// Schedule is a board in time: what is done stands where it was, the rest
// follows its predecessors and its owners' forecasts. What drives the end of
// the roadmap is critical; the deadlines hold nothing, or everything would be.
// What repeats or goes on all year has its timing and may push what follows it,
// but its last day is not the roadmap's end, and it is never critical.
type Schedule struct {
	End     civil.Date // of the whole roadmap; zero while it has no lines
	Path    []int64    // the critical path, milestone by milestone; what is done is on it no more
	Cycle   []int64    // milestones whose links run in a circle, each before the next; then nothing else is known
	timings map[int64]Timing
}

// Timing is the timing of a milestone's line. A line that was withdrawn has none.
func (s *Schedule) Timing(milestoneID int64) (Timing, bool) {
	t, ok := s.timings[milestoneID]
	return t, ok
}

// Schedule computes the board in time, once, when somebody asks for it.
func (b *Board) Schedule() *Schedule {
	if b.scheduled == nil {
		return &Schedule{}
	}
	return b.scheduled()
}

func (b *Board) schedule() *Schedule {
	if circle := b.sheet.Cycle(); circle != nil {
		return &Schedule{Cycle: circle}
	}
	network, lines := b.network()
	r, err := network.Schedule()
	if err != nil { // what the sheet found in order is in order
		return &Schedule{}
	}
	s := &Schedule{End: r.End, timings: make(map[int64]Timing, len(lines))}
	for i, l := range lines {
		t := r.Timings[i]
		if l.Facts.Accepted {
			t.EarliestStart, t.EarliestFinish = earlier(l.Start, l.Facts.DoneOn), l.Facts.DoneOn
			t.LatestStart, t.LatestFinish = t.EarliestStart, t.EarliestFinish
		}
		s.timings[l.MilestoneID] = t
	}
	for _, i := range r.Path {
		s.Path = append(s.Path, lines[i].MilestoneID)
	}
	return s
}

// network is the lines that were not withdrawn as activities, with the links
// that hold them. It agrees with what pushed finds for each.
func (b *Board) network() (schedule.Network, []*Line) {
	sheet := b.sheet
	n := schedule.Network{Calendar: sheet.calendar}
	lines, place := make([]*Line, 0, len(b.Lines)), make([]int, len(b.Lines))
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Status == Withdrawn {
			continue
		}
		place[i] = len(lines)
		lines = append(lines, l)
		n.Activities = append(n.Activities, b.activity(i))
	}
	for i := range b.Lines {
		for _, link := range sheet.before[i] {
			if l := &b.Lines[i]; l.Status != Withdrawn && holds(&b.Lines[link.From], l) {
				n.Links = append(n.Links, schedule.Link{From: place[link.From], To: place[i], Kind: link.Kind, Lag: link.Lag})
			}
		}
	}
	return n, lines
}

// activity is a line as work: what is done is a fact, what has begun keeps its
// start, and nothing ends before its owner says or before today.
func (b *Board) activity(i int) schedule.Activity {
	l, cal := &b.Lines[i], b.sheet.calendar
	start := cal.Day(b.sheet.starts[i])
	if l.Facts.Accepted {
		return schedule.Activity{Start: start, Finish: l.Facts.DoneOn, Aside: l.Due.Repeats()}
	}
	c := course{sheet: b.sheet, lines: b.Lines}
	a := schedule.Activity{NotBefore: start, Duration: c.work(i, cal.Ordinal(owned(l))), FinishNotBefore: later(owned(l), b.On), Aside: l.Due.Repeats()}
	if begun(l) {
		a.Start = start
	}
	return a
}
