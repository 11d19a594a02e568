package portfolio

import "qadam/internal/civil"

// ListChange is what became of a row of a list since another day.
type ListChange string

// What became of a row.
const (
	RowNew    ListChange = "new"    // it was not there then
	RowGone   ListChange = "gone"   // it was, and is not any more
	RowGrew   ListChange = "grew"   // it is more than it was
	RowShrank ListChange = "shrank" // it is less
	RowMoved  ListChange = "moved"  // it stands otherwise
	RowSame   ListChange = "same"
)

// Dispute is a disagreement held against another day. Of one that is gone the
// ratings are those of today, and since when is what it was then.
type Dispute struct {
	Disagreement
	Change ListChange
	Was    int // steps apart then, 0 when it was not on the list
}

// Disputes hold the disagreements of a day against those of another: those of the
// day in their order, then those that are gone, which today says how they stand.
func Disputes(now, then []Disagreement, today func(Disagreement) Disagreement) []Dispute {
	was, there := map[int64]int{}, map[int64]bool{}
	for _, d := range then {
		was[d.Project.ID] = d.Apart()
	}
	var all []Dispute
	for _, d := range now {
		there[d.Project.ID] = true
		one := Dispute{d, RowSame, was[d.Project.ID]}
		switch {
		case one.Was == 0:
			one.Change = RowNew
		case d.Apart() > one.Was:
			one.Change = RowGrew
		case d.Apart() < one.Was:
			one.Change = RowShrank
		}
		all = append(all, one)
	}
	for _, d := range then {
		if !there[d.Project.ID] {
			all = append(all, Dispute{today(d), RowGone, d.Apart()})
		}
	}
	return all
}

// Since is what became of an escalation since an earlier day, and how it stood
// then; then is what was known of it, nil when it was not opened.
func (e *Escalation) Since(on civil.Date, then *Escalation, day civil.Date) (ListChange, EscalationState) {
	if then == nil {
		return RowNew, ""
	}
	if was := then.State(day); was != e.State(on) {
		return RowMoved, was
	}
	return RowSame, e.State(on)
}
