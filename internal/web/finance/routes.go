// Package finance answers for money: the funding of the portfolio, programmes,
// projects and lines, contracts, stages and checks.
package finance

import (
	"slices"

	"qadam/internal/web/site"
)

// Handler answers the requests of the area.
type Handler struct{ *site.Site }

// Routes are the addresses of the area, noun by noun.
func Routes(s *site.Site) []site.Route {
	h := Handler{Site: s}
	return slices.Concat(
		fundingRoutes(h),
		lineRoutes(h),
		contractRoutes(h),
		stageRoutes(h),
		checkRoutes(h),
		pasteRoutes(h),
	)
}
