package cases

import (
	"context"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

// Vote is a vote on the case as it stands.
type Vote struct {
	*approval.Vote
	Tally   approval.Count // as it stands; of a closed one, as it was
	Settled bool           // no ballot still missing could change it
	Late    bool           // its term has passed
	LastDay civil.Date     // on which it takes ballots, zero of one in a room
	Sitting string         // address
	Number  int            // of the sitting
	Seats   []Voter
	Own     *Voter // the seat from which the person votes, nil when he has none
	MayCast bool
	MayEnd  bool // close it
	// MayDissent is true as long as the protocol is not confirmed, also after the
	// vote was closed.
	MayDissent bool
	Bodies     []portfolio.Body
	Lines      []portfolio.Plan
}

// Voter is a seat with its vote.
type Voter struct {
	approval.Elector
	Body    i18n.Text // for which the seat speaks, where its title does not say so
	Who     string    // cast the ballot, or else holds the seat
	Instead bool      // who cast it does not hold the seat
	Ballot  *approval.Ballot
	Recusal approval.Recusal
	Changes int // ballots before the one that stands
	Dissent string
	Absent  bool // not in the room
}

// MayDissent reports whether the seat may write why it did not agree.
func (v Voter) MayDissent() bool { return v.Ballot != nil && v.Ballot.Choice.MayDissent() }

// segments are the ballots as parts of a bar.
func (v Vote) segments(ctx context.Context) []ui.Segment {
	c := v.Tally
	var out []ui.Segment
	for _, one := range []struct {
		kind, key string
		n         int
	}{
		{"done", "cases.choice_for", c.For}, {"overdue", "cases.choice_against", c.Against}, {"plan", "cases.choice_abstain", c.Abstain},
	} {
		if one.n > 0 {
			out = append(out, ui.Segment{Kind: one.kind, Word: i18n.T(ctx, one.key), N: int64(one.n)})
		}
	}
	return out
}

// majority says how many votes pass it, and of what.
func (v Vote) majority(ctx context.Context) string {
	return i18n.T(ctx, "cases.majority_"+string(v.Rules.Majority), "Needed", v.Tally.Needed, "Seats", v.Tally.Seats)
}

// quorum says how many must take part, and how many do.
func (v Vote) quorum(ctx context.Context) string {
	key := "cases.quorum_reached"
	if v.Tally.Voted() < v.Tally.Quorum {
		key = "cases.quorum_missing"
	}
	return i18n.T(ctx, key, "Quorum", v.Tally.Quorum, "Seats", v.Tally.Seats, "Voted", v.Tally.Voted())
}

// motion is what is voted on.
func (v Vote) motion(ctx context.Context) string {
	return i18n.T(ctx, "cases.motion_"+string(v.Motion))
}

// said is the person's own ballot when it says the choice, else an empty one:
// who corrects it does not write it anew.
func (v Vote) said(c approval.Choice) approval.Ballot {
	if v.standing() != c || !v.MayDissent {
		return approval.Ballot{}
	}
	return *v.Own.Ballot
}

// dissent is the person's own dissenting opinion, "" when there is none.
func (v Vote) dissent() string {
	if v.Own == nil || !v.MayDissent {
		return ""
	}
	return v.Own.Dissent
}

// standing is the choice that the person's seat has made, "" before.
func (v Vote) standing() approval.Choice {
	if v.Own == nil || v.Own.Ballot == nil {
		return ""
	}
	return v.Own.Ballot.Choice
}
