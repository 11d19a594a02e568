package gantt

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// HeadHeight is the height of the head of the axis in CSS pixels: two rows of
// periods, and one for the day shown, which so lies over no period's name.
const HeadHeight = 60

const (
	majorLine = 15 // where the names of the longer periods stand
	minorLine = 34
	tagTop    = 41
	tagLine   = 53
)

// Head names the periods and the day shown; tag is how that day is called.
func (a Axis) Head(tag string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		b := make(canvas, 0, 4096)
		b.open("gantt-head", a.width(), HeadHeight)
		b.raw(shapes)
		major, minor := a.kinds()
		for _, t := range a.ticks(major) {
			b.line("gantt-major", t.x, t.x, 0, tagTop)
			if t.text {
				b.text("gantt-period", t.x, 5, majorLine, i18n.ShortPeriod(ctx, t.period))
			}
		}
		a.minors(ctx, &b, minor)
		if a.Shows(a.On) {
			b.tag(a.at(a.On), tag)
		}
		b.close()
		_, err := w.Write(b)
		return err
	})
}

func (a Axis) minors(ctx context.Context, b *canvas, kind civil.PeriodKind) {
	if kind == "" {
		for _, d := range a.mondays() {
			b.line("gantt-minor", a.at(d), a.at(d), 20, tagTop)
			b.text("gantt-step", a.at(d), 4, minorLine, strconv.Itoa(d.Day))
		}
		return
	}
	for _, t := range a.ticks(kind) {
		b.line("gantt-minor", t.x, t.x, 20, tagTop)
		if t.text {
			b.text("gantt-step", t.x, 5, minorLine, step(ctx, t.period))
		}
	}
}

// step is the name of a shorter period, whose year stands above it.
func step(ctx context.Context, p civil.Period) string {
	if p.Kind == civil.Month {
		return shortMonth(ctx, p)
	}
	if i18n.From(ctx) == i18n.EN {
		return i18n.T(ctx, "timeline.quarter", "N", p.N)
	}
	return i18n.T(ctx, "timeline.quarter", "N", [...]string{"", "I", "II", "III", "IV"}[p.N])
}

func shortMonth(ctx context.Context, p civil.Period) string {
	return i18n.ShortMonth(ctx, p.First().Month)
}

// tag writes the day shown into its own row. Near an edge it turns inwards.
func (b *canvas) tag(x int, words string) {
	class := "gantt-tag"
	switch {
	case x < shares/8:
		class = "gantt-tag gantt-tag-start"
	case x > shares*7/8:
		class = "gantt-tag gantt-tag-end"
	}
	b.line("gantt-on", x, x, tagLine+2, HeadHeight)
	b.text(class, x, 0, tagLine, words)
}

// Grid is the lines of the periods behind rows, as tall as what it lies in.
func (a Axis) Grid() templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := make(canvas, 0, 2048)
		b.raw(`<svg class="gantt-grid" width="100%" height="100%" aria-hidden="true">`)
		a.grid(&b)
		b.close()
		_, err := w.Write(b)
		return err
	})
}

func (a Axis) grid(b *canvas) {
	major, minor := a.kinds()
	if minor == "" {
		for _, d := range a.mondays() {
			b.tall("gantt-minor", a.at(d))
		}
	} else {
		for _, t := range a.ticks(minor) {
			b.tall("gantt-minor", t.x)
		}
	}
	for _, t := range a.ticks(major) {
		b.tall("gantt-major", t.x)
	}
}

// width is the width attribute of the drawing.
func (a Axis) width() string {
	if a.Width() == 0 {
		return "100%"
	}
	return strconv.Itoa(a.Width())
}
