package funding

import (
	"reflect"
)

// TermsField is one thing that was agreed: its name and its value, a string, a
// day, a sum, a number, a Paper or a list of obligations or guarantees.
type TermsField struct {
	Name  string
	Value any
}

// Fields are all that the terms say, in the order in which a contract is read;
// what they do not say is left out.
func (t *Terms) Fields() []TermsField {
	all := []TermsField{
		{"number", t.Number}, {"signed_on", t.SignedOn}, {"start_on", t.StartOn}, {"end_on", t.EndOn},
		{"customer_id", t.CustomerID}, {"supplier_id", t.SupplierID}, {"amount", t.Amount}, {"vat_included", t.VATIncluded}, {"vat_rate", t.VATRate},
		{"advance", t.Advance}, {"multi_year", t.MultiYear}, {"registry_no", t.RegistryNo}, {"registered_on", t.RegisteredOn},
	}
	if d := t.Detail.PPP; d != nil {
		all = append(all, []TermsField{
			{"ppp_form", d.Form}, {"level", d.Level}, {"selection", d.Selection}, {"build_months", d.BuildMonths}, {"operate_months", d.OperateMonths},
			{"private_capex", d.PrivateCapex}, {"cofinancing", d.Cofinancing}, {"asset_owner_after", d.AssetOwnerAfter},
			{"expert_review", d.ExpertReview}, {"budget_commission", d.BudgetCommission}, {"maslikhat", d.Maslikhat},
		}...)
	}
	if d := t.Detail.Service; d != nil {
		all = append(all, []TermsField{
			{"service", d.Service}, {"catalogue_no", d.CatalogueNo}, {"integrator_id", d.IntegratorID}, {"operator_id", d.OperatorID}, {"unit", d.Unit},
			{"unit_price", d.UnitPrice}, {"planned_units", d.PlannedUnits}, {"sla", d.SLA}, {"security_act", d.SecurityAct},
			{"trial_from", d.TrialFrom}, {"trial_to", d.TrialTo}, {"exit_terms", d.ExitTerms},
		}...)
	}
	if d := t.Detail.Public; d != nil {
		all = append(all, []TermsField{{"budget_code", d.BudgetCode}, {"individual_plan", d.IndividualPlan}, {"procurement_no", d.ProcurementNo}}...)
	}
	if d := t.Detail.Private; d != nil {
		all = append(all, []TermsField{{"instrument", d.Instrument}, {"repayment_source", d.RepaymentSource}, {"akimat_obligation", d.AkimatObligation}}...)
	}
	all = append(all, TermsField{"obligations", t.Detail.Obligations}, TermsField{"guarantees", t.Detail.Guarantees})
	said := all[:0]
	for _, f := range all {
		if v := reflect.ValueOf(f.Value); !v.IsZero() && (v.Kind() != reflect.Slice || v.Len() > 0) {
			said = append(said, f)
		}
	}
	return said
}

// TermsChange is what other terms say of one thing: nil where they say nothing.
type TermsChange struct {
	Name          string
	Before, After any
}

// ChangesTo is what the later terms say otherwise, in the order in which a
// contract is read.
func (t *Terms) ChangesTo(later *Terms) []TermsChange {
	before := map[string]any{}
	for _, f := range t.Fields() {
		before[f.Name] = f.Value
	}
	var out []TermsChange
	after := map[string]bool{}
	for _, f := range later.Fields() {
		after[f.Name] = true
		if !reflect.DeepEqual(before[f.Name], f.Value) {
			out = append(out, TermsChange{f.Name, before[f.Name], f.Value})
		}
	}
	for _, f := range t.Fields() {
		if !after[f.Name] {
			out = append(out, TermsChange{f.Name, f.Value, nil})
		}
	}
	return out
}
