// Package maps draws programmes on the map of Kazakhstan. It refuses tiles and
// anything else that would have to be fetched from elsewhere.
package maps

import (
	"math"

	"qadam/internal/portfolio"
)

// Place is a programme on the map.
type Place struct {
	Label     string // the city
	Title     string // what a screen reader says; it begins with the label
	Href      string
	Count     int // small behind the label, when there is any
	Health    portfolio.Health
	Latitude  float64
	Longitude float64
}

// The drawing's size, and its projection: Albers' conic equal-area, with the
// parallels and the scale that the outline was drawn with. The five cities come
// out within half a unit of where kazakhstan-map.json has them.
const (
	width, height = 720.0, 400.0
	parallelSouth = 44.5
	parallelNorth = 56.5
	meridian      = 67.0
	scale         = 1484.6052
	originX       = 362.2699
	originY       = -1087.8820
	perDegree     = math.Pi / 180
)

// project returns where a place lies on the drawing.
func project(latitude, longitude float64) (x, y float64) {
	south, north := math.Sin(parallelSouth*perDegree), math.Sin(parallelNorth*perDegree)
	n := (south + north) / 2
	c := 1 - south*south + 2*n*south
	rho := math.Sqrt(c-2*n*math.Sin(latitude*perDegree)) / n
	theta := n * (longitude - meridian) * perDegree
	return scale*rho*math.Sin(theta) + originX, scale*rho*math.Cos(theta) + originY
}

// side is where a label stands: beside its mark, or above or below it where
// another place is so near that the two would touch.
type side int

const (
	beside side = iota
	above
	below
)

// point is a place that has been laid out.
type point struct {
	Place
	x, y  int
	label side
}

// near is how close two places may lie, in units, with labels beside them.
const near = 70

// layOut puts the places on the drawing; one that lies outside is left out.
func layOut(places []Place) []point {
	var points []point
	for _, p := range places {
		x, y := project(p.Latitude, p.Longitude)
		if x < 0 || y < 0 || x > width || y > height {
			continue
		}
		points = append(points, point{Place: p, x: int(math.Round(x)), y: int(math.Round(y))})
	}
	for i := range points {
		for j := range points {
			p, q := &points[i], points[j]
			if i == j || math.Hypot(float64(p.x-q.x), float64(p.y-q.y)) > near {
				continue
			}
			p.label = below
			if p.y < q.y || p.y == q.y && i < j {
				p.label = above
			}
		}
	}
	return points
}

// textX, textY and anchor place the label around the mark.
func (p point) textX() int {
	if p.label == beside && !p.leftward() {
		return p.x + 20
	}
	if p.label == beside {
		return p.x - 20
	}
	return p.x
}

func (p point) textY() int {
	switch p.label {
	case above:
		return p.y - 22
	case below:
		return p.y + 40
	case beside:
	}
	return p.y + 9
}

func (p point) anchor() string {
	switch {
	case p.label != beside:
		return "middle"
	case p.leftward():
		return "end"
	default:
		return "start"
	}
}

// leftward reports whether a label at the right would leave the drawing.
func (p point) leftward() bool { return p.x > width-150 }
