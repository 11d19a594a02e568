package app

import (
	"context"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/store"
)

// attempt is something that was tried about a case or a sitting.
type attempt struct {
	Action      string // what was tried, a key such as vote.cast
	ProgrammeID int64
	Entity      string
	ID          int64
	Said        map[string]any // what else the entry says; may be nil
}

// slip reports whether a fault is only about how a form was filled in, such as
// an empty field: that is no attempt at anything.
func slip(f *fault.Error) bool {
	return len(f.Fields) > 0 && !slices.ContainsFunc(f.Fields, func(one fault.FieldError) bool { return !strings.HasPrefix(one.Key, "fault.") })
}

// refused leaves an entry of an attempt that was refused, and returns why (issue
// 4: each refusal leaves an entry). Its own transaction is gone by then, so
// this is another. What is not found, or is no fault, leaves none: of a thing
// that one may not know of nothing was tried. Nor does a slip of the pen. An
// assignment that was never set has no key yet.
func (a *App) refused(ctx context.Context, actor access.Actor, what attempt, err error) error {
	f := fault.Of(err)
	if f == nil || f.Kind == fault.KindNotFound || what.ID == 0 && what.Entity != "condition" || slip(f) {
		return err
	}
	said := map[string]any{"attempt": what.Action, "refused": f.Key}
	if len(f.Fields) > 0 {
		said["refused"] = f.Fields[0].Key
	}
	for k, v := range what.Said {
		said[k] = v
	}
	noted := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		return tx.Record(what.Entity+".refused", what.ProgrammeID, what.Entity, what.ID, audit.Added(said))
	})
	if noted != nil {
		return noted
	}
	return err
}
