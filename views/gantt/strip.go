package gantt

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"qadam/internal/civil"
)

// RowHeight is the height of a row in CSS pixels. All rows are as tall, so that
// what is not there yet has its place.
const RowHeight = 40

// Where things stand in a row, in CSS pixels from its top.
const (
	barTop     = 9
	barHeight  = 14
	barMiddle  = barTop + barHeight/2
	planTop    = 28
	planHeight = 4
	lane       = 5             // of links that come from above
	lowLane    = RowHeight - 3 // of links that come from below
	arrival    = barTop - 1    // of an arrow from above
	lowArrival = barTop + barHeight + 1
)

// Span is from a day to a day, both within it.
type Span struct{ From, To civil.Date }

// IsZero reports whether there is none.
func (s Span) IsZero() bool { return s.From.IsZero() || s.To.IsZero() }

// Strip is what the row of one milestone shows.
type Strip struct {
	Status   string     // gives colour and pattern; "" is a plan that nobody has to keep
	Bar      Span       // from the start to the forecast, or to when it was done
	Plan     Span       // of the original plan, beneath the bar; may be none
	Due      civil.Date // the deadline in force where it differs from the original one
	Was      civil.Date // where the bar ended on the day compared with
	Percent  int
	Stale    bool
	Critical bool
	Gate     bool
}

// patterns tell statuses apart where colours do not, as on black-and-white
// paper.
var patterns = map[string]string{"at_risk": "gantt-dots", "overdue": "gantt-bars"}

// Row draws a milestone with the links that run through its row.
func (a Axis) Row(s Strip, links []Segment) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := make(canvas, 0, 1024)
		b.open("gantt", "100%", RowHeight)
		b.links(links)
		b.strip(a, s)
		a.on(&b)
		b.close()
		_, err := w.Write(b)
		return err
	})
}

func (b *canvas) strip(a Axis, s Strip) {
	if !s.Plan.IsZero() {
		b.rect("gantt-plan", "", a.at(s.Plan.From), a.after(s.Plan.To), planTop, planHeight)
	}
	if !s.Due.IsZero() {
		b.use("gantt-deadline", "gantt-due", a.after(s.Due), planTop-2)
	}
	from, to := a.at(s.Bar.From), a.after(s.Bar.To)
	if to < from { // done before it was to begin
		from = a.at(s.Bar.To)
	}
	kind := s.Status
	if kind == "" {
		kind = "draft"
	}
	b.raw(`<g class="gantt-` + kind)
	if s.Critical {
		b.raw(` gantt-critical`)
	}
	b.raw(`">`)
	b.rect("gantt-body", "", from, to, barTop, barHeight)
	if share := (to - from) * s.Percent / 100; share > 0 && s.Status != "done" && s.Status != "reported" {
		b.rect("gantt-share", "", from, from+share, barTop, barHeight)
	}
	if p := patterns[s.Status]; p != "" {
		b.rect("", p, from, to, barTop, barHeight)
	}
	if s.Status == "reported" {
		b.rect("", "hatch-done", from, to, barTop, barHeight)
	}
	if s.Stale {
		b.rect("", "hatch-stale", from, to, barTop, barHeight)
	}
	if s.Critical {
		b.rect("gantt-edge", "", from, to, barTop, barHeight)
	}
	if !s.Was.IsZero() {
		b.line("gantt-moved", a.after(s.Was), to, barMiddle, barMiddle)
		b.use("gantt-was", "gantt-end", a.after(s.Was), barMiddle)
	}
	b.ends(a, s, to)
	b.raw(`</g>`)
}

// ends marks where a bar ends: with its shape, or with arrows to days that the
// axis has not.
func (b *canvas) ends(a Axis, s Strip, to int) {
	before, after := a.Beyond(s.Bar)
	if before {
		b.use("gantt-mark", "gantt-before", 0, barMiddle)
	}
	switch {
	case after:
		b.use("gantt-mark", "gantt-after", shares, barMiddle)
	case s.Bar.To.Before(a.First):
	case s.Gate:
		b.use("gantt-mark", "gantt-gate", to, barMiddle)
	default:
		b.use("gantt-mark", "gantt-end", to, barMiddle)
	}
}

// Bracket draws the head of a group: from the first of its days to the last.
func (a Axis) Bracket(s Span, links []Segment) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := make(canvas, 0, 512)
		b.open("gantt", "100%", RowHeight)
		b.links(links)
		if !s.IsZero() {
			from, to := a.at(s.From), a.after(s.To)
			b.line("gantt-bracket", from, to, barMiddle, barMiddle)
			b.line("gantt-bracket", from, from, barMiddle-1, barMiddle+8)
			b.line("gantt-bracket", to, to, barMiddle-1, barMiddle+8)
		}
		a.on(&b)
		b.close()
		_, err := w.Write(b)
		return err
	})
}

// on is the line of the day shown.
func (a Axis) on(b *canvas) {
	if a.Shows(a.On) {
		b.tall("gantt-on", a.at(a.On))
	}
}

// sampleAxis is the axis of a legend: a bar of eight days with room for its mark.
var sampleAxis = Axis{Scale: Fit, First: civil.Date{Year: 2018, Month: 1, Day: 1}, Last: civil.Date{Year: 2018, Month: 1, Day: 10}}

// Sample is a strip for a legend. Its bar has the days from 1 to 8 January 2018.
func Sample(s Strip) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := make(canvas, 0, 512)
		b.open("gantt gantt-sample", "44", planTop+planHeight)
		b.strip(sampleAxis, s)
		b.close()
		_, err := w.Write(b)
		return err
	})
}

// LinkSample is a link for a legend.
func LinkSample(broken bool) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		class := "gantt-link"
		if broken {
			class += " gantt-broken"
		}
		b := make(canvas, 0, 256)
		b.open("gantt gantt-sample", "44", 32)
		b.line(class, 15_000, 15_000, 4, 14)
		b.line(class, 15_000, 80_000, 14, 14)
		b.line(class, 80_000, 80_000, 14, 24)
		b.use(class, "gantt-down", 80_000, 26)
		b.close()
		_, err := w.Write(b)
		return err
	})
}
