package funding_test

import (
	"strings"
	"testing"
	"time"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

func date(y, m, d int) civil.Date { return civil.Date{Year: y, Month: time.Month(m), Day: d} }

// partnership is a partnership with nothing wrong.
func partnership() funding.Terms {
	return funding.Terms{
		Kind: funding.PPPContract, Number: "12", SignedOn: date(2018, 3, 1), StartOn: date(2018, 3, 1), EndOn: date(2025, 12, 31), CustomerID: 1, SupplierID: 1,
		Amount: money.Billion, VATIncluded: true, VATRate: 12,
		Detail: funding.Detail{
			PPP: &funding.PPPDetail{
				Form: "concession", Level: "local", Selection: "tender", BuildMonths: 10, OperateMonths: 84, PrivateCapex: money.Billion, AssetOwnerAfter: "state",
				ExpertReview: funding.Paper{Number: "1", Dated: date(2017, 11, 1)}, BudgetCommission: funding.Paper{Number: "2", Dated: date(2017, 12, 1)},
				Maslikhat: funding.Paper{Number: "3", Dated: date(2017, 12, 20)},
			},
			Obligations: []funding.Obligation{{Type: "comp_invest", Year: 2019, Amount: money.Million}, {Type: "mgmt_fee", Year: 2019, Amount: money.Million}},
			Guarantees:  []funding.Guarantee{{Kind: "bond_surety", Amount: money.Million, Issuer: "Akimat", IssuedOn: date(2018, 2, 1), ExpiresOn: date(2025, 1, 1)}},
		},
	}
}

func serviceContract() funding.Terms {
	t := partnership()
	t.Kind, t.EndOn = funding.ICTService, date(2019, 12, 31)
	t.Detail = funding.Detail{Service: &funding.ICTDetail{Service: "Cameras", Unit: "camera", UnitPrice: money.Thousand, PlannedUnits: 10}}
	return t
}

func procurement() funding.Terms {
	t := partnership()
	t.Kind, t.Detail = funding.Procurement, funding.Detail{Public: &funding.PublicDetail{BudgetCode: "04.1.261.015"}}
	return t
}

func memorandum() funding.Terms {
	return funding.Terms{Kind: funding.Memorandum, Number: "5", SignedOn: date(2018, 3, 1), CustomerID: 1, SupplierID: 1, Detail: funding.Detail{Private: &funding.PrivateDetail{}}}
}

func TestTermsAreRefused(t *testing.T) {
	today := date(2018, 3, 5)
	tests := []struct {
		name   string
		terms  funding.Terms
		change func(*funding.Terms)
		want   string
	}{
		{"nothing is wrong with a partnership", partnership(), func(*funding.Terms) {}, ""},
		{"nor with a service", serviceContract(), func(*funding.Terms) {}, ""},
		{"nor with a procurement", procurement(), func(*funding.Terms) {}, ""},
		{"nor with a memorandum", memorandum(), func(*funding.Terms) {}, ""},
		{"nor with a draft that says nothing yet", funding.Terms{Kind: funding.Loan}, func(*funding.Terms) {}, ""},
		{"a kind that is none", partnership(), func(t *funding.Terms) { t.Kind = "gift"; t.Detail = funding.Detail{} }, "kind fault.required_choice"},
		{"signed tomorrow", partnership(), func(t *funding.Terms) { t.SignedOn = today.AddDays(1) }, "signed_on contract.day_ahead"},
		{"ends before it starts", partnership(), func(t *funding.Terms) { t.EndOn = date(2017, 1, 1); t.Detail.Obligations = nil }, "end_on contract.ends_before_start"},
		{"ends in a year of no calendar", procurement(), func(t *funding.Terms) { t.EndOn = date(3018, 1, 1) }, "end_on fault.years_between"},
		{"a sum below zero", partnership(), func(t *funding.Terms) { t.Amount = -1 }, "amount contract.sum_below_zero"},
		{"more than all budgets", partnership(), func(t *funding.Terms) { t.Amount = portfolio.CostLimit + 1 }, "amount contract.sum_too_large"},
		{"as much as all budgets", partnership(), func(t *funding.Terms) { t.Amount = portfolio.CostLimit }, ""},
		{"a tax of more than all", partnership(), func(t *funding.Terms) { t.VATRate = 101 }, "vat_rate fault.percent_range"},
		{"an advance below zero", partnership(), func(t *funding.Terms) { t.Advance = -1 }, "advance fault.percent_range"},
		{"an advance by a memorandum", memorandum(), func(t *funding.Terms) { t.Advance = 10 }, "advance contract.memorandum_pays_nothing"},
		{"registered before it is signed", partnership(), func(t *funding.Terms) { t.RegisteredOn = date(2018, 2, 1) }, "registered_on contract.registered_before_signed"},
		{"registered tomorrow", partnership(), func(t *funding.Terms) { t.RegisteredOn = today.AddDays(1) }, "registered_on contract.day_ahead"},
		{"too long a number", partnership(), func(t *funding.Terms) { t.Number = strings.Repeat("1", 101) }, "number fault.too_long"},
		{"details of another kind", procurement(), func(t *funding.Terms) { t.Detail.PPP = &funding.PPPDetail{} }, "kind contract.detail_of_another_kind"},
		{"obligations of a procurement", procurement(), func(t *funding.Terms) { t.Detail.Obligations = partnership().Detail.Obligations }, "obligations contract.obligations_of_partnership"},
		{"guarantees of a procurement", procurement(), func(t *funding.Terms) { t.Detail.Guarantees = partnership().Detail.Guarantees }, "guarantees contract.obligations_of_partnership"},

		{"a form that is none", partnership(), func(t *funding.Terms) { t.Detail.PPP.Form = "barter" }, "form fault.required_choice"},
		{"a level that is none", partnership(), func(t *funding.Terms) { t.Detail.PPP.Level = "village" }, "level fault.required_choice"},
		{"a selection that is none", partnership(), func(t *funding.Terms) { t.Detail.PPP.Selection = "lot" }, "selection fault.required_choice"},
		{"an owner that is none", partnership(), func(t *funding.Terms) { t.Detail.PPP.AssetOwnerAfter = "nobody" }, "asset_owner_after fault.required_choice"},
		{"months below zero", partnership(), func(t *funding.Terms) { t.Detail.PPP.BuildMonths = -1 }, "build_months contract.months"},
		{"more months than the term has", partnership(), func(t *funding.Terms) { t.Detail.PPP.OperateMonths = 85 }, "operate_months contract.months_over_term"},
		{"a decision without its number", partnership(), func(t *funding.Terms) { t.Detail.PPP.Maslikhat.Number = "" }, "maslikhat_number fault.required"},
		{"a decision without its day", partnership(), func(t *funding.Terms) { t.Detail.PPP.ExpertReview.Dated = civil.Date{} }, "expert_review_date fault.required"},
		{"a decision of tomorrow", partnership(), func(t *funding.Terms) { t.Detail.PPP.Maslikhat.Dated = today.AddDays(1) }, "maslikhat_date contract.day_ahead"},
		{"the maslikhat before the commission", partnership(), func(t *funding.Terms) { t.Detail.PPP.Maslikhat.Dated = date(2017, 11, 30) }, "maslikhat_date contract.maslikhat_before_commission"},

		{"an obligation after the term", partnership(), func(t *funding.Terms) { t.Detail.Obligations[0].Year = 2026 }, "obligation_comp_invest_2026 contract.obligation_outside_term"},
		{"an obligation before the term", partnership(), func(t *funding.Terms) { t.Detail.Obligations[0].Year = 2017 }, "obligation_comp_invest_2017 contract.obligation_outside_term"},
		{"obligations without a term", partnership(), func(t *funding.Terms) { t.EndOn = civil.Date{} }, "end_on contract.obligations_need_term"},
		{"an obligation of nothing", partnership(), func(t *funding.Terms) { t.Detail.Obligations[0].Amount = 0 }, "obligation_comp_invest_2019 contract.obligation_above_zero"},
		{"an obligation below zero", partnership(), func(t *funding.Terms) { t.Detail.Obligations[0].Amount = -5 }, "obligation_comp_invest_2019 contract.obligation_above_zero"},
		{"one type twice in a year", partnership(), func(t *funding.Terms) { t.Detail.Obligations[1].Type = "comp_invest" }, "obligation_comp_invest_2019 contract.obligation_twice"},
		{"a type that is none", partnership(), func(t *funding.Terms) { t.Detail.Obligations[0].Type = "gift" }, "obligations fault.required_choice"},
		{"more owed than all budgets", partnership(), func(t *funding.Terms) {
			t.Detail.Obligations[0].Amount, t.Detail.Obligations[1].Amount = portfolio.CostLimit, 1
		}, "obligations contract.sum_too_large"},
		{"a guarantee of no kind", partnership(), func(t *funding.Terms) { t.Detail.Guarantees[0].Kind = "" }, "guarantee0_kind fault.required_choice"},
		{"a guarantee of nothing", partnership(), func(t *funding.Terms) { t.Detail.Guarantees[0].Amount = 0 }, "guarantee0_amount fault.required"},
		{"a guarantee by nobody", partnership(), func(t *funding.Terms) { t.Detail.Guarantees[0].Issuer = "" }, "guarantee0_issuer fault.required"},
		{"a guarantee that ends before it is given", partnership(), func(t *funding.Terms) { t.Detail.Guarantees[0].ExpiresOn = date(2018, 1, 1) }, "guarantee0_expires_on contract.ends_before_start"},

		{"a service for three years", serviceContract(), func(t *funding.Terms) { t.EndOn = date(2020, 12, 31) }, "end_on contract.needs_multi_year"},
		{"a service for three years in a multi-year contract", serviceContract(), func(t *funding.Terms) { t.EndOn, t.MultiYear = date(2020, 12, 31), true }, ""},
		{"a price below zero", serviceContract(), func(t *funding.Terms) { t.Detail.Service.UnitPrice = -1 }, "unit_price contract.sum_below_zero"},
		{"units below zero", serviceContract(), func(t *funding.Terms) { t.Detail.Service.PlannedUnits = -1 }, "planned_units contract.units"},
		{"a trial that ends before it begins", serviceContract(), func(t *funding.Terms) {
			t.Detail.Service.TrialFrom, t.Detail.Service.TrialTo = date(2018, 5, 1), date(2018, 4, 1)
		}, "trial_to contract.ends_before_start"},
		{"a security act without its day", serviceContract(), func(t *funding.Terms) { t.Detail.Service.SecurityAct.Number = "7" }, "security_act_date fault.required"},
		{"a budget code of the wrong form", procurement(), func(t *funding.Terms) { t.Detail.Public.BudgetCode = "4.1.261.015" }, "budget_code contract.budget_code_form"},
		{"an instrument that is none", memorandum(), func(t *funding.Terms) { t.Detail.Private.Instrument = "barter" }, "instrument fault.required_choice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.change(&tt.terms)
			if got := faultsOf(tt.terms.Check(today)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestASignatureNeedsWhatEveryPaperHas(t *testing.T) {
	tests := []struct {
		name  string
		terms funding.Terms
		want  string
	}{
		{"a partnership", partnership(), ""},
		{"a service", serviceContract(), ""},
		{"a procurement", procurement(), ""},
		{"a memorandum names no sum and no term", memorandum(), ""},
		{"an empty memorandum", funding.Terms{Kind: funding.Memorandum}, "number fault.required; signed_on fault.required; customer fault.required; bin fault.required"},
		{"an empty partnership", funding.Terms{Kind: funding.PPPContract}, "number fault.required; signed_on fault.required; customer fault.required; bin fault.required; start_on fault.required; end_on fault.required; amount fault.required; form fault.required; level fault.required; selection fault.required"},
		{"a loan of an unknown instrument", func() funding.Terms {
			t := procurement()
			t.Kind, t.Detail = funding.Loan, funding.Detail{}
			return t
		}(), "instrument fault.required"},
		{"a service without its name", func() funding.Terms {
			t := serviceContract()
			t.Detail.Service.Service = ""
			return t
		}(), "service fault.required"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := faultsOf(tt.terms.CheckSigned()); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTermsSayWhatChanged(t *testing.T) {
	before, after := partnership(), partnership()
	after.Amount, after.EndOn, after.RegistryNo = 2*money.Billion, date(2026, 12, 31), "77"
	after.Detail.PPP.Form = "lease"
	after.Detail.Guarantees = nil
	var names []string
	for _, c := range before.ChangesTo(&after) {
		names = append(names, c.Name)
	}
	if got := strings.Join(names, " "); got != "end_on amount registry_no ppp_form guarantees" {
		t.Errorf("changed: %s", got)
	}
	if same := partnership(); len(same.ChangesTo(&same)) != 0 {
		t.Error("the same terms differ")
	}
}

func TestWhatAContractLacks(t *testing.T) {
	signed := func(terms funding.Terms) funding.Contract {
		return funding.Contract{Terms: []funding.Terms{terms}, Steps: []funding.ContractStep{{State: funding.ContractSigned, HappenedOn: terms.SignedOn}}}
	}
	bare := partnership()
	bare.Detail = funding.Detail{PPP: &funding.PPPDetail{Level: "local"}}
	late := partnership()
	late.Detail.PPP.Maslikhat.Dated = date(2018, 3, 3)
	short := partnership()
	short.EndOn, short.Detail.PPP.OperateMonths = date(2021, 2, 27), 0
	exact := partnership()
	exact.EndOn = date(2021, 2, 28)
	republican := partnership()
	republican.Detail.PPP.Level, republican.Detail.PPP.Maslikhat = "republican", funding.Paper{}
	tests := []struct {
		name     string
		contract funding.Contract
		on       civil.Date
		want     string
	}{
		{"nothing but the registration", signed(partnership()), date(2018, 3, 5), "registration"},
		{"every paper", signed(bare), date(2018, 3, 5), "budget_commission maslikhat expert_review obligations registration"},
		{"the maslikhat decided after the signature", signed(late), date(2018, 3, 5), "paper_after_signing registration"},
		{"a republican one needs no maslikhat", signed(republican), date(2018, 3, 5), "registration"},
		{"a day less than three years", signed(short), date(2018, 3, 5), "ppp_term registration"},
		{"three years to the day", signed(exact), date(2018, 3, 5), "registration"},
		{"the term is over", signed(partnership()), date(2026, 1, 1), "registration over"},
		{"the last day of the term", signed(partnership()), date(2025, 12, 31), "registration"},
		{"a draft", funding.Contract{Terms: []funding.Terms{{Kind: funding.Procurement}}}, date(2018, 3, 5), "budget_code individual_plan to_sign"},
		{"a draft ready to be signed", funding.Contract{Terms: []funding.Terms{memorandum()}}, date(2018, 3, 5), ""},
		{"a service", signed(serviceContract()), date(2018, 3, 5), "security_act catalogue_no sla exit_terms registration"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var keys []string
			for _, l := range tt.contract.Lacks(tt.on) {
				keys = append(keys, l.Key)
			}
			if got := strings.Join(keys, " "); got != tt.want {
				t.Errorf("lacks %q, want %q", got, tt.want)
			}
		})
	}
}
