package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// VisibleProjects leaves only the projects that the actor may know of: one that
// stands in nothing but a draft is a part of that draft.
func VisibleProjects(ctx context.Context, r *store.Reader, p *portfolio.Picture, who access.Actor) ([]portfolio.Project, error) {
	if who.May(access.SeeDraft, p.Programme.ID) {
		return p.Projects, nil
	}
	known := map[int64]bool{}
	for _, b := range p.Boards {
		for id := range b.Projects {
			known[id] = true
		}
	}
	if len(known) < len(p.Projects) {
		if err := inVersions(ctx, r, p, who, known); err != nil {
			return nil, err
		}
	}
	projects := make([]portfolio.Project, 0, len(p.Projects))
	for _, one := range p.Projects {
		if known[one.ID] || one.End != nil {
			projects = append(projects, one)
		}
	}
	return projects, nil
}

// inVersions adds the projects of the versions that the actor may see beside
// those in force: superseded ones, and those under approval.
func inVersions(ctx context.Context, r *store.Reader, p *portfolio.Picture, who access.Actor, known map[int64]bool) error {
	for _, roadmap := range p.Roadmaps {
		for _, v := range roadmap.Visible(who).Versions {
			if v.State() == portfolio.InForce {
				continue
			}
			sheet, err := r.Sheet(ctx, v)
			if err != nil {
				return err
			}
			for i := range sheet.Plans {
				known[sheet.Plans[i].ProjectID] = true
			}
		}
	}
	return nil
}
