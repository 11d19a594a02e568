// Package governance answers for approvals: cases with their opinions and
// votes, sittings, protocols, changes to what is in force, and conditions.
package governance

import (
	"slices"

	"qadam/internal/web/site"
)

// Handler answers the requests of the area.
type Handler struct {
	*site.Site
	feed *feed // what those hear who watch a case
}

// Routes are the addresses of the area, noun by noun.
func Routes(s *site.Site) []site.Route {
	h := Handler{Site: s, feed: newFeed(s.Store)}
	return slices.Concat(
		caseRoutes(h),
		conditionRoutes(h),
		sittingRoutes(h),
		protocolRoutes(h),
		verifyRoutes(h),
		changeRoutes(h),
	)
}
