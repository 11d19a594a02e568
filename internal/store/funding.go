package store

import (
	"context"
	"database/sql"
	"time"

	"qadam/internal/funding"
)

// Funding returns the ledger of money as it was known at the reader's instant.
// Who may not see what is in force gets an empty one.
func (r *Reader) Funding(ctx context.Context) (*funding.Book, error) {
	if !r.sees() {
		return funding.NewBook(r.day(), nil, nil, 0), nil
	}
	var j funding.Journal
	var postings []funding.Posting
	db := r.db.WithContext(ctx)
	err := each(db, func(rows *sql.Rows) error {
		var p funding.Posting
		var at time.Time
		err := rows.Scan(&p.LineID, &p.ContractID, &p.Kind, &p.Year, &p.Amount, &at)
		p.RecordedAt = at.UnixMicro()
		postings = append(postings, p)
		return err
	}, "SELECT line_id, contract_id, kind, year, tiyn, recorded_at FROM funding_entries WHERE recorded_at < ? ORDER BY id", r.at)
	if err != nil {
		return nil, err
	}
	lines, err := r.Lines(ctx, 0)
	if err != nil {
		return nil, err
	}
	j.Take(lines, postings)
	return j.Book(r.day(), len(postings), len(lines)), nil
}
