package app

import (
	"context"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// NewView is a list that somebody wants to find again.
type NewView struct {
	List        portfolio.ViewList
	Name        string
	Query       string // of its address; what no view keeps is left out
	Shared      portfolio.Sharing
	ProgrammeID int64 // with whose people it is shared, 0 unless it is
}

// SaveView keeps a list under a name among the actor's own and returns the key.
// A name that he has for the list already is taken: he says what he meant.
func (a *App) SaveView(ctx context.Context, actor access.Actor, n NewView) (int64, error) {
	v := portfolio.View{PersonID: actor.ID, List: n.List, Name: strings.TrimSpace(n.Name), Query: portfolio.ViewQuery(n.Query), Shared: n.Shared, ProgrammeID: n.ProgrammeID}
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		own, err := tx.ViewsOf(actor.ID)
		if err != nil {
			return err
		}
		same := func(o portfolio.View) bool {
			return o.List == v.List && o.Name == v.Name && o.Query == v.Query && o.Shared == v.Shared && o.ProgrammeID == v.ProgrammeID
		}
		if i := slices.IndexFunc(own, same); i >= 0 && actor.May(access.SeeInForce, access.Anywhere) {
			v.ID = own[i].ID // sent twice
			return nil
		}
		if err := a.mayKeepView(tx, actor, v); err != nil {
			return err
		}
		if err := tx.AddView(&v); err != nil {
			return err
		}
		return tx.Record("view.saved", audit.Nowhere, "view", v.ID, audit.Added(viewSaid(v)))
	})
	return v.ID, err
}

// ChangeView gives one of the actor's own views another name, other readers or,
// unless the query is nil, what is shown now.
func (a *App) ChangeView(ctx context.Context, actor access.Actor, id int64, name string, shared portfolio.Sharing, programmeID int64, query *string) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		was, err := ownView(tx, actor, id)
		if err != nil {
			return err
		}
		v := was
		v.Name, v.Shared, v.ProgrammeID = strings.TrimSpace(name), shared, programmeID
		if query != nil {
			v.Query = portfolio.ViewQuery(*query)
		}
		if v == was {
			return nil
		}
		if err := a.mayKeepView(tx, actor, v); err != nil {
			return err
		}
		if err := tx.SaveView(&v); err != nil {
			return err
		}
		return tx.Record("view.changed", audit.Nowhere, "view", v.ID, audit.Diff(viewSaid(was), viewSaid(v)))
	})
}

// RemoveView takes one of the actor's own views away, from everybody.
func (a *App) RemoveView(ctx context.Context, actor access.Actor, id int64) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		v, err := ownView(tx, actor, id)
		if err != nil {
			return err
		}
		if err := tx.RemoveView(id); err != nil {
			return err
		}
		return tx.Record("view.removed", audit.Nowhere, "view", v.ID, audit.Removed(viewSaid(v)))
	})
}

// ownView loads a view that the actor may change: only his own. One that is
// shared with him he may see and not change; any other does not exist to him.
func ownView(tx *store.Tx, actor access.Actor, id int64) (portfolio.View, error) {
	if err := require(tx, actor, access.SeeInForce, access.Anywhere); err != nil {
		return portfolio.View{}, err
	}
	v, err := tx.View(id)
	switch {
	case err != nil:
		return v, err
	case v.PersonID == actor.ID:
		return v, nil
	case v.Seen(actor):
		return v, fault.Forbidden()
	default:
		return v, fault.NotFound()
	}
}

// mayKeepView holds a view against the policy and the rules. Who may see no
// list keeps none of any; see portfolio.MayShare for
// whom a programme's people have views from.
func (a *App) mayKeepView(tx *store.Tx, actor access.Actor, v portfolio.View) error {
	if err := require(tx, actor, access.SeeInForce, access.Anywhere); err != nil {
		return err
	}
	if err := v.Check(); err != nil {
		return err
	}
	own, err := tx.ViewsOf(actor.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(own, func(o portfolio.View) bool {
		return o.ID != v.ID && o.List == v.List && strings.EqualFold(o.Name, v.Name)
	}) {
		return fault.Field("name", "view.name_taken")
	}
	if v.ID == 0 && len(own) >= portfolio.ViewLimit {
		return fault.Field("name", "view.too_many", "Limit", portfolio.ViewLimit)
	}
	if v.ProgrammeID == 0 {
		return nil
	}
	if !portfolio.MayShare(actor, v.ProgrammeID) {
		return fault.Field("shared", "fault.required_choice")
	}
	known, err := tx.KnowsProgramme(v.ProgrammeID)
	if err == nil && !known {
		return fault.Field("shared", "fault.required_choice")
	}
	return err
}

// viewSaid is a view as the log says it.
func viewSaid(v portfolio.View) map[string]any {
	return map[string]any{"name": v.Name, "list": string(v.List), "query": v.Query, "shared": string(v.Shared), "programme_id": v.ProgrammeID}
}
