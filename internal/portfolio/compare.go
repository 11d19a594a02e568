package portfolio

import (
	"cmp"
	"slices"
	"sync"
	"weak"

	"qadam/internal/civil"
)

// Difference is what changed on a board between two days.
type Difference struct {
	Since   civil.Date
	Tally   Tally          // the later counts less the earlier ones
	Became  map[Status]int // lines that have the status now and had not then, new ones too
	Slipped []Slip
	Slower  int    // how many of them end later now
	Sooner  int    // and how many earlier
	Added   []Line // lines that the earlier version did not have
	Dropped []Line // lines that the later version has no more
	From    int    // version number in force then, 0 when none
	To      int
	slips   map[int64]int
}

// Slip is a line whose end moved, in calendar days; negative is earlier.
type Slip struct {
	Line Line
	Was  civil.Date
	Days int
}

// Against compares the board with itself on an earlier day. The slips are
// ordered from the largest. What was compared last is kept: asked again, it
// costs nothing.
func (b *Board) Against(then *Board) Difference {
	if d, ok := b.against.of(then); ok {
		return d
	}
	d := b.compare(then)
	b.against.keep(then, d)
	return d
}

func (b *Board) compare(then *Board) Difference {
	d := Difference{
		Since: then.On, Tally: minus(b.Total, then.Total), From: then.Version.Number, To: b.Version.Number,
		Became: map[Status]int{}, slips: map[int64]int{},
	}
	for i := range b.Lines {
		l := &b.Lines[i]
		was := then.Line(l.MilestoneID)
		if was == nil || was.Status != l.Status {
			d.Became[l.Status]++
		}
		if was == nil {
			d.Added = append(d.Added, *l)
			continue
		}
		if days := l.Finish.Sub(was.Finish); days != 0 && l.Status != Withdrawn {
			d.Slipped = append(d.Slipped, Slip{Line: *l, Was: was.Finish, Days: days})
			d.slips[l.MilestoneID] = days
			if days > 0 {
				d.Slower++
			} else {
				d.Sooner++
			}
		}
	}
	for _, l := range then.Lines {
		if b.Line(l.MilestoneID) == nil {
			d.Dropped = append(d.Dropped, l)
		}
	}
	slices.SortStableFunc(d.Slipped, func(x, y Slip) int { return cmp.Compare(y.Days, x.Days) })
	return d
}

// differences are the comparisons of a board that were asked for last. They know
// the other board only as long as somebody else does, so they keep no past day
// in memory.
type differences struct {
	mu   sync.Mutex
	kept []keptDifference
}

type keptDifference struct {
	board weak.Pointer[Board] // none when nothing was in force
	on    civil.Date
	Difference
}

// differencesKept is how many comparisons of one board are kept.
const differencesKept = 4

func pointer(then *Board) weak.Pointer[Board] {
	if len(then.Lines) == 0 {
		return weak.Pointer[Board]{} // each time another board, and all alike
	}
	return weak.Make(then)
}

func (m *differences) of(then *Board) (Difference, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range m.kept {
		if k.board == pointer(then) && k.on == then.On {
			return k.Difference, true
		}
	}
	return Difference{}, false
}

func (m *differences) keep(then *Board, d Difference) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kept = append([]keptDifference{{pointer(then), then.On, d}}, m.kept[:min(len(m.kept), differencesKept-1)]...)
}

// Slip returns how far the end of a milestone moved, in calendar days.
func (d Difference) Slip(milestoneID int64) int { return d.slips[milestoneID] }

func minus(a, b Tally) Tally {
	b.Total, b.Done, b.Reported, b.Overdue = -b.Total, -b.Done, -b.Reported, -b.Overdue
	b.AtRisk, b.OnTrack, b.NotStarted, b.Stale = -b.AtRisk, -b.OnTrack, -b.NotStarted, -b.Stale
	b.DoneLate, b.Withdrawn, b.Weight = -b.DoneLate, -b.Withdrawn, -b.Weight
	b.Owed, b.Returned = -b.Owed, -b.Returned
	b.Newest, b.WaitingSince = civil.Date{}, civil.Date{} // days are not subtracted
	b.OverdueWeight, b.AtRiskWeight, b.StaleWeight, b.Planned = -b.OverdueWeight, -b.AtRiskWeight, -b.StaleWeight, -b.Planned
	return a.Plus(b)
}
