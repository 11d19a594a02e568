package app

import (
	"context"
	"errors"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// OpenVote opens the vote on an item of an agenda and returns its key: the
// electorate is frozen with the rules in force. A text that is another than was
// submitted makes the case void, which is kept, and takes it off the agenda.
func (a *App) OpenVote(ctx context.Context, actor access.Actor, sittingID, itemID int64) (int64, error) {
	var opened int64
	err := a.sitting(ctx, actor, sittingID, "vote.opened", func(tx *store.Tx, s *approval.Sitting) error {
		i := s.Item(itemID)
		if i == nil {
			return fault.NotFound()
		}
		if s.State().Ended() || s.Form == approval.InPerson && s.State() == approval.SittingPlanned {
			return fault.Conflict("vote.sitting_not_begun")
		}
		if s.VoteOn(itemID) != nil {
			return fault.Conflict("vote.opened_already")
		}
		var err error
		opened, err = a.open(tx, s, *i)
		return err
	})
	if err == nil && opened == 0 {
		err = errVoid()
	}
	return opened, err
}

// open opens the vote on an item, or makes its case void and returns 0. The
// first vote of a written one begins it.
func (a *App) open(tx *store.Tx, s *approval.Sitting, i approval.AgendaItem) (int64, error) {
	c, err := tx.Case(i.CaseID)
	if err != nil {
		return 0, err
	}
	if !c.Ready() {
		return 0, fault.Conflict("vote.case_not_ready", "Case", c.ID)
	}
	closes := s.ClosesAt()
	if closes != nil && !tx.Now.Before(*closes) {
		return 0, fault.Conflict("vote.term_over")
	}
	if void, err := a.voidIfChanged(tx, &c); err != nil || void {
		if err == nil {
			err = a.takeOff(tx, s, i, "")
		}
		return 0, err
	}
	today := civil.DateOf(tx.Now)
	electors, err := tx.Electors(s.BodyID, today)
	if err != nil {
		return 0, err
	}
	ledger, err := tx.BodyRules(s.BodyID)
	if err != nil {
		return 0, err
	}
	sub := c.Submission()
	v := approval.Vote{
		CaseID: c.ID, ProgrammeID: c.ProgrammeID, BodyID: s.BodyID, SittingID: s.ID, ItemID: i.ID, Round: c.Round(), Form: s.Form, Motion: i.Motion,
		Fingerprint: sub.Fingerprint, Rules: approval.RulesOn(ledger, today), Electorate: approval.Freeze(electors, sub.Drafters, sub.Executors), ClosesAt: closes,
	}
	if v.Motion == approval.MotionApprove {
		v.Conditions = c.Advised()
	}
	if err := tx.AddVote(&v); err != nil {
		return 0, err
	}
	said := map[string]any{
		"sitting_id": s.ID, "motion": v.Motion, "fingerprint": v.Fingerprint, "rules": v.Rules, "electorate": electorateSaid(v.Electorate),
	}
	if err := a.stepCase(tx, &c, approval.Step{State: approval.Voting, VoteID: v.ID}, said); err != nil {
		return 0, err
	}
	if s.Form == approval.Written && s.State() == approval.SittingPlanned {
		if err := a.stepSitting(tx, s, approval.SittingStep{State: approval.SittingConvened}); err != nil {
			return 0, err
		}
	}
	return v.ID, a.tellElectors(tx, c, v, *s)
}

// electorateSaid is what the log says of an electorate: seat by seat, who and
// why not.
func electorateSaid(e approval.Electorate) []map[string]any {
	var said []map[string]any
	for _, s := range e {
		one := map[string]any{"seat": s.Code, "person": s.Name}
		if s.Recused != approval.NotRecused {
			one["recused"] = s.Recused
		}
		said = append(said, one)
	}
	return said
}

// tellElectors asks everybody whose vote is awaited for it, at once.
func (a *App) tellElectors(tx *store.Tx, c approval.Case, v approval.Vote, s approval.Sitting) error {
	l := store.Letter{Kind: portfolio.LetterVote, Key: "letter.vote_in_sitting", Args: []any{"Case", c.ID, "Title", c.Title()}, Link: casePath(c.ID)}
	if v.Form == approval.Written {
		l.Key, l.Until = "letter.vote_opened", s.ClosesOn
		l.Args = append(l.Args, "Until", s.ClosesOn)
	}
	for _, e := range v.Electorate {
		if e.Recused == approval.NotRecused {
			l.Seats = append(l.Seats, e.SeatID)
		}
	}
	return tx.Post(l)
}

// vote loads a vote for one who may do the action, and leaves an entry when
// what he tries is refused. Who votes knows of the case wherever it stands.
func (a *App) vote(ctx context.Context, actor access.Actor, action access.Action, id int64, what string, do func(*store.Tx, *approval.Vote) error) error {
	var known approval.Vote
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, err := tx.Vote(id)
		if err != nil {
			return err
		}
		if err := access.Require(actor, access.SeeReviewed, v.ProgrammeID); err != nil {
			return err
		}
		known = v
		if err := require(tx, actor, action, v.ProgrammeID); err != nil {
			return err
		}
		return do(tx, &v)
	})
	said := map[string]any{"vote_id": id}
	return a.refused(ctx, actor, attempt{what, known.ProgrammeID, "case", known.CaseID, said}, err)
}

// CloseVote closes a vote: when all have voted, when its term is over, or
// earlier when nothing could change it any more. The outcome is carried out:
// the case moves, conditions are set, remarks are made. A text that has changed
// meanwhile makes the vote and the case void.
func (a *App) CloseVote(ctx context.Context, actor access.Actor, voteID int64) (approval.Outcome, error) {
	var outcome approval.Outcome
	err := a.vote(ctx, actor, access.HoldSitting, voteID, "vote.closed", func(tx *store.Tx, v *approval.Vote) error {
		if err := a.holdsFor(tx, actor, v.BodyID); err != nil {
			return err
		}
		var err error
		outcome, err = a.close(tx, v)
		return err
	})
	return outcome, err
}

// CloseDueVotes closes the written votes whose term is over; it is a job. One
// that fails does not hold up the others.
func (a *App) CloseDueVotes(ctx context.Context) error {
	at := a.Store.Instant()
	due, err := a.Store.Read(access.System(), at).DueVotes(ctx, at)
	if err != nil {
		return err
	}
	var errs []error
	for _, id := range due {
		err := a.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
			v, err := tx.Vote(id)
			if err != nil || !v.IsOpen() {
				return err
			}
			_, err = a.close(tx, &v)
			return err
		})
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// close ends a vote and carries its outcome out.
func (a *App) close(tx *store.Tx, v *approval.Vote) (approval.Outcome, error) {
	if err := v.MayClose(tx.Now); err != nil {
		return "", err
	}
	c, err := tx.Case(v.CaseID)
	if err != nil {
		return "", err
	}
	end := approval.VoteClosing{
		VoteID: v.ID, CaseID: v.CaseID, ProgrammeID: v.ProgrammeID, Outcome: v.Result(), Count: v.Count(), Fingerprint: v.Fingerprint,
		Early: v.Form == approval.Written && !v.Over(tx.Now),
	}
	void, err := a.voidIfChanged(tx, &c)
	if err != nil {
		return "", err
	}
	if void {
		end.Outcome, end.Fingerprint = approval.OutcomeVoid, ""
	}
	if err := tx.CloseVote(&end); err != nil {
		return "", err
	}
	v.Closing = &end
	said := map[string]any{"vote_id": v.ID, "outcome": end.Outcome, "count": end.Count, "early": end.Early}
	if err := tx.Record("vote.closed", v.ProgrammeID, "case", v.CaseID, audit.Added(said)); err != nil {
		return "", err
	}
	if !void {
		if err := a.carryOut(tx, v, &c); err != nil {
			return "", err
		}
	}
	if err := a.endWritten(tx, v.SittingID); err != nil {
		return "", err
	}
	return end.Outcome, tx.Post(closedLetter(c, v))
}

// closedLetter tells the electorate and the secretary that a vote is over.
func closedLetter(c approval.Case, v *approval.Vote) store.Letter {
	l := store.Letter{Kind: portfolio.LetterVote, Key: "letter.vote_closed", Args: []any{"Case", c.ID, "Title", c.Title()}, Link: casePath(c.ID)}
	l.Roles = []access.Role{access.Secretary}
	for _, e := range v.Electorate {
		l.Seats = append(l.Seats, e.SeatID)
	}
	return l
}

// carryOut does to the case what was decided: an approval sets the conditions
// of the motion and of the ballots, a return makes a remark of each vote
// against.
func (a *App) carryOut(tx *store.Tx, v *approval.Vote, c *approval.Case) error {
	state, cause := v.Outcome().Case()
	step := approval.Step{State: state, Cause: cause, VoteID: v.ID}
	said := map[string]any{"outcome": v.Outcome()}
	if state != approval.Approved {
		if err := a.stepCase(tx, c, step, said); err != nil {
			return err
		}
	}
	switch state {
	case approval.Approved:
		if err := a.approve(tx, c, step, v.Rules.ActRequired, said); err != nil {
			return err
		}
		for _, p := range v.Proposed() {
			condition := p.ConditionOn(approval.ConditionOf, v.ProgrammeID)
			condition.CaseID, condition.SittingID = v.CaseID, v.SittingID
			if c.Kind.Rule().Subject == approval.SubjectProject {
				condition.ProjectID = c.SubjectID
			}
			if err := a.keepCondition(tx, &condition); err != nil {
				return err
			}
		}
	case approval.Returned:
		for _, b := range v.Standing() {
			if b.Choice != approval.Against {
				continue
			}
			r := approval.Remark{
				CaseID: v.CaseID, ProgrammeID: v.ProgrammeID, Round: v.Round, Origin: approval.FromBallot, OriginID: b.ID, SeatID: b.SeatID, Text: b.Reason,
			}
			if err := tx.AppendRemark(&r); err != nil {
				return err
			}
		}
	}
	return nil
}
