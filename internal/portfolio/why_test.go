package portfolio

import (
	"math/rand/v2"
	"testing"
)

// weighed is a board whose lines have the statuses and weights given: o overdue,
// r at risk, t on track, d done; a capital letter is stale.
func weighed(lines string, weights ...int) *Board {
	b := &Board{On: date("2018-09-03"), Rules: DefaultStatusRules, Projects: map[int64]Tally{}}
	for i := range len(lines) {
		l := Line{Plan: &Plan{MilestoneID: int64(i + 1), ProjectID: 1, Weight: weights[i]}}
		c := lines[i]
		if c < 'a' {
			l.Stale, c = true, c+'a'-'A'
		}
		l.Status = map[byte]Status{'o': Overdue, 'r': AtRisk, 't': OnTrack, 'd': Done}[c]
		b.Lines = append(b.Lines, l)
		b.Total.Add(l)
	}
	b.Projects[1] = b.Total
	return b
}

func ids(lines []*Line) []int64 {
	var all []int64
	for _, l := range lines {
		all = append(all, l.MilestoneID)
	}
	return all
}

func TestWhatTurnsAHealthGreen(t *testing.T) {
	tests := []struct {
		name           string
		lines          string
		weights        []int
		health         Health
		finish, report []int64
	}{
		{"green", "ttt", []int{40, 30, 30}, Green, nil, nil},
		{"ten per cent overdue is still green", "ot", []int{10, 90}, Green, nil, nil},
		{"the one overdue", "ot", []int{11, 89}, Red, []int64{1}, nil},
		{"the heaviest of two is enough", "oot", []int{8, 15, 77}, Red, []int64{2}, nil},
		{"overdue first, then at risk", "orrt", []int{15, 20, 10, 55}, Red, []int64{1, 2}, nil},
		{"at risk alone", "rrt", []int{15, 20, 65}, Amber, []int64{2}, nil},
		{"the heaviest stale", "TTt", []int{20, 35, 45}, NoData, nil, []int64{2}},
		{"a stale one that is finished needs no report", "OTt", []int{40, 15, 45}, NoData, []int64{1}, nil},
		{"lines without weight weigh one", "ottt", []int{0, 0, 0, 0}, Red, []int64{1}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := weighed(tt.lines, tt.weights...).WhyHealth(1, nil)
			if w.Health != tt.health || !equal(ids(w.Remedy.Finish), tt.finish) || !equal(ids(w.Remedy.Report), tt.report) {
				t.Errorf("%s: finish %v, report %v", w.Health, ids(w.Remedy.Finish), ids(w.Remedy.Report))
			}
			if w.Remedy.None() != (tt.health == Green) {
				t.Error("only a green one needs nothing")
			}
		})
	}
}

func equal(a, b []int64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Whatever stands on a board: what would turn it green does, and no line less
// would of those that are overdue.
func TestTheRemedyHelps(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 2018))
	for range 2000 {
		n := 1 + random.IntN(8)
		lines, weights := make([]byte, n), make([]int, n)
		for i := range lines {
			lines[i], weights[i] = "oOrRtTd"[random.IntN(7)], random.IntN(40)
		}
		b := weighed(string(lines), weights...)
		r := b.WhyHealth(0, nil).Remedy
		after := &Board{Rules: b.Rules}
		finished, reported := map[int64]bool{}, map[int64]bool{}
		for _, l := range r.Finish {
			finished[l.MilestoneID] = true
		}
		for _, l := range r.Report {
			reported[l.MilestoneID] = true
		}
		for _, l := range b.Lines {
			if finished[l.MilestoneID] {
				l.Status, l.Stale = Done, false
			}
			if reported[l.MilestoneID] {
				l.Stale = false
			}
			after.Total.Add(l)
		}
		if h := after.Health(); h != Green {
			t.Fatalf("%s %v stays %s: finish %v, report %v", lines, weights, h, ids(r.Finish), ids(r.Report))
		}
		if b.Health() == Green != r.None() {
			t.Fatalf("%s %v is %s and asks for %v %v", lines, weights, b.Health(), ids(r.Finish), ids(r.Report))
		}
	}
}

// Why asks the rules that decided the status, and no other answer comes of it.
func TestWhyAsksTheSameRules(t *testing.T) {
	risky := board("2018-06-19", map[int64]Facts{1: reported(10, "2018-07-20", "2018-06-01")}, planned(1, "2018-04-02", "2018-Q2"))
	late := board("2018-07-12", map[int64]Facts{1: reported(40, "2018-07-31", "2018-06-01")}, planned(1, "2018-04-02", "2018-Q2"))
	fine := board("2018-05-15", map[int64]Facts{1: reported(60, "2018-06-29", "2018-05-10")}, planned(1, "2018-04-02", "2018-Q2"))

	w := risky.Why(risky.Line(1), nil)
	var held []Rule
	for _, c := range w.Checks {
		if c.Holds {
			held = append(held, c.Rule)
		}
		if c.Decides != (c.Rule == RuleForecastLate) {
			t.Errorf("%+v", c)
		}
	}
	if len(held) != 2 || held[0] != RuleForecastLate || held[1] != RuleBehind {
		t.Errorf("the rules that hold are %v", held)
	}
	want := []Want{{Rule: RuleForecastLate, Days: 18, Day: date("2018-07-02")}, {Rule: RuleBehind, Percent: 70}}
	if len(w.Wants) != 2 || w.Wants[0] != want[0] || w.Wants[1] != want[1] {
		t.Errorf("%+v", w.Wants)
	}

	w = late.Why(late.Line(1), risky.Line(1))
	if len(w.Wants) != 1 || w.Wants[0] != (Want{Rule: RulePastDue, Days: 29, Day: date("2018-07-31")}) || w.Then == nil {
		t.Errorf("%+v", w.Wants)
	}
	for _, c := range w.Checks {
		if c.Rule == RuleForecastLate {
			t.Error("of one that is overdue no risk is asked")
		}
	}
	if w = fine.Why(fine.Line(1), nil); len(w.Wants) != 0 {
		t.Errorf("what goes well wants nothing: %+v", w.Wants)
	}
}

// A line that is at risk on both days did not leave, whichever colours the days
// have; one that became overdue turned.
func TestWhatChangedSinceIsAskedTheSameOnBothDays(t *testing.T) {
	was, is := weighed("rrrt", 20, 20, 20, 40), weighed("rotr", 20, 20, 20, 40)
	for _, b := range []*Board{was, is} {
		b.at = map[int64]int{1: 0, 2: 1, 3: 2, 4: 3}
	}
	w := is.WhyHealth(1, was)
	if w.Health != Red || w.Then.Health != Amber {
		t.Fatalf("%s, was %s", w.Health, w.Then.Health)
	}
	if !equal(ids(w.Then.Entered), []int64{4}) || !equal(ids(w.Then.Left), []int64{3}) {
		t.Errorf("entered %v, left %v", ids(w.Then.Entered), ids(w.Then.Left))
	}
	if len(w.Then.Turned) != 1 || w.Then.Turned[0].Line.MilestoneID != 2 || w.Then.Turned[0].Was != AtRisk {
		t.Errorf("turned %+v", w.Then.Turned)
	}
}
