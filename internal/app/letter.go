package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// SaveLetterChoices says which kinds of letters the actor wants; those that are
// not named stay as they are.
func (a *App) SaveLetterChoices(ctx context.Context, actor access.Actor, wanted map[portfolio.LetterKind]bool) error {
	return fault.NotFound()
}
