package app

import (
	"context"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// SetStatusRules sets the numbers of the rules of status, ratings and escalation
// from a day on. An earlier day than today is refused: what was shown of a day
// stays as it was.
func (a *App) SetStatusRules(ctx context.Context, actor access.Actor, line portfolio.DatedRules) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := require(tx, actor, access.KeepReference, access.Anywhere); err != nil {
			return err
		}
		line.Reason = strings.TrimSpace(line.Reason)
		if err := line.Check(civil.DateOf(tx.Now)); err != nil {
			return err
		}
		ledger, err := tx.StatusRules()
		if err != nil {
			return err
		}
		was := portfolio.DatedRules{Rules: portfolio.DefaultStatusRules}
		if held := portfolio.RulesLine(ledger, line.ValidFrom); held != nil {
			was = *held
		}
		if was.Rules == line.Rules {
			return fault.Invalid("status_rules.same")
		}
		if err := tx.AppendStatusRules(&line); err != nil {
			return err
		}
		return tx.Record("reference.status_rules_set", audit.Everywhere, "reference", 0, audit.Diff(statusRulesSaid(was), statusRulesSaid(line)))
	})
}

// statusRulesSaid is what the log says of numbers.
func statusRulesSaid(d portfolio.DatedRules) map[string]any {
	said := map[string]any{"reason": d.Reason}
	if !d.ValidFrom.IsZero() {
		said["valid_from"] = d.ValidFrom
	}
	for _, n := range d.Rules.Numbers() {
		said[n.Name] = *n.Value
	}
	return said
}
