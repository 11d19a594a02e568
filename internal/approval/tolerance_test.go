package approval_test

import (
	"testing"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// everyDay is a calendar without days off, so that a deadline is the day itself.
var everyDay = civil.NewCalendar(allWorking())

func allWorking() []civil.CalendarDay {
	var days []civil.CalendarDay
	for d := day("2018-01-01"); d.Year == 2018; d = d.AddDays(1) {
		days = append(days, civil.CalendarDay{Date: d, Kind: civil.Working})
	}
	return days
}

func day(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func line(id int64, change ...func(*portfolio.Plan)) portfolio.Plan {
	p := portfolio.Plan{
		MilestoneID: id, ProjectID: 1, Number: "1.1", Title: i18n.Text{KK: "а", RU: "а"}, Form: portfolio.FormAct, LeadID: 1,
		Start: day("2018-03-01"), Due: civil.OnDay(day("2018-06-01")), Weight: 10,
		Costs: portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: 1_000_000}},
	}
	for _, c := range change {
		c(&p)
	}
	return p
}

func due(days int) func(*portfolio.Plan) {
	return func(p *portfolio.Plan) { p.Due = civil.OnDay(day("2018-06-01").AddDays(days)) }
}

func start(days int) func(*portfolio.Plan) {
	return func(p *portfolio.Plan) { p.Start = day("2018-03-01").AddDays(days) }
}

func costs(amounts ...money.Amount) func(*portfolio.Plan) {
	return func(p *portfolio.Plan) {
		p.Costs = nil
		for i, a := range amounts {
			p.Costs = append(p.Costs, portfolio.Cost{Year: 2018 + i, Source: portfolio.LocalBudget, Amount: a})
		}
	}
}

func gate(p *portfolio.Plan)  { p.Gate = true }
func other(p *portfolio.Plan) { p.LeadID = 2 }
func note(p *portfolio.Plan)  { p.Note = "…" }

func TestRouteOfAChange(t *testing.T) {
	const group, centre, akimat = approval.ByWorkingGroup, approval.ByCentre, approval.ByAkimat
	one := func(change ...func(*portfolio.Plan)) []portfolio.Plan { return []portfolio.Plan{line(1, change...)} }
	tests := []struct {
		name              string
		original, was, is []portfolio.Plan
		byHead            bool
		route             approval.Route
		why               approval.Why
	}{
		{"nothing changes", one(), one(), one(), false, akimat, approval.WhyWithin},
		{"fourteen days are the akimat's", one(), one(), one(due(14)), false, akimat, approval.WhyWithin},
		{"fifteen are the centre's", one(), one(), one(due(15)), false, centre, approval.WhyDays},
		{"thirty are the centre's", one(), one(), one(due(30)), false, centre, approval.WhyDays},
		{"thirty-one are the working group's", one(), one(), one(due(31)), false, group, approval.WhyDays},
		{"fourteen days earlier are days too", one(), one(), one(due(-14)), false, akimat, approval.WhyWithin},
		{"fifteen days earlier are beyond", one(), one(), one(due(-15)), false, centre, approval.WhyDays},
		{"a start fourteen days later", one(), one(), one(start(14)), false, akimat, approval.WhyWithin},
		{"a start fifteen days later", one(), one(), one(start(15)), false, centre, approval.WhyDays},
		{"two changes of eight days are sixteen", one(), one(due(8)), one(due(16)), false, centre, approval.WhyDays},
		{"two of eight, back and forth, are none", one(), one(due(8)), one(), false, akimat, approval.WhyWithin},
		{"a note on a line that is forty days off", one(), one(due(40)), one(due(40), note), false, akimat, approval.WhyWithin},
		{"five per cent are the akimat's", one(), one(), one(costs(1_050_000)), false, akimat, approval.WhyWithin},
		{"a tiyn more is the centre's", one(), one(), one(costs(1_050_001)), false, centre, approval.WhyCost},
		{"ten per cent are the centre's", one(), one(), one(costs(1_100_000)), false, centre, approval.WhyCost},
		{"a tiyn more than ten is the working group's", one(), one(), one(costs(1_100_001)), false, group, approval.WhyCost},
		{"five per cent less", one(), one(), one(costs(950_000)), false, akimat, approval.WhyWithin},
		{"more than ten per cent less", one(), one(), one(costs(899_999)), false, group, approval.WhyCost},
		{"three and three per cent are six", one(), one(costs(1_030_000)), one(costs(1_060_000)), false, centre, approval.WhyCost},
		{"a tenth put off to the next year", one(), one(), one(costs(900_000, 100_000)), false, centre, approval.WhyCost},
		{"all put off to the next year", one(), one(), one(costs(0, 1_000_000)), false, group, approval.WhyCost},
		{"a cost where there was none", one(costs()), one(costs()), one(costs(1)), false, group, approval.WhyCost},
		{"a gate, one day later", one(gate), one(gate), one(gate, due(1)), false, centre, approval.WhyGate},
		{"a gate, thirty-one days later", one(gate), one(gate), one(gate, due(31)), false, group, approval.WhyDays},
		{"a line becomes a gate", one(), one(), one(gate), false, group, approval.WhyText},
		{"another executor", one(), one(), one(other), false, centre, approval.WhyScope},
		{"another weight", one(), one(), one(func(p *portfolio.Plan) { p.Weight = 11 }), false, centre, approval.WhyScope},
		{"another pilot zone", one(), one(), one(func(p *portfolio.Plan) { p.ZoneID = 3 }), false, centre, approval.WhyScope},
		{"another predecessor", one(), one(), one(func(p *portfolio.Plan) { p.Links = portfolio.Links{{MilestoneID: 2, Kind: portfolio.FS}} }), false, centre, approval.WhyScope},
		{"another title", one(), one(), one(func(p *portfolio.Plan) { p.Title.KK = "ә" }), false, group, approval.WhyText},
		{"another form of completion", one(), one(), one(func(p *portfolio.Plan) { p.Form = portfolio.FormOrder }), false, group, approval.WhyText},
		{"another number only", one(), one(), one(func(p *portfolio.Plan) { p.Number = "1.2" }), false, akimat, approval.WhyWithin},
		{"a new line", one(), one(), append(one(), line(2)), false, group, approval.WhyAdded},
		{"a line less", append(one(), line(2)), append(one(), line(2)), one(), false, group, approval.WhyRemoved},
		{"the strongest of several lines decides", append(one(), line(2)), append(one(), line(2)), []portfolio.Plan{line(1, due(10)), line(2, due(20))}, false, centre, approval.WhyDays},
		{"the head does not decide on his own proposal", one(), one(), one(due(3)), true, centre, approval.WhyOwn},
		{"the head's own proposal within the centre's limits", one(), one(), one(due(20)), true, centre, approval.WhyDays},
		{"a line without an original is held against the one in force", nil, one(due(10)), one(due(20)), false, akimat, approval.WhyWithin},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := approval.RouteOf(approval.DefaultTolerance, approval.Change{
				InForce: tt.was, Proposed: tt.is, Original: approval.Originals(tt.original), Calendar: everyDay, ByHead: tt.byHead,
			})
			if got.Route != tt.route || got.Why != tt.why {
				t.Errorf("RouteOf() = %s because %s, want %s because %s", got.Route, got.Why, tt.route, tt.why)
			}
		})
	}
}

func TestADelegationSaysHowFarItGoes(t *testing.T) {
	got := approval.RouteOf(approval.DefaultTolerance, approval.Change{
		InForce:  []portfolio.Plan{line(1, due(8)), line(2)},
		Proposed: []portfolio.Plan{line(1, due(12), costs(1_030_000)), line(2, due(-20))},
		Original: approval.Originals([]portfolio.Plan{line(1), line(2)}), Calendar: everyDay,
	})
	if got.Deciding == nil || got.Deciding.MilestoneID != 2 || got.Days() != -20 || got.Tenths() != 30 || len(got.Lines) != 2 {
		t.Errorf("deciding %+v, %d days, %d tenths, %d lines", got.Deciding, got.Days(), got.Tenths(), len(got.Lines))
	}
	if l := got.Lines[0]; l.Days != 12 || l.Cost != 30_000 || l.Of != 1_000_000 || l.Route != approval.ByAkimat {
		t.Errorf("the first line: %+v", l)
	}
}

func TestOriginalsAreOfTheFirstVersionThatHadTheLine(t *testing.T) {
	got := approval.Originals([]portfolio.Plan{line(1)}, []portfolio.Plan{line(1, due(9)), line(2, due(5))}, []portfolio.Plan{line(2, due(7))})
	if len(got) != 2 || got[1].Due != line(1).Due || got[2].Due != line(2, due(5)).Due {
		t.Errorf("originals: %+v", got)
	}
}

func TestToleranceOfADay(t *testing.T) {
	all := []approval.Tolerance{
		{ID: 1, ValidFrom: day("2018-03-01"), AkimatDays: 10, CentreDays: 20},
		{ID: 2, ValidFrom: day("2018-09-01"), AkimatDays: 7, CentreDays: 14},
		{ID: 3, ValidFrom: day("2018-03-01"), AkimatDays: 12, CentreDays: 24}, // puts the first right
	}
	for on, want := range map[string]int{"2018-02-28": 14, "2018-03-01": 12, "2018-08-31": 12, "2018-09-01": 7} {
		if got := approval.ToleranceOn(all, day(on)).AkimatDays; got != want {
			t.Errorf("on %s %d days, want %d", on, got, want)
		}
	}
}

func TestLimitsThatMakeNoSense(t *testing.T) {
	good := approval.DefaultTolerance
	good.ValidFrom = day("2018-01-01")
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*approval.Tolerance){
		"akimat_days":   func(t *approval.Tolerance) { t.AkimatDays = -1 },
		"centre_days":   func(t *approval.Tolerance) { t.CentreDays = 13 },
		"centre_share":  func(t *approval.Tolerance) { t.CentreTenths = 49 },
		"akimat_share":  func(t *approval.Tolerance) { t.AkimatTenths, t.CentreTenths = 1001, 1001 },
		"valid_from":    func(t *approval.Tolerance) { t.ValidFrom = civil.Date{} },
		"escalate_days": func(t *approval.Tolerance) { t.EscalateDays = 61 },
	} {
		bad := good
		change(&bad)
		if fields := fieldsOf(bad.Check()); len(fields) == 0 || fields[0] != name {
			t.Errorf("%s: %v", name, fields)
		}
	}
}

func TestReasonOfAChange(t *testing.T) {
	for _, tt := range []struct {
		code approval.ReasonCode
		text string
		want string
	}{
		{approval.ProcurementFailed, "", ""}, {"", "why not", "reason_code"}, {"whim", "", "reason_code"},
		{approval.OtherReason, "", "reason"}, {approval.OtherReason, "a flood", ""},
	} {
		got := ""
		if fields := fieldsOf(approval.CheckReason(tt.code, tt.text)); len(fields) > 0 {
			got = fields[0]
		}
		if got != tt.want {
			t.Errorf("%q %q: %q, want %q", tt.code, tt.text, got, tt.want)
		}
	}
}
