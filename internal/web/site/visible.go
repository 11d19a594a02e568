package site

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// VisibleZones leaves only the pilot zones that the actor may know of: a zone
// that is proposed is a draft (rules.md §10).
func VisibleZones(p *portfolio.Picture, who access.Actor) []portfolio.Zone {
	if who.May(access.SeeDraft, p.Programme.ID) {
		return p.Zones
	}
	var zones []portfolio.Zone
	for _, z := range p.Zones {
		if z.State() != portfolio.ZoneDraft {
			zones = append(zones, z)
		}
	}
	return zones
}

// VisibleProjects leaves only the projects that the actor may know of: see
// app.VisibleProjects.
func VisibleProjects(ctx context.Context, r *store.Reader, p *portfolio.Picture, who access.Actor) ([]portfolio.Project, error) {
	return app.VisibleProjects(ctx, r, p, who)
}
