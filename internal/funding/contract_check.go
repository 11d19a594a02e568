package funding

import (
	"slices"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Limits of what a contract may say.
const (
	NumberLimit = 100 // characters
	NameLimit   = 300
	TermsLimit  = 2000 // of a text such as the service level
	UnitsLimit  = 1_000_000_000

	firstYear = 1995 // no budget of tenge is older
	lastYear  = 2100
)

// What the fields of a contract may be chosen from (facts.md §2.1, 2.4, 2.5).
var (
	PPPForms       = []string{"institutional", "trust_management", "lease", "leasing", "concession", "technology", "life_cycle", "service", "other"}
	PPPLevels      = []string{"republican", "local"}
	PPPSelections  = []string{"tender", "direct"}
	AssetOwners    = []string{"state", "partner", "shared"}
	GuaranteeKinds = []string{"state_guarantee", "bond_surety"}
	Instruments    = []string{"equity", "loan", "own_funds", "grant"}
)

// faults are collected field by field.
type faults []fault.FieldError

func (f *faults) add(name, key string, args ...any) {
	*f = append(*f, fault.FieldsOf(fault.Field(name, key, args...))...)
}

func (f *faults) long(name, s string, limit int) {
	if utf8.RuneCountInString(s) > limit {
		f.add(name, "fault.too_long", "Limit", limit)
	}
}

// chosen refuses what is not one of the choices; nothing chosen is no fault yet.
func (f *faults) chosen(name, value string, from []string) {
	if value != "" && !slices.Contains(from, value) {
		f.add(name, "fault.required_choice")
	}
}

func (f *faults) sum(name string, a money.Amount) {
	switch {
	case a < 0:
		f.add(name, "contract.sum_below_zero")
	case a > portfolio.CostLimit:
		f.add(name, "contract.sum_too_large", "Limit", portfolio.CostLimit)
	}
}

func (f *faults) day(name string, d civil.Date) {
	if !d.IsZero() && !near(d.Year) {
		f.add(name, "fault.years_between", "First", firstYear, "Last", lastYear)
	}
}

// past is a day on which something was signed: it is not ahead.
func (f *faults) past(name string, d, today civil.Date) {
	if f.day(name, d); d.After(today) {
		f.add(name, "contract.day_ahead")
	}
}

// paper is a decision with both its number and its date, or none.
func (f *faults) paper(name string, p Paper, today civil.Date) {
	switch {
	case p.IsZero():
	case p.Number == "":
		f.add(name+"_number", "fault.required")
	case p.Dated.IsZero():
		f.add(name+"_date", "fault.required")
	default:
		f.past(name+"_date", p.Dated, today)
	}
	f.long(name+"_number", p.Number, NumberLimit)
}

func near(year int) bool { return year >= firstYear && year <= lastYear }

// Check refuses terms that no contract can have. What a draft lacks still is no
// fault: see CheckSigned.
func (t *Terms) Check(today civil.Date) error {
	var f faults
	if !slices.Contains(ContractKinds, t.Kind) {
		f.add("kind", "fault.required_choice")
	}
	f.long("number", t.Number, NumberLimit)
	f.past("signed_on", t.SignedOn, today)
	f.day("start_on", t.StartOn)
	f.day("end_on", t.EndOn)
	if !t.EndOn.IsZero() && t.EndOn.Before(t.StartOn) {
		f.add("end_on", "contract.ends_before_start")
	}
	f.sum("amount", t.Amount)
	if t.VATRate < 0 || t.VATRate > 100 {
		f.add("vat_rate", "fault.percent_range")
	}
	if t.Advance < 0 || t.Advance > 100 {
		f.add("advance", "fault.percent_range")
	} else if t.Advance > 0 && !t.Kind.Binding() {
		f.add("advance", "contract.memorandum_pays_nothing")
	}
	f.long("registry_no", t.RegistryNo, NumberLimit)
	f.past("registered_on", t.RegisteredOn, today)
	if !t.RegisteredOn.IsZero() && t.RegisteredOn.Before(t.SignedOn) {
		f.add("registered_on", "contract.registered_before_signed")
	}
	f.long("reason", t.Reason, portfolio.NoteLimit)
	f.detail(t, today)
	return fault.Fields(f...)
}

// detail is of the kind of the contract and of no other.
func (f *faults) detail(t *Terms, today civil.Date) {
	d, k := &t.Detail, t.Kind
	private := k == Loan || k == InvestmentContract || k == Memorandum
	if d.PPP != nil && k != PPPContract || d.Service != nil && k != ICTService || d.Public != nil && k != Procurement || d.Private != nil && !private {
		f.add("kind", "contract.detail_of_another_kind")
	}
	if k != PPPContract {
		if len(d.Obligations) > 0 {
			f.add("obligations", "contract.obligations_of_partnership")
		}
		if len(d.Guarantees) > 0 {
			f.add("guarantees", "contract.obligations_of_partnership")
		}
	} else {
		f.obligations(t)
		f.guarantees(t, today)
	}
	switch {
	case d.PPP != nil:
		f.partnership(t, d.PPP, today)
	case d.Service != nil:
		f.service(t, d.Service, today)
	case d.Public != nil:
		f.public(d.Public, today)
	case d.Private != nil:
		f.chosen("instrument", d.Private.Instrument, Instruments)
		f.long("repayment_source", d.Private.RepaymentSource, TermsLimit)
		f.long("akimat_obligation", d.Private.AkimatObligation, TermsLimit)
	}
}

func (f *faults) partnership(t *Terms, p *PPPDetail, today civil.Date) {
	f.chosen("form", p.Form, PPPForms)
	f.chosen("level", p.Level, PPPLevels)
	f.chosen("selection", p.Selection, PPPSelections)
	f.chosen("asset_owner_after", p.AssetOwnerAfter, AssetOwners)
	f.sum("private_capex", p.PrivateCapex)
	f.sum("cofinancing", p.Cofinancing)
	most := monthsMost
	if !t.StartOn.IsZero() && !t.EndOn.Before(t.StartOn) {
		most = (t.EndOn.Year-t.StartOn.Year)*12 + int(t.EndOn.Month-t.StartOn.Month) + 1
	}
	switch {
	case p.BuildMonths < 0 || p.BuildMonths > monthsMost:
		f.add("build_months", "contract.months", "Most", monthsMost)
	case p.OperateMonths < 0 || p.OperateMonths > monthsMost:
		f.add("operate_months", "contract.months", "Most", monthsMost)
	case p.BuildMonths+p.OperateMonths > most:
		f.add("operate_months", "contract.months_over_term", "Most", most)
	}
	f.paper("expert_review", p.ExpertReview, today)
	f.paper("budget_commission", p.BudgetCommission, today)
	f.paper("maslikhat", p.Maslikhat, today)
	// Law 379-V: the maslikhat decides on what the commission has looked at.
	if c, m := p.BudgetCommission.Dated, p.Maslikhat.Dated; !c.IsZero() && !m.IsZero() && m.Before(c) {
		f.add("maslikhat_date", "contract.maslikhat_before_commission")
	}
}

// monthsMost is a hundred years, of which no partnership dreams.
const monthsMost = 1200

func (f *faults) service(t *Terms, s *ICTDetail, today civil.Date) {
	f.long("service", s.Service, NameLimit)
	f.long("catalogue_no", s.CatalogueNo, NumberLimit)
	f.long("unit", s.Unit, NumberLimit)
	f.long("sla", s.SLA, TermsLimit)
	f.long("exit_terms", s.ExitTerms, TermsLimit)
	f.sum("unit_price", s.UnitPrice)
	if s.PlannedUnits < 0 || s.PlannedUnits > UnitsLimit {
		f.add("planned_units", "contract.units", "Most", UnitsLimit)
	}
	f.paper("security_act", s.SecurityAct, today)
	f.day("trial_from", s.TrialFrom)
	f.day("trial_to", s.TrialTo)
	if !s.TrialTo.IsZero() && s.TrialTo.Before(s.TrialFrom) {
		f.add("trial_to", "contract.ends_before_start")
	}
	// facts.md §2.5, 4: a service is bound for one year ahead at most.
	if !t.MultiYear && !t.StartOn.IsZero() && t.EndOn.Year > t.StartOn.Year+1 {
		f.add("end_on", "contract.needs_multi_year")
	}
}

func (f *faults) public(p *PublicDetail, today civil.Date) {
	if p.BudgetCode != "" && CheckBudgetCode(p.BudgetCode) != nil {
		f.add("budget_code", "contract.budget_code_form")
	}
	f.paper("individual_plan", p.IndividualPlan, today)
	f.long("procurement_no", p.ProcurementNo, NumberLimit)
}

// guarantees stand behind a partnership with a sum, a name and days.
func (f *faults) guarantees(t *Terms, today civil.Date) {
	for i := range t.Detail.Guarantees {
		g, name := &t.Detail.Guarantees[i], func(part string) string { return GuaranteeField(i, part) }
		if !slices.Contains(GuaranteeKinds, g.Kind) {
			f.add(name("kind"), "fault.required_choice")
		}
		if f.sum(name("amount"), g.Amount); g.Amount == 0 {
			f.add(name("amount"), "fault.required")
		}
		if g.Issuer == "" {
			f.add(name("issuer"), "fault.required")
		}
		f.long(name("issuer"), g.Issuer, NameLimit)
		f.past(name("issued_on"), g.IssuedOn, today)
		f.day(name("expires_on"), g.ExpiresOn)
		if !g.ExpiresOn.IsZero() && g.ExpiresOn.Before(g.IssuedOn) {
			f.add(name("expires_on"), "contract.ends_before_start")
		}
	}
}

// CheckSigned refuses to take terms for signed that lack what every signed paper
// has; those of a memorandum name no sum and no term.
func (t *Terms) CheckSigned() error {
	var f faults
	need := func(name string, missing bool) {
		if missing {
			f.add(name, "fault.required")
		}
	}
	need("number", t.Number == "")
	need("signed_on", t.SignedOn.IsZero())
	need("customer", t.CustomerID == 0)
	need("bin", t.SupplierID == 0)
	if t.Kind.Binding() {
		need("start_on", t.StartOn.IsZero())
		need("end_on", t.EndOn.IsZero())
		need("amount", t.Amount == 0)
	}
	d := &t.Detail
	switch t.Kind {
	case PPPContract:
		need("form", d.PPP == nil || d.PPP.Form == "")
		need("level", d.PPP == nil || d.PPP.Level == "")
		need("selection", d.PPP == nil || d.PPP.Selection == "")
	case ICTService:
		need("service", d.Service == nil || d.Service.Service == "")
	case Loan, InvestmentContract:
		need("instrument", d.Private == nil || d.Private.Instrument == "")
	case Procurement, Memorandum:
	}
	return fault.Fields(f...)
}
