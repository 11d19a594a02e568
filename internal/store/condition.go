package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// ConditionFilter narrows a list of conditions. What is zero does not narrow.
type ConditionFilter struct {
	ProgrammeID int64
	CaseID      int64
	ProjectID   int64 // with those of the whole roadmap: they touch every project
	MilestoneID int64
	Kind        approval.ConditionKind
	OwnerIDs    []int64
	Open        bool // only those owed still
}

// Conditions lists conditions and assignments with their steps known at the
// reader's instant, what is due first at the top. Whoever may see what is in
// force may see them: they follow a decision.
func (r *Reader) Conditions(ctx context.Context, f ConditionFilter) ([]approval.Condition, error) {
	if !r.sees() {
		return nil, nil
	}
	db := r.db.WithContext(ctx).Scopes(r.existed, f.scope).Preload("Steps", r.known)
	var all []approval.Condition
	if err := db.Order("due_on, id").Find(&all).Error; err != nil {
		return nil, translate(err)
	}
	if f.Open {
		all = slices.DeleteFunc(all, func(c approval.Condition) bool { return !c.IsOpen() })
	}
	slices.SortStableFunc(all, func(a, b approval.Condition) int { return a.Due().Compare(b.Due()) })
	return all, nil
}

func (f ConditionFilter) scope(db *gorm.DB) *gorm.DB {
	if f.ProgrammeID != 0 {
		db = db.Where("programme_id = ?", f.ProgrammeID)
	}
	if f.CaseID != 0 {
		db = db.Where("case_id = ?", f.CaseID)
	}
	if f.ProjectID != 0 {
		db = db.Where("project_id IN (?, 0)", f.ProjectID)
	}
	if f.MilestoneID != 0 {
		db = db.Where("milestone_id = ?", f.MilestoneID)
	}
	if f.Kind != "" {
		db = db.Where("kind = ?", f.Kind)
	}
	if len(f.OwnerIDs) > 0 {
		db = db.Where("owner_id IN ?", f.OwnerIDs)
	}
	if f.Open {
		db = db.Where("NOT EXISTS (SELECT 1 FROM condition_steps s WHERE s.condition_id = conditions.id AND s.event = ?)", approval.ConditionAccepted)
	}
	return db
}

// Condition returns a condition with the steps known at the reader's instant.
func (r *Reader) Condition(ctx context.Context, id int64) (approval.Condition, error) {
	var c approval.Condition
	if !r.sees() {
		return c, fault.NotFound()
	}
	err := r.db.WithContext(ctx).Scopes(r.existed).Preload("Steps", r.known).Take(&c, id).Error
	return c, translate(err)
}

// Condition returns a condition with its steps, to be changed.
func (tx *Tx) Condition(id int64) (approval.Condition, error) {
	var c approval.Condition
	err := tx.lock().Preload("Steps", byID).Take(&c, id).Error
	return c, translate(err)
}

// OpenConditions lists the conditions that nobody has accepted yet, with their
// steps: of a programme, or of all with 0.
func (tx *Tx) OpenConditions(programmeID int64) ([]approval.Condition, error) {
	var all []approval.Condition
	err := tx.db.Scopes(ConditionFilter{ProgrammeID: programmeID, Open: true}.scope).Preload("Steps", byID).Order("due_on, id").Find(&all).Error
	return all, translate(err)
}

// AddCondition keeps a new condition or assignment. One that touches a
// milestone touches its project.
func (tx *Tx) AddCondition(c *approval.Condition) error {
	if c.MilestoneID != 0 && c.ProjectID == 0 {
		if err := tx.row("SELECT project_id FROM milestones WHERE id = ?", c.MilestoneID).Scan(&c.ProjectID); err != nil {
			return translate(err)
		}
	}
	c.RecordedAt, c.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(c).Error
}

// AppendConditionStep adds a line to a condition's ledger.
func (tx *Tx) AppendConditionStep(s *approval.ConditionStep) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// OriginalPlans are the lines of the versions of a roadmap that came into
// force, in the order in which they did, each as it was first: what a change is
// held against. See approval.Originals.
func (tx *Tx) OriginalPlans(m portfolio.Roadmap) (map[int64]portfolio.Plan, error) {
	return originals(m, tx.Plans)
}

// OriginalPlans is Tx.OriginalPlans at the reader's instant.
func (r *Reader) OriginalPlans(ctx context.Context, m portfolio.Roadmap) (map[int64]portfolio.Plan, error) {
	return originals(m, func(versionID int64) ([]portfolio.Plan, error) {
		return plans(r.db.WithContext(ctx), "WHERE p.version_id = ? ORDER BY p.position, p.id", versionID)
	})
}

func originals(m portfolio.Roadmap, plans func(versionID int64) ([]portfolio.Plan, error)) (map[int64]portfolio.Plan, error) {
	var lines [][]portfolio.Plan
	for _, v := range m.Versions {
		if v.Step(portfolio.InForce).VersionID == 0 {
			continue
		}
		p, err := plans(v.ID)
		if err != nil {
			return nil, err
		}
		lines = append(lines, p)
	}
	return approval.Originals(lines...), nil
}

// Tolerances lists the limits of delegation in the order in which they were
// recorded, as known at the reader's instant.
func (r *Reader) Tolerances(ctx context.Context) ([]approval.Tolerance, error) {
	var all []approval.Tolerance
	err := r.db.WithContext(ctx).Scopes(r.known).Find(&all).Error
	return all, translate(err)
}

// Tolerances lists the limits of delegation in the order in which they were
// recorded.
func (tx *Tx) Tolerances() ([]approval.Tolerance, error) {
	var all []approval.Tolerance
	err := tx.db.Order("id").Find(&all).Error
	return all, translate(err)
}

// AddTolerance keeps other limits, from a day on.
func (tx *Tx) AddTolerance(t *approval.Tolerance) error {
	t.RecordedAt, t.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(t).Error
}
