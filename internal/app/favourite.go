package app

import (
	"context"
	"slices"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// Star marks a thing as the actor's favourite, or takes the mark away. What he
// may not see he cannot mark. The log says nothing of it: it is no fact.
func (a *App) Star(ctx context.Context, actor access.Actor, entity portfolio.FavouriteEntity, id int64, on bool) error {
	if err := access.Require(actor, access.SeeInForce, access.Anywhere); err != nil {
		return err
	}
	if on {
		if err := a.starrable(ctx, actor, entity, id); err != nil {
			return err
		}
	}
	ok, err := a.Store.Star(ctx, actor.ID, entity, id, on)
	if err == nil && !ok {
		return fault.Invalid("view.too_many_stars", "Limit", portfolio.FavouriteLimit)
	}
	return err
}

// starrable returns NotFound for what the actor may not know of.
func (a *App) starrable(ctx context.Context, actor access.Actor, entity portfolio.FavouriteEntity, id int64) error {
	r := a.Store.Read(actor, a.Store.Instant())
	if entity == portfolio.FavouriteView {
		_, err := r.View(ctx, id)
		return err
	}
	pictures, _, err := r.Pictures(ctx)
	if err != nil {
		return err
	}
	for _, p := range pictures {
		switch entity {
		case portfolio.FavouriteProgramme:
			if p.Programme.ID == id {
				return nil
			}
		case portfolio.FavouriteProject:
			if p.Project(id) == nil {
				continue
			}
			visible, err := VisibleProjects(ctx, r, p, actor)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(visible, func(one portfolio.Project) bool { return one.ID == id }) {
				return nil
			}
		case portfolio.FavouriteMilestone:
			if _, l := p.Line(id); l != nil {
				return nil
			}
		case portfolio.FavouriteView:
		}
	}
	return fault.NotFound()
}
