package portfolio

import (
	"strings"

	"qadam/internal/fault"
	"qadam/internal/i18n"
)

// ZoneChange is what is said anew of a pilot zone; what is nil stays.
type ZoneChange struct {
	Name, District *i18n.Text
	Population     *int // people, 0 when unknown
	Geometry       *string
}

// Of is the profile as it is after the change. It is no row yet.
func (c ZoneChange) Of(p ZoneProfile) ZoneProfile {
	p = ZoneProfile{
		ZoneID: p.ZoneID, ProgrammeID: p.ProgrammeID, Name: p.Name, District: p.District, Population: p.Population,
		Geometry: p.Geometry, Latitude: p.Latitude, Longitude: p.Longitude,
	}
	if c.Name != nil {
		p.Name = c.Name.Trim()
	}
	if c.District != nil {
		p.District = c.District.Trim()
	}
	if c.Population != nil {
		p.Population = *c.Population
	}
	if c.Geometry == nil {
		return p
	}
	if drawn := strings.TrimSpace(*c.Geometry); drawn != p.Geometry {
		p.Geometry = drawn
		p.Latitude, p.Longitude = 0, 0 // of the middle of the old boundary
	}
	return p
}

// Says reports whether two profiles say the same of what a ZoneChange may change.
func (p ZoneProfile) Says(o ZoneProfile) bool {
	return p.Name == o.Name && p.District == o.District && p.Population == o.Population && p.Geometry == o.Geometry
}

// MayEdit refuses to change what is known of a pilot zone that was closed.
func (z Zone) MayEdit() error {
	if z.State() == ZoneClosed {
		return fault.Conflict("zone.closed_already")
	}
	return nil
}

// CheckEdited refuses a profile that cannot be named or drawn, and another
// boundary than the one that was decided upon: a zone is designated within it.
func (z Zone) CheckEdited(before ZoneProfile) error {
	var boundary error
	if z.State() != ZoneDraft && z.Profile.Geometry != before.Geometry {
		boundary = fault.Field("geometry", "zone.boundary_decided")
	}
	return fault.Join(z.Trim().Check(nil), boundary)
}
