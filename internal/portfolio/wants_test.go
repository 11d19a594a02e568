package portfolio

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"qadam/internal/civil"
)

// Whatever stands on a board: who does what the page asks for has a line that is
// green, and of a line that is green nothing is asked.
func TestWhatIsWantedTurnsALineGreen(t *testing.T) {
	random := rand.New(rand.NewPCG(14, 2018))
	asked := map[Rule]int{}
	for n := range 3000 {
		plans, known := randomRoadmap(random)
		b := NewBoard(NewSheet(1, plans, calendar2018()), known)
		for i := range b.Lines {
			l := &b.Lines[i]
			wants := b.Why(l, nil).Wants
			if (l.Status.Open() && l.Status != Overdue && l.Status != AtRisk && !l.Stale || l.Status == Done || l.Status == Withdrawn) != (len(wants) == 0) {
				t.Fatalf("board %d: %s by %s wants %s", n, l.Status, l.Reason.Rule, saidOf(wants))
			}
			if len(wants) == 0 {
				continue
			}
			did := met(b, plans, known, l, wants)
			if got := did.Line(l.MilestoneID); got.Status != Done && got.Status != OnTrack && got.Status != NotStarted || got.Stale {
				t.Fatalf("board %d: %s by %s, wants %s: %s by %s, stale %v, deadline %s", n, l.Status, l.Reason.Rule, saidOf(wants), got.Status, got.Reason.Rule, got.Stale, got.Deadline)
			}
			for _, w := range wants {
				asked[w.Rule]++
				if !w.Day.IsZero() && w.Day.Before(b.On) {
					t.Fatalf("board %d: what is wanted was to be on %s: %s", n, w.Day, saidOf(wants))
				}
			}
		}
	}
	for _, r := range []Rule{RulePastDue, RuleForecastLate, RuleBehind, RulePredOverdue, RulePredAtRisk, RulePushed, RuleFundingGap, RuleSaidDone, RuleReport, RuleStale} {
		if asked[r] < 10 {
			t.Errorf("%s was asked for %d times: the boards are too plain", r, asked[r])
		}
	}
}

// met is the board after all wants of a line were met.
func met(b *Board, plans []Plan, known Known, l *Line, wants []Want) *Board {
	plans, known.Facts, known.Gaps = slices.Clone(plans), maps.Clone(known.Facts), maps.Clone(known.Gaps)
	done := func(id int64, on civil.Date) {
		f := known.Facts[id]
		f.Accepted, f.DoneOn = true, on
		known.Facts[id] = f
	}
	for _, w := range wants {
		f, own := known.Facts[l.MilestoneID], true
		switch w.Rule {
		case RulePastDue:
			plans[slices.IndexFunc(plans, func(p Plan) bool { return p.MilestoneID == l.MilestoneID })].Due = civil.OnDay(w.Day)
			own = false
		case RuleForecastLate:
			f.Forecast = w.Day
		case RuleBehind:
			f.Percent = w.Percent
		case RuleReport:
			if f.Forecast.IsZero() {
				f.Forecast = w.Day
			}
		case RuleSaidDone:
			f.Accepted, f.DoneOn = true, b.On
		case RuleStale:
		case RuleFundingGap:
			delete(known.Gaps, l.ProjectID)
			own = false
		case RulePredOverdue:
			done(w.Line.MilestoneID, b.On)
			own = false
		default:
			done(w.Line.MilestoneID, w.Day)
			own = false
		}
		if own {
			f.UpdateID, f.UpdatedOn = 1, b.On
			known.Facts[l.MilestoneID] = f
		}
	}
	return NewBoard(NewSheet(1, plans, calendar2018()), known)
}

func saidOf(wants []Want) string {
	s := ""
	for _, w := range wants {
		s += fmt.Sprintf("%s %d days, %d%%, %s; ", w.Rule, w.Days, w.Percent, w.Day)
	}
	return s
}

// randomRoadmap is a roadmap of up to seven lines with links, reports, gaps and
// projects that ended.
func randomRoadmap(random *rand.Rand) ([]Plan, Known) {
	day := func() civil.Date { return date("2018-02-01").AddDays(random.IntN(300)) }
	k := Known{Facts: map[int64]Facts{}, Gaps: map[int64]bool{}, Ended: map[int64]bool{}, Rules: DefaultStatusRules, On: day(), InForceOn: date("2018-01-31")}
	k.Gaps[1], k.Ended[2] = random.IntN(3) == 0, random.IntN(8) == 0
	if !k.Gaps[1] {
		delete(k.Gaps, 1)
	}
	var plans []Plan
	for id := int64(1); id <= int64(1+random.IntN(7)); id++ {
		start := k.On.AddDays(random.IntN(200) - 120)
		p := planned(id, start.String(), start.AddDays(1+random.IntN(120)).String())
		p.ProjectID = int64(1 + random.IntN(2))
		for before := int64(1); before < id; before++ {
			if random.IntN(3) == 0 {
				p.Links = append(p.Links, Link{MilestoneID: before, Kind: []LinkKind{FS, SS, FF, SF}[random.IntN(4)], Lag: random.IntN(21) - 8})
			}
		}
		plans = append(plans, p)
		f := Facts{}
		switch random.IntN(8) {
		case 0, 1:
		case 2:
			f = reported(100, k.On.String(), k.On.AddDays(-random.IntN(30)).String())
			f.SaidDone = true
		case 3:
			f = reported(100, k.On.String(), k.On.AddDays(-random.IntN(30)).String())
			f.Accepted, f.DoneOn = true, k.On.AddDays(-random.IntN(60))
		default:
			f = reported(random.IntN(100), k.On.AddDays(random.IntN(120)-20).String(), k.On.AddDays(-random.IntN(90)).String())
			if random.IntN(5) == 0 {
				f.Forecast = civil.Date{}
			}
		}
		k.Facts[id] = f
	}
	return plans, k
}
