package portfolio

import (
	"math"
	"slices"
	"testing"

	"qadam/internal/fault"
	"qadam/internal/money"
)

func TestSeveralLinesChangeInTheSameWay(t *testing.T) {
	yes, none := true, 0
	for _, tt := range []struct {
		name   string
		change LinesChange
		want   func(*Plan)
	}{
		{"nothing", LinesChange{}, func(*Plan) {}},
		{"later by working days", LinesChange{ShiftDays: 5}, func(p *Plan) { p.Start, p.Due = date("2018-04-09"), due("2018-06-13") }},
		{"earlier by working days", LinesChange{ShiftDays: -1}, func(p *Plan) { p.Start, p.Due = date("2018-03-30"), due("2018-06-05") }},
		{"another executor, who was a co-executor", LinesChange{LeadID: 2}, func(p *Plan) { p.LeadID, p.CoIDs = 2, IDs{3} }},
		{"co-executors come and go", LinesChange{AddCoIDs: IDs{4, 1, 3}, RemoveCoIDs: IDs{2}}, func(p *Plan) { p.CoIDs = IDs{3, 4} }},
		{"a pilot zone", LinesChange{ZoneID: 8}, func(p *Plan) { p.ZoneID = 8 }},
		{"no pilot zone", LinesChange{NoZone: true}, func(p *Plan) { p.ZoneID = 0 }},
		{"a form", LinesChange{Form: FormOrder}, func(p *Plan) { p.Form = FormOrder }},
		{"a source", LinesChange{Source: FromPPP}, func(p *Plan) { p.Costs[0].Source, p.Costs[1].Source = FromPPP, FromPPP }},
		{"no weight", LinesChange{Weight: &none}, func(p *Plan) { p.Weight = 0 }},
		{"a gate", LinesChange{Gate: &yes}, func(p *Plan) { p.Gate = true }},
		{"a tenth more", LinesChange{CostPercent: 10}, func(p *Plan) { p.Costs[0].Amount, p.Costs[1].Amount = 111, 220 }},
		{"half", LinesChange{CostPercent: -50}, func(p *Plan) { p.Costs[0].Amount, p.Costs[1].Amount = 50, 100 }}, // 50.5 goes to 51 off, 50 left
	} {
		t.Run(tt.name, func(t *testing.T) {
			line := func() Plan {
				p := planned(1, "2018-04-02", "2018-06-06")
				p.CoIDs, p.ZoneID = IDs{2, 3}, 5
				p.Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: 101}, {Year: 2019, Source: LocalBudget, Amount: 200}}
				return p
			}
			was, want := line(), line()
			tt.want(&want)
			got := tt.change.Apply(was, calendar2018())
			if !SameContent(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
			if !SameContent(was, line()) {
				t.Error("what was given has changed")
			}
			if tt.change.IsZero() != (tt.name == "nothing") {
				t.Error("IsZero")
			}
		})
	}
}

// What a change would make wrong is known before it is made, line by line; what
// was wrong before is no fault of the change.
func TestWhatAChangeOfLinesWouldMakeWrong(t *testing.T) {
	cost := func(p Plan, sum money.Amount) Plan {
		p.Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: sum}}
		return p
	}
	lines := []Plan{
		cost(planned(1, "2018-04-02", "2018-06-06"), CostLimit), cost(planned(2, "2018-10-01", "2018-12-28"), 100),
		cost(planned(3, "2018-04-02", "2019-02-01"), CostLimit+1), planned(4, "2013-01-03", "2018-04-02"),
	}
	for _, tt := range []struct {
		name       string
		change     LinesChange
		want       string
		unfinished string
	}{
		{"nothing", LinesChange{Form: FormOrder}, "", ""},
		{"out of the year", LinesChange{ShiftDays: 5}, "2.due roadmap.due_outside_year", ""},
		{"before all years", LinesChange{ShiftDays: -5}, "4.start fault.years_between", "4.start fault.years_between"},
		{"out of all years", LinesChange{ShiftDays: -4000}, // line 4 began too early before it ends too early
			"1.start fault.years_between, 1.due fault.years_between, 2.start fault.years_between, 2.due fault.years_between, 3.start fault.years_between, 3.due fault.years_between, 4.start fault.years_between, 4.due fault.years_between",
			"1.start fault.years_between, 1.due fault.years_between, 2.start fault.years_between, 2.due fault.years_between, 3.start fault.years_between, 3.due fault.years_between, 4.start fault.years_between, 4.due fault.years_between"},
		{"too dear", LinesChange{CostPercent: 1}, "1.costs roadmap.cost_too_large, 3.costs roadmap.cost_too_large", "1.costs roadmap.cost_too_large, 3.costs roadmap.cost_too_large"},
		{"beyond every sum", LinesChange{CostPercent: math.MaxInt}, "1.costs roadmap.cost_too_large, 2.costs roadmap.cost_too_large, 3.costs roadmap.cost_too_large", "1.costs roadmap.cost_too_large, 2.costs roadmap.cost_too_large, 3.costs roadmap.cost_too_large"},
		{"cheaper", LinesChange{CostPercent: -50}, "", ""},
		{"less than nothing", LinesChange{CostPercent: -101}, "1.costs roadmap.cost_negative, 2.costs roadmap.cost_negative, 3.costs roadmap.cost_negative", "1.costs roadmap.cost_negative, 2.costs roadmap.cost_negative, 3.costs roadmap.cost_negative"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := complaints(fault.Fields(tt.change.Refusals(lines, 2018, calendar2018(), false)...)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if got := complaints(fault.Fields(tt.change.Refusals(lines, 2018, calendar2018(), true)...)); got != tt.unfinished {
				t.Errorf("unfinished: got  %s\nwant %s", got, tt.unfinished)
			}
		})
	}
}

// A term that is a stretch becomes a day when it is shifted; what repeats keeps
// its term.
func TestTermsThatAreShifted(t *testing.T) {
	for was, want := range map[string]string{
		"2018-04-13": "2018-04-16", "2018-04": "2018-05-03", "2018-Q2": "2018-07-03", "2018": "2019-01-01", "2018-quarterly-10": "2018-quarterly-10", "2018-constant": "2018-constant",
	} {
		p := LinesChange{ShiftDays: 1}.Apply(planned(1, "2018-04-02", was), calendar2018())
		if p.Due.String() != want && was != "2018" || p.Start != date("2018-04-03") {
			t.Errorf("%s became %s from %s, want %s", was, p.Due, p.Start, want)
		}
		if was == "2018" && p.Due.Last().Year != 2019 {
			t.Errorf("a year and a day is %s", p.Due)
		}
	}
}

func TestALineOfTheNextYear(t *testing.T) {
	p := planned(1, "2018-03-10", "2018-Q2")
	p.Costs = Costs{{Year: 2018, Source: FromPPP, Amount: 7}}
	got := p.YearsLater(1, calendar2018())
	if got.Start != date("2019-03-11") || got.Due != due("2019-Q2") || got.Costs[0].Year != 2019 || p.Costs[0].Year != 2018 {
		t.Errorf("%+v of %+v", got, p)
	}
}

// A line of one day that falls on a day off a year later begins on the working
// day before: it never begins after it is due.
func TestALineOfTheNextYearBeginsBeforeItIsDue(t *testing.T) {
	cal := calendar2018()
	for _, tt := range []struct{ start, due, want string }{
		{"2018-11-30", "2018-11-30", "2019-11-29"}, // a Saturday
		{"2018-09-29", "2018-Q3", "2019-09-30"},    // a Sunday, and the quarter goes on for another day
		{"2017-12-30", "2017-12-31", "2018-12-29"}, // the deadline rolls back
	} {
		got := planned(1, tt.start, tt.due).YearsLater(1, cal)
		if got.Start != date(tt.want) || got.Start.After(got.Deadline(cal)) {
			t.Errorf("%s to %s: from %s to %s, want from %s", tt.start, tt.due, got.Start, got.Deadline(cal), tt.want)
		}
		if said := complaints(got.Check(got.Due.Last().Year)); said != "" {
			t.Errorf("%s to %s: %s", tt.start, tt.due, said)
		}
	}
}

func TestSumsChangeByPerCentToTheNearestTiyn(t *testing.T) {
	for _, tt := range []struct {
		sum     money.Amount
		percent int
		want    money.Amount
	}{
		{1000, 10, 1100}, {101, 10, 111}, {105, 10, 116}, {1000, -10, 900}, {105, -10, 94}, {-105, 10, -116}, {0, 50, 0}, {1000, -100, 0},
		{CostLimit, 900, 10 * CostLimit}, // far beyond what is refused, and still right
		{math.MaxInt64 / 2, 300, math.MaxInt64}, {math.MinInt64 / 2, 300, math.MinInt64}, {math.MaxInt64, math.MinInt64, math.MinInt64},
	} {
		if got := percentMore(tt.sum, tt.percent); got != tt.want {
			t.Errorf("%d %% more than %d is %d, want %d", tt.percent, tt.sum, got, tt.want)
		}
	}
	if len(Ways) != 7 || !slices.Contains(Ways, MoveBefore) {
		t.Errorf("the ways are %v", Ways)
	}
}
