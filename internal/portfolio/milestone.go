package portfolio

import (
	"slices"
	"time"

	"qadam/internal/fault"
)

// Milestone is what a line of a roadmap plans. It keeps its identity through
// all versions; what it is to be stands in the plans, what became of it in the
// ledgers of updates and reviews.
type Milestone struct {
	ID          int64
	ProgrammeID int64
	ProjectID   int64
	RecordedAt  time.Time
	RecordedBy  int64

	Updates  []Update   `gorm:"-"` // as known at the reader's instant, oldest first; loaded
	Evidence []Evidence `gorm:"-"`
	Reviews  []Review   `gorm:"-"`
}

// Last is the latest update, or nil.
func (m Milestone) Last() *Update {
	if len(m.Updates) == 0 {
		return nil
	}
	return &m.Updates[len(m.Updates)-1]
}

// Review returns the review of the update, or nil while it waits for one.
func (m Milestone) Review(updateID int64) *Review {
	i := slices.IndexFunc(m.Reviews, func(r Review) bool { return r.UpdateID == updateID })
	if i < 0 {
		return nil
	}
	return &m.Reviews[i]
}

// EvidenceOf lists the evidence that came with the update.
func (m Milestone) EvidenceOf(updateID int64) []Evidence {
	var of []Evidence
	for _, e := range m.Evidence {
		if e.UpdateID == updateID {
			of = append(of, e)
		}
	}
	return of
}

// Facts condenses the ledgers to what the status is computed from.
func (m Milestone) Facts() Facts {
	f := Facts{MilestoneID: m.ID}
	for _, u := range m.Updates {
		f.Take(u)
	}
	for _, r := range m.Reviews {
		f.Judge(r)
	}
	return f
}

// CheckAwaiting refuses a review where none is awaited.
func (m Milestone) CheckAwaiting(updateID int64) error {
	last := m.Last()
	if last == nil || !last.SaidDone || last.ID != updateID || m.Review(updateID) != nil {
		return fault.Conflict("milestone.not_awaiting")
	}
	return nil
}
