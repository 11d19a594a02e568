package portfolio

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/civil"
)

// ended is a line with the days on which it is due, ends and was done.
func ended(id int64, status Status, due, finish, done string) Line {
	day := func(s string) civil.Date {
		d, _ := civil.ParseDate(s)
		return d
	}
	return Line{Plan: &Plan{MilestoneID: id}, Deadline: day(due), Facts: Facts{DoneOn: day(done)}, Standing: Standing{Status: status, Finish: day(finish)}}
}

// inYear is an overview of one board.
func inYear(on string, lines ...Line) Overview {
	d, _ := civil.ParseDate(on)
	return Overview{On: d, Year: 2018, Rows: []Row{{Board: &Board{On: d, Year: 2018, Lines: lines}}}}
}

func TestTheCurveCountsWhatIsPlannedExpectedAndDone(t *testing.T) {
	o := inYear("2018-04-10",
		ended(1, Done, "2017-12-29", "2018-01-15", "2018-01-15"),
		ended(2, Done, "2018-03-30", "2018-03-31", "2018-03-31"),
		ended(3, Done, "2018-05-31", "2018-04-10", "2018-04-10"),
		ended(4, Overdue, "2018-04-02", "2018-04-30", ""),
		ended(5, OnTrack, "2018-12-28", "2019-02-01", ""),
		ended(6, Withdrawn, "2018-01-31", "2018-01-31", ""),
	)
	want := map[string][3]int{
		"2017-12-31": {1, 0, 0}, "2018-01-31": {1, 1, 1}, "2018-03-31": {2, 2, 2}, "2018-04-10": {3, 3, 3},
		"2018-04-30": {3, 4, -1}, "2018-05-31": {4, 4, -1}, "2018-12-31": {5, 4, -1},
	}
	points := o.Curve()
	if len(points) != 14 {
		t.Errorf("%d points, want the ends of the months, of the year before and the day", len(points))
	}
	for _, p := range points {
		got := [3]int{p.Planned, p.Forecast, p.Done}
		if !p.Known {
			got[2] = -1
		}
		if w, ok := want[p.Day.String()]; ok && got != w {
			t.Errorf("by %s: %v, want %v", p.Day, got, w)
		}
		delete(want, p.Day.String())
	}
	if len(want) > 0 {
		t.Errorf("no points of %v", want)
	}
	if n := o.DueBetween(civil.Date{Year: 2018, Month: 3, Day: 30}, civil.Date{Year: 2018, Month: 5, Day: 31}); n != 2 {
		t.Errorf("%d were due after 30 March and by 31 May, want 2", n)
	}
	if n := len(inYear("2018-04-30").Curve()); n != 13 {
		t.Errorf("%d points when the day is the end of a month, want 13", n)
	}
	if n := len(inYear("2019-04-10").Curve()); n != 13 {
		t.Errorf("%d points when the day is of another year, want 13", n)
	}
}

func TestWhatALineBecameIsCountedNewOnesToo(t *testing.T) {
	then := inYear("2018-03-31", ended(1, OnTrack, "", "2018-05-01", ""), ended(2, Done, "", "2018-03-01", ""), ended(3, OnTrack, "", "2018-06-01", ""), ended(4, OnTrack, "", "2018-06-01", "")).Rows[0].Board
	now := inYear("2018-04-30", ended(1, Done, "", "2018-04-20", ""), ended(2, Done, "", "2018-03-01", ""), ended(3, AtRisk, "", "2018-07-01", ""), ended(5, Done, "", "2018-04-01", "")).Rows[0].Board
	for _, b := range []*Board{then, now} {
		b.at = map[int64]int{}
		for i, l := range b.Lines {
			b.at[l.MilestoneID] = i
		}
	}
	for range 2 { // the second time it is what was kept
		d := now.Against(then)
		if diff := cmp.Diff(map[Status]int{Done: 2, AtRisk: 1}, d.Became); diff != "" {
			t.Errorf("became (-want +got):\n%s", diff)
		}
		if d.Slower != 1 || d.Sooner != 1 || len(d.Added) != 1 || len(d.Dropped) != 1 {
			t.Errorf("%d slower, %d sooner, %d added, %d dropped", d.Slower, d.Sooner, len(d.Added), len(d.Dropped))
		}
	}
	if n := len(now.against.kept); n != 1 {
		t.Errorf("%d comparisons are kept, want 1", n)
	}
	earlier := &Board{On: civil.Date{Year: 2018, Month: 1, Day: 31}}
	if d := now.Against(earlier); len(d.Added) != 4 || d.Since != earlier.On {
		t.Errorf("against a day without a roadmap: %+v", d)
	}
	for m := range 9 {
		now.Against(&Board{On: civil.Date{Year: 2017, Month: 1, Day: 1}.AddMonths(m)})
	}
	if n := len(now.against.kept); n != differencesKept {
		t.Errorf("%d comparisons are kept, want %d", n, differencesKept)
	}
}

func TestTheLargestSlipsOfAllProgrammesComeFirst(t *testing.T) {
	row := func(days ...int) Row {
		d := &Difference{}
		for _, n := range days {
			d.Slipped = append(d.Slipped, Slip{Days: n})
			if n > 0 {
				d.Slower++
			}
		}
		return Row{Since: d}
	}
	o := Overview{Rows: []Row{row(30, 4, -5), row(50, 20, 10), {}}, Since: Difference{Slower: 5}}
	slips, more := o.Later(3)
	var days []int
	for _, s := range slips {
		days = append(days, s.Days)
	}
	if diff := cmp.Diff([]int{50, 30, 20}, days); diff != "" || more != 2 {
		t.Errorf("%d more and (-want +got):\n%s", more, diff)
	}
}

func TestTheHeatMapHasTheDirectionsThatOccur(t *testing.T) {
	row := func(directions map[string]Tally) Row {
		return Row{Board: &Board{Directions: directions, Rules: DefaultStatusRules}}
	}
	o := Overview{Rows: []Row{
		row(map[string]Tally{"safety": {Total: 4, Done: 1, Overdue: 1, Weight: 4, OverdueWeight: 1}, "health": {}}),
		row(map[string]Tally{"transport": {Total: 2, Done: 2, Weight: 2}}),
	}}
	h := o.Heat([]Direction{{Code: "health"}, {Code: "safety"}, {Code: "transport"}})
	if len(h.Directions) != 2 || h.Directions[0].Code != "safety" || h.Directions[1].Code != "transport" {
		t.Fatalf("directions %v", h.Directions)
	}
	var got [][]Health
	for _, r := range h.Rows {
		var cells []Health
		for _, c := range r.Cells {
			cells = append(cells, c.Health)
		}
		got = append(got, cells)
	}
	if diff := cmp.Diff([][]Health{{Red, NoData}, {NoData, Green}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAZoneCountsWhatStandsInItsProjects(t *testing.T) {
	project := func(id int64, zones ...string) Project {
		return Project{ID: id, Profile: ProjectProfile{Zones: zones}}
	}
	p := &Picture{
		Projects: []Project{project(1, "a"), project(2, "a", "b"), project(3, "b"), project(4)},
		Boards:   map[int]*Board{2018: {Projects: map[int64]Tally{1: {Total: 3, Done: 1}, 2: {Total: 2}, 4: {Total: 9}}}},
	}
	if diff := cmp.Diff(map[string]Tally{"a": {Total: 5, Done: 1}, "b": {Total: 2}}, p.InZones(2018)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
