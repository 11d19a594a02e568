package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// ChangeRequest asks for lines in force to be changed.
type ChangeRequest struct {
	ProgrammeID int64
	Year        int
	ReasonCode  approval.ReasonCode
	Reason      string
	Base        int64            // the version in force that was seen
	Lines       []portfolio.Plan // as they shall be, named by their milestones; where they stand is not changed
}

// Proposed is what became of a request for a change.
type Proposed struct {
	VersionID  int64
	CaseID     int64 // 0 while the draft waits for the head to submit it
	Delegation approval.Delegation
}

// ProposeChange makes a version on top of the one in force with the changes
// asked for. Within the tolerance of the akimat or the centre it is submitted at
// once; beyond it, when the head asks, and otherwise it waits as a draft for the
// head to submit it. While another version is open it is a Conflict.
func (a *App) ProposeChange(ctx context.Context, actor access.Actor, r ChangeRequest) (Proposed, error) {
	return Proposed{}, fault.NotFound()
}

// DecideChange is the word of one person on a change within a tolerance: of the
// akimat's head or of an expert of the competence centre, as the case's route
// says, and never of who drafted it. Approved, it is in force at once; refused,
// it goes back with the text as a remark.
func (a *App) DecideChange(ctx context.Context, actor access.Actor, caseID int64, approve bool, text string) error {
	return fault.NotFound()
}

// SetTolerance sets other limits of delegation, from a day on.
func (a *App) SetTolerance(ctx context.Context, actor access.Actor, t approval.Tolerance) error {
	return fault.NotFound()
}
