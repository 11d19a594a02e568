package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

func TestAChangeWithoutAnAuditEntryIsRolledBack(t *testing.T) {
	testkit.Stores(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		person := portfolio.Person{Email: "a@qadam.test", Name: "A", Locale: "kk"}
		err := s.Write(ctx, access.System(), func(tx *store.Tx) error { return tx.AddPerson(&person) })
		if err == nil || err.Error() != "store: change without an audit entry" {
			t.Errorf("the change was let through: %v", err)
		}
		if _, _, err := s.Credential(ctx, "a@qadam.test"); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("the person is there: %v", err)
		}
		if err := s.Write(ctx, access.System(), func(*store.Tx) error { return nil }); err != nil {
			t.Errorf("a transaction that changes nothing needs no entry: %v", err)
		}
	})
}

func TestAFailedChangeLeavesNothingAndNoEntry(t *testing.T) {
	testkit.Stores(t, func(t *testing.T, s *store.Store) {
		ctx, stop := t.Context(), errors.New("stop")
		err := s.Write(ctx, access.System(), func(tx *store.Tx) error {
			p := portfolio.Person{Email: "a@qadam.test", Name: "A", Locale: "kk"}
			must(t, tx.AddPerson(&p))
			must(t, tx.Record("person.added", audit.Nowhere, "person", p.ID, audit.Change{}))
			return stop
		})
		if !errors.Is(err, stop) {
			t.Errorf("got %v", err)
		}
		if head, err := s.Read(access.System(), s.Instant()).Head(ctx); head != "" || err != nil {
			t.Errorf("the log has %q, %v", head, err)
		}
	})
}

func TestADuplicateIsAConflict(t *testing.T) {
	testkit.Stores(t, func(t *testing.T, s *store.Store) {
		add := func() error {
			return s.Write(t.Context(), access.System(), func(tx *store.Tx) error {
				p := portfolio.Person{Email: "a@qadam.test", Name: "A", Locale: "kk"}
				if err := tx.AddPerson(&p); err != nil {
					return err
				}
				return tx.Record("person.added", audit.Nowhere, "person", p.ID, audit.Change{})
			})
		}
		must(t, add())
		if err := add(); !fault.Is(err, fault.KindConflict) {
			t.Errorf("twice: %v", err)
		}
	})
}

func TestTimeNeverGoesBackInTheLog(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Report("astana 1.1", 10, "2018-03-30")
		w.Clock.Add(-48 * time.Hour) // somebody put the clock back
		before := w.Store.Instant()
		w.Report("astana 1.1", 20, "2018-03-30")
		m, err := w.Store.Read(access.System(), w.Store.Instant()).Milestone(t.Context(), w.Milestones["astana 1.1"])
		must(t, err)
		if len(m.Updates) != 2 || !m.Updates[0].RecordedAt.Before(m.Updates[1].RecordedAt) {
			t.Fatalf("updates %+v", m.Updates)
		}
		if m.Updates[1].RecordedAt.Before(before) {
			t.Errorf("a page read at %v may change: %v was recorded later", before, m.Updates[1].RecordedAt)
		}
		verdict, err := w.Store.VerifyAudit(t.Context(), "")
		if err != nil || !verdict.Sound() {
			t.Errorf("%+v, %v", verdict, err)
		}
	})
}

// Sixty people report at once, half of them on one milestone: nobody fails who
// had seen the latest, and the chain has no hole.
func TestManyWritersAtOnce(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, manager := context.Background(), w.Actor("manager.astana")
		before, err := w.Store.VerifyAudit(ctx, "")
		must(t, err)
		var wg sync.WaitGroup
		errs := make(chan error, 60)
		for i := range 60 {
			number := []string{"astana 1.1", "astana 2.1", "astana 2.2"}[i%3]
			wg.Go(func() {
				for {
					m, err := w.Store.Read(manager, w.Store.Instant()).Milestone(ctx, w.Milestones[number])
					if err != nil {
						errs <- err
						return
					}
					p := app.Progress{MilestoneID: m.ID, Percent: 50, Forecast: testkit.Day("2018-06-30"), FormKey: "form-" + string(rune('A'+i))}
					if last := m.Last(); last != nil {
						p.Seen = last.ID
					}
					err = w.App.ReportProgress(ctx, manager, p)
					if fault.Is(err, fault.KindConflict) {
						continue // somebody was faster: look again
					}
					errs <- err
					return
				}
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			if err != nil {
				t.Error(err)
			}
		}
		verdict, err := w.Store.VerifyAudit(ctx, "")
		if err != nil || !verdict.Sound() || verdict.Entries != before.Entries+60 {
			t.Errorf("%+v after %d, %v", verdict, before.Entries, err)
		}
	})
}

func TestQueriesAreCounted(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, n := store.CountQueries(t.Context())
		_, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Milestone(ctx, w.Milestones["astana 1.1"])
		must(t, err)
		if n.Load() != 4 {
			t.Errorf("a milestone took %d queries, want 4", n.Load())
		}
		w.Line("astana 1.1", "")
		ctx, n = store.CountQueries(t.Context())
		_, _, err = w.Store.Read(w.Actor("official"), w.Store.Instant()).Pictures(ctx)
		must(t, err)
		if n.Load() > 20 {
			t.Errorf("the first portfolio took %d queries", n.Load())
		}
		ctx, n = store.CountQueries(t.Context())
		_, _, err = w.Store.Read(w.Actor("official"), w.Store.Instant()).Pictures(ctx)
		must(t, err)
		if n.Load() != 1 {
			t.Errorf("a second portfolio took %d queries, want 1", n.Load())
		}
	})
}
