package ui

import (
	"context"
	"math"

	"qadam/internal/approval"
	"qadam/internal/i18n"
)

// Delegation is who decides upon a change, and how much of the tolerance it uses
// up, as pages show it.
type Delegation struct {
	approval.Delegation
	Address func(milestoneID int64) string // of a line's page; may be nil
}

// decides says who decides.
func (d Delegation) decides(ctx context.Context) string {
	return i18n.T(ctx, "change.decides_"+string(d.Route))
}

// why says what made it so, with the line when there are several.
func (d Delegation) why(ctx context.Context) string {
	t := d.Tolerance
	days, tenths := t.AkimatDays, t.AkimatTenths
	if d.Route == approval.ByWorkingGroup {
		days, tenths = t.CentreDays, t.CentreTenths
	}
	text := i18n.T(ctx, "change.why_"+string(d.Why), "Days", i18n.N(ctx, "change.days", days), "Share", PerMille(ctx, tenths))
	if d.Deciding != nil && len(d.Lines) > 1 {
		text = i18n.T(ctx, "change.line_decides", "Number", d.Deciding.Number) + " " + text
	}
	return text
}

// PerMille is a share in tenths of a per cent, as people write it: 5,2 %.
func PerMille(ctx context.Context, tenths int) string {
	switch {
	case tenths == math.MaxInt:
		return i18n.T(ctx, "change.no_original_cost")
	case tenths%10 == 0:
		return i18n.Percent(ctx, tenths/10)
	}
	return i18n.PercentOf(ctx, i18n.Decimal(ctx, float64(tenths)/10, 1))
}

// used is a figure of the limits, for a bar: how far of the centre's limit.
func used(n, akimat, centre int) []Segment {
	n = max(n, -n)
	kind := "done"
	switch {
	case n > centre:
		kind = "overdue"
	case n > akimat:
		kind = "at_risk"
	}
	return []Segment{{Kind: kind, N: int64(min(n, centre))}}
}
