package drafts

import (
	"context"
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Story says in words what a change did; fields is what it changed of a line.
// Of a change that took another one back it tells the other.
func (w Words) Story(ctx context.Context, e portfolio.DraftEdit) (head string, fields []ChangedField) {
	was, is := e.Before, e.After
	if e.Action == portfolio.EditUndone {
		was, is = is, was
	}
	added, removed := without(is.Lines, was), without(was.Lines, is)
	switch {
	case len(added) > 1:
		return i18n.N(ctx, "draft.did_added_many", len(added)), nil
	case len(added) == 1:
		return i18n.T(ctx, "draft.did_added", "Line", named(ctx, added[0])), nil
	case len(removed) > 0:
		return i18n.T(ctx, "draft.did_removed", "Line", named(ctx, removed[0])), nil
	case len(is.Lines) > 1:
		return i18n.N(ctx, "draft.did_bulk", len(is.Lines)), nil
	case len(is.Lines) == 1:
		before := was.Line(is.Lines[0].MilestoneID)
		return i18n.T(ctx, "draft.did_changed", "Line", named(ctx, is.Lines[0])), w.Differences(ctx, before, &is.Lines[0])
	}
	for _, from := range was.Places {
		for _, to := range is.Places {
			if from.MilestoneID == to.MilestoneID && from.Number != to.Number {
				return i18n.T(ctx, "draft.did_moved", "From", from.Number, "To", to.Number), nil
			}
		}
	}
	return i18n.T(ctx, "draft.did_moved_some"), nil
}

// without lists the lines that a side of a change does not have.
func without(lines []portfolio.Plan, side portfolio.Touched) []portfolio.Plan {
	var out []portfolio.Plan
	for _, p := range lines {
		if side.Line(p.MilestoneID) == nil {
			out = append(out, p)
		}
	}
	return out
}

func named(ctx context.Context, p portfolio.Plan) string {
	return strings.TrimSpace(p.Number + " " + p.Title.For(ctx))
}
