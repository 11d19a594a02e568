package planning

import "qadam/internal/web/site"

func workRoutes(h Handler) []site.Route { return nil }
