package portfolio

import (
	"cmp"
	"slices"

	"qadam/internal/civil"
)

// Difference is what changed on a board between two days.
type Difference struct {
	Since   civil.Date
	Tally   Tally // the later counts less the earlier ones
	Slipped []Slip
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
// ordered from the largest.
func (b *Board) Against(then *Board) Difference {
	d := Difference{Since: then.On, Tally: minus(b.Total, then.Total), From: then.Version.Number, To: b.Version.Number, slips: map[int64]int{}}
	for _, l := range b.Lines {
		was := then.Line(l.MilestoneID)
		if was == nil {
			d.Added = append(d.Added, l)
			continue
		}
		if days := l.Finish.Sub(was.Finish); days != 0 && l.Status != Withdrawn {
			d.Slipped = append(d.Slipped, Slip{Line: l, Was: was.Finish, Days: days})
			d.slips[l.MilestoneID] = days
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
