package zones

import (
	"context"
	"math"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	maps "qadam/views/map"
)

func zone(id int64, geometry string) portfolio.Zone {
	return portfolio.Zone{ID: id, Profile: portfolio.ZoneProfile{Name: i18n.Same("<Zone> & co"), Geometry: geometry}}
}

const square = `{"type":"Polygon","coordinates":[[[71.40,51.10],[71.44,51.10],[71.44,51.12],[71.40,51.12],[71.40,51.10]]]}`

func TestShapesAreRead(t *testing.T) {
	tests := []struct {
		name, geometry string
		rings          int
		point, empty   bool
	}{
		{"a polygon", square, 1, false, false},
		{"a point", `{"type":"Point","coordinates":[71.4,51.1]}`, 0, true, false},
		{"nothing", "", 0, false, true},
		{"another kind", `{"type":"LineString","coordinates":[[1,2],[3,4]]}`, 0, false, true},
		{"broken", `{"type":"Polygon","coordinates":"x"}`, 0, false, true},
	}
	for _, tt := range tests {
		s := maps.ShapeOf(zone(1, tt.geometry))
		if len(s.Rings) != tt.rings || (s.Point != nil) != tt.point || s.Empty() != tt.empty {
			t.Errorf("%s: %+v", tt.name, s)
		}
	}
	if s := maps.ShapeOf(portfolio.Zone{Profile: portfolio.ZoneProfile{Latitude: 51, Longitude: 71}}); s.Point == nil {
		t.Error("a zone without borders is its point")
	}
}

// TestTheDrawingKeepsItsProportions: two hundredths of a degree north are as
// long as about three east at Astana.
func TestTheDrawingKeepsItsProportions(t *testing.T) {
	v := maps.NewView(width, height, margin, maps.ShapeOf(zone(1, square)))
	x0, y0 := v.At(maps.Position{71.40, 51.12})
	x1, y1 := v.At(maps.Position{71.44, 51.10})
	km := func(units float64) float64 { return units / v.Length(1000) }
	if wide, high := km(x1-x0), km(y1-y0); math.Abs(wide-2.795) > 0.01 || math.Abs(high-2.226) > 0.01 {
		t.Errorf("%.3f km wide and %.3f km high", wide, high)
	}
	if x0 < 0 || y0 < 0 || x1 > width || y1 > height {
		t.Errorf("outside of the drawing: %f %f %f %f", x0, y0, x1, y1)
	}
	m, length := scaleBar(v)
	if math.Abs(km(length)*1000-m) > 0.01 || length > width/3 {
		t.Errorf("a scale of %f m is %f long", m, length)
	}
}

func TestOutlineIsDrawn(t *testing.T) {
	var b strings.Builder
	ctx := i18n.With(context.Background(), i18n.EN)
	if err := Outline(zone(1, square), []portfolio.Zone{zone(1, square), zone(2, `{"type":"Point","coordinates":[71.42,51.11]}`)}).Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`class="outline-zone" d="M`, `circle class="outline-other"`, `aria-label="Borders of &lt;Zone&gt; &amp; co"`, "1 km"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in %s", want, b.String())
		}
	}
	if strings.Contains(b.String(), "<Zone>") || strings.Contains(b.String(), "style=") {
		t.Errorf("unsafe: %s", b.String())
	}
}
