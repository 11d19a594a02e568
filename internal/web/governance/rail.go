package governance

import (
	"context"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/views/cases"
	"qadam/views/ui"
)

// rail are the steps of the case's route, with how far it has come in this
// round.
func (d *desk) rail(ctx context.Context, p cases.ShowPage) []ui.Step {
	sub := d.Submission()
	submitted := ui.Step{Title: i18n.T(ctx, "cases.step_submitted"), State: "done", Notes: []string{d.akimat().For(ctx), i18n.Date(ctx, civil.DateOf(sub.RecordedAt))}}
	if d.Round() > 1 {
		submitted.Notes = append(submitted.Notes, i18n.T(ctx, "cases.round", "Round", d.Round()))
	}
	if d.State().Back() {
		submitted.State = "current"
		submitted.Notes = append(submitted.Notes, cases.StateWord(ctx, d.State()))
	}
	if d.Route().Delegated() {
		return []ui.Step{submitted, d.decisionStep(ctx), d.forceStep(ctx, i18n.T(ctx, "cases.step_force"))}
	}
	return []ui.Step{submitted, d.reviewStep(ctx), d.voteStep(ctx, p.Vote), d.forceStep(ctx, d.lastTitle(ctx))}
}

// lastTitle is what the last step is called: a roadmap becomes a baseline.
func (d *desk) lastTitle(ctx context.Context) string {
	switch {
	case d.Kind.OfVersion():
		return i18n.T(ctx, "cases.step_baseline")
	case d.Kind.Rule().Act:
		return i18n.T(ctx, "cases.step_act")
	default:
		return i18n.T(ctx, "cases.step_protocol")
	}
}

// reached reports whether the round has come to one of the states.
func (d *desk) reached(states ...approval.State) bool {
	for _, s := range d.Steps {
		if s.Round != d.Round() {
			continue
		}
		for _, one := range states {
			if s.State == one {
				return true
			}
		}
	}
	return false
}

func (d *desk) reviewStep(ctx context.Context) ui.Step {
	s := ui.Step{Title: i18n.T(ctx, "cases.step_review"), State: "todo"}
	asked, left := len(d.Asked()), len(d.Outstanding())
	if asked > 0 {
		s.Notes = append(s.Notes, i18n.T(ctx, "cases.opinions_of", "Given", asked-left, "All", asked))
	}
	switch state := d.State(); {
	case d.reached(approval.Reviewed):
		s.State = "done"
		s.Notes = append(s.Notes, i18n.Date(ctx, civil.DateOf(d.Step(approval.Reviewed).RecordedAt)))
	case state == approval.InReview:
		s.State = "current"
		s.Notes = append(s.Notes, i18n.T(ctx, "cases.until", "Day", d.ReviewTerm()))
	case state == approval.Submitted:
		s.State = "current"
		s.Notes = append(s.Notes, i18n.T(ctx, "cases.not_assigned"))
	}
	return s
}

func (d *desk) voteStep(ctx context.Context, v *cases.Vote) ui.Step {
	s := ui.Step{Title: i18n.T(ctx, "cases.step_vote"), State: "todo"}
	switch state := d.State(); {
	case state == approval.Voting && v != nil:
		s.State = "current"
		s.Notes = append(s.Notes, i18n.T(ctx, "cases.voted_quorum", "Voted", v.Tally.Voted(), "Seats", v.Tally.Seats, "Quorum", v.Tally.Quorum))
		if v.ClosesAt != nil {
			s.Notes = append(s.Notes, i18n.T(ctx, "cases.until", "Day", v.LastDay))
		}
	case d.reached(approval.Approved, approval.Rejected) && v != nil && v.Closing != nil:
		s.State = "done"
		s.Notes = append(s.Notes, i18n.T(ctx, "cases.outcome_"+string(v.Closing.Outcome)), i18n.Date(ctx, civil.DateOf(v.Closing.RecordedAt)))
	case state == approval.Reviewed, state == approval.Deferred:
		s.State = "current"
		s.Notes = append(s.Notes, cases.StateWord(ctx, state))
	case v != nil && v.Closing != nil:
		s.Notes = append(s.Notes, i18n.T(ctx, "cases.outcome_"+string(v.Closing.Outcome)), i18n.Date(ctx, civil.DateOf(v.Closing.RecordedAt)))
	}
	return s
}

// decisionStep is the one word of a delegated route.
func (d *desk) decisionStep(ctx context.Context) ui.Step {
	s := ui.Step{Title: i18n.T(ctx, "cases.step_decision_"+string(d.Route())), State: "todo"}
	switch {
	case d.State() == approval.Submitted:
		s.State = "current"
	case d.reached(approval.Approved, approval.Rejected):
		s.State = "done"
		for _, one := range []approval.State{approval.Approved, approval.Rejected} {
			if step := d.Step(one); !step.RecordedAt.IsZero() {
				s.Notes = append(s.Notes, d.names[step.RecordedBy], i18n.Date(ctx, civil.DateOf(step.RecordedAt)))
			}
		}
	}
	return s
}

// forceStep is the end: what was approved stands in force.
func (d *desk) forceStep(ctx context.Context, title string) ui.Step {
	s := ui.Step{Title: title, State: "todo"}
	switch d.State() {
	case approval.InForce:
		s.State = "done"
		step := d.Step(approval.InForce)
		if step.ActNumber != "" {
			s.Notes = append(s.Notes, ui.Document(ctx, step.ActNumber, step.ActDate))
		}
		s.Notes = append(s.Notes, cases.StateWord(ctx, approval.InForce))
	case approval.Approved:
		s.State = "current"
		if d.rules.ActRequired && d.Kind.Rule().Act {
			s.Notes = append(s.Notes, i18n.T(ctx, "cases.act_awaited"))
		} else {
			s.State = "done"
		}
	case approval.Rejected:
		s.Notes = append(s.Notes, cases.StateWord(ctx, approval.Rejected))
	}
	return s
}
