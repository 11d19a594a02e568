package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
	"time"

	"qadam/internal/approval"
)

// Issue remembers a file that is handed out, so that it is recognised later. It
// is upkeep, outside the audited door: reading changes nothing. The same bytes
// are remembered once, as they were handed out the first time.
func (s *Store) Issue(ctx context.Context, f approval.Issued) error {
	return translate(s.write.WithContext(ctx).Exec(
		"INSERT INTO issued_files (sha256, address, format, day, head, person_id, issued_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
		f.SHA256, f.Address, f.Format, f.Day, f.Head, f.PersonID, s.Now()).Error)
}

// Traces are all that is known under a SHA-256: files that were kept or handed
// out, texts that were voted on or confirmed, entries of the log.
type Traces struct {
	Protocols   []int64 // whose PDF or text it is
	Text        string  // of the PDF: kk, ru or both; "" for the text itself
	Superseded  bool    // it is a draft of a protocol that a later text replaced
	Submissions []SubmissionTrace
	Evidence    []int64 // keys of evidence
	Acts        []int64 // keys of cases whose act it is
	Conditions  []int64 // keys of conditions of whose execution it is a file
	Issued      *approval.Issued
	Entry       int64 // of the log, 0 for none
}

// SubmissionTrace is a round of a case.
type SubmissionTrace struct {
	CaseID int64
	Round  int
}

// None reports whether nothing is known.
func (t Traces) None() bool {
	return len(t.Protocols)+len(t.Submissions)+len(t.Evidence)+len(t.Acts)+len(t.Conditions) == 0 && t.Issued == nil && t.Entry == 0
}

// Traces looks a SHA-256 up, whoever asks: what of it he may be told is for who
// shows it.
func (r *Reader) Traces(ctx context.Context, sum string) (Traces, error) {
	var t Traces
	db := r.db.WithContext(ctx)
	err := each(db, func(rows *sql.Rows) error {
		var what, text string
		var id, more int64
		if err := rows.Scan(&what, &id, &more, &text); err != nil {
			return err
		}
		switch what {
		case "file":
			t.Protocols, t.Text = append(t.Protocols, id), text
		case "draft":
			t.Protocols, t.Superseded = append(t.Protocols, id), more > 0
		case "submission":
			t.Submissions = append(t.Submissions, SubmissionTrace{CaseID: id, Round: int(more)})
		case "evidence":
			t.Evidence = append(t.Evidence, id)
		case "act":
			t.Acts = append(t.Acts, id)
		case "condition":
			t.Conditions = append(t.Conditions, id)
		case "entry":
			t.Entry = id
		}
		return nil
	}, `SELECT 'file', protocol_id, 0, text FROM protocol_files WHERE sha256 = ? AND recorded_at < ?
		UNION ALL SELECT 'draft', d.protocol_id, (SELECT count(*) FROM protocol_drafts l WHERE l.protocol_id = d.protocol_id AND l.id > d.id), '' FROM protocol_drafts d WHERE d.fingerprint = ? AND d.recorded_at < ?
		UNION ALL SELECT 'submission', case_id, round, '' FROM case_submissions WHERE fingerprint = ? AND recorded_at < ?
		UNION ALL SELECT 'evidence', id, 0, '' FROM evidence WHERE sha256 = ? AND recorded_at < ?
		UNION ALL SELECT 'act', case_id, 0, '' FROM case_steps WHERE file_sha256 = ? AND recorded_at < ?
		UNION ALL SELECT DISTINCT 'condition', condition_id, 0, '' FROM condition_steps WHERE CAST(files AS text) LIKE ? AND recorded_at < ?
		UNION ALL SELECT 'entry', seq, 0, '' FROM audit_entries WHERE hash = ? AND recorded_at < ?`,
		sum, r.at, sum, r.at, sum, r.at, sum, r.at, sum, r.at, "%"+sum+"%", r.at, sum, r.at)
	if err != nil {
		return t, err
	}
	var issued []approval.Issued
	if err := db.Where("sha256 = ?", sum).Limit(1).Find(&issued).Error; err != nil {
		return t, translate(err)
	}
	if len(issued) > 0 {
		t.Issued = &issued[0]
		if len(t.Protocols) == 0 { // else it is the file that was kept
			t.Superseded, err = r.outdated(ctx, issued[0])
		}
	}
	return t, err
}

// outdated reports whether a file is a protocol as it stood before a later draft
// or confirmation.
func (r *Reader) outdated(ctx context.Context, f approval.Issued) (bool, error) {
	key, ok := strings.CutPrefix(f.Address, "/protocols/")
	if !ok {
		return false, nil
	}
	id, err := strconv.ParseInt(key[:len(key)-len(strings.TrimLeft(key, "0123456789"))], 10, 64)
	if err != nil {
		return false, nil
	}
	var later int
	err = r.db.WithContext(ctx).Raw(`SELECT (SELECT count(*) FROM protocol_drafts WHERE protocol_id = ? AND recorded_at > ? AND recorded_at < ?)
		+ (SELECT count(*) FROM confirmations WHERE protocol_id = ? AND recorded_at > ? AND recorded_at < ?)`,
		id, f.IssuedAt, r.at, id, f.IssuedAt, r.at).Scan(&later).Error
	return later > 0, translate(err)
}

// keptIssued is how long data for programs are remembered after they were handed
// out: they are other bytes every day, and nobody shows them to anybody for
// years. Documents are remembered for ever.
const keptIssued = 400 * 24 * time.Hour

// SweepIssued forgets data for programs that were handed out long ago.
func (s *Store) SweepIssued(ctx context.Context) error {
	return translate(s.write.WithContext(ctx).Exec("DELETE FROM issued_files WHERE format IN ('csv', 'json') AND issued_at < ?", s.Now().Add(-keptIssued)).Error)
}
