package finance

import "qadam/internal/web/site"

func checkRoutes(h Handler) []site.Route { return nil }
