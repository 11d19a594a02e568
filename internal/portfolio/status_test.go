package portfolio

import (
	"testing"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// calendar2018 is the working calendar of facts.md §1.7.
func calendar2018() *civil.Calendar {
	days := civil.HolidayRules(2018)
	for from, to := range map[string]string{
		"2018-03-03": "2018-03-09", "2018-04-28": "2018-04-30", "2018-05-05": "2018-05-08", "2018-08-25": "2018-08-31", "2018-12-29": "2018-12-31",
	} {
		days = append(days, civil.MovedDayOff(date(from), date(to))...)
	}
	return civil.NewCalendar(days)
}

func date(s string) civil.Date {
	if s == "" {
		return civil.Date{}
	}
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(s)
	}
	return d
}

func due(s string) civil.Period {
	p, err := civil.ParsePeriod(s)
	if err != nil {
		panic(s)
	}
	return p
}

// planned is a line from a day to a period; its key is its number.
func planned(id int64, start, until string, links ...Link) Plan {
	return Plan{
		MilestoneID: id, ProjectID: 1, Position: int(id), Number: "1", Title: i18n.Text{KK: "Т", RU: "Т"}, Form: FormAct, LeadID: 1,
		Start: date(start), Due: due(until), Weight: 10, Links: links,
	}
}

// reported are facts: so many per cent, the forecast and the day of the update.
func reported(percent int, forecast, on string) Facts {
	return Facts{UpdateID: 1, Percent: percent, Forecast: date(forecast), UpdatedOn: date(on)}
}

// board computes the lines on a day.
func board(on string, facts map[int64]Facts, plans ...Plan) *Board {
	return NewBoard(NewSheet(1, plans, calendar2018()), Known{Facts: facts, Rules: DefaultStatusRules, On: date(on), InForceOn: date("2018-01-31")})
}

// The status rule of rules.md §4. The line runs from Monday 2 April to the end
// of the second quarter, which rolls to Monday 2 July.
func TestStatusOfAMilestone(t *testing.T) {
	done := func(saidDone, accepted bool, doneOn string) Facts {
		f := reported(100, "2018-06-29", "2018-06-20")
		f.SaidDone, f.Accepted, f.DoneOn = saidDone, accepted, date(doneOn)
		return f
	}
	returned := done(true, false, "")
	returned.ReturnedID = returned.UpdateID
	tests := []struct {
		name   string
		on     string
		facts  Facts
		status Status
		rule   Rule
	}{
		{"before its start", "2018-03-30", Facts{}, NotStarted, RuleBeforeStart},
		{"on its first day", "2018-04-02", Facts{}, OnTrack, RuleWithinPlan},
		{"on the period's last day, a Saturday", "2018-06-30", reported(90, "2018-07-02", "2018-06-25"), OnTrack, RuleWithinPlan},
		{"on the deadline, rolled to Monday", "2018-07-02", reported(90, "2018-07-02", "2018-06-25"), OnTrack, RuleWithinPlan},
		{"a day after the deadline", "2018-07-03", reported(99, "2018-07-02", "2018-06-25"), Overdue, RulePastDue},
		{"long after it, never reported", "2018-10-15", Facts{}, Overdue, RulePastDue},
		{"a forecast on the deadline is no risk", "2018-05-15", reported(50, "2018-07-02", "2018-05-10"), OnTrack, RuleWithinPlan},
		{"a forecast a day after it is", "2018-05-15", reported(50, "2018-07-03", "2018-05-10"), AtRisk, RuleForecastLate},
		{"a late forecast counts before the start too", "2018-03-15", reported(0, "2018-07-03", "2018-03-10"), AtRisk, RuleForecastLate},
		{"behind, with eleven working days left", "2018-06-18", reported(10, "2018-07-02", "2018-06-01"), OnTrack, RuleWithinPlan},
		{"behind, with ten working days left", "2018-06-19", reported(10, "2018-07-02", "2018-06-01"), AtRisk, RuleBehind},
		{"exactly fifteen points behind is not behind", "2018-06-19", reported(70, "2018-07-02", "2018-06-01"), OnTrack, RuleWithinPlan},
		{"sixteen points are", "2018-06-19", reported(69, "2018-07-02", "2018-06-01"), AtRisk, RuleBehind},
		{"said done, not looked at", "2018-06-25", done(true, false, ""), Reported, RuleSaidDone},
		{"said done, not looked at, after the deadline", "2018-07-10", done(true, false, ""), Reported, RuleSaidDone},
		{"returned goes back to what it was", "2018-06-25", returned, OnTrack, RuleWithinPlan},
		{"returned and late is overdue", "2018-07-10", returned, Overdue, RulePastDue},
		{"a hundred per cent alone is not done", "2018-06-25", done(false, false, ""), OnTrack, RuleWithinPlan},
		{"accepted", "2018-06-25", done(true, true, "2018-06-20"), Done, RuleAccepted},
		{"accepted after the deadline, but the act is in time", "2018-07-10", done(true, true, "2018-07-02"), Done, RuleAccepted},
		{"the act is late", "2018-07-10", done(true, true, "2018-07-03"), Done, RuleAcceptedLate},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := board(tt.on, map[int64]Facts{1: tt.facts}, planned(1, "2018-04-02", "2018-Q2")).Line(1)
			if l.Status != tt.status || l.Reason.Rule != tt.rule {
				t.Errorf("%s by %s, want %s by %s (expected %d, days left %d)", l.Status, l.Reason.Rule, tt.status, tt.rule, l.Expected, l.Reason.DaysLeft)
			}
			if l.Deadline != date("2018-07-02") || l.Late != (tt.rule == RuleAcceptedLate) || l.Reason.On != date(tt.on) {
				t.Errorf("deadline %s, late %v, reason %+v", l.Deadline, l.Late, l.Reason)
			}
		})
	}
}

func TestAReasonCarriesItsInputs(t *testing.T) {
	l := board("2018-07-12", map[int64]Facts{1: reported(40, "2018-07-31", "2018-06-01")}, planned(1, "2018-04-02", "2018-Q2")).Line(1)
	want := Reason{Rule: RulePastDue, On: date("2018-07-12"), Deadline: date("2018-07-02"), Forecast: date("2018-07-31"), Percent: 40, Expected: 100, DaysOver: 10}
	if l.Reason != want {
		t.Errorf("got  %+v\nwant %+v", l.Reason, want)
	}
	l = board("2018-06-19", map[int64]Facts{1: reported(10, "2018-07-02", "2018-06-01")}, planned(1, "2018-04-02", "2018-Q2")).Line(1)
	if l.Reason.DaysLeft != 10 || l.Reason.Expected != 85 {
		t.Errorf("%+v", l.Reason)
	}
}

// What a terminated project had open counts in no status (rules.md §2).
func TestWhatAnEndedProjectHadOpenIsWithdrawn(t *testing.T) {
	accepted := reported(100, "2018-05-01", "2018-05-01")
	accepted.Accepted, accepted.DoneOn = true, date("2018-05-01")
	sheet := NewSheet(1, []Plan{planned(1, "2018-02-01", "2018-Q2"), planned(2, "2018-02-01", "2018-Q2"), planned(3, "2018-02-01", "2018-Q2", Link{MilestoneID: 1, Kind: FS})}, calendar2018())
	b := NewBoard(sheet, Known{Facts: map[int64]Facts{2: accepted}, Ended: map[int64]bool{1: true}, Rules: DefaultStatusRules, On: date("2018-10-15")})
	if b.Line(1).Status != Withdrawn || b.Line(2).Status != Done || b.Line(3).Status != Withdrawn || b.Line(1).Stale {
		t.Errorf("%s %s %s", b.Line(1).Status, b.Line(2).Status, b.Line(3).Status)
	}
	if b.Total.Total != 1 || b.Total.Done != 1 || b.Total.Withdrawn != 2 {
		t.Errorf("%+v", b.Total)
	}
}

func TestRiskComesFromAPredecessor(t *testing.T) {
	const on = "2018-05-15"
	late, ok := reported(50, "2018-05-31", "2018-05-10"), reported(50, "2018-04-30", "2018-04-20")
	tests := []struct {
		name  string
		first Plan
		facts Facts
		kind  LinkKind
		want  Rule
	}{
		{"overdue", planned(1, "2018-02-01", "2018-04-30"), ok, FS, RulePredOverdue},
		{"overdue, linked by its start", planned(1, "2018-02-01", "2018-04-30"), ok, SS, RulePredOverdue},
		{"at risk and ends after the start", planned(1, "2018-02-01", "2018-05-25"), reported(50, "2018-06-08", "2018-05-10"), FS, RulePredAtRisk},
		{"at risk, but ends before the start", planned(1, "2018-02-01", "2018-05-25"), late, FS, RuleBeforeStart},
		{"at risk, but only the starts are linked", planned(1, "2018-02-01", "2018-05-25"), reported(50, "2018-06-08", "2018-05-10"), SS, RuleBeforeStart},
		{"on track", planned(1, "2018-02-01", "2018-05-31"), late, FS, RuleBeforeStart},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			second := planned(2, "2018-06-04", "2018-Q3", Link{MilestoneID: 1, Kind: tt.kind})
			l := board(on, map[int64]Facts{1: tt.facts}, tt.first, second).Line(2)
			if l.Reason.Rule != tt.want {
				t.Errorf("%s, want %s", l.Reason.Rule, tt.want)
			}
			if decided := tt.want == RulePredOverdue || tt.want == RulePredAtRisk; decided != (l.Reason.Predecessor == 1) {
				t.Errorf("the predecessor is %d", l.Reason.Predecessor)
			}
		})
	}
}

func TestExpectedProgress(t *testing.T) {
	cal := calendar2018()
	tests := []struct {
		name, start, deadline, on string
		want                      int
	}{
		{"before the start", "2018-04-02", "2018-04-13", "2018-04-01", 0},
		{"the first of ten days", "2018-04-02", "2018-04-13", "2018-04-02", 10},
		{"a Sunday adds nothing", "2018-04-02", "2018-04-13", "2018-04-08", 50},
		{"the day before the deadline", "2018-04-02", "2018-04-13", "2018-04-12", 90},
		{"the deadline", "2018-04-02", "2018-04-13", "2018-04-13", 100},
		{"after it", "2018-04-02", "2018-04-13", "2018-05-13", 100},
		{"a working Saturday counts", "2018-02-26", "2018-03-10", "2018-03-03", 66},
		{"only days off", "2018-05-06", "2018-05-09", "2018-05-07", 100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := expected(cal, date(tt.start), date(tt.deadline), date(tt.on)); got != tt.want {
				t.Errorf("expected() = %d, want %d", got, tt.want)
			}
		})
	}
}

// Stale: older than one and a half reporting periods, 45 days.
func TestStale(t *testing.T) {
	tests := []struct {
		name, on, updated string
		start             string
		want              bool
	}{
		{"45 days old", "2018-05-16", "2018-04-01", "2018-02-01", false},
		{"46 days old", "2018-05-17", "2018-04-01", "2018-02-01", true},
		{"never reported, 45 days after the start", "2018-05-17", "", "2018-04-02", false},
		{"never reported, 46 days after the start", "2018-05-18", "", "2018-04-02", true},
		{"never reported, counted from when the roadmap came into force", "2018-03-17", "", "2018-01-01", false},
		{"a day later", "2018-03-18", "", "2018-01-01", true},
		{"not begun", "2018-05-17", "2018-01-01", "2018-06-01", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := Facts{}
			if tt.updated != "" {
				f = reported(50, "2018-06-29", tt.updated)
			}
			l := board(tt.on, map[int64]Facts{1: f}, planned(1, tt.start, "2018-Q3")).Line(1)
			if l.Stale != tt.want {
				t.Errorf("stale %v (%s)", l.Stale, l.Status)
			}
		})
	}
	f := reported(100, "2018-03-01", "2018-03-01")
	f.SaidDone = true
	if board("2018-09-01", map[int64]Facts{1: f}, planned(1, "2018-02-01", "2018-Q3")).Line(1).Stale {
		t.Error("what waits for the competence centre is not its manager's to freshen")
	}
}

func TestOwesUpdate(t *testing.T) {
	tests := []struct {
		name, on, start, updated string
		want                     bool
	}{
		{"begun last month, never reported", "2018-05-03", "2018-04-02", "", true},
		{"begun this month", "2018-05-03", "2018-05-02", "", false},
		{"begun on the first", "2018-05-03", "2018-05-01", "", false},
		{"reported last month", "2018-05-03", "2018-03-02", "2018-04-30", true},
		{"reported this month", "2018-05-31", "2018-03-02", "2018-05-01", false},
		{"not begun", "2018-05-03", "2018-06-01", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := Facts{}
			if tt.updated != "" {
				f = reported(50, "2018-09-28", tt.updated)
			}
			l := board(tt.on, map[int64]Facts{1: f}, planned(1, tt.start, "2018-Q3")).Line(1)
			if got := OwesUpdate(*l, date(tt.on)); got != tt.want {
				t.Errorf("OwesUpdate() = %v (%s)", got, l.Status)
			}
		})
	}
	cal := calendar2018()
	for on, want := range map[string]string{"2018-05-02": "2018-05-05", "2018-08-20": "2018-08-06", "2018-10-15": "2018-10-05", "2018-01-02": "2018-01-05"} {
		if got := DefaultStatusRules.ReportDue(cal, date(on)); got != date(want) {
			t.Errorf("in the month of %s the report is due %s, want %s", on, got, want)
		}
	}
}

func TestFundingGap(t *testing.T) {
	tests := []struct {
		name, on           string
		planned, committed int64
		want               bool
	}{
		{"in August it is early", "2018-08-31", 100, 0, false},
		{"nothing committed on 1 September", "2018-09-01", 100, 0, true},
		{"half is enough", "2018-09-01", 100, 50, false},
		{"a tiyn less is not", "2018-12-01", 100, 49, true},
		{"nothing planned", "2018-12-01", 0, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := DefaultStatusRules.FundingGap(date(tt.on), tt.planned, tt.committed); got != tt.want {
				t.Errorf("FundingGap() = %v", got)
			}
		})
	}
	sheet := NewSheet(1, []Plan{planned(1, "2018-02-01", "2018-Q4")}, calendar2018())
	b := NewBoard(sheet, Known{Facts: map[int64]Facts{1: reported(90, "2018-12-03", "2018-10-10")}, Gaps: map[int64]bool{1: true}, Rules: DefaultStatusRules, On: date("2018-10-15")})
	if l := b.Line(1); l.Status != AtRisk || l.Reason.Rule != RuleFundingGap {
		t.Errorf("%s by %s", l.Status, l.Reason.Rule)
	}
}
