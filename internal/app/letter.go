package app

import (
	"context"
	"maps"
	"slices"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// SaveLetterChoices says which kinds of letters the actor wants; those that are
// not named stay as they are. What waits of a kind that is not wanted any more
// is not sent.
func (a *App) SaveLetterChoices(ctx context.Context, actor access.Actor, wanted map[portfolio.LetterKind]bool) error {
	return a.chooseLetters(ctx, actor, wanted, "letters.chosen")
}

// DeclineLetters is what the link in a letter does: the person wants no more of
// the kind. Nobody needs to be signed in, the link is the right to do it.
func (a *App) DeclineLetters(ctx context.Context, token string) error {
	personID, kind, ok := a.Store.Declined(token)
	if !ok {
		return fault.NotFound()
	}
	actor, err := a.Store.Actor(ctx, personID)
	if err != nil {
		return err
	}
	return a.chooseLetters(ctx, actor, map[portfolio.LetterKind]bool{kind: false}, "letters.declined")
}

func (a *App) chooseLetters(ctx context.Context, actor access.Actor, wanted map[portfolio.LetterKind]bool, action string) error {
	for kind := range wanted {
		if !kind.Known() {
			return fault.Invalid("fault.required_choice")
		}
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Person(actor.ID)
		if err != nil {
			return err
		}
		is, err := tx.LetterChoices(actor.ID)
		if err != nil {
			return err
		}
		before, after := map[string]any{}, map[string]any{}
		for _, kind := range slices.Sorted(maps.Keys(wanted)) {
			if is[kind] == wanted[kind] {
				continue
			}
			before["letter_"+string(kind)], after["letter_"+string(kind)] = is[kind], wanted[kind]
			if err := tx.SaveLetterChoice(actor.ID, kind, wanted[kind]); err != nil {
				return err
			}
		}
		if len(after) == 0 {
			return nil
		}
		return tx.Record(action, audit.Nowhere, "person", p.ID, audit.Change{Before: before, After: after})
	})
}
