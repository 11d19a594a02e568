package store

import (
	"context"

	"qadam/internal/portfolio"
)

// EvidenceOf lists the evidence that came with the updates given, by update.
func (r *Reader) EvidenceOf(ctx context.Context, updateIDs []int64) (map[int64][]portfolio.Evidence, error) {
	var rows []portfolio.Evidence
	if err := r.db.WithContext(ctx).Scopes(r.visible, r.known).Where("update_id IN ?", updateIDs).Find(&rows).Error; err != nil {
		return nil, translate(err)
	}
	byUpdate := make(map[int64][]portfolio.Evidence, len(updateIDs))
	for _, e := range rows {
		byUpdate[e.UpdateID] = append(byUpdate[e.UpdateID], e)
	}
	return byUpdate, nil
}
