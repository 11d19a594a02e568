// Package planning is a placeholder until its owner fills it.
package planning

import "qadam/internal/web/site"

// Routes are the addresses of the area.
func Routes(s *site.Site) []site.Route { return nil }
