package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"qadam/internal/portfolio"
)

// LastEdit returns the last change of a draft that was not taken back, or nil.
func (r *Reader) LastEdit(ctx context.Context, versionID int64) (*portfolio.DraftEdit, error) {
	last, _, err := r.Standing(ctx, versionID)
	return last, err
}

// LastUndone returns the change that was taken back last and can be done again,
// or nil.
func (r *Reader) LastUndone(ctx context.Context, versionID int64) (*portfolio.DraftEdit, error) {
	_, undone, err := r.Standing(ctx, versionID)
	return undone, err
}

// Standing returns both at once.
func (r *Reader) Standing(ctx context.Context, versionID int64) (last, undone *portfolio.DraftEdit, err error) {
	return standing(r.db.WithContext(ctx).Scopes(r.visible).Where("recorded_at < ?", r.at), versionID)
}

// Standing returns the last change of a draft that was not taken back and the
// one that was taken back last, nil where there is none.
func (tx *Tx) Standing(versionID int64) (last, undone *portfolio.DraftEdit, err error) {
	return standing(tx.db, versionID)
}

// standing reads the keys of the whole ledger, and what they touched of two.
func standing(db *gorm.DB, versionID int64) (last, undone *portfolio.DraftEdit, err error) {
	var ledger []portfolio.DraftEdit
	db = db.Session(&gorm.Session{})
	if err := db.Select("id", "undoes_id").Where("version_id = ?", versionID).Order("id").Find(&ledger).Error; err != nil {
		return nil, nil, translate(err)
	}
	last, undone = portfolio.StandingEdits(ledger)
	for _, e := range []*portfolio.DraftEdit{last, undone} {
		if e == nil {
			continue
		}
		if err := db.Take(e, e.ID).Error; err != nil {
			return nil, nil, translate(err)
		}
	}
	return last, undone, nil
}

// editsSince lists what was changed in drafts from the reader's instant on,
// newest first. Of today's pages that is nothing.
func (r *Reader) editsSince(ctx context.Context, where string, args ...any) ([]portfolio.DraftEdit, error) {
	var edits []portfolio.DraftEdit
	err := r.db.WithContext(ctx).Where(where, args...).Where("recorded_at >= ?", r.at).Order("id DESC").Find(&edits).Error
	return edits, translate(err)
}

// AppendDraftEdit adds a line to the ledger of changes of a draft.
func (tx *Tx) AppendDraftEdit(e *portfolio.DraftEdit) error {
	e.RecordedAt, e.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(e).Error
}

// SaveDraft writes what a change of a draft touched: lines that are gone, new
// ones, those with another content, and those that only stand elsewhere, which
// keep their revision. A new line gets its key. However many lines they are, it
// takes a few statements.
func (tx *Tx) SaveDraft(versionID int64, was, is portfolio.Touched) error {
	var gone []int64
	for _, p := range was.Lines {
		if is.Line(p.MilestoneID) == nil {
			gone = append(gone, p.ID)
		}
	}
	for some := range slices.Chunk(gone, 500) {
		if err := tx.db.Where("id IN ?", some).Delete(&portfolio.Plan{}).Error; err != nil {
			return err
		}
	}
	added := slices.IndexFunc(is.Lines, func(p portfolio.Plan) bool { return p.ID != 0 }) // new lines come first or alone
	if added < 0 {
		added = len(is.Lines)
	}
	if err := tx.AddPlans(is.Lines[:added]); err != nil {
		return err
	}
	if err := tx.overwrite(is.Lines[added:]); err != nil {
		return err
	}
	return tx.savePlaces(versionID, is.Places)
}

// AddPlans keeps new lines of a draft.
func (tx *Tx) AddPlans(plans []portfolio.Plan) error {
	if len(plans) == 0 {
		return nil
	}
	return tx.db.CreateInBatches(plans, 200).Error
}

// planContent are the columns of a line that may change.
var planContent = strings.Fields("position number title form lead_id co_ids start due for_money costs weight gate zone_id links note revision")

// overwrite writes whole lines, in one statement for many of them. The
// transaction has read them, and no other one runs meanwhile (see Write), so
// there is nothing newer to be lost. One that was removed comes back.
func (tx *Tx) overwrite(plans []portfolio.Plan) error {
	if len(plans) == 0 {
		return nil
	}
	onto := clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns(planContent)}
	return tx.db.Clauses(onto).CreateInBatches(plans, 200).Error
}

// savePlaces writes where lines stand and nothing else.
func (tx *Tx) savePlaces(versionID int64, places []portfolio.Place) error {
	for some := range slices.Chunk(places, 500) {
		args := []any{}
		for _, p := range some {
			args = append(args, p.MilestoneID, p.Position, p.Number)
		}
		rows := strings.TrimSuffix(strings.Repeat("(CAST(? AS bigint), CAST(? AS integer), CAST(? AS text)), ", len(some)), ", ")
		err := tx.db.Exec("UPDATE milestone_plans SET position = v.column2, number = v.column3 FROM (VALUES "+rows+`) AS v
			WHERE milestone_plans.version_id = ? AND milestone_plans.milestone_id = v.column1`, append(args, versionID)...).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// rolledBack returns the lines of a draft as they stood at the reader's instant:
// those of today without what was changed since.
func (r *Reader) rolledBack(ctx context.Context, versionID int64, plans []portfolio.Plan) ([]portfolio.Plan, error) {
	edits, err := r.editsSince(ctx, "version_id = ?", versionID)
	return portfolio.RolledBack(plans, edits), err
}
