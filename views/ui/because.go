package ui

import (
	"context"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Because says in a sentence why a milestone has its status: the rule that
// decided, with its inputs.
func Because(ctx context.Context, r portfolio.Reason) string {
	return i18n.T(ctx, "reason."+string(r.Rule), "Deadline", r.Deadline, "Forecast", r.Forecast, "DaysOver", r.DaysOver,
		"DaysLeft", r.DaysLeft, "Percent", r.Percent, "Expected", r.Expected, "PushedTo", r.PushedTo)
}
