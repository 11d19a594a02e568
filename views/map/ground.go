package maps

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"qadam/internal/portfolio"
)

const (
	kmPerDegree = 111.32 // of latitude
	pointReach  = 0.008  // degrees shown around a zone that is only a point
)

// Position is a longitude and a latitude.
type Position [2]float64

// Shape is the outer rings of a zone, or one point.
type Shape struct {
	Rings [][]Position
	Point *Position
}

// ShapeOf reads the GeoJSON of a zone; without any it is the zone's point.
func ShapeOf(z portfolio.Zone) Shape {
	var g struct {
		Type        string
		Coordinates json.RawMessage
	}
	var s Shape
	if json.Unmarshal([]byte(z.Profile.Geometry), &g) == nil {
		switch g.Type {
		case "Polygon":
			if json.Unmarshal(g.Coordinates, &s.Rings) != nil {
				s.Rings = nil
			}
		case "Point":
			var p Position
			if json.Unmarshal(g.Coordinates, &p) == nil {
				s.Point = &p
			}
		}
	}
	if len(s.Rings) == 0 && s.Point == nil && (z.Profile.Latitude != 0 || z.Profile.Longitude != 0) {
		s.Point = &Position{z.Profile.Longitude, z.Profile.Latitude}
	}
	return s
}

// Empty reports whether there is nothing to draw.
func (s Shape) Empty() bool { return len(s.Rings) == 0 && s.Point == nil }

// bounds are the west, south, east and north of a shape.
func (s Shape) bounds() (w, south, e, n float64) {
	w, south, e, n = 180, 90, -180, -90
	take := func(p Position) {
		w, e, south, n = math.Min(w, p[0]), math.Max(e, p[0]), math.Min(south, p[1]), math.Max(n, p[1])
	}
	if s.Point != nil {
		take(Position{s.Point[0] - pointReach, s.Point[1] - pointReach/2})
		take(Position{s.Point[0] + pointReach, s.Point[1] + pointReach/2})
	}
	for _, ring := range s.Rings {
		for _, p := range ring {
			take(p)
		}
	}
	return w, south, e, n
}

// View puts positions on a drawing of a width and a height, north up.
type View struct {
	width, height float64
	lon, lat      float64 // of the middle
	narrow        float64 // how much shorter a degree of longitude is here
	scale         float64 // units of the drawing in a degree of latitude
}

// NewView shows the shapes with a share of the drawing free around them.
func NewView(width, height, margin float64, shapes ...Shape) View {
	w, south, e, n := 180.0, 90.0, -180.0, -90.0
	for _, s := range shapes {
		if s.Empty() {
			continue
		}
		sw, ss, se, sn := s.bounds()
		w, e, south, n = math.Min(w, sw), math.Max(e, se), math.Min(south, ss), math.Max(n, sn)
	}
	v := View{width: width, height: height, lon: (w + e) / 2, lat: (south + n) / 2}
	v.narrow = math.Cos(v.lat * math.Pi / 180)
	wide, high := math.Max((e-w)*v.narrow, 1e-5), math.Max(n-south, 1e-5)
	v.scale = math.Min(width*(1-2*margin)/wide, height*(1-2*margin)/high)
	return v
}

// At is where a position lies on the drawing.
func (v View) At(p Position) (x, y float64) {
	return v.width/2 + (p[0]-v.lon)*v.narrow*v.scale, v.height/2 - (p[1]-v.lat)*v.scale
}

// Length is how many units of the drawing so many metres are.
func (v View) Length(metres float64) float64 { return metres / 1000 / kmPerDegree * v.scale }

// Path is rings as the path of a drawing.
func (v View) Path(rings [][]Position) string {
	var b strings.Builder
	for _, ring := range rings {
		for i, p := range ring {
			x, y := v.At(p)
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
