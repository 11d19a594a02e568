package zones

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// The drawing in its own units, and how much of it stays free around the zone.
const (
	width, height = 360.0, 240.0
	margin        = 0.22
	kmPerDegree   = 111.32 // of latitude
	pointReach    = 0.008  // degrees shown around a zone that is only a point
)

// place is a longitude and a latitude.
type place [2]float64

// shape is the outer rings of a zone, or one point.
type shape struct {
	rings [][]place
	point *place
}

// shapeOf reads the GeoJSON of a zone; without any it is the zone's point.
func shapeOf(z portfolio.Zone) shape {
	var g struct {
		Type        string
		Coordinates json.RawMessage
	}
	var s shape
	if json.Unmarshal([]byte(z.Profile.Geometry), &g) == nil {
		switch g.Type {
		case "Polygon":
			if json.Unmarshal(g.Coordinates, &s.rings) != nil {
				s.rings = nil
			}
		case "Point":
			var p place
			if json.Unmarshal(g.Coordinates, &p) == nil {
				s.point = &p
			}
		}
	}
	if len(s.rings) == 0 && s.point == nil && (z.Profile.Latitude != 0 || z.Profile.Longitude != 0) {
		s.point = &place{z.Profile.Longitude, z.Profile.Latitude}
	}
	return s
}

func (s shape) empty() bool { return len(s.rings) == 0 && s.point == nil }

// bounds are the west, south, east and north of a shape.
func (s shape) bounds() (w, south, e, n float64) {
	w, south, e, n = 180, 90, -180, -90
	take := func(p place) {
		w, e, south, n = math.Min(w, p[0]), math.Max(e, p[0]), math.Min(south, p[1]), math.Max(n, p[1])
	}
	if s.point != nil {
		take(place{s.point[0] - pointReach, s.point[1] - pointReach/2})
		take(place{s.point[0] + pointReach, s.point[1] + pointReach/2})
	}
	for _, ring := range s.rings {
		for _, p := range ring {
			take(p)
		}
	}
	return w, south, e, n
}

// view puts places on the drawing, north up.
type view struct {
	lon, lat float64 // of the middle
	narrow   float64 // how much shorter a degree of longitude is here
	scale    float64 // units of the drawing in a degree of latitude
}

func newView(s shape) view {
	w, south, e, n := s.bounds()
	v := view{lon: (w + e) / 2, lat: (south + n) / 2}
	v.narrow = math.Cos(v.lat * math.Pi / 180)
	wide, high := math.Max((e-w)*v.narrow, 1e-5), math.Max(n-south, 1e-5)
	v.scale = math.Min(width*(1-2*margin)/wide, height*(1-2*margin)/high)
	return v
}

func (v view) at(p place) (x, y float64) {
	return width/2 + (p[0]-v.lon)*v.narrow*v.scale, height/2 - (p[1]-v.lat)*v.scale
}

func (v view) path(rings [][]place) string {
	var b strings.Builder
	for _, ring := range rings {
		for i, p := range ring {
			x, y := v.at(p)
			command := "L"
			if i == 0 {
				command = "M"
			}
			fmt.Fprintf(&b, "%s%.1f %.1f", command, x, y)
		}
		b.WriteString("Z")
	}
	return b.String()
}

// metres are the lengths that a scale may have.
var metres = []float64{50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000}

// scaleBar is the longest of them that fits a third of the drawing, and its
// length there.
func (v view) scaleBar() (m, length float64) {
	for _, m := range slices.Backward(metres) {
		if length = m / 1000 / kmPerDegree * v.scale; length <= width/3 {
			return m, length
		}
	}
	return metres[0], length
}

// Outline draws a pilot zone with its neighbours, from what we hold ourselves:
// no tiles of a map are asked for anywhere.
func Outline(z portfolio.Zone, neighbours []portfolio.Zone) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		s := shapeOf(z)
		v := newView(s)
		var b strings.Builder
		fmt.Fprintf(&b, `<svg class="outline" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s" focusable="false">`,
			width, height, html.EscapeString(i18n.T(ctx, "zone.outline", "Zone", z.Profile.Name)))
		for _, n := range neighbours {
			if n.ID != z.ID {
				v.draw(&b, shapeOf(n), "outline-other", n.Profile.Name.For(ctx))
			}
		}
		v.draw(&b, s, "outline-zone", z.Profile.Name.For(ctx))
		m, length := v.scaleBar()
		x, y := 12.0, height-12
		fmt.Fprintf(&b, `<path class="outline-scale" d="M%.1f %.1fv4h%.1fv-4"></path><text class="outline-text" x="%.1f" y="%.1f">%s</text>`,
			x, y-4, length, x+length+6, y+3, html.EscapeString(distance(ctx, m)))
		b.WriteString(`</svg>`)
		_, err := io.WriteString(w, b.String())
		return err
	})
}

func (v view) draw(b *strings.Builder, s shape, class, name string) {
	title := "<title>" + html.EscapeString(name) + "</title>"
	if len(s.rings) > 0 {
		fmt.Fprintf(b, `<path class="%s" d="%s">%s</path>`, class, v.path(s.rings), title)
	}
	if s.point != nil {
		x, y := v.at(*s.point)
		fmt.Fprintf(b, `<circle class="%s" cx="%.1f" cy="%.1f" r="7">%s</circle>`, class, x, y, title)
	}
}

func distance(ctx context.Context, m float64) string {
	if m < 1000 {
		return i18n.T(ctx, "zone.metres", "Count", int(m))
	}
	return i18n.T(ctx, "zone.kilometres", "Count", int(m/1000))
}
