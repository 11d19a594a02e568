package store

import (
	"bytes"
	"context"
	"database/sql"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"gorm.io/gorm"

	"qadam/internal/funding"
)

// ledger is the ledger of money in memory: every entry ever recorded, and books of
// it. What was recorded since is read after the newest kept, so that nothing is
// stale, whichever process wrote it: the log says whether there is anything.
type ledger struct {
	journal funding.Journal
	seq     atomic.Int64 // the newest entry of the log of which all is in the journal
	entry   int64        // the newest kept
	line    int64
	books   memo[bookKey, *funding.Book]
}

// bookKey is how much of the journal a book adds up.
type bookKey struct{ postings, lines int }

// cellsKept is how many sums of lines, contracts and years are remembered in
// books: a few dozen MB.
const cellsKept = 500_000

// Funding returns the ledger of money as it was known at the reader's instant.
// Who may not see what is in force gets an empty one. It costs no query when
// nothing was entered since the last one.
func (r *Reader) Funding(ctx context.Context) (*funding.Book, error) {
	if !r.sees() {
		return funding.NewBook(r.day(), nil, nil, 0), nil
	}
	h, err := r.heads(ctx)
	if err != nil {
		return nil, err
	}
	m := r.store.memory
	for m.ledger.seq.Load() < h.money {
		_, err, _ := m.flights.Do("journal", func() (any, error) {
			return nil, m.ledger.grow(r.db.WithContext(context.WithoutCancel(ctx)), r.store.dialect, h.money)
		})
		if err != nil {
			return nil, translate(err)
		}
	}
	var key bookKey
	key.postings, key.lines = m.ledger.journal.Before(r.at.UnixMicro())
	if b, ok := lookUp(m, &m.ledger.books, key); ok {
		return b.Shown(r.day()), nil
	}
	v, _, _ := m.flights.Do("book "+strconv.Itoa(key.postings)+" "+strconv.Itoa(key.lines), func() (any, error) {
		b := m.ledger.journal.Book(r.day(), key.postings, key.lines)
		keep(m, &m.ledger.books, key, b)
		return b, nil
	})
	return v.(*funding.Book).Shown(r.day()), nil
}

// grow reads what was recorded since; seq is the newest entry of the log that is
// known of. Lines are read after entries, so that each entry has its line.
func (m *ledger) grow(db *gorm.DB, dialect string, seq int64) error {
	if m.seq.Load() >= seq {
		return nil
	}
	postings, last, err := postings(db, dialect, m.entry)
	if err != nil {
		return err
	}
	var lines []funding.Line
	if err := db.Where("id > ?", m.line).Order("id").Find(&lines).Error; err != nil {
		return err
	}
	m.journal.Take(lines, postings)
	if n := len(lines); n > 0 {
		m.line = lines[n-1].ID
	}
	m.entry = last
	m.seq.Store(seq)
	return nil
}

// postings reads the entries after one, and the key of the last. There may be a
// million of them: five numbers each, no text and no time is made of any.
func postings(db *gorm.DB, dialect string, after int64) ([]funding.Posting, int64, error) {
	var count, last int64
	if err := db.Raw("SELECT count(*), COALESCE(max(id), 0) FROM funding_entries WHERE id > ?", after).Row().Scan(&count, &last); err != nil || count == 0 {
		return nil, after, err
	}
	at := "recorded_at || ''"
	if dialect == Postgres {
		at = "CAST(recorded_at AS text)"
	}
	all := make([]funding.Posting, 0, count)
	var instant instant
	err := each(db, func(rows *sql.Rows) error {
		var p funding.Posting
		var kind int
		var text sql.RawBytes
		if err := rows.Scan(&p.LineID, &p.ContractID, &kind, &p.Amount, &text); err != nil {
			return err
		}
		at, err := instant.read(text)
		p.Year, p.Kind, p.RecordedAt = kind/len(funding.EntryKinds), funding.EntryKinds[kind%len(funding.EntryKinds)], at
		all = append(all, p)
		return err
	}, "SELECT line_id, contract_id, year * "+strconv.Itoa(len(funding.EntryKinds))+" + "+kindNumber+", tiyn, "+at+
		" FROM funding_entries WHERE id > ? AND id <= ? ORDER BY id", after, last)
	return all, last, err
}

// kindNumber is the place of a kind of entries among funding.EntryKinds, in SQL.
var kindNumber = func() string {
	s := "CASE kind"
	for i, k := range funding.EntryKinds {
		s += " WHEN '" + string(k) + "' THEN " + strconv.Itoa(i)
	}
	return s + " END"
}()

// instant reads instants such as 2018-03-05 04:00:00.25+00:00, or +00 as PostgreSQL
// says it in UTC, as microseconds since 1970. Neighbours are often the same.
type instant struct {
	text  []byte
	micro int64
}

func (i *instant) read(text []byte) (int64, error) {
	if bytes.Equal(text, i.text) && len(text) > 0 {
		return i.micro, nil
	}
	t, err := time.Parse("2006-01-02 15:04:05.999999999", strings.TrimSuffix(strings.TrimSuffix(string(text), ":00"), "+00"))
	i.text, i.micro = append(i.text[:0], text...), t.UnixMicro()
	return i.micro, err
}
