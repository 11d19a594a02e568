package store

import (
	"context"

	"qadam/internal/fault"
	"qadam/internal/funding"
)

// Line returns a funding line that had been opened by the reader's instant.
func (r *Reader) Line(ctx context.Context, id int64) (funding.Line, error) {
	var l funding.Line
	if !r.sees() {
		return l, fault.NotFound()
	}
	err := r.db.WithContext(ctx).Scopes(r.existed).Take(&l, id).Error
	return l, translate(err)
}

// Lines lists the funding lines of a project, or of all with 0.
func (r *Reader) Lines(ctx context.Context, projectID int64) ([]funding.Line, error) {
	if !r.sees() {
		return nil, nil
	}
	db := r.db.WithContext(ctx).Scopes(r.existed)
	if projectID != 0 {
		db = db.Where("project_id = ?", projectID)
	}
	var all []funding.Line
	err := db.Order("programme_id, project_id, id").Find(&all).Error
	return all, translate(err)
}

// Line returns a funding line, to be written on: who else would waits.
func (tx *Tx) Line(id int64) (funding.Line, error) {
	var l funding.Line
	err := tx.lock().Take(&l, id).Error
	return l, translate(err)
}

// Lines lists the funding lines of a project.
func (tx *Tx) Lines(projectID int64) ([]funding.Line, error) {
	var all []funding.Line
	err := tx.db.Where("project_id = ?", projectID).Order("id").Find(&all).Error
	return all, translate(err)
}

// OpenLine keeps a new funding line; one that is there already is a conflict.
func (tx *Tx) OpenLine(l *funding.Line) error {
	l.RecordedAt, l.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(l).Error
}

// LineState is what the entries on a line come to: what an entry is held
// against before it is kept.
func (tx *Tx) LineState(lineID int64) (funding.LineState, error) {
	l, err := tx.Line(lineID)
	if err != nil {
		return funding.LineState{}, err
	}
	s := funding.LineState{Line: l}
	if s.Cells, err = tx.cells("line_id = ?", lineID); err != nil {
		return s, err
	}
	s.Roadmap, err = tx.byRoadmap(lineID)
	return s, err
}

// ContractCells are what the entries by a contract come to, on whichever line.
func (tx *Tx) ContractCells(contractID int64) ([]funding.Cell, error) {
	return tx.cells("contract_id = ?", contractID)
}

// ProjectCells are what the entries on the lines of a project come to.
func (tx *Tx) ProjectCells(projectID int64) ([]funding.Cell, error) {
	return tx.cells("project_id = ?", projectID)
}
