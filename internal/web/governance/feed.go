package governance

import (
	"context"
	"sync"
	"time"

	"qadam/internal/access"
	"qadam/internal/store"
)

// pulse is how often the log is asked for news, while somebody watches.
const pulse = time.Second

// feed tells those who watch a case that the log has something new about it.
// However many watch, it asks the log once a pulse, and while nobody watches
// not at all; so it also sees what another process wrote.
type feed struct {
	store    *store.Store
	mu       sync.Mutex
	watchers map[*watcher]bool
	asking   bool
}

// watcher is one page that somebody has open.
type watcher struct {
	caseID int64
	news   chan int64 // the newest entry, never more than one behind
}

func newFeed(s *store.Store) *feed { return &feed{store: s, watchers: map[*watcher]bool{}} }

// watch begins to watch a case; end must be called.
func (f *feed) watch(caseID int64) (w *watcher, end func()) {
	w = &watcher{caseID: caseID, news: make(chan int64, 1)}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.watchers[w] = true
	if !f.asking {
		f.asking = true
		go f.ask()
	}
	return w, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.watchers, w)
	}
}

// ask asks for news until nobody watches any more. A log that cannot be asked
// is asked again.
func (f *feed) ask() {
	seen := int64(-1)
	for f.watched() {
		newest, about, err := f.news(seen)
		if err == nil {
			seen = newest
			f.tell(newest, about)
		}
		time.Sleep(pulse)
	}
}

// watched reports whether anybody watches; when nobody does, asking is over.
func (f *feed) watched() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asking = len(f.watchers) > 0
	return f.asking
}

func (f *feed) news(after int64) (int64, []store.Thing, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*pulse)
	defer cancel()
	return f.store.Read(access.System(), f.store.Instant()).News(ctx, after)
}

func (f *feed) tell(newest int64, about []store.Thing) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for w := range f.watchers {
		if concerns(about, w.caseID) {
			select {
			case w.news <- newest:
			default: // it has not yet heard of the last ones
			}
		}
	}
}

// concerns reports whether something may be about the case. A sitting, a
// protocol and a condition belong to cases without naming them here: better
// to look once too often.
func concerns(about []store.Thing, caseID int64) bool {
	for _, t := range about {
		switch t.Entity {
		case "case":
			if t.ID == caseID {
				return true
			}
		case "sitting", "vote", "protocol", "condition":
			return true
		}
	}
	return false
}
