package portfolio

import (
	"strings"
	"unicode/utf8"

	"qadam/internal/fault"
)

// peopleMost is more people than any pilot zone has.
const peopleMost = 100_000_000

// Trim returns the zone without spaces around what was typed.
func (z Zone) Trim() Zone {
	z.Code, z.Profile.Geometry = strings.TrimSpace(z.Code), strings.TrimSpace(z.Profile.Geometry)
	z.Profile.Name, z.Profile.District = z.Profile.Name.Trim(), z.Profile.District.Trim()
	return z
}

// Check refuses a pilot zone that cannot be named or drawn, or whose address is
// another's.
func (z Zone) Check(taken Codes) error {
	var errs []error
	bad := func(name, key string, args ...any) { errs = append(errs, fault.Field(name, key, args...)) }
	switch {
	case z.Code == "":
		bad("code", "fault.required")
	case !codePattern.MatchString(z.Code):
		bad("code", "fault.code")
	case utf8.RuneCountInString(z.Code) > codeMost:
		bad("code", "fault.too_long", "Limit", codeMost)
	case reserved.Has(z.Code) || taken.Has(z.Code):
		bad("code", "zone.code_taken")
	}
	if z.Profile.Name.KK == "" {
		bad("name_kk", "fault.required")
	}
	if z.Profile.Name.RU == "" {
		bad("name_ru", "fault.required")
	}
	for _, t := range []struct{ name, text string }{
		{"name_kk", z.Profile.Name.KK}, {"name_ru", z.Profile.Name.RU}, {"name_en", z.Profile.Name.EN},
		{"district_kk", z.Profile.District.KK}, {"district_ru", z.Profile.District.RU}, {"district_en", z.Profile.District.EN},
	} {
		if utf8.RuneCountInString(t.text) > nameMost {
			bad(t.name, "fault.too_long", "Limit", nameMost)
		}
	}
	switch {
	case z.Profile.Population < 0:
		bad("population", "fault.negative")
	case z.Profile.Population > peopleMost:
		bad("population", "zone.population_most", "Limit", peopleMost)
	}
	if !ValidGeometry(z.Profile.Geometry) {
		bad("geometry", "zone.geometry_invalid")
	}
	return fault.Join(errs...)
}
