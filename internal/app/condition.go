package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
)

// ConditionReport is what the owner of a condition says to have met it with: a
// document with its number and date, as files or a link (rules.md §6).
type ConditionReport struct {
	ConditionID int64
	Text        string
	Document    Document
	Files       []File
	Link        string
}

// ReportCondition says that a condition or an assignment is met.
func (a *App) ReportCondition(ctx context.Context, actor access.Actor, r ConditionReport) error {
	return fault.NotFound()
}

// AcceptCondition takes a condition that was reported off control. Who reported
// it does not accept it.
func (a *App) AcceptCondition(ctx context.Context, actor access.Actor, conditionID int64, text string) error {
	return fault.NotFound()
}

// ReturnCondition gives a condition that was reported back, with the reason.
func (a *App) ReturnCondition(ctx context.Context, actor access.Actor, conditionID int64, reason string) error {
	return fault.NotFound()
}

// AskExtension asks for more time, with the reason.
func (a *App) AskExtension(ctx context.Context, actor access.Actor, conditionID int64, until civil.Date, reason string) error {
	return fault.NotFound()
}

// DecideExtension grants or refuses the time asked for. The original date is
// kept.
func (a *App) DecideExtension(ctx context.Context, actor access.Actor, conditionID int64, grant bool, text string) error {
	return fault.NotFound()
}

// SetAssignment sets an assignment outside of a vote and returns its key.
func (a *App) SetAssignment(ctx context.Context, actor access.Actor, c approval.Condition) (int64, error) {
	return 0, fault.NotFound()
}

// EscalateDue tells the chair and the secretary of conditions that are overdue
// for long, once each: a job.
func (a *App) EscalateDue(ctx context.Context) error { return nil }
