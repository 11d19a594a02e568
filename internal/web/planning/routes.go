// Package planning answers for what is planned and reported: roadmaps,
// projects, pilot zones, milestones and the work that waits. It refuses to
// decide anything: rules are in portfolio, changes in app.
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
	return slices.Concat(roadmapRoutes(h), projectRoutes(h), zoneRoutes(h), milestoneRoutes(h), workRoutes(h))
}
