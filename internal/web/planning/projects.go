package planning

import "qadam/internal/web/site"

func projectRoutes(h Handler) []site.Route { return nil }
