// Package account is a placeholder until its owner fills it.
package account

import "qadam/internal/web/site"

// Routes are the addresses of the area.
func Routes(s *site.Site) []site.Route { return nil }
