package demo

import (
	"fmt"
	"testing"
	"time"

	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

// board is how a programme stands on a day, by the rules of the application
// and by this play alone.
func board(p Play, on civil.Date) *portfolio.Board {
	cal := calendar()
	end := on.EndOfDay()
	if on == Curtain.Day {
		end = Curtain.At()
	}
	known := portfolio.Known{Facts: map[int64]portfolio.Facts{}, Ended: map[int64]bool{}, Rules: portfolio.DefaultStatusRules, On: on}
	number := 0
	for _, v := range p.Versions {
		if !v.InForce.IsZero() && v.InForce.At().Before(end) {
			number, known.InForceOn = v.Number, v.InForce.Day
		}
	}
	if number == 0 {
		return nil
	}
	added, dropped := changes(p, Add), changes(p, Drop)
	ids := map[string]int64{}
	everyLine(func(_ Play, _ Project, l Line) { ids[l.Key] = int64(len(ids) + 1) })
	var plans []portfolio.Plan
	for n, pr := range p.Projects {
		known.Ended[int64(n+1)] = pr.Ended != nil && pr.Ended.At.At().Before(end)
		for _, l := range pr.Lines {
			if a, ok := added[l.Key]; ok && number < a.Number {
				continue
			}
			if d, ok := dropped[l.Key]; ok && number >= d.Number {
				continue
			}
			plan := portfolio.Plan{MilestoneID: ids[l.Key], ProjectID: int64(n + 1), Start: l.Start, Due: l.Due, ForMoney: l.ForMoney, Weight: l.Weight, Title: l.Title}
			for _, v := range p.Versions {
				for _, c := range v.Changes {
					if v.Number <= number && c.Line == l.Key && c.Kind == Move {
						plan.Start, plan.Due = c.Start, c.Due
					}
				}
			}
			for _, a := range l.After {
				plan.Links = append(plan.Links, portfolio.Link{MilestoneID: ids[a.Key], Kind: portfolio.LinkKind(a.Kind), Lag: a.Lag})
			}
			plans = append(plans, plan)
			known.Facts[plan.MilestoneID] = facts(l, end)
		}
	}
	return portfolio.NewBoard(portfolio.NewSheet(1, plans, cal), known)
}

// TestHowItStandsWhenTheCurtainFalls holds the picture that the demonstration
// shows: Astana best, Ontustik worst, all six states present.
func TestHowItStandsWhenTheCurtainFalls(t *testing.T) {
	all := portfolio.Tally{}
	want := map[string]portfolio.Health{"astana": portfolio.Green, "almaty": portfolio.Green, "karaganda": portfolio.Amber, "ontustik": portfolio.Red, "aktobe": portfolio.Amber}
	for _, p := range Plays() {
		b := board(p, Curtain.Day)
		n := b.Total
		t.Logf("%-10s %3d: done %d (late %d) reported %d overdue %d at risk %d on track %d not started %d, stale %d, withdrawn %d; weights overdue %d%% and at risk %d%%: %s", p.Programme,
			n.Total, n.Done, n.DoneLate, n.Reported, n.Overdue, n.AtRisk, n.OnTrack, n.NotStarted, n.Stale, n.Withdrawn, n.OverdueWeight*100/n.Weight, n.AtRiskWeight*100/n.Weight, b.Health())
		if b.Health() != want[p.Programme] {
			t.Errorf("%s is %s, want %s", p.Programme, b.Health(), want[p.Programme])
		}
		all = all.Plus(n)
	}
	t.Logf("%+v", all)
	within := func(name string, n, low, high int) {
		if n < low || n > high {
			t.Errorf("%s: %d, want %d to %d", name, n, low, high)
		}
	}
	within("done", all.Done, 70, 80)
	within("reported", all.Reported, 4, 8)
	within("overdue", all.Overdue, 12, 18)
	within("at risk", all.AtRisk, 20, 25)
	within("stale", all.Stale, 5, 15)
}

// The portfolio lives through the year: every month looks different.
func TestTheYearMoves(t *testing.T) {
	before := ""
	for _, on := range []string{"03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-15"} {
		all := portfolio.Tally{}
		colours := ""
		for _, p := range Plays() {
			if b := board(p, day(on)); b != nil {
				all = all.Plus(b.Total)
				colours += fmt.Sprintf(" %s %s", p.Programme, b.Health())
			}
		}
		now := fmt.Sprintf("total %d done %d reported %d overdue %d at risk %d stale %d", all.Total, all.Done, all.Reported, all.Overdue, all.AtRisk, all.Stale)
		t.Logf("%s %s%s", on, now, colours)
		if now == before {
			t.Errorf("nothing happened by %s", on)
		}
		before = now
	}
}

// facts condenses a line's scenes before the instant.
func facts(l Line, end time.Time) portfolio.Facts {
	f := portfolio.Facts{}
	update := int64(0)
	var dated civil.Date
	for _, s := range l.Scenes {
		if !s.At.At().Before(end) {
			break
		}
		switch s.Kind {
		case Reported, SaidDone:
			update++
			if s.Evidence != nil {
				dated = s.Evidence.Date
			}
			f.Take(portfolio.Update{ID: update, Percent: s.Percent, Forecast: s.Forecast, SaidDone: s.Kind == SaidDone, RecordedAt: s.At.At()})
		case Accepted:
			f.Judge(portfolio.Review{ID: 1, UpdateID: update, Accepted: true, DoneOn: dated})
		case Returned:
			f.Judge(portfolio.Review{ID: 1, UpdateID: update, Reason: s.Note})
		}
	}
	return f
}
