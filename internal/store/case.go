package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/fault"
)

// Case returns a case with everything known of it at the reader's instant. One
// that the person may not see, because of where it stands, is not found.
func (r *Reader) Case(ctx context.Context, id int64) (approval.Case, error) {
	db := r.db.WithContext(ctx)
	var c approval.Case
	if err := whole(db.Scopes(r.existed), r.known).Take(&c, id).Error; err != nil {
		return approval.Case{}, translate(err)
	}
	if c.State() == "" || !r.actor.May(c.SeeAction(), c.ProgrammeID) {
		return approval.Case{}, fault.NotFound()
	}
	if !c.Heard(r.actor) {
		return c.Extract(), nil
	}
	return c, addPresence(db, c.Votes, r.known)
}

// Earlier is the same person's reader of an earlier instant.
func (r *Reader) Earlier(at time.Time) *Reader { return r.store.Read(r.actor, at) }

// whole loads all ledgers of a case, a query for each; known narrows and orders
// each of them.
func whole(db *gorm.DB, known func(*gorm.DB) *gorm.DB) *gorm.DB {
	for _, ledger := range []string{
		"Submissions", "Steps", "Assignments", "Opinions", "Remarks", "Remarks.Answers",
		"Votes", "Votes.Ballots", "Votes.Dissents", "Votes.Closing", "Conditions", "Conditions.Steps",
	} {
		db = db.Preload(ledger, known)
	}
	return db
}

// Cases lists the cases that the person may see, the newest first, each with its
// submissions (without their content), steps, experts and votes (without their
// ballots).
func (r *Reader) Cases(ctx context.Context, f approval.Filter) ([]approval.Case, error) {
	db := r.db.WithContext(ctx).Scopes(r.existed, r.standing(f.States), only(f))
	known := r.known
	db = db.Preload("Submissions", func(db *gorm.DB) *gorm.DB { return known(db).Omit("content") }).Preload("Steps", known).
		Preload("Assignments", known).Preload("Votes", known).Preload("Votes.Closing", known)
	if f.Limit > 0 {
		db = db.Limit(f.Limit)
	}
	var all []approval.Case
	err := db.Order("cases.id DESC").Find(&all).Error
	return all, translate(err)
}

// only narrows a list of cases, but not by their state.
func only(f approval.Filter) func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB {
		if len(f.Kinds) > 0 {
			db = db.Where("cases.kind IN ?", f.Kinds)
		}
		if f.ProgrammeID != 0 {
			db = db.Where("cases.programme_id = ?", f.ProgrammeID)
		}
		if f.SubjectID != 0 {
			db = db.Where("cases.subject_id = ?", f.SubjectID)
		}
		if f.Before != 0 {
			db = db.Where("cases.id < ?", f.Before)
		}
		return db
	}
}

// standing narrows cases to those that stand, at the reader's instant, in one of
// the states (any when none is given) and where the person may see them.
func (r *Reader) standing(states []approval.State) func(*gorm.DB) *gorm.DB {
	if len(states) == 0 {
		states = approval.States
	}
	seen := map[access.Action][]approval.State{}
	for _, s := range states {
		seen[s.SeeAction()] = append(seen[s.SeeAction()], s)
	}
	const state = `(SELECT s.state FROM case_steps s WHERE s.case_id = cases.id AND s.recorded_at < ? ORDER BY s.id DESC LIMIT 1)`
	// Who has seen a round in review sees it go back: see Case.SeeAction.
	const reviewed = ` AND EXISTS (SELECT 1 FROM case_steps s WHERE s.case_id = cases.id AND s.recorded_at < ? AND s.state IN ?
		AND s.round = (SELECT MAX(l.round) FROM case_steps l WHERE l.case_id = cases.id AND l.recorded_at < ?))`
	var back, inReview []approval.State
	for _, s := range approval.States {
		if s.Back() && slices.Contains(states, s) {
			back = append(back, s)
		}
		if s.SeeAction() == access.SeeReviewed {
			inReview = append(inReview, s)
		}
	}
	var ors []string
	var args []any
	add := func(action access.Action, list []approval.State, also string, more ...any) {
		if len(list) == 0 {
			return
		}
		if r.actor.May(action, audit.Everywhere) {
			ors, args = append(ors, state+" IN ?"+also), append(append(args, r.at, list), more...)
		} else if ids := r.actor.Programmes(action); len(ids) > 0 {
			ors, args = append(ors, "cases.programme_id IN ? AND "+state+" IN ?"+also), append(append(args, ids, r.at, list), more...)
		}
	}
	for _, action := range access.Actions {
		add(action, seen[action], "")
	}
	add(access.SeeReviewed, back, reviewed, r.at, inReview, r.at)
	return func(db *gorm.DB) *gorm.DB {
		if len(ors) == 0 {
			return db.Where("1 = 0")
		}
		return db.Where("(("+strings.Join(ors, ") OR (")+"))", args...)
	}
}

// CaseOf returns the latest case of the kind about the subject, as Case does; a
// zero one when there is none that the person may see.
func (r *Reader) CaseOf(ctx context.Context, kind approval.Kind, subjectID int64) (approval.Case, error) {
	var ids []int64
	err := r.db.WithContext(ctx).Model(&approval.Case{}).Scopes(r.existed).
		Where("subject_id = ? AND kind = ?", subjectID, kind).Order("id DESC").Limit(1).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return approval.Case{}, translate(err)
	}
	c, err := r.Case(ctx, ids[0])
	if fault.Is(err, fault.KindNotFound) {
		return approval.Case{}, nil
	}
	return c, err
}

// CaseOfVersion is CaseOf for a version of a roadmap, whichever of the two kinds
// its case is of.
func (r *Reader) CaseOfVersion(ctx context.Context, versionID int64) (approval.Case, error) {
	c, err := r.CaseOf(ctx, approval.KindRoadmap, versionID)
	if err == nil && c.ID == 0 {
		c, err = r.CaseOf(ctx, approval.KindChange, versionID)
	}
	return c, err
}

// CaseIDs are the keys of the cases of the kinds about one of the subjects, by
// subject; of several the latest.
func (r *Reader) CaseIDs(ctx context.Context, subjectIDs []int64, kinds ...approval.Kind) (map[int64]int64, error) {
	var found []approval.Case
	ids := map[int64]int64{}
	if len(subjectIDs) == 0 {
		return ids, nil
	}
	err := r.db.WithContext(ctx).Scopes(r.existed, r.standing(nil)).Select("id", "subject_id").
		Where("subject_id IN ? AND kind IN ?", subjectIDs, kinds).Order("id").Find(&found).Error
	for _, c := range found {
		ids[c.SubjectID] = c.ID
	}
	return ids, translate(err)
}

// CaseOfRemark is the key of the case of a remark.
func (tx *Tx) CaseOfRemark(remarkID int64) (int64, error) {
	var m approval.Remark
	err := tx.db.Select("case_id").Take(&m, remarkID).Error
	return m.CaseID, translate(err)
}

// Case returns a case with all its ledgers, to be changed.
func (tx *Tx) Case(id int64) (approval.Case, error) {
	var c approval.Case
	if err := whole(tx.lock(), byID).Take(&c, id).Error; err != nil {
		return c, translate(err)
	}
	return c, addPresence(tx.db, c.Votes, byID)
}

// CaseOf returns the latest case about the subject of one of the kinds, to be
// changed; a zero one when there is none.
func (tx *Tx) CaseOf(subjectID int64, kinds ...approval.Kind) (approval.Case, error) {
	var ids []int64
	err := tx.db.Model(&approval.Case{}).Where("subject_id = ? AND kind IN ?", subjectID, kinds).Order("id DESC").Limit(1).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return approval.Case{}, translate(err)
	}
	return tx.Case(ids[0])
}

// AddCase keeps a new case.
func (tx *Tx) AddCase(c *approval.Case) error {
	c.RecordedAt, c.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(c).Error
}

// AppendSubmission adds a round to a case.
func (tx *Tx) AppendSubmission(s *approval.Submission) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// AppendCaseStep adds a line to a case's ledger of states.
func (tx *Tx) AppendCaseStep(s *approval.Step) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// AppendAssignment asks a seat for its opinion.
func (tx *Tx) AppendAssignment(a *approval.Assignment) error {
	a.RecordedAt, a.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(a).Error
}

// AppendRemark adds a remark to a case.
func (tx *Tx) AppendRemark(r *approval.Remark) error {
	r.RecordedAt, r.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(r).Error
}

// AppendAnswer adds an answer to a remark.
func (tx *Tx) AppendAnswer(a *approval.Answer) error {
	a.RecordedAt, a.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(a).Error
}

// Authors are the people who wrote in a version: who began it, changed lines of
// it or submitted it.
func (tx *Tx) Authors(versionID int64) ([]int64, error) {
	found, err := tx.keys(`SELECT recorded_by FROM roadmap_versions WHERE id = ?
		UNION SELECT recorded_by FROM draft_edits WHERE version_id = ?
		UNION SELECT recorded_by FROM version_steps WHERE version_id = ? AND state = 'submitted'`, versionID, versionID, versionID)
	return people(found), err
}

// ZoneAuthors are the people who wrote what is known of a zone.
func (tx *Tx) ZoneAuthors(zoneID int64) ([]int64, error) {
	found, err := tx.keys("SELECT recorded_by FROM zones WHERE id = ? UNION SELECT recorded_by FROM zone_profiles WHERE zone_id = ?", zoneID, zoneID)
	return people(found), err
}

// ProjectAuthors are the people who wrote what is known of a project.
func (tx *Tx) ProjectAuthors(projectID int64) ([]int64, error) {
	found, err := tx.keys("SELECT recorded_by FROM projects WHERE id = ? UNION SELECT recorded_by FROM project_profiles WHERE project_id = ?", projectID, projectID)
	return people(found), err
}

// people are the keys in their order, without the program itself.
func people(found map[int64]bool) []int64 {
	var ids []int64
	for id := range found {
		if id != 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// CodesOf are the codes of the projects and the zones of a programme, by key.
func (tx *Tx) CodesOf(programmeID int64) (projects, zones map[int64]string, err error) {
	projects, zones = map[int64]string{}, map[int64]string{}
	for table, into := range map[string]map[int64]string{"projects": projects, "zones": zones} {
		var rows []struct {
			ID   int64
			Code string
		}
		if err := tx.db.Table(table).Select("id", "code").Where("programme_id = ?", programmeID).Scan(&rows).Error; err != nil {
			return nil, nil, translate(err)
		}
		for _, one := range rows {
			into[one.ID] = one.Code
		}
	}
	return projects, zones, nil
}
