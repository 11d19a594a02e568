package finance

import "qadam/internal/web/site"

func fundingRoutes(h Handler) []site.Route { return nil }
