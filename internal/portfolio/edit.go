package portfolio

import (
	"cmp"
	"database/sql/driver"
	"encoding/json"
	"reflect"
	"slices"
	"time"
)

// EditAction says what a change of a draft did.
type EditAction string

// What is done to the lines of a draft.
const (
	EditAdded   EditAction = "added"   // a line, or many at once
	EditChanged EditAction = "changed" // one line, or several in the same way
	EditMoved   EditAction = "moved"
	EditRemoved EditAction = "removed"
	EditUndone  EditAction = "undone" // an earlier change taken back
	EditRedone  EditAction = "redone" // and done again
)

// DraftEdit is a line of a draft's ledger of changes: the lines that one change
// touched, as they were and as they became. From it a change can be taken
// back, and a draft read as it stood on a past day.
type DraftEdit struct {
	ID          int64
	VersionID   int64
	ProgrammeID int64
	Action      EditAction
	Before      Touched
	After       Touched
	UndoesID    int64 // the change that this one takes back, 0 when it is one of its own
	RecordedAt  time.Time
	RecordedBy  int64
}

// Touched is one side of a change: whole lines where the content is another,
// and only the place of those that just came to stand elsewhere.
type Touched struct {
	Lines  []Plan  `json:"lines,omitempty"`
	Places []Place `json:"places,omitempty"`
}

// IsZero reports whether nothing was touched.
func (t Touched) IsZero() bool { return len(t.Lines) == 0 && len(t.Places) == 0 }

// Line returns the line of a milestone on this side, or nil.
func (t Touched) Line(milestoneID int64) *Plan {
	for i := range t.Lines {
		if t.Lines[i].MilestoneID == milestoneID {
			return &t.Lines[i]
		}
	}
	return nil
}

// Value writes the side as JSON.
func (t Touched) Value() (driver.Value, error) {
	b, err := json.Marshal(t)
	return string(b), err
}

// Scan reads the side from JSON.
func (t *Touched) Scan(src any) error { return fromJSON(src, t) }

// Touching compares the lines of a draft before and after a change.
func Touching(before, after []Plan) (was, is Touched) {
	old := make(map[int64]*Plan, len(before))
	for i := range before {
		old[before[i].MilestoneID] = &before[i]
	}
	for i := range after {
		p := &after[i]
		b := old[p.MilestoneID]
		delete(old, p.MilestoneID)
		switch {
		case b == nil:
			is.Lines = append(is.Lines, *p)
		case !SameContent(*b, *p):
			was.Lines, is.Lines = append(was.Lines, *b), append(is.Lines, *p)
		case b.Position != p.Position || b.Number != p.Number:
			was.Places = append(was.Places, placeOf(b))
			is.Places = append(is.Places, placeOf(p))
		}
	}
	for i := range before {
		if old[before[i].MilestoneID] != nil {
			was.Lines = append(was.Lines, before[i])
		}
	}
	return was, is
}

// SameContent reports whether two lines say the same, wherever they stand.
func SameContent(a, b Plan) bool {
	a.ID, a.VersionID, a.Position, a.Number, a.Revision = b.ID, b.VersionID, b.Position, b.Number, b.Revision
	if len(a.CoIDs) == 0 && len(b.CoIDs) == 0 {
		a.CoIDs, b.CoIDs = nil, nil
	}
	if len(a.Costs) == 0 && len(b.Costs) == 0 {
		a.Costs, b.Costs = nil, nil
	}
	if len(a.Links) == 0 && len(b.Links) == 0 {
		a.Links, b.Links = nil, nil
	}
	return reflect.DeepEqual(a, b)
}

// RolledBack returns the lines of a draft as they were before the edits, given
// newest first.
func RolledBack(plans []Plan, edits []DraftEdit) []Plan {
	if len(edits) == 0 {
		return plans
	}
	lines := make(map[int64]Plan, len(plans))
	for _, p := range plans {
		lines[p.MilestoneID] = p
	}
	for _, e := range edits {
		for _, p := range e.After.Lines {
			delete(lines, p.MilestoneID)
		}
		for _, p := range e.Before.Lines {
			lines[p.MilestoneID] = p
		}
		for _, at := range e.Before.Places {
			if p, ok := lines[at.MilestoneID]; ok {
				p.Position, p.Number = at.Position, at.Number
				lines[at.MilestoneID] = p
			}
		}
	}
	out := make([]Plan, 0, len(lines))
	for _, p := range lines {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Plan) int { return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID)) })
	return out
}

// StandingEdits goes through the ledger of a draft, given oldest first, and returns
// the last edit that stands and so can be taken back, and the one that was
// taken back last and can be done again; nil when there is none. Any other
// change in between leaves nothing to be done again.
func StandingEdits(ledger []DraftEdit) (last, undone *DraftEdit) {
	var done, back []*DraftEdit
	for i := range ledger {
		e := &ledger[i]
		switch n, m := len(done), len(back); {
		case e.UndoesID != 0 && n > 0 && done[n-1].ID == e.UndoesID:
			done, back = done[:n-1], append(back, e)
		case e.UndoesID != 0 && m > 0 && back[m-1].ID == e.UndoesID:
			done, back = append(done, e), back[:m-1]
		default:
			done, back = append(done, e), nil
		}
	}
	if n := len(done); n > 0 {
		last = done[n-1]
	}
	if m := len(back); m > 0 {
		undone = back[m-1]
	}
	return last, undone
}
