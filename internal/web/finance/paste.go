package finance

import "qadam/internal/web/site"

func pasteRoutes(h Handler) []site.Route { return nil }
