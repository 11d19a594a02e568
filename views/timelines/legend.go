package timelines

import (
	"context"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/gantt"
	"qadam/views/ui"
)

// sample is a span that fills the drawing of an entry.
var sample = gantt.Span{From: civil.Date{Year: 2018, Month: 1, Day: 1}, To: civil.Date{Year: 2018, Month: 1, Day: 8}}

// legendKeys are the marks of the rows with their words.
func legendKeys(ctx context.Context, judged, compared bool) []key {
	if !judged {
		return []key{
			{gantt.Strip{Bar: sample}, i18n.T(ctx, "word.plan")},
			{gantt.Strip{Bar: sample, Critical: true}, i18n.T(ctx, "timeline.critical")},
			{gantt.Strip{Bar: sample, Gate: true}, i18n.T(ctx, "milestone.gate")},
		}
	}
	var keys []key
	for _, s := range portfolio.Statuses {
		keys = append(keys, key{gantt.Strip{Status: string(s), Bar: sample, Percent: 50}, ui.StatusWord(ctx, string(s))})
	}
	on := string(portfolio.OnTrack)
	keys = append(keys,
		key{gantt.Strip{Status: on, Bar: sample, Percent: 50, Stale: true}, i18n.T(ctx, "status.stale")},
		key{gantt.Strip{Status: on, Bar: sample, Percent: 50, Critical: true}, i18n.T(ctx, "timeline.critical")},
		key{gantt.Strip{Status: on, Bar: sample, Percent: 50, Gate: true}, i18n.T(ctx, "milestone.gate")},
		key{gantt.Strip{Status: on, Bar: sample, Percent: 50, Plan: sample}, i18n.T(ctx, "timeline.baseline")},
		key{gantt.Strip{Status: on, Bar: sample, Percent: 50, Plan: gantt.Span{From: sample.From, To: sample.From.AddDays(3)}, Due: sample.From.AddDays(5)}, i18n.T(ctx, "timeline.deadline")},
	)
	if compared {
		keys = append(keys, key{gantt.Strip{Status: on, Bar: sample, Percent: 50, Was: sample.From.AddDays(3)}, i18n.T(ctx, "timeline.was")})
	}
	return keys
}
