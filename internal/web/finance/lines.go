package finance

import "qadam/internal/web/site"

func lineRoutes(h Handler) []site.Route { return nil }
