package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
)

// Substitute lets another person sit in a seat of the actor's own from one day
// to another, both included, while the actor is away. Both hold it then.
func (a *App) Substitute(ctx context.Context, actor access.Actor, seatID, personID int64, from, to civil.Date, reason string) error {
	return fault.NotFound()
}

// EndSubstitution ends an absence early: the substitute sits there no more.
func (a *App) EndSubstitution(ctx context.Context, actor access.Actor, id int64) error {
	return fault.NotFound()
}
