package app

import (
	"context"
	"errors"
	"slices"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// AssignExperts asks seats of the competence centre for their opinion, up to
// and with the day. The case goes into review. Seats may be added later, and
// one that is asked again has the later term.
func (a *App) AssignExperts(ctx context.Context, actor access.Actor, caseID int64, seatIDs []int64, due civil.Date) error {
	return a.onText(ctx, actor, access.AssignExperts, caseID, "case.experts_assigned", func(tx *store.Tx, c *approval.Case) error {
		return a.assignExperts(tx, c, seatIDs, due)
	})
}

// CaseSeen is a case as somebody saw it before he chose it among others.
type CaseSeen struct {
	CaseID int64
	Seen   int // approval.Case.Asking at that time; with another one by now it is a conflict
}

// AssignExpertsTo asks the same seats for their opinion on several cases, all or
// none. What is refused of each stands under its place among the cases, from 0,
// and in the log under its case:
// so does a text that is another by now, which voids nothing here. A seat that
// has spoken on one of the cases is refused there.
func (a *App) AssignExpertsTo(ctx context.Context, actor access.Actor, cases []CaseSeen, seatIDs []int64, due civil.Date) error {
	type refusal struct {
		attempt
		why error
	}
	var refusals []refusal
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		refusals = nil
		if err := approval.CheckDue(due, civil.DateOf(tx.Now)); err != nil {
			return err
		}
		if len(seatIDs) == 0 {
			return fault.Field("experts", "case.experts_needed")
		}
		return all(len(cases), func(i int) error {
			c, err := a.caseToChange(tx, actor, access.AssignExperts, cases[i].CaseID)
			if err == nil {
				err = a.assignSeen(tx, actor, &c, cases[i].Seen, seatIDs, due)
			}
			if err != nil && c.ID != 0 {
				tried := attempt{Action: "case.experts_assigned", Entity: "case", ID: c.ID, ProgrammeID: c.ProgrammeID}
				refusals = append(refusals, refusal{tried, err})
			}
			return err
		})
	})
	if err == nil {
		return nil
	}
	for _, r := range refusals {
		if noted := a.refused(ctx, actor, r.attempt, r.why); fault.Of(noted) == nil {
			return noted
		}
	}
	return err
}

// assignSeen asks the seats on a case that is as it was seen. What the actor asked
// already, in the same words, is asked once: the form was sent twice.
func (a *App) assignSeen(tx *store.Tx, actor access.Actor, c *approval.Case, seen int, seatIDs []int64, due civil.Date) error {
	if c.Asking() != seen {
		if askedBy(*c, actor.ID, seatIDs, due) {
			return nil
		}
		return fault.Conflict("case.asked_meanwhile")
	}
	if c.State().Open() {
		now, err := a.fingerprint(tx, *c)
		if err != nil {
			return err
		}
		if now != c.Submission().Fingerprint {
			return errVoid()
		}
	}
	return a.assignExperts(tx, c, seatIDs, due)
}

// askedBy reports whether the person asked all of the seats until the day in this
// round, and nobody asked them otherwise since.
func askedBy(c approval.Case, personID int64, seatIDs []int64, due civil.Date) bool {
	return !slices.ContainsFunc(seatIDs, func(id int64) bool {
		asked := c.AskedOf(id)
		return asked == nil || asked.RecordedBy != personID || asked.Due != due
	})
}

func (a *App) assignExperts(tx *store.Tx, c *approval.Case, seatIDs []int64, due civil.Date) error {
	if err := c.MayAssign(); err != nil {
		return err
	}
	if err := approval.CheckDue(due, civil.DateOf(tx.Now)); err != nil {
		return err
	}
	titles, err := expertSeats(tx, *c, seatIDs)
	if err != nil {
		return err
	}
	for _, id := range seatIDs {
		one := approval.Assignment{CaseID: c.ID, ProgrammeID: c.ProgrammeID, Round: c.Round(), SeatID: id, Due: due}
		if err := tx.AppendAssignment(&one); err != nil {
			return err
		}
		c.Assignments = append(c.Assignments, one)
	}
	said := map[string]any{"experts": titles, "due": due}
	if c.State() == approval.Submitted {
		err = a.stepCase(tx, c, approval.Step{State: approval.InReview}, said)
	} else {
		err = tx.Record("case.experts_assigned", c.ProgrammeID, "case", c.ID, audit.Added(said))
	}
	if err != nil {
		return err
	}
	l := caseLetter(*c, store.To{Seats: seatIDs}, portfolio.LetterOpinion, "letter.opinion_asked", "")
	l.Until, l.Args = due, append(l.Args, "Until", due)
	return tx.Post(l)
}

// expertSeats are the codes of seats that may be asked for an opinion: they are
// experts', and have not spoken in this round.
func expertSeats(tx *store.Tx, c approval.Case, seatIDs []int64) ([]string, error) {
	if len(seatIDs) == 0 {
		return nil, fault.Field("experts", "case.experts_needed")
	}
	var codes []string
	for i, id := range seatIDs {
		s, err := tx.Seat(id)
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return nil, err
		}
		switch {
		case err != nil || s.Role != access.Expert || slices.Contains(seatIDs[:i], id):
			return nil, fault.Field("experts", "fault.required_choice")
		}
		if err := c.MayAsk(id); err != nil {
			return nil, err
		}
		codes = append(codes, s.Code)
	}
	return codes, nil
}

// SaveOpinionDraft keeps the actor's opinion while it is written. Nothing is
// checked but whether he may write it at all.
func (a *App) SaveOpinionDraft(ctx context.Context, actor access.Actor, caseID int64, d approval.OpinionDraft) error {
	reader := a.Store.Read(actor, a.Store.Instant())
	c, err := reader.Case(ctx, caseID)
	if err != nil {
		return err
	}
	if err := access.Require(actor, access.GiveOpinion, c.ProgrammeID); err != nil {
		return err
	}
	if d.SeatID, err = speaker(c, actor, d.SeatID, civil.DateOf(a.Store.Now())); err != nil {
		return err
	}
	d.CaseID, d.Round, d.PersonID = c.ID, c.Round(), actor.ID
	return a.Store.SaveOpinionDraft(ctx, &d)
}

// speaker is the seat from which the actor speaks on a case: the one given, or
// else the one of his that was asked. Why he may not is the refusal.
func speaker(c approval.Case, actor access.Actor, seatID int64, on civil.Date) (int64, error) {
	var first error
	var asked int64
	for _, g := range actor.Grants {
		if g.Role != access.Expert || seatID != 0 && g.SeatID != seatID {
			continue
		}
		err := c.MaySpeak(g.SeatID, actor.ID, on)
		if err == nil {
			return g.SeatID, nil
		}
		if first == nil || c.AskedOf(g.SeatID) != nil && c.AskedOf(asked) == nil {
			first, asked = err, g.SeatID
		}
	}
	if first == nil {
		first = c.MaySpeak(0, actor.ID, on) // of a seat that is not his
	}
	return 0, first
}

// GiveOpinion gives the actor's opinion on a case. The last of those that were
// asked for ends the review.
func (a *App) GiveOpinion(ctx context.Context, actor access.Actor, caseID int64, o approval.Opinion) error {
	return a.onText(ctx, actor, access.GiveOpinion, caseID, "case.opinion_given", func(tx *store.Tx, c *approval.Case) error {
		today := civil.DateOf(tx.Now)
		var err error
		if o.SeatID, err = speaker(*c, actor, o.SeatID, today); err != nil {
			return err
		}
		o = o.Trim()
		o.Conflict = ""
		lines, err := linesOf(tx, *c)
		if err != nil {
			return err
		}
		if err := o.Check(c.Kind, lines, today); err != nil {
			return err
		}
		if err := knownOwners(tx, o.Conditions); err != nil {
			return err
		}
		if i := slices.IndexFunc(o.Conditions, func(p approval.Proposal) bool { return p.Blocks }); i >= 0 && !c.Kind.HasGates() {
			return fault.Field(approval.ConditionField(i, "blocks"), "vote.no_gates")
		}
		scores := slices.Clone(o.Scores) // a criterion is called by its kind too, or the log could not name it
		for i := range scores {
			scores[i].Criterion = string(c.Kind) + "_" + scores[i].Criterion
		}
		return a.speak(tx, actor, c, o, "case.opinion_given", map[string]any{
			"verdict": o.Verdict, "scores": scores, "summary": o.Summary, "conditions": len(o.Conditions), "remarks": len(o.Remarks),
		})
	})
}

// knownOwners refuses conditions whose owners there are not.
func knownOwners(tx *store.Tx, conditions approval.Proposals) error {
	for i, p := range conditions {
		unknown, err := tx.UnknownBodies([]int64{p.OwnerID})
		if err != nil {
			return err
		}
		if len(unknown) > 0 {
			return fault.Field(approval.ConditionField(i, "owner"), "vote.condition_owner")
		}
	}
	return nil
}

// DeclareConflict says why the actor cannot give the opinion that was asked for:
// he is out of this round, and others or a new one are waited for.
func (a *App) DeclareConflict(ctx context.Context, actor access.Actor, caseID int64, reason string) error {
	return a.onText(ctx, actor, access.GiveOpinion, caseID, "case.conflict_declared", func(tx *store.Tx, c *approval.Case) error {
		seat, err := speaker(*c, actor, 0, civil.DateOf(tx.Now))
		if err != nil {
			return err
		}
		o := approval.Opinion{SeatID: seat, Conflict: reason}.Trim()
		if err := checkReason("reason", o.Conflict); err != nil {
			return err
		}
		if err := a.speak(tx, actor, c, o, "case.conflict_declared", map[string]any{"reason": o.Conflict}); err != nil {
			return err
		}
		return tx.Post(caseLetter(*c, store.To{Roles: []access.Role{access.Secretary}}, portfolio.LetterOpinion, "letter.conflict_declared", o.Conflict))
	})
}

// speak keeps what a seat said, with its remarks, and ends the review when
// nobody else is waited for.
func (a *App) speak(tx *store.Tx, actor access.Actor, c *approval.Case, o approval.Opinion, action string, said map[string]any) error {
	for _, g := range actor.Grants {
		if g.SeatID == o.SeatID {
			tx.ActFrom(g.Seat)
		}
	}
	o.CaseID, o.ProgrammeID, o.Round = c.ID, c.ProgrammeID, c.Round()
	if err := tx.AppendOpinion(&o); err != nil {
		return err
	}
	c.Opinions = append(c.Opinions, o)
	if err := mentionInCase(tx, *c, o.Summary); err != nil {
		return err
	}
	if err := tx.Record(action, c.ProgrammeID, "case", c.ID, audit.Added(said)); err != nil {
		return err
	}
	if err := a.remark(tx, c, approval.Remark{Origin: approval.FromOpinion, OriginID: o.ID, SeatID: o.SeatID}, o.Remarks); err != nil {
		return err
	}
	return a.endReview(tx, c)
}

// endReview ends a review that is over by now, and leaves the others.
func (a *App) endReview(tx *store.Tx, c *approval.Case) error {
	cause := c.ReviewEnds(civil.DateOf(tx.Now))
	if cause == "" {
		return nil
	}
	return a.stepCase(tx, c, approval.Step{State: approval.Reviewed, Cause: cause}, nil)
}

// EndReview ends a review whose opinions are all given or whose term is over.
func (a *App) EndReview(ctx context.Context, actor access.Actor, caseID int64) error {
	return a.onText(ctx, actor, access.HoldSitting, caseID, "case.reviewed", func(tx *store.Tx, c *approval.Case) error {
		switch {
		case c.State() != approval.InReview:
			return fault.Conflict("case.not_in_review")
		case c.ReviewEnds(civil.DateOf(tx.Now)) == "":
			return fault.Conflict("case.review_goes_on", "Day", c.ReviewTerm())
		}
		return a.endReview(tx, c)
	})
}

// EndDueReviews ends every review whose term is over; it is a job. One that fails
// does not hold up the others.
func (a *App) EndDueReviews(ctx context.Context) error {
	reader := a.Store.Read(access.System(), a.Store.Instant())
	docket, err := reader.Docket(ctx)
	if err != nil {
		return err
	}
	today := civil.DateOf(a.Store.Now())
	var errs []error
	for i := range docket.Cases {
		due := &docket.Cases[i]
		if due.State() != approval.InReview || due.ReviewEnds(today) == "" {
			continue
		}
		errs = append(errs, a.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
			c, err := tx.Case(due.ID)
			if err != nil {
				return err
			}
			return a.endReview(tx, &c)
		}))
	}
	return errors.Join(errs...)
}
