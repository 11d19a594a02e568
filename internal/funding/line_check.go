package funding

import (
	"slices"

	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// Check refuses a line of which money cannot be told: what is private does not
// come from a budget, what is public not from an investor, and the budget owes
// only under a partnership (facts.md §2.1–2.5).
func (l Line) Check() error {
	var errs []error
	add := func(field, key string) { errs = append(errs, fault.Field(field, key)) }
	model, source := slices.Contains(portfolio.Models, l.Model), slices.Contains(Sources, l.Source)
	if !model {
		add("model", "fault.required_choice")
	}
	if !source {
		add("source", "fault.required_choice")
	}
	if !slices.Contains(LineKinds, l.Kind) {
		add("line_kind", "fault.required_choice")
	}
	switch {
	case !model || !source:
	case l.Kind == Obligations && l.Model != portfolio.PPP:
		add("line_kind", "entry.obligations_of_ppp")
	case l.Kind == Obligations && !l.Source.Budget():
		add("source", "entry.obligations_of_budget")
	case l.Model == portfolio.Public && investors(l.Source):
		add("source", "entry.public_source")
	case l.Model == portfolio.Private && l.Source.Budget():
		add("source", "entry.private_source")
	}
	if l.BudgetCode != "" {
		if source && !l.Source.Budget() {
			add("budget_code", "entry.code_of_budget")
		} else if err := CheckBudgetCode(l.BudgetCode); err != nil {
			add("budget_code", fault.Of(err).Key)
		}
	}
	return fault.Join(errs...)
}

// investors reports whether the money is a partner's or a user's.
func investors(s Source) bool {
	return s == PrivateEquity || s == PrivateLoan || s == PrivateOwn || s == UserPayments
}

// Same reports whether another line would be the same one.
func (l Line) Same(o Line) bool {
	return l.ProjectID == o.ProjectID && l.Model == o.Model && l.Source == o.Source && l.Kind == o.Kind && l.BudgetCode == o.BudgetCode
}
