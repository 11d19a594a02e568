package gantt

import (
	"context"
	"io"
	"slices"

	"github.com/a-h/templ"
)

// End is the place where a link leaves a row or enters one: the beginning or
// the end of a bar, in thousandths of per cent.
type End struct {
	Row  int
	Name string // what the other end calls it when it is far away
	x    int
}

// Link is one row waiting for another.
type Link struct {
	From, To End
	Broken   bool // what is planned or expected does not keep to it
	Critical bool
}

// Begins is the end of a link at the beginning of a bar.
func (a Axis) Begins(row int, name string, s Span) End { return End{row, name, a.at(s.From)} }

// Ends is the end of a link at the end of a bar.
func (a Axis) Ends(row int, name string, s Span) End { return End{row, name, a.after(s.To)} }

// Segment is the part of a link that lies in one row.
type Segment struct {
	x1, x2, y1, y2 int
	arrow          string // shape at the second point, "" for none
	words          string // at the second point: the far end
	class          string
}

// far is how many rows a link may cross. A longer one is drawn as two stubs
// that name each other: hundreds of lines through every row say nothing.
const far = 30

// Route lays the links out: for every row from first up to but without last,
// the parts that lie in it.
func Route(links []Link, first, last int) map[int][]Segment {
	out := map[int][]Segment{}
	for _, l := range links {
		r := route{link: l, first: first, last: last, out: out}
		if r.span() > far {
			r.stubs()
		} else {
			r.draw()
		}
	}
	return out
}

type route struct {
	link        Link
	first, last int
	out         map[int][]Segment
}

func (r route) span() int {
	n := r.link.To.Row - r.link.From.Row
	return max(n, -n)
}

func (r route) class() string {
	switch {
	case r.link.Broken:
		return "gantt-link gantt-broken"
	case r.link.Critical:
		return "gantt-link gantt-driving"
	default:
		return "gantt-link"
	}
}

func (r route) add(row int, s Segment) {
	if row >= r.first && row < r.last {
		s.class = r.class()
		r.out[row] = append(r.out[row], s)
	}
}

// draw leads the link out of its row, straight through those between, and into
// the bar from the side it comes from.
func (r route) draw() {
	from, to := r.link.From, r.link.To
	if from.Row < to.Row {
		r.add(from.Row, Segment{x1: from.x, x2: from.x, y1: barTop + barHeight, y2: RowHeight})
		r.add(to.Row, Segment{x1: from.x, x2: from.x, y2: lane})
		r.add(to.Row, Segment{x1: from.x, x2: to.x, y1: lane, y2: lane})
		r.add(to.Row, Segment{x1: to.x, x2: to.x, y1: lane, y2: arrival, arrow: "gantt-down"})
	} else {
		r.add(from.Row, Segment{x1: from.x, x2: from.x, y1: barTop})
		r.add(to.Row, Segment{x1: from.x, x2: from.x, y1: RowHeight, y2: lowLane})
		r.add(to.Row, Segment{x1: from.x, x2: to.x, y1: lowLane, y2: lowLane})
		r.add(to.Row, Segment{x1: to.x, x2: to.x, y1: lowLane, y2: lowArrival, arrow: "gantt-up"})
	}
	for row := max(min(from.Row, to.Row)+1, r.first); row < min(max(from.Row, to.Row), r.last); row++ {
		r.add(row, Segment{x1: from.x, x2: from.x, y2: RowHeight})
	}
}

// stubs say at either end where the other one is.
func (r route) stubs() {
	from, to := r.link.From, r.link.To
	r.add(from.Row, Segment{x1: from.x, x2: from.x, y1: barTop + barHeight, y2: RowHeight - 2, words: "→ " + to.Name})
	r.add(to.Row, Segment{x1: to.x, x2: to.x, y2: arrival, arrow: "gantt-down", words: from.Name + " →"})
}

// links draws what Route has found for a row.
func (b *canvas) links(segments []Segment) {
	for _, s := range segments {
		b.line(s.class, s.x1, s.x2, s.y1, s.y2)
		if s.arrow != "" {
			b.use(s.class, s.arrow, s.x2, s.y2)
		}
	}
}

// Far names the far ends of links whose ends are too many rows apart, in a
// drawing of its own that lies over the row's: a bar is a link to a page, which
// is called by its sentence and not by them. It draws nothing where there are
// none.
func Far(segments []Segment) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		if !slices.ContainsFunc(segments, func(s Segment) bool { return s.words != "" }) {
			return nil
		}
		b := make(canvas, 0, 256)
		b.open("gantt gantt-notes", "100%", RowHeight)
		for _, s := range segments {
			switch {
			case s.words != "" && s.arrow == "":
				b.text("gantt-far", s.x2, 5, s.y2, s.words)
			case s.words != "":
				b.text("gantt-far gantt-far-before", s.x2, -5, s.y2-1, s.words)
			}
		}
		b.close()
		_, err := w.Write(b)
		return err
	})
}
