package store

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
)

// ProtocolRead is a protocol as somebody may read it.
type ProtocolRead struct {
	approval.Protocol
	Record  approval.Record // of the draft that counts
	Extract bool            // items of other programmes were left out
}

// Protocol returns a protocol with the draft, the confirmations and the files
// known at the reader's instant. Who may see only some of its items gets an
// extract; to who may see none, it does not exist.
func (r *Reader) Protocol(ctx context.Context, id int64) (ProtocolRead, error) {
	return r.protocol(ctx, "id = ?", id)
}

// ProtocolOf is the protocol of a sitting.
func (r *Reader) ProtocolOf(ctx context.Context, sittingID int64) (ProtocolRead, error) {
	return r.protocol(ctx, "sitting_id = ?", sittingID)
}

func (r *Reader) protocol(ctx context.Context, where string, key int64) (ProtocolRead, error) {
	var p ProtocolRead
	if !r.actor.May(access.SeeReviewed, access.Anywhere) {
		return p, fault.NotFound()
	}
	err := r.db.WithContext(ctx).Scopes(r.existed).Preload("Drafts", r.known).Preload("Confirmations", r.known).Preload("Files", r.known).
		Where(where, key).Take(&p.Protocol).Error
	if err != nil {
		return ProtocolRead{}, translate(err)
	}
	d := p.Draft()
	if d == nil {
		return ProtocolRead{}, fault.NotFound()
	}
	whole, err := d.Read()
	if err != nil {
		return ProtocolRead{}, err
	}
	p.Record, p.Extract = whole.Cut(func(programmeID int64) bool { return r.actor.May(access.SeeReviewed, programmeID) })
	if p.Extract && len(p.Record.Items) == 0 {
		return ProtocolRead{}, fault.NotFound()
	}
	if p.Extract { // the whole text is not for him; whether it is confirmed, and its fingerprint, are
		for i := range p.Drafts {
			p.Drafts[i].Record = ""
		}
	}
	return p, nil
}

// ProtocolMark is as much of a protocol as a list shows.
type ProtocolMark struct {
	ID        int64
	SittingID int64
	Confirmed int // roles that confirmed the draft that counts
}

// ProtocolMarks are the protocols of sittings, by the sitting.
func (r *Reader) ProtocolMarks(ctx context.Context, sittingIDs []int64) (map[int64]ProtocolMark, error) {
	var rows []ProtocolMark
	err := r.db.WithContext(ctx).Raw(`SELECT p.id, p.sitting_id,
		(SELECT count(*) FROM confirmations c WHERE c.recorded_at < ? AND c.draft_id = (SELECT max(d.id) FROM protocol_drafts d WHERE d.protocol_id = p.id AND d.recorded_at < ?)) AS confirmed
		FROM protocols p WHERE p.recorded_at < ? AND p.sitting_id IN ?`, r.at, r.at, r.at, sittingIDs).Scan(&rows).Error
	marks := make(map[int64]ProtocolMark, len(rows))
	for _, m := range rows {
		marks[m.SittingID] = m
	}
	return marks, translate(err)
}

// UnprintedProtocols are the keys of the protocols that both have confirmed and
// that have no PDFs.
func (r *Reader) UnprintedProtocols(ctx context.Context) ([]int64, error) {
	var ids []int64
	err := r.db.WithContext(ctx).Raw(`SELECT p.id FROM protocols p WHERE NOT EXISTS (SELECT 1 FROM protocol_files f WHERE f.protocol_id = p.id)
		AND (SELECT count(*) FROM confirmations c WHERE c.draft_id = (SELECT max(d.id) FROM protocol_drafts d WHERE d.protocol_id = p.id)) = 2 ORDER BY p.id`).Scan(&ids).Error
	return ids, translate(err)
}

// Protocol returns a protocol, to be changed.
func (tx *Tx) Protocol(id int64) (approval.Protocol, error) { return tx.protocol("id = ?", id) }

// ProtocolOf is the protocol of a sitting, to be changed.
func (tx *Tx) ProtocolOf(sittingID int64) (approval.Protocol, error) {
	return tx.protocol("sitting_id = ?", sittingID)
}

func (tx *Tx) protocol(where string, key int64) (approval.Protocol, error) {
	var p approval.Protocol
	err := tx.db.Preload("Drafts", byID).Preload("Confirmations", byID).Preload("Files", byID).Where(where, key).Take(&p).Error
	return p, translate(err)
}

// AddProtocol keeps the protocol of a sitting.
func (tx *Tx) AddProtocol(p *approval.Protocol) error {
	p.RecordedAt, p.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(p).Error
}

// AppendProtocolDraft adds a text of a protocol.
func (tx *Tx) AppendProtocolDraft(d *approval.ProtocolDraft) error {
	d.RecordedAt, d.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(d).Error
}

// AppendConfirmation adds the word of chair or secretary.
func (tx *Tx) AppendConfirmation(c *approval.Confirmation) error {
	c.RecordedAt, c.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(c).Error
}

// AppendProtocolFile adds a PDF of a confirmed protocol.
func (tx *Tx) AppendProtocolFile(f *approval.ProtocolFile) error {
	f.RecordedAt = tx.Now
	return tx.db.Create(f).Error
}

// Head is the hash of the last entry of the log, this transaction's included.
func (tx *Tx) Head() string { return tx.head.Hash }

// Refuted reports whether the actor has shown this file before, as a protocol
// that it is not.
func (tx *Tx) Refuted(protocolID int64, sum string) (bool, error) {
	var n int
	err := tx.row(`SELECT count(*) FROM audit_entries WHERE action = 'protocol.refuted' AND entity = 'protocol' AND entity_id = ? AND actor_id = ? AND after LIKE ?`,
		protocolID, tx.actor.ID, "%"+sum+"%").Scan(&n)
	return n > 0, translate(err)
}
