package planning

import "qadam/internal/web/site"

func zoneRoutes(h Handler) []site.Route { return nil }
