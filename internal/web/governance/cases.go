package governance

import (
	"qadam/internal/web/site"
)

func caseRoutes(h Handler) []site.Route { return nil }
