// Package changes is the forms that ask for lines in force to be changed.
package changes

import (
	"context"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Line is a line in force with its form beside it.
type Line struct {
	Line     *portfolio.Line
	Original *portfolio.Plan // as it was first in force
	First    civil.Date      // its deadline then
	Costs    []portfolio.Cost
}

// Page asks for a change of one line or of several.
type Page struct {
	layout.Shell
	Code     string // of the programme
	Year     int
	Version  portfolio.Version
	Open     *portfolio.Version // another version that is open already: nothing can be asked for
	OpenHref string
	Action   string
	Back     string
	Form     ui.Form
	Lines    []Line
	Asked    bool // the effect is shown
	Effect   Effect
	Stale    bool // another version came into force meanwhile
	Submits  bool // the head asks: also what is beyond the tolerances is submitted
}

// Effect is what the change that is typed leads to.
type Effect struct {
	Faults     []string // what is wrong with what is typed
	Nothing    bool     // nothing would change
	Delegation *ui.Delegation
	Moves      ui.Moves
	Was, Is    money.Amount
	Days       []Days
}

// Days are the days of one line: as they were first, as they are in force and as
// they are asked for.
type Days struct {
	Number        string
	Original      civil.Date
	InForce, Then civil.Date
}

// name is the name of a field of a line's form.
func name(field string, l Line) string { return Name(field, l.Line.MilestoneID) }

// Name is the name of a field of a line's form.
func Name(field string, milestoneID int64) string {
	return portfolio.LineField(milestoneID, field)
}

// CostName is the name of a field of a cost of a line's form.
func CostName(field string, milestoneID int64, row int) string {
	return Name(field+"_"+strconv.Itoa(row), milestoneID)
}

func sources(ctx context.Context) []ui.Option {
	return ui.Words(ctx, portfolio.Sources, "source.")
}

// term is a term as the line in force has it, with its deadline when it rolls.
func term(ctx context.Context, l *portfolio.Line) string {
	if l.Due.Kind == civil.Day && l.Due.Day == l.Deadline {
		return i18n.Date(ctx, l.Deadline)
	}
	return i18n.Period(ctx, l.Due) + " (" + i18n.Date(ctx, l.Deadline) + ")"
}

// inForce is the hint of a day: as it is in force, and as it was first.
func inForce(ctx context.Context, now string, original, is civil.Date) string {
	text := i18n.T(ctx, "change.in_force", "What", now)
	if !original.IsZero() && original != is {
		text += " · " + i18n.T(ctx, "milestone.hint_original", "Original", original)
	}
	return text
}

// sum is by how much money grows, with its sign.
func sum(ctx context.Context, by money.Amount) string {
	if by > 0 {
		return "+" + i18n.Money(ctx, by)
	}
	return i18n.Money(ctx, by)
}

// ChoosePage offers the lines of a roadmap to ask for a change of.
type ChoosePage struct {
	layout.Shell
	Code     string
	Year     int
	Open     *portfolio.Version
	OpenHref string
	Lines    []*portfolio.Line
	Limit    int
}
