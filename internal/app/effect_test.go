package app_test

import (
	"fmt"
	"testing"

	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// stands is how every line of a board stands.
func stands(b *portfolio.Board) []string {
	var all []string
	for i := range b.Lines {
		l := &b.Lines[i]
		timing, _ := b.Schedule().Timing(l.MilestoneID)
		all = append(all, fmt.Sprint(l.Number, " ", l.Status, " ", l.Reason.Rule, " ", l.Facts.Forecast, " ", l.PushedTo, " ", l.Finish, " ", timing.TotalFloat))
	}
	return all
}

// astana is the roadmap of the world as it stands now.
func astana(t *testing.T, w *testkit.World) *portfolio.Board {
	t.Helper()
	picture, _, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).PictureOf(t.Context(), "astana")
	must(t, err)
	return picture.Board(2018)
}

// What a report is said to move before it is saved is what has moved once it
// is: 1.1 holds 1.2, which holds 1.3, a gate. The forecasts of the others stay
// what their owners said.
func TestTheEffectOfAReportIsWhatTheBoardShowsAfterIt(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Report("astana 1.2", 0, "2018-07-02")
		for _, forecast := range []string{"2018-03-30", "2018-04-20", "2018-05-31", "2018-04-03"} {
			before := astana(t, w)
			effect := before.IfReported(w.Milestones["astana 1.1"], 30, testkit.Day(forecast))
			w.Report("astana 1.1", 30, forecast)
			after := astana(t, w)
			if got, want := stands(effect.After), stands(after); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("forecast %s: it was to be\n%v\nand is\n%v", forecast, got, want)
			}
			for _, s := range effect.Shifts {
				id := s.Line.MilestoneID
				if was, is := before.Line(id), after.Line(id); was.Finish != s.From || is.Finish != s.To || was.Facts.Forecast != is.Facts.Forecast {
					t.Errorf("forecast %s: %s was to move from %s to %s and moved from %s to %s", forecast, is.Number, s.From, s.To, was.Finish, is.Finish)
				}
			}
			if moves := forecast != "2018-03-30"; moves != (len(effect.Shifts) == 2) || moves != (len(effect.Gates) == 1) {
				t.Errorf("forecast %s: %d move, %d of them gates", forecast, len(effect.Shifts), len(effect.Gates))
			}
		}
	})
}
