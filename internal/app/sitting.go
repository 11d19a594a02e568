package app

import (
	"context"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/store"
)

// NewSitting is a sitting to be planned, or a written vote to be held.
type NewSitting struct {
	BodyID   int64 // 0: the working group
	Form     approval.SittingForm
	At       time.Time  // when a meeting begins; a written vote begins when it is convened
	Place    i18n.Text  // of a meeting
	ClosesOn civil.Date // the last day of a written vote; zero: by the rules of the body
	Items    []NewItem
}

// PlanSitting plans a sitting with its agenda and returns its key. Faults are
// of the fields held, at, place, closes_on and items. Those who sit in the body
// are told.
func (a *App) PlanSitting(ctx context.Context, actor access.Actor, n NewSitting) (int64, error) {
	ref, err := a.reference(ctx)
	if err != nil {
		return 0, err
	}
	s := approval.Sitting{BodyID: n.BodyID, Form: n.Form, PlannedAt: n.At.UTC(), Place: n.Place.Trim(), ClosesOn: n.ClosesOn}
	if s.BodyID == 0 {
		s.BodyID = ref.WorkingGroup()
	}
	err = a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := a.holdsFor(tx, actor, s.BodyID); err != nil {
			return err
		}
		if err := a.term(tx, &s, ref.Calendar); err != nil {
			return err
		}
		if s.Form == approval.Written {
			s.PlannedAt, s.Place = tx.Now, i18n.Text{}
		}
		err := checkSitting(s, tx.Now, ref.Calendar)
		if s.Form == approval.Written && len(n.Items) == 0 {
			err = fault.Join(err, fault.Field("items", "vote.no_items"))
		}
		items, itemsErr := a.items(tx, actor, n.Items)
		if err := fault.Join(err, itemsErr); err != nil {
			return err
		}
		s.Year = civil.DateOf(s.PlannedAt).Year
		last, err := tx.LastSitting(s.BodyID, s.Year)
		if err != nil {
			return err
		}
		s.Number = last + 1
		if err := tx.AddSitting(&s); err != nil {
			return err
		}
		if err := tx.AppendSittingStep(&approval.SittingStep{SittingID: s.ID, State: approval.SittingPlanned}); err != nil {
			return err
		}
		said := map[string]any{"number": s.Number, "year": s.Year, "form": s.Form, "body_id": s.BodyID, "cases": caseIDs(items)}
		if s.Form == approval.Written {
			said["closes_on"] = s.ClosesOn
		} else {
			said["planned_at"], said["place"] = s.PlannedAt, s.Place
		}
		if err := tx.Record("sitting.planned", audit.Nowhere, "sitting", s.ID, audit.Added(said)); err != nil {
			return err
		}
		if err := a.addItems(tx, &s, items); err != nil {
			return err
		}
		if err := tellBody(tx, s, "letter.sitting_convened", s.Place); err != nil {
			return err
		}
		return tellOwners(tx, s, items, "letter.case_on_agenda", "")
	})
	return s.ID, err
}

// holdsFor sees to it that the actor holds the sittings of this body: from a
// seat of it.
func (a *App) holdsFor(tx *store.Tx, actor access.Actor, bodyID int64) error {
	if err := require(tx, actor, access.HoldSitting, access.Anywhere); err != nil || actor.IsSystem() {
		return err
	}
	for _, g := range actor.Grants {
		if g.Role != access.Chair && g.Role != access.Secretary {
			continue
		}
		seat, err := tx.Seat(g.SeatID)
		if err != nil {
			return err
		}
		if seat.BodyID == bodyID {
			tx.ActFrom(g.Seat)
			return nil
		}
	}
	return fault.NotFound()
}

// term sets the last day of a written vote by the rules of the body, when none
// was given; a meeting has none.
func (a *App) term(tx *store.Tx, s *approval.Sitting, cal *civil.Calendar) error {
	if s.Form != approval.Written {
		s.ClosesOn = civil.Date{}
		return nil
	}
	if !s.ClosesOn.IsZero() {
		return nil
	}
	today := civil.DateOf(tx.Now)
	ledger, err := tx.BodyRules(s.BodyID)
	s.ClosesOn = cal.Add(today, approval.RulesOn(ledger, today).VoteDays)
	return err
}

// Limits of a sitting.
const (
	PlaceLimit = 300 // characters
	FarAhead   = 366 // days
)

// checkSitting refuses a sitting in the past, one without a place, and a
// written vote whose last day is over or is no working day.
func checkSitting(s approval.Sitting, now time.Time, cal *civil.Calendar) error {
	today := civil.DateOf(now)
	var errs []error
	switch s.Form {
	case approval.Written:
		switch {
		case s.ClosesOn.Before(today):
			errs = append(errs, fault.Field("closes_on", "vote.term_past"))
		case !cal.IsWorking(s.ClosesOn):
			errs = append(errs, fault.Field("closes_on", "vote.term_day_off", "Next", cal.Next(s.ClosesOn)))
		case s.ClosesOn.After(today.AddDays(FarAhead)):
			errs = append(errs, fault.Field("closes_on", "vote.too_far", "Days", FarAhead))
		}
	case approval.InPerson:
		switch {
		case s.PlannedAt.IsZero():
			errs = append(errs, fault.Field("at", "fault.required"))
		case s.PlannedAt.Before(now):
			errs = append(errs, fault.Field("at", "vote.sitting_past"))
		case civil.DateOf(s.PlannedAt).After(today.AddDays(FarAhead)):
			errs = append(errs, fault.Field("at", "vote.too_far", "Days", FarAhead))
		}
		for _, p := range []struct{ field, text string }{{"place_kk", s.Place.KK}, {"place_ru", s.Place.RU}} {
			if p.text == "" {
				errs = append(errs, fault.Field(p.field, "fault.required"))
			} else if utf8.RuneCountInString(p.text) > PlaceLimit {
				errs = append(errs, fault.Field(p.field, "fault.too_long", "Limit", PlaceLimit))
			}
		}
	default:
		errs = append(errs, fault.Field("held", "fault.required_choice"))
	}
	return fault.Join(errs...)
}

func sittingPath(id int64) string { return "/sittings/" + strconv.FormatInt(id, 10) }

// CancelSitting takes back a sitting that was planned; its cases may go on
// another agenda.
func (a *App) CancelSitting(ctx context.Context, actor access.Actor, sittingID int64, reason string) error {
	reason = strings.TrimSpace(reason)
	return a.sitting(ctx, actor, sittingID, "sitting.cancelled", func(tx *store.Tx, s *approval.Sitting) error {
		switch n := utf8.RuneCountInString(reason); {
		case n == 0:
			return fault.Field("reason", "fault.required")
		case n > approval.ReasonLimit:
			return fault.Field("reason", "fault.too_long", "Limit", approval.ReasonLimit)
		}
		if err := a.stepSitting(tx, s, approval.SittingStep{State: approval.SittingCancelled, Note: reason}); err != nil {
			return err
		}
		if err := tellBody(tx, *s, "letter.sitting_cancelled", i18n.Same(reason)); err != nil {
			return err
		}
		return tellOwners(tx, *s, s.Agenda(), "letter.case_off_agenda", reason)
	})
}

// MarkPresence says which seats came to a meeting, or will not. Who comes later
// or leaves is marked again: his ballots stand. Nobody is present before the
// day, in an empty seat, or in a seat of another body.
func (a *App) MarkPresence(ctx context.Context, actor access.Actor, sittingID int64, who map[int64]approval.Attendance) error {
	return a.sitting(ctx, actor, sittingID, "sitting.presence", func(tx *store.Tx, s *approval.Sitting) error {
		if s.Form != approval.InPerson || s.State().Ended() {
			return fault.Conflict("vote.sitting_ended")
		}
		today := civil.DateOf(tx.Now)
		seats, err := tx.SeatsOfBody(s.BodyID, today)
		if err != nil {
			return err
		}
		before, after := map[string]any{}, map[string]any{}
		known := 0
		for _, seat := range seats {
			how, ok := who[seat.SeatID]
			if !ok {
				continue
			}
			known++
			field := "seat_" + strconv.FormatInt(seat.SeatID, 10)
			switch {
			case how == s.Attends(seat.SeatID):
				continue
			case how != approval.Present && how != approval.Absent && how != approval.Excused:
				return fault.Field(field, "fault.required_choice")
			case how == approval.Present && today.Before(civil.DateOf(s.PlannedAt)):
				return fault.Field(field, "vote.not_the_day")
			case how == approval.Present && seat.PersonID == 0:
				return fault.Field(field, "vote.seat_empty")
			}
			if was := s.Attends(seat.SeatID); was != "" {
				before[seat.Code] = was
			}
			after[seat.Code] = how
			p := approval.Presence{SittingID: s.ID, SeatID: seat.SeatID, PersonID: seat.PersonID, Attendance: how}
			if err := tx.AppendPresence(&p); err != nil {
				return err
			}
			s.Presence = append(s.Presence, p)
		}
		switch {
		case known < len(who):
			return fault.Invalid("vote.not_in_body")
		case len(after) == 0:
			return nil
		}
		return tx.Record("sitting.presence", audit.Nowhere, "sitting", s.ID, audit.Change{
			Before: map[string]any{"presence": before}, After: map[string]any{"presence": after},
		})
	})
}

// sitting loads a sitting that the actor may hold, and leaves an entry when
// what he tries is refused.
func (a *App) sitting(ctx context.Context, actor access.Actor, id int64, what string, do func(*store.Tx, *approval.Sitting) error) error {
	var known int64
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		s, err := tx.Sitting(id)
		if err != nil {
			return err
		}
		known = s.ID
		if err := a.holdsFor(tx, actor, s.BodyID); err != nil {
			return err
		}
		return do(tx, &s)
	})
	return a.refused(ctx, actor, attempt{Action: what, ProgrammeID: audit.Nowhere, Entity: "sitting", ID: known}, err)
}
