package app

import (
	"context"
	"strings"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/store"
)

// NewItem puts a case on an agenda.
type NewItem struct {
	CaseID int64
	Motion approval.Motion // "" is to approve
}

// ItemsLimit is how many cases an agenda may have.
const ItemsLimit = 50

// AgendaChange is what is added to the agenda of a sitting that has not ended,
// and what is taken off it, with why.
type AgendaChange struct {
	Add      []NewItem
	Withdraw []int64 // items
	Reason   string
}

// ChangeAgenda changes the agenda of a sitting. An item whose vote was opened
// stays, and a written vote that has begun has the items it has.
func (a *App) ChangeAgenda(ctx context.Context, actor access.Actor, sittingID int64, c AgendaChange) error {
	c.Reason = strings.TrimSpace(c.Reason)
	return a.sitting(ctx, actor, sittingID, "sitting.agenda", func(tx *store.Tx, s *approval.Sitting) error {
		if s.State().Ended() || s.Form == approval.Written && s.State() != approval.SittingPlanned {
			return fault.Conflict("vote.sitting_ended")
		}
		if len(c.Add)+len(c.Withdraw) == 0 {
			return fault.Invalid("vote.agenda_same")
		}
		if len(c.Withdraw) > 0 && c.Reason == "" {
			return fault.Field("reason", "fault.required")
		}
		if utf8.RuneCountInString(c.Reason) > approval.ReasonLimit {
			return fault.Field("reason", "fault.too_long", "Limit", approval.ReasonLimit)
		}
		var off []approval.AgendaItem
		for _, id := range c.Withdraw {
			i := s.Item(id)
			if i == nil || s.VoteOn(id) != nil {
				return fault.Conflict("vote.item_gone")
			}
			if err := a.takeOff(tx, s, *i, c.Reason); err != nil {
				return err
			}
			off = append(off, *i)
		}
		items, err := a.items(tx, actor, c.Add)
		if err != nil {
			return err
		}
		if err := a.addItems(tx, s, items); err != nil {
			return err
		}
		if err := tellBody(tx, *s, "letter.agenda_changed", i18n.Same(c.Reason)); err != nil {
			return err
		}
		if err := tellOwners(tx, *s, off, "letter.case_off_agenda", c.Reason); err != nil {
			return err
		}
		return tellOwners(tx, *s, items, "letter.case_on_agenda", "")
	})
}

// takeOff takes an item off the agenda, with an entry about its case.
func (a *App) takeOff(tx *store.Tx, s *approval.Sitting, i approval.AgendaItem, reason string) error {
	off := approval.AgendaItem{
		SittingID: s.ID, CaseID: i.CaseID, ProgrammeID: i.ProgrammeID, Position: i.Position, Motion: i.Motion, WithdrawsID: i.ID, Reason: reason,
	}
	if err := tx.AppendAgendaItem(&off); err != nil {
		return err
	}
	s.Items = append(s.Items, off)
	return tx.Record("case.off_agenda", i.ProgrammeID, "case", i.CaseID, audit.Added(map[string]any{
		"sitting_id": s.ID, "number": s.Number, "reason": reason,
	}))
}

// leaveAgendas takes a case that went back to its drafters off every agenda that
// it stands on: what comes again is another text, to be put there anew.
func (a *App) leaveAgendas(tx *store.Tx, c approval.Case, reason string) error {
	items, err := tx.OpenItems([]int64{c.ID})
	if err != nil {
		return err
	}
	for _, i := range items {
		s, err := tx.Sitting(i.SittingID)
		if err != nil {
			return err
		}
		if err := a.takeOff(tx, &s, i, reason); err != nil {
			return err
		}
		if err := tellBody(tx, s, "letter.agenda_changed", i18n.Same(reason)); err != nil {
			return err
		}
	}
	return nil
}

// items loads the cases to be put on an agenda. One that is not ready, that
// stands twice or on the agenda of another sitting that has not ended is refused.
func (a *App) items(tx *store.Tx, actor access.Actor, wanted []NewItem) ([]approval.AgendaItem, error) {
	if len(wanted) > ItemsLimit {
		return nil, fault.Field("items", "vote.too_many_items", "Limit", ItemsLimit)
	}
	var items []approval.AgendaItem
	ids := []int64{0}
	var errs []error
	for _, w := range wanted {
		c, err := tx.Case(w.CaseID)
		if fault.Is(err, fault.KindNotFound) || err == nil && !actor.May(c.SeeAction(), c.ProgrammeID) {
			errs = append(errs, fault.Field("items", "vote.no_such_case", "Case", w.CaseID))
			continue
		}
		if err != nil {
			return nil, err
		}
		switch {
		case !c.Ready():
			errs = append(errs, fault.Field("items", "vote.case_not_ready", "Case", c.ID))
			continue
		case w.Motion != "" && w.Motion != approval.MotionApprove && w.Motion != approval.MotionReject:
			errs = append(errs, fault.Field("items", "fault.required_choice"))
			continue
		}
		for _, i := range items {
			if i.CaseID == c.ID {
				errs = append(errs, fault.Field("items", "vote.case_twice", "Case", c.ID))
			}
		}
		i := approval.AgendaItem{CaseID: c.ID, ProgrammeID: c.ProgrammeID, Motion: w.Motion}
		if i.Motion == "" {
			i.Motion = approval.MotionApprove
		}
		items, ids = append(items, i), append(ids, c.ID)
	}
	elsewhere, err := tx.OpenItems(ids)
	if err != nil {
		return nil, err
	}
	for _, i := range elsewhere {
		errs = append(errs, fault.Field("items", "vote.case_on_agenda", "Case", i.CaseID))
	}
	return items, fault.Join(errs...)
}

// addItems puts cases on the agenda, after those that are on it, each with an
// entry about the case.
func (a *App) addItems(tx *store.Tx, s *approval.Sitting, items []approval.AgendaItem) error {
	position := 0
	for _, i := range s.Items {
		position = max(position, i.Position)
	}
	for _, i := range items {
		position++
		i.SittingID, i.Position = s.ID, position
		if err := tx.AppendAgendaItem(&i); err != nil {
			return err
		}
		s.Items = append(s.Items, i)
		err := tx.Record("case.on_agenda", i.ProgrammeID, "case", i.CaseID, audit.Added(map[string]any{
			"sitting_id": s.ID, "number": s.Number, "position": i.Position, "motion": i.Motion,
		}))
		if err != nil {
			return err
		}
	}
	return nil
}

func caseIDs(items []approval.AgendaItem) []int64 {
	ids := []int64{}
	for _, i := range items {
		ids = append(ids, i.CaseID)
	}
	return ids
}
