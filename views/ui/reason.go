package ui

import (
	"context"

	"qadam/internal/approval"
	"qadam/internal/i18n"
)

// Reasons are the reason codes of a change, to choose from.
func Reasons(ctx context.Context) []Option {
	var out []Option
	for _, r := range approval.ReasonCodes {
		out = append(out, Option{Value: string(r), Label: i18n.T(ctx, "change.reason_"+string(r))})
	}
	return out
}
