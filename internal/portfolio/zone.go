package portfolio

import (
	"encoding/json"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// ZoneState is where a pilot zone stands: draft, designated, active, closed.
type ZoneState string

// The states of a pilot zone (rules.md §2), in their order.
const (
	ZoneDraft      ZoneState = "draft"
	ZoneDesignated ZoneState = "designated"
	ZoneActive     ZoneState = "active"
	ZoneClosed     ZoneState = "closed"
)

// Zone is a pilot zone: a part of a city where solutions are tried first.
type Zone struct {
	ID          int64
	Code        string
	ProgrammeID int64
	RecordedAt  time.Time
	RecordedBy  int64

	Profile ZoneProfile `gorm:"-"` // the latest known, loaded
	Steps   []ZoneStep  `gorm:"-"`
}

// ZoneProfile is what is known of a zone; a change is a later row.
type ZoneProfile struct {
	ID          int64
	ZoneID      int64
	ProgrammeID int64
	Name        i18n.Text
	District    i18n.Text
	Population  int    // people, 0 when unknown
	Geometry    string // GeoJSON geometry, "" when none
	Latitude    float64
	Longitude   float64
	RecordedAt  time.Time
	RecordedBy  int64
}

// ZoneStep is a line of a zone's ledger of states.
type ZoneStep struct {
	ID          int64
	ZoneID      int64
	ProgrammeID int64
	State       ZoneState
	HappenedOn  civil.Date // the day of the act
	Note        string
	RecordedAt  time.Time
	RecordedBy  int64
}

// State is where the zone stands by the steps known.
func (z Zone) State() ZoneState {
	if len(z.Steps) == 0 {
		return ZoneDraft
	}
	return z.Steps[len(z.Steps)-1].State
}

// follows lists which state may come after which.
var follows = map[ZoneState][]ZoneState{
	ZoneDraft:      {ZoneDesignated},
	ZoneDesignated: {ZoneActive, ZoneClosed},
	ZoneActive:     {ZoneClosed},
}

// MayBecome reports whether the state may follow the zone's present one.
func (z Zone) MayBecome(s ZoneState) bool {
	for _, n := range follows[z.State()] {
		if n == s {
			return true
		}
	}
	return false
}

// ValidGeometry reports whether the text is "" or a GeoJSON Point or Polygon.
func ValidGeometry(s string) bool {
	if s == "" {
		return true
	}
	var g struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	return json.Unmarshal([]byte(s), &g) == nil && (g.Type == "Point" || g.Type == "Polygon") && len(g.Coordinates) > 2
}
