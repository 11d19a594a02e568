package approval

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"time"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Tolerance says how far lines may go from how they were first in force before
// another has to decide (rules.md §3). It is data: a row for each day from
// which other limits hold.
type Tolerance struct {
	ID           int64
	ValidFrom    civil.Date
	AkimatDays   int // calendar days, either way
	AkimatTenths int // tenths of a per cent of the original cost, either way
	CentreDays   int
	CentreTenths int
	EscalateDays int // working days that a condition may be overdue before the chair is told
	Reason       string
	RecordedAt   time.Time
	RecordedBy   int64
}

// DefaultTolerance holds until other limits are set: 14 days and 5 % are the
// akimat's, 30 days and 10 % the competence centre's; a condition that is
// overdue for a working week goes to the chair.
var DefaultTolerance = Tolerance{AkimatDays: 14, AkimatTenths: 50, CentreDays: 30, CentreTenths: 100, EscalateDays: 5}

// ToleranceOn picks the limits that hold on a day, given in the order in which
// they were recorded.
func ToleranceOn(all []Tolerance, on civil.Date) Tolerance {
	if t := civil.Holding(all, on, func(t *Tolerance) civil.Date { return t.ValidFrom }); t != nil {
		return *t
	}
	return DefaultTolerance
}

// Check refuses limits that make no sense: below nothing, or narrower for the
// centre than for the akimat.
func (t Tolerance) Check() error {
	var errs []error
	for _, l := range []struct {
		name               string
		least, value, most int
		per                int // how many make one of what people type
	}{
		{"akimat_days", 0, t.AkimatDays, 366, 1}, {"akimat_share", 0, t.AkimatTenths, 1000, 10},
		{"centre_days", t.AkimatDays, t.CentreDays, 366, 1}, {"centre_share", t.AkimatTenths, t.CentreTenths, 1000, 10},
		{"escalate_days", 0, t.EscalateDays, 60, 1},
	} {
		if l.value < l.least || l.value > l.most {
			errs = append(errs, fault.Field(l.name, "change.limit_range", "Least", plainly(l.least, l.per), "Most", plainly(l.most, l.per)))
		}
	}
	if t.ValidFrom.IsZero() {
		errs = append(errs, fault.Field("valid_from", "fault.required"))
	}
	return fault.Join(errs...)
}

// plainly is a number as people type it.
func plainly(n, per int) string { return strconv.FormatFloat(float64(n)/float64(per), 'f', -1, 64) }

// Change is what is proposed on top of a version in force.
type Change struct {
	InForce  []portfolio.Plan
	Proposed []portfolio.Plan
	Original map[int64]portfolio.Plan // of each line: see Originals
	Calendar *civil.Calendar
	// ByHead says that the head of the akimat proposes it himself. Nobody
	// decides on his own proposal, so what would be the akimat's to decide goes
	// to the competence centre.
	ByHead bool
}

// Why says what made a line go to whom it goes.
type Why string

// The reasons for a route, the strongest first.
const (
	WhyAdded   Why = "added"   // a new line
	WhyRemoved Why = "removed" // a line less
	WhyText    Why = "text"    // title, form, gate or project
	WhyDays    Why = "days"    // further than the days of the limit before
	WhyCost    Why = "cost"    // further than its share
	WhyGate    Why = "gate"    // a gate is touched
	WhyScope   Why = "scope"   // executor, zone, predecessors or weight
	WhyOwn     Why = "own"     // the head proposes it himself
	WhyWithin  Why = "within"  // within the akimat's limits
)

var whys = []Why{WhyAdded, WhyRemoved, WhyText, WhyDays, WhyCost, WhyGate, WhyScope, WhyOwn, WhyWithin}

// Reach is how far a change takes one line.
type Reach struct {
	MilestoneID int64
	Number      string
	Fields      []portfolio.PlanField // that differ from the version in force
	Days        int                   // calendar days from the original, + later: the deadline or the start, whichever is further; 0 when neither is changed
	Cost        money.Amount          // tiyn from the original: + more
	Of          money.Amount          // the original cost
	Tenths      int                   // of a per cent: how much of the original cost is moved; math.MaxInt when there was none
	Gate        bool
	Route       Route
	Why         Why
}

// Delegation says who decides upon a change and because of which line.
type Delegation struct {
	Route     Route
	Why       Why
	Lines     []Reach // that the change touches, in their order
	Deciding  *Reach  // nil when nothing is changed
	Tolerance Tolerance
}

// Days is the furthest that a line goes from its original, with its sign.
func (d Delegation) Days() int {
	most := 0
	for _, l := range d.Lines {
		if abs(l.Days) > abs(most) {
			most = l.Days
		}
	}
	return most
}

// Tenths is the largest share of an original cost that is moved.
func (d Delegation) Tenths() int {
	most := 0
	for _, l := range d.Lines {
		most = max(most, l.Tenths)
	}
	return most
}

// RouteOf chooses who decides upon a change: the strongest of what its lines
// ask for. A change of nothing but numbers is the akimat's.
func RouteOf(t Tolerance, c Change) Delegation {
	d := Delegation{Route: ByAkimat, Why: WhyWithin, Tolerance: t}
	was := make(map[int64]*portfolio.Plan, len(c.InForce))
	for i := range c.InForce {
		was[c.InForce[i].MilestoneID] = &c.InForce[i]
	}
	for i := range c.Proposed {
		is := &c.Proposed[i]
		old := was[is.MilestoneID]
		delete(was, is.MilestoneID)
		if old == nil {
			d.Lines = append(d.Lines, Reach{MilestoneID: is.MilestoneID, Number: is.Number, Gate: is.Gate, Cost: is.Costs.Total(), Route: ByWorkingGroup, Why: WhyAdded})
			continue
		}
		if l := c.reach(old, is); len(l.Fields) > 0 {
			l.Route, l.Why = t.route(l)
			d.Lines = append(d.Lines, l)
		}
	}
	for i := range c.InForce {
		if p := &c.InForce[i]; was[p.MilestoneID] != nil {
			d.Lines = append(d.Lines, Reach{MilestoneID: p.MilestoneID, Number: p.Number, Gate: p.Gate, Cost: -p.Costs.Total(), Route: ByWorkingGroup, Why: WhyRemoved})
		}
	}
	for i := range d.Lines {
		if l := &d.Lines[i]; d.Deciding == nil || stronger(l, d.Deciding) {
			d.Deciding = l
		}
	}
	if d.Deciding != nil {
		d.Route, d.Why = d.Deciding.Route, d.Deciding.Why
	}
	if c.ByHead && d.Route == ByAkimat {
		d.Route, d.Why = ByCentre, WhyOwn
	}
	return d
}

// routes are ordered from the weakest.
var routes = []Route{ByAkimat, ByCentre, ByWorkingGroup}

func stronger(a, b *Reach) bool {
	if a.Route != b.Route {
		return slices.Index(routes, a.Route) > slices.Index(routes, b.Route)
	}
	return slices.Index(whys, a.Why) < slices.Index(whys, b.Why)
}

// reach measures one line against its original. A date or a sum that the change
// leaves alone does not count, wherever it stands by now.
func (c Change) reach(was, is *portfolio.Plan) Reach {
	l := Reach{MilestoneID: is.MilestoneID, Number: is.Number, Gate: was.Gate || is.Gate}
	for _, f := range portfolio.Differing(was, is) {
		if f != portfolio.FieldNumber {
			l.Fields = append(l.Fields, f)
		}
	}
	first, known := c.Original[is.MilestoneID]
	if !known {
		first = *was
	}
	l.Gate = l.Gate || first.Gate
	if l.Has(portfolio.FieldDue, portfolio.FieldForMoney) {
		l.Days = is.Deadline(c.Calendar).Sub(first.Deadline(c.Calendar))
	}
	if l.Has(portfolio.FieldStart) {
		if days := is.Start.Sub(first.Start); abs(days) > abs(l.Days) {
			l.Days = days
		}
	}
	if l.Has(portfolio.FieldCosts) {
		l.Of = first.Costs.Total()
		l.Cost = is.Costs.Total() - l.Of
		l.Tenths = tenths(displaced(first.Costs, is.Costs), l.Of)
	}
	return l
}

// Has reports whether one of the fields differs.
func (l Reach) Has(fields ...portfolio.PlanField) bool {
	return slices.ContainsFunc(fields, func(f portfolio.PlanField) bool { return slices.Contains(l.Fields, f) })
}

// displaced is how much money stands elsewhere: what was added or what was
// taken away by year and source, whichever is more. So a sum put off to another
// year counts, though the total stays.
func displaced(was, is portfolio.Costs) money.Amount {
	type key struct {
		year   int
		source portfolio.Source
	}
	by := map[key]money.Amount{}
	for _, c := range is {
		by[key{c.Year, c.Source}] += c.Amount
	}
	for _, c := range was {
		by[key{c.Year, c.Source}] -= c.Amount
	}
	var more, less money.Amount
	for _, a := range by {
		if a > 0 {
			more += a
		} else {
			less -= a
		}
	}
	return max(more, less)
}

// tenths is a share in tenths of a per cent, rounded up, so that whatever lies
// beyond a limit is seen to be beyond it; without an original cost nothing can
// be a share of it.
func tenths(part, of money.Amount) int {
	switch {
	case part == 0:
		return 0
	case of <= 0:
		return math.MaxInt
	}
	n := new(big.Int).Mul(big.NewInt(int64(part)), big.NewInt(1000))
	n.Add(n, big.NewInt(int64(of)-1))
	n.Quo(n, big.NewInt(int64(of)))
	if !n.IsInt64() || n.Int64() > math.MaxInt32 {
		return math.MaxInt
	}
	return int(n.Int64())
}

// route is whose a line is to decide.
func (t Tolerance) route(l Reach) (Route, Why) {
	days, share := abs(l.Days), l.Tenths
	switch {
	case l.Has(portfolio.FieldTitleKK, portfolio.FieldTitleRU, portfolio.FieldTitleEN, portfolio.FieldForm, portfolio.FieldGate, portfolio.FieldProject):
		return ByWorkingGroup, WhyText
	case days > t.CentreDays:
		return ByWorkingGroup, WhyDays
	case share > t.CentreTenths:
		return ByWorkingGroup, WhyCost
	case days > t.AkimatDays:
		return ByCentre, WhyDays
	case share > t.AkimatTenths:
		return ByCentre, WhyCost
	case l.Gate:
		return ByCentre, WhyGate
	case l.Has(portfolio.FieldLead, portfolio.FieldCo, portfolio.FieldZone, portfolio.FieldLinks, portfolio.FieldWeight):
		return ByCentre, WhyScope
	}
	return ByAkimat, WhyWithin
}

func abs(n int) int { return max(n, -n) }
