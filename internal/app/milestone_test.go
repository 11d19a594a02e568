package app_test

import (
	"context"
	"testing"
	"time"

	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// The main job of the program, once through: reported, said done, accepted,
// and each day still shows what was known then.
func TestAMilestonesLifeAsOfEveryDay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-03-12 09:30")
		w.Report("astana 1.1", 60, "2018-04-05")
		w.Clock.Set("2018-03-29 16:00")
		w.SayDone("astana 1.1", "2018-03-29")
		w.Clock.Set("2018-04-03 11:00")
		w.Accept("astana 1.1", "2018-03-29")

		for _, tt := range []struct {
			asOf   string
			status portfolio.Status
			rule   portfolio.Rule
		}{
			{"2018-01-31", "", ""}, // no version was in force yet
			{"2018-02-01", portfolio.OnTrack, portfolio.RuleWithinPlan},
			{"2018-03-11", portfolio.OnTrack, portfolio.RuleWithinPlan},
			{"2018-03-12", portfolio.AtRisk, portfolio.RuleForecastLate},
			{"2018-03-29", portfolio.Reported, portfolio.RuleSaidDone},
			{"2018-04-02", portfolio.Reported, portfolio.RuleSaidDone},
			{"2018-04-03", portfolio.Done, portfolio.RuleAccepted},
			{"", portfolio.Done, portfolio.RuleAccepted},
		} {
			if got := w.Line("astana 1.1", tt.asOf); got.Status != tt.status || got.Reason.Rule != tt.rule {
				t.Errorf("as of %q: %s by %q, want %s by %q", tt.asOf, got.Status, got.Reason.Rule, tt.status, tt.rule)
			}
		}
		verdict, err := w.Store.VerifyAudit(context.Background(), "")
		if err != nil || !verdict.Sound() {
			t.Errorf("the log: %+v, %v", verdict, err)
		}
		m, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Milestone(context.Background(), w.Milestones["astana 1.1"])
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Updates[0].RecordedAt; got.Location() != time.UTC || !got.Equal(testkit.At("2018-03-12 09:30")) {
			t.Errorf("recorded at %v", got)
		}
	})
}
