package app

import (
	"context"
	"time"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/store"
)

// ChooseKeys remembers whether single keys are shortcuts for the actor: who
// speaks to the machine must be able to switch them off (WCAG 2.1.4).
func (a *App) ChooseKeys(ctx context.Context, actor access.Actor, on bool) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Person(actor.ID)
		if err != nil || p.KeysOff == !on {
			return err
		}
		p.KeysOff = !on
		if err := tx.SavePerson(&p); err != nil {
			return err
		}
		return tx.Record("person.changed", audit.Nowhere, "person", p.ID, audit.Diff(map[string]any{"single_keys": !on}, map[string]any{"single_keys": on}))
	})
}

// SeeNews writes down that the actor has seen what was new at the instant of the
// page that showed it: what came since stays new. The log says nothing of it: it
// is no fact.
func (a *App) SeeNews(ctx context.Context, actor access.Actor, at time.Time) error {
	if err := access.Require(actor, access.SeeInForce, access.Anywhere); err != nil {
		return err
	}
	if now := a.Store.Instant(); at.After(now) {
		at = now
	}
	return a.Store.SeenNews(ctx, actor.ID, at)
}
