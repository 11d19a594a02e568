// Package audit knows what an entry of the log is, how entries are chained by
// hashes and signed once a day, and how the chain is checked. It does not know
// where they are kept.
package audit

import (
	"encoding/json"
	"time"
)

// Where an entry belongs when it is not of one programme.
const (
	Nowhere    int64 = 0  // people and sessions
	Everywhere int64 = -1 // reference data, which concerns every programme
)

// Entry is one change: who did what to which thing, from which seat, and what
// it was before and after. Names are copied and nothing is referred to, so that
// an entry outlives what it describes.
type Entry struct {
	Seq         int64 // 1, 2, 3 without a gap
	RecordedAt  time.Time
	ActorID     int64
	ActorName   string
	Seat        string
	Action      string // a key such as milestone.progress
	ProgrammeID int64  // or Nowhere, or Everywhere
	Entity      string
	EntityID    int64
	Before      string // canonical JSON, "" when there was nothing
	After       string
	Files       string // SHA-256 of the files that came with it, separated by spaces
	RequestID   string // joins the entry with the log of the server; not part of the hash
	Hash        string // lower-case hex of SHA-256
}

// Change is what an entry says of a thing: how it was and how it is.
type Change struct {
	Before, After any
	Files         []string
}

// Added is the change of something new.
func Added(after any) Change { return Change{After: after} }

// Removed is the change of something that is no more.
func Removed(before any) Change { return Change{Before: before} }

// With adds the hashes of files to a change.
func (c Change) With(files ...string) Change {
	c.Files = append(c.Files, files...)
	return c
}

// Fields is a difference as people read it: field by field.
type Fields map[string]json.RawMessage
