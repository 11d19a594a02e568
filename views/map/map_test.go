package maps

import (
	"context"
	"math"
	"strings"
	"testing"

	"qadam/internal/portfolio"
)

// The places that kazakhstan-map.json gives for the five cities.
var cities = []struct {
	name                string
	latitude, longitude float64
	x, y                float64
}{
	{"Astana", 51.1694, 71.4491, 434.1, 116.8},
	{"Almaty", 43.2389, 76.8897, 548.7, 312.2},
	{"Karaganda", 49.8047, 73.1094, 463.7, 149.5},
	{"Shymkent", 42.3417, 69.5901, 412.2, 347.2},
	{"Aktobe", 50.2839, 57.1670, 200.9, 130.7},
}

func TestCitiesLieWhereTheMapHasThem(t *testing.T) {
	for _, c := range cities {
		x, y := project(c.latitude, c.longitude)
		if math.Hypot(x-c.x, y-c.y) > 0.5 {
			t.Errorf("%s at %.1f, %.1f, want %.1f, %.1f", c.name, x, y, c.x, c.y)
		}
	}
}

func TestNeighboursKeepTheirLabelsApart(t *testing.T) {
	var places []Place
	for _, c := range cities {
		places = append(places, Place{Label: c.name, Latitude: c.latitude, Longitude: c.longitude})
	}
	places = append(places, Place{Label: "London", Latitude: 51.5, Longitude: -0.1})
	want := map[string]side{"Astana": above, "Karaganda": below}
	points := layOut(places)
	if len(points) != len(cities) {
		t.Errorf("%d places on the map, want %d", len(points), len(cities))
	}
	for _, p := range points {
		if p.label != want[p.Label] {
			t.Errorf("the label of %s stands at %d, want %d", p.Label, p.label, want[p.Label])
		}
	}
}

func TestPlacesLeadToTheirPages(t *testing.T) {
	var b strings.Builder
	places := []Place{{Label: "Астана <1>", Title: "Smart Astana: в норме", Href: "/programmes/astana?as_of=2018-09-30", Health: portfolio.Green, Latitude: 51.1694, Longitude: 71.4491}}
	if err := Kazakhstan("Карта", places).Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`href="/programmes/astana?as_of=2018-09-30"`, `aria-label="Smart Astana: в норме"`, "map-green", "Астана &lt;1&gt;"} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("the map has no %s", part)
		}
	}
	if strings.Contains(b.String(), "style=") {
		t.Error("the map has a style attribute, which the policy header forbids")
	}
}
