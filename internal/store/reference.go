package store

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"

	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

// heads are the newest entries of the log: about each programme at the
// reader's instant, and about reference data today.
type heads struct {
	reference  int64
	programmes map[int64]int64
	hash       string // of the newest entry of all known at the reader's instant
	docket     int64  // the newest about what the docket is made of, at the reader's instant
	money      int64  // the newest about money, today
	ratings    int64  // the newest about ratings and escalations, at the reader's instant
}

// The docket, money and ratings in the union of heads.
const (
	ofDocket  = -2
	ofMoney   = -3
	ofRatings = -4
)

// heads is the one query by which a page learns whether anything changed.
func (r *Reader) heads(ctx context.Context) (heads, error) {
	if r.found != nil {
		return *r.found, nil
	}
	h := heads{programmes: map[int64]int64{}}
	err := each(r.db.WithContext(ctx), func(rows *sql.Rows) error {
		var id, seq int64
		var hash string
		err := rows.Scan(&id, &seq, &hash)
		switch id {
		case audit.Everywhere:
			h.reference = seq
		case audit.Nowhere:
			h.hash = hash
		case ofDocket:
			h.docket = seq
		case ofMoney:
			h.money = seq
		case ofRatings:
			h.ratings = seq
		default:
			h.programmes[id] = seq
		}
		return err
	}, `SELECT p.id, COALESCE((SELECT a.seq FROM audit_entries a WHERE a.programme_id = p.id AND a.recorded_at < ? ORDER BY a.recorded_at DESC, a.seq DESC LIMIT 1), 0), ''
		FROM programmes p
		UNION ALL
		SELECT -1, COALESCE((SELECT a.seq FROM audit_entries a WHERE a.programme_id = -1 ORDER BY a.recorded_at DESC, a.seq DESC LIMIT 1), 0), ''
		UNION ALL
		SELECT -2, COALESCE((SELECT a.seq FROM `+r.newest("audit_entries_of_docket")+` WHERE a.entity IN ('case', 'condition', 'protocol', 'sitting', 'substitution', 'vote')
			AND a.action NOT IN ('case.refused', 'condition.refused', 'protocol.refused', 'protocol.refuted', 'sitting.refused', 'vote.refused')
			AND a.recorded_at < ? ORDER BY a.seq DESC LIMIT 1), 0), ''
		UNION ALL
		SELECT -3, COALESCE((SELECT a.seq FROM `+r.newest("audit_entries_of_funding")+` WHERE a.entity IN ('contract', 'funding_entry', 'funding_line') ORDER BY a.seq DESC LIMIT 1), 0), ''
		UNION ALL
		SELECT -4, COALESCE((SELECT a.seq FROM `+r.newest("audit_entries_of_ratings")+` WHERE a.entity IN ('escalation', 'rating') AND a.recorded_at < ? ORDER BY a.seq DESC LIMIT 1), 0), ''
		UNION ALL
		SELECT 0, 0, COALESCE((SELECT a.hash FROM audit_entries a WHERE a.recorded_at < ? ORDER BY a.recorded_at DESC, a.seq DESC LIMIT 1), '')`, r.at, r.at, r.at, r.at)
	if err != nil {
		return heads{}, err
	}
	r.found = &h
	return h, nil
}

// newest is the log, read from its end along an index of some entries only. SQLite
// would rather read all of their kind and sort them: 29 ms of a hundred thousand.
func (r *Reader) newest(index string) string {
	if r.store.dialect == SQLite {
		return "audit_entries a INDEXED BY " + index
	}
	return "audit_entries a"
}

// Reference returns the reference data of today.
func (r *Reader) Reference(ctx context.Context) (*portfolio.Reference, error) {
	h, err := r.heads(ctx)
	if err != nil {
		return nil, err
	}
	return r.reference(ctx, h)
}

func (r *Reader) reference(ctx context.Context, h heads) (*portfolio.Reference, error) {
	m := r.store.memory
	if ref, ok := lookUp(m, &m.reference, h.reference); ok {
		return ref, nil
	}
	v, err, _ := m.flights.Do("reference "+strconv.FormatInt(h.reference, 10), func() (any, error) {
		return loadReference(r.db.WithContext(context.WithoutCancel(ctx)))
	})
	if err != nil {
		return nil, translate(err)
	}
	ref := v.(*portfolio.Reference)
	keep(m, &m.reference, h.reference, ref)
	return ref, nil
}

func loadReference(db *gorm.DB) (*portfolio.Reference, error) {
	ref := &portfolio.Reference{Bodies: map[int64]portfolio.Body{}}
	var bodies []portfolio.Body
	for _, find := range []func() error{
		func() error {
			return db.Preload("Terms").Order("position").Find(&ref.Programmes).Error
		},
		func() error { return db.Order("id").Find(&bodies).Error },
		func() error { return db.Order("position").Find(&ref.Goals).Error },
		func() error { return db.Order("position").Find(&ref.Directions).Error },
		func() error { return db.Order("date").Find(&ref.Days).Error },
		func() error { return db.Order("recorded_at, id").Find(&ref.Rules).Error },
	} {
		if err := find(); err != nil {
			return nil, err
		}
	}
	for _, b := range bodies {
		ref.Bodies[b.ID] = b
	}
	for i := range ref.Programmes {
		slices.SortFunc(ref.Programmes[i].Terms, func(a, b portfolio.ProgrammeTerm) int { return a.ValidFrom.Compare(b.ValidFrom) })
		for j := range ref.Programmes[i].Terms {
			t := &ref.Programmes[i].Terms[j]
			t.Owner = ref.Bodies[t.OwnerID]
		}
	}
	ref.Calendar = portfolio.WorkingCalendar(ref.Days)
	return ref, nil
}

// Reference is the reference data as they stand in the transaction.
func (tx *Tx) Reference() (*portfolio.Reference, error) { return loadReference(tx.db) }

// StatusRules lists the ledger of the numbers of the status rules, in the order in
// which they were recorded: see portfolio.RulesLine.
func (tx *Tx) StatusRules() ([]portfolio.DatedRules, error) {
	var ledger []portfolio.DatedRules
	err := tx.db.Order("recorded_at, id").Find(&ledger).Error
	return ledger, translate(err)
}

// AppendStatusRules adds numbers for the status rules, valid from a day on.
func (tx *Tx) AppendStatusRules(d *portfolio.DatedRules) error {
	d.RecordedAt, d.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(d).Error
}

// AddBody keeps a new body.
func (tx *Tx) AddBody(b *portfolio.Body) error { return tx.db.Create(b).Error }

// SaveBody corrects a body in place.
func (tx *Tx) SaveBody(b *portfolio.Body) error { return tx.save(b) }

// UnknownBodies are those of the keys that no body has.
func (tx *Tx) UnknownBodies(ids []int64) ([]int64, error) {
	found, err := tx.keys("SELECT id FROM bodies WHERE id IN ?", ids)
	return slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return found[id] }), err
}

// AddGoal keeps a new goal.
func (tx *Tx) AddGoal(g *portfolio.Goal) error { return tx.db.Create(g).Error }

// AddDirection keeps a new direction.
func (tx *Tx) AddDirection(d *portfolio.Direction) error { return tx.db.Create(d).Error }

// AddProgramme keeps a new programme with its terms.
func (tx *Tx) AddProgramme(p *portfolio.Programme) error {
	p.RecordedAt = tx.Now
	if err := tx.db.Create(p).Error; err != nil {
		return err
	}
	for i := range p.Terms {
		p.Terms[i].ProgrammeID = p.ID
		if err := tx.db.Create(&p.Terms[i]).Error; err != nil {
			return err
		}
	}
	return nil
}

// AddCalendarDay keeps an exception of the calendar; a day twice is a conflict.
func (tx *Tx) AddCalendarDay(d *portfolio.CalendarDay) error { return tx.db.Create(d).Error }

// CalendarDay returns an exception of the calendar.
func (tx *Tx) CalendarDay(id int64) (portfolio.CalendarDay, error) {
	var d portfolio.CalendarDay
	err := tx.db.First(&d, id).Error
	return d, translate(err)
}

// CalendarDays lists the exceptions that were entered for a year.
func (tx *Tx) CalendarDays(year int) ([]portfolio.CalendarDay, error) {
	var days []portfolio.CalendarDay
	first, last := civil.Date{Year: year, Month: time.January, Day: 1}, civil.Date{Year: year, Month: time.December, Day: 31}
	err := tx.db.Where("date BETWEEN ? AND ?", first, last).Order("date").Find(&days).Error
	return days, translate(err)
}

// RemoveCalendarDay takes an exception out of the calendar.
func (tx *Tx) RemoveCalendarDay(id int64) error {
	return tx.db.Delete(&portfolio.CalendarDay{}, id).Error
}

// save writes all columns of a row that is corrected in place.
func (tx *Tx) save(row any) error {
	res := tx.db.Model(row).Select("*").Updates(row)
	if res.Error == nil && res.RowsAffected == 0 {
		return gorm.ErrRecordNotFound
	}
	return res.Error
}
