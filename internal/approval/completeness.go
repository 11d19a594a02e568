package approval

import (
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Subject is what a case is about, as it stands: what is checked before it is
// submitted and what its fingerprint is of.
type Subject struct {
	Programme string // code
	Year      int    // of a roadmap
	Version   portfolio.Version
	Plans     []portfolio.Plan
	Around    portfolio.Surroundings
	Codes     Codes
	Zone      portfolio.Zone
	Project   portfolio.Project
	Title     i18n.Text // of an assessment
	Brief     i18n.Text
}

// Codes are the codes of what lines name by key.
type Codes struct {
	Bodies, Projects, Zones map[int64]string
}

func completeVersion(Subject) error    { return nil }
func completeZone(Subject) error       { return nil }
func completeInclusion(Subject) error  { return nil }
func completeAssessment(Subject) error { return nil }
func completeNothing(Subject) error    { return nil }

func versionContent(Subject) any    { return nil }
func zoneContent(Subject) any       { return nil }
func projectContent(Subject) any    { return nil }
func assessmentContent(Subject) any { return nil }
