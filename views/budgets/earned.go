package budgets

import (
	"context"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// EarnedPage is the earned value of projects in the roadmap of a year.
type EarnedPage struct {
	View
	Rows      []EarnedRow
	All       funding.Earned // of those that have one
	Undefined int            // projects that have none
}

// EarnedRow is the earned value of a project.
type EarnedRow struct {
	Project   portfolio.Project
	Programme i18n.Text
	Year      int
	Earned    funding.Earned
	Href      string
}

// indexText is a ratio with two decimals; what is not defined says so.
func indexText(ctx context.Context, x funding.Index) string {
	if !x.Defined {
		return i18n.T(ctx, "earned.undefined")
	}
	hundredths := (x.Thousandths + 5) / 10
	if x.Thousandths < 0 {
		hundredths = (x.Thousandths - 5) / 10
	}
	return i18n.Decimal(ctx, float64(hundredths)/100, 2)
}

// behind reports whether a ratio is below one: late, or dearer than planned.
func behind(x funding.Index) bool { return x.Defined && x.Thousandths < 1000 }

// valueText is a sum in the unit shown; what is not defined says so.
func (v View) valueText(ctx context.Context, x funding.Value) string {
	if !x.Defined {
		return i18n.T(ctx, "earned.undefined")
	}
	return i18n.MoneyUnit(ctx, x.Amount, v.Unit)
}
