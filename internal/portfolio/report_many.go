package portfolio

import (
	"strings"

	"qadam/internal/civil"
	"qadam/internal/fault"
)

// ReportsLimit is how many milestones are reported on at once: each is locked
// until all are saved.
const ReportsLimit = 200

// ForecastShift is by how many working days forecasts may be shifted at once,
// either way: about two years.
const ForecastShift = 500

// UpdateRef names a milestone and the latest update of it that somebody saw, 0
// for none.
type UpdateRef struct {
	MilestoneID int64
	Seen        int64
}

// CommonReport is what several milestones are reported on together. What is zero
// stays as it was reported last.
type CommonReport struct {
	ShiftDays int  // working days by which each forecast moves, later when positive
	Percent   *int // of each, nil to leave it
	Note      string
}

// IsZero reports whether nothing is said.
func (c CommonReport) IsZero() bool {
	return c.ShiftDays == 0 && c.Percent == nil && strings.TrimSpace(c.Note) == ""
}

// Update is what the report says of one milestone. What was never reported is
// expected at its deadline.
func (c CommonReport) Update(p Plan, last *Update, cal *civil.Calendar) Update {
	u := Update{MilestoneID: p.MilestoneID, ProgrammeID: p.ProgrammeID, Forecast: p.Deadline(cal), Note: strings.TrimSpace(c.Note)}
	if last != nil {
		u.Percent, u.Forecast = last.Percent, last.Forecast
	}
	if c.ShiftDays != 0 {
		u.Forecast = cal.Add(u.Forecast, c.ShiftDays)
	}
	if c.Percent != nil {
		u.Percent = *c.Percent
	}
	return u
}

// Check refuses a report that says nothing of any milestone, whichever they are.
func (c CommonReport) Check() error {
	if c.IsZero() {
		return fault.Invalid("milestone.many_says_nothing")
	}
	var errs []fault.FieldError
	if c.ShiftDays < -ForecastShift || c.ShiftDays > ForecastShift {
		errs = append(errs, fault.FieldError{Name: "shift", Key: "milestone.many_shift_range", Args: map[string]any{"Limit": ForecastShift}})
	}
	if c.Percent != nil && (*c.Percent < 0 || *c.Percent > 100) {
		errs = append(errs, fault.FieldError{Name: "percent", Key: "fault.percent_range"})
	}
	return fault.Fields(errs...)
}

// Refusals are what is wrong with the update of one milestone, its fields named
// as LineField does. What was said done waits for the competence centre: a
// report on many would take that word back.
func (c CommonReport) Refusals(p Plan, u Update, last *Update, f Facts) []fault.FieldError {
	if f.AwaitsReview() {
		return []fault.FieldError{{Name: LineField(p.MilestoneID, "said_done"), Key: "milestone.many_awaits_review"}}
	}
	errs := fault.FieldsOf(p.CheckUpdate(u, last, 0))
	for i := range errs {
		errs[i].Name = LineField(p.MilestoneID, errs[i].Name)
	}
	return errs
}

// IfReportedTogether is what updates of several milestones of the board would
// move.
func (b *Board) IfReportedTogether(updates []Update) Effect {
	facts, own := b.facts(), make(map[int64]bool, len(updates))
	for _, u := range updates {
		f, ok := facts[u.MilestoneID]
		if !ok {
			continue
		}
		u.ID, u.RecordedAt = f.UpdateID+1, b.On.StartOfDay()
		f.Take(u)
		facts[u.MilestoneID], own[u.MilestoneID] = f, true
	}
	return b.effect(b.again(b.sheet, facts), own)
}
