package approval

// Route is who decides a case.
type Route string

// The routes. Only a change may go another way than the working group's, as far
// as its tolerance lets it (rules.md §3).
const (
	ByWorkingGroup Route = "working_group"     // opinion, vote, protocol, act
	ByCentre       Route = "competence_centre" // an expert decides
	ByAkimat       Route = "akimat"            // the head decides
)

// Delegated reports whether one person decides instead of a vote.
func (r Route) Delegated() bool { return r == ByCentre || r == ByAkimat }
