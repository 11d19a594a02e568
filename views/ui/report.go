package ui

import (
	"context"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Report is the form to report progress on a milestone, and what it is filled
// in against.
type Report struct {
	Form      Form
	On        civil.Date
	Line      *portfolio.Line
	Last      *portfolio.Update // nil before the first
	Original  civil.Date        // the deadline of the first version in force
	Key       string            // of the form: sent twice, it is one update
	Seen      int64             // the latest update when the form was opened
	From      string            // the page to go back to: "work", or "" for the milestone's own
	Kept      []KeptFile        // files that came with a form that was refused
	Files     int               // so many files at most
	Megabytes int               // so large each at most
	Moves     Moves             // what is typed would move
}

// KeptFile is a file that need not be sent again. The token is what the form
// carries instead of its bytes.
type KeptFile struct {
	Token string
	Name  string
	Size  int64
}

func (r Report) percent() string {
	if r.Last == nil {
		return ""
	}
	return strconv.Itoa(r.Last.Percent)
}

// forecast is what the owner said last, or the plan. A day that has passed is
// no forecast any more: the owner must name another.
func (r Report) forecast() string {
	expected := r.Line.Deadline
	if r.Last != nil {
		expected = r.Last.Forecast
	}
	if expected.Before(r.On) {
		return ""
	}
	return DayText(expected)
}

func (r Report) percentHint(ctx context.Context) string {
	hint := i18n.T(ctx, "milestone.hint_expected", "Expected", i18n.Percent(ctx, r.Line.Expected))
	if r.Last != nil {
		hint += " · " + i18n.T(ctx, "milestone.hint_last", "Last", i18n.Percent(ctx, r.Last.Percent))
	}
	return hint
}

func (r Report) forecastHint(ctx context.Context) string {
	hint := i18n.T(ctx, "milestone.hint_plan", "Plan", r.Line.Deadline)
	if r.Last != nil && r.Last.Forecast.Before(r.On) {
		hint = i18n.T(ctx, "milestone.hint_last", "Last", i18n.Date(ctx, r.Last.Forecast)) + " · " + hint
	}
	if !r.Original.IsZero() {
		hint += " · " + i18n.T(ctx, "milestone.hint_original", "Original", r.Original)
	}
	return hint
}

// unfolded reports whether the fields of evidence are in sight from the start.
func (r Report) unfolded(ctx context.Context) bool {
	for _, name := range []string{"files", "document_number", "document_date", "link"} {
		if r.Form.Value(name, "") != "" || r.Form.Error(ctx, name) != "" {
			return true
		}
	}
	return len(r.Kept) > 0 || r.Form.Has("said_done", "on", false)
}

// Meanwhile is what others did to a milestone while a form about it was filled
// in, beside what was typed.
type Meanwhile struct {
	Why     string // key of the message
	Seen    *portfolio.Update
	Updates []Fact // newest first
	Reviews []Fact
	Form    Form
	Report  bool // the form was a report of progress
}

// Review is the form to accept or return evidence.
type Review struct {
	Accept   Form
	Return   Form
	Line     *portfolio.Line
	Update   portfolio.Update
	Who      string
	Evidence []portfolio.Evidence
	From     string // as in Report
}

// DoneOn is the day of the act as far as the evidence says it, else the day on
// which the milestone was said done.
func (r Review) doneOn() civil.Date {
	for _, e := range r.Evidence {
		if !e.Dated.IsZero() {
			return e.Dated
		}
	}
	return civil.DateOf(r.Update.RecordedAt)
}

// typed is what a person wrote into a form that has no place any more.
func (m Meanwhile) typed() string {
	for _, name := range []string{"note", "reason"} {
		if said := m.Form.Value(name, ""); said != "" {
			return said
		}
	}
	return ""
}
