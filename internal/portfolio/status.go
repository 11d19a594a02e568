package portfolio

import (
	"time"

	"qadam/internal/civil"
)

// Status is where a milestone stands on a day (rules.md §4).
type Status string

// The six states add up to the total. Withdrawn counts in none: it is what a
// terminated project had open.
const (
	Done       Status = "done"
	Reported   Status = "reported"
	Overdue    Status = "overdue"
	AtRisk     Status = "at_risk"
	OnTrack    Status = "on_track"
	NotStarted Status = "not_started"
	Withdrawn  Status = "withdrawn"
)

// Statuses lists the six, in the order of the segmented bar.
var Statuses = []Status{Done, Reported, OnTrack, AtRisk, Overdue, NotStarted}

// Open reports whether there is still something to do and to report.
func (s Status) Open() bool { return s == Overdue || s == AtRisk || s == OnTrack || s == NotStarted }

// Facts is what the ledgers say of one milestone at an instant, condensed to
// what its status is computed from.
type Facts struct {
	MilestoneID int64
	UpdateID    int64 // the latest update, 0 when never reported
	Percent     int
	Forecast    civil.Date
	SaidDone    bool
	UpdatedOn   civil.Date
	ReviewID    int64
	Accepted    bool
	DoneOn      civil.Date // the act's date
	ReturnedID  int64      // the update that was returned last, 0 when none
}

// Take adds a later update.
func (f *Facts) Take(u Update) {
	f.MilestoneID, f.UpdateID = u.MilestoneID, u.ID
	f.Percent, f.Forecast, f.SaidDone = u.Percent, u.Forecast, u.SaidDone
	f.UpdatedOn = civil.DateOf(u.RecordedAt)
}

// Judge adds a later review.
func (f *Facts) Judge(r Review) {
	f.ReviewID = r.ID
	if r.Accepted {
		f.Accepted, f.DoneOn, f.ReturnedID = true, r.DoneOn, 0
		return
	}
	f.ReturnedID = r.UpdateID
}

// AwaitsReview reports whether the milestone was said done and nobody has
// accepted or returned that yet.
func (f Facts) AwaitsReview() bool { return f.SaidDone && !f.Accepted && f.ReturnedID != f.UpdateID }

// Rule names what decided a status; the words are in the catalogue under
// "reason." and the name.
type Rule string

// The rules that can decide.
const (
	RuleAccepted     Rule = "accepted"
	RuleAcceptedLate Rule = "accepted_late"
	RuleSaidDone     Rule = "said_done"
	RulePastDue      Rule = "past_due"
	RuleForecastLate Rule = "forecast_late"
	RuleBehind       Rule = "behind"
	RulePredOverdue  Rule = "predecessor_overdue"
	RulePredAtRisk   Rule = "predecessor_at_risk"
	RuleFundingGap   Rule = "funding_gap"
	RulePushed       Rule = "pushed"
	RuleBeforeStart  Rule = "before_start"
	RuleWithinPlan   Rule = "within_plan"
	RuleProjectEnded Rule = "project_ended"
)

// Reason is why a status is what it is: the rule and its inputs.
type Reason struct {
	Rule        Rule
	On          civil.Date // the day it was computed for
	Deadline    civil.Date
	Forecast    civil.Date
	Percent     int
	Expected    int
	DaysLeft    int   // working days to the deadline, today included
	DaysOver    int   // calendar days since the deadline
	Predecessor int64 // the milestone that decided, 0 when none
	PushedTo    civil.Date
}

// Standing is a milestone's status with its reason.
type Standing struct {
	Status   Status
	Late     bool       // done after the deadline
	Stale    bool       // hatched: the last update is too old to be trusted
	Expected int        // per cent that the plan expects by today
	PushedTo civil.Date // where predecessors push the finish, zero when nowhere
	Finish   civil.Date // done on, or the later of forecast and pushed-to
	Reason   Reason
}

// expected is how far the plan expects a milestone to be, in per cent of its
// working days.
func expected(cal *civil.Calendar, start, deadline, on civil.Date) int {
	if on.Before(start) {
		return 0
	}
	if !on.Before(deadline) {
		return 100
	}
	all := cal.Between(start, deadline)
	if all == 0 {
		return 100
	}
	return min(100, 100*cal.Between(start, on)/all)
}

// stale reports whether what is known of an open milestone is older than the
// rules allow. What was never reported is counted from the day on which
// reporting could begin.
func stale(r *StatusRules, l *Line, inForceOn, on civil.Date) bool {
	since := l.Facts.UpdatedOn
	if since.IsZero() {
		since = l.Start
		if since.Before(inForceOn) {
			since = inForceOn
		}
	}
	return on.Sub(since) > r.StaleDays()
}

// ReportDue is the day by which the update for the month before on is due,
// rolled to a working day (facts.md §4.2).
func (r StatusRules) ReportDue(cal *civil.Calendar, on civil.Date) civil.Date {
	return cal.Next(civil.Date{Year: on.Year, Month: on.Month, Day: r.ReportBy})
}

// OwesUpdate reports whether an update is owed on the day: the milestone is
// open, has begun before this month, and nothing was reported this month.
func OwesUpdate(l Line, on civil.Date) bool { return owesUpdate(&l, on) }

// Owes reports whether an update of the line is owed on the day of its board.
func (l *Line) Owes() bool { return owesUpdate(l, l.Reason.On) }

func owesUpdate(l *Line, on civil.Date) bool {
	first := civil.Date{Year: on.Year, Month: on.Month, Day: 1}
	return l.Status.Open() && l.Start.Before(first) && (l.Facts.UpdatedOn.IsZero() || l.Facts.UpdatedOn.Before(first))
}

// FundingGap reports whether too little of the year's plan is committed so
// late in the year (rules.md §4).
func (r StatusRules) FundingGap(on civil.Date, planned, committed int64) bool {
	return on.Month >= time.Month(r.FundingFromMonth) && planned > 0 && committed*100 < planned*int64(r.FundingShare)
}
