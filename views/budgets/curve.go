package budgets

import (
	"context"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/views/chart"
)

// EarnedChart is the earned value of a project through a year: what is planned
// to the end of it, what is earned and spent until the day shown.
func EarnedChart(ctx context.Context, points []funding.EarnedPoint, bac money.Amount, on civil.Date) chart.CurveData {
	d := chart.CurveData{
		Head: chart.Head{ID: "earned", Title: i18n.T(ctx, "budget.earned")}, On: on, Whole: bac, Name: i18n.T(ctx, "earned.bac_short"),
		Lines: []chart.CurveLine{
			{Key: chart.PV, Label: i18n.T(ctx, "earned.pv"), Short: i18n.T(ctx, "earned.pv_short")},
			{Key: chart.EV, Label: i18n.T(ctx, "earned.ev"), Short: i18n.T(ctx, "earned.ev_short")},
			{Key: chart.AC, Label: i18n.T(ctx, "earned.ac"), Short: i18n.T(ctx, "earned.ac_short")},
		},
	}
	for _, p := range points {
		d.Days = append(d.Days, p.On)
		d.Lines[0].Amounts = append(d.Lines[0].Amounts, p.PV)
		if !p.Planned {
			d.Lines[1].Amounts, d.Lines[2].Amounts = append(d.Lines[1].Amounts, p.EV), append(d.Lines[2].Amounts, p.AC)
		}
	}
	return d
}
