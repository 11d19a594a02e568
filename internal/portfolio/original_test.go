package portfolio

import (
	"testing"

	"qadam/internal/civil"
)

func TestSlipFrom(t *testing.T) {
	day := func(s string) civil.Date {
		d, err := civil.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	due := day("2018-06-29")
	today := day("2018-06-20")
	tests := []struct {
		name  string
		facts Facts
		state Status
		from  civil.Date
		days  int
		known bool
		on    civil.Date
	}{
		{"nobody has said anything", Facts{}, OnTrack, due, 0, false, today},
		{"the owner's forecast is later", Facts{Forecast: day("2018-07-13")}, AtRisk, due, 14, true, today},
		{"the owner's forecast is earlier", Facts{Forecast: day("2018-06-26")}, OnTrack, due, -3, true, today},
		{"done: the day of the act counts, not the forecast", Facts{Forecast: day("2018-07-13"), Accepted: true, DoneOn: day("2018-06-29")}, Done, due, 0, true, today},
		{"the original version had no such line", Facts{Forecast: day("2018-07-13")}, AtRisk, civil.Date{}, 0, false, today},
		{"overdue, and what was said has passed too", Facts{Forecast: day("2018-06-26")}, Overdue, due, 11, true, day("2018-07-10")},
		{"overdue, and nobody has said anything", Facts{}, Overdue, due, 11, true, day("2018-07-10")},
		{"overdue, the forecast is still to come", Facts{Forecast: day("2018-07-13")}, Overdue, due, 14, true, day("2018-07-10")},
		{"said done: what was said counts until it is judged", Facts{Forecast: day("2018-06-26"), SaidDone: true}, Reported, due, -3, true, day("2018-07-10")},
		{"withdrawn with its project", Facts{Forecast: day("2018-07-13")}, Withdrawn, due, 0, false, today},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := Line{Facts: tt.facts, Standing: Standing{Status: tt.state, Reason: Reason{On: tt.on}}}
			if days, known := l.SlipFrom(tt.from); days != tt.days || known != tt.known {
				t.Errorf("SlipFrom() = %d, %t, want %d, %t", days, known, tt.days, tt.known)
			}
		})
	}
}
