package civil_test

import (
	"testing"

	"qadam/internal/civil"
)

func TestTheLineWithTheLatestFirstDayHolds(t *testing.T) {
	type line struct {
		name string
		from civil.Date
	}
	day := func(n int) civil.Date { return civil.Date{Year: 2018, Month: 3, Day: n} }
	ledger := []line{{"first", day(1)}, {"later", day(20)}, {"between", day(10)}, {"between, corrected", day(10)}}
	for on, want := range map[int]string{1: "first", 9: "first", 10: "between, corrected", 19: "between, corrected", 20: "later", 31: "later"} {
		if got := civil.Holding(ledger, day(on), func(l *line) civil.Date { return l.from }); got == nil || got.name != want {
			t.Errorf("on day %d %v holds, want %s", on, got, want)
		}
	}
	if got := civil.Holding(ledger, day(1).AddDays(-1), func(l *line) civil.Date { return l.from }); got != nil {
		t.Errorf("before all of them %s holds", got.name)
	}
}
