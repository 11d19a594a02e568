package seed_test

import (
	"context"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/search"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// Whatever happened, and in whichever pieces it was read, the index of searches
// says what it says when it is made anew.
func TestTheIndexOfSearchesFollowsTheYear(t *testing.T) {
	clock := standing()
	a := opened(t, testkit.Database(t, store.SQLite), clock)
	playing, stop := context.WithCancel(t.Context())
	followed := make(chan int)
	go func() {
		turns := 0
		for playing.Err() == nil {
			n, err := a.Store.Index(t.Context())
			if err != nil {
				t.Error(err)
				break
			}
			if n > 0 {
				turns++
			}
			time.Sleep(40 * time.Millisecond)
		}
		followed <- turns
	}()
	play(t, a, clock)
	stop()
	if turns := <-followed; turns < 10 {
		t.Errorf("the index followed in %d turns only: nothing is shown", turns)
	}
	if _, err := a.Store.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	faults, err := a.Store.Check(t.Context())
	if err != nil || len(faults) > 0 {
		t.Errorf("%q, %v", faults, err)
	}
	found, err := a.Store.Read(access.System(), a.Store.Instant()).Search(t.Context(), search.Ask{Text: "сергек", Limit: 5})
	if err != nil || found.Counts[search.Project] != 2 {
		t.Errorf("%+v, %v", found, err)
	}
}
