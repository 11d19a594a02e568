package app

import (
	"cmp"
	"context"
	"slices"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// editing is a change of a draft on its way: the lines as they are and as they
// will be.
type editing struct {
	tx       *store.Tx
	version  portfolio.Version
	year     int
	calendar *civil.Calendar // by which deadlines roll
	before   []portfolio.Plan
	after    []portfolio.Plan
	entry    entry
}

// entry is what the log will say of a change.
type entry struct {
	action  string
	subject int64 // the milestone
	said    audit.Change
}

// edit runs one change of a draft that the actor may edit. Whatever the change
// leaves in after is compared with before; what differs is written, noted in
// the ledger of the draft, from which it can be taken back, and in the log. A
// change of nothing leaves no trace.
func (a *App) edit(ctx context.Context, actor access.Actor, versionID int64, action portfolio.EditAction, change func(*editing) error) error {
	ref, err := a.reference(ctx)
	if err != nil {
		return err
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, m, err := a.draft(tx, actor, versionID)
		if err != nil {
			return err
		}
		e := &editing{tx: tx, version: v, year: m.Year, calendar: ref.Calendar}
		if e.before, err = tx.Plans(versionID); err != nil {
			return err
		}
		e.after = slices.Clone(e.before)
		if err := change(e); err != nil {
			return err
		}
		return e.keep(action, 0)
	})
}

// keep writes what the change touched. A line whose content is another gets a
// higher revision: who looked at it before must look again. One that only got
// another number keeps its revision, because nobody's words were changed, and
// one that comes back has the words and the revision with which it went.
func (e *editing) keep(action portfolio.EditAction, undoes int64) error {
	was, is := portfolio.Touching(e.before, e.after)
	if was.IsZero() && is.IsZero() {
		return nil
	}
	for i := range is.Lines {
		if old := was.Line(is.Lines[i].MilestoneID); old != nil {
			is.Lines[i].Revision = old.Revision + 1
		}
	}
	if err := e.tx.SaveDraft(e.version.ID, was, is); err != nil {
		return err
	}
	edit := portfolio.DraftEdit{VersionID: e.version.ID, ProgrammeID: e.version.ProgrammeID, Action: action, Before: was, After: is, UndoesID: undoes}
	if err := e.tx.AppendDraftEdit(&edit); err != nil {
		return err
	}
	if e.entry.subject == 0 {
		e.entry.subject, e.entry.said = subjectOf(was, is), editSaid(e.version.ID, was, is)
	}
	return e.tx.Record(e.entry.action, e.version.ProgrammeID, "plan", e.entry.subject, e.entry.said)
}

// record says what the log says of the change.
func (e *editing) record(action string, milestoneID int64, said audit.Change) {
	e.entry = entry{action, milestoneID, said}
}

// recordAll leaves it to what the change touches: see editSaid.
func (e *editing) recordAll(action string) { e.entry = entry{action: action} }

// at finds the line of a milestone among those that will be.
func (e *editing) at(milestoneID int64) (int, error) {
	i := slices.IndexFunc(e.after, func(p portfolio.Plan) bool { return p.MilestoneID == milestoneID })
	if i < 0 {
		return 0, fault.NotFound()
	}
	return i, nil
}

// place puts the lines where they are to stand.
func (e *editing) place(places []portfolio.Place) {
	at := make(map[int64]portfolio.Place, len(places))
	for _, p := range places {
		at[p.MilestoneID] = p
	}
	for i := range e.after {
		p := &e.after[i]
		p.Position, p.Number = at[p.MilestoneID].Position, at[p.MilestoneID].Number
	}
	slices.SortStableFunc(e.after, func(a, b portfolio.Plan) int { return cmp.Compare(a.Position, b.Position) })
}

// UndoEdit takes the last change of a draft back, or does again what was taken
// back last: editID is the one that the person sees as such, see
// Reader.LastEdit and Reader.LastUndone. When it is neither any more, somebody
// was faster, and that is a Conflict. Lines come back with their content, number
// and place.
func (a *App) UndoEdit(ctx context.Context, actor access.Actor, versionID, editID int64) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, m, err := a.draft(tx, actor, versionID)
		if err != nil {
			return err
		}
		last, undone, err := tx.Standing(versionID)
		if err != nil {
			return err
		}
		e := &editing{tx: tx, version: v, year: m.Year}
		var edit *portfolio.DraftEdit
		action := portfolio.EditUndone
		switch {
		case last != nil && last.ID == editID:
			edit = last
			e.recordAll("roadmap.edit_undone")
		case undone != nil && undone.ID == editID:
			edit, action = undone, portfolio.EditRedone
			e.recordAll("roadmap.edit_redone")
		default:
			return fault.Conflict("fault.changed_meanwhile")
		}
		if e.before, err = tx.Plans(versionID); err != nil {
			return err
		}
		e.after = portfolio.RolledBack(e.before, []portfolio.DraftEdit{*edit})
		return e.keep(action, edit.ID)
	})
}
