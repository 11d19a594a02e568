package app

import (
	"context"
	"errors"

	"qadam/internal/access"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// LineOption says how a line is saved.
type LineOption func(*saving)

type saving struct {
	unfinished    bool
	before, under int64
}

// Unfinished saves a line though a roadmap could not be submitted with it.
func Unfinished(s *saving) { s.unfinished = true }

// Before puts a new line before the line of a milestone of its project.
func Before(milestoneID int64) LineOption { return func(s *saving) { s.before = milestoneID } }

// Under puts a new line last under the line of a milestone of its project.
func Under(milestoneID int64) LineOption { return func(s *saving) { s.under = milestoneID } }

var errUnbuilt = errors.New("app: not built yet")

// DraftFromYear begins the roadmap of a programme for a year with the lines of
// an earlier year's that are in force and not done.
func (a *App) DraftFromYear(ctx context.Context, actor access.Actor, programmeID int64, year, fromYear int) (int64, error) {
	return 0, errUnbuilt
}

// AddLines adds a line for each title, last of the project.
func (a *App) AddLines(ctx context.Context, actor access.Actor, versionID, projectID int64, titles []i18n.Text) ([]int64, error) {
	return nil, errUnbuilt
}

// ChangeLines changes several lines of a draft in the same way.
func (a *App) ChangeLines(ctx context.Context, actor access.Actor, versionID int64, refs []portfolio.LineRef, change portfolio.LinesChange, options ...LineOption) error {
	return errUnbuilt
}

// MoveLine moves a line of a draft, with what stands under it.
func (a *App) MoveLine(ctx context.Context, actor access.Actor, versionID, milestoneID int64, move portfolio.Move) error {
	return errUnbuilt
}

// CopyLine adds a copy of a line behind it and returns the new milestone.
func (a *App) CopyLine(ctx context.Context, actor access.Actor, versionID, milestoneID int64) (int64, error) {
	return 0, errUnbuilt
}

// UndoEdit takes the last change of a draft back, or does again what was taken
// back last.
func (a *App) UndoEdit(ctx context.Context, actor access.Actor, versionID, editID int64) error {
	return errUnbuilt
}
