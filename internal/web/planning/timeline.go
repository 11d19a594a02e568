package planning

import "github.com/labstack/echo/v4"

// timelinePage is a roadmap as a timeline.
func (h Handler) timelinePage(c echo.Context, t *table) error { return h.roadmapPage(c, t) }
