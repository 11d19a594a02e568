package store_test

import (
	"runtime"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// full adds n entries to the ledger of the world, over a year and a half, behind
// the doors, with one entry in the log.
func full(t testing.TB, w *testkit.World, n int) {
	t.Helper()
	db := w.Store.DB()
	for _, statement := range []string{
		`INSERT INTO funding_lines (project_id, programme_id, model, source, kind, budget_code, note, recorded_at, recorded_by)
		SELECT p.id, p.programme_id, 'public', 'quasi_public', 'investment', CAST(c.n AS text), '', p.recorded_at, 1
		FROM projects p, (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8) c`,
		`INSERT INTO funding_documents (programme_id, kind, number, dated, title, url, file_name, file_sha256, file_size, file_type, recorded_at, recorded_by)
		SELECT id, 'contract', 'bulk', '2018-02-01', '', '', '', '', 0, '', recorded_at, 1 FROM programmes WHERE code = 'astana'`,
	} {
		if err := db.Exec(statement).Error; err != nil {
			t.Fatal(err)
		}
	}
	const batch = 10_000
	for from := 0; from < n; from += batch {
		at := testkit.Day("2018-02-02").StartOfDay().UTC().Add(time.Duration(from) * 20 * time.Second)
		err := db.Exec(`INSERT INTO funding_entries (line_id, programme_id, project_id, kind, year, period, tiyn, happened_on, document_id, contract_id, warned, why, note, form_key, recorded_at, recorded_by)
			WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < ? - 1)
			SELECT l.id, l.programme_id, l.project_id, CASE n % 5 WHEN 0 THEN 'plan' WHEN 1 THEN 'allocate' WHEN 2 THEN 'commit' WHEN 3 THEN 'accept' ELSE 'pay' END,
			2017 + n % 4, '', 1 + n, '2018-02-02', (SELECT max(id) FROM funding_documents), n % 3, '[]', '', '', '', ?, 1
			FROM c JOIN funding_lines l ON l.id = (SELECT max(id) FROM funding_lines) - n % 20`, batch, at).Error
		if err != nil {
			t.Fatal(err)
		}
	}
	err := w.Store.Write(t.Context(), access.System(), func(tx *store.Tx) error {
		return tx.Record("funding_line.opened", w.Programmes["astana"], "funding_line", 1, audit.Added(map[string]any{"n": n}))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A million entries: the first reading, today and a past day.
func BenchmarkFunding(b *testing.B) {
	for _, dialect := range []string{store.SQLite, store.Postgres} {
		b.Run(dialect, func(b *testing.B) {
			w := testkit.NewWorld(b, dialect)
			w.Clock.Set("2018-10-15 09:00")
			full(b, w, 1_000_000)
			b.Run("first", func(b *testing.B) {
				for b.Loop() {
					s, err := store.Open(b.Context(), store.Options{Database: w.Address, Clock: w.Clock.Now, Key: testkit.Key})
					if err != nil {
						b.Fatal(err)
					}
					var m0, m1 runtime.MemStats
					runtime.GC()
					runtime.ReadMemStats(&m0)
					if _, err := s.Read(access.System(), s.Instant()).Funding(b.Context()); err != nil {
						b.Fatal(err)
					}
					runtime.GC()
					runtime.ReadMemStats(&m1)
					b.ReportMetric(float64(m1.HeapAlloc-m0.HeapAlloc)/1e6, "MB")
					_ = s.Close()
				}
			})
			b.Run("today", func(b *testing.B) {
				for b.Loop() {
					if _, err := w.Store.Read(access.System(), w.Store.Instant()).Funding(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("past", func(b *testing.B) {
				n := 0
				for b.Loop() {
					n++
					w.Store.Forget()
					at := testkit.Day("2018-09-01").EndOfDay().Add(-time.Duration(n%80) * 49 * time.Hour)
					if _, err := w.Store.Read(access.System(), at).Funding(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}
