package store

import (
	"context"

	"qadam/internal/portfolio"
)

// PlansOf lists what every version plans for a milestone, in the order in
// which the versions were made. Which of them the person may see is for the
// roadmap to say: see Roadmap.Visible.
func (r *Reader) PlansOf(ctx context.Context, milestoneID int64) ([]portfolio.Plan, error) {
	var plans []portfolio.Plan
	err := r.db.WithContext(ctx).Scopes(r.visible).Where("milestone_id = ?", milestoneID).Order("version_id").Find(&plans).Error
	return plans, translate(err)
}
