package report

import (
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Fraction is how many of how many.
type Fraction struct{ Part, Whole int }

// In returns the two: 26 / 54.
func (f Fraction) In(l i18n.Locale) string {
	return Number(f.Part).In(l) + "\u00a0/\u00a0" + Number(f.Whole).In(l)
}

// Change is by how much a count changed.
type Change int

// In returns the change with its sign: +3, −2, 0.
func (c Change) In(l i18n.Locale) string {
	if c > 0 {
		return "+" + Number(c).In(l)
	}
	return Number(c).In(l)
}

// Counted is a count with how it changed.
type Counted struct{ N, Since int }

// In returns the count and, when there is any, its change: 14 (+3).
func (c Counted) In(l i18n.Locale) string {
	if c.Since == 0 {
		return Number(c.N).In(l)
	}
	return Number(c.N).In(l) + "\u00a0(" + Change(c.Since).In(l) + ")"
}

// Short is a sum for people to grasp, rounded to a tenth of its unit.
type Short money.Amount

// In returns the sum with its unit: 2,4 млрд ₸.
func (s Short) In(l i18n.Locale) string { return i18n.Money(in(l), money.Amount(s)) }

// ShortChange is by how much a sum changed.
type ShortChange money.Amount

// In returns the change with its sign.
func (s ShortChange) In(l i18n.Locale) string {
	if s > 0 {
		return "+" + Short(s).In(l)
	}
	return Short(s).In(l)
}

// Times is a message that goes by a number, such as days.
type Times struct {
	Key string
	N   int
}

// In returns the message for the number.
func (t Times) In(l i18n.Locale) string { return i18n.N(in(l), t.Key, t.N) }

// Below is values below each other in one cell; what says nothing takes no line.
type Below []Value

// In returns the values, a line for each.
func (b Below) In(l i18n.Locale) string {
	var lines []string
	for _, v := range b {
		if v == nil {
			continue
		}
		if said := v.In(l); said != "" {
			lines = append(lines, said)
		}
	}
	return strings.Join(lines, "\n")
}

// confidence is what a step of a rating is called.
func confidence(c portfolio.Confidence) Value {
	switch c {
	case "":
		return Say("rating.none")
	case portfolio.AmberGreen:
		return Say("rating.amber_green")
	case portfolio.AmberRed:
		return Say("rating.amber_red")
	}
	return Say("health." + string(c))
}
