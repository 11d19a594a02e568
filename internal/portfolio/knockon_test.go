package portfolio

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// effectText is an effect in words: own; others; gates; projects; the end.
func effectText(e Effect) string {
	var b strings.Builder
	list := func(name string, all []Shift) {
		for _, s := range all {
			fmt.Fprintf(&b, "%s %d %s..%s %+d; ", name, s.Line.MilestoneID, s.From, s.To, s.Days)
		}
	}
	list("own", e.Own)
	list("moves", e.Shifts)
	list("gate", e.Gates)
	for _, s := range e.Projects {
		fmt.Fprintf(&b, "project %d %s..%s %+d; ", s.ProjectID, s.From, s.To, s.Days)
	}
	if e.End.Days != 0 {
		fmt.Fprintf(&b, "end %s..%s %+d; ", e.End.From, e.End.To, e.End.Days)
	}
	return strings.TrimSuffix(b.String(), "; ")
}

// opened is the board of opening on a day, with the last milestone as a gate
// of another project.
func opened() *Board {
	plans := opening()
	plans[4].Gate, plans[4].ProjectID = true, 2
	return board("2018-04-09", map[int64]Facts{1: reported(40, "2018-04-13", "2018-04-06")}, plans...)
}

func TestWhatAReportMoves(t *testing.T) {
	tests := []struct {
		name     string
		line     int64
		percent  int
		forecast string
		want     string
	}{
		{"nothing, when the forecast stays", 1, 50, "2018-04-13", "own 1 2018-04-13..2018-04-13 +0"},
		{"nothing else, within its float", 3, 0, "2018-05-11", "own 3 2018-04-20..2018-05-11 +12"},
		{"the last one beyond it", 3, 0, "2018-05-14", "own 3 2018-04-20..2018-05-14 +13; moves 5 2018-05-18..2018-05-21 +1; gate 5 2018-05-18..2018-05-21 +1; project 1 2018-05-11..2018-05-14 +1; project 2 2018-05-18..2018-05-21 +1; end 2018-05-18..2018-05-21 +1"},
		{"a chain, by two working days over a weekend", 1, 40, "2018-04-17", "own 1 2018-04-13..2018-04-17 +2; moves 2 2018-05-11..2018-05-15 +2; moves 3 2018-04-20..2018-04-24 +2; moves 4 2018-04-28..2018-05-03 +2; moves 5 2018-05-18..2018-05-22 +2; " +
			"gate 5 2018-05-18..2018-05-22 +2; project 1 2018-05-11..2018-05-15 +2; project 2 2018-05-18..2018-05-22 +2; end 2018-05-18..2018-05-22 +2"},
		{"the end itself", 5, 0, "2018-05-25", "own 5 2018-05-18..2018-05-25 +5; gate 5 2018-05-18..2018-05-25 +5; project 2 2018-05-18..2018-05-25 +5; end 2018-05-18..2018-05-25 +5"},
		{"the end, which comes nearer", 5, 0, "2018-05-16", "own 5 2018-05-18..2018-05-16 -2; gate 5 2018-05-18..2018-05-16 -2; project 2 2018-05-18..2018-05-16 -2; end 2018-05-18..2018-05-16 -2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := opened()
			before := effectText(b.IfReported(2, 0, date("2018-05-11")))
			e := b.IfReported(tt.line, tt.percent, date(tt.forecast))
			if got := effectText(e); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if quiet := !strings.Contains(tt.want, ";"); e.Quiet() != quiet {
				t.Errorf("quiet: %v", e.Quiet())
			}
			if effectText(b.IfReported(2, 0, date("2018-05-11"))) != before || b.Line(tt.line).Facts.Forecast == date(tt.forecast) && tt.line != 1 {
				t.Error("asking changed the board")
			}
		})
	}
}

// What is shown before saving is what the board says afterwards.
func TestTheEffectIsWhatWillBe(t *testing.T) {
	for seed := range uint64(60) {
		b := anyBoard(seed)
		for _, l := range b.Lines {
			if l.Status == Done || l.Status == Withdrawn {
				continue
			}
			forecast := b.On.AddDays(int(seed))
			e := b.IfReported(l.MilestoneID, 55, forecast)
			facts := b.facts()
			f := facts[l.MilestoneID]
			f.Take(Update{ID: 77, MilestoneID: l.MilestoneID, Percent: 55, Forecast: forecast, RecordedAt: b.On.EndOfDay().Add(-1)})
			facts[l.MilestoneID] = f
			known := b.known
			known.Facts = facts
			var got, want []string
			for i := range NewBoard(b.sheet, known).Lines {
				now := &NewBoard(b.sheet, known).Lines[i]
				want = append(want, fmt.Sprint(now.MilestoneID, now.Finish, now.PushedTo, now.Status, now.Reason.Rule))
				would := e.After.Lines[i]
				got = append(got, fmt.Sprint(would.MilestoneID, would.Finish, would.PushedTo, would.Status, would.Reason.Rule))
				was := b.Line(now.MilestoneID)
				shifts := slices.Concat(e.Own, e.Shifts)
				said := slices.ContainsFunc(shifts, func(s Shift) bool { return s.Line.MilestoneID == now.MilestoneID && s.Days != 0 })
				if really := now.Status != Withdrawn && b.workingDays(was.Finish, now.Finish) != 0; said != really {
					t.Errorf("seed %d: %d moves from %s to %s and the effect says so: %v", seed, now.MilestoneID, was.Finish, now.Finish, said)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("seed %d, %d:\n%v\n%v", seed, l.MilestoneID, got, want)
			}
		}
	}
}

func TestWhatAPlanMoves(t *testing.T) {
	b := opened()
	longer := *b.Line(2).Plan
	longer.Due = due("2018-05-14")
	if got, want := effectText(b.IfPlanned(longer)), "own 2 2018-05-11..2018-05-14 +1; moves 5 2018-05-18..2018-05-21 +1; gate 5 2018-05-18..2018-05-21 +1; project 1 2018-05-11..2018-05-14 +1; project 2 2018-05-18..2018-05-21 +1; end 2018-05-18..2018-05-21 +1"; got != want {
		t.Errorf("a longer purchase: %s", got)
	}
	further := planned(0, "2018-05-21", "2018-05-25", Link{MilestoneID: 5, Kind: FS})
	e := b.IfPlanned(further)
	if got, want := effectText(e), "project 1 2018-05-11..2018-05-25 +10; end 2018-05-18..2018-05-25 +5"; got != want || e.After.Line(-1) == nil {
		t.Errorf("a further line: %s", got)
	}
	round := *b.Line(1).Plan
	round.Links = Links{{MilestoneID: 5, Kind: FS}}
	if e := b.IfPlanned(round); !slices.Equal(e.Cycle, []int64{1, 2, 5}) || e.After != nil {
		t.Errorf("a circle: %v", e.Cycle)
	}
	if got := effectText((&Board{}).IfPlanned(longer)); got != "" {
		t.Errorf("on no board: %s", got)
	}
}

func BenchmarkIfReported(b *testing.B) {
	board := wide(10_000)
	for b.Loop() {
		board.IfReported(1, 10, date("2018-12-03"))
	}
}
