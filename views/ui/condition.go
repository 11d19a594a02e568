package ui

import (
	"context"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/views/href"
)

// Obligation is a condition or an assignment as other pages show it: on the
// line, the project or the case that it touches.
type Obligation struct {
	Condition *approval.Condition
	Owner     i18n.Text // the body that has to meet it
	On        civil.Date
	Keep      func(string) string // keeps the day shown in links; may be nil
}

// Obligations are those of the conditions given, in their order.
func Obligations(all []approval.Condition, on civil.Date, owner func(bodyID int64) i18n.Text, keep func(string) string) []Obligation {
	out := make([]Obligation, len(all))
	for i := range all {
		out[i] = Obligation{&all[i], owner(all[i].OwnerID), on, keep}
	}
	return out
}

func (o Obligation) href() string {
	if o.Keep == nil {
		return href.Condition(o.Condition.ID)
	}
	return o.Keep(href.Condition(o.Condition.ID))
}

// ConditionTone is the tone of the badge of a condition.
func ConditionTone(c *approval.Condition, on civil.Date) string {
	switch s := c.State(); {
	case c.Overdue(on):
		return "overdue"
	case s == approval.ConditionIsMet:
		return "done"
	case s == approval.ConditionSaid:
		return "reported"
	case s == approval.ConditionBack:
		return "at_risk"
	default:
		return "plan"
	}
}

// ConditionWord is the state of a condition in words.
func ConditionWord(ctx context.Context, c *approval.Condition, on civil.Date) string {
	if c.Overdue(on) {
		return i18n.T(ctx, "condition.overdue")
	}
	return i18n.T(ctx, "condition.state_"+string(c.State()))
}

// left is how much time is left, or by how much it is late.
func left(ctx context.Context, c *approval.Condition, on civil.Date) string {
	switch days := c.DaysLeft(on); {
	case !c.IsOpen() || c.State() == approval.ConditionSaid:
		return ""
	case days == 0:
		return i18n.T(ctx, "condition.today")
	case days < 0:
		return i18n.N(ctx, "condition.days_late", -days)
	default:
		return i18n.N(ctx, "condition.days_left", days)
	}
}
