package portfolio

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"qadam/internal/civil"
)

// months are the colours of a project at month-ends, the last at the end of
// September 2018: r red, a amber, n no data, "." none since no roadmap was in force.
func months(colours string) func(civil.Date) (map[int64]Health, error) {
	at := map[civil.Date]Health{}
	on := date("2018-09-30")
	for i := len(colours) - 1; i >= 0; i-- {
		if h := map[byte]Health{'r': Red, 'a': Amber, 'n': NoData, 'g': Green}[colours[i]]; h != "" {
			at[on] = h
		}
		on = MonthEnd(on)
	}
	return func(day civil.Date) (map[int64]Health, error) {
		if h, ok := at[day]; ok {
			return map[int64]Health{7: h}, nil
		}
		return map[int64]Health{}, nil
	}
}

func TestRedRuns(t *testing.T) {
	tests := []struct {
		colours string
		first   string
		months  int
	}{
		{"rrr", "2018-07-31", 3},
		{"rr", "2018-08-31", 2},
		{"arrr", "2018-07-31", 3},
		{"rrra", "", 0},
		{"rnrr", "2018-08-31", 2},
		{"r.rr", "2018-08-31", 2}, // it stood in no roadmap in force
		{"", "", 0},
		{strings.Repeat("r", 14), "2017-08-31", 14}, // over the end of a year
	}
	for _, tt := range tests {
		t.Run(tt.colours, func(t *testing.T) {
			runs, err := RedRuns(date("2018-09-30"), months(tt.colours))
			if err != nil {
				t.Fatal(err)
			}
			run := runs[7]
			if run.Months != tt.months || tt.months > 0 && (run.FirstOn != date(tt.first) || run.LastOn != date("2018-09-30")) {
				t.Errorf("%+v, want %d months from %s", run, tt.months, tt.first)
			}
		})
	}
}

// Red at three month-ends running opens a review, twelve running goes on the
// ministry's list (rules.md §4); each run does so once.
func TestEscalate(t *testing.T) {
	before := func(level Level, first, last string, steps ...EscalationEvent) Escalation {
		e := Escalation{ID: 1, ProjectID: 7, Level: level, FirstOn: date(first), LastOn: date(last)}
		for _, s := range steps {
			e.Steps = append(e.Steps, EscalationStep{Event: s})
		}
		return e
	}
	twelve := strings.Repeat("r", 12)
	tests := []struct {
		name    string
		colours string
		before  []Escalation
		want    string
	}{
		{"two are too few", "arr", nil, ""},
		{"three open a review", "arrr", nil, "review from 2018-07-31"},
		{"a job that comes late opens it too", "arrrr", nil, "review from 2018-06-30"},
		{"once", "arrr", []Escalation{before(ReviewLevel, "2018-07-31", "2018-09-30")}, ""},
		{"once, though it was held", "arrrr", []Escalation{before(ReviewLevel, "2018-06-30", "2018-08-31", EscalationHeld)}, ""},
		{"the run ended", "rrra", []Escalation{before(ReviewLevel, "2018-06-30", "2018-08-31", EscalationHeld)}, "ended 1"},
		{"it ended before", "rrraa", []Escalation{before(ReviewLevel, "2018-05-31", "2018-07-31", EscalationEnded)}, ""},
		{"a run that begins again opens another", "rrrarrr", []Escalation{before(ReviewLevel, "2018-03-31", "2018-05-31", EscalationEnded)}, "review from 2018-07-31"},
		{"both at once when nobody looked between", "rrrarrr", []Escalation{before(ReviewLevel, "2018-03-31", "2018-05-31")}, "review from 2018-07-31, ended 1"},
		{"eleven are too few for the ministry", twelve[1:], []Escalation{before(ReviewLevel, "2017-11-30", "2018-01-31")}, ""},
		{"twelve go on the ministry's list", twelve, []Escalation{before(ReviewLevel, "2017-10-31", "2017-12-31")}, "ministry from 2017-10-31"},
		{"once on the ministry's list", twelve + "r", []Escalation{before(ReviewLevel, "2017-09-30", "2017-11-30"), before(MinistryLevel, "2017-09-30", "2018-08-31")}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			runs, err := RedRuns(date("2018-09-30"), months(tt.colours))
			if err != nil {
				t.Fatal(err)
			}
			open, ended := Escalate(date("2018-09-30"), runs, tt.before, DefaultStatusRules)
			var got []string
			for _, e := range open {
				got = append(got, fmt.Sprintf("%s from %s", e.Level, e.FirstOn))
			}
			for _, e := range ended {
				got = append(got, fmt.Sprintf("ended %d", e.ID))
			}
			if s := strings.Join(got, ", "); s != tt.want {
				t.Errorf("%q, want %q", s, tt.want)
			}
		})
	}
}

func TestAReviewIsLateAfterItsDay(t *testing.T) {
	e := Escalation{Level: ReviewLevel, HoldBy: date("2018-10-01")}
	if e.Late(date("2018-10-01")) || !e.Late(date("2018-10-02")) {
		t.Error("a review is late on the day after its term")
	}
	e.Steps = []EscalationStep{{Event: EscalationEnded}}
	if e.Over() || !e.Late(date("2018-10-02")) {
		t.Error("that the project is red no more does not hold the review")
	}
	e.Steps = append(e.Steps, EscalationStep{Event: EscalationHeld})
	if !e.Over() || e.Late(date("2018-10-02")) {
		t.Error("a review that was held is over")
	}
}

// How long a project is red is counted on to the day, until it is red no more.
func TestARunIsCountedOn(t *testing.T) {
	e := Escalation{FirstOn: date("2018-06-30"), LastOn: date("2018-08-31"), Months: 3}
	ended := e
	ended.Steps = []EscalationStep{{Event: EscalationEnded, HappenedOn: date("2018-10-31")}}
	for day, want := range map[string][2]int{"2018-09-03": {3, 4}, "2018-09-30": {3, 4}, "2018-10-15": {4, 4}, "2019-01-10": {7, 4}} {
		if got := [2]int{e.RunningMonths(date(day)), ended.RunningMonths(date(day))}; got != want {
			t.Errorf("%s: %v", day, got)
		}
	}
}

// What is news of escalations: that one was opened and that it is over, each once;
// that a project is red no more says nothing of a review that is still to be held.
func TestWhatCameOfEscalations(t *testing.T) {
	at := func(day string) time.Time { return date(day).StartOfDay().Add(6 * time.Hour) }
	b := NewRatingBook(nil, []Escalation{
		{ID: 1, Level: ReviewLevel, RecordedAt: at("2018-06-01"), Steps: []EscalationStep{
			{Event: EscalationEnded, HappenedOn: date("2018-06-30"), RecordedAt: at("2018-07-01")},
			{Event: EscalationHeld, HappenedOn: date("2018-07-03"), RecordedAt: at("2018-07-05")},
		}},
		{ID: 2, Level: MinistryLevel, RecordedAt: at("2018-06-15"), Steps: []EscalationStep{
			{Event: EscalationEnded, HappenedOn: date("2018-07-31"), RecordedAt: at("2018-08-01")},
		}},
	})
	for since, want := range map[string]string{
		"2018-06-01": "2 ended 2018-08-01, 1 held 2018-07-03, 2 opened 2018-06-15, 1 opened 2018-06-01",
		"2018-06-02": "2 ended 2018-08-01, 1 held 2018-07-03, 2 opened 2018-06-15",
		"2018-07-05": "2 ended 2018-08-01, 1 held 2018-07-03",
		"2018-07-06": "2 ended 2018-08-01",
		"2018-08-02": "",
	} {
		var got []string
		for _, n := range b.EscalatedSince(date(since).StartOfDay()) {
			got = append(got, fmt.Sprintf("%d %s %s", n.ID, n.Event, n.On))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("since %s: %q, want %q", since, s, want)
		}
	}
}
