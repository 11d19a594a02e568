package governance

import (
	"slices"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/views/cases"
)

// nextStep is what happens next to a case, whose it is and until when.
type nextStep struct {
	who    access.Actor
	on     civil.Date
	akimat i18n.Text
	act    bool // the body's rules ask for an act
	docket *approval.Docket
}

// of says it of one case.
func (x nextStep) of(c *approval.Case) cases.Next {
	may := func(a access.Action) bool { return x.who.May(a, c.ProgrammeID) }
	own := c.Drafted(x.who.ID)
	if c.State().Back() && x.docket.Case(c.ID) == nil {
		return cases.Next{} // shelved: it waits for nobody
	}
	switch c.State() {
	case approval.Submitted:
		if c.Route() == approval.ByAkimat {
			return cases.Next{Key: "cases.next_decide", Who: x.akimat, Mine: may(access.DecideAsAkimat) && !own}
		}
		if c.Route() == approval.ByCentre {
			return cases.Next{Key: "cases.next_decide", Who: i18n.Said("cases.who_centre"), Mine: may(access.DecideAsCentre) && !own}
		}
		return cases.Next{Key: "cases.next_assign", Who: i18n.Said("cases.who_assign"), Mine: may(access.AssignExperts)}
	case approval.InReview:
		return x.opinions(c)
	case approval.Reviewed, approval.Deferred:
		if x.docket.OnAgenda(c.ID) {
			return cases.Next{Key: "cases.next_sitting", Who: i18n.Said("cases.who_group"), Mine: may(access.HoldSitting)}
		}
		return cases.Next{Key: "cases.next_schedule", Who: i18n.Said("cases.who_secretary"), Mine: may(access.HoldSitting)}
	case approval.Voting:
		return x.vote(c)
	case approval.Approved:
		if x.act && c.Kind.Rule().Act {
			return cases.Next{Key: "cases.next_act", Who: i18n.Said("cases.who_secretary"), Mine: may(access.RecordAct)}
		}
		return cases.Next{}
	case approval.Returned:
		if n := len(c.Unanswered()); n > 0 {
			return cases.Next{Key: "cases.next_answer", Args: []any{"N", n}, Who: x.akimat, Mine: may(access.AnswerRemarks)}
		}
		return cases.Next{Key: "cases.next_resubmit", Who: x.akimat, Mine: may(access.Submit)}
	case approval.Withdrawn, approval.Void:
		return cases.Next{Key: "cases.next_resubmit", Who: x.akimat, Mine: may(access.Submit)}
	}
	return cases.Next{}
}

// opinions are those that are still asked for.
func (x nextStep) opinions(c *approval.Case) cases.Next {
	asked, left := c.Asked(), c.Outstanding()
	n := cases.Next{
		Key: "cases.next_opinions", Args: []any{"Given", len(asked) - len(left), "All", len(asked)},
		Who: i18n.Said("cases.who_experts"), Until: c.ReviewTerm(),
	}
	if c.ReviewEnds(x.on) != "" {
		return cases.Next{Key: "cases.next_end_review", Who: i18n.Said("cases.who_secretary"), Mine: x.who.May(access.HoldSitting, c.ProgrammeID)}
	}
	n.Mine = slices.ContainsFunc(left, func(a approval.Assignment) bool { return x.holds(a.SeatID) })
	return n
}

// vote is the one that is open.
func (x nextStep) vote(c *approval.Case) cases.Next {
	n := cases.Next{Key: "cases.next_vote", Who: i18n.Said("cases.who_members")}
	for i := range c.Votes {
		v := &c.Votes[i]
		if !v.IsOpen() {
			continue
		}
		if v.ClosesAt != nil {
			n.Until = v.LastDay()
		}
		count := v.Count()
		n.Args = []any{"Voted", count.Voted(), "Seats", count.Seats}
		n.Mine = slices.ContainsFunc(v.Missing(), func(e approval.Elector) bool { return x.holds(e.SeatID) })
		if count.Missing == 0 {
			n.Key, n.Who, n.Mine = "cases.next_close", i18n.Said("cases.who_secretary"), x.who.May(access.HoldSitting, c.ProgrammeID)
		}
	}
	return n
}

func (x nextStep) holds(seatID int64) bool {
	return slices.ContainsFunc(x.who.Grants, func(g access.Grant) bool { return g.SeatID == seatID })
}
