package store

import (
	"context"

	"qadam/internal/portfolio"
)

// PlansOf lists what every version plans for a milestone, in the order in
// which the versions were made. Which of them the person may see is for the
// roadmap to say: see Roadmap.Visible.
func (r *Reader) PlansOf(ctx context.Context, milestoneID int64) ([]portfolio.Plan, error) {
	if !r.sees() {
		return nil, nil
	}
	return plans(r.db.WithContext(ctx), "WHERE p.milestone_id = ? ORDER BY p.version_id", milestoneID)
}
