package app

import (
	"context"
	"time"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
)

// NewSitting is a sitting to be planned, or a written vote to be held.
type NewSitting struct {
	BodyID   int64 // 0: the working group
	Form     approval.SittingForm
	At       time.Time  // when a meeting begins; of a written vote it is now
	Place    i18n.Text  // of a meeting
	ClosesOn civil.Date // the last day of a written vote; zero: by the rules of the body
	Items    []NewItem
}

// NewItem puts a case on an agenda.
type NewItem struct {
	CaseID int64
	Motion approval.Motion // "" is to approve
}

// PlanSitting plans a sitting with its agenda and returns its key. Faults are
// of the fields at, place, closes_on and items.
func (a *App) PlanSitting(ctx context.Context, actor access.Actor, n NewSitting) (int64, error) {
	return 0, fault.NotFound()
}

// AgendaChange is what is added to the agenda of a sitting that has not ended,
// and what is taken off it, with why.
type AgendaChange struct {
	Add      []NewItem
	Withdraw []int64 // items
	Reason   string
}

// ChangeAgenda changes the agenda of a sitting. An item whose vote was opened
// stays.
func (a *App) ChangeAgenda(ctx context.Context, actor access.Actor, sittingID int64, c AgendaChange) error {
	return fault.NotFound()
}

// CancelSitting takes back a sitting that was planned; its cases may go on
// another agenda.
func (a *App) CancelSitting(ctx context.Context, actor access.Actor, sittingID int64, reason string) error {
	return fault.NotFound()
}

// MarkPresence says which seats came to a sitting. Who comes later or leaves is
// marked again: his ballots stand.
func (a *App) MarkPresence(ctx context.Context, actor access.Actor, sittingID int64, who map[int64]approval.Attendance) error {
	return fault.NotFound()
}

// ConveneSitting opens a meeting, on its day, with those marked present. Without a
// quorum it is not held, which is a record too, and its items are deferred.
func (a *App) ConveneSitting(ctx context.Context, actor access.Actor, sittingID int64) (approval.SittingState, error) {
	return "", fault.NotFound()
}

// EndSitting ends a sitting whose votes are all closed. Items that were not
// voted on may go on another agenda.
func (a *App) EndSitting(ctx context.Context, actor access.Actor, sittingID int64) error {
	return fault.NotFound()
}
