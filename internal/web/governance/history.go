package governance

import (
	"slices"

	"qadam/internal/approval"
	"qadam/views/cases"
)

// history is everything that happened to the case, the newest first.
func (d *desk) history() []cases.Happening {
	var all []cases.Happening
	add := func(h cases.Happening) { all = append(all, h) }
	for _, s := range d.Steps {
		key := "cases.happened_" + string(s.State)
		if s.Cause != "" && s.Cause != approval.CausePassed && s.Cause != approval.CauseNotPassed && s.State != approval.InForce {
			key = "cases.cause_" + string(s.Cause)
		}
		add(cases.Happening{At: s.RecordedAt, Key: key, Args: []any{"Round", s.Round, "Number", s.ActNumber, "Day", s.ActDate}, Who: d.names[s.RecordedBy], Said: s.Reason, Round: s.Round, State: s.State})
	}
	for _, a := range d.Assignments {
		add(cases.Happening{At: a.RecordedAt, Key: "cases.happened_assigned", Args: []any{"Who", d.seat(a.SeatID).Holder, "Day", a.Due}, Who: d.names[a.RecordedBy], Round: a.Round})
	}
	for _, o := range d.Opinions {
		h := cases.Happening{At: o.RecordedAt, Key: "cases.happened_opinion_" + string(o.Verdict), Who: d.names[o.RecordedBy], Round: o.Round}
		if o.Conflict != "" {
			h.Key, h.Said = "cases.happened_conflict", o.Conflict
		}
		add(h)
	}
	for _, r := range d.Remarks {
		for _, a := range r.Answers {
			add(cases.Happening{At: a.RecordedAt, Key: "cases.happened_answer_" + string(a.Kind), Who: d.names[a.RecordedBy], Said: a.Text, Round: r.Round})
		}
	}
	for i := range d.Votes {
		v := &d.Votes[i]
		for _, b := range v.Ballots {
			if e := v.Electorate.Seat(b.SeatID); e != nil {
				add(cases.Happening{At: b.RecordedAt, Key: "cases.happened_ballot_" + string(b.Choice), Who: d.names[b.PersonID], Said: b.Reason, Round: v.Round})
			}
		}
		if c := v.Closing; c != nil {
			add(cases.Happening{
				At: c.RecordedAt, Key: "cases.happened_closed", Who: d.names[c.RecordedBy], Round: v.Round,
				Args: []any{"For", c.Count.For, "Against", c.Count.Against, "Abstain", c.Count.Abstain},
			})
		}
	}
	slices.Reverse(all) // of one instant, what came last stands first
	slices.SortStableFunc(all, func(a, b cases.Happening) int { return b.At.Compare(a.At) })
	return all
}
