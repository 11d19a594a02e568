package zones

import (
	"context"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	maps "qadam/views/map"
)

// The drawing in its own units, and how much of it stays free around the zone.
const (
	width, height = 360.0, 240.0
	margin        = 0.22
)

// metres are the lengths that a scale may have.
var metres = []float64{50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000}

// scaleBar is the longest of them that fits a third of the drawing, and its
// length there.
func scaleBar(v maps.View) (m, length float64) {
	for _, m := range slices.Backward(metres) {
		if length = v.Length(m); length <= width/3 {
			return m, length
		}
	}
	return metres[0], length
}

// Outline draws a pilot zone with its neighbours, from what we hold ourselves:
// no tiles of a map are asked for anywhere.
func Outline(z portfolio.Zone, neighbours []portfolio.Zone) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		s := maps.ShapeOf(z)
		v := maps.NewView(width, height, margin, s)
		var b strings.Builder
		fmt.Fprintf(&b, `<svg class="outline" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s" focusable="false">`,
			width, height, html.EscapeString(i18n.T(ctx, "zone.outline", "Zone", z.Profile.Name)))
		for _, n := range neighbours {
			if n.ID != z.ID {
				draw(&b, v, maps.ShapeOf(n), "outline-other", n.Profile.Name.For(ctx))
			}
		}
		draw(&b, v, s, "outline-zone", z.Profile.Name.For(ctx))
		m, length := scaleBar(v)
		x, y := 12.0, height-12
		fmt.Fprintf(&b, `<path class="outline-scale" d="M%.1f %.1fv4h%.1fv-4"></path><text class="outline-text" x="%.1f" y="%.1f">%s</text>`,
			x, y-4, length, x+length+6, y+3, html.EscapeString(distance(ctx, m)))
		b.WriteString(`</svg>`)
		_, err := io.WriteString(w, b.String())
		return err
	})
}

func draw(b *strings.Builder, v maps.View, s maps.Shape, class, name string) {
	title := "<title>" + html.EscapeString(name) + "</title>"
	if len(s.Rings) > 0 {
		fmt.Fprintf(b, `<path class="%s" d="%s">%s</path>`, class, v.Path(s.Rings), title)
	}
	if s.Point != nil {
		x, y := v.At(*s.Point)
		fmt.Fprintf(b, `<circle class="%s" cx="%.1f" cy="%.1f" r="7">%s</circle>`, class, x, y, title)
	}
}

func distance(ctx context.Context, m float64) string {
	if m < 1000 {
		return i18n.T(ctx, "zone.metres", "Count", int(m))
	}
	return i18n.T(ctx, "zone.kilometres", "Count", int(m/1000))
}
