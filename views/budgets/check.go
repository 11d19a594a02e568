package budgets

import (
	"context"

	"qadam/internal/funding"
	"qadam/internal/i18n"
)

// Rule is what a check demands and where that is written.
func Rule(ctx context.Context, c funding.Check) string {
	return i18n.T(ctx, "check.rule", "Rule", i18n.Key("check.must_"+c.Key), "Source", i18n.Key("check.by_"+c.Source))
}
