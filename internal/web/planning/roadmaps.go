package planning

import "qadam/internal/web/site"

func roadmapRoutes(h Handler) []site.Route { return nil }
