package funding_test

import (
	"strings"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
)

// gone is three stages of partnership and one that ends it, seen on 15 October.
func gone(ended bool, records ...funding.StageRecord) funding.Course {
	var all []funding.Stage
	for i, code := range []string{"P1", "P2", "P3", "PX"} {
		all = append(all, funding.Stage{ID: int64(i + 1), Model: portfolio.PPP, Code: code, Position: i, Terminal: code == "PX", ValidFrom: day("2015-10-31")})
	}
	b := funding.StageBook{On: day("2018-10-15"), Sets: funding.StageSets(all), Records: map[int64][]funding.StageRecord{7: records}}
	p := portfolio.Project{ID: 7, Profile: portfolio.ProjectProfile{Model: portfolio.PPP}}
	if ended {
		p.End = &portfolio.ProjectEnd{}
	}
	return b.Courses(p)[0]
}

func TestCourse(t *testing.T) {
	planned := func(id int64, on string) funding.StageRecord {
		return funding.StageRecord{StageID: id, PlannedOn: day(on)}
	}
	result := func(id int64, on, end string, r funding.StageResult) funding.StageRecord {
		return funding.StageRecord{StageID: id, PlannedOn: day(on), ActualOn: day(end), Result: r}
	}
	forecast := planned(2, "2018-12-03")
	forecast.ForecastOn = day("2018-12-10")
	tests := []struct {
		name    string
		ended   bool
		records []funding.StageRecord
		states  string
		next    string
		days    int // late, of the second
		slip    int
	}{
		{"nothing was said", false, nil, "unplanned unplanned unplanned moot", "P1", 0, 0},
		{"its last day is not late", false, []funding.StageRecord{planned(2, "2018-10-15")}, "unplanned ahead unplanned moot", "P2", 0, 0},
		{"the day after is", false, []funding.StageRecord{planned(2, "2018-10-14")}, "unplanned late unplanned moot", "P2", 1, 0},
		{"a forecast after the plan slips", false, []funding.StageRecord{forecast}, "unplanned ahead unplanned moot", "P2", 0, 7},
		{"a later forecast does not mend what is late", false, []funding.StageRecord{{StageID: 2, PlannedOn: day("2018-10-05"), ForecastOn: day("2018-11-05")}}, "unplanned late unplanned moot", "P2", 10, 31},
		{"only a forecast, and it is over", false, []funding.StageRecord{{StageID: 2, ForecastOn: day("2018-10-05")}}, "unplanned late unplanned moot", "P2", 10, 0},
		{"returned before its day", false, []funding.StageRecord{result(2, "2018-11-05", "2018-10-05", funding.StageReturned)}, "unplanned back unplanned moot", "P2", 0, 0},
		{"returned, and its day is over", false, []funding.StageRecord{result(2, "2018-10-05", "2018-10-05", funding.StageReturned)}, "unplanned late unplanned moot", "P2", 10, 0},
		{"passed late is passed", false, []funding.StageRecord{result(2, "2018-10-01", "2018-10-05", funding.StagePassed)}, "unplanned done unplanned moot", "P3", 4, 0},
		{"skipped", false, []funding.StageRecord{result(2, "2018-10-01", "2018-10-05", funding.StageSkipped)}, "unplanned left_out unplanned moot", "P1", 0, 0},
		{"rejected ends the course", false, []funding.StageRecord{result(2, "2018-10-01", "2018-10-05", funding.StageRejected), planned(3, "2018-10-01")}, "moot refused moot moot", "", 0, 0},
		{"terminated ends the course", false, []funding.StageRecord{planned(2, "2018-10-01"), result(4, "2018-10-01", "2018-10-05", funding.StagePassed)}, "moot moot moot done", "", 0, 0},
		{"a project that ended is late with nothing", true, []funding.StageRecord{planned(2, "2018-10-01")}, "moot moot moot moot", "", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := gone(tt.ended, tt.records...)
			var states []string
			for _, s := range c.Stands {
				states = append(states, string(s.State))
			}
			next := ""
			if n := c.Next(); n != nil {
				next = n.Stage.Code
			}
			if got := strings.Join(states, " "); got != tt.states || next != tt.next || c.Stands[1].Days != tt.days || c.Stands[1].Slip != tt.slip {
				t.Errorf("%s, next %q, %d days, slip %d; want %s, %q, %d, %d", got, next, c.Stands[1].Days, c.Stands[1].Slip, tt.states, tt.next, tt.days, tt.slip)
			}
		})
	}
}

func TestStageSetsHoldBetweenDays(t *testing.T) {
	sets := funding.StageSets([]funding.Stage{
		{Model: portfolio.Service, Code: "V1", ValidFrom: day("2018-06-28")},
		{Model: portfolio.Service, Code: "V1", ValidFrom: day("2016-01-28"), ValidTo: day("2018-06-27")},
		{Model: portfolio.Public, Code: "B1"},
	})
	holds := func(on string) (n int) {
		for i, s := range sets {
			if s.Model == portfolio.Service && s.Holds(day(on)) {
				n += i + 1
			}
		}
		return n
	}
	if holds("2018-06-27") != 1 || holds("2018-06-28") != 2 || holds("2016-01-27") != 0 {
		t.Errorf("the sets hold %d, %d and %d", holds("2018-06-27"), holds("2018-06-28"), holds("2016-01-27"))
	}
	if always := sets[2]; always.Model != portfolio.Public || !always.Holds(civil.Date{Year: 1999, Month: 1, Day: 1}) {
		t.Errorf("a set without days: %+v", always)
	}
}
