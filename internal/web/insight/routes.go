// Package insight answers with what the whole adds up to: the portfolio and
// its programmes, as of a day and against another.
package insight

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/web/site"
	"qadam/views/href"
)

// Handler answers the requests of the area.
type Handler struct{ *site.Site }

// Routes are the addresses of the area.
func Routes(s *site.Site) []site.Route {
	h := Handler{s}
	read := func(path string, handle echo.HandlerFunc, more ...string) site.Route {
		return site.Route{Method: http.MethodGet, Path: path, Action: access.SeeInForce, Formats: append([]string{"json", "csv", "xlsx"}, more...), Handle: handle}
	}
	return append(slices.Concat(viewRoutes(h), whyRoutes(h), ratingRoutes(h), escalationRoutes(h)),
		read(href.Portfolio(), h.showPortfolio, "pdf", "docx"),
		read(href.Programmes(), h.listProgrammes),
		read(href.Programmes()+"/:code", h.showProgramme),
		site.Route{Method: http.MethodGet, Path: href.Search(), Action: access.SeeInForce, Formats: []string{"json"}, Handle: h.showSearch},
	)
}
