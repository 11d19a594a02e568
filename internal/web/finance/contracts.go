package finance

import "qadam/internal/web/site"

func contractRoutes(h Handler) []site.Route { return nil }
