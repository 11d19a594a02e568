package portfolio

// Place is where a line stands in its version: the lines are ordered by
// position, and the number says which of them belongs under which.
type Place struct {
	MilestoneID int64  `json:"milestone_id"`
	ProjectID   int64  `json:"project_id"`
	Position    int    `json:"position"`
	Number      string `json:"number"`
}

// Way says where a line goes.
type Way string

// The ways in which a line may be moved; what stands under it goes along.
const (
	MoveUp          Way = "up"           // before the line above, of the same parent
	MoveDown        Way = "down"         // behind the line below, of the same parent
	MoveIn          Way = "in"           // under the line above
	MoveOut         Way = "out"          // behind its parent
	MoveBefore      Way = "before"       // before another line of its project
	MoveProjectUp   Way = "project_up"   // all lines of its project before the project above
	MoveProjectDown Way = "project_down" // all lines of its project behind the project below
)

// Ways lists them all.
var Ways = []Way{MoveUp, MoveDown, MoveIn, MoveOut, MoveBefore, MoveProjectUp, MoveProjectDown}

// Move is one move of a line.
type Move struct {
	Way    Way
	Before int64 // the milestone before which it goes, for MoveBefore
}
