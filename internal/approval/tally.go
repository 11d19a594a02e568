package approval

// Outcome is what a vote decided.
type Outcome string

// The outcomes (rules.md §5). A vote that does not pass returns the case, and
// one without a quorum never fails it.
const (
	OutcomeOpen       Outcome = "open"
	OutcomeApproved   Outcome = "approved"
	OutcomeConditions Outcome = "approved_with_conditions"
	OutcomeReturned   Outcome = "returned"
	OutcomeRejected   Outcome = "rejected" // the motion to reject passed
	OutcomeKept       Outcome = "kept"     // the motion to reject did not pass: the case is where it was
	OutcomeDeferred   Outcome = "deferred" // no quorum
	OutcomeVoid       Outcome = "void"     // the text is not the one that was voted on
)

// Outcomes lists what a vote can come to.
var Outcomes = []Outcome{OutcomeApproved, OutcomeConditions, OutcomeReturned, OutcomeRejected, OutcomeKept, OutcomeDeferred, OutcomeVoid}

// Case is the state that a case goes to from Voting by the outcome, and the
// rule by which; "" while the vote is open.
func (o Outcome) Case() (State, Cause) {
	switch o {
	case OutcomeApproved, OutcomeConditions:
		return Approved, CausePassed
	case OutcomeReturned:
		return Returned, CauseNotPassed
	case OutcomeRejected:
		return Rejected, CausePassed
	case OutcomeKept:
		return Reviewed, CauseMotionFailed
	case OutcomeDeferred:
		return Deferred, CauseNoQuorum
	case OutcomeVoid:
		return Void, CauseChanged
	default:
		return "", ""
	}
}

// Count is how a vote stands: every voting seat is counted once, as recused or
// by its last ballot, as missing or as absent.
type Count struct {
	Seats            int    `json:"seats"` // voting seats that are not recused: what is counted of
	Recused          int    `json:"recused"`
	For              int    `json:"for"` // with and without a condition
	ForWithCondition int    `json:"for_with_condition"`
	Against          int    `json:"against"`
	Abstain          int    `json:"abstain"`
	Missing          int    `json:"missing"` // who may still vote
	Absent           int    `json:"absent"`  // who may not: not in the room
	Quorum           int    `json:"quorum"`  // how many must take part
	Needed           int    `json:"needed"`  // how many for pass it
	Tie              bool   `json:"tie"`     // as many for as against, where the votes cast decide
	Chair            Choice `json:"chair"`   // what the chair said, "" for nothing
	Casting          bool   `json:"casting"` // the chair's vote decided the tie
}

// Voted is how many took part. An abstention counts for the quorum and for
// neither side.
func (c Count) Voted() int { return c.For + c.Against + c.Abstain }

// Quorate reports whether enough took part.
func (c Count) Quorate() bool { return c.Voted() >= c.Quorum }

// Count counts the vote as it stands.
func (v *Vote) Count() Count {
	var c Count
	for _, e := range v.Electorate {
		if v.Recusal(e.SeatID) != NotRecused {
			c.Recused++
			continue
		}
		c.Seats++
		b := v.Ballot(e.SeatID)
		if b == nil {
			if v.mayCome(e) {
				c.Missing++
			} else {
				c.Absent++
			}
			continue
		}
		if e.Chair {
			c.Chair = b.Choice
		}
		switch b.Choice {
		case ForWithCondition:
			c.ForWithCondition++
			c.For++
		case For:
			c.For++
		case Against:
			c.Against++
		case Abstain:
			c.Abstain++
		}
	}
	c.Quorum, c.Needed = v.Rules.Quorum(c.Seats), v.Rules.Needed(c.Seats, c.Against)
	c.Tie = v.Rules.Majority == MajorityOfCast && c.For == c.Against && c.For > 0
	c.Casting = c.Tie && v.Rules.CastingVote && (c.Chair.IsFor() || c.Chair == Against)
	return c
}

// IsFor reports whether the choice is for the motion.
func (c Choice) IsFor() bool { return c == For || c == ForWithCondition }

// passed reports whether the motion is carried by a count with a quorum. On a
// tie of the votes cast the chair's own vote decides, where the rules say so.
func (r Rules) passed(c Count) bool {
	if c.Tie {
		return c.Casting && c.Chair.IsFor()
	}
	return c.For >= c.Needed
}

// Result is what the vote comes to if it is closed as it stands: nobody is
// waited for. See Decided for whether it may be.
func (v *Vote) Result() Outcome {
	c := v.Count()
	switch {
	case !c.Quorate():
		return OutcomeDeferred
	case v.Motion == MotionReject && v.Rules.passed(c):
		return OutcomeRejected
	case v.Motion == MotionReject:
		return OutcomeKept
	case !v.Rules.passed(c):
		return OutcomeReturned
	case len(v.Proposed()) > 0:
		return OutcomeConditions
	default:
		return OutcomeApproved
	}
}

// Decided reports whether the ballots that are still missing can change
// nothing any more, whatever they say and even if they never come (rules.md
// §5). A condition that a late vote for might add is no change of the result.
func (v *Vote) Decided() bool {
	c := v.Count()
	if c.Missing == 0 {
		return true
	}
	if !c.Quorate() {
		// Who declares himself recused makes the quorum smaller by one seat at
		// most, as he does the votes: if all of the missing do not make it, none do.
		return c.Voted()+c.Missing < c.Quorum
	}
	return v.Rules.passed(v.filled(c, For)) == v.Rules.passed(v.filled(c, Against))
}

// filled is the count as if all missing had said the same. Once there is a
// quorum, nothing helps a motion more than a vote for, and nothing hinders it
// more than one against: to stay away or to be recused is never worse or better.
func (v *Vote) filled(c Count, all Choice) Count {
	if all == For {
		c.For += c.Missing
	} else {
		c.Against += c.Missing
	}
	for _, e := range v.Missing() {
		if e.Chair {
			c.Chair = all
		}
	}
	c.Missing = 0
	c.Needed = v.Rules.Needed(c.Seats, c.Against)
	c.Tie = v.Rules.Majority == MajorityOfCast && c.For == c.Against && c.For > 0
	c.Casting = c.Tie && v.Rules.CastingVote && (c.Chair.IsFor() || c.Chair == Against)
	return c
}
