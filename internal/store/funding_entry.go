package store

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/money"
)

// EntryFilter narrows a list of entries. What is zero does not narrow.
type EntryFilter struct {
	IDs         []int64
	ProgrammeID int64
	ProjectID   int64
	LineID      int64
	LineIDs     []int64 // any of them; nil does not narrow
	ContractID  int64
	DocumentID  int64
	VersionID   int64
	Kinds       []funding.EntryKind
	Year        int
	Years       []int      // any of them; nil does not narrow
	From, To    civil.Date // of HappenedOn
	Before      int64      // only entries with a smaller key, for paging
	Limit       int        // 0 for all
}

// Entries lists entries known at the reader's instant, the newest first.
func (r *Reader) Entries(ctx context.Context, f EntryFilter) ([]funding.Entry, error) {
	if !r.sees() {
		return nil, nil
	}
	db := r.db.WithContext(ctx).Scopes(r.existed, f.scope)
	if f.Limit > 0 {
		db = db.Limit(f.Limit)
	}
	var all []funding.Entry
	err := db.Order("id DESC").Find(&all).Error
	return all, translate(err)
}

// EntryKeys lists what tells entries apart and what they are of, no sums and no
// words, the oldest first.
func (r *Reader) EntryKeys(ctx context.Context, f EntryFilter) ([]funding.Entry, error) {
	if !r.sees() {
		return nil, nil
	}
	var all []funding.Entry
	err := r.db.WithContext(ctx).Scopes(r.existed, f.scope).Select("id", "line_id", "contract_id", "kind", "year").Order("id").Find(&all).Error
	return all, translate(err)
}

func (f EntryFilter) scope(db *gorm.DB) *gorm.DB {
	for column, id := range map[string]int64{
		"programme_id": f.ProgrammeID, "project_id": f.ProjectID, "line_id": f.LineID, "contract_id": f.ContractID,
		"document_id": f.DocumentID, "version_id": f.VersionID, "year": int64(f.Year),
	} {
		if id != 0 {
			db = db.Where(column+" = ?", id)
		}
	}
	if f.IDs != nil {
		db = db.Where("id IN ?", f.IDs)
	}
	if f.LineIDs != nil {
		db = db.Where("line_id IN ?", f.LineIDs)
	}
	if f.Years != nil {
		db = db.Where("year IN ?", f.Years)
	}
	if len(f.Kinds) > 0 {
		db = db.Where("kind IN ?", f.Kinds)
	}
	if !f.From.IsZero() {
		db = db.Where("happened_on >= ?", f.From)
	}
	if !f.To.IsZero() {
		db = db.Where("happened_on <= ?", f.To)
	}
	if f.Before != 0 {
		db = db.Where("id < ?", f.Before)
	}
	return db
}

// Entry returns an entry known at the reader's instant and the key of the one
// that takes it back, 0 for none.
func (r *Reader) Entry(ctx context.Context, id int64) (funding.Entry, int64, error) {
	var e funding.Entry
	if !r.sees() {
		return e, 0, fault.NotFound()
	}
	db := r.db.WithContext(ctx)
	if err := db.Scopes(r.existed).Take(&e, id).Error; err != nil {
		return e, 0, translate(err)
	}
	var by int64
	err := db.Raw("SELECT COALESCE((SELECT id FROM funding_entries WHERE reverses_id = ? AND recorded_at < ?), 0)", id, r.at).Scan(&by).Error
	return e, by, translate(err)
}

// Reversed says which of the entries are taken back, and by which.
func (r *Reader) Reversed(ctx context.Context, ids []int64) (map[int64]int64, error) {
	by := make(map[int64]int64, len(ids))
	if !r.sees() || len(ids) == 0 {
		return by, nil
	}
	var all []funding.Entry
	err := r.db.WithContext(ctx).Scopes(r.existed).Select("id", "reverses_id").Where("reverses_id IN ?", ids).Find(&all).Error
	for _, e := range all {
		by[e.ReversesID] = e.ID
	}
	return by, translate(err)
}

// LedgerPage is a part of a line's ledger.
type LedgerPage struct {
	Year   int   // AllYears for all of them
	Before int64 // only entries with a smaller key; 0 for the newest
	Limit  int
}

// Ledger lists entries of a line known at the reader's instant, the newest
// first, each with what the line came to after it.
func (r *Reader) Ledger(ctx context.Context, lineID int64, p LedgerPage) ([]funding.Posted, error) {
	if !r.sees() {
		return nil, nil
	}
	db := r.db.WithContext(ctx)
	entries, err := r.Entries(ctx, EntryFilter{LineID: lineID, Year: p.Year, Before: p.Before, Limit: p.Limit})
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	query, args := "line_id = ? AND id < ?", []any{lineID, entries[len(entries)-1].ID}
	if p.Year != 0 {
		query, args = query+" AND year = ?", append(args, p.Year)
	}
	cells, err := cells(db, query, args...)
	if err != nil {
		return nil, err
	}
	var sums funding.Sums
	for _, c := range cells {
		sums.Add(c.Sums)
	}
	return funding.Running(sums, entries), nil
}

// Entry returns an entry and the key of the one that takes it back, 0 for none.
func (tx *Tx) Entry(id int64) (funding.Entry, int64, error) {
	var e funding.Entry
	if err := tx.lock().Take(&e, id).Error; err != nil {
		return e, 0, translate(err)
	}
	var by int64
	err := tx.row("SELECT COALESCE((SELECT id FROM funding_entries WHERE reverses_id = ?), 0)", id).Scan(&by)
	return e, by, translate(err)
}

// Entries lists entries, the newest first.
func (tx *Tx) Entries(f EntryFilter) ([]funding.Entry, error) {
	var all []funding.Entry
	err := tx.db.Scopes(f.scope).Order("id DESC").Find(&all).Error
	return all, translate(err)
}

// EntriesByForm are the entries that came from the form of the key, in the order
// in which they were entered; a form without a key was never sent before.
func (tx *Tx) EntriesByForm(key string) ([]funding.Entry, error) {
	if key == "" {
		return nil, nil
	}
	var all []funding.Entry
	err := tx.db.Where("form_key = ?", key).Order("id").Find(&all).Error
	return all, translate(err)
}

// BroughtTo is what an entry left its line, kind and year at.
func (tx *Tx) BroughtTo(e *funding.Entry) (money.Amount, error) {
	var sum money.Amount
	err := tx.row("SELECT CAST(SUM(tiyn) AS bigint) FROM funding_entries WHERE line_id = ? AND kind = ? AND year = ? AND id <= ?", e.LineID, e.Kind, e.Year, e.ID).Scan(&sum)
	return sum, translate(err)
}

// AppendEntry adds an entry to the ledger of its line, whose project it has.
func (tx *Tx) AppendEntry(e *funding.Entry) error {
	e.RecordedAt, e.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(e).Error
}

// AppendEntries adds many entries.
func (tx *Tx) AppendEntries(all []funding.Entry) error {
	if len(all) == 0 {
		return nil
	}
	for i := range all {
		all[i].RecordedAt, all[i].RecordedBy = tx.Now, tx.actor.ID
	}
	return tx.db.CreateInBatches(all, 500).Error
}

func (tx *Tx) cells(where string, args ...any) ([]funding.Cell, error) {
	return cells(tx.db, where, args...)
}

// cells adds entries up by line, contract and fiscal year.
func cells(db *gorm.DB, where string, args ...any) ([]funding.Cell, error) {
	var all []funding.Cell
	err := each(db, func(rows *sql.Rows) error {
		var c funding.Cell
		var kind funding.EntryKind
		var tiyn money.Amount
		if err := rows.Scan(&c.LineID, &c.ContractID, &c.Year, &kind, &tiyn); err != nil {
			return err
		}
		if n := len(all); n == 0 || all[n-1].LineID != c.LineID || all[n-1].ContractID != c.ContractID || all[n-1].Year != c.Year {
			all = append(all, c)
		}
		all[len(all)-1].Take(kind, tiyn)
		return nil
	}, "SELECT line_id, contract_id, year, kind, CAST(SUM(tiyn) AS bigint) FROM funding_entries WHERE "+where+
		" GROUP BY line_id, contract_id, year, kind ORDER BY line_id, year, contract_id, kind", args...)
	return all, err
}

// byRoadmap is what versions of roadmaps plan on a line, by fiscal year.
func (tx *Tx) byRoadmap(lineID int64) (map[int]money.Amount, error) {
	planned := map[int]money.Amount{}
	err := each(tx.db, func(rows *sql.Rows) error {
		var year int
		var tiyn money.Amount
		err := rows.Scan(&year, &tiyn)
		if tiyn != 0 {
			planned[year] = tiyn
		}
		return err
	}, "SELECT year, CAST(SUM(tiyn) AS bigint) FROM funding_entries WHERE line_id = ? AND version_id <> 0 GROUP BY year", lineID)
	return planned, err
}
