package portfolio

import (
	"cmp"
	"maps"
	"slices"

	"qadam/internal/civil"
	"qadam/internal/money"
)

// differing lists what two plans of a milestone say differently.
func differing(was, is *Plan, knows func(zoneID int64) bool) []PlanField {
	zone := func(id int64) int64 {
		if knows != nil && !knows(id) {
			return 0
		}
		return id
	}
	same := map[PlanField]bool{
		FieldNumber:   was.Number == is.Number,
		FieldTitleKK:  was.Title.KK == is.Title.KK,
		FieldTitleRU:  was.Title.RU == is.Title.RU,
		FieldTitleEN:  was.Title.EN == is.Title.EN,
		FieldProject:  was.ProjectID == is.ProjectID,
		FieldForm:     was.Form == is.Form,
		FieldLead:     was.LeadID == is.LeadID,
		FieldCo:       slices.Equal(slices.Sorted(slices.Values(was.CoIDs)), slices.Sorted(slices.Values(is.CoIDs))),
		FieldStart:    was.Start == is.Start,
		FieldDue:      was.Due == is.Due,
		FieldForMoney: was.ForMoney == is.ForMoney,
		FieldCosts:    maps.Equal(was.Costs.by(), is.Costs.by()),
		FieldWeight:   was.Weight == is.Weight,
		FieldGate:     was.Gate == is.Gate,
		FieldZone:     zone(was.ZoneID) == zone(is.ZoneID),
		FieldLinks:    slices.Equal(sortedLinks(was.Links), sortedLinks(is.Links)),
		FieldNote:     was.Note == is.Note,
	}
	var fields []PlanField
	for _, f := range PlanFields {
		if !same[f] {
			fields = append(fields, f)
		}
	}
	return fields
}

// costKey is what a line's costs are told apart by.
type costKey struct {
	year   int
	source Source
	code   string
}

// by adds costs up by year, source and budget code; nothing is no cost.
func (c Costs) by() map[costKey]money.Amount {
	sums := map[costKey]money.Amount{}
	for _, one := range c {
		if one.Amount != 0 {
			sums[costKey{one.Year, one.Source, one.BudgetCode}] += one.Amount
		}
	}
	return sums
}

func sortedLinks(links Links) Links {
	return slices.SortedFunc(slices.Values(links), func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.MilestoneID, b.MilestoneID), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Lag, b.Lag))
	})
}

// ComparedSum is a sum in both versions, and in baseline 0.
type ComparedSum struct {
	Year     int // 0 when it is of all years
	Source   Source
	Was, Is  money.Amount
	Original money.Amount
}

// Days and sums have the same sign: + is more than before.

// Difference is by how much the sum grew.
func (s ComparedSum) Difference() money.Amount { return s.Is - s.Was }

// Grown is by how much the sum grew against baseline 0.
func (s ComparedSum) Grown() money.Amount { return s.Is - s.Original }

// Share is a difference in tenths of a per cent of what it is held against,
// rounded towards zero; not known against nothing.
func Share(difference, of money.Amount) (tenths int, known bool) {
	if of <= 0 {
		return 0, false
	}
	whole, rest := difference/of, difference%of
	return int(whole)*1000 + int(float64(rest)/float64(of)*1000), true
}

// sums adds the costs of several plans up by year and source.
type sums map[costKey]*ComparedSum

func (s sums) add(plans []Plan, to func(*ComparedSum) *money.Amount) {
	for i := range plans {
		for _, c := range plans[i].Costs {
			key := costKey{year: c.Year, source: c.Source}
			if s[key] == nil {
				s[key] = &ComparedSum{Year: c.Year, Source: c.Source}
			}
			*to(s[key]) += c.Amount
		}
	}
}

func addWas(s *ComparedSum) *money.Amount      { return &s.Was }
func addIs(s *ComparedSum) *money.Amount       { return &s.Is }
func addOriginal(s *ComparedSum) *money.Amount { return &s.Original }

// list are the sums by year and, within it, in the order of the sources.
func (s sums) list() []ComparedSum {
	all := make([]ComparedSum, 0, len(s))
	for _, one := range s {
		all = append(all, *one)
	}
	slices.SortFunc(all, func(a, b ComparedSum) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(slices.Index(sourceOrder, a.Source), slices.Index(sourceOrder, b.Source)), cmp.Compare(a.Source, b.Source))
	})
	return all
}

// sourceOrder is the order in which sources stand in a table.
var sourceOrder = []Source{RepublicanBudget, TargetedTransfer, LocalBudget, QuasiPublic, FromPPP, FromService, PrivateInvestment}

// lineSums are the sums of one line that differ, and the line as a whole.
func lineSums(was, is *Plan) (differ []ComparedSum, whole ComparedSum) {
	s := sums{}
	if was != nil {
		s.add([]Plan{*was}, addWas)
		whole.Was = was.Costs.Total()
	}
	if is != nil {
		s.add([]Plan{*is}, addIs)
		whole.Is = is.Costs.Total()
	}
	for _, one := range s.list() {
		if one.Was != one.Is {
			differ = append(differ, one)
		}
	}
	return differ, whole
}

// sum adds the costs of both versions and of baseline 0 up.
func (c *Comparison) sum(was, is, original *Sheet) {
	s := sums{}
	s.add(was.Plans, addWas)
	s.add(is.Plans, addIs)
	if original != nil {
		s.add(original.Plans, addOriginal)
	}
	c.Sums = s.list()
	for _, one := range c.Sums {
		c.Total.Was += one.Was
		c.Total.Is += one.Is
		c.Total.Original += one.Original
	}
}

// Moves are the deadlines that moved, added up: of the lines that both versions
// have.
type Moves struct {
	Later, Earlier         int // lines
	DaysLater, DaysEarlier int // calendar days, both counted up
	Largest                *Compared
	LargestDays            int // calendar days by which Largest is later; 0 when nothing is
	Gates                  []*Compared
	End                    Moved // the last deadline of the roadmap
}

// Days are the calendar days altogether: later ones less earlier ones.
func (m Moves) Days() int { return m.DaysLater - m.DaysEarlier }

func addMoves(lines []Compared, was, is *Sheet, of func(*Compared) Moved) Moves {
	m := Moves{End: moved(is.calendar, was.end(), is.end())}
	for i := range lines {
		l := &lines[i]
		one := of(l)
		switch {
		case one.Days > 0:
			m.Later++
			m.DaysLater += one.Days
		case one.Days < 0:
			m.Earlier++
			m.DaysEarlier -= one.Days
		default:
			continue
		}
		if one.Days > m.LargestDays {
			m.Largest, m.LargestDays = l, one.Days
		}
		if l.Plan().Gate || l.Was != nil && l.Was.Gate {
			m.Gates = append(m.Gates, l)
		}
	}
	return m
}

// end is the last deadline of the version, zero when it has none.
func (s *Sheet) end() civil.Date {
	var last civil.Date
	for _, d := range s.deadlines {
		last = later(last, d)
	}
	return last
}

// Differing lists what two plans of a milestone say differently.
func Differing(was, is *Plan) []PlanField { return differing(was, is, nil) }
