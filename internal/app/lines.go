package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// ChangeLines changes several lines of a draft in the same way. One of them
// that was changed since it was seen is a Conflict, and then none is changed.
// What the change would make wrong is refused for each line: see
// portfolio.LinesChange.Refusals.
func (a *App) ChangeLines(ctx context.Context, actor access.Actor, versionID int64, refs []portfolio.LineRef, change portfolio.LinesChange, options ...LineOption) error {
	as := saved(options)
	return a.edit(ctx, actor, versionID, portfolio.EditChanged, func(e *editing) error {
		if len(refs) == 0 {
			return fault.Field("lines", "fault.required_choice")
		}
		if change.IsZero() {
			return fault.Invalid("roadmap.nothing_to_change")
		}
		if err := e.checkNames(change.Names(e.version.ProgrammeID)); err != nil {
			return err
		}
		at := make(map[int64]int, len(e.after))
		for i, p := range e.after {
			at[p.MilestoneID] = i
		}
		var lines []portfolio.Plan
		for _, r := range refs {
			i, ok := at[r.MilestoneID]
			if !ok || e.after[i].Revision != r.Revision {
				return fault.Conflict("fault.changed_meanwhile")
			}
			lines = append(lines, e.after[i])
			e.after[i] = change.Apply(e.after[i], e.calendar)
		}
		e.recordAll("roadmap.lines_changed")
		return fault.Fields(change.Refusals(lines, e.year, e.calendar, as.unfinished)...)
	})
}

// planSaid is what the log says of a line.
func planSaid(p portfolio.Plan) map[string]any {
	return map[string]any{
		"version_id": p.VersionID, "number": p.Number, "title": p.Title, "form": p.Form, "lead_id": p.LeadID, "co_ids": p.CoIDs,
		"start": p.Start, "due": p.Due, "costs": p.Costs, "weight": p.Weight, "gate": p.Gate, "zone_id": p.ZoneID,
		"links": p.Links, "note": p.Note,
	}
}

// editSaid is what the log says of a change of several lines: what differs,
// each field under the number of its line, as in "1.2 due"; of a line that came
// or went, its title. The version says which roadmap that is.
func editSaid(versionID int64, was, is portfolio.Touched) audit.Change {
	before, after := map[string]any{}, map[string]any{"version_id": versionID}
	for _, p := range is.Lines {
		old := was.Line(p.MilestoneID)
		if old == nil {
			after[p.Number+" title"] = p.Title
			continue
		}
		from, to := planSaid(*old), planSaid(p)
		for name := range to {
			before[p.Number+" "+name], after[p.Number+" "+name] = from[name], to[name]
		}
	}
	for _, p := range was.Lines {
		if is.Line(p.MilestoneID) == nil {
			before[p.Number+" title"] = p.Title
		}
	}
	if len(was.Lines)+len(is.Lines) == 0 {
		for i, p := range is.Places {
			key := was.Places[i].Number + " number"
			before[key], after[key] = was.Places[i].Number, p.Number
		}
	}
	return audit.Diff(before, after)
}

// subjectOf is the milestone that an entry is about when the change is of
// several: the first.
func subjectOf(was, is portfolio.Touched) int64 {
	for _, t := range []portfolio.Touched{is, was} {
		if len(t.Lines) > 0 {
			return t.Lines[0].MilestoneID
		}
	}
	return is.Places[0].MilestoneID
}
