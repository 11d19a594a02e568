package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
)

// OpenVote opens the vote on an item of an agenda and returns its key: the
// electorate is frozen with the rules in force. A text that is another than was
// submitted makes the case void.
func (a *App) OpenVote(ctx context.Context, actor access.Actor, sittingID, itemID int64) (int64, error) {
	return 0, fault.NotFound()
}

// CastBallot casts or changes the ballot of a seat that the actor holds or
// substitutes in; without a seat, of the only such one. Of the ballot the seat,
// choice, reason, condition and dissent are read.
func (a *App) CastBallot(ctx context.Context, actor access.Actor, voteID int64, b approval.Ballot) error {
	return fault.NotFound()
}

// AddDissent adds a dissenting opinion to the ballot of a seat, against or
// abstained, until the protocol is confirmed; without a seat, of the only one
// that the actor sits in.
func (a *App) AddDissent(ctx context.Context, actor access.Actor, voteID, seatID int64, text string) error {
	return fault.NotFound()
}

// CloseVote closes a vote: when all have voted, when its term is over, or
// earlier when nothing could change it any more. The outcome is carried out: the case
// moves, conditions are set, remarks are made.
func (a *App) CloseVote(ctx context.Context, actor access.Actor, voteID int64) (approval.Outcome, error) {
	return "", fault.NotFound()
}

// CloseDueVotes closes the written votes whose term is over; it is a job.
func (a *App) CloseDueVotes(ctx context.Context) error { return nil }
