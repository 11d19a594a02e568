package funding_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/money"
)

func day(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func milestone(weight int, due, done string) funding.Weighed {
	m := funding.Weighed{Weight: weight, Due: day(due)}
	if done != "" {
		m.DoneOn = day(done)
	}
	return m
}

func TestEarned(t *testing.T) {
	type figures struct {
		PV, EV                money.Amount
		CV, SV, EAC, ETC, VAC funding.Value
		CPI, SPI              funding.Index
		Defined               bool
	}
	is := func(a money.Amount) funding.Value { return funding.Value{Amount: a, Defined: true} }
	index := func(n int64) funding.Index { return funding.Index{Thousandths: n, Defined: true} }
	four := []funding.Weighed{
		milestone(1, "2018-03-30", "2018-03-28"), milestone(1, "2018-06-29", "2018-07-10"), milestone(1, "2018-09-28", ""), milestone(1, "2018-12-28", ""),
	}
	tests := []struct {
		name       string
		milestones []funding.Weighed
		bac, ac    money.Amount
		on         string
		want       figures
	}{
		{
			"two of three that are due are done, dearer than planned", four, 1000, 600, "2018-10-15",
			figures{PV: 750, EV: 500, CV: is(-100), SV: is(-250), CPI: index(833), SPI: index(667), EAC: is(1200), ETC: is(600), VAC: is(-200), Defined: true},
		},
		{
			"done after the day does not count yet", four, 1000, 600, "2018-06-29",
			figures{PV: 500, EV: 250, CV: is(-350), SV: is(-250), CPI: index(417), SPI: index(500), EAC: is(2400), ETC: is(1800), VAC: is(-1400), Defined: true},
		},
		{
			"nothing is due and nothing accepted: neither index is defined", four, 1000, 0, "2018-01-15",
			figures{CV: is(0), SV: is(0), Defined: true},
		},
		{
			"done without an act: the cost index is not defined", four, 1000, 0, "2018-10-15",
			figures{PV: 750, EV: 500, CV: is(500), SV: is(-250), SPI: index(667), Defined: true},
		},
		{
			"paid for and nothing done: the estimate is not defined", four[2:], 1000, 400, "2018-10-15",
			figures{PV: 500, CV: is(-400), SV: is(-500), CPI: index(0), SPI: index(0), Defined: true},
		},
		{
			"done before anything is due: the schedule index is not defined", []funding.Weighed{milestone(1, "2018-12-28", "2018-02-01")}, 1000, 1000, "2018-03-01",
			figures{EV: 1000, CV: is(0), SV: is(1000), CPI: index(1000), EAC: is(1000), ETC: is(0), VAC: is(0), Defined: true},
		},
		{"no milestones", nil, 1000, 400, "2018-10-15", figures{}},
		{"milestones of no weight", []funding.Weighed{milestone(0, "2018-03-30", "2018-03-28")}, 1000, 400, "2018-10-15", figures{}},
		{"nothing planned", four, 0, 400, "2018-10-15", figures{}},
		{
			"a third of a tiyn is rounded, and all of it is all", []funding.Weighed{milestone(1, "2018-03-30", ""), milestone(2, "2018-03-30", "2018-03-30")}, 100, 50, "2018-10-15",
			figures{PV: 100, EV: 67, CV: is(17), SV: is(-33), CPI: index(1340), SPI: index(670), EAC: is(75), ETC: is(25), VAC: is(25), Defined: true},
		},
		{
			"sums near the edge of what can be held", []funding.Weighed{milestone(3, "2018-03-30", "2018-03-30"), milestone(1, "2018-12-28", "")}, math.MaxInt64 - 3, 1, "2018-10-15",
			figures{PV: 6917529027641081853, EV: 6917529027641081853, CV: is(6917529027641081852), SV: is(0), SPI: index(1000), EAC: is(1), ETC: is(0), VAC: is(math.MaxInt64 - 4), Defined: true},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := funding.EarnedOn(tt.milestones, tt.bac, tt.ac, day(tt.on))
			got := figures{e.PV, e.EV, e.CV(), e.SV(), e.EAC(), e.ETC(), e.VAC(), e.CPI(), e.SPI(), e.Defined}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestEarnedOfSeveralIsNoAverage(t *testing.T) {
	one := funding.Earned{BAC: 1000, PV: 500, EV: 500, AC: 250, Defined: true}
	two := funding.Earned{BAC: 100, PV: 100, EV: 0, AC: 250, Defined: true}
	none := funding.Earned{BAC: 7, AC: 900}
	got := none.Plus(one).Plus(none).Plus(two)
	want := funding.Earned{BAC: 1100, PV: 600, EV: 500, AC: 500, Defined: true}
	if got != want {
		t.Errorf("added up: %+v, want %+v", got, want)
	}
	if cpi := got.CPI(); cpi != (funding.Index{Thousandths: 1000, Defined: true}) {
		t.Errorf("the cost index of both is %+v", cpi)
	}
}

func TestEarnedCurve(t *testing.T) {
	milestones := []funding.Weighed{milestone(1, "2018-03-30", "2018-04-02"), milestone(1, "2018-12-28", "")}
	costs := []funding.Cost{{On: day("2018-04-20"), Amount: 300}, {On: day("2018-05-10"), Amount: -50}}
	got := funding.EarnedCurve(milestones, 1000, costs, 2018, day("2018-05-15"))
	if len(got) != 13 {
		t.Fatalf("%d points, want one for each month and the day", len(got))
	}
	for i, want := range map[int]funding.EarnedPoint{
		2:  {On: day("2018-03-31"), PV: 500},
		3:  {On: day("2018-04-30"), PV: 500, EV: 500, AC: 300},
		4:  {On: day("2018-05-15"), PV: 500, EV: 500, AC: 250},
		5:  {On: day("2018-05-31"), PV: 500, Planned: true},
		12: {On: day("2018-12-31"), PV: 1000, Planned: true},
	} {
		if got[i] != want {
			t.Errorf("point %d is %+v, want %+v", i, got[i], want)
		}
	}
	if empty := funding.EarnedCurve(nil, 1000, costs, 2018, day("2018-05-15")); empty != nil {
		t.Errorf("without milestones: %v", empty)
	}
}
