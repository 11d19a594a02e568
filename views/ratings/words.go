package ratings

import (
	"context"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

func number(id int64) string { return strconv.FormatInt(id, 10) }

// age says how old something is on a day.
func age(ctx context.Context, since, on civil.Date) string {
	n := on.Sub(since)
	if n <= 0 {
		return i18n.T(ctx, "rating.today")
	}
	return i18n.N(ctx, "rating.days_old", n)
}

// wanted says what would have to be for a rule to hold no more.
func wanted(ctx context.Context, w portfolio.Want, g *Gap) string {
	key := "why.want_" + string(w.Rule)
	args := []any{"Days", i18n.N(ctx, "word.days", w.Days), "Day", w.Day, "Percent", i18n.Percent(ctx, w.Percent)}
	if w.Line != nil {
		args = append(args, "Number", w.Line.Number)
	}
	if w.Rule == portfolio.RuleFundingGap {
		if g == nil {
			return i18n.T(ctx, "why.want_money")
		}
		args = append(args, "Sum", i18n.Money(ctx, g.Short()))
	}
	return i18n.T(ctx, key, args...)
}

// asked is the name of a rule as it is asked.
func asked(ctx context.Context, r portfolio.Rule) string { return i18n.T(ctx, "why.rule_"+string(r)) }

// answer is what a rule came to on the day.
func answer(ctx context.Context, l *portfolio.Line, c portfolio.Check, g *Gap) string {
	if c.Holds && c.Rule != portfolio.RuleFundingGap {
		r := l.Reason
		r.Rule = c.Rule
		return ui.Because(ctx, r)
	}
	switch c.Rule {
	case portfolio.RuleForecastLate:
		if l.Facts.Forecast.IsZero() {
			return i18n.T(ctx, "why.no_forecast")
		}
		return i18n.T(ctx, "why.not_forecast_late", "Forecast", l.Facts.Forecast, "Deadline", l.Deadline)
	case portfolio.RuleBehind:
		return i18n.T(ctx, "why.not_behind", "DaysLeft", l.Reason.DaysLeft, "Percent", i18n.Percent(ctx, l.Facts.Percent), "Expected", i18n.Percent(ctx, l.Expected))
	case portfolio.RulePushed:
		if l.PushedTo.IsZero() {
			return i18n.T(ctx, "why.no")
		}
		return i18n.T(ctx, "why.not_pushed", "Day", l.PushedTo, "Deadline", l.Deadline)
	case portfolio.RulePastDue:
		return i18n.T(ctx, "why.not_past_due", "Deadline", l.Deadline)
	case portfolio.RuleFundingGap:
		if g == nil {
			return i18n.T(ctx, "why.no")
		}
		return i18n.T(ctx, "why.gap", "Committed", i18n.Money(ctx, g.Committed), "Planned", i18n.Money(ctx, g.Planned))
	}
	return i18n.T(ctx, "why.no")
}

// share is a part of a weight in per cent.
func share(ctx context.Context, part, whole int) string {
	if whole == 0 {
		return "—"
	}
	places := 1
	if part*100%whole == 0 {
		places = 0
	}
	return i18n.PercentOf(ctx, i18n.Decimal(ctx, float64(part)*100/float64(whole), places))
}

// evidenceHint says whether a document or a link is needed.
func evidenceHint(ctx context.Context, p portfolio.Party) string {
	if p == portfolio.Centre {
		return i18n.T(ctx, "rating.evidence_needed")
	}
	return i18n.T(ctx, "rating.evidence_may")
}
