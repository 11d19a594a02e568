package approval

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strconv"
	"sync"
	"time"

	"qadam/internal/access"
	"qadam/internal/i18n"
)

// Listed is as much of a case as a list says of it, at an instant.
type Listed struct {
	ID          int64
	Kind        Kind
	ProgrammeID int64
	SubjectID   int64
	*Sent              // the latest round
	State       State  // where it stands
	Since       int64  // of the state, microseconds since 1970
	reviewed    bool   // this round was in review
	sort        uint32 // in its roll
}

// Sent is a round of a case without its text.
type Sent struct {
	CaseID      int64
	Round       int
	Route       Route
	Title       i18n.Text
	Fingerprint string
	At          int64  // when it was submitted, microseconds since 1970
	words       string // as searches compare them
}

// Stepped is a step of a case without its reasons.
type Stepped struct {
	CaseID int64
	Round  int
	State  State
	At     int64 // microseconds since 1970
}

// SeeAction is that of the case: see Case.SeeAction.
func (l *Listed) SeeAction() access.Action {
	if l.reviewed && l.State.Back() {
		return access.SeeReviewed
	}
	return l.State.SeeAction()
}

// Assignable reports whether experts may be asked for their opinion on the case:
// see Case.MayAssign.
func (l *Listed) Assignable() bool { return assignable(l.State, l.Route) }

// SinceTime is the instant since which the case stands where it does.
func (l *Listed) SinceTime() time.Time { return time.UnixMicro(l.Since).UTC() }

// SentTime is the instant of the latest submission.
func (l *Listed) SentTime() time.Time { return time.UnixMicro(l.At).UTC() }

// Words are the number and the titles of the case as searches compare them: see
// i18n.Fold.
func (l *Listed) Words() string { return l.words }

// Register is all cases ever recorded, their rounds and steps, in the order in
// which they were. It only grows, so what was known at an instant is a part of it
// from the beginning. It may be read while it grows.
type Register struct {
	mu    sync.RWMutex
	cases []Listed // as they were opened
	index map[int64]int
	sent  []*Sent
	steps []stepped
}

// stepped is a step as it is kept: there may be a million of them.
type stepped struct {
	at    int64
	of    uint32 // index into cases
	round uint16
	state uint8 // index into States
}

// RegisterSize is how much of a register was known at an instant.
type RegisterSize struct{ Sent, Steps int }

// Take appends what was recorded since, none of it older than what was before.
// Rounds and steps are those of cases given now or before.
func (r *Register) Take(cases []Listed, sent []*Sent, steps []Stepped) {
	for _, s := range sent {
		s.words = i18n.Fold("№ " + strconv.FormatInt(s.CaseID, 10) + " " + s.Title.KK + " " + s.Title.RU + " " + s.Title.EN)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.index == nil {
		r.index = map[int64]int{}
	}
	for _, c := range cases {
		r.index[c.ID] = len(r.cases)
		r.cases = append(r.cases, c)
	}
	r.sent, r.steps = append(r.sent, sent...), slices.Grow(r.steps, len(steps))
	for _, s := range steps {
		r.steps = append(r.steps, stepped{s.At, uint32(r.index[s.CaseID]), uint16(s.Round), uint8(slices.Index(States, s.State))})
	}
}

// Before is how much had been recorded before an instant, in microseconds since 1970.
func (r *Register) Before(at int64) RegisterSize {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return RegisterSize{
		Sent:  sort.Search(len(r.sent), func(i int) bool { return r.sent[i].At >= at }),
		Steps: sort.Search(len(r.steps), func(i int) bool { return r.steps[i].at >= at }),
	}
}

// Roll is the cases as they stood when so much was known: see Before.
func (r *Register) Roll(known RegisterSize) *Roll {
	r.mu.RLock()
	defer r.mu.RUnlock()
	all := slices.Clone(r.cases)
	for _, s := range r.sent[:known.Sent] {
		all[r.index[s.CaseID]].Sent = s
	}
	for _, s := range r.steps[:known.Steps] {
		c := &all[s.of]
		c.State, c.Since = States[s.state], s.at
		if c.Sent != nil && int(s.round) == c.Round && c.State.SeeAction() == access.SeeReviewed {
			c.reviewed = true
		}
	}
	return newRoll(slices.DeleteFunc(all, func(c Listed) bool { return c.Sent == nil || c.State == "" }))
}

// Roll is all cases as they stood at an instant. It is shared by all who read it
// and never changed.
type Roll struct {
	all   []Listed // the newest last
	sorts []Sort   // what there is of them
}

// Sort is what cases have in common that are of one kind and one programme and
// stand in one place.
type Sort struct {
	Kind        Kind
	ProgrammeID int64
	State       State
	action      access.Action // that one must be allowed to see them
}

func newRoll(all []Listed) *Roll {
	r, known := &Roll{all: all}, map[Sort]uint32{}
	for i := range all {
		c := &all[i]
		s := Sort{c.Kind, c.ProgrammeID, c.State, c.SeeAction()}
		n, ok := known[s]
		if !ok {
			n = uint32(len(r.sorts))
			known[s] = n
			r.sorts = append(r.sorts, s)
		}
		c.sort = n
	}
	return r
}

// Len is how many cases there are, whoever may see them.
func (r *Roll) Len() int { return len(r.all) }

// Sorts are those of the cases that a person may know of.
func (r *Roll) Sorts(a access.Actor) []Sort {
	return slices.DeleteFunc(slices.Clone(r.sorts), func(s Sort) bool { return !a.May(s.action, s.ProgrammeID) })
}

// For are the cases that a person may know of, by where they stand, the newest
// first.
func (r *Roll) For(a access.Actor) iter.Seq[*Listed] {
	may := make([]bool, len(r.sorts))
	for i, s := range r.sorts {
		may[i] = a.May(s.action, s.ProgrammeID)
	}
	return func(yield func(*Listed) bool) {
		for i := len(r.all) - 1; i >= 0; i-- {
			if c := &r.all[i]; may[c.sort] && !yield(c) {
				return
			}
		}
	}
}

// Case is the case of the key, or nil when there is none that the person may know of.
func (r *Roll) Case(a access.Actor, id int64) *Listed {
	i, found := slices.BinarySearchFunc(r.all, id, func(c Listed, id int64) int { return cmp.Compare(c.ID, id) })
	if !found || !a.May(r.all[i].SeeAction(), r.all[i].ProgrammeID) {
		return nil
	}
	return &r.all[i]
}
