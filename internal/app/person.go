package app

import (
	"context"
	"net/mail"
	"slices"
	"strings"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// NewPerson is somebody to be let in. An empty password lets nobody in until
// one is set.
type NewPerson struct {
	Email    string
	Name     string
	Locale   i18n.Locale
	Password string
}

// AddPerson keeps a new person and returns the key.
func (a *App) AddPerson(ctx context.Context, actor access.Actor, n NewPerson) (int64, error) {
	if err := access.Require(actor, access.KeepPeople, access.Anywhere); err != nil {
		return 0, err
	}
	actor = actor.Acting(access.KeepPeople, access.Anywhere)
	p := portfolio.Person{Email: strings.ToLower(strings.TrimSpace(n.Email)), Name: strings.TrimSpace(n.Name), Locale: n.Locale}
	if err := checkPerson(p); err != nil {
		return 0, err
	}
	hash := ""
	if n.Password != "" {
		var err error
		if hash, err = a.hash(ctx, "password", n.Password, p); err != nil {
			return 0, err
		}
	}
	return a.addPerson(ctx, actor, p, hash)
}

// AddPeople keeps people who all have the same password, which is hashed once:
// the accounts of a demonstration.
func (a *App) AddPeople(ctx context.Context, actor access.Actor, password string, people []portfolio.Person) (map[string]int64, error) {
	if err := access.Require(actor, access.KeepPeople, access.Anywhere); err != nil {
		return nil, err
	}
	actor = actor.Acting(access.KeepPeople, access.Anywhere)
	hash, err := a.hash(ctx, "password", password, portfolio.Person{Email: "\n"})
	if err != nil {
		return nil, err
	}
	ids := map[string]int64{}
	for _, p := range people {
		if ids[p.Email], err = a.addPerson(ctx, actor, p, hash); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

func (a *App) addPerson(ctx context.Context, actor access.Actor, p portfolio.Person, hash string) (int64, error) {
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if _, err := tx.PersonByEmail(p.Email); !fault.Is(err, fault.KindNotFound) {
			if err == nil {
				err = fault.Field("email", "admin.email_taken")
			}
			return err
		}
		if err := tx.AddPerson(&p); err != nil {
			return err
		}
		if hash != "" {
			if err := tx.SaveCredential(p.ID, hash); err != nil {
				return err
			}
		}
		return tx.Record("person.added", audit.Nowhere, "person", p.ID, audit.Added(personSaid(p)))
	})
	return p.ID, err
}

// ChangePerson corrects the name, address and language of a person.
func (a *App) ChangePerson(ctx context.Context, actor access.Actor, p portfolio.Person) error {
	if err := access.Require(actor, access.KeepPeople, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepPeople, access.Anywhere)
	p.Email, p.Name = strings.ToLower(strings.TrimSpace(p.Email)), strings.TrimSpace(p.Name)
	if err := checkPerson(p); err != nil {
		return err
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		was, err := tx.Person(p.ID)
		if err != nil {
			return err
		}
		if other, err := tx.PersonByEmail(p.Email); err == nil && other.ID != p.ID {
			return fault.Field("email", "admin.email_taken")
		} else if err != nil && !fault.Is(err, fault.KindNotFound) {
			return err
		}
		now := was
		now.Email, now.Name, now.Locale = p.Email, p.Name, p.Locale
		if err := tx.SavePerson(&now); err != nil {
			return err
		}
		return tx.Record("person.changed", audit.Nowhere, "person", p.ID, audit.Diff(personSaid(was), personSaid(now)))
	})
}

// BlockPerson stops a person from signing in and ends all sessions; with
// blocked false the person may sign in again. Nobody blocks himself.
func (a *App) BlockPerson(ctx context.Context, actor access.Actor, id int64, blocked bool) error {
	if err := access.Require(actor, access.KeepPeople, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepPeople, access.Anywhere)
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Person(id)
		if err != nil {
			return err
		}
		if id == actor.ID {
			return fault.Invalid("admin.not_yourself")
		}
		action := "person.unblocked"
		p.BlockedAt = nil
		if blocked {
			action, p.BlockedAt = "person.blocked", &tx.Now
			if err := tx.RemoveSessions(id, 0, 0); err != nil {
				return err
			}
		}
		if err := tx.SavePerson(&p); err != nil {
			return err
		}
		return tx.Record(action, audit.Nowhere, "person", id, audit.Change{})
	})
}

// SetPassword gives a person a new password and ends all sessions.
func (a *App) SetPassword(ctx context.Context, actor access.Actor, id int64, password string) error {
	if err := access.Require(actor, access.KeepPeople, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepPeople, access.Anywhere)
	p, err := a.Store.Read(actor, a.Store.Instant()).Person(ctx, id)
	if err != nil {
		return err
	}
	hash, err := a.hash(ctx, "password", password, p)
	if err != nil {
		return err
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := tx.SaveCredential(id, hash); err != nil {
			return err
		}
		if err := tx.RemoveSessions(id, 0, 0); err != nil {
			return err
		}
		return tx.Record("person.password_set", audit.Nowhere, "person", id, audit.Change{})
	})
}

// GrantSeat lets a person hold a seat between two days; to is the last day, or
// zero. A seat has one holder at a time, nobody sits in two whose duties are
// kept apart, and nobody seats himself.
func (a *App) GrantSeat(ctx context.Context, actor access.Actor, personID, seatID int64, from, to civil.Date) error {
	if err := access.Require(actor, access.KeepPeople, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepPeople, access.Anywhere)
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Person(personID)
		if err != nil {
			return err
		}
		seat, err := tx.Seat(seatID)
		if fault.Is(err, fault.KindNotFound) {
			return fault.Field("seat", "fault.required_choice")
		}
		if err != nil {
			return err
		}
		g := portfolio.Grant{PersonID: personID, SeatID: seatID, ValidFrom: from, ValidTo: to}
		if err := checkGrant(g); err != nil {
			return err
		}
		held, err := tx.GrantsOfSeat(seatID)
		if err != nil {
			return err
		}
		for _, h := range held {
			if h.Overlaps(g) {
				holder, err := tx.Person(h.PersonID)
				if err != nil {
					return err
				}
				return fault.Field("seat", "admin.seat_held", "Name", holder.Name, "From", h.ValidFrom)
			}
		}
		sits, err := seatsBetween(tx, personID, g)
		switch {
		case err != nil:
			return err
		case personID == actor.ID:
			return fault.Field("seat", "admin.seat_oneself")
		case !access.MayAlsoSit(sits, seat.Role, seat.ProgrammeID):
			return fault.Field("seat", "account.duties_apart", "Name", p.Name)
		}
		if err := tx.AppendGrant(&g); err != nil {
			return err
		}
		return tx.Record("seat.granted", audit.Nowhere, "person", p.ID, audit.Added(map[string]any{
			"seat": seat.Code, "role": seat.Role, "person": p.Name, "valid_from": from, "valid_to": to,
		}))
	})
}

// EndGrant lets a person hold a seat only up to the day, which is the last.
func (a *App) EndGrant(ctx context.Context, actor access.Actor, grantID int64, on civil.Date, reason string) error {
	if err := access.Require(actor, access.KeepPeople, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepPeople, access.Anywhere)
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		g, err := tx.Grant(grantID)
		if err != nil {
			return err
		}
		seat, err := tx.Seat(g.SeatID)
		if err != nil {
			return err
		}
		held, err := tx.GrantsOfSeat(g.SeatID)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(held, func(h portfolio.Grant) bool { return h.ID == g.ID })
		if at < 0 { // a line that ends another is no grant
			return fault.NotFound()
		}
		g = held[at]
		if g.PersonID == actor.ID && seat.Role == access.Admin {
			return fault.Invalid("admin.not_yourself")
		}
		if err := checkEnding(g, on, reason); err != nil {
			return err
		}
		end := portfolio.Grant{PersonID: g.PersonID, SeatID: g.SeatID, ValidFrom: g.ValidFrom, ValidTo: on, EndsID: g.ID, Reason: strings.TrimSpace(reason)}
		if err := tx.AppendGrant(&end); err != nil {
			return err
		}
		return tx.Record("seat.ended", audit.Nowhere, "person", g.PersonID, audit.Diff(
			map[string]any{"seat": seat.Code, "valid_to": g.ValidTo}, map[string]any{"seat": seat.Code, "valid_to": on, "reason": end.Reason}))
	})
}

// AddSeat makes a seat in a body.
func (a *App) AddSeat(ctx context.Context, actor access.Actor, s portfolio.Seat) (int64, error) {
	if err := access.Require(actor, access.KeepPeople, access.Anywhere); err != nil {
		return 0, err
	}
	actor = actor.Acting(access.KeepPeople, access.Anywhere)
	s.Code, s.Title = strings.ToLower(strings.TrimSpace(s.Code)), s.Title.Trim()
	ref, err := a.Store.Read(actor, a.Store.Instant()).Reference(ctx)
	if err != nil {
		return 0, err
	}
	var errs []error
	if ref.Bodies[s.BodyID].ID == 0 {
		errs = append(errs, fault.Field("body", "fault.required_choice"))
	}
	if !s.Role.Known() {
		errs = append(errs, fault.Field("role", "fault.required_choice"))
	} else if s.Role.OfProgramme() != (ref.Programme(s.ProgrammeID) != nil) {
		errs = append(errs, fault.Field("programme", "admin.seat_programme"))
	}
	if s.RepresentsID != 0 && ref.Bodies[s.RepresentsID].ID == 0 {
		errs = append(errs, fault.Field("represents", "fault.required_choice"))
	}
	if s.Title.KK == "" {
		errs = append(errs, fault.Field("title_kk", "fault.required"))
	}
	if s.Title.RU == "" {
		errs = append(errs, fault.Field("title_ru", "fault.required"))
	}
	if !code.MatchString(s.Code) {
		errs = append(errs, fault.Field("code", "fault.code"))
	}
	if err := fault.Join(errs...); err != nil {
		return 0, err
	}
	err = a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if _, err := tx.SeatByCode(s.Code); err == nil {
			return fault.Field("code", "fault.duplicate")
		} else if !fault.Is(err, fault.KindNotFound) {
			return err
		}
		if err := tx.AddSeat(&s); err != nil {
			return err
		}
		return tx.Record("seat.added", audit.Nowhere, "seat", s.ID, audit.Added(map[string]any{
			"code": s.Code, "role": s.Role, "title": s.Title, "programme_id": s.ProgrammeID, "voting": s.Voting, "represents_id": s.RepresentsID,
		}))
	})
	return s.ID, err
}

func checkPerson(p portfolio.Person) error {
	var errs []error
	if at, err := mail.ParseAddress(p.Email); err != nil || at.Address != p.Email || len(p.Email) > 200 {
		errs = append(errs, fault.Field("email", "fault.email"))
	}
	if p.Name == "" {
		errs = append(errs, fault.Field("name", "fault.required"))
	} else if utf8.RuneCountInString(p.Name) > 200 {
		errs = append(errs, fault.Field("name", "fault.too_long", "Limit", 200))
	}
	if _, ok := i18n.Parse(string(p.Locale)); !ok {
		errs = append(errs, fault.Field("locale", "fault.required"))
	}
	return fault.Join(errs...)
}

func checkGrant(g portfolio.Grant) error {
	switch {
	case g.ValidFrom.IsZero():
		return fault.Field("valid_from", "fault.required")
	case !g.ValidTo.IsZero() && g.ValidTo.Before(g.ValidFrom):
		return fault.Field("valid_to", "admin.ends_before_start")
	}
	return nil
}

func checkEnding(g portfolio.Grant, on civil.Date, reason string) error {
	var errs []error
	switch {
	case on.IsZero():
		errs = append(errs, fault.Field("valid_to", "fault.required"))
	case on.Before(g.ValidFrom.AddDays(-1)): // the day before: it was never held
		errs = append(errs, fault.Field("valid_to", "admin.ends_before_start"))
	case !g.ValidTo.IsZero() && !on.Before(g.ValidTo):
		errs = append(errs, fault.Field("valid_to", "admin.ended_already", "Until", g.ValidTo))
	}
	if strings.TrimSpace(reason) == "" {
		errs = append(errs, fault.Field("reason", "fault.required"))
	}
	return fault.Join(errs...)
}

// personSaid is what the log says of a person: never a secret.
func personSaid(p portfolio.Person) any {
	return map[string]any{"email": p.Email, "name": p.Name, "locale": p.Locale}
}
