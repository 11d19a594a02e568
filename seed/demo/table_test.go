package demo

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"qadam/internal/money"
)

func TestZonesAreDrawn(t *testing.T) {
	for _, p := range Plays() {
		if n := len(p.Zones); n < 2 || n > 4 {
			t.Errorf("%s has %d zones", p.Programme, n)
		}
		for _, z := range p.Zones {
			var g struct {
				Type        string
				Coordinates [][][2]float64
			}
			if err := json.Unmarshal([]byte(z.Polygon), &g); err != nil || g.Type != "Polygon" || len(g.Coordinates) != 1 {
				t.Fatalf("%s: %v %s", z.Code, err, z.Polygon)
			}
			ring := g.Coordinates[0]
			west, east, south, north := 180.0, -180.0, 90.0, -90.0
			for _, c := range ring {
				west, east = min(west, c[0]), max(east, c[0])
				south, north = min(south, c[1]), max(north, c[1])
			}
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] || z.Lon < west || z.Lon > east || z.Lat < south || z.Lat > north {
				t.Errorf("%s: ring open, or the point is outside it", z.Code)
			}
			if !z.Active.IsZero() && z.Active.Before(z.Designated) || z.Population == 0 || z.Designated.IsZero() {
				t.Errorf("%s: dates or population", z.Code)
			}
		}
	}
}

// TestProjectsAreThoseOfTheDomain compares with the table they come from, of
// which testdata has a copy: the play may add to it and change nothing.
func TestProjectsAreThoseOfTheDomain(t *testing.T) {
	f, err := os.Open("testdata/seed_projects.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{} // by programme and Russian name
	for _, r := range rows[1:] {
		want[r[0]+"|"+r[2]] = r
	}
	for _, p := range Plays() {
		programme := "Smart " + strings.ToUpper(p.Programme[:1]) + p.Programme[1:]
		if p.Programme == "ontustik" {
			programme = "Smart Ontystuk"
		}
		for _, pr := range p.Projects {
			r, ok := want[programme+"|"+pr.Name.RU]
			if !ok {
				t.Errorf("%s: %q is not in the table", pr.Code, pr.Name.RU)
				continue
			}
			same := r[1] == pr.Name.EN && r[8] == pr.Name.KK && strings.EqualFold(r[4], pr.Model) && r[5] == pr.Basis.EN && r[6] == pr.Source && r[11] == pr.Grade
			plan, total := money.Amount(0), money.Amount(0)
			for i, to := range map[int]*money.Amount{12: &plan, 13: &total} {
				var n int64
				if err := json.Unmarshal([]byte(r[i]), &n); err != nil {
					t.Fatal(err)
				}
				*to = mln(float64(n))
			}
			if !same || plan != pr.Plan2018 || total != pr.Total {
				t.Errorf("%s differs from the table:\n%v", pr.Code, r)
			}
		}
	}
}
