package portfolio

import (
	"strings"
	"testing"

	"qadam/internal/i18n"
)

func TestCheckZone(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Zone)
		want   string
	}{
		{"as it should be", func(*Zone) {}, ""},
		{"without borders, district and population", func(z *Zone) { z.Profile = ZoneProfile{Name: z.Profile.Name} }, ""},
		{"no code", func(z *Zone) { z.Code = "" }, "code fault.required"},
		{"a code in capitals", func(z *Zone) { z.Code = "Esil" }, "code fault.code"},
		{"a code that is another's", func(z *Zone) { z.Code = "almaly" }, "code zone.code_taken"},
		{"the code of the form", func(z *Zone) { z.Code = "new" }, "code zone.code_taken"},
		{"no names", func(z *Zone) { z.Profile.Name = i18n.Text{EN: "Esil"} }, "name_kk fault.required, name_ru fault.required"},
		{"a long district", func(z *Zone) { z.Profile.District.RU = strings.Repeat("я", 301) }, "district_ru fault.too_long"},
		{"fewer than nobody", func(z *Zone) { z.Profile.Population = -1 }, "population fault.negative"},
		{"more than everybody", func(z *Zone) { z.Profile.Population = 100_000_001 }, "population zone.population_most"},
		{"borders that are none", func(z *Zone) { z.Profile.Geometry = "here" }, "geometry zone.geometry_invalid"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			z := Zone{Code: "esil", Profile: ZoneProfile{Name: i18n.Same("Esil"), Population: 12000, Geometry: `{"type":"Point","coordinates":[71.4,51.1]}`}}
			tt.change(&z)
			if got := complaints(z.Trim().Check(Codes{"almaly"})); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
