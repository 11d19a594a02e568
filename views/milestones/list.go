package milestones

import (
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/listing"
)

// Run is what the lines of a project that stand together in a roadmap in force
// have in common.
type Run struct {
	Picture   *portfolio.Picture
	Board     *portfolio.Board
	Then      *portfolio.Board // on the day compared with, nil when nothing was in force then or is compared
	Project   *portfolio.Project
	Direction portfolio.Direction
}

// Row is a milestone in the list of those of all programmes.
type Row struct {
	*Run
	Line *portfolio.Line
	At   int             // the place of the line on its board
	Zone *portfolio.Zone // nil when it has none, or none that the reader may know of
}

// Was is the line on the day compared with, nil when there was none.
func (r Row) Was() *portfolio.Line { return r.Then.Line(r.Line.MilestoneID) }

// Moved is by how many calendar days the end of the line moved since the day
// compared with, as portfolio.Difference has it; known is false when nothing can
// be said.
func (r Row) Moved() (days int, known bool) {
	was := r.Was()
	if was == nil || r.Line.Status == portfolio.Withdrawn {
		return 0, false
	}
	return r.Line.Finish.Sub(was.Finish), true
}

// ListPage is the milestones of all roadmaps in force.
type ListPage struct {
	layout.Shell
	Table listing.Table[Row]
}

// ListRegion is what the filters and pages of the list replace.
const ListRegion = "milestones"
