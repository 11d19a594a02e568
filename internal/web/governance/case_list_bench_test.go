package governance_test

import (
	"database/sql"
	"testing"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/store"
)

// decidedLong adds n cases behind the doors that were decided long ago, but for
// one in a hundred, which is still in review, with one entry in the log.
func (w *world) decidedLong(n int) {
	w.T.Helper()
	db, err := sql.Open("sqlite3", w.Address)
	w.must(err)
	defer db.Close()
	for _, statement := range []string{
		`INSERT INTO cases (kind, programme_id, subject_id, recorded_at, recorded_by)
		WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < $1)
		SELECT CASE n % 3 WHEN 0 THEN 'zone' WHEN 1 THEN 'inclusion' ELSE 'assessment' END, (SELECT min(id) FROM programmes) + n % 2, 1000000 + n,
		'2018-02-01 04:00:00+00:00', 1 FROM c`,
		`INSERT INTO case_submissions (case_id, programme_id, round, route, title, brief, reason_code, reason, fingerprint, content, drafters, executors, recorded_at, recorded_by)
		SELECT id, programme_id, 1, 'working_group', json_object('kk', 'Іс ' || (id % 977), 'ru', 'Дело о пилотной зоне номер ' || (id % 977), 'en', 'Case ' || (id % 977)),
		'{}', '', '', printf('%064d', id), '{}', '[]', '[]', recorded_at, 1 FROM cases WHERE subject_id > 1000000 AND $1 > 0`,
		`INSERT INTO case_steps (case_id, programme_id, round, state, cause, reason, act_number, signatory, file_name, file_sha256, file_size, file_type, recorded_at, recorded_by)
		SELECT c.id, c.programme_id, 1, s.state, '', '', '', '{}', '', '', 0, '', c.recorded_at, 1 FROM
		(SELECT 1 AS n, 'submitted' AS state UNION ALL SELECT 2, 'in_review' UNION ALL SELECT 3, 'reviewed' UNION ALL SELECT 4, 'voting' UNION ALL SELECT 5, 'in_force') s, cases c
		WHERE c.subject_id > 1000000 AND $1 > 0 AND (s.n < 3 OR c.id % 100 > 0) ORDER BY s.n, c.id`,
	} {
		if _, err := db.Exec(statement, n); err != nil {
			w.T.Fatal(err)
		}
	}
	w.must(w.Store.Write(w.ctx, access.System(), func(tx *store.Tx) error {
		return tx.Record("case.submitted", w.Programmes["astana"], "case", 1, audit.Added(map[string]any{"n": n}))
	}))
}

// A page of a hundred thousand cases, of which a thousand are open: the first one,
// sorted, grouped, sought, in the middle, and of a past day.
func BenchmarkListCases(b *testing.B) {
	w := serve(b)
	w.decidedLong(100_000)
	w.Clock.Set("2018-03-06 10:00")
	for _, x := range []struct{ name, address string }{
		{"first", "/cases"}, {"waiting", "/cases?sort=-waiting,state,number"}, {"grouped", "/cases?group=state&sort=since"}, {"sought", "/cases?q=зон+976"},
		{"mine", "/cases?mine=yes"}, {"past", "/cases?as_of=2018-03-05"},
	} {
		v := w.As("official")
		v.Get(x.address).Is(200)
		b.Run(x.name, func(b *testing.B) {
			for b.Loop() {
				v.Get(x.address)
			}
		})
	}
}
