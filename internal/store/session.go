package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Signed is who a session belongs to, with the rights of today.
type Signed struct {
	Session access.Session
	Actor   access.Actor
	Locale  i18n.Locale
	Seats   []portfolio.Seat
	KeysOff bool            // single keys are no shortcuts for the person
	Visit   portfolio.Visit // as it was written down last
}

// Session returns who is signed in with the token (hex of its SHA-256), or nil.
// One query, because every request asks it.
func (s *Store) Session(ctx context.Context, token string) (*Signed, error) {
	rows, err := s.read.WithContext(ctx).Raw(`
		SELECT n.id, n.person_id, n.device, n.opened_at, n.last_seen, n.expires_at, p.name, p.locale, p.keys_off, v.since, v.last_seen,
			COALESCE(g.id, 0), COALESCE(g.valid_from, '2000-01-01'), g.valid_to, COALESCE(g.ends_id, 0), COALESCE(h.name, ''),
			COALESCE(t.id, 0), COALESCE(t.code, ''), COALESCE(t.role, ''), COALESCE(t.programme_id, 0), COALESCE(t.title, '{}'), COALESCE(t.body_id, 0)
		FROM sessions n
		JOIN people p ON p.id = n.person_id AND p.blocked_at IS NULL
		LEFT JOIN visits v ON v.person_id = p.id
		LEFT JOIN (
			SELECT id, person_id, seat_id, valid_from, valid_to, ends_id, 0 AS holder_id FROM grants WHERE person_id = (SELECT person_id FROM sessions WHERE token = ?)
			UNION ALL
			SELECT id, person_id, seat_id, valid_from, valid_to, ends_id, holder_id FROM substitutions WHERE person_id = (SELECT person_id FROM sessions WHERE token = ?)
		) g ON g.person_id = p.id
		LEFT JOIN seats t ON t.id = g.seat_id
		LEFT JOIN people h ON h.id = g.holder_id
		WHERE n.token = ? ORDER BY CASE WHEN h.id IS NULL THEN 0 ELSE 1 END, g.id`, token, token, token).Rows()
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	now, today := s.Now(), civil.DateOf(s.Now())
	var who *Signed
	var ledger []portfolio.Grant
	var away []portfolio.Substitution
	for rows.Next() {
		one := Signed{Session: access.Session{Token: token}}
		var g portfolio.Grant
		var holder string
		var seen *time.Time
		n := &one.Session
		err := rows.Scan(&n.ID, &n.PersonID, &n.Device, &n.OpenedAt, &n.LastSeen, &n.ExpiresAt, &one.Actor.Name, &one.Locale, &one.KeysOff, &one.Visit.Since, &seen,
			&g.ID, &g.ValidFrom, &g.ValidTo, &g.EndsID, &holder,
			&g.Seat.ID, &g.Seat.Code, &g.Seat.Role, &g.Seat.ProgrammeID, &g.Seat.Title, &g.Seat.BodyID)
		if err != nil {
			return nil, err
		}
		if who == nil {
			one.Visit.PersonID = n.PersonID
			if seen != nil {
				one.Visit.LastSeen = *seen
			}
			who = &one
		}
		switch {
		case holder != "":
			away = append(away, portfolio.Substitution{
				ID: g.ID, ValidFrom: g.ValidFrom, ValidTo: g.ValidTo, EndsID: g.EndsID, Seat: g.Seat, Holder: portfolio.Person{Name: holder},
			})
		case g.ID != 0:
			ledger = append(ledger, g)
		}
	}
	if err := rows.Err(); err != nil || who == nil || !who.Session.Valid(now) {
		return nil, err
	}
	who.Actor.ID = who.Session.PersonID
	for _, g := range portfolio.Ended(ledger) {
		if g.Holds(today) {
			who.Actor.Grants = append(who.Actor.Grants, granted(g.Seat, ""))
			who.Seats = append(who.Seats, g.Seat)
		}
	}
	for _, s := range portfolio.Absences(away) {
		if s.Stands(today) {
			who.Actor.Grants = append(who.Actor.Grants, granted(s.Seat, s.Holder.Name))
			who.Seats = append(who.Seats, s.Seat)
		}
	}
	return who, nil
}

// granted is what a seat lets one do who holds it, or sits in it for its holder.
func granted(s portfolio.Seat, holder string) access.Grant {
	return access.Grant{Role: s.Role, ProgrammeID: s.ProgrammeID, SeatID: s.ID, Seat: s.Code, For: holder}
}

// Actor returns the person as somebody who acts today, without a session: for
// the program's own commands and the play of a demonstration.
func (s *Store) Actor(ctx context.Context, personID int64) (access.Actor, error) {
	reader := s.Read(access.System(), s.Instant())
	p, err := reader.Person(ctx, personID)
	if err != nil {
		return access.Actor{}, err
	}
	grants, err := reader.Grants(ctx, personID)
	if err != nil {
		return access.Actor{}, err
	}
	today := civil.DateOf(s.Now())
	away, err := reader.Substitutions(ctx, today)
	if err != nil {
		return access.Actor{}, err
	}
	return acting(p, grants, away, today), nil
}

// acting is a person with the rights of the day by what he holds and by whom he
// substitutes; lines of others are passed over.
func acting(p portfolio.Person, held []portfolio.Grant, away []portfolio.Substitution, on civil.Date) access.Actor {
	actor := access.Actor{ID: p.ID, Name: p.Name}
	for _, g := range held {
		if g.PersonID == p.ID && g.Holds(on) {
			actor.Grants = append(actor.Grants, granted(g.Seat, ""))
		}
	}
	for _, s := range away {
		if s.PersonID == p.ID && s.Stands(on) {
			actor.Grants = append(actor.Grants, granted(s.Seat, s.Holder.Name))
		}
	}
	return actor
}

// Sessions lists where a person is signed in.
func (r *Reader) Sessions(ctx context.Context, personID int64) ([]access.Session, error) {
	var all []access.Session
	err := r.db.WithContext(ctx).Where("person_id = ? AND expires_at > ?", personID, r.at).Order("last_seen DESC").Find(&all).Error
	return all, translate(err)
}

// AddSession keeps a new session.
func (tx *Tx) AddSession(n *access.Session) error { return tx.db.Create(n).Error }

// RemoveSessions ends sessions of a person: the one of the key, which must be
// there, or with 0 all but the one to keep.
func (tx *Tx) RemoveSessions(personID, id, keep int64) error {
	db := tx.db.Where("person_id = ?", personID)
	if id != 0 {
		db = db.Where("id = ?", id)
	} else {
		db = db.Where("id <> ?", keep)
	}
	res := db.Delete(&access.Session{})
	if res.Error == nil && id != 0 && res.RowsAffected == 0 {
		return gorm.ErrRecordNotFound
	}
	return res.Error
}

// Upkeep. These rows are no facts: they are written outside the audited door,
// as nobody did anything and nothing is known by them afterwards.

// Touch writes down that a session was used; the caller sees to it that this
// is done at most once a minute.
func (s *Store) Touch(ctx context.Context, id int64) error {
	return s.write.WithContext(ctx).Exec("UPDATE sessions SET last_seen = ? WHERE id = ?", s.Now(), id).Error
}

// Failures counts the failed guesses at the subject within the window.
func (s *Store) Failures(ctx context.Context, subject string) (n int, latest time.Time, err error) {
	var at []time.Time
	err = s.read.WithContext(ctx).Raw("SELECT attempted_at FROM sign_in_attempts WHERE subject = ? AND attempted_at > ? ORDER BY attempted_at",
		subject, s.Now().Add(-access.ThrottleWindow)).Scan(&at).Error
	if len(at) > 0 {
		latest = at[len(at)-1]
	}
	return len(at), latest, translate(err)
}

// Fail writes down a failed guess, and sweeps what is older than a day.
func (s *Store) Fail(ctx context.Context, subjects ...string) error {
	now := s.Now()
	for _, subject := range subjects {
		if err := s.write.WithContext(ctx).Exec("INSERT INTO sign_in_attempts (subject, attempted_at) VALUES (?, ?)", subject, now).Error; err != nil {
			return translate(err)
		}
	}
	return translate(s.write.WithContext(ctx).Exec("DELETE FROM sign_in_attempts WHERE attempted_at < ?", now.Add(-24*time.Hour)).Error)
}

// Forgive forgets the failed guesses at the subject.
func (s *Store) Forgive(ctx context.Context, subject string) error {
	return translate(s.write.WithContext(ctx).Exec("DELETE FROM sign_in_attempts WHERE subject = ?", subject).Error)
}

// SweepSessions removes the sessions that have expired.
func (s *Store) SweepSessions(ctx context.Context) error {
	now := s.Now()
	return translate(s.write.WithContext(ctx).Exec("DELETE FROM sessions WHERE expires_at < ? OR last_seen < ?", now, now.Add(-access.SessionIdle)).Error)
}
