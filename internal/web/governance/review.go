package governance

import (
	"cmp"
	"slices"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/portfolio"
	"qadam/views/cases"
)

// review is what the competence centre says in this round.
func (d *desk) review() cases.Review {
	r := cases.Review{Due: d.ReviewTerm()}
	for _, o := range d.Opinions {
		if o.Round != d.Round() {
			continue
		}
		one := cases.Opinion{Opinion: o, Seat: d.seat(o.SeatID), Who: d.names[o.RecordedBy]}
		if o.Conflict != "" {
			r.Conflicts = append(r.Conflicts, one)
		} else {
			r.Opinions = append(r.Opinions, one)
		}
	}
	if d.State() == approval.InReview {
		for _, a := range d.Outstanding() {
			r.Waiting = append(r.Waiting, cases.Expected{Seat: d.seat(a.SeatID), Due: a.Due})
		}
	}
	for _, c := range d.Kind.Rule().Criteria {
		a := cases.Average{Criterion: c}
		for _, o := range r.Opinions {
			if s := o.Scores.Of(c); s != nil {
				a.Sum, a.N = a.Sum+s.Score, a.N+1
				a.Given = append(a.Given, cases.Given{Who: o.Who, Score: *s})
			}
		}
		if a.N > 0 {
			r.Averages = append(r.Averages, a)
		}
	}
	return r
}

// experts are the seats of the competence centre that may still be asked: held,
// and not by who drafted.
func (d *desk) experts() []cases.Seat {
	var out []cases.Seat
	for id, s := range d.seats {
		holder, held := d.holders[id]
		if s.Role == access.Expert && held && !d.Drafted(holder.ID) && d.OpinionOf(id) == nil {
			out = append(out, d.seat(id))
		}
	}
	slices.SortFunc(out, func(a, b cases.Seat) int {
		return cmp.Or(cmp.Compare(d.seats[a.ID].Position, d.seats[b.ID].Position), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// remarks are those of all rounds, the newest round first.
func (d *desk) remarks(plans []portfolio.Plan) []cases.Remark {
	var out []cases.Remark
	for _, r := range d.Remarks {
		one := cases.Remark{Remark: r, Who: d.remarker(r), Seat: d.seats[r.SeatID].Title, Line: lineOf(plans, r.MilestoneID)}
		if a := r.Answer(); a != nil {
			one.Answerer = d.names[a.RecordedBy]
		}
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b cases.Remark) int { return cmp.Compare(b.Round, a.Round) })
	return out
}

// remarker is who made a remark: of one that comes from a vote against, who
// voted so, and not who closed the vote.
func (d *desk) remarker(r approval.Remark) string {
	for _, v := range d.Votes {
		for _, b := range v.Ballots {
			if r.Origin == approval.FromBallot && b.ID == r.OriginID {
				return d.names[b.PersonID]
			}
		}
	}
	return d.names[r.RecordedBy]
}

func lineOf(plans []portfolio.Plan, milestoneID int64) *portfolio.Plan {
	if i := slices.IndexFunc(plans, func(p portfolio.Plan) bool { return p.MilestoneID == milestoneID }); i >= 0 && milestoneID != 0 {
		return &plans[i]
	}
	return nil
}
