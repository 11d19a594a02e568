package finance

import "qadam/internal/web/site"

func stageRoutes(h Handler) []site.Route { return nil }
