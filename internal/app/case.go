package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/store"
)

// CaseText is what the submitter of a case writes about it. A title is typed of
// an assessment only; the other subjects have names.
type CaseText struct {
	Title, Brief i18n.Text
}

// SubmitZone sends a pilot zone for its designation and returns the case.
func (a *App) SubmitZone(ctx context.Context, actor access.Actor, zoneID int64, text CaseText) (int64, error) {
	return 0, fault.NotFound()
}

// SubmitInclusion sends a project with its funding model for its inclusion in
// the programme and returns the case.
func (a *App) SubmitInclusion(ctx context.Context, actor access.Actor, projectID int64, text CaseText) (int64, error) {
	return 0, fault.NotFound()
}

// SubmitAssessment asks for the assessment of a solution that the project has
// adopted and returns the case.
func (a *App) SubmitAssessment(ctx context.Context, actor access.Actor, projectID int64, text CaseText) (int64, error) {
	return 0, fault.NotFound()
}

// Resubmit sends a case again that was returned, withdrawn or void: another
// round, when every remark is answered. A version of a roadmap is submitted
// again by SubmitRoadmap.
func (a *App) Resubmit(ctx context.Context, actor access.Actor, caseID int64, text CaseText) error {
	return fault.NotFound()
}

// Withdraw takes a case back until a vote opens; its subject is a draft again.
func (a *App) Withdraw(ctx context.Context, actor access.Actor, caseID int64, reason string) error {
	return fault.NotFound()
}

// ReturnCase sends a case back with remarks, before a vote.
func (a *App) ReturnCase(ctx context.Context, actor access.Actor, caseID int64, remarks []approval.Remarked) error {
	return fault.NotFound()
}

// caseToChange loads a case and sees to it that the actor may know of it, by
// where it stands, and may do the action.
func (a *App) caseToChange(tx *store.Tx, actor access.Actor, action access.Action, caseID int64) (approval.Case, error) {
	c, err := tx.Case(caseID)
	if err != nil {
		return c, err
	}
	if err := access.Require(actor, c.SeeAction(), c.ProgrammeID); err != nil {
		return c, fault.NotFound()
	}
	return c, require(tx, actor, action, c.ProgrammeID)
}

// stepCase takes a case a step further: it refuses a step that is not in the
// table, keeps it, lets the version or zone follow, and records it as
// case.<state>. said is what the entry says besides the state; it may be nil.
// The case given has the step afterwards.
func (a *App) stepCase(tx *store.Tx, c *approval.Case, s approval.Step, said map[string]any) error {
	return fault.NotFound()
}

// voidIfChanged compares the subject as it stands with what was submitted
// (rules.md §5). When they differ the case is void and true returned: the
// caller lets the transaction end well, so that the entry stays, and answers
// errVoid.
func (a *App) voidIfChanged(tx *store.Tx, c *approval.Case) (bool, error) {
	return false, fault.NotFound()
}

// errVoid says that the text is another than was submitted and the case void.
func errVoid() error { return fault.Conflict("case.void") }
