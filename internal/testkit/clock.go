package testkit

import (
	"sync"
	"time"

	"qadam/internal/civil"
)

// Clock shows the time that it was set to. It is safe for concurrent use.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock that stands at the time in Almaty, as in
// "2018-03-05 10:00".
func NewClock(almaty string) *Clock { return &Clock{now: At(almaty)} }

// Now is the time that the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves the clock to the time in Almaty, also back.
func (c *Clock) Set(almaty string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = At(almaty)
}

// Add moves the clock by a span.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// layouts are the ways in which a test may write a time.
var layouts = []string{"2006-01-02 15:04", "2006-01-02 15:04:05.999999999", "2006-01-02"}

// At reads a time in Almaty and returns it in UTC.
func At(almaty string) time.Time {
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, almaty, civil.Zone); err == nil {
			return t.UTC()
		}
	}
	panic("testkit: " + almaty + " is no time")
}

// Day reads a day.
func Day(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic("testkit: " + s + " is no day")
	}
	return d
}

// Due reads a period.
func Due(s string) civil.Period {
	p, err := civil.ParsePeriod(s)
	if err != nil {
		panic("testkit: " + s + " is no period")
	}
	return p
}
