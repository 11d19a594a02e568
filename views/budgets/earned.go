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
	return i18n.Decimal(ctx, float64(hundredths(x))/100, 2)
}

func hundredths(x funding.Index) int64 {
	if x.Thousandths < 0 {
		return (x.Thousandths - 5) / 10
	}
	return (x.Thousandths + 5) / 10
}

// behind reports whether a ratio, as it is shown, is below one: late, or dearer
// than planned.
func behind(x funding.Index) bool { return x.Defined && hundredths(x) < 100 }

// valueText is a sum in the unit shown; what is not defined says so.
func (v View) valueText(ctx context.Context, x funding.Value) string {
	if !x.Defined {
		return i18n.T(ctx, "earned.undefined")
	}
	return i18n.MoneyUnit(ctx, x.Amount, v.Unit)
}
