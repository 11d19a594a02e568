package store

import (
	"cmp"
	"context"
	"slices"

	"qadam/internal/access"
	"qadam/internal/portfolio"
)

// PlansOf lists what every version plans for a milestone, in the order in
// which the versions were made, as drafts stood at the reader's instant. Which
// of them the person may see is for the roadmap to say: see Roadmap.Visible.
func (r *Reader) PlansOf(ctx context.Context, milestoneID int64) ([]portfolio.Plan, error) {
	if !r.sees() {
		return nil, nil
	}
	found, err := plans(r.db.WithContext(ctx), "WHERE p.milestone_id = ? ORDER BY p.version_id", milestoneID)
	if err != nil {
		return nil, err
	}
	edits, err := r.editsSince(ctx, "programme_id = (SELECT m.programme_id FROM milestones m WHERE m.id = ?)", milestoneID)
	if err != nil || len(edits) == 0 {
		return found, err
	}
	// Line by line and version by version, because a milestone may have left a
	// draft since, or come to it.
	byVersion := map[int64][]portfolio.Plan{}
	for _, p := range found {
		byVersion[p.VersionID] = append(byVersion[p.VersionID], p)
	}
	for _, e := range edits {
		byVersion[e.VersionID] = portfolio.RolledBack(byVersion[e.VersionID], []portfolio.DraftEdit{e})
	}
	found = nil
	for _, lines := range byVersion {
		for _, p := range lines {
			if p.MilestoneID == milestoneID {
				found = append(found, p)
			}
		}
	}
	slices.SortFunc(found, func(a, b portfolio.Plan) int { return cmp.Compare(a.VersionID, b.VersionID) })
	return found, nil
}

// LineNames are milestones by their numbers and titles, as the newest version
// has them that does. It is for those who read the log, which holds them anyway.
func (r *Reader) LineNames(ctx context.Context, milestoneIDs []int64) (map[int64]portfolio.Plan, error) {
	names := map[int64]portfolio.Plan{}
	if len(milestoneIDs) == 0 || !r.actor.May(access.ReadAudit, access.Anywhere) {
		return names, nil
	}
	found, err := plans(r.db.WithContext(ctx), "WHERE p.milestone_id IN ? ORDER BY p.version_id", milestoneIDs)
	for _, p := range found {
		names[p.MilestoneID] = portfolio.Plan{Number: p.Number, Title: p.Title}
	}
	return names, err
}
