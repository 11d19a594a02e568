package app

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/store"
)

// CastBallot casts or changes the ballot of a seat that the actor holds or
// substitutes in; without a seat, of the only such one. Of the ballot the seat,
// choice, reason, condition and dissent are read. What is refused leaves an
// entry.
func (a *App) CastBallot(ctx context.Context, actor access.Actor, voteID int64, b approval.Ballot) error {
	b = b.Trim()
	return a.vote(ctx, actor, access.CastBallot, voteID, "vote.cast", func(tx *store.Tx, v *approval.Vote) error {
		c, err := tx.Case(v.CaseID)
		if err != nil {
			return err
		}
		by := caster(actor, c)
		b.SeatID = seatFor(tx, actor, v, b.SeatID, by)
		if err := v.Admit(b.SeatID, by, tx.Now); err != nil {
			return err
		}
		if err := a.checkBallot(tx, c, v, b); err != nil {
			return err
		}
		was := v.Ballot(b.SeatID)
		if was != nil && was.PersonID == actor.ID && sameBallot(*was, b) {
			return nil // sent twice
		}
		b.VoteID, b.ProgrammeID, b.PersonID = v.ID, v.ProgrammeID, actor.ID
		if err := tx.AppendBallot(&b); err != nil {
			return err
		}
		action, before := "vote.cast", map[string]any(nil)
		if was != nil {
			action, before = "vote.changed", ballotSaid(v, *was)
		}
		return tx.Record(action, v.ProgrammeID, "case", v.CaseID, audit.Change{Before: orNothing(before), After: ballotSaid(v, b)})
	})
}

// caster is the actor as a vote sees him.
func caster(actor access.Actor, c approval.Case) approval.Caster {
	by := approval.Caster{PersonID: actor.ID, Drafted: c.Drafted(actor.ID)}
	for _, g := range actor.Grants {
		if g.Role == access.Chair || g.Role == access.Member {
			by.Seats = append(by.Seats, g.SeatID)
		}
	}
	return by
}

// seatFor is the seat voted from: the one named, or the only one that the actor
// sits in. The entry names it.
func seatFor(tx *store.Tx, actor access.Actor, v *approval.Vote, seatID int64, by approval.Caster) int64 {
	if seatID == 0 {
		seatID = v.SeatOf(by.Seats)
	}
	for _, g := range actor.Grants {
		if g.SeatID == seatID {
			tx.ActFrom(g.Seat)
		}
	}
	return seatID
}

// checkBallot refuses a ballot that says nothing, and a condition without an
// owner that there is, a date, or of a line of another programme.
func (a *App) checkBallot(tx *store.Tx, c approval.Case, v *approval.Vote, b approval.Ballot) error {
	if err := b.Check(v.Motion, civil.DateOf(tx.Now)); err != nil {
		return err
	}
	for _, p := range b.Condition {
		unknown, err := tx.UnknownBodies([]int64{p.OwnerID})
		if err != nil {
			return err
		}
		if len(unknown) > 0 {
			return fault.Field("owner", "vote.condition_owner")
		}
		if p.Blocks && !c.Kind.HasGates() {
			return fault.Field("blocks", "vote.no_gates")
		}
		if p.MilestoneID == 0 {
			continue
		}
		m, err := tx.Milestone(p.MilestoneID)
		if fault.Is(err, fault.KindNotFound) || err == nil && m.ProgrammeID != v.ProgrammeID {
			return fault.Field("milestone", "fault.required_choice")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func sameBallot(a, b approval.Ballot) bool {
	return a.Choice == b.Choice && a.Reason == b.Reason && a.Dissent == b.Dissent && slices.Equal(a.Condition, b.Condition)
}

// ballotSaid is what the log says of a ballot: the vote is open.
func ballotSaid(v *approval.Vote, b approval.Ballot) map[string]any {
	said := map[string]any{"vote_id": v.ID, "seat": v.Electorate.Seat(b.SeatID).Code, "choice": b.Choice}
	for name, text := range map[string]string{"reason": b.Reason, "dissent": b.Dissent} {
		if text != "" {
			said[name] = text
		}
	}
	if len(b.Condition) > 0 {
		said["conditions"] = b.Condition
	}
	return said
}

func orNothing(m map[string]any) any {
	if m == nil {
		return nil
	}
	return m
}

// AddDissent adds a dissenting opinion to the ballot of a seat, against or
// abstained, until the protocol is confirmed; without a seat, of the only one
// that the actor sits in.
func (a *App) AddDissent(ctx context.Context, actor access.Actor, voteID, seatID int64, text string) error {
	text = strings.TrimSpace(text)
	return a.vote(ctx, actor, access.CastBallot, voteID, "vote.dissent", func(tx *store.Tx, v *approval.Vote) error {
		by := caster(actor, approval.Case{})
		seatID := seatFor(tx, actor, v, seatID, by)
		if err := v.MayDissent(seatID, by); err != nil {
			return err
		}
		s, err := tx.Sitting(v.SittingID)
		if err != nil {
			return err
		}
		switch {
		case s.State() == approval.SittingSigned:
			return fault.Conflict("vote.protocol_confirmed")
		case text == "":
			return fault.Field("dissent", "fault.required")
		case utf8.RuneCountInString(text) > approval.TextLimit:
			return fault.Field("dissent", "fault.too_long", "Limit", approval.TextLimit)
		}
		d := approval.Dissent{VoteID: v.ID, ProgrammeID: v.ProgrammeID, SeatID: seatID, PersonID: actor.ID, Text: text}
		was := v.Dissent(seatID)
		if was == text {
			return nil // sent twice
		}
		if err := tx.AppendDissent(&d); err != nil {
			return err
		}
		return tx.Record("vote.dissent", v.ProgrammeID, "case", v.CaseID, audit.Added(map[string]any{
			"vote_id": v.ID, "seat": v.Electorate.Seat(seatID).Code, "dissent": text,
		}))
	})
}
