package store

import (
	"context"

	"qadam/internal/portfolio"
)

// EvidenceOf lists the evidence of the milestones given, by the update that it
// came with.
func (r *Reader) EvidenceOf(ctx context.Context, milestoneIDs []int64) (map[int64][]portfolio.Evidence, error) {
	var rows []portfolio.Evidence
	if err := r.db.WithContext(ctx).Scopes(r.visible, r.known).Where("milestone_id IN ?", milestoneIDs).Find(&rows).Error; err != nil {
		return nil, translate(err)
	}
	byUpdate := make(map[int64][]portfolio.Evidence, len(milestoneIDs))
	for _, e := range rows {
		byUpdate[e.UpdateID] = append(byUpdate[e.UpdateID], e)
	}
	return byUpdate, nil
}
