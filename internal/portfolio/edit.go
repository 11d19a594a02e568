package portfolio

import (
	"database/sql/driver"
	"encoding/json"
	"time"
)

// EditAction says what a change of a draft did.
type EditAction string

// What is done to the lines of a draft.
const (
	EditAdded   EditAction = "added"   // a line, or many at once
	EditChanged EditAction = "changed" // one line
	EditBulk    EditAction = "bulk"    // several lines in the same way
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
// and where lines stood that only got another number or place.
type Touched struct {
	Lines  []Plan  `json:"lines,omitempty"`
	Places []Place `json:"places,omitempty"`
}

// Value writes the side as JSON.
func (t Touched) Value() (driver.Value, error) {
	b, err := json.Marshal(t)
	return string(b), err
}

// Scan reads the side from JSON.
func (t *Touched) Scan(src any) error { return fromJSON(src, t) }
