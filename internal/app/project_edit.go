package app

import (
	"context"
	"strconv"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// ProjectEdit is a change of a project, made of the profile that was seen.
type ProjectEdit struct {
	ProjectID int64
	Seen      int64 // the key of that profile; with another one by now it is a conflict
	Change    portfolio.ProjectChange
}

// EditProject says anew what is known of a project: a later profile. One that
// says the same leaves nothing. While a case decides upon the project its text
// stands still, since the vote is on it (rules.md §5).
func (a *App) EditProject(ctx context.Context, actor access.Actor, e ProjectEdit) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error { return a.editProject(tx, actor, e) })
}

// EditProjects does several edits of projects, all or none. What is refused of
// each stands under its place among the edits, from 0.
func (a *App) EditProjects(ctx context.Context, actor access.Actor, edits []ProjectEdit) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		return all(len(edits), func(i int) error { return a.editProject(tx, actor, edits[i]) })
	})
}

func (a *App) editProject(tx *store.Tx, actor access.Actor, e ProjectEdit) error {
	p, err := tx.Project(e.ProjectID)
	if err != nil {
		return err
	}
	if err := require(tx, actor, access.EditDraft, p.ProgrammeID); err != nil {
		return err
	}
	if err := p.MayEdit(); err != nil {
		return err
	}
	if p.Profile.ID != e.Seen {
		if p.Profile.RecordedBy == actor.ID && e.Change.Of(p.Profile).Says(p.Profile) {
			return nil // sent twice
		}
		return fault.Conflict("project.edited_meanwhile")
	}
	if err := undecided(tx, p.ID, approval.KindInclusion); err != nil {
		return err
	}
	before := p.Profile
	p.Profile = e.Change.Of(before)
	if p.Profile.Says(before) {
		return nil
	}
	known, err := tx.ProjectChoices(p.ProgrammeID)
	if err != nil {
		return err
	}
	if err := p.CheckEdited(known); err != nil {
		return err
	}
	if err := tx.AppendProjectProfile(&p.Profile); err != nil {
		return err
	}
	return tx.Record("project.edited", p.ProgrammeID, "project", p.ID, audit.Diff(projectSays(before), projectSays(p.Profile)))
}

// projectSays is what the log compares of two profiles.
func projectSays(p portfolio.ProjectProfile) map[string]any {
	return map[string]any{
		"name": p.Name, "direction": p.Direction, "goals": append(portfolio.Codes{}, p.Goals...), "zones": append(portfolio.Codes{}, p.Zones...),
		"area": p.Area, "basis": p.Basis, "read_in": p.Source,
	}
}

// undecided refuses while a case of the kind is being decided, or was decided
// and waits for its act: the text of its subject is what the decision is on.
func undecided(tx *store.Tx, subjectID int64, kind approval.Kind) error {
	c, err := tx.CaseOf(subjectID, kind)
	if err != nil || c.ID == 0 {
		return err
	}
	if s := c.State(); s.Open() || s == approval.Approved {
		return fault.Conflict("case.text_stands", "Case", c.ID)
	}
	return nil
}

// all does a thing to each of several and gathers what was refused: an invalid
// one, or a conflict when any was. Whose each fault is says its name, the place
// from 0. What one may not do or know of ends it at once.
func all(n int, do func(i int) error) error {
	refused := &fault.Error{Kind: fault.KindInvalid, Key: "fault.none_saved"}
	for i := range n {
		err := do(i)
		f := fault.Of(err)
		switch {
		case err == nil:
			continue
		case f == nil, f.Kind == fault.KindNotFound, f.Kind == fault.KindForbidden:
			return err
		case f.Kind == fault.KindConflict:
			refused.Kind = fault.KindConflict
		}
		place := strconv.Itoa(i)
		if len(f.Fields) == 0 {
			refused.Fields = append(refused.Fields, fault.FieldError{Name: place, Key: f.Key, Args: f.Args})
		}
		for _, one := range f.Fields {
			refused.Fields = append(refused.Fields, fault.FieldError{Name: place, Key: one.Key, Args: one.Args})
		}
	}
	if len(refused.Fields) == 0 {
		return nil
	}
	return refused
}
