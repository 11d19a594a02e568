package planning

import "qadam/internal/web/site"

func milestoneRoutes(h Handler) []site.Route { return nil }
