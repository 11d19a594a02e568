// Package schedule computes when activities can and when they must happen:
// a network of activities and links, forward and back through it, the float of
// each and the path that drives the end. It knows days and nothing of what is
// done on them. A network whose links run in a circle is refused by its path.
package schedule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/civil"
)

// Network is what is to be done, and what holds what. Days off are nobody's:
// everything is counted in the working days of the calendar.
type Network struct {
	Calendar   *civil.Calendar
	Start      civil.Date // before which nothing begins, unless an activity says otherwise
	Activities []Activity
	Links      []Link
}

// Activity is something that takes time. Until it begins it is one piece: what
// holds back its finish holds back its start. The end of the network does not
// wait for one that stands aside, unless there is nothing else, and such a one is
// never critical; links hold it, and what follows it, as they hold everything.
type Activity struct {
	Duration        int        // working days of work, or of what is left of it; none ends on the evening before it starts
	NotBefore       civil.Date // the work is not done earlier; zero is the network's start
	FinishNotBefore civil.Date // it does not end earlier; zero is no bound
	FinishBy        civil.Date // it must end by then; zero is the end of the network
	Start           civil.Date // on which it began; links move only the rest of its work. Zero while it has not
	Finish          civil.Date // on which it ended; nothing moves it any more. Zero while it has not
	Aside           bool       // it goes on beside the rest, as what is done all year does
}

// Kind says which end of an activity holds which end of what follows it.
type Kind string

// The four kinds of links. A kind that is none of them counts as FS.
const (
	FS Kind = "FS" // it starts after the other has ended
	SS Kind = "SS" // it does not start before the other does
	FF Kind = "FF" // it does not end before the other does
	SF Kind = "SF" // it does not end before the other starts
)

// Link lets the activity To follow the activity From, by their places in the
// network, with a lag in working days; a negative one is a lead.
type Link struct {
	From, To int
	Kind     Kind
	Lag      int
}

// Span is the working days of an activity, from the first to the last, by
// their numbers in the calendar.
type Span struct{ Start, Finish int }

// Earliest is the first day that the link allows what follows the span: its
// finish, or else its start.
func (l Link) Earliest(before Span) (day int, finish bool) {
	switch l.Kind {
	case SS:
		return before.Start + l.Lag, false
	case FF:
		return before.Finish + l.Lag, true
	case SF:
		return before.Start + l.Lag, true
	default:
		return before.Finish + 1 + l.Lag, false
	}
}

// latest is Earliest the other way round: the last day that the link leaves to
// what goes before the span: its finish, or else its start.
func (l Link) latest(after Span) (day int, finish bool) {
	switch l.Kind {
	case SS:
		return after.Start - l.Lag, false
	case FF:
		return after.Finish - l.Lag, true
	case SF:
		return after.Finish - l.Lag, false
	default:
		return after.Start - 1 - l.Lag, true
	}
}

// CycleError refuses links that run in a circle.
type CycleError struct {
	Path []int // activities, each linked to the next and the last to the first; the lowest first
}

// Error names the circle from its lowest activity back to it.
func (e *CycleError) Error() string {
	var b strings.Builder
	b.WriteString("schedule: the links run in a circle: ")
	for _, i := range e.Path {
		b.WriteString(strconv.Itoa(i) + " → ")
	}
	return b.String() + strconv.Itoa(e.Path[0])
}

// Order lists n activities so that each stands behind those that its links
// name. When the links run in a circle, what lies on it or behind it comes last
// in its own order, and the error is a *CycleError.
func Order(n int, links []Link) ([]int, error) {
	g, err := newGraph(n, links)
	if err != nil {
		return nil, err
	}
	return g.order, g.cycle()
}

// graph is the links by the activity that they come from, and an order in
// which every link points forward.
type graph struct {
	links []Link
	out   []int // where the links of an activity begin; one more than there are activities
	order []int
	size  int // how much of the order is free of circles
}

func newGraph(n int, links []Link) (*graph, error) {
	g := &graph{links: make([]Link, len(links)), out: make([]int, n+1), order: make([]int, 0, n)}
	waits := make([]int, n) // how many of its links have not been passed
	for _, l := range links {
		if l.From < 0 || l.From >= n || l.To < 0 || l.To >= n {
			return nil, fmt.Errorf("schedule: a link from %d to %d, of %d activities", l.From, l.To, n)
		}
		g.out[l.From+1]++
		waits[l.To]++
	}
	for i := range n {
		g.out[i+1] += g.out[i]
	}
	next := slices.Clone(g.out)
	for _, l := range links {
		g.links[next[l.From]] = l
		next[l.From]++
	}
	for i := range n {
		if waits[i] == 0 {
			g.order = append(g.order, i)
		}
	}
	for at := 0; at < len(g.order); at++ {
		for _, l := range g.from(g.order[at]) {
			if waits[l.To]--; waits[l.To] == 0 {
				g.order = append(g.order, l.To)
			}
		}
	}
	g.size = len(g.order)
	for i := range n {
		if waits[i] > 0 {
			g.order = append(g.order, i)
		}
	}
	return g, nil
}

// from lists the links that come from an activity.
func (g *graph) from(i int) []Link { return g.links[g.out[i]:g.out[i+1]] }

// cycle names a circle of links, the same in whatever order they were given.
// Whatever could not be ordered follows something else that could not, so that
// going back from one to the lowest before it must come round.
func (g *graph) cycle() error {
	left := g.order[g.size:]
	if len(left) == 0 {
		return nil
	}
	before := map[int]int{} // the lowest that could not be ordered, of each
	for _, i := range left {
		for _, l := range g.from(i) {
			if known, ok := before[l.To]; !ok || i < known {
				before[l.To] = i
			}
		}
	}
	at, met := left[0], map[int]bool{}
	for !met[at] {
		met[at] = true
		at = before[at]
	}
	path := []int{at}
	for i := before[at]; i != at; i = before[i] {
		path = append(path, i)
	}
	slices.Reverse(path)
	lowest := slices.Index(path, slices.Min(path))
	return &CycleError{Path: slices.Concat(path[lowest:], path[:lowest])}
}
