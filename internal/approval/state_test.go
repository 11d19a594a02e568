package approval_test

import (
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/portfolio"
)

// table is the table of the house, written once more by hand: what stands in no
// row is refused.
var table = map[approval.State]string{
	"":                 "submitted",
	approval.Submitted: "in_review reviewed returned withdrawn void",
	approval.InReview:  "reviewed returned withdrawn void",
	approval.Reviewed:  "voting deferred returned withdrawn void", // deferred: a sitting without quorum
	approval.Voting:    "approved returned rejected deferred reviewed void",
	approval.Deferred:  "voting returned withdrawn void",
	approval.Approved:  "in_force",
	approval.Returned:  "submitted",
	approval.Withdrawn: "submitted",
	approval.Void:      "submitted",
}

// Every pair of states on every route: 12 × 12 × 3.
func TestOnlyWhatStandsInTheTableFollows(t *testing.T) {
	all := append([]approval.State{""}, approval.States...)
	for _, route := range []approval.Route{approval.ByWorkingGroup, approval.ByCentre, approval.ByAkimat} {
		for _, before := range all {
			next := strings.Fields(table[before])
			if before == approval.Submitted && route.Delegated() {
				next = append(next, "approved", "rejected")
			}
			for _, after := range all {
				if got, want := after.Follows(before, route), slices.Contains(next, string(after)); got != want {
					t.Errorf("%s: from %q to %q: %v", route, before, after, got)
				}
				c := approval.Case{Submissions: []approval.Submission{{Round: 1, Route: route}}}
				if before != "" {
					c.Steps = []approval.Step{{State: before}}
				}
				if c.MayBecome(after) != after.Follows(before, route) {
					t.Errorf("%s: a case from %q to %q", route, before, after)
				}
			}
		}
	}
}

// Nothing leads out of what is final, and everything else leads somewhere.
func TestOnlyFinalStatesEnd(t *testing.T) {
	for _, s := range approval.States {
		if ends := table[s] == ""; ends != s.Final() {
			t.Errorf("%s: final %v", s, s.Final())
		}
		if s.Open() && (s.Back() || s.Final()) || s.Back() && s.Final() {
			t.Errorf("%s is more than one of open, back and final", s)
		}
	}
}

// A version goes where its case goes: each step of a case is one that a version
// may take too, or leaves it where it is.
func TestAVersionMayFollowItsCase(t *testing.T) {
	for _, route := range []approval.Route{approval.ByWorkingGroup, approval.ByAkimat} {
		for _, before := range append([]approval.State{""}, approval.States...) {
			for _, after := range approval.States {
				if !after.Follows(before, route) {
					continue
				}
				from, to := before.Version(), after.Version()
				if from != to && !to.Follows(from) {
					t.Errorf("the case goes from %q to %s, and its version may not go from %s to %s", before, after, from, to)
				}
			}
		}
	}
	if portfolio.InForce.Follows(portfolio.Submitted) {
		t.Error("a submitted version comes into force without a decision")
	}
}

func TestWhoSeesACase(t *testing.T) {
	for state, want := range map[approval.State]access.Action{
		approval.Submitted: access.SeeSubmitted, approval.InReview: access.SeeReviewed, approval.Voting: access.SeeReviewed,
		approval.Rejected: access.SeeReviewed, approval.Approved: access.SeeInForce, approval.InForce: access.SeeInForce,
		approval.Returned: access.SeeSubmitted, approval.Withdrawn: access.SeeSubmitted, approval.Void: access.SeeSubmitted,
	} {
		c := approval.Case{Steps: []approval.Step{{State: approval.Submitted}, {State: state}}}
		if got := c.SeeAction(); got != want {
			t.Errorf("%s: %s", state, got)
		}
	}
}

// Who has seen a round reviewed goes on seeing it when it is returned, until it
// comes again.
func TestAReturnedCaseIsSeenByThoseWhoReviewedIt(t *testing.T) {
	c := approval.Case{
		Submissions: []approval.Submission{{Round: 1}},
		Steps:       []approval.Step{{Round: 1, State: approval.Submitted}, {Round: 1, State: approval.Reviewed}, {Round: 1, State: approval.Voting}, {Round: 1, State: approval.Returned}},
	}
	if got := c.SeeAction(); got != access.SeeReviewed {
		t.Errorf("returned by a vote: %s", got)
	}
	c.Submissions = append(c.Submissions, approval.Submission{Round: 2})
	c.Steps = append(c.Steps, approval.Step{Round: 2, State: approval.Submitted})
	if got := c.SeeAction(); got != access.SeeSubmitted {
		t.Errorf("submitted again: %s", got)
	}
	c.Steps = append(c.Steps, approval.Step{Round: 2, State: approval.Returned})
	if got := c.SeeAction(); got != access.SeeSubmitted {
		t.Errorf("returned before its review: %s", got)
	}
}

func TestKinds(t *testing.T) {
	for _, k := range approval.Kinds {
		r := k.Rule()
		if r.Kind != k || len(r.Criteria) == 0 || len(r.Routes) == 0 || r.Routes[0] != approval.ByWorkingGroup || r.Complete == nil || r.Content == nil {
			t.Errorf("the row of %s is not whole: %+v", k, r)
		}
		if len(r.Routes) > 1 && k != approval.KindChange {
			t.Errorf("%s may be decided by one person", k)
		}
		if k.OfVersion() != (k == approval.KindRoadmap || k == approval.KindChange) {
			t.Errorf("%s is about %s", k, r.Subject)
		}
	}
	if approval.Kind("gift").Known() || len(approval.Kind("gift").Rule().Routes) != 0 {
		t.Error("a gift is a case")
	}
}
