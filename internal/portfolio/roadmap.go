package portfolio

import (
	"slices"
	"time"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// VersionState is where a version of a roadmap stands.
type VersionState string

// The states of a version (rules.md §3).
const (
	Draft      VersionState = "draft"
	Submitted  VersionState = "submitted"
	InReview   VersionState = "in_review"
	Voting     VersionState = "voting"
	Approved   VersionState = "approved"
	InForce    VersionState = "in_force"
	Superseded VersionState = "superseded"
	Returned   VersionState = "returned"
	Rejected   VersionState = "rejected"
	Deferred   VersionState = "deferred"
)

// transitions lists which state may follow which. A version goes where its case
// goes: one that is withdrawn or void is a draft again.
var transitions = map[VersionState][]VersionState{
	Draft:     {Submitted},
	Submitted: {InReview, Approved, Returned, Rejected, Draft},
	InReview:  {Voting, Returned, Deferred, Draft},
	Voting:    {Approved, Returned, Rejected, Deferred, InReview, Draft},
	Deferred:  {Voting, Returned, Draft},
	Approved:  {InForce},
	InForce:   {Superseded},
	Returned:  {Draft, Submitted},
}

// Follows reports whether a version may go from one state to the other.
func (s VersionState) Follows(before VersionState) bool {
	return slices.Contains(transitions[before], s)
}

// Editable reports whether lines may be changed in this state.
func (s VersionState) Editable() bool { return s == Draft || s == Returned }

// SeeAction is the action that one must be allowed to see a version in this
// state (rules.md §10).
func (s VersionState) SeeAction() access.Action {
	switch s {
	case InForce, Superseded, Approved:
		return access.SeeInForce
	case Submitted, Returned:
		return access.SeeSubmitted
	case InReview, Voting, Deferred, Rejected:
		return access.SeeReviewed
	default:
		return access.SeeDraft
	}
}

// Roadmap is the plan of a programme for a year.
type Roadmap struct {
	ID          int64
	ProgrammeID int64
	Year        int
	RecordedAt  time.Time
	RecordedBy  int64

	Versions []Version // in their order, with their steps; loaded
}

// Version is a numbered text of a roadmap. Its lines are edited while it is a
// draft and frozen by the database once it is submitted.
type Version struct {
	ID          int64
	RoadmapID   int64
	ProgrammeID int64
	Number      int
	BasedOnID   int64  // the version it was copied from, 0 for the first
	ReasonCode  string // why it was made, in one word: see approval.ReasonCodes; "" when it was not asked
	Reason      string
	RecordedAt  time.Time
	RecordedBy  int64

	Steps []VersionStep `gorm:"foreignKey:VersionID"`
}

// ReasonLimit is how long the reason of a version may be, in characters.
const ReasonLimit = 2000

// TableName is roadmap_versions: a version of anything else would be another table.
func (Version) TableName() string { return "roadmap_versions" }

// VersionStep is a line of a version's ledger of states.
type VersionStep struct {
	ID          int64
	VersionID   int64
	ProgrammeID int64
	State       VersionState
	ActNumber   string     // of the act that brought it into force
	ActDate     civil.Date // and its day
	Signatory   i18n.Text  // the position of who signed
	Note        string
	RecordedAt  time.Time
	RecordedBy  int64
}

// State is where the version stands by the steps known.
func (v Version) State() VersionState {
	if len(v.Steps) == 0 {
		return Draft
	}
	return v.Steps[len(v.Steps)-1].State
}

// Left is until when the actor may read the lines of a version that went back:
// who may see no drafts sees what was submitted, not what is changed since. It is
// zero when the lines are to be read as they are.
func (v Version) Left(a access.Actor) time.Time {
	if len(v.Steps) == 0 || !v.State().Editable() || a.May(access.SeeDraft, v.ProgrammeID) {
		return time.Time{}
	}
	return v.Steps[len(v.Steps)-1].RecordedAt
}

// Step returns the last step into the state, or a zero step.
func (v Version) Step(s VersionState) VersionStep {
	for _, st := range slices.Backward(v.Steps) {
		if st.State == s {
			return st
		}
	}
	return VersionStep{}
}

// InForceOn is the day on which the version came into force, zero when it has not.
func (v Version) InForceOn() civil.Date {
	st := v.Step(InForce)
	if st.ID == 0 {
		return civil.Date{}
	}
	return civil.DateOf(st.RecordedAt)
}

// InForce returns the version in force, or nil.
func (r Roadmap) InForce() *Version { return r.last(InForce) }

// Baseline returns baseline 0: the first version that came into force, or nil.
func (r Roadmap) Baseline() *Version {
	for i, v := range r.Versions {
		if v.State() == InForce || v.State() == Superseded {
			return &r.Versions[i]
		}
	}
	return nil
}

// Open returns the version that is drafted or under approval, or nil.
func (r Roadmap) Open() *Version {
	return r.last(Draft, Submitted, InReview, Voting, Deferred, Returned, Approved)
}

// Underlying is what a new version begins with: the version in force, or, while none
// is, the latest that was rejected; nil when there is neither.
func (r Roadmap) Underlying() *Version {
	if v := r.InForce(); v != nil {
		return v
	}
	return r.last(Rejected)
}

// Version returns the version of the number, or nil.
func (r Roadmap) Version(number int) *Version {
	for i := range r.Versions {
		if r.Versions[i].Number == number {
			return &r.Versions[i]
		}
	}
	return nil
}

func (r Roadmap) last(states ...VersionState) *Version {
	for i := len(r.Versions) - 1; i >= 0; i-- {
		if slices.Contains(states, r.Versions[i].State()) {
			return &r.Versions[i]
		}
	}
	return nil
}

// Visible leaves only the versions that the actor may see.
func (r Roadmap) Visible(a access.Actor) Roadmap {
	r.Versions = slices.DeleteFunc(slices.Clone(r.Versions), func(v Version) bool {
		return !a.May(v.State().SeeAction(), v.ProgrammeID)
	})
	return r
}
