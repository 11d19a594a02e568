package funding

import (
	"math/big"
	"time"

	"qadam/internal/civil"
	"qadam/internal/money"
)

// Weighed is a milestone as earned value sees it: done or not, nothing between
// (rules.md §4: weighted milestones 0/100).
type Weighed struct {
	Weight int        // against the others of its project; 1 unless said otherwise
	Due    civil.Date // the deadline by the version in force
	DoneOn civil.Date // the day of the act of accepted evidence, zero while it is not done
}

// Index is a ratio of sums in thousandths; without a denominator it is not
// defined, and never a number.
type Index struct {
	Thousandths int64
	Defined     bool
}

// Value is a sum that may be not defined.
type Value struct {
	Amount  money.Amount
	Defined bool
}

// Earned is the earned value of a project in the year of a roadmap, or of
// several added up: sums in tiyn. Weights of milestones share the budget at
// completion out, each sum rounded to the nearest tiyn.
type Earned struct {
	BAC     money.Amount // budget at completion: what is planned for the year
	PV      money.Amount // planned value: of what is due by the day
	EV      money.Amount // earned value: of what is done by the day
	AC      money.Amount // actual cost: what was accepted by acts
	Defined bool         // there is a plan to share out and milestones to share it between
}

// EarnedOn is the earned value on a day of milestones that share out bac. AC is
// what was accepted by then.
func EarnedOn(milestones []Weighed, bac, ac money.Amount, on civil.Date) Earned {
	e := Earned{BAC: bac, AC: ac}
	var all, due, done int64
	for _, m := range milestones {
		w := int64(m.Weight)
		all += w
		if !m.Due.After(on) {
			due += w
		}
		if !m.DoneOn.IsZero() && !m.DoneOn.After(on) {
			done += w
		}
	}
	if all <= 0 || bac <= 0 {
		return e
	}
	e.Defined = true
	e.PV, _ = times(bac, due, all)
	e.EV, _ = times(bac, done, all)
	return e
}

// Plus adds another project. One whose earned value is not defined adds nothing,
// not its costs either: ratios of the rest stay true.
func (e Earned) Plus(o Earned) Earned {
	switch {
	case !o.Defined:
		return e
	case !e.Defined:
		return o
	}
	return Earned{e.BAC + o.BAC, e.PV + o.PV, e.EV + o.EV, e.AC + o.AC, true}
}

// CV is the cost variance, EV − AC.
func (e Earned) CV() Value { return e.value(e.EV - e.AC) }

// SV is the schedule variance, EV − PV.
func (e Earned) SV() Value { return e.value(e.EV - e.PV) }

// CPI is the cost performance index, EV / AC: not defined while nothing was
// accepted.
func (e Earned) CPI() Index { return e.index(e.EV, e.AC) }

// SPI is the schedule performance index, EV / PV: not defined while nothing is
// due.
func (e Earned) SPI() Index { return e.index(e.EV, e.PV) }

// EAC is the estimate at completion, BAC / CPI: BAC × AC / EV, not rounded
// before. Not defined while CPI is not, or is zero.
func (e Earned) EAC() Value {
	if !e.Defined || e.AC <= 0 || e.EV <= 0 {
		return Value{}
	}
	a, ok := times(e.BAC, int64(e.AC), int64(e.EV))
	return Value{a, ok}
}

// ETC is the estimate to complete, EAC − AC.
func (e Earned) ETC() Value {
	eac := e.EAC()
	return Value{eac.Amount - e.AC, eac.Defined}.orNone()
}

// VAC is the variance at completion, BAC − EAC.
func (e Earned) VAC() Value {
	eac := e.EAC()
	return Value{e.BAC - eac.Amount, eac.Defined}.orNone()
}

func (v Value) orNone() Value {
	if !v.Defined {
		return Value{}
	}
	return v
}

func (e Earned) value(a money.Amount) Value { return Value{a, e.Defined}.orNone() }

func (e Earned) index(part, whole money.Amount) Index {
	if !e.Defined || whole <= 0 {
		return Index{}
	}
	n, ok := times(part, 1000, int64(whole))
	if !ok {
		return Index{}
	}
	return Index{int64(n), true}
}

// times is a × n / d to the nearest whole, halves away from zero, and whether it
// can be held. d is above zero.
func times(a money.Amount, n, d int64) (money.Amount, bool) {
	x := new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(n))
	sign := x.Sign()
	x.Abs(x).Mul(x, big.NewInt(2)).Add(x, big.NewInt(d)).Quo(x, new(big.Int).Mul(big.NewInt(2), big.NewInt(d)))
	if sign < 0 {
		x.Neg(x)
	}
	if !x.IsInt64() {
		return 0, false
	}
	return money.Amount(x.Int64()), true
}

// Cost is what an act accepted, and when.
type Cost struct {
	On     civil.Date
	Amount money.Amount // tiyn; below zero where an act was reversed
}

// EarnedPoint is the earned value at the end of a day. What is after the day
// shown is planned only.
type EarnedPoint struct {
	On      civil.Date
	PV      money.Amount
	EV, AC  money.Amount
	Planned bool // only PV is known
}

// EarnedCurve is the earned value at the end of each month of a year and on the
// day shown, when it is in the year. It is empty where it is not defined.
func EarnedCurve(milestones []Weighed, bac money.Amount, costs []Cost, year int, on civil.Date) []EarnedPoint {
	var days []civil.Date
	for m := time.January; m <= time.December; m++ {
		end := civil.Date{Year: year, Month: m, Day: 1}.AddMonths(1).AddDays(-1)
		if on.Year == year && on.Month == m && on.Before(end) {
			days = append(days, on)
		}
		days = append(days, end)
	}
	var points []EarnedPoint
	for _, d := range days {
		var ac money.Amount
		for _, c := range costs {
			if !c.On.After(d) {
				ac += c.Amount
			}
		}
		e := EarnedOn(milestones, bac, ac, d)
		if !e.Defined {
			return nil
		}
		p := EarnedPoint{On: d, PV: e.PV, EV: e.EV, AC: e.AC}
		if d.After(on) {
			p.EV, p.AC, p.Planned = 0, 0, true
		}
		points = append(points, p)
	}
	return points
}
