package href

// Milestones lists the milestones of all programmes.
func Milestones() string { return "/milestones" }

// MilestonesWhere lists the milestones that the filters leave, as name and value
// in turn; a value may be several between commas, one that is empty is left out.
func MilestonesWhere(pairs ...string) string { return With(Milestones(), pairs...) }

// ProjectsWhere lists the projects that the filters leave.
func ProjectsWhere(pairs ...string) string { return With(Projects(), pairs...) }

// CasesWhere lists the cases that the filters leave.
func CasesWhere(pairs ...string) string { return With(Cases(), pairs...) }

// PortfolioCity is the portfolio with the map of a programme's city.
func PortfolioCity(programme string) string { return With(Portfolio(), "city", programme) }

// Changes is what changed since a moment, by default the last visit.
func Changes() string { return "/changes" }

// Disagreements are the projects whose ratings differ.
func Disagreements() string { return Portfolio() + "/disagreements" }

// Escalations are the meetings that three red month-ends open.
func Escalations() string { return Portfolio() + "/escalations" }
