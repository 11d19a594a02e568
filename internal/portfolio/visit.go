package portfolio

import "time"

// VisitIdle is how long a person is away before the next page begins a new visit.
const VisitIdle = 30 * time.Minute

// VisitTouch is how often it is written down that a person is still here.
const VisitTouch = time.Minute

// Visit is when a person was here last. Since is the end of the visit before
// this one, or when he said that he has seen what is new: what was recorded
// after it is news to him. It is nil for who was never here before.
type Visit struct {
	PersonID int64 `gorm:"primaryKey;autoIncrement:false"`
	Since    *time.Time
	LastSeen time.Time
}

// At is the visit when a page is asked for at the instant; changed reports
// whether that is worth writing down.
func (v Visit) At(now time.Time) (next Visit, changed bool) {
	away := now.Sub(v.LastSeen)
	switch {
	case v.LastSeen.IsZero():
	case away >= VisitIdle:
		since := v.LastSeen
		v.Since = &since
	case away < VisitTouch:
		return v, false
	}
	v.LastSeen = now
	return v, true
}
