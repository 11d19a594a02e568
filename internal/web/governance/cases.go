package governance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/web/site"
)

func caseRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/cases/:id/events", Action: access.SeeInForce, Handle: h.showEvents},
	}
}

// seesCase returns an error unless the person may see the case.
func (h Handler) seesCase(c echo.Context, id int64) error {
	return fault.NotFound()
}
