package ui

import (
	"context"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// ConfidenceWord is what a step of a rating is called: three of the five by the
// words that a health has.
func ConfidenceWord(ctx context.Context, c portfolio.Confidence) string {
	switch c {
	case "":
		return i18n.T(ctx, "rating.none")
	case portfolio.AmberGreen:
		return i18n.T(ctx, "rating.amber_green")
	case portfolio.AmberRed:
		return i18n.T(ctx, "rating.amber_red")
	}
	return i18n.T(ctx, "health."+string(c))
}
