package app

import (
	"context"
	"strings"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// SaveRules sets how a body decides from a day on. Votes that are open keep the
// rules they were opened with. Rules of an earlier day than today are refused:
// what was decided is not judged anew.
func (a *App) SaveRules(ctx context.Context, actor access.Actor, bodyID int64, rules approval.Rules, validFrom civil.Date, reason string) error {
	if err := access.Require(actor, access.KeepReference, access.Anywhere); err != nil {
		return err
	}
	actor = actor.Acting(access.KeepReference, access.Anywhere)
	ref, err := a.reference(ctx)
	if err != nil {
		return err
	}
	if ref.Bodies[bodyID].Kind != portfolio.WorkingGroup {
		return fault.NotFound()
	}
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		line := approval.BodyRules{BodyID: bodyID, Rules: rules, ValidFrom: validFrom, Reason: strings.TrimSpace(reason)}
		if err := line.Check(civil.DateOf(tx.Now)); err != nil {
			return err
		}
		ledger, err := tx.BodyRules(bodyID)
		if err != nil {
			return err
		}
		was := approval.RulesOn(ledger, validFrom)
		if was == rules {
			return fault.Invalid("vote.rules_same")
		}
		if err := tx.AppendBodyRules(&line); err != nil {
			return err
		}
		return tx.Record("body.rules_set", audit.Everywhere, "body", bodyID, rulesSaid(was, line))
	})
}

// rulesSaid is what the log says of other rules: what differs, from when and why.
func rulesSaid(was approval.Rules, line approval.BodyRules) audit.Change {
	type said struct {
		approval.Rules
		ValidFrom civil.Date `json:"valid_from,omitzero"`
		Reason    string     `json:"reason,omitempty"`
	}
	return audit.Diff(said{Rules: was}, said{line.Rules, line.ValidFrom, line.Reason})
}
