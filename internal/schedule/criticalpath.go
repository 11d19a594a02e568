package schedule

import (
	"math"
	"slices"

	"qadam/internal/civil"
)

// Timing is when an activity can happen and when it must. Its days are working
// days.
type Timing struct {
	EarliestStart  civil.Date
	EarliestFinish civil.Date
	LatestStart    civil.Date // with which the end of the network still holds, and every day by which something must end
	LatestFinish   civil.Date
	TotalFloat     int  // working days by which it may slip before they do not
	FreeFloat      int  // working days by which it may slip and nothing else moves
	Critical       bool // it cannot slip: there is no float, or less than none, and it has not ended; what stands aside never is
}

// Result is a network in time.
type Result struct {
	End     civil.Date // the last day on which anything ends, but what stands aside; zero when there is nothing
	Timings []Timing   // of the activities, in their order
	Path    []int      // the critical path: each holds the next, and the last ends on the last day; what stands aside is not on it
}

// Schedule computes the network: forward, when each activity can happen, and
// back, when it must. What has ended is what it was and has no float. The order
// of the links does not matter. A circle of links is a *CycleError.
func (n Network) Schedule() (Result, error) {
	g, err := newGraph(len(n.Activities), n.Links)
	if err != nil {
		return Result{}, err
	}
	if err := g.cycle(); err != nil {
		return Result{}, err
	}
	p := pass{graph: g, activities: n.Activities, early: make([]Span, len(n.Activities)), late: make([]Span, len(n.Activities)), free: make([]int, len(n.Activities))}
	p.forward(n.Calendar, n.Start)
	p.back(n.Calendar)
	r := Result{Timings: make([]Timing, len(n.Activities))}
	for i := range r.Timings {
		r.Timings[i] = p.timing(n.Calendar, i)
	}
	if len(n.Activities) > 0 {
		r.End = n.Calendar.Day(p.end)
		r.Path = p.path()
	}
	return r, nil
}

// pass goes through a network in the numbers of working days.
type pass struct {
	*graph
	activities []Activity
	early      []Span
	late       []Span
	free       []int
	end        int
	alone      bool // there is nothing but what stands aside, so that its end is the end
}

const (
	never  = math.MaxInt / 2 // later than every bound
	always = math.MinInt / 2 // earlier than every bound
)

// forward finds the earliest span of each activity: first the bounds of its
// own, then those of every link, which the order brings to it in time.
func (p *pass) forward(cal *civil.Calendar, start civil.Date) {
	p.end = always
	p.alone = !slices.ContainsFunc(p.activities, func(a Activity) bool { return !a.Aside })
	rest := make([]int, len(p.activities)) // from when the work, or the rest of it, can be done
	for i := range p.activities {
		a := &p.activities[i]
		from := a.NotBefore
		if from.IsZero() {
			from = start
		}
		rest[i], p.early[i] = cal.OrdinalFrom(from), Span{Finish: always}
		if !a.FinishNotBefore.IsZero() {
			p.early[i].Finish = cal.Ordinal(a.FinishNotBefore)
		}
	}
	for _, i := range p.order {
		a, s := &p.activities[i], &p.early[i]
		switch {
		case a.ended():
			s.Finish = cal.Ordinal(a.Finish)
			s.Start = s.Finish
			if !a.Start.IsZero() {
				s.Start = min(s.Finish, cal.OrdinalFrom(a.Start))
			}
		case a.begun():
			s.Start = cal.OrdinalFrom(a.Start)
			s.Finish = max(s.Finish, rest[i]+a.Duration-1)
		default:
			s.Finish = max(s.Finish, rest[i]+a.Duration-1)
			s.Start = s.Finish - a.Duration + 1
		}
		if !a.Aside || p.alone {
			p.end = max(p.end, s.Finish)
		}
		for _, l := range p.from(i) {
			if day, finish := l.Earliest(*s); finish {
				p.early[l.To].Finish = max(p.early[l.To].Finish, day)
			} else {
				rest[l.To] = max(rest[l.To], day)
			}
		}
	}
}

// back finds the latest span of each activity, and how far it may slip before
// it touches the next one. What has ended holds nobody any more.
func (p *pass) back(cal *civil.Calendar) {
	for _, i := range slices.Backward(p.order) {
		a, early := &p.activities[i], p.early[i]
		if a.ended() {
			p.late[i] = early
			continue
		}
		late, free := Span{Start: never, Finish: p.end}, p.end-early.Finish
		if a.Aside && !p.alone { // only what follows it can need it
			late.Finish, free = never, never
		}
		if !a.FinishBy.IsZero() {
			late.Finish = min(late.Finish, cal.Ordinal(a.FinishBy))
		}
		for _, l := range p.from(i) {
			if !p.felt(l) {
				continue
			}
			day, finish := l.latest(p.begins(l.To))
			if finish {
				late.Finish = min(late.Finish, day)
			} else {
				late.Start = min(late.Start, day)
			}
			free = min(free, p.slack(l))
		}
		if a.begun() { // its start is a fact; only what is left can slip
			late.Start = early.Start
		} else {
			late.Start = min(late.Start, late.Finish-a.Duration+1)
			late.Finish = late.Start + a.Duration - 1
		}
		p.late[i], p.free[i] = late, free
	}
	for i := range p.activities {
		p.within(i)
	}
}

// within gives what stands aside, and that nothing needs, until the end of the
// rest or its own.
func (p *pass) within(i int) {
	a, late, early := &p.activities[i], &p.late[i], p.early[i]
	if !a.Aside || p.alone || a.ended() {
		return
	}
	late.Finish = min(late.Finish, max(p.end, early.Finish))
	if !a.begun() {
		late.Start = late.Finish - a.Duration + 1
	}
	p.free[i] = min(p.free[i], p.float(i))
}

// felt reports whether a slip of what the link comes from can be felt behind
// it: not where that has ended, nor by what hangs on a start that is a fact.
func (p *pass) felt(l Link) bool {
	return !p.activities[l.To].ended() && !(p.activities[l.From].begun() && (l.Kind == SS || l.Kind == SF))
}

// begins is the latest span of an activity as those before it feel it: of one
// that has begun they hold only the rest of its work.
func (p *pass) begins(i int) Span {
	s := p.late[i]
	if a := &p.activities[i]; a.begun() {
		s.Start = s.Finish - a.Duration + 1
	}
	return s
}

// slack is by how many working days what the link comes from may slip before
// what follows it moves.
func (p *pass) slack(l Link) int {
	day, finish := l.Earliest(p.early[l.From])
	to := p.early[l.To]
	if finish {
		return to.Finish - day
	}
	if a := &p.activities[l.To]; a.begun() {
		return to.Finish - a.Duration + 1 - day
	}
	return to.Start - day
}

// float is by how many working days an activity may slip.
func (p *pass) float(i int) int { return p.late[i].Finish - p.early[i].Finish }

func (p *pass) timing(cal *civil.Calendar, i int) Timing {
	early, late := p.early[i], p.late[i]
	t := Timing{
		EarliestStart: cal.Day(early.Start), EarliestFinish: cal.Day(early.Finish), LatestStart: cal.Day(late.Start), LatestFinish: cal.Day(late.Finish),
		TotalFloat: p.float(i), FreeFloat: p.free[i],
	}
	a := &p.activities[i]
	t.Critical = t.TotalFloat <= 0 && !a.ended() && !a.Aside
	return t
}

// path is the longest chain of activities of which each holds the next and the
// last ends on the last day; of several as long, the one that is first in the
// network. What has ended holds nobody up any more.
func (p *pass) path() []int {
	length, before := make([]int, len(p.activities)), make([]int, len(p.activities))
	last := -1
	for i := range before {
		before[i] = -1
	}
	for _, i := range p.order {
		if a := &p.activities[i]; a.ended() || a.Aside {
			continue
		}
		length[i]++
		if p.early[i].Finish == p.end && (last < 0 || length[i] > length[last] || length[i] == length[last] && i < last) {
			last = i
		}
		for _, l := range p.from(i) {
			if !p.felt(l) || p.slack(l) > 0 || length[i] < length[l.To] || length[i] == length[l.To] && before[l.To] >= 0 && before[l.To] < i {
				continue
			}
			length[l.To], before[l.To] = length[i], i
		}
	}
	var path []int
	for i := last; i >= 0; i = before[i] {
		path = append(path, i)
	}
	slices.Reverse(path)
	return path
}

func (a *Activity) begun() bool { return !a.Start.IsZero() && a.Finish.IsZero() }
func (a *Activity) ended() bool { return !a.Finish.IsZero() }
