package approval

import "slices"

// decisions are the states in which a decision leaves a case: what a body, an
// akimat or the competence centre said of it.
var decisions = []State{Approved, Returned, Rejected, Deferred}

// Decides reports whether a step into the state is a decision on the case.
func (s State) Decides() bool { return slices.Contains(decisions, s) }

// Decided lists the decisions on cases between two sizes of the register, the
// newest first, of whoever they are.
func (r *Register) Decided(from, to RegisterSize) []Stepped {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var found []Stepped
	for i := to.Steps - 1; i >= from.Steps; i-- {
		if s := r.steps[i]; States[s.state].Decides() {
			found = append(found, Stepped{CaseID: r.cases[s.of].ID, Round: int(s.round), State: States[s.state], At: s.at})
		}
	}
	return found
}
