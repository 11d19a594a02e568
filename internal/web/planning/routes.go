// Package planning answers for programmes, pilot zones, projects, roadmaps and
// milestones, and for what waits for the person who asks.
package planning

import (
	"slices"

	"qadam/internal/web/site"
)

// Handler answers the requests of the area.
type Handler struct{ *site.Site }

// Routes are the addresses of the area.
func Routes(s *site.Site) []site.Route {
	h := Handler{s}
	return slices.Concat(roadmapRoutes(h), draftRoutes(h), projectRoutes(h), projectEditRoutes(h), zoneRoutes(h), milestoneRoutes(h), milestoneListRoutes(h), workRoutes(h), comparisonRoutes(h), timelineRoutes(h))
}
