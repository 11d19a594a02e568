package funding

import (
	"qadam/internal/civil"
)

// Lack is something that a contract should have and has not, or that does not
// fit together: nothing is refused for it, and its page says so. The words are
// in the catalogue under "contract.lack_" and the key.
type Lack struct {
	Key  string
	Args []any
}

// The shortest and the longest term of a partnership, in years (facts.md §2.1).
const (
	PPPYearsLeast = 3
	PPPYearsMost  = 30
)

// Lacks is what the contract lacks on a day, what holds up money first.
func (c *Contract) Lacks(on civil.Date) []Lack {
	t := c.Current()
	var out []Lack
	add := func(missing bool, key string, args ...any) {
		if missing {
			out = append(out, Lack{key, args})
		}
	}
	if p := t.Detail.PPP; t.Kind == PPPContract {
		if p == nil {
			p = &PPPDetail{}
		}
		add(p.BudgetCommission.IsZero(), "budget_commission")
		add(p.Level != "republican" && p.Maslikhat.IsZero(), "maslikhat")
		add(p.ExpertReview.IsZero(), "expert_review")
		add(len(t.Detail.Obligations) == 0, "obligations")
		for _, paper := range []Paper{p.ExpertReview, p.BudgetCommission, p.Maslikhat} {
			add(!t.SignedOn.IsZero() && paper.Dated.After(c.SignedOn()), "paper_after_signing", "Number", paper.Number, "Day", paper.Dated)
		}
		if !t.StartOn.IsZero() && !t.EndOn.IsZero() {
			add(t.EndOn.Before(years(t.StartOn, PPPYearsLeast)) || !t.EndOn.Before(years(t.StartOn, PPPYearsMost).AddDays(1)), "ppp_term",
				"Least", PPPYearsLeast, "Most", PPPYearsMost)
		}
	}
	if s := t.Detail.Service; t.Kind == ICTService {
		if s == nil {
			s = &ICTDetail{}
		}
		add(s.SecurityAct.IsZero(), "security_act")
		add(s.CatalogueNo == "", "catalogue_no")
		add(s.SLA == "", "sla")
		add(s.ExitTerms == "", "exit_terms")
		add(s.UnitPrice == 0 || s.PlannedUnits == 0, "unit_price")
	}
	if t.Kind == Procurement {
		p := t.Detail.Public
		add(p == nil || p.BudgetCode == "", "budget_code")
		add(p == nil || p.IndividualPlan.IsZero(), "individual_plan")
	}
	if t.Kind == Loan || t.Kind == InvestmentContract {
		add(t.Detail.Private == nil || t.Detail.Private.RepaymentSource == "", "repayment_source")
	}
	state := c.State()
	add(c.Signed() && !state.Ended() && c.Step(ContractRegistered) == nil && c.Step(ContractActive) == nil && c.move(ContractRegistered) != nil, "registration")
	add(!c.Signed() && c.readyToSign() != nil, "to_sign")
	add(c.Signed() && !state.Ended() && !t.EndOn.IsZero() && on.After(t.EndOn), "over", "Day", t.EndOn)
	return out
}

// readyToSign is what a draft lacks still before it can be signed; the day of
// the signature comes with it.
func (c *Contract) readyToSign() error {
	t := c.Current()
	if t.SignedOn.IsZero() {
		t.SignedOn = civil.Date{Year: lastYear, Month: 1, Day: 1}
	}
	if t.Number == "" {
		t.Number = "-" // comes with the signature too
	}
	return t.CheckSigned()
}

// SignedOn is the day on which the contract was signed, before anything was
// amended; zero of a draft.
func (c *Contract) SignedOn() civil.Date {
	if s := c.Step(ContractSigned); s != nil {
		return s.HappenedOn
	}
	return civil.Date{}
}

func years(d civil.Date, n int) civil.Date {
	return civil.Date{Year: d.Year + n, Month: d.Month, Day: d.Day}.AddDays(-1)
}
