package portfolio

import (
	"testing"
)

// Never an average of colours: shares of weight decide (rules.md §4).
func TestHealth(t *testing.T) {
	tests := []struct {
		name  string
		tally Tally
		want  Health
	}{
		{"nothing planned", Tally{}, NoData},
		{"all well", Tally{Total: 10, Weight: 100}, Green},
		{"ten per cent overdue is not yet red", Tally{Total: 10, Weight: 100, OverdueWeight: 10}, Green},
		{"eleven per cent overdue", Tally{Total: 10, Weight: 100, OverdueWeight: 11}, Red},
		{"ten and a half per cent of a weight of 200", Tally{Total: 10, Weight: 200, OverdueWeight: 21}, Red},
		{"twenty per cent at risk is not yet amber", Tally{Total: 10, Weight: 100, AtRiskWeight: 20}, Green},
		{"twenty-one per cent at risk", Tally{Total: 10, Weight: 100, AtRiskWeight: 21}, Amber},
		{"overdue and at risk add up", Tally{Total: 10, Weight: 100, OverdueWeight: 10, AtRiskWeight: 11}, Amber},
		{"all at risk is amber, not red", Tally{Total: 10, Weight: 100, AtRiskWeight: 100}, Amber},
		{"half of it stale is still known", Tally{Total: 10, Weight: 100, StaleWeight: 50}, Green},
		{"more than half stale", Tally{Total: 10, Weight: 100, StaleWeight: 51}, NoData},
		{"more than half stale, and red", Tally{Total: 10, Weight: 100, StaleWeight: 51, OverdueWeight: 90}, NoData},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.tally.Health(DefaultStatusRules); got != tt.want {
				t.Errorf("Health() = %s, want %s", got, tt.want)
			}
		})
	}
}

// mixed is a board with one line of every status, the sixth unreported and stale.
func mixed(on string) *Board {
	done, said := reported(100, "2018-04-10", "2018-04-10"), reported(100, "2018-06-20", "2018-06-10")
	done.Accepted, done.DoneOn = true, date("2018-04-10")
	said.SaidDone = true
	plans := []Plan{
		planned(1, "2018-04-02", "2018-04-06"), planned(2, "2018-04-02", "2018-Q2"), planned(3, "2018-04-02", "2018-06-01"),
		planned(4, "2018-06-01", "2018-Q3"), planned(5, "2018-06-01", "2018-Q3"), planned(6, "2018-10-01", "2018-Q4"),
	}
	plans[4].ProjectID, plans[5].ProjectID, plans[5].Weight = 2, 2, 0
	plans[0].Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: 100}, {Year: 2019, Source: LocalBudget, Amount: 50}}
	return board(on, map[int64]Facts{
		1: done, 2: said, 4: reported(10, "2018-10-30", "2018-06-10"), 5: reported(10, "2018-09-28", "2018-06-10"),
	}, plans...)
}

func TestTheSixStatesAddUp(t *testing.T) {
	b := mixed("2018-06-15")
	want := Tally{Total: 6, Done: 1, DoneLate: 1, Reported: 1, Overdue: 1, AtRisk: 1, OnTrack: 1, NotStarted: 1, Stale: 1,
		Weight: 51, OverdueWeight: 10, AtRiskWeight: 10, StaleWeight: 10, Planned: 150, Owed: 1, Newest: date("2018-06-10"), WaitingSince: date("2018-06-10")}
	if b.Total != want {
		t.Errorf("got  %+v\nwant %+v", b.Total, want)
	}
	sum := 0
	for _, s := range Statuses {
		sum += b.Total.Of(s)
	}
	if sum != b.Total.Total {
		t.Errorf("%d of %d", sum, b.Total.Total)
	}
	if got := b.Projects[1].Plus(b.Projects[2]); got != b.Total {
		t.Errorf("the projects add up to %+v", got)
	}
	if b.Health() != Red || b.Projects[2].Health(b.Rules) != Green {
		t.Errorf("%s and %s", b.Health(), b.Projects[2].Health(b.Rules))
	}
	if got := b.Deciding(0); len(got) != 1 || got[0].MilestoneID != 3 {
		t.Errorf("decided by %d lines", len(got))
	}
	if got := b.Deciding(2); got != nil {
		t.Errorf("a green project has no deciding lines: %d", len(got))
	}
}

func TestAgainstAnEarlierDay(t *testing.T) {
	then, now := mixed("2018-05-15"), mixed("2018-06-15")
	then.Lines = then.Lines[:5] // the sixth was added since
	delete(then.at, 6)
	then.Version, now.Version = Version{Number: 1}, Version{Number: 2}
	then.Lines[3].Finish = date("2018-09-28")
	then.Lines[4].Finish = date("2018-10-05")
	d := now.Against(then)
	if d.Since != date("2018-05-15") || d.From != 1 || d.To != 2 {
		t.Errorf("since %s, versions %d to %d", d.Since, d.From, d.To)
	}
	if len(d.Slipped) != 2 || d.Slipped[0].Line.MilestoneID != 4 || d.Slip(4) != 32 || d.Slip(5) != -7 || d.Slip(1) != 0 {
		t.Errorf("slipped %+v: %d, %d", d.Slipped, d.Slip(4), d.Slip(5))
	}
	if len(d.Added) != 1 || d.Added[0].MilestoneID != 6 || len(d.Dropped) != 0 {
		t.Errorf("added %d, dropped %d", len(d.Added), len(d.Dropped))
	}
	if back := then.Against(now); len(back.Dropped) != 1 || back.Slip(4) != -32 {
		t.Errorf("the other way: dropped %d, slip %d", len(back.Dropped), back.Slip(4))
	}
	if got := now.Against(now).Tally; got.Total != 0 || got.Done != 0 || got.Stale != 0 || got.Weight != 0 || got.Planned != 0 || got.Owed != 0 {
		t.Errorf("a day against itself: %+v", got)
	}
}
