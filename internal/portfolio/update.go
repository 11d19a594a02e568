package portfolio

import (
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
)

// Between which years a forecast may lie. The limit is far beyond what happens:
// it keeps a slip of the pen, such as the year 9999, from stretching every
// timeline and every schedule.
const (
	FirstForecastYear = 2000
	ForecastYears     = 10 // after the deadline
)

// NoteLimit is how long a note may be, in characters.
const NoteLimit = 4000

// Update is a line of a milestone's ledger of progress.
type Update struct {
	ID          int64
	MilestoneID int64
	ProgrammeID int64
	Percent     int        // 0 to 100
	Forecast    civil.Date // when it is expected to be done
	Note        string
	SaidDone    bool
	FormKey     string // the form it came from: sent twice, it is one update
	RecordedAt  time.Time
	RecordedBy  int64
}

// CheckUpdate refuses an update that cannot follow what is known. lines of
// evidence are those that come with it.
func (p Plan) CheckUpdate(u Update, last *Update, evidence int) error {
	var errs []fault.FieldError
	bad := func(name, key string, args map[string]any) {
		errs = append(errs, fault.FieldError{Name: name, Key: key, Args: args})
	}
	switch {
	case u.Percent < 0 || u.Percent > 100:
		bad("percent", "fault.percent_range", nil)
	case last != nil && u.Percent < last.Percent && strings.TrimSpace(u.Note) == "":
		bad("note", "milestone.down_needs_reason", map[string]any{"Before": last.Percent, "After": u.Percent})
	case u.SaidDone && u.Percent < 100:
		bad("percent", "milestone.done_is_hundred", nil)
	}
	switch {
	case u.Forecast.IsZero():
		bad("forecast", "fault.required", nil)
	case u.Forecast.Before(p.Start):
		bad("forecast", "milestone.forecast_before_start", map[string]any{"Start": p.Start})
	case u.Forecast.Year < FirstForecastYear:
		bad("forecast", "milestone.forecast_too_early", map[string]any{"Year": FirstForecastYear})
	case !p.Due.IsZero() && u.Forecast.After(p.Due.Last().AddMonths(12*ForecastYears)):
		bad("forecast", "milestone.forecast_too_late", map[string]any{"Last": p.Due.Last().AddMonths(12 * ForecastYears)})
	}
	if utf8.RuneCountInString(u.Note) > NoteLimit {
		bad("note", "fault.too_long", map[string]any{"Limit": NoteLimit})
	}
	if u.SaidDone && evidence == 0 {
		bad("files", "milestone.done_needs_evidence", nil)
	}
	return fault.Fields(errs...)
}
