package planning

import "github.com/labstack/echo/v4"

// documentPage is a roadmap in the official form.
func (h Handler) documentPage(c echo.Context, t *table) error { return h.roadmapPage(c, t) }
