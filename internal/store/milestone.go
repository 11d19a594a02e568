package store

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// Milestone returns a milestone with the updates, evidence and reviews known at
// the reader's instant.
func (r *Reader) Milestone(ctx context.Context, id int64) (portfolio.Milestone, error) {
	m, db := portfolio.Milestone{ID: id}, r.db.WithContext(ctx)
	if !r.sees() {
		return m, fault.NotFound()
	}
	err := db.Raw("SELECT programme_id, project_id, recorded_at, recorded_by FROM milestones WHERE id = ? AND recorded_at < ?", id, r.at).Row().
		Scan(&m.ProgrammeID, &m.ProjectID, &m.RecordedAt, &m.RecordedBy)
	if err != nil {
		return m, translate(err)
	}
	const known = " WHERE milestone_id = ? AND recorded_at < ? ORDER BY recorded_at, id"
	err = each(db, func(rows *sql.Rows) error {
		u := portfolio.Update{MilestoneID: id, ProgrammeID: m.ProgrammeID}
		err := rows.Scan(&u.ID, &u.Percent, &u.Forecast, &u.Note, &u.SaidDone, &u.FormKey, &u.RecordedAt, &u.RecordedBy)
		m.Updates = append(m.Updates, u)
		return err
	}, "SELECT id, percent, forecast, note, said_done, form_key, recorded_at, recorded_by FROM updates"+known, id, r.at)
	if err != nil {
		return m, err
	}
	err = each(db, func(rows *sql.Rows) error {
		e := portfolio.Evidence{MilestoneID: id, ProgrammeID: m.ProgrammeID}
		err := rows.Scan(&e.ID, &e.UpdateID, &e.Name, &e.Number, &e.Dated, &e.SHA256, &e.Size, &e.MediaType, &e.URL, &e.RecordedAt, &e.RecordedBy)
		m.Evidence = append(m.Evidence, e)
		return err
	}, "SELECT id, update_id, name, number, dated, sha256, size, media_type, url, recorded_at, recorded_by FROM evidence"+known, id, r.at)
	if err != nil {
		return m, err
	}
	m.Reviews, err = reviews(db, m, "AND recorded_at < ?", r.at)
	return m, err
}

// reviews are those of a milestone, narrowed by a condition, oldest first.
func reviews(db *gorm.DB, m portfolio.Milestone, and string, args ...any) ([]portfolio.Review, error) {
	var all []portfolio.Review
	err := each(db, func(rows *sql.Rows) error {
		v := portfolio.Review{MilestoneID: m.ID, ProgrammeID: m.ProgrammeID}
		err := rows.Scan(&v.ID, &v.UpdateID, &v.Accepted, &v.DoneOn, &v.Reason, &v.RecordedAt, &v.RecordedBy)
		all = append(all, v)
		return err
	}, "SELECT id, update_id, accepted, done_on, reason, recorded_at, recorded_by FROM reviews WHERE milestone_id = ? "+and+" ORDER BY id", append([]any{m.ID}, args...)...)
	return all, err
}

// Evidence returns one piece of evidence known at the reader's instant.
func (r *Reader) Evidence(ctx context.Context, id int64) (portfolio.Evidence, error) {
	var e portfolio.Evidence
	err := r.db.WithContext(ctx).Scopes(r.visible, r.existed).Take(&e, id).Error
	return e, translate(err)
}

// Updates lists the latest updates of the milestones given, one each.
func (r *Reader) Updates(ctx context.Context, ids []int64) (map[int64]portfolio.Update, error) {
	var rows []portfolio.Update
	err := r.db.WithContext(ctx).Scopes(r.visible).Where("id IN ?", ids).Find(&rows).Error
	byMilestone := make(map[int64]portfolio.Update, len(rows))
	for _, u := range rows {
		byMilestone[u.MilestoneID] = u
	}
	return byMilestone, translate(err)
}

// Reviews lists reviews by their keys.
func (r *Reader) Reviews(ctx context.Context, ids []int64) (map[int64]portfolio.Review, error) {
	var rows []portfolio.Review
	err := r.db.WithContext(ctx).Scopes(r.visible).Where("id IN ?", ids).Find(&rows).Error
	byMilestone := make(map[int64]portfolio.Review, len(rows))
	for _, v := range rows {
		byMilestone[v.MilestoneID] = v
	}
	return byMilestone, translate(err)
}

// lock makes what is loaded the transaction's own until it ends. gorm's SQLite
// leaves the words out: there the whole database is locked already.
func (tx *Tx) lock() *gorm.DB { return tx.db.Clauses(clause.Locking{Strength: "UPDATE"}) }

// Milestone returns a milestone with its latest update and its reviews,
// locked. Every report reads it, so its rows are read by hand.
func (tx *Tx) Milestone(id int64) (portfolio.Milestone, error) {
	m := portfolio.Milestone{ID: id}
	var u portfolio.Update
	var recordedAt sql.NullTime
	err := tx.row(`SELECT m.programme_id, m.project_id, m.recorded_at, m.recorded_by,
			COALESCE(u.id, 0), COALESCE(u.percent, 0), u.forecast, COALESCE(u.note, ''), COALESCE(u.said_done, false),
			COALESCE(u.form_key, ''), u.recorded_at, COALESCE(u.recorded_by, 0)
		FROM milestones m LEFT JOIN updates u ON u.id = (SELECT max(x.id) FROM updates x WHERE x.milestone_id = m.id)
		WHERE m.id = ?`+tx.forUpdate("m"), id).Scan(&m.ProgrammeID, &m.ProjectID, &m.RecordedAt, &m.RecordedBy,
		&u.ID, &u.Percent, &u.Forecast, &u.Note, &u.SaidDone, &u.FormKey, &recordedAt, &u.RecordedBy)
	if err != nil {
		return m, translate(err)
	}
	if u.ID != 0 {
		u.MilestoneID, u.ProgrammeID, u.RecordedAt = id, m.ProgrammeID, recordedAt.Time
		m.Updates = append(m.Updates, u)
	}
	m.Reviews, err = reviews(tx.db, m, "")
	return m, err
}

// InForce returns the title of a milestone, its start, its term, whether that is
// one of money and whether it is a gate, by the version in force, of the latest year when it was planned again,
// and whether its project has ended; nothing else of the line is read. A
// milestone that no version in force has is not found.
func (tx *Tx) InForce(milestoneID int64) (p portfolio.Plan, ended bool, err error) {
	err = tx.row(`SELECT p.title, p.start, p.due, p.for_money, p.gate, EXISTS (SELECT 1 FROM project_ends e WHERE e.project_id = p.project_id)
		FROM milestone_plans p WHERE p.milestone_id = ?
		AND (SELECT s.state FROM version_steps s WHERE s.version_id = p.version_id ORDER BY s.id DESC LIMIT 1) = ?
		ORDER BY (SELECT r.year FROM roadmap_versions v JOIN roadmaps r ON r.id = v.roadmap_id WHERE v.id = p.version_id) DESC LIMIT 1`,
		milestoneID, portfolio.InForce).Scan(&p.Title, &p.Start, &p.Due, &p.ForMoney, &p.Gate, &ended)
	return p, ended, translate(err)
}

// AddMilestone keeps a new milestone.
func (tx *Tx) AddMilestone(m *portfolio.Milestone) error {
	m.RecordedAt, m.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(m).Error
}

// AddMilestones keeps new milestones.
func (tx *Tx) AddMilestones(all []portfolio.Milestone) error {
	if len(all) == 0 {
		return nil
	}
	for i := range all {
		all[i].RecordedAt, all[i].RecordedBy = tx.Now, tx.actor.ID
	}
	return tx.db.CreateInBatches(all, 500).Error
}

// Accepted are the milestones of a programme of which evidence was accepted:
// those that are done.
func (tx *Tx) Accepted(programmeID int64) (map[int64]bool, error) {
	return tx.keys("SELECT DISTINCT milestone_id FROM reviews WHERE programme_id = ? AND accepted", programmeID)
}

// NextGate is the first gate milestone of the project of a milestone, in the
// order of the version in force, whose evidence is not accepted; 0 for none.
func (tx *Tx) NextGate(milestoneID int64) (int64, error) {
	var id int64
	err := tx.row(`SELECT COALESCE((SELECT p.milestone_id FROM milestone_plans own
		JOIN milestone_plans p ON p.version_id = own.version_id AND p.project_id = own.project_id AND p.gate
		JOIN roadmap_versions v ON v.id = p.version_id JOIN roadmaps r ON r.id = v.roadmap_id
		WHERE own.milestone_id = ?
		AND (SELECT s.state FROM version_steps s WHERE s.version_id = v.id ORDER BY s.id DESC LIMIT 1) = ?
		AND NOT EXISTS (SELECT 1 FROM reviews w WHERE w.milestone_id = p.milestone_id AND w.accepted)
		ORDER BY r.year DESC, p.position, p.id LIMIT 1), 0)`, milestoneID, portfolio.InForce).Scan(&id)
	return id, translate(err)
}

// FormUsed reports whether an update came from the form of the key already.
func (tx *Tx) FormUsed(key string) (bool, error) {
	var used bool
	err := tx.row("SELECT EXISTS (SELECT 1 FROM updates WHERE form_key = ?)", key).Scan(&used)
	return used, translate(err)
}

// AppendUpdate adds a line to a milestone's ledger of progress.
func (tx *Tx) AppendUpdate(u *portfolio.Update) error {
	u.RecordedAt, u.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(u).Error
}

// AppendEvidence adds evidence that came with an update.
func (tx *Tx) AppendEvidence(e *portfolio.Evidence) error {
	e.RecordedAt, e.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(e).Error
}

// AppendReview adds the competence centre's word on an update.
func (tx *Tx) AppendReview(v *portfolio.Review) error {
	v.RecordedAt, v.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(v).Error
}
