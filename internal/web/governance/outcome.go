package governance

import (
	"context"
	"slices"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/views/cases"
	"qadam/views/href"
)

// outcome is what came of the case, nil before anything did.
func (d *desk) outcome(ctx context.Context, plans []portfolio.Plan) (*cases.Outcome, error) {
	o := &cases.Outcome{}
	var sittings []int64
	for i := range slices.Backward(d.Votes) {
		if v := &d.Votes[i]; v.Closing != nil {
			o.Votes = append(o.Votes, d.vote(v, nil, i18n.From(ctx)))
			sittings = append(sittings, v.SittingID)
		}
	}
	if err := d.protocols(ctx, o, sittings); err != nil {
		return nil, err
	}
	for i := range d.Steps {
		s := &d.Steps[i]
		if s.Cause == approval.CauseDelegated && s.State != approval.InForce {
			o.Decided, o.Decider = s, d.names[s.RecordedBy]
		}
		if s.State == approval.InForce && s.ActNumber != "" {
			o.Act = s
		}
	}
	if o.Act != nil && d.version != nil {
		if was := d.before(); was != nil {
			o.Superseded = was
		}
	}
	found, err := d.r.Conditions(ctx, store.ConditionFilter{CaseID: d.ID})
	if err != nil {
		return nil, err
	}
	for _, c := range found {
		o.Conditions = append(o.Conditions, cases.Condition{Condition: c, Owner: d.ref.Bodies[c.OwnerID], Line: lineOf(plans, c.MilestoneID)})
	}
	if len(o.Votes)+len(o.Conditions) == 0 && o.Decided == nil && o.Act == nil {
		return nil, nil
	}
	return o, nil
}

// protocols are those of the sittings in which the case was voted on.
func (d *desk) protocols(ctx context.Context, o *cases.Outcome, sittings []int64) error {
	if len(sittings) == 0 || !d.Heard(d.who) {
		return nil
	}
	marks, err := d.r.ProtocolMarks(ctx, sittings)
	if err != nil {
		return err
	}
	all, err := d.r.Sittings(ctx, store.SittingFilter{IDs: sittings})
	if err != nil {
		return err
	}
	for _, s := range all {
		if m, ok := marks[s.ID]; ok {
			o.Protocols = append(o.Protocols, cases.Protocol{Address: href.Protocol(m.ID), Number: s.Number, Day: s.HeldOn(), Signed: m.Confirmed > 1})
		}
	}
	return nil
}
