package store

import (
	"context"
	"database/sql"
	"strconv"
	"sync/atomic"

	"gorm.io/gorm"

	"qadam/internal/approval"
)

// register is the list of cases in memory: every case ever recorded with its
// rounds and steps, without their texts. As the ledger of money it is read after
// what is kept, when the log says that there is more.
type register struct {
	cases approval.Register
	seq   atomic.Int64 // the newest entry of the log of which all is in it
	last  struct{ kase, sent, step int64 }
	rolls memo[approval.RegisterSize, *approval.Roll]
}

// rowsKept is how many rows of lists of cases are remembered: a few dozen MB.
const rowsKept = 400_000

// CaseRoll returns all cases as lists show them at the reader's instant; which of
// them the person may know of says its For. It costs no query when nothing of
// any case was recorded since the last one.
func (r *Reader) CaseRoll(ctx context.Context) (*approval.Roll, error) {
	h, err := r.heads(ctx)
	if err != nil {
		return nil, err
	}
	m := r.store.memory
	for m.register.seq.Load() < h.docket {
		_, err, _ := m.flights.Do("register", func() (any, error) {
			return nil, m.register.grow(r.db.WithContext(context.WithoutCancel(ctx)), r.store.dialect, h.docket)
		})
		if err != nil {
			return nil, translate(err)
		}
	}
	size := m.register.cases.Before(r.at.UnixMicro())
	if roll, ok := lookUp(m, &m.register.rolls, size); ok {
		return roll, nil
	}
	v, _, _ := m.flights.Do("roll "+strconv.Itoa(size.Sent)+" "+strconv.Itoa(size.Steps), func() (any, error) {
		roll := m.register.cases.Roll(size)
		keep(m, &m.register.rolls, size, roll)
		return roll, nil
	})
	return v.(*approval.Roll), nil
}

// grow reads what was recorded since; seq is the newest entry of the log that is
// known of. Steps are read first and cases last, so that each has what it is of.
func (m *register) grow(db *gorm.DB, dialect string, seq int64) error {
	if m.seq.Load() >= seq {
		return nil
	}
	last, at := m.last, "recorded_at || ''"
	if dialect == Postgres {
		at = "CAST(recorded_at AS text)"
	}
	var instant instant
	var text sql.RawBytes
	var steps []approval.Stepped
	err := each(db, func(rows *sql.Rows) error {
		var s approval.Stepped
		err := rows.Scan(&last.step, &s.CaseID, &s.Round, &s.State, &text)
		if err == nil {
			s.At, err = instant.read(text)
		}
		steps = append(steps, s)
		return err
	}, "SELECT id, case_id, round, state, "+at+" FROM case_steps WHERE id > ? ORDER BY id", last.step)
	if err != nil {
		return err
	}
	var sent []*approval.Sent
	err = each(db, func(rows *sql.Rows) error {
		s := &approval.Sent{}
		err := rows.Scan(&last.sent, &s.CaseID, &s.Round, &s.Route, &s.Title, &s.Fingerprint, &text)
		if err == nil {
			s.At, err = instant.read(text)
		}
		sent = append(sent, s)
		return err
	}, "SELECT id, case_id, round, route, title, fingerprint, "+at+" FROM case_submissions WHERE id > ? ORDER BY id", last.sent)
	if err != nil {
		return err
	}
	var cases []approval.Listed
	err = each(db, func(rows *sql.Rows) error {
		var c approval.Listed
		err := rows.Scan(&c.ID, &c.Kind, &c.ProgrammeID, &c.SubjectID)
		last.kase = c.ID
		cases = append(cases, c)
		return err
	}, "SELECT id, kind, programme_id, subject_id FROM cases WHERE id > ? ORDER BY id", last.kase)
	if err != nil {
		return err
	}
	m.cases.Take(cases, sent, steps)
	m.last = last
	m.seq.Store(seq)
	return nil
}
