package maps

import (
	"math"

	"qadam/internal/portfolio"
)

// Area is a pilot zone on the map of its city.
type Area struct {
	Label  string // short, such as its number in a list
	Title  string // what a screen reader says; it begins with the label
	Href   string
	Health portfolio.Health // of what stands in the zone
	Shape  Shape
}

// cityMargin is the share of the drawing that stays free around the zones, for
// their marks.
const cityMargin = 0.1

// area is a zone that has been laid out: its outline, its mark in the middle and
// its label beside.
type area struct {
	Area
	path string
	edge int // of the outline, in the east
	point
}

// tag is where its label begins: outside its outline, and beside its mark.
func (a area) tag() int { return min(max(a.edge+6, a.x+20), int(width)-24) }

// lay puts the zones on the drawing; one without borders and place is left out.
func lay(all []Area) []area {
	var shapes []Shape
	for _, a := range all {
		shapes = append(shapes, a.Shape)
	}
	v := NewView(width, height, cityMargin, shapes...)
	var out []area
	for _, a := range all {
		if a.Shape.Empty() {
			continue
		}
		w, s, e, n := a.Shape.bounds()
		x, y := v.At(Position{(w + e) / 2, (s + n) / 2})
		one := area{Area: a, path: v.Path(a.Shape.Rings)}
		one.point = point{Place: Place{Label: a.Label, Health: a.Health}, x: int(math.Round(x)), y: int(math.Round(y))}
		edge, _ := v.At(Position{e, (s + n) / 2})
		one.edge = int(math.Round(edge))
		out = append(out, one)
	}
	return out
}
