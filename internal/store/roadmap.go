package store

import (
	"context"

	"gorm.io/gorm"

	"qadam/internal/portfolio"
)

// roadmaps lists the roadmaps of a programme with the versions and steps known
// at the reader's instant.
func (r *Reader) roadmaps(ctx context.Context, programmeID int64) ([]portfolio.Roadmap, error) {
	var all []portfolio.Roadmap
	err := r.db.WithContext(ctx).Scopes(r.existed).
		Preload("Versions", func(db *gorm.DB) *gorm.DB { return db.Where("recorded_at < ?", r.at).Order("number") }).
		Preload("Versions.Steps", r.known).
		Where("programme_id = ?", programmeID).Order("year").Find(&all).Error
	return all, translate(err)
}

// Roadmap returns the roadmap of a programme and year with its versions, to be
// changed.
func (tx *Tx) Roadmap(programmeID int64, year int) (portfolio.Roadmap, error) {
	var m portfolio.Roadmap
	err := tx.lock().Preload("Versions", func(db *gorm.DB) *gorm.DB { return db.Order("number") }).
		Preload("Versions.Steps", byID).
		Where("programme_id = ? AND year = ?", programmeID, year).First(&m).Error
	return m, translate(err)
}

// RoadmapByID returns a roadmap with its versions, to be changed.
func (tx *Tx) RoadmapByID(id int64) (portfolio.Roadmap, error) {
	var m portfolio.Roadmap
	err := tx.lock().Preload("Versions", func(db *gorm.DB) *gorm.DB { return db.Order("number") }).
		Preload("Versions.Steps", byID).First(&m, id).Error
	return m, translate(err)
}

// Version returns a version with its steps.
func (tx *Tx) Version(id int64) (portfolio.Version, error) {
	var v portfolio.Version
	err := tx.lock().Preload("Steps", byID).First(&v, id).Error
	return v, translate(err)
}

// AddRoadmap keeps a new roadmap.
func (tx *Tx) AddRoadmap(m *portfolio.Roadmap) error {
	m.RecordedAt, m.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(m).Error
}

// AddVersion keeps a new version.
func (tx *Tx) AddVersion(v *portfolio.Version) error {
	v.RecordedAt, v.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(v).Error
}

// AppendVersionStep adds a line to a version's ledger of states.
func (tx *Tx) AppendVersionStep(s *portfolio.VersionStep) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// AddPlan keeps a new line of a draft.
func (tx *Tx) AddPlan(p *portfolio.Plan) error { return tx.db.Create(p).Error }

// CopyPlans copies all lines of one version into another.
func (tx *Tx) CopyPlans(from, to int64) error {
	plans, err := tx.Plans(from)
	if err != nil || len(plans) == 0 {
		return err
	}
	for i := range plans {
		plans[i].ID, plans[i].VersionID, plans[i].Revision = 0, to, 0
	}
	return tx.AddPlans(plans)
}

// Plans lists the lines of a version.
func (tx *Tx) Plans(versionID int64) ([]portfolio.Plan, error) {
	return plans(tx.db, "WHERE p.version_id = ? ORDER BY p.position, p.id", versionID)
}

func byID(db *gorm.DB) *gorm.DB { return db.Order("id") }
