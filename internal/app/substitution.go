package app

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// longestAbsence is how many days a seat may be lent at once: who is away for
// longer needs a successor, not a substitute.
const longestAbsence = 184

// Substitute lets another person sit in a seat of the actor's own from one day
// to another, both included, while the actor is away. Both hold it then.
func (a *App) Substitute(ctx context.Context, actor access.Actor, seatID, personID int64, from, to civil.Date, reason string) error {
	s := portfolio.Substitution{SeatID: seatID, HolderID: actor.ID, PersonID: personID, ValidFrom: from, ValidTo: to, Reason: strings.TrimSpace(reason)}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		seat, err := tx.Seat(seatID)
		if fault.Is(err, fault.KindNotFound) {
			return fault.Field("seat", "fault.required_choice")
		}
		if err != nil {
			return err
		}
		today := civil.DateOf(tx.Now)
		if own, err := holds(tx, seat.ID, actor.ID, today); err != nil || !own {
			return orForbidden(err)
		}
		tx.ActFrom(seat.Code)
		if err := checkAbsence(s, today); err != nil {
			return err
		}
		person, err := substitute(tx, s, seat)
		if err != nil {
			return err
		}
		if err := tx.AppendSubstitution(&s); err != nil {
			return err
		}
		err = tx.Post(store.Letter{
			To: store.To{People: []int64{person.ID}}, Kind: portfolio.LetterSeat, Key: "letter.substitute_set", Urgent: true, Link: "/account",
			Args: []any{"Name", actor.Name, "Seat", seat.Title, "From", from, "Until", to},
		})
		if err != nil {
			return err
		}
		return tx.Record("substitution.began", audit.Nowhere, "substitution", s.ID, audit.Added(map[string]any{
			"name": seat.Title, "seat": seat.Code, "person": person.Name, "holder": actor.Name, "valid_from": from, "valid_to": to, "reason": s.Reason,
		}))
	})
}

// EndSubstitution ends an absence early: from this moment the substitute sits
// there no more. The holder of the seat may do so, the substitute himself, and
// who keeps the people.
func (a *App) EndSubstitution(ctx context.Context, actor access.Actor, id int64) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		found, err := tx.Substitution(id)
		if err != nil {
			return err
		}
		seat, err := tx.Seat(found.SeatID)
		if err != nil {
			return err
		}
		today := civil.DateOf(tx.Now)
		own, err := holds(tx, seat.ID, actor.ID, today)
		if err != nil {
			return err
		}
		if !own && actor.ID != found.HolderID && actor.ID != found.PersonID && !actor.May(access.KeepPeople, access.Anywhere) {
			return fault.NotFound()
		}
		all, err := tx.SubstitutionsOfSeat(found.SeatID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(s portfolio.Substitution) bool { return s.ID == id })
		if at < 0 { // a line that ends another is none of its own
			return fault.NotFound()
		}
		was := all[at]
		last := today.AddDays(-1)
		if last.Before(was.ValidFrom) {
			last = was.ValidFrom.AddDays(-1) // the day before: it never stood
		}
		if !last.Before(was.ValidTo) {
			return fault.Conflict("account.absence_over")
		}
		end := portfolio.Substitution{SeatID: was.SeatID, HolderID: was.HolderID, PersonID: was.PersonID, ValidFrom: was.ValidFrom, ValidTo: last, EndsID: was.ID}
		if err := tx.AppendSubstitution(&end); err != nil {
			return err
		}
		err = tx.Post(store.Letter{
			To: store.To{People: []int64{was.PersonID, was.HolderID}}, Kind: portfolio.LetterSeat, Key: "letter.substitute_ended", Link: "/account",
			Args: []any{"Seat", seat.Title},
		})
		if err != nil {
			return err
		}
		return tx.Record("substitution.ended", audit.Nowhere, "substitution", was.ID, audit.Diff(
			map[string]any{"name": seat.Title, "seat": seat.Code, "valid_to": was.ValidTo}, map[string]any{"name": seat.Title, "seat": seat.Code, "valid_to": last}))
	})
}

// orForbidden is the error, or that the person may not.
func orForbidden(err error) error {
	if err != nil {
		return err
	}
	return fault.Forbidden()
}

// holds reports whether the person holds the seat himself on the day: who only
// substitutes in it passes it on to nobody.
func holds(tx *store.Tx, seatID, personID int64, on civil.Date) (bool, error) {
	held, err := tx.GrantsOfSeat(seatID)
	return slices.ContainsFunc(held, func(g portfolio.Grant) bool { return g.PersonID == personID && g.Holds(on) }), err
}

// checkAbsence holds the days of an absence, given the day.
func checkAbsence(s portfolio.Substitution, today civil.Date) error {
	var errs []error
	switch {
	case s.ValidFrom.IsZero():
		errs = append(errs, fault.Field("from", "fault.required"))
	case s.ValidFrom.Before(today):
		errs = append(errs, fault.Field("from", "account.absence_past"))
	}
	switch {
	case s.ValidTo.IsZero():
		errs = append(errs, fault.Field("to", "fault.required"))
	case s.ValidTo.Before(s.ValidFrom):
		errs = append(errs, fault.Field("to", "admin.ends_before_start"))
	case !s.ValidFrom.IsZero() && s.ValidTo.Sub(s.ValidFrom) >= longestAbsence:
		errs = append(errs, fault.Field("to", "account.absence_long", "Days", longestAbsence))
	}
	if utf8.RuneCountInString(s.Reason) > 500 {
		errs = append(errs, fault.Field("reason", "fault.too_long", "Limit", 500))
	}
	return fault.Join(errs...)
}

// substitute returns the person who is to sit in the seat, who may: nobody
// substitutes himself, sits in two seats whose duties are kept apart, or is
// away himself; and no two sit in a seat for its holder at once.
func substitute(tx *store.Tx, s portfolio.Substitution, seat portfolio.Seat) (portfolio.Person, error) {
	if s.PersonID == s.HolderID {
		return portfolio.Person{}, fault.Field("person", "account.not_oneself")
	}
	person, err := tx.Person(s.PersonID)
	if fault.Is(err, fault.KindNotFound) || err == nil && person.BlockedAt != nil {
		return person, fault.Field("person", "fault.required_choice")
	}
	if err != nil {
		return person, err
	}
	of, err := tx.SubstitutionsOfSeat(seat.ID)
	if err != nil {
		return person, err
	}
	for _, o := range of {
		if o.Overlaps(s) {
			return person, fault.Field("from", "account.absence_overlaps", "From", o.ValidFrom, "Until", o.ValidTo)
		}
	}
	_, away, err := tx.SeatsOfPerson(person.ID)
	if err != nil {
		return person, err
	}
	for _, o := range away {
		if o.HolderID == person.ID && o.Overlaps(s) {
			return person, fault.Field("person", "account.away_too", "From", o.ValidFrom, "Until", o.ValidTo)
		}
	}
	sits, err := seatsBetween(tx, person.ID, portfolio.Grant{ValidFrom: s.ValidFrom, ValidTo: s.ValidTo})
	if err != nil {
		return person, err
	}
	if !access.MayAlsoSit(sits, seat.Role, seat.ProgrammeID) {
		return person, fault.Field("person", "account.duties_apart", "Name", person.Name)
	}
	return person, nil
}
