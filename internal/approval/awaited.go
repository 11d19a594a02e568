package approval

import (
	"slices"

	"qadam/internal/access"
	"qadam/internal/civil"
)

// Awaited is how many open cases of a kind wait for a decision.
type Awaited struct {
	Kind   Kind
	Count  int
	Since  civil.Date // the day on which the one that waits longest was submitted in its round
	CaseID int64      // that case
}

// plus adds another count of the same kind.
func (a Awaited) plus(o Awaited) Awaited {
	if a.Count == 0 || o.Since.Before(a.Since) || o.Since == a.Since && o.CaseID < a.CaseID {
		a.Since, a.CaseID = o.Since, o.CaseID
	}
	a.Kind, a.Count = o.Kind, a.Count+o.Count
	return a
}

// shelf is what cases have in common of which the same people may know.
type shelf struct {
	kind      Kind
	action    access.Action
	programme int64
}

// awaiting counts the cases that wait for a decision.
func (d *Docket) awaiting() map[shelf]Awaited {
	found := map[shelf]Awaited{}
	for i := range d.Cases {
		c := &d.Cases[i]
		if !c.State().Open() {
			continue
		}
		k := shelf{c.Kind, c.SeeAction(), c.ProgrammeID}
		found[k] = found[k].plus(Awaited{c.Kind, 1, c.SubmittedOn(), c.ID})
	}
	return found
}

// Awaited is what waits for a decision and what the actor may know of, by kind in
// the order of Kinds; kinds of which nothing waits are left out. The cases are
// counted once, whoever asks.
func (d *Docket) Awaited(actor access.Actor) []Awaited {
	d.index()
	var all []Awaited
	for _, kind := range Kinds {
		var sum Awaited
		for k, a := range d.awaited {
			if k.kind == kind && actor.May(k.action, k.programme) {
				sum = sum.plus(a)
			}
		}
		if sum.Count > 0 {
			all = append(all, sum)
		}
	}
	return all
}

// SubmittedOn is the day on which the case was submitted in its last round.
func (c Case) SubmittedOn() civil.Date {
	for _, s := range slices.Backward(c.Steps) {
		if s.State == Submitted {
			return civil.DateOf(s.RecordedAt)
		}
	}
	return civil.DateOf(c.RecordedAt)
}
