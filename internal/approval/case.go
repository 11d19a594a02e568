package approval

import (
	"slices"
	"time"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
)

// Case is a subject on its way through approval. It is one for all rounds.
type Case struct {
	ID          int64 // its number: № ID
	Kind        Kind
	ProgrammeID int64
	SubjectID   int64 // the key of the version, zone or project: see KindRule.Subject
	RecordedAt  time.Time
	RecordedBy  int64

	Submissions []Submission // by round; loaded, as all that follows
	Steps       []Step
	Assignments []Assignment
	Opinions    []Opinion
	Remarks     []Remark
	Votes       []Vote // with ballots, dissents, presence and closing
	Conditions  []Condition
}

// Step is a line of a case's ledger of states.
type Step struct {
	ID          int64
	CaseID      int64
	ProgrammeID int64
	Round       int
	State       State
	Cause       Cause
	Reason      string // in the words of who took the step
	VoteID      int64  // the vote by which, 0 for none
	ActNumber   string // of the act by which it came into force
	ActDate     civil.Date
	Signatory   i18n.Text // the position of who signed it
	FileName    string    // the file of the act, "" for none
	FileSHA256  string    `gorm:"column:file_sha256"`
	FileSize    int64     // bytes
	FileType    string    // media type
	RecordedAt  time.Time
	RecordedBy  int64
}

// TableName is case_steps.
func (Step) TableName() string { return "case_steps" }

// Cause is the rule by which a step was taken, "" when a person just took it.
type Cause string

// The causes.
const (
	CauseChanged      Cause = "changed"       // the text is another than was submitted
	CauseAllGiven     Cause = "all_given"     // every assigned expert has spoken
	CauseTermOver     Cause = "term_over"     // the term of the opinions is over
	CausePassed       Cause = "passed"        // the motion was carried
	CauseNotPassed    Cause = "not_passed"    // it was not
	CauseNoQuorum     Cause = "no_quorum"     // too few took part
	CauseDelegated    Cause = "delegated"     // decided within the tolerance
	CauseMotionFailed Cause = "motion_failed" // the motion to reject was not carried
)

// State is where the case stands by the steps known.
func (c Case) State() State {
	if len(c.Steps) == 0 {
		return ""
	}
	return c.Steps[len(c.Steps)-1].State
}

// Round is the number of the latest submission, 0 before the first.
func (c Case) Round() int {
	if len(c.Submissions) == 0 {
		return 0
	}
	return c.Submissions[len(c.Submissions)-1].Round
}

// Submission is the latest one; a zero one before the first.
func (c Case) Submission() Submission {
	if len(c.Submissions) == 0 {
		return Submission{}
	}
	return c.Submissions[len(c.Submissions)-1]
}

// Route is who decides this round.
func (c Case) Route() Route { return c.Submission().Route }

// Title is what the case is called.
func (c Case) Title() i18n.Text { return c.Submission().Title }

// SeeAction is the action that one must be allowed to see the case. Those who
// have seen a round in review go on seeing it when it goes back, until the next
// one comes.
func (c Case) SeeAction() access.Action {
	s := c.State()
	if s.Back() && slices.ContainsFunc(c.Steps, func(st Step) bool {
		return st.Round == c.Round() && st.State.SeeAction() == access.SeeReviewed
	}) {
		return access.SeeReviewed
	}
	return s.SeeAction()
}

// Heard reports whether a person may know how the case was spoken about, and not
// only what was decided: see Extract.
func (c Case) Heard(a access.Actor) bool {
	return a.May(access.SeeReviewed, c.ProgrammeID) || a.May(access.SeeSubmitted, c.ProgrammeID)
}

// Extract is the case for those who may know what was decided and not how it was
// spoken about, such as another akimat: the last round with its text, its
// outcome with the counts, the conditions and the act. What experts, members
// and the secretary said, and who voted how, is left out (rules.md §10).
func (c Case) Extract() Case {
	round := c.Round()
	c.Submissions = slices.DeleteFunc(slices.Clone(c.Submissions), func(s Submission) bool { return s.Round != round })
	c.Steps = slices.DeleteFunc(slices.Clone(c.Steps), func(s Step) bool { return s.Round != round })
	c.Votes = slices.DeleteFunc(slices.Clone(c.Votes), func(v Vote) bool { return v.Round != round })
	for i := range c.Votes {
		c.Votes[i].Electorate, c.Votes[i].Ballots, c.Votes[i].Dissents, c.Votes[i].Presence = nil, nil, nil, nil
	}
	c.Assignments, c.Opinions, c.Remarks = nil, nil, nil
	return c
}

// Step returns the last step into the state, or a zero step.
func (c Case) Step(s State) Step {
	for _, st := range slices.Backward(c.Steps) {
		if st.State == s {
			return st
		}
	}
	return Step{}
}

// MayBecome reports whether the state may follow the present one.
func (c Case) MayBecome(s State) bool { return s.Follows(c.State(), c.Route()) }

// MayWithdraw reports whether the submitter may still take the case back: until
// a vote opens.
func (c Case) MayWithdraw() bool { return c.MayBecome(Withdrawn) }

// MayReturn reports whether the case may be sent back without a vote.
func (c Case) MayReturn() bool { return c.State() != Voting && c.MayBecome(Returned) }

// MayResubmit refuses another round while a remark has no answer, or while the
// case is not with those who submit it.
func (c Case) MayResubmit() error {
	switch left := c.Unanswered(); {
	case !c.MayBecome(Submitted):
		return fault.Conflict("case.wrong_step")
	case len(left) > 0:
		return fault.Conflict("case.unanswered", "N", len(left))
	}
	return nil
}

// DecidedOn is the day of the decision, zero before it. A written vote decides on
// the last day of its term, though it is closed after midnight.
func (c Case) DecidedOn() civil.Date {
	s := c.Step(Approved)
	if s.RecordedAt.IsZero() {
		return civil.Date{}
	}
	on := civil.DateOf(s.RecordedAt)
	for i := range c.Votes {
		if v := &c.Votes[i]; s.VoteID != 0 && v.ID == s.VoteID && v.ClosesAt != nil && v.LastDay().Before(on) {
			return v.LastDay()
		}
	}
	return on
}

// Drafted reports whether the person drafted or submitted what is decided upon.
func (c Case) Drafted(personID int64) bool { return slices.Contains(c.Submission().Drafters, personID) }

// Filter narrows a list of cases.
type Filter struct {
	States      []State
	Kinds       []Kind
	ProgrammeID int64 // 0 for all
	SubjectID   int64 // 0 for all
	Before      int64 // only cases with a smaller ID, for paging
	Limit       int   // 0 for all
}
