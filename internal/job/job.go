// Package job does what nobody has to ask for: it sends letters, reminds, ends
// terms that have passed. Each job runs in one process at a time, under a lease
// in the database. What is done is done by methods of app; here is only when.
package job

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"qadam/internal/store"
)

// Jobs are what a process does beside answering.
type Jobs struct {
	Store  *store.Store
	Log    *slog.Logger
	holder string
	once   sync.Once
	all    sync.WaitGroup
}

// term is how long a lease lasts before it is renewed or somebody else's.
const term = 2 * time.Minute

// oftenest is how often a process looks whether a job is due.
const oftenest = time.Minute

// Every begins to do something every period, in this process or in another one,
// until ctx ends. The first time is now, unless it was done less than a period
// ago. An error is logged; the next time is a period later.
func (j *Jobs) Every(ctx context.Context, name string, period time.Duration, do func(context.Context) error) {
	j.once.Do(func() { j.holder = rand.Text() })
	j.all.Add(1)
	go func() {
		defer j.all.Done()
		look := time.NewTimer(0)
		defer look.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-look.C:
			}
			if err := j.turn(ctx, name, period, do); err != nil && ctx.Err() == nil {
				j.Log.Error("job failed", "job", name, "error", err)
			}
			look.Reset(min(period, oftenest))
		}
	}()
}

// Wait returns when every job has ended, after its context has.
func (j *Jobs) Wait() { j.all.Wait() }

// turn does a job once, if it is due and nobody else does it.
func (j *Jobs) turn(ctx context.Context, name string, period time.Duration, do func(context.Context) error) error {
	mine, err := j.Store.Lease(ctx, name, j.holder, period-period/10, term) // a look that comes a moment early is not missed
	if err != nil || !mine {
		return err
	}
	working, lost := context.WithCancel(ctx)
	renewed := make(chan struct{})
	go func() {
		defer close(renewed)
		j.renew(working, lost, name)
	}()
	err = guarded(working, do)
	lost()
	<-renewed
	// Also a job that failed waits for its next time.
	if e := j.Store.Release(context.WithoutCancel(ctx), name, j.holder, true); err == nil {
		err = e
	}
	return err
}

// renew keeps the lease while the job works; when it is lost the job has to stop.
func (j *Jobs) renew(ctx context.Context, lost context.CancelFunc, name string) {
	beat := time.NewTicker(term / 4)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
			if mine, err := j.Store.Renew(ctx, name, j.holder, term); err == nil && !mine {
				lost()
				return
			}
		}
	}
}

// guarded turns a panic of a job into an error: the others go on.
func guarded(ctx context.Context, do func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return do(ctx)
}
