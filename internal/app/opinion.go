package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
)

// AssignExperts asks seats of the competence centre for their opinion, up to
// and with the day. The case goes into review. Seats may be added later.
func (a *App) AssignExperts(ctx context.Context, actor access.Actor, caseID int64, seatIDs []int64, due civil.Date) error {
	return fault.NotFound()
}

// SaveOpinionDraft keeps the actor's opinion while it is written.
func (a *App) SaveOpinionDraft(ctx context.Context, actor access.Actor, caseID int64, d approval.OpinionDraft) error {
	return fault.NotFound()
}

// GiveOpinion gives the actor's opinion on a case. The last of those that were
// asked for ends the review.
func (a *App) GiveOpinion(ctx context.Context, actor access.Actor, caseID int64, o approval.Opinion) error {
	return fault.NotFound()
}

// DeclareConflict says why the actor cannot give the opinion that was asked for.
func (a *App) DeclareConflict(ctx context.Context, actor access.Actor, caseID int64, reason string) error {
	return fault.NotFound()
}

// EndReview ends the review of a case whose opinions are all given, or whose
// term is over.
func (a *App) EndReview(ctx context.Context, actor access.Actor, caseID int64) error {
	return fault.NotFound()
}

// EndDueReviews ends every review whose term is over; it is a job.
func (a *App) EndDueReviews(ctx context.Context) error { return nil }
