package store

import (
	"context"
	"database/sql"
	"time"

	"gorm.io/gorm"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
)

// StageFilter narrows what is read of stages. What is zero does not narrow.
type StageFilter struct {
	ProgrammeID int64
	ProjectID   int64
}

func (f StageFilter) scope(db *gorm.DB) *gorm.DB {
	if f.ProgrammeID != 0 {
		db = db.Where("programme_id = ?", f.ProgrammeID)
	}
	if f.ProjectID != 0 {
		db = db.Where("project_id = ?", f.ProjectID)
	}
	return db
}

// Stages lists the stages of all models and all times, as they are today:
// reference data.
func (r *Reader) Stages(ctx context.Context) ([]funding.Stage, error) {
	return stages(r.db.WithContext(ctx))
}

func stages(db *gorm.DB) ([]funding.Stage, error) {
	var all []funding.Stage
	err := db.Order("model, valid_from, position, id").Find(&all).Error
	return all, translate(err)
}

// StageBook is what is known at the reader's instant of the stages of the
// projects, on the day given. That of a programme, or of all, is kept under what
// the log knew by then and is not to be changed.
func (r *Reader) StageBook(ctx context.Context, f StageFilter, on civil.Date) (*funding.StageBook, error) {
	if !r.sees() {
		return &funding.StageBook{On: on}, nil
	}
	if f.ProjectID != 0 {
		return r.stageBook(ctx, f, on)
	}
	h, err := r.heads(ctx)
	if err != nil {
		return nil, err
	}
	m, key := r.store.memory, stagesKey{programme: f.ProgrammeID, reference: h.reference, on: on}
	for id, seq := range h.programmes {
		if f.ProgrammeID == 0 || f.ProgrammeID == id {
			key.seq += seq // each only grows, so no two states have one sum
		}
	}
	if book, ok := lookUp(m, &m.stages, key); ok {
		return book, nil
	}
	book, err := r.stageBook(ctx, f, on)
	if err != nil {
		return nil, err
	}
	keep(m, &m.stages, key, book)
	return book, nil
}

func (r *Reader) stageBook(ctx context.Context, f StageFilter, on civil.Date) (*funding.StageBook, error) {
	book := &funding.StageBook{On: on, Records: map[int64][]funding.StageRecord{}, Since: map[funding.ProjectModel]civil.Date{}}
	all, err := r.Stages(ctx)
	if err != nil {
		return nil, err
	}
	book.Sets = funding.StageSets(all)
	db := r.db.WithContext(ctx)
	var records []funding.StageRecord
	err = db.Scopes(f.scope).
		Where("id IN (?)", db.Model(&funding.StageRecord{}).Scopes(f.scope, r.existed).Select("max(id)").Group("project_id, stage_id")).
		Order("id").Find(&records).Error
	if err != nil {
		return nil, translate(err)
	}
	for _, one := range records {
		book.Records[one.ProjectID] = append(book.Records[one.ProjectID], one)
	}
	return book, since(db, book, f, r.at)
}

// since reads when each project began with each model: when its first line was
// opened or its first stage recorded, whichever was earlier.
func since(db *gorm.DB, book *funding.StageBook, f StageFilter, before time.Time) error {
	first := func(rows *sql.Rows) error {
		var key funding.ProjectModel
		var at time.Time
		err := rows.Scan(&key.ProjectID, &key.Model, &at)
		day := civil.DateOf(at)
		if old, ok := book.Since[key]; !ok || day.Before(old) {
			book.Since[key] = day
		}
		return err
	}
	where, args := " AND x.recorded_at < ?", []any{before}
	if f.ProgrammeID != 0 {
		where, args = where+" AND x.programme_id = ?", append(args, f.ProgrammeID)
	}
	if f.ProjectID != 0 {
		where, args = where+" AND x.project_id = ?", append(args, f.ProjectID)
	}
	err := each(db, first, `SELECT x.project_id, x.model, x.recorded_at FROM funding_lines x
		WHERE x.id IN (SELECT min(id) FROM funding_lines GROUP BY project_id, model)`+where, args...)
	if err != nil {
		return err
	}
	return each(db, first, `SELECT x.project_id, s.model, x.recorded_at FROM stage_records x JOIN funding_stages s ON s.id = x.stage_id
		WHERE x.id IN (SELECT min(r.id) FROM stage_records r JOIN funding_stages t ON t.id = r.stage_id GROUP BY r.project_id, t.model)`+where, args...)
}

// StageRecords lists what was recorded of the stages of a project by the
// reader's instant, the oldest first: its history.
func (r *Reader) StageRecords(ctx context.Context, projectID int64) ([]funding.StageRecord, error) {
	if !r.sees() {
		return nil, nil
	}
	var all []funding.StageRecord
	err := r.db.WithContext(ctx).Scopes(r.known).Where("project_id = ?", projectID).Find(&all).Error
	return all, translate(err)
}

// Stages lists the stages of all models and all times.
func (tx *Tx) Stages() ([]funding.Stage, error) { return stages(tx.db) }

// StageBook is what is known of the stages of a project on the day.
func (tx *Tx) StageBook(projectID int64, on civil.Date) (*funding.StageBook, error) {
	book := &funding.StageBook{On: on, Records: map[int64][]funding.StageRecord{}, Since: map[funding.ProjectModel]civil.Date{}}
	all, err := tx.Stages()
	if err != nil {
		return nil, err
	}
	book.Sets = funding.StageSets(all)
	var records []funding.StageRecord
	err = tx.db.Where("id IN (SELECT max(id) FROM stage_records WHERE project_id = ? GROUP BY stage_id)", projectID).Order("id").Find(&records).Error
	if err != nil {
		return nil, translate(err)
	}
	book.Records[projectID] = records
	return book, since(tx.db, book, StageFilter{ProjectID: projectID}, tx.Now)
}

// Stage returns a stage.
func (tx *Tx) Stage(id int64) (funding.Stage, error) {
	var s funding.Stage
	err := tx.db.Take(&s, id).Error
	return s, translate(err)
}

// AddStage keeps a new stage.
func (tx *Tx) AddStage(s *funding.Stage) error { return tx.db.Create(s).Error }

// SaveStage corrects a stage in place.
func (tx *Tx) SaveStage(s *funding.Stage) error { return tx.save(s) }

// AppendStageRecord adds a line to the ledger of a project's stages.
func (tx *Tx) AppendStageRecord(s *funding.StageRecord) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// HoldingStages are the stages that a milestone waits for: those whose latest
// record names it and that are neither passed nor skipped, in their order.
func (tx *Tx) HoldingStages(milestoneID int64) ([]funding.Stage, error) {
	return holding(tx.db, milestoneID, tx.Now)
}

// HoldingStages is Tx.HoldingStages at the reader's instant.
func (r *Reader) HoldingStages(ctx context.Context, milestoneID int64) ([]funding.Stage, error) {
	if !r.sees() {
		return nil, fault.NotFound()
	}
	return holding(r.db.WithContext(ctx), milestoneID, r.at)
}

func holding(db *gorm.DB, milestoneID int64, before time.Time) ([]funding.Stage, error) {
	var all []funding.Stage
	err := db.Where(`id IN (SELECT x.stage_id FROM stage_records x WHERE x.milestone_id = ? AND x.result NOT IN ?
		AND x.id = (SELECT max(y.id) FROM stage_records y WHERE y.project_id = x.project_id AND y.stage_id = x.stage_id AND y.recorded_at < ?))`,
		milestoneID, []funding.StageResult{funding.StagePassed, funding.StageSkipped}, before).
		Order("model, valid_from, position").Find(&all).Error
	return all, translate(err)
}
