package trail

import (
	"context"
	"strings"

	"qadam/internal/i18n"
)

// told are all actions that the log tells of, by what they are about, in the
// order in which a filter offers them.
var told = []struct{ about, done string }{
	{"milestone", "progress accepted returned"},
	{"roadmap", "drafted line_added lines_added line_changed lines_changed line_moved line_removed edit_undone edit_redone submitted in_review voting deferred approved in_force superseded returned rejected draft refused"},
	{"case", "submitted in_review experts_assigned opinion_given conflict_declared remarked answered reviewed on_agenda off_agenda voting deferred approved decided in_force returned rejected withdrawn void refused"},
	{"vote", "cast changed dissent closed"},
	{"sitting", "planned convened held not_held cancelled presence signed refused"},
	{"project", "added edited completed terminated stage_recorded"},
	{"rating", "owner centre"},
	{"escalation", "opened listed held ended"},
	{"zone", "added edited designated active closed"},
	{"person", "added changed blocked unblocked password_set password_changed"},
	{"session", "opened closed"},
	{"seat", "added granted ended"},
	{"substitution", "began ended"},
	{"letters", "chosen declined"},
	{"view", "saved changed removed"},
	{"protocol", "drafted confirmed signed printed refuted refused"},
	{"condition", "set reported accepted returned extension_asked extension_granted extension_refused escalated refused"},
	{"tolerance", "set"},
	{"contract", "drafted amended signed registered active suspended completed terminated refused"},
	{"revenue", "set"},
	{"funding_line", "opened"},
	{"funding_entry", "planned added reversed"},
	{"body", "rules_set"},
	{"calendar", "year_added year_imported day_added day_removed"},
	{"reference", "loaded stages_loaded stages_set status_rules_set"},
}

// Actions are the keys of all actions that the log tells of.
var Actions = actions()

func actions() []string {
	var all []string
	for _, t := range told {
		for _, done := range strings.Fields(t.done) {
			all = append(all, t.about+"."+done)
		}
	}
	return all
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
