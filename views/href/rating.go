package href

// ProjectWhy says why a project has its colour.
func ProjectWhy(code string) string { return Project(code) + "/why" }

// ProgrammeWhy says why a programme has its colour.
func ProgrammeWhy(code string) string { return Programme(code) + "/why" }

// MilestoneWhy says why a milestone has its status.
func MilestoneWhy(id int64) string { return Milestone(id) + "/why" }

// ProjectRatings is the ratings of a project, and takes one.
func ProjectRatings(code string) string { return Project(code) + "/ratings" }

// Escalation is one escalation with its agenda.
func Escalation(id int64) string { return "/escalations/" + number(id) }

// EscalationHolding takes what a review concluded.
func EscalationHolding(id int64) string { return Escalation(id) + "/holding" }
