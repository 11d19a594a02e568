package seed

import (
	"sync"
	"time"
)

// Clock stands where a scene sets it. Started, it runs on from there at the
// pace of the real clock, which it is given.
type Clock struct {
	real  func() time.Time
	mu    sync.Mutex
	at    time.Time
	since time.Time // on the real clock; zero while the clock stands
}

// NewClock returns a clock that stands at the instant.
func NewClock(real func() time.Time, at time.Time) *Clock { return &Clock{real: real, at: at} }

// Now is the instant that the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.since.IsZero() {
		return c.at
	}
	return c.at.Add(c.real().Sub(c.since))
}

// Set makes the clock stand at the instant.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.since = at, time.Time{}
}

// Start lets the clock run on from where it stands.
func (c *Clock) Start() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.since = c.real()
}

// Offset is how far the clock is from the real one.
func (c *Clock) Offset() time.Duration { return c.Now().Sub(c.real()) }

// Shifted returns a clock that runs at a distance from the real one: that of a
// demonstration which was played before.
func Shifted(real func() time.Time, offset time.Duration) *Clock {
	now := real()
	return &Clock{real: real, at: now.Add(offset), since: now}
}
