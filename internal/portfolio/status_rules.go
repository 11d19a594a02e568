package portfolio

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
)

// StatusRules are the numbers of the rules of status, ratings and escalation
// (rules.md §4). They are data with a date, so that a page as of a past day uses
// the numbers of that day.
type StatusRules struct {
	NearDays         int `json:"near_days"`          // working days left from which progress is held against the plan
	BehindPoints     int `json:"behind_points"`      // per cent points behind the expected that make a risk then
	RedShare         int `json:"red_share"`          // per cent of weight overdue above which a programme is red
	AmberShare       int `json:"amber_share"`        // per cent of weight at risk or overdue above which it is amber
	StaleShare       int `json:"stale_share"`        // per cent of weight stale above which nobody can tell
	ReportingDays    int `json:"reporting_days"`     // length of a reporting period, calendar days
	StaleTenths      int `json:"stale_tenths"`       // tenths of a reporting period after which an update is stale
	ReportBy         int `json:"report_by"`          // day of the month by which the month before is reported
	FundingShare     int `json:"funding_share"`      // per cent of the year's plan that must be committed
	FundingFromMonth int `json:"funding_from_month"` // from the first day of this month on
	DisagreeSteps    int `json:"disagree_steps"`     // steps apart from which ratings disagree
	RatingDays       int `json:"rating_days"`        // calendar days after which a rating that names no review is out of date
	ReviewMonths     int `json:"review_months"`      // red month-ends running that open a review
	ReviewDays       int `json:"review_days"`        // calendar days within which it is to be held
	MinistryMonths   int `json:"ministry_months"`    // red month-ends running that put a project on the ministry's list
}

// DefaultStatusRules are the numbers of rules.md §4 and facts.md §4.2; a rating
// is old after a quarter. They are also what a line of the ledger means that was
// written before a number was one of them, so none of them may ever change: other
// numbers are another line.
var DefaultStatusRules = StatusRules{
	NearDays: 10, BehindPoints: 15, RedShare: 10, AmberShare: 20, StaleShare: 50,
	ReportingDays: 30, StaleTenths: 15, ReportBy: 5, FundingShare: 50, FundingFromMonth: 9,
	DisagreeSteps: 2, RatingDays: 92, ReviewMonths: 3, ReviewDays: 30, MinistryMonths: 12,
}

// UnmarshalJSON reads the numbers; those that are not said are the defaults.
func (r *StatusRules) UnmarshalJSON(b []byte) error {
	type plain StatusRules
	said := plain(DefaultStatusRules)
	if err := json.Unmarshal(b, &said); err != nil {
		return err
	}
	*r = StatusRules(said)
	return nil
}

// StaleDays is how many calendar days an update stays fresh.
func (r StatusRules) StaleDays() int { return r.ReportingDays * r.StaleTenths / 10 }

// Months is how many month-ends running a project is red before it is escalated
// to the level.
func (r StatusRules) Months(l Level) int {
	if l == MinistryLevel {
		return r.MinistryMonths
	}
	return r.ReviewMonths
}

// StatusNumber is one of the numbers as people set it.
type StatusNumber struct {
	Group       string // what it is about; the words are in the catalogue under "status_rules.of_" and the group
	Name        string // of its field; the words are under "status_rules.number_" and the name
	Value       *int
	Least, Most int
}

// Per is how many of the number make one of what people type.
func (n StatusNumber) Per() int {
	if strings.HasSuffix(n.Name, "_tenths") {
		return 10
	}
	return 1
}

// Typed is a value of the number as people type it.
func (n StatusNumber) Typed(value int) string {
	return strconv.FormatFloat(float64(value)/float64(n.Per()), 'f', -1, 64)
}

// Numbers are the numbers in the order in which people are told of them.
func (r *StatusRules) Numbers() []StatusNumber {
	return []StatusNumber{
		{"milestone", "near_days", &r.NearDays, 0, 60},
		{"milestone", "behind_points", &r.BehindPoints, 0, 100},
		{"milestone", "funding_share", &r.FundingShare, 0, 100},
		{"milestone", "funding_from_month", &r.FundingFromMonth, 1, 12},
		{"colour", "red_share", &r.RedShare, 0, 99},
		{"colour", "amber_share", &r.AmberShare, 0, 99},
		{"colour", "stale_share", &r.StaleShare, 0, 99},
		{"reports", "reporting_days", &r.ReportingDays, 1, 92},
		{"reports", "stale_tenths", &r.StaleTenths, 10, 100},
		{"reports", "report_by", &r.ReportBy, 1, 28},
		{"ratings", "disagree_steps", &r.DisagreeSteps, 1, len(Confidences) - 1},
		{"ratings", "rating_days", &r.RatingDays, 1, 366},
		{"escalation", "review_months", &r.ReviewMonths, 1, 24},
		{"escalation", "review_days", &r.ReviewDays, 1, 92},
		{"escalation", "ministry_months", &r.MinistryMonths, max(1, r.ReviewMonths) + 1, 60},
	}
}

// DatedRules are the numbers from a day on: a line of their ledger.
type DatedRules struct {
	ID         int64
	Rules      StatusRules `gorm:"serializer:json"`
	ValidFrom  civil.Date
	Reason     string
	RecordedAt time.Time
	RecordedBy int64
}

// TableName is status_rules.
func (DatedRules) TableName() string { return "status_rules" }

// Check refuses numbers that make no sense, that have no reason, or that begin
// before they are known: what was shown is not judged anew.
func (d DatedRules) Check(today civil.Date) error {
	var errs []error
	for _, n := range d.Rules.Numbers() {
		if *n.Value < n.Least || *n.Value > n.Most {
			errs = append(errs, fault.Field(n.Name, "vote.rule_range", "Least", n.Typed(n.Least), "Most", n.Typed(n.Most)))
		}
	}
	switch {
	case d.ValidFrom.IsZero():
		errs = append(errs, fault.Field("valid_from", "fault.required"))
	case d.ValidFrom.Before(today):
		errs = append(errs, fault.Field("valid_from", "status_rules.backdated"))
	}
	switch n := utf8.RuneCountInString(d.Reason); {
	case strings.TrimSpace(d.Reason) == "":
		errs = append(errs, fault.Field("reason", "fault.required"))
	case n > NoteLimit:
		errs = append(errs, fault.Field("reason", "fault.too_long", "Limit", NoteLimit))
	}
	return fault.Join(errs...)
}

// RulesAt returns the rules that were known at the instant and valid on the day.
func (r *Reference) RulesAt(at time.Time, on civil.Date) StatusRules {
	known := r.Rules
	for i, d := range known {
		if !d.RecordedAt.Before(at) {
			known = known[:i] // in the order in which they were recorded
			break
		}
	}
	if line := RulesLine(known, on); line != nil {
		return line.Rules
	}
	return DefaultStatusRules
}

// RulesLine is the line of the ledger that holds on a day: the one with the
// latest first day that has come, of two for one day the one recorded later; nil
// when there is none. The ledger is in the order in which it was recorded.
func RulesLine(ledger []DatedRules, on civil.Date) *DatedRules {
	return civil.Holding(ledger, on, func(d *DatedRules) civil.Date { return d.ValidFrom })
}
