package approval

import (
	"cmp"
	"slices"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// TaskKind says what somebody is to do.
type TaskKind string

// The kinds of tasks, each of one role.
const (
	TaskVote      TaskKind = "vote"      // cast a ballot
	TaskOpinion   TaskKind = "opinion"   // give an opinion
	TaskAssign    TaskKind = "assign"    // say which experts give one
	TaskAgenda    TaskKind = "agenda"    // put a case on an agenda
	TaskSitting   TaskKind = "sitting"   // hold a sitting, open and close its votes
	TaskProtocol  TaskKind = "protocol"  // draft a protocol
	TaskConfirm   TaskKind = "confirm"   // confirm a protocol
	TaskAct       TaskKind = "act"       // record the act of what was approved
	TaskDecide    TaskKind = "decide"    // decide a delegated change
	TaskRemarks   TaskKind = "remarks"   // answer remarks
	TaskResubmit  TaskKind = "resubmit"  // submit again what was returned
	TaskCondition TaskKind = "condition" // meet a condition or an assignment
	TaskAccept    TaskKind = "accept"    // accept the evidence of one
	TaskExtension TaskKind = "extension" // decide on more time
)

// TaskKinds lists them.
var TaskKinds = []TaskKind{
	TaskVote, TaskOpinion, TaskAssign, TaskAgenda, TaskSitting, TaskProtocol, TaskConfirm, TaskAct, TaskDecide,
	TaskRemarks, TaskResubmit, TaskCondition, TaskAccept, TaskExtension,
}

// OfCondition reports whether the task is about a condition.
func (k TaskKind) OfCondition() bool {
	return k == TaskCondition || k == TaskAccept || k == TaskExtension
}

// Task is one thing that waits for a person.
type Task struct {
	Kind        TaskKind
	Case        *Case      // nil when it is about no case
	Sitting     *Sitting   // of a sitting or its protocol, nil otherwise
	Protocol    int64      // the key of the protocol, 0 otherwise
	Condition   *Condition // nil when it is about no condition
	ProgrammeID int64      // 0 of a sitting
	Until       civil.Date // zero when there is no term
	For         string     // the holder of the seat whom the person substitutes, "" in a seat of his own
	Count       int        // how many remarks wait, 0 otherwise
}

// Title is what the task is about; a sitting has a number instead.
func (t Task) Title() i18n.Text {
	switch {
	case t.Condition != nil:
		return t.Condition.Text
	case t.Case != nil:
		return t.Case.Title()
	}
	return i18n.Text{}
}

// Late reports whether the term has passed on the day: due today is not late.
func (t Task) Late(on civil.Date) bool { return !t.Until.IsZero() && on.After(t.Until) }

// Inbox is what waits for the actor on the day: what is late first, then what is
// due first, then what has no term.
func (d *Docket) Inbox(actor access.Actor, on civil.Date) []Task {
	in := inbox{docket: d, actor: actor, on: on}
	for i := range d.Cases {
		in.ofCase(&d.Cases[i])
	}
	for i := range d.Sittings {
		in.ofSitting(&d.Sittings[i])
	}
	for i := range d.Conditions {
		in.ofCondition(&d.Conditions[i])
	}
	slices.SortStableFunc(in.tasks, func(a, b Task) int {
		switch {
		case a.Until.IsZero() != b.Until.IsZero():
			if a.Until.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(a.Until.Compare(b.Until), slices.Index(TaskKinds, a.Kind)-slices.Index(TaskKinds, b.Kind))
	})
	return in.tasks
}

// inbox is being filled.
type inbox struct {
	docket *Docket
	actor  access.Actor
	on     civil.Date
	tasks  []Task
}

func (in *inbox) add(t Task, by access.Grant) {
	t.For = by.For
	in.tasks = append(in.tasks, t)
}

// by is the grant through which the actor may do a thing in the programme, or
// nil. A task that several of his seats allow is there once.
func (in *inbox) by(action access.Action, programmeID int64) *access.Grant {
	return in.actor.GrantFor(action, programmeID)
}

func (in *inbox) ofCase(c *Case) {
	t := Task{Case: c, ProgrammeID: c.ProgrammeID}
	drafted := c.Drafted(in.actor.ID)
	switch c.State() {
	case Submitted:
		in.submitted(c, t, drafted)
	case InReview:
		in.inReview(c, t, drafted)
	case Voting:
		in.voting(c, t, drafted)
	case Reviewed, Deferred:
		if g := in.role(access.Secretary); g != nil && c.Ready() && !in.docket.OnAgenda(c.ID) {
			t.Kind = TaskAgenda
			in.add(t, *g)
		}
	case Approved:
		if g := in.by(access.RecordAct, c.ProgrammeID); g != nil && c.Kind.Rule().Act {
			t.Kind = TaskAct
			in.add(t, *g)
		}
	case Returned:
		in.returned(c, t)
	}
}

// submitted is a case that waits for its experts or, when it is delegated, for
// the one decision; whoever drafted it does not decide it.
func (in *inbox) submitted(c *Case, t Task, drafted bool) {
	action := access.AssignExperts
	t.Kind = TaskAssign
	switch c.Route() {
	case ByAkimat:
		action, t.Kind = access.DecideAsAkimat, TaskDecide
	case ByCentre:
		action, t.Kind = access.DecideAsCentre, TaskDecide
	}
	if g := in.by(action, c.ProgrammeID); g != nil && !(drafted && t.Kind == TaskDecide) {
		in.add(t, *g)
	}
}

func (in *inbox) inReview(c *Case, t Task, drafted bool) {
	for _, g := range in.actor.Grants {
		a := c.AskedOf(g.SeatID)
		if a != nil && g.Role == access.Expert && c.OpinionOf(g.SeatID) == nil && !drafted {
			t.Kind, t.Until = TaskOpinion, a.Due
			in.add(t, g)
		}
	}
	if len(c.Outstanding()) > 0 || c.ReviewEnds(in.on) != "" {
		return
	}
	// All who were asked are out: another has to be.
	if g := in.by(access.AssignExperts, c.ProgrammeID); g != nil {
		t.Kind, t.Until = TaskAssign, civil.Date{}
		in.add(t, *g)
	}
}

// voting asks every seat of the actor's that has not voted, in a sitting only
// when it is marked present.
func (in *inbox) voting(c *Case, t Task, drafted bool) {
	for i := range c.Votes {
		v := &c.Votes[i]
		if !v.IsOpen() || drafted {
			continue
		}
		t.Kind = TaskVote
		if v.ClosesAt != nil {
			t.Until = civil.DateOf(v.ClosesAt.Add(-1))
		}
		for _, g := range in.actor.Grants {
			if g.Role != access.Member && g.Role != access.Chair || in.on.After(t.Until) && !t.Until.IsZero() {
				continue
			}
			if slices.ContainsFunc(v.Missing(), func(e Elector) bool { return e.SeatID == g.SeatID }) {
				in.add(t, g)
			}
		}
	}
}

func (in *inbox) returned(c *Case, t Task) {
	if n := len(c.Unanswered()); n > 0 {
		if g := in.by(access.AnswerRemarks, c.ProgrammeID); g != nil {
			t.Kind, t.Count = TaskRemarks, n
			in.add(t, *g)
		}
		return
	}
	if g := in.by(access.Submit, c.ProgrammeID); g != nil {
		t.Kind = TaskResubmit
		in.add(t, *g)
	}
}

// role is the grant of a role, or nil.
func (in *inbox) role(r access.Role) *access.Grant {
	if i := slices.IndexFunc(in.actor.Grants, func(g access.Grant) bool { return g.Role == r }); i >= 0 {
		return &in.actor.Grants[i]
	}
	return nil
}

// ofSitting is for those who hold it: the secretary from its day on, then the
// chair and the secretary for its protocol.
func (in *inbox) ofSitting(s *Sitting) {
	t := Task{Sitting: s}
	secretary := in.role(access.Secretary)
	if !s.State().Ended() {
		day := civil.DateOf(s.PlannedAt)
		if secretary != nil && !in.on.Before(day) && in.waitsForSecretary(s) {
			t.Kind, t.Until = TaskSitting, day
			if s.Form == Written {
				t.Until = s.ClosesOn
			}
			in.add(t, *secretary)
		}
		return
	}
	p := in.docket.Protocol(s.ID)
	if p == nil || p.Draft() == nil {
		if secretary != nil {
			t.Kind = TaskProtocol
			in.add(t, *secretary)
		}
		return
	}
	for _, r := range []access.Role{access.Chair, access.Secretary} {
		if g := in.role(r); g != nil && p.Confirmed(string(r)) == nil { // roles are named as AsChair and AsSecretary are
			t.Kind, t.Protocol = TaskConfirm, p.ID
			in.add(t, *g)
		}
	}
}

// waitsForSecretary reports whether somebody has to do something in the
// sitting: a written vote runs by itself until its term is over.
func (in *inbox) waitsForSecretary(s *Sitting) bool {
	if s.Form != Written || in.on.After(s.ClosesOn) {
		return true
	}
	agenda := s.Agenda()
	open := slices.ContainsFunc(agenda, func(i AgendaItem) bool { v := s.VoteOn(i.ID); return v != nil && v.IsOpen() })
	return !open || slices.ContainsFunc(agenda, func(i AgendaItem) bool { return s.VoteOn(i.ID) == nil })
}

// conditionAhead is how many days before its term a condition is in the inbox of
// who owes it; what is owed later stands in the register.
const conditionAhead = 30

func (in *inbox) ofCondition(c *Condition) {
	t := Task{Condition: c, ProgrammeID: c.ProgrammeID, Until: c.Due()}
	switch c.State() {
	case ConditionOpen, ConditionBack:
		if c.DaysLeft(in.on) > conditionAhead {
			break
		}
		if g := in.by(access.ReportCondition, c.ProgrammeID); g != nil {
			t.Kind = TaskCondition
			in.add(t, *g)
		}
	case ConditionSaid:
		if g := in.by(access.AcceptCondition, c.ProgrammeID); g != nil {
			t.Kind, t.Until = TaskAccept, civil.Date{} // the term is of who owes it
			in.add(t, *g)
			t.Until = c.Due()
		}
	}
	if g := in.by(access.ExtendCondition, c.ProgrammeID); g != nil && c.Asked() != nil {
		t.Kind = TaskExtension
		in.add(t, *g)
	}
}
