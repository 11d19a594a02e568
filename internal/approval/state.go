package approval

import (
	"slices"

	"qadam/internal/access"
	"qadam/internal/portfolio"
)

// State is where a case stands.
type State string

// The states of a case.
const (
	Submitted State = "submitted"
	InReview  State = "in_review" // experts were assigned
	Reviewed  State = "reviewed"  // their opinions are there, or their term is over
	Voting    State = "voting"
	Deferred  State = "deferred" // no quorum: to the next sitting
	Approved  State = "approved"
	InForce   State = "in_force" // by an act
	Returned  State = "returned" // with remarks
	Rejected  State = "rejected"
	Withdrawn State = "withdrawn"
	Void      State = "void" // its text changed
)

// States lists every state, in the order of a case's life.
var States = []State{Submitted, InReview, Reviewed, Voting, Deferred, Approved, InForce, Returned, Rejected, Withdrawn, Void}

// transitions is the whole table: which state may follow which. A case without
// a state is one that is being opened. What is in force or rejected is final.
var transitions = map[State][]State{
	"":        {Submitted},
	Submitted: {InReview, Reviewed, Approved, Returned, Rejected, Withdrawn, Void},
	InReview:  {Reviewed, Returned, Withdrawn, Void},
	Reviewed:  {Voting, Deferred, Returned, Withdrawn, Void}, // deferred: its sitting had no quorum
	Voting:    {Approved, Returned, Rejected, Deferred, Reviewed, Void},
	Deferred:  {Voting, Returned, Withdrawn, Void},
	Approved:  {InForce},
	Returned:  {Submitted},
	Withdrawn: {Submitted},
	Void:      {Submitted},
}

// delegatedOnly are the steps that only a case with a delegated route may take.
var delegatedOnly = map[[2]State]bool{{Submitted, Approved}: true, {Submitted, Rejected}: true}

// Follows reports whether a case on the route may go from one state to the other.
func (s State) Follows(before State, route Route) bool {
	return slices.Contains(transitions[before], s) && (!delegatedOnly[[2]State{before, s}] || route.Delegated())
}

// Final reports whether nothing can follow.
func (s State) Final() bool { return s == InForce || s == Rejected }

// Open reports whether the case waits for somebody to decide: it was submitted
// and nothing has come of it yet.
func (s State) Open() bool {
	switch s {
	case Submitted, InReview, Reviewed, Voting, Deferred:
		return true
	}
	return false
}

// Back reports whether the case is with those who submitted it: they may change
// its subject and submit it again.
func (s State) Back() bool { return s == Returned || s == Withdrawn || s == Void }

// SeeAction is the action that one must be allowed to see a case in this state
// (rules.md §10).
func (s State) SeeAction() access.Action {
	switch s {
	case InReview, Reviewed, Voting, Deferred, Rejected:
		return access.SeeReviewed
	case Approved, InForce:
		return access.SeeInForce
	default:
		return access.SeeSubmitted
	}
}

// Version is the state of the version of a roadmap whose case is in this one.
func (s State) Version() portfolio.VersionState {
	switch s {
	case Submitted:
		return portfolio.Submitted
	case InReview, Reviewed:
		return portfolio.InReview
	case Voting:
		return portfolio.Voting
	case Deferred:
		return portfolio.Deferred
	case Approved:
		return portfolio.Approved
	case InForce:
		return portfolio.InForce
	case Returned:
		return portfolio.Returned
	case Rejected:
		return portfolio.Rejected
	default:
		return portfolio.Draft
	}
}
