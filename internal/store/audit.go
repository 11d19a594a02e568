package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
)

// auditRow is an entry as the table has it.
type auditRow struct {
	audit.Entry
}

func (auditRow) TableName() string { return "audit_entries" }

type checkpointRow struct {
	audit.Checkpoint
}

func (checkpointRow) TableName() string { return "audit_checkpoints" }

// head is the last entry of the chain.
type head struct {
	Seq        int64
	Hash       string
	RecordedAt time.Time
}

func (tx *Tx) loadHead() error {
	err := tx.row("SELECT seq, hash, recorded_at FROM audit_entries ORDER BY seq DESC LIMIT 1").Scan(&tx.head.Seq, &tx.head.Hash, &tx.head.RecordedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // the first entry follows none
	}
	return err
}

// Record writes the audit entry of a change. action is a key such as
// milestone.progress; programmeID may be audit.Nowhere or audit.Everywhere.
func (tx *Tx) Record(action string, programmeID int64, entity string, id int64, change audit.Change) error {
	if err := tx.checkpoint(); err != nil {
		return err
	}
	before, err := audit.Canonical(change.Before)
	if err != nil {
		return err
	}
	after, err := audit.Canonical(change.After)
	if err != nil {
		return err
	}
	e, err := audit.Sealed(tx.head.Hash, audit.Entry{
		Seq: tx.head.Seq + 1, RecordedAt: tx.Now, ActorID: tx.actor.ID, ActorName: tx.actor.Name,
		Seat: tx.seat, Action: action, ProgrammeID: programmeID, Entity: entity, EntityID: id,
		Before: before, After: after, Files: strings.Join(change.Files, " "), RequestID: tx.request,
	})
	if err != nil {
		return err
	}
	err = tx.db.Exec(`INSERT INTO audit_entries (seq, recorded_at, actor_id, actor_name, seat, action, programme_id, entity, entity_id, before, after, files, request_id, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Seq, e.RecordedAt, e.ActorID, e.ActorName, e.Seat, e.Action, e.ProgrammeID, e.Entity, e.EntityID, e.Before, e.After, e.Files, e.RequestID, e.Hash).Error
	if err != nil {
		return err
	}
	tx.head = head{Seq: e.Seq, Hash: e.Hash, RecordedAt: e.RecordedAt}
	tx.entries++
	return nil
}

// checkpoint signs the head of the day before, in the transaction of the first
// entry of a new day (rules.md §11).
func (tx *Tx) checkpoint() error {
	if tx.head.Seq == 0 || tx.store.key == nil {
		return nil
	}
	day := civil.DateOf(tx.head.RecordedAt)
	if !day.Before(civil.DateOf(tx.Now)) {
		return nil
	}
	c := audit.Checkpoint{Seq: tx.head.Seq, Day: day, Hash: tx.head.Hash, RecordedAt: tx.Now}.Signed(tx.store.key)
	return tx.db.Exec("INSERT INTO audit_checkpoints (seq, day, hash, public_key, signature, recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
		c.Seq, c.Day, c.Hash, c.PublicKey, c.Signature, c.RecordedAt).Error
}

// Head is the hash of the last entry known at the reader's instant, "" before
// the first.
func (r *Reader) Head(ctx context.Context) (string, error) {
	h, err := r.heads(ctx)
	return h.hash, err
}

// AuditFilter narrows the log.
type AuditFilter struct {
	Entity    string
	EntityID  int64
	Programme int64 // 0 for all
	ActorID   int64
	Action    string // such as seat.granted, or seat for all that begin so
	From, To  civil.Date
	Before    int64 // only entries with a smaller seq, for paging
	Limit     int
}

// AuditEntries lists entries of the log, the newest first.
func (r *Reader) AuditEntries(ctx context.Context, f AuditFilter) ([]audit.Entry, error) {
	db := r.db.WithContext(ctx).Model(&auditRow{}).Where("recorded_at < ?", r.at)
	if f.Entity != "" {
		db = db.Where("entity = ?", f.Entity)
	}
	if f.EntityID != 0 {
		db = db.Where("entity_id = ?", f.EntityID)
	}
	if f.Programme != 0 {
		db = db.Where("programme_id = ?", f.Programme)
	}
	if f.ActorID != 0 {
		db = db.Where("actor_id = ?", f.ActorID)
	}
	if strings.Contains(f.Action, ".") {
		db = db.Where("action = ?", f.Action)
	} else if f.Action != "" {
		db = db.Where("substr(action, 1, ?) = ?", len(f.Action)+1, f.Action+".")
	}
	if !f.From.IsZero() {
		db = db.Where("recorded_at >= ?", f.From.StartOfDay())
	}
	if !f.To.IsZero() {
		db = db.Where("recorded_at < ?", f.To.EndOfDay())
	}
	if f.Before != 0 {
		db = db.Where("seq < ?", f.Before)
	}
	var entries []audit.Entry
	err := db.Order("seq DESC").Limit(f.Limit).Find(&entries).Error
	return entries, translate(err)
}

// AuditEntry returns one entry.
func (r *Reader) AuditEntry(ctx context.Context, seq int64) (audit.Entry, error) {
	var e []audit.Entry
	err := r.db.WithContext(ctx).Model(&auditRow{}).Where("seq = ?", seq).Limit(1).Find(&e).Error
	if err == nil && len(e) == 0 {
		err = fault.NotFound()
	}
	if err != nil {
		return audit.Entry{}, translate(err)
	}
	return e[0], nil
}

// Checkpoint is the last signed head of a day; its Seq is 0 before the first.
func (r *Reader) Checkpoint(ctx context.Context) (audit.Checkpoint, error) {
	var last []audit.Checkpoint
	err := r.db.WithContext(ctx).Model(&checkpointRow{}).Where("recorded_at < ?", r.at).Order("seq DESC").Limit(1).Find(&last).Error
	if err != nil || len(last) == 0 {
		return audit.Checkpoint{}, translate(err)
	}
	return last[0], nil
}

// VerifyAudit walks the whole chain and its checkpoints. trusted are the only
// keys (hex, separated by spaces) that may have signed, "" for any.
func (s *Store) VerifyAudit(ctx context.Context, trusted string) (audit.Verdict, error) {
	var checkpoints []audit.Checkpoint
	if err := s.read.WithContext(ctx).Model(&checkpointRow{}).Order("seq").Find(&checkpoints).Error; err != nil {
		return audit.Verdict{}, translate(err)
	}
	check := audit.NewCheck(checkpoints, trusted)
	rows, err := s.read.WithContext(ctx).Model(&auditRow{}).Order("seq").Rows()
	if err != nil {
		return audit.Verdict{}, translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		var e auditRow
		if err := s.read.ScanRows(rows, &e); err != nil {
			return audit.Verdict{}, translate(err)
		}
		e.RecordedAt = e.RecordedAt.UTC()
		check.Entry(e.Entry)
	}
	return check.Verdict(), translate(rows.Err())
}
