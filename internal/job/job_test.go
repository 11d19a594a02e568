package job_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"qadam/internal/job"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// Of several processes one does a job at a time, and within a period none does
// it again.
func TestOneProcessAtATime(t *testing.T) {
	testkit.Stores(t, func(t *testing.T, s *store.Store) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var at, most, times atomic.Int32
		work := func(context.Context) error {
			if n := at.Add(1); n > most.Load() {
				most.Store(n)
			}
			time.Sleep(5 * time.Millisecond)
			at.Add(-1)
			times.Add(1)
			return nil
		}
		var processes []*job.Jobs
		for range 5 {
			j := &job.Jobs{Store: s, Log: slog.New(slog.DiscardHandler)}
			j.Every(ctx, "work", 20*time.Millisecond, work)
			processes = append(processes, j)
		}
		for range 2000 { // however long the machine takes to do it once
			if times.Load() > 0 {
				break
			}
			time.Sleep(5 * time.Millisecond)
		}
		time.Sleep(300 * time.Millisecond) // long enough to do it again, were it allowed
		stop()
		for _, j := range processes {
			j.Wait()
		}
		if most.Load() != 1 || times.Load() != 1 { // the clock of the store stands still: no period passes
			t.Errorf("%d at once, %d times", most.Load(), times.Load())
		}
	})
}

// A job that fails or panics is done again at its next time; others go on.
func TestAJobThatFailsIsDoneAgain(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	ctx, stop := context.WithCancel(t.Context())
	j := &job.Jobs{Store: w.Store, Log: slog.New(slog.DiscardHandler)}
	var times atomic.Int32
	j.Every(ctx, "fails", 10*time.Millisecond, func(context.Context) error {
		if times.Add(1) == 1 {
			panic("at the disco")
		}
		return errors.New("no")
	})
	for range 1000 {
		if times.Load() == 3 {
			break
		}
		time.Sleep(5 * time.Millisecond)
		w.Clock.Add(time.Second)
	}
	stop()
	j.Wait()
	if times.Load() < 3 {
		t.Errorf("it was done %d times", times.Load())
	}
}

// A process that died keeps its lease for a while and no longer.
func TestALeaseEnds(t *testing.T) {
	testkit.Stores(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		take := func(holder string, term time.Duration) bool {
			t.Helper()
			mine, err := s.Lease(ctx, "job", holder, 0, term)
			if err != nil {
				t.Fatal(err)
			}
			return mine
		}
		if !take("one", time.Minute) || take("two", time.Minute) || take("one", time.Minute) {
			t.Error("a lease has one holder")
		}
		if mine, err := s.Renew(ctx, "job", "two", time.Minute); mine || err != nil {
			t.Errorf("the other renewed it: %v", err)
		}
		if mine, err := s.Renew(ctx, "job", "one", 0); !mine || err != nil {
			t.Errorf("the holder did not renew it: %v", err)
		}
		if !take("two", time.Minute) {
			t.Error("a lease that has ended is nobody's")
		}
		if err := s.Release(ctx, "job", "two", true); err != nil {
			t.Fatal(err)
		}
		if mine, err := s.Lease(ctx, "job", "one", time.Minute, time.Minute); mine || err != nil {
			t.Errorf("it was done a moment ago: %v, %v", mine, err)
		}
	})
}
