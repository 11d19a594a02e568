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
	tests := []struct {
		name  string
		facts Facts
		state Status
		from  civil.Date
		days  int
		known bool
	}{
		{"nobody has said anything", Facts{}, OnTrack, due, 0, false},
		{"the owner's forecast is later", Facts{Forecast: day("2018-07-13")}, AtRisk, due, 14, true},
		{"the owner's forecast is earlier", Facts{Forecast: day("2018-06-26")}, OnTrack, due, -3, true},
		{"done: the day of the act counts, not the forecast", Facts{Forecast: day("2018-07-13"), Accepted: true, DoneOn: day("2018-06-29")}, Done, due, 0, true},
		{"the original version had no such line", Facts{Forecast: day("2018-07-13")}, AtRisk, civil.Date{}, 0, false},
		{"withdrawn with its project", Facts{Forecast: day("2018-07-13")}, Withdrawn, due, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := Line{Facts: tt.facts, Standing: Standing{Status: tt.state}}
			if days, known := l.SlipFrom(tt.from); days != tt.days || known != tt.known {
				t.Errorf("SlipFrom() = %d, %t, want %d, %t", days, known, tt.days, tt.known)
			}
		})
	}
}
