package portfolio

import (
	"math"
	"math/big"
	"slices"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/money"
)

// LineRef names a line of a draft as somebody saw it.
type LineRef struct {
	MilestoneID int64
	Revision    int
}

// LinesChange is one change of several lines. What is zero stays as it is.
type LinesChange struct {
	ShiftDays   int   // working days, later when positive
	LeadID      int64 // another responsible executor
	AddCoIDs    IDs
	RemoveCoIDs IDs
	ZoneID      int64
	NoZone      bool // take the pilot zone away
	Form        Form
	Source      Source // of every cost of the line
	Weight      *int
	Gate        *bool
	CostPercent int // changes every cost by so many per cent: 10 is a tenth more, -10 a tenth less
}

// IsZero reports whether nothing is to change.
func (c LinesChange) IsZero() bool {
	return c.ShiftDays == 0 && c.LeadID == 0 && len(c.AddCoIDs) == 0 && len(c.RemoveCoIDs) == 0 && c.ZoneID == 0 && !c.NoZone &&
		c.Form == "" && c.Source == "" && c.Weight == nil && c.Gate == nil && c.CostPercent == 0
}

// Names is a line of the programme with the executors and the zone that the
// change names, to be looked up.
func (c LinesChange) Names(programmeID int64) Plan {
	return Plan{ProgrammeID: programmeID, LeadID: c.LeadID, CoIDs: c.AddCoIDs, ZoneID: c.ZoneID}
}

// Apply returns the line as it would be. A term that is a month, a quarter or
// another stretch becomes a day when it is shifted: its deadline, so many
// working days on. What repeats or goes on all year keeps its term. An executor
// who becomes responsible is no co-executor any more.
func (c LinesChange) Apply(p Plan, cal *civil.Calendar) Plan {
	if c.ShiftDays != 0 {
		if !p.Due.Repeats() {
			p.Due = civil.OnDay(cal.Add(p.Deadline(cal), c.ShiftDays))
		}
		p.Start = cal.Add(p.Start, c.ShiftDays)
	}
	if c.LeadID != 0 {
		p.LeadID = c.LeadID
	}
	p.CoIDs = c.executors(p)
	if c.ZoneID != 0 {
		p.ZoneID = c.ZoneID
	}
	if c.NoZone {
		p.ZoneID = 0
	}
	if c.Form != "" {
		p.Form = c.Form
	}
	if c.Weight != nil {
		p.Weight = *c.Weight
	}
	if c.Gate != nil {
		p.Gate = *c.Gate
	}
	p.Costs = slices.Clone(p.Costs)
	for i := range p.Costs {
		one := &p.Costs[i]
		if c.Source != "" {
			one.Source = c.Source
		}
		one.Amount = percentMore(one.Amount, c.CostPercent)
	}
	return p
}

// Refusals are the faults that the change would bring to the lines, named by
// their lines: see LineField. What a line lacks already it may go on lacking,
// but a cost that is too large may not grow. A change that is saved unfinished
// is refused only for what no draft could carry.
func (c LinesChange) Refusals(plans []Plan, year int, cal *civil.Calendar, unfinished bool) []fault.FieldError {
	var all []fault.FieldError
	for _, was := range plans {
		is := c.Apply(was, cal)
		had, has := fault.FieldsOf(was.CheckIn(year, cal)), fault.FieldsOf(is.CheckIn(year, cal))
		if unfinished {
			has = fault.FieldsOf(is.CheckUnfinished(year))
		}
		for _, f := range has {
			known := slices.ContainsFunc(had, func(h fault.FieldError) bool { return h.Name == f.Name && h.Key == f.Key })
			if known && !(c.CostPercent > 0 && f.Key == "roadmap.cost_too_large") {
				continue
			}
			f.Name = LineField(is.MilestoneID, f.Name)
			all = append(all, f)
		}
	}
	return all
}

func (c LinesChange) executors(p Plan) IDs {
	var ids IDs
	for _, id := range slices.Concat(p.CoIDs, c.AddCoIDs) {
		if id != p.LeadID && !slices.Contains(c.RemoveCoIDs, id) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// percentMore is a sum changed by so many per cent, to the nearest tiyn. What is
// too large for a sum becomes the largest or the least, which Check refuses.
func percentMore(sum money.Amount, percent int) money.Amount {
	more := new(big.Int).Mul(big.NewInt(int64(sum)), big.NewInt(int64(percent)))
	half := int64(50)
	if more.Sign() < 0 {
		half = -half
	}
	more.Add(more, big.NewInt(half))
	more.Quo(more, big.NewInt(100))
	switch more.Add(more, big.NewInt(int64(sum))); {
	case more.IsInt64():
		return money.Amount(more.Int64())
	case more.Sign() < 0:
		return math.MinInt64
	default:
		return math.MaxInt64
	}
}

// YearsLater returns the line as it would be so many years later. A start on a
// day off goes to the next working day, or to the last one when the next comes
// after the deadline; a deadline rolls by itself.
func (p Plan) YearsLater(years int, cal *civil.Calendar) Plan {
	start := p.Start.AddMonths(12 * years)
	p.Due = p.Due.AddYears(years)
	if p.Start = cal.Next(start); p.Start.After(p.Due.Last()) || p.Start.After(p.Deadline(cal)) {
		p.Start = cal.Previous(start)
	}
	p.Costs = slices.Clone(p.Costs)
	for i := range p.Costs {
		p.Costs[i].Year += years
	}
	return p
}
