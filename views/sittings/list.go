// Package sittings is the sittings of the working group: what is planned, what
// goes on, what was decided.
package sittings

import (
	"context"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ListPage is all sittings.
type ListPage struct {
	layout.Shell
	Rows    []Row
	Pages   ui.Pages
	MayHold bool
}

// Row is a sitting in the list.
type Row struct {
	Sitting   *approval.Sitting
	Items     int
	Protocol  int64 // 0 while there is none
	Confirmed int   // by so many of the two
}

// Region is what htmx gets alone.
const Region = "sitting"

// name is what a sitting is called: Sitting No. 3.
func name(ctx context.Context, s *approval.Sitting) string {
	return i18n.T(ctx, "sitting.name_"+string(s.Form), "Number", s.Number, "Year", s.Year)
}

// when is when it is, in words: a day and an hour, or a term.
func when(ctx context.Context, s *approval.Sitting) string {
	if s.Form == approval.Written {
		return i18n.T(ctx, "sitting.until", "Day", i18n.Date(ctx, s.ClosesOn))
	}
	return i18n.Moment(ctx, s.PlannedAt)
}

// tones are how the states look.
var tones = map[approval.SittingState]string{
	approval.SittingPlanned: "not_started", approval.SittingConvened: "on_track", approval.SittingHeld: "reported",
	approval.SittingNotHeld: "overdue", approval.SittingCancelled: "withdrawn", approval.SittingSigned: "done",
}

// day is the day of a sitting for the list.
func day(s *approval.Sitting) civil.Date {
	if s.Form == approval.Written {
		return s.ClosesOn
	}
	return civil.DateOf(s.PlannedAt)
}
