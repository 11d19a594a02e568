package home

import (
	"context"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/views/href"
)

// Task is something of the approvals that waits for the person.
type Task struct {
	approval.Task
	Programme i18n.Text // zero of a sitting
}

// does is what is to be done, in words.
func (t Task) does(ctx context.Context) string {
	if t.Kind == approval.TaskCondition && t.Condition.Kind == approval.AssignmentOf {
		return i18n.T(ctx, "inbox.kind_assignment")
	}
	return i18n.T(ctx, "inbox.kind_"+string(t.Kind))
}

// address is where it is done.
func (t Task) address() string {
	switch t.Kind {
	case approval.TaskOpinion:
		return href.CaseOpinion(t.Case.ID)
	case approval.TaskAgenda:
		return href.NewSitting()
	case approval.TaskConfirm:
		return href.Protocol(t.Protocol)
	}
	switch {
	case t.Condition != nil:
		return href.Condition(t.Condition.ID)
	case t.Sitting != nil:
		return href.Sitting(t.Sitting.ID)
	}
	return href.Case(t.Case.ID)
}

// about is the sentence of what it is about: a case and a condition have a
// title, a sitting a number.
func about(ctx context.Context, s *approval.Sitting) string {
	key := "inbox.sitting"
	if s.Form == approval.Written {
		key = "inbox.written"
	}
	return i18n.T(ctx, key, "Number", s.Number, "Year", s.Year)
}

// term is until when, as far as there is a term.
func (t Task) term(ctx context.Context, on civil.Date) string {
	switch n := t.Until.Sub(on); {
	case t.Until.IsZero():
		return ""
	case n == 0:
		return i18n.T(ctx, "inbox.today", "Day", t.Until)
	case n < 0:
		return i18n.N(ctx, "inbox.late", -n, "Day", t.Until)
	default:
		return i18n.N(ctx, "inbox.left", n, "Day", t.Until)
	}
}

// notes are what to know of a task before opening it.
func (t Task) notes(ctx context.Context) []string {
	var notes []string
	if name := t.Programme.For(ctx); name != "" {
		notes = append(notes, name)
	}
	if t.Case != nil {
		notes = append(notes, i18n.T(ctx, "inbox.case", "Case", t.Case.ID))
	}
	if t.Count > 0 {
		notes = append(notes, i18n.N(ctx, "inbox.remarks", t.Count))
	}
	if t.For != "" {
		notes = append(notes, i18n.T(ctx, "inbox.for", "Name", t.For))
	}
	return notes
}

// when is the day and hour of a sitting, or the last day of a written vote.
func when(ctx context.Context, s approval.Sitting) string {
	if s.Form == approval.Written {
		return i18n.T(ctx, "inbox.until_written", "Day", s.ClosesOn)
	}
	return i18n.Moment(ctx, s.PlannedAt)
}
