package store

import (
	"context"

	"qadam/internal/approval"
	"qadam/internal/fault"
)

// Case returns a case with everything known of it at the reader's instant. One
// that the person may not see, because of where it stands, is not found.
func (r *Reader) Case(ctx context.Context, id int64) (approval.Case, error) {
	return approval.Case{}, fault.NotFound()
}

// Cases lists the cases that the person may see, the newest first, each with
// its submissions (without their content) and its steps.
func (r *Reader) Cases(ctx context.Context, f approval.Filter) ([]approval.Case, error) {
	return nil, nil
}

// CaseOf returns the latest case of the kind about the subject, as Case does; a
// zero one when there is none that the person may see.
func (r *Reader) CaseOf(ctx context.Context, kind approval.Kind, subjectID int64) (approval.Case, error) {
	return approval.Case{}, nil
}

// Case returns a case with all its ledgers, to be changed.
func (tx *Tx) Case(id int64) (approval.Case, error) { return approval.Case{}, fault.NotFound() }

// CaseOf returns the latest case about the subject of one of the kinds, to be
// changed; a zero one when there is none.
func (tx *Tx) CaseOf(subjectID int64, kinds ...approval.Kind) (approval.Case, error) {
	return approval.Case{}, nil
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
