package trail

import (
	"context"
	"strings"

	"qadam/internal/i18n"
)

// Actions are all that the log tells of, in the order in which a filter
// offers them: by what they are about.
var Actions = []string{
	"milestone.progress", "milestone.accepted", "milestone.returned",
	"roadmap.drafted", "roadmap.line_added", "roadmap.line_changed", "roadmap.line_removed", "roadmap.submitted", "roadmap.in_force", "roadmap.superseded",
	"project.added", "project.changed", "project.completed", "project.terminated",
	"zone.added", "zone.changed", "zone.designated", "zone.active", "zone.closed",
	"person.added", "person.changed", "person.blocked", "person.unblocked", "person.password_set", "person.password_changed",
	"session.opened", "session.closed",
	"seat.added", "seat.granted", "seat.ended",
	"calendar.year_added", "calendar.day_added", "calendar.day_removed",
	"reference.loaded", "setting.saved",
}

// gap stands for the thing in a sentence, so that it can be made a link.
const gap = "\x00"

// Sentence says what an action did, taken apart where the thing is named. An
// action that the catalogue does not know is said by its key.
func Sentence(ctx context.Context, action string) (before, after string) {
	key := "audit.did_" + strings.ReplaceAll(action, ".", "_")
	if !i18n.Has(key) {
		return action + ": ", ""
	}
	before, after, _ = strings.Cut(i18n.T(ctx, key, "What", gap), gap)
	return before, after
}

// label is an action as a choice of the filter.
func label(ctx context.Context, action string) string {
	before, after := Sentence(ctx, action)
	return strings.TrimSpace(strings.TrimRight(strings.TrimSpace(before), ":") + " " + strings.TrimSpace(strings.TrimLeft(after, ":")))
}
