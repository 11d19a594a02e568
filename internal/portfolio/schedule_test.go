package portfolio

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"qadam/internal/civil"
)

// The roadmap of a small project, worked by hand in the calendar of 2018.
// Working days: 2 to 13 April are ten; of 16 April to 12 May there are
// 16-20, 23-28 April, 2-5, 10 and 11 May, seventeen.
//
//	1 design     2 April to 13 April, ten days
//	2 purchase   after 1, 16 April to 11 May, seventeen days
//	3 premises   after 1, 16 April to 20 April, five days
//	4 staff      starts with 2 and a lag of three, 19 April to 27 April, eight days
//	5 opening    after 2 and 3 and ending with 4 or later, 14 May to 18 May, five days
func opening() []Plan {
	after := func(id int64, kind LinkKind, lag int) Link { return Link{MilestoneID: id, Kind: kind, Lag: lag} }
	return []Plan{
		planned(1, "2018-04-02", "2018-04-13"),
		planned(2, "2018-04-16", "2018-05-11", after(1, FS, 0)),
		planned(3, "2018-04-16", "2018-04-20", after(1, FS, 0)),
		planned(4, "2018-04-19", "2018-04-28", after(2, SS, 3)),
		planned(5, "2018-05-14", "2018-05-18", after(2, FS, 0), after(3, FS, 0), after(4, FF, 0)),
	}
}

// timed is a timing in words.
func timed(s *Schedule, id int64) string {
	t, ok := s.Timing(id)
	if !ok {
		return "none"
	}
	word := fmt.Sprintf("%s..%s %s..%s %d %d", t.EarliestStart, t.EarliestFinish, t.LatestStart, t.LatestFinish, t.TotalFloat, t.FreeFloat)
	if t.Critical {
		word += " critical"
	}
	return word
}

func TestTheScheduleOfARoadmap(t *testing.T) {
	accepted := reported(100, "2018-04-13", "2018-04-12")
	accepted.Accepted, accepted.DoneOn = true, date("2018-04-15") // a Sunday
	tests := []struct {
		name  string
		on    string
		facts map[int64]Facts
		ended bool
		want  []string
		end   string
		path  []int64
	}{
		{"as planned", "2018-03-01", nil, false, []string{
			"2018-04-02..2018-04-13 2018-04-02..2018-04-13 0 0 critical",
			"2018-04-16..2018-05-11 2018-04-16..2018-05-11 0 0 critical",
			"2018-04-16..2018-04-20 2018-05-03..2018-05-11 12 12",
			"2018-04-19..2018-04-28 2018-05-05..2018-05-18 11 11",
			"2018-05-14..2018-05-18 2018-05-14..2018-05-18 0 0 critical",
		}, "2018-05-18", []int64{1, 2, 5}},
		{"the premises are late", "2018-04-20", map[int64]Facts{1: accepted, 3: reported(20, "2018-05-17", "2018-04-20")}, false, []string{
			"2018-04-02..2018-04-15 2018-04-02..2018-04-15 0 0",
			"2018-04-16..2018-05-11 2018-04-20..2018-05-17 4 0", // the staff hang on its start
			"2018-04-16..2018-05-17 2018-04-16..2018-05-17 0 0 critical",
			"2018-04-19..2018-04-28 2018-05-15..2018-05-24 15 15",
			"2018-05-18..2018-05-24 2018-05-18..2018-05-24 0 0 critical",
		}, "2018-05-24", []int64{3, 5}},
		{"nothing is done before today, and what was withdrawn is nobody's", "2018-05-30", nil, true, []string{"none", "none", "none", "none", "none"}, "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := NewBoard(NewSheet(1, opening(), calendar2018()), Known{
				Facts: tt.facts, Ended: map[int64]bool{1: tt.ended}, Rules: DefaultStatusRules, On: date(tt.on),
			})
			s := b.Schedule()
			for i, want := range tt.want {
				if got := timed(s, int64(i+1)); got != want {
					t.Errorf("%d: %s\nwant %s", i+1, got, want)
				}
			}
			if s.End != date(tt.end) || !slices.Equal(s.Path, tt.path) || s.Cycle != nil {
				t.Errorf("ends on %s by %v, want %s by %v", s.End, s.Path, tt.end, tt.path)
			}
			if b.Schedule() != s {
				t.Error("it is computed twice")
			}
		})
	}
}

// What repeats or goes on all year does not drive the end of a roadmap, nor of a
// project, or nobody could be late.
func TestWhatGoesOnAllYearDrivesNoEnd(t *testing.T) {
	plans := append(opening(), planned(6, "2018-01-09", "2018-constant"), planned(7, "2018-01-09", "2018-monthly-10"))
	b := board("2018-03-01", nil, plans...)
	s := b.Schedule()
	if s.End != date("2018-05-18") || !slices.Equal(s.Path, []int64{1, 2, 5}) {
		t.Errorf("it ends on %s by %v", s.End, s.Path)
	}
	if got := timed(s, 6); got != "2018-01-09..2018-12-29 2018-01-09..2018-12-29 0 0" {
		t.Errorf("all year: %s", got)
	}
	if got := timed(s, 7); got != "2018-01-09..2018-12-10 2018-01-09..2018-12-10 0 0" {
		t.Errorf("every month: %s", got)
	}
	for _, id := range []int64{6, 7} {
		p := b.Line(id)
		if e := b.IfReported(id, 10, p.Deadline.AddDays(20)); e.End.Days != 0 || len(e.Projects) != 0 {
			t.Errorf("%d moves an end: %+v %+v", id, e.End, e.Projects)
		}
	}
	if e := b.IfReported(5, 0, date("2018-05-21")); e.End.To != date("2018-05-21") || e.End.Days != 1 || len(e.Projects) != 1 || e.End.To != e.After.Schedule().End {
		t.Errorf("the opening moves no end: %+v", e.End)
	}
	alone := board("2018-03-01", nil, planned(6, "2018-01-09", "2018-constant")).Schedule()
	if alone.End != date("2018-12-29") || alone.Path != nil {
		t.Errorf("alone it ends on %s by %v", alone.End, alone.Path)
	}
}

func TestACircleLeavesNothingScheduled(t *testing.T) {
	after := func(id int64) Link { return Link{MilestoneID: id, Kind: FS} }
	s := board("2018-03-01", nil, planned(1, "2018-04-02", "2018-04-13", after(3)), planned(2, "2018-04-16", "2018-04-20", after(1)), planned(3, "2018-04-23", "2018-04-27", after(2))).Schedule()
	if !slices.Equal(s.Cycle, []int64{1, 2, 3}) || timed(s, 1) != "none" || !s.End.IsZero() || s.Path != nil {
		t.Errorf("%+v", s)
	}
}

func TestABoardWithoutLinesHasNoEnd(t *testing.T) {
	for _, b := range []*Board{{}, board("2018-03-01", nil)} {
		if s := b.Schedule(); !s.End.IsZero() || timed(s, 1) != "none" {
			t.Errorf("%+v", s)
		}
		if e := b.IfReported(1, 10, date("2018-04-01")); !e.Quiet() || e.After != nil {
			t.Errorf("%+v", e)
		}
	}
}

// anyBoard is a board of lines at random: linked, reported, done, withdrawn.
func anyBoard(seed uint64) *Board {
	random := rand.New(rand.NewPCG(seed, 1)) // #nosec G404 -- the same every time
	cal, first := calendar2018(), date("2018-01-15")
	facts := map[int64]Facts{}
	var plans []Plan
	for id := int64(1); id <= 3+int64(random.IntN(25)); id++ {
		start := cal.Add(first, random.IntN(150))
		p := planned(id, start.String(), cal.Add(start, random.IntN(40)).String())
		p.ProjectID, p.Gate = 1+id%4, id%3 == 0
		if id%9 == 5 {
			p.Due = due("2018-quarterly-10")
		}
		for range random.IntN(3) {
			if id > 1 {
				p.Links = append(p.Links, Link{MilestoneID: 1 + random.Int64N(id-1), Kind: []LinkKind{FS, SS, FF, SF}[random.IntN(4)], Lag: random.IntN(15) - 5})
			}
		}
		plans = append(plans, p)
		if random.IntN(2) == 0 {
			continue
		}
		f := reported(random.IntN(101), start.AddDays(random.IntN(80)).String(), "2018-05-02")
		if f.Accepted = random.IntN(3) == 0; f.Accepted {
			f.DoneOn = f.Forecast
		}
		facts[id] = f
	}
	random.Shuffle(len(plans), func(i, j int) { plans[i], plans[j] = plans[j], plans[i] })
	return NewBoard(NewSheet(1, plans, cal), Known{Facts: facts, Ended: map[int64]bool{1: seed%3 == 0}, Rules: DefaultStatusRules, On: date("2018-05-02").AddDays(int(seed % 60))})
}

// The schedule and the lines never say two things: a line ends at the earliest
// when its predecessors push it or its owner says, and not before today.
func TestTheScheduleAgreesWithTheLines(t *testing.T) {
	for seed := range uint64(300) {
		b := anyBoard(seed)
		cal, s := b.sheet.calendar, b.Schedule()
		for _, l := range b.Lines {
			timing, ok := s.Timing(l.MilestoneID)
			if ok == (l.Status == Withdrawn) {
				t.Fatalf("seed %d: %d is %s and has a timing: %v", seed, l.MilestoneID, l.Status, ok)
			}
			want := l.Finish
			if l.Status != Done {
				want = later(want, b.On)
			}
			if ok && cal.Ordinal(timing.EarliestFinish) != cal.Ordinal(want) {
				t.Errorf("seed %d: %d ends on %s, by the schedule on %s", seed, l.MilestoneID, want, timing.EarliestFinish)
			}
		}
	}
}

// A float is a promise: a milestone may be reported that late and the end of
// the roadmap stays; a working day later it moves.
func TestAFloatIsAPromise(t *testing.T) {
	held := 0
	for seed := range uint64(400) {
		b := anyBoard(seed)
		cal, s := b.sheet.calendar, b.Schedule()
		for _, l := range b.Lines {
			timing, ok := s.Timing(l.MilestoneID)
			if !ok || l.Status == Done || l.Facts.UpdateID == 0 { // a first report changes who holds it
				continue
			}
			i := b.at[l.MilestoneID]
			if left := (b.sheet.durations[i]*(100-l.Facts.Percent) + 99) / 100; cal.Ordinal(owned(&l)) < b.sheet.starts[i]+left-1 {
				continue // a later forecast would say that there is more to do
			}
			held++
			late := cal.Ordinal(timing.EarliestFinish) + timing.TotalFloat
			if end := b.IfReported(l.MilestoneID, l.Facts.Percent, cal.Day(late)).After.Schedule().End; end.After(s.End) {
				t.Errorf("seed %d: %d slips by its float of %d and the end moves from %s to %s", seed, l.MilestoneID, timing.TotalFloat, s.End, end)
			}
			if end := b.IfReported(l.MilestoneID, l.Facts.Percent, cal.Day(late+1)).After.Schedule().End; !end.After(s.End) && !l.Due.Repeats() {
				t.Errorf("seed %d: %d slips by more than its float of %d and the end stays on %s", seed, l.MilestoneID, timing.TotalFloat, end)
			}
		}
	}
	if held < 500 {
		t.Errorf("only %d were tried", held)
	}
}

func BenchmarkBoardSchedule(b *testing.B) {
	board := wide(10_000)
	for b.Loop() {
		board.schedule()
	}
}

// wide is a board of many lines with up to three links each.
func wide(lines int) *Board {
	random := rand.New(rand.NewPCG(5, 8)) // #nosec G404 -- the same every time
	cal, first := calendar2018(), date("2018-01-15")
	plans := make([]Plan, 0, lines)
	for id := int64(1); id <= int64(lines); id++ {
		start := cal.Add(first, random.IntN(150))
		p := planned(id, start.String(), cal.Add(start, random.IntN(40)).String())
		for range 3 {
			if id > 1 {
				p.Links = append(p.Links, Link{MilestoneID: max(1, id-1-random.Int64N(200)), Kind: []LinkKind{FS, SS, FF, SF}[random.IntN(4)], Lag: random.IntN(15) - 200})
			}
		}
		plans = append(plans, p)
	}
	return NewBoard(NewSheet(1, plans, cal), Known{Rules: DefaultStatusRules, On: civil.Date{Year: 2018, Month: 5, Day: 2}})
}
