package store

import (
	"context"

	"gorm.io/gorm/clause"

	"qadam/internal/approval"
)

// AppendOpinion adds the opinion of a seat, or the conflict of interest that it
// declared; a second one in a round is a conflict. What was drafted of it goes.
func (tx *Tx) AppendOpinion(o *approval.Opinion) error {
	o.RecordedAt, o.RecordedBy = tx.Now, tx.actor.ID
	if err := tx.db.Create(o).Error; err != nil {
		return err
	}
	return tx.db.Where("case_id = ? AND round = ? AND seat_id = ?", o.CaseID, o.Round, o.SeatID).Delete(&approval.OpinionDraft{}).Error
}

// OpinionDraft returns what the person has written in the seat of its opinion so
// far, or nil.
func (r *Reader) OpinionDraft(ctx context.Context, caseID int64, round int, seatID int64) (*approval.OpinionDraft, error) {
	var found []approval.OpinionDraft
	err := r.db.WithContext(ctx).Where("case_id = ? AND round = ? AND seat_id = ? AND person_id = ?", caseID, round, seatID, r.actor.ID).Limit(1).Find(&found).Error
	if err != nil || len(found) == 0 {
		return nil, translate(err)
	}
	return &found[0], nil
}

// SaveOpinionDraft keeps an opinion while it is written. It is upkeep, outside
// of the audited door: nobody has said anything yet.
func (s *Store) SaveOpinionDraft(ctx context.Context, d *approval.OpinionDraft) error {
	d.ID, d.SavedAt = 0, s.Now()
	onto := clause.OnConflict{
		Columns:   []clause.Column{{Name: "case_id"}, {Name: "round"}, {Name: "seat_id"}, {Name: "person_id"}},
		DoUpdates: clause.AssignmentColumns([]string{"scores", "summary", "verdict", "conditions", "remarks", "saved_at"}),
	}
	return translate(s.write.WithContext(ctx).Clauses(onto).Create(d).Error)
}
