package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/store"
)

// ConveneSitting begins a sitting and says where it stands then.
//
// A meeting begins on its day with those marked present. Without a quorum it is
// not held, which is a record too, and its items are deferred. A written vote
// begins by opening the vote on each of its items: its quorum is known when its
// term is over.
func (a *App) ConveneSitting(ctx context.Context, actor access.Actor, sittingID int64) (approval.SittingState, error) {
	var state approval.SittingState
	err := a.sitting(ctx, actor, sittingID, "sitting.convened", func(tx *store.Tx, s *approval.Sitting) error {
		if s.State() != approval.SittingPlanned {
			return fault.Conflict("vote.sitting_begun")
		}
		if len(s.Agenda()) == 0 {
			return fault.Conflict("vote.no_items")
		}
		var err error
		if s.Form == approval.Written {
			err = a.beginWritten(tx, s)
		} else {
			err = a.beginMeeting(tx, s)
		}
		state = s.State()
		return err
	})
	return state, err
}

func (a *App) beginMeeting(tx *store.Tx, s *approval.Sitting) error {
	today := civil.DateOf(tx.Now)
	if today.Before(civil.DateOf(s.PlannedAt)) {
		return fault.Conflict("vote.not_the_day")
	}
	electors, err := tx.Electors(s.BodyID, today)
	if err != nil {
		return err
	}
	ledger, err := tx.BodyRules(s.BodyID)
	if err != nil {
		return err
	}
	rules := approval.RulesOn(ledger, today)
	step := approval.SittingStep{State: approval.SittingConvened, Seats: len(electors), Quorum: rules.Quorum(len(electors))}
	for _, e := range electors {
		if approval.Attending(s.Presence, e.SeatID) {
			step.Present++
		}
	}
	if rules.Quorate(step.Present, step.Seats) {
		return a.stepSitting(tx, s, step)
	}
	step.State = approval.SittingNotHeld
	if err := a.stepSitting(tx, s, step); err != nil {
		return err
	}
	return a.deferItems(tx, s)
}

// deferItems defers the cases of a meeting that was not held: they wait for the
// next one. What was deferred before is so still.
func (a *App) deferItems(tx *store.Tx, s *approval.Sitting) error {
	for _, i := range s.Agenda() {
		c, err := tx.Case(i.CaseID)
		if err != nil {
			return err
		}
		if c.State() != approval.Reviewed {
			continue // deferred before, or taken back meanwhile
		}
		err = a.stepCase(tx, &c, approval.Step{State: approval.Deferred, Cause: approval.CauseNoQuorum}, map[string]any{"sitting_id": s.ID})
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *App) beginWritten(tx *store.Tx, s *approval.Sitting) error {
	for _, i := range s.Agenda() {
		if _, err := a.open(tx, s, i); err != nil {
			return err
		}
	}
	if s.State() == approval.SittingPlanned { // every text has changed: there is nothing to vote on
		return a.stepSitting(tx, s, approval.SittingStep{State: approval.SittingCancelled})
	}
	return nil
}

// stepSitting takes a sitting a step further and records it as sitting.<state>.
func (a *App) stepSitting(tx *store.Tx, s *approval.Sitting, step approval.SittingStep) error {
	if !step.State.Follows(s.State()) {
		return fault.Conflict("vote.sitting_wrong_step")
	}
	before := map[string]any{"state": s.State()}
	step.SittingID = s.ID
	if err := tx.AppendSittingStep(&step); err != nil {
		return err
	}
	s.Steps = append(s.Steps, step)
	after := map[string]any{"state": step.State, "number": s.Number}
	if step.Seats > 0 {
		after["present"], after["seats"], after["quorum"] = step.Present, step.Seats, step.Quorum
	}
	if step.Note != "" {
		after["reason"] = step.Note
	}
	return tx.Record("sitting."+string(step.State), audit.Nowhere, "sitting", s.ID, audit.Diff(before, after))
}

// EndSitting ends a meeting whose votes are all closed. Items that were not
// voted on may go on another agenda. A written vote ends with the last of its
// votes.
func (a *App) EndSitting(ctx context.Context, actor access.Actor, sittingID int64) error {
	return a.sitting(ctx, actor, sittingID, "sitting.held", func(tx *store.Tx, s *approval.Sitting) error {
		if s.State() != approval.SittingConvened {
			return fault.Conflict("vote.sitting_not_begun")
		}
		for _, v := range s.Votes {
			if v.IsOpen() {
				return fault.Conflict("vote.votes_open")
			}
		}
		began := s.Step(approval.SittingConvened)
		return a.stepSitting(tx, s, approval.SittingStep{State: approval.SittingHeld, Present: began.Present, Seats: began.Seats, Quorum: began.Quorum})
	})
}

// endWritten ends a written vote when the last of its votes is closed: held
// when one of them had a quorum, not held when none had.
func (a *App) endWritten(tx *store.Tx, sittingID int64) error {
	s, err := tx.Sitting(sittingID)
	if err != nil || s.Form != approval.Written || s.State() != approval.SittingConvened {
		return err
	}
	step := approval.SittingStep{State: approval.SittingNotHeld}
	voted := map[int64]bool{}
	for _, v := range s.Votes {
		if v.IsOpen() {
			return nil
		}
		if v.Outcome() != approval.OutcomeDeferred && v.Outcome() != approval.OutcomeVoid {
			step.State = approval.SittingHeld
		}
		step.Seats, step.Quorum = len(v.Electorate), v.Rules.Quorum(len(v.Electorate))
		for _, b := range v.Standing() {
			voted[b.SeatID] = true
		}
	}
	step.Present = len(voted)
	return a.stepSitting(tx, &s, step)
}
