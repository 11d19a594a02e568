package finance

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/app"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/web/site"
	"qadam/views/contracts"
)

// readAgreement reads the fields of a kind. The scan is kept even when the rest
// is wrong, so that it is sent once.
func (h Handler) readAgreement(f *site.Form, kind funding.ContractKind) (app.Agreement, []app.File, error) {
	g := app.Agreement{Supplier: funding.Party{BIN: f.Text("bin"), Name: f.Text("supplier")}}
	t := &g.Terms
	t.Kind, t.Number, t.SignedOn, t.StartOn, t.EndOn = kind, f.Text("number"), f.Day("signed_on"), f.Day("start_on"), f.Day("end_on")
	t.CustomerID, t.Amount = f.ID("customer"), amount(f, "amount")
	if kind.Binding() {
		t.VATRate, t.Advance, t.MultiYear = whole(f, "vat_rate"), whole(f, "advance"), f.Bool("multi_year")
		switch f.Text("vat") {
		case contracts.VATIncluded:
			t.VATIncluded = true
		case contracts.VATNone:
			t.VATRate = 0
		}
	}
	switch kind {
	case funding.PPPContract:
		readPartnership(f, t)
	case funding.ICTService:
		t.Detail.Service = &funding.ICTDetail{
			Service: f.Text("service"), CatalogueNo: f.Text("catalogue_no"), IntegratorID: f.ID("integrator"), OperatorID: f.ID("operator"),
			Unit: f.Text("unit"), UnitPrice: amount(f, "unit_price"), PlannedUnits: int64(whole(f, "planned_units")), SLA: f.Text("sla"),
			SecurityAct: paperOf(f, "security_act"), TrialFrom: f.Day("trial_from"), TrialTo: f.Day("trial_to"), ExitTerms: f.Text("exit_terms"),
		}
	case funding.Procurement:
		t.Detail.Public = &funding.PublicDetail{
			BudgetCode: funding.PlainBudgetCode(f.Text("budget_code")), IndividualPlan: paperOf(f, "individual_plan"), ProcurementNo: f.Text("procurement_no"),
		}
	case funding.Loan, funding.InvestmentContract, funding.Memorandum:
		t.Detail.Private = &funding.PrivateDetail{
			Instrument: f.Text("instrument"), RepaymentSource: f.Text("repayment_source"), AkimatObligation: f.Text("akimat_obligation"),
		}
	}
	files, err := h.scanOf(f)
	if len(files) > 0 {
		g.Document.FileName, g.Document.FileSHA256 = files[0].Name, files[0].SHA256
		g.Document.FileSize, g.Document.FileType = files[0].Size, files[0].MediaType
	}
	return g, files, err
}

// scanOf keeps the one file of the form.
func (h Handler) scanOf(f *site.Form) ([]app.File, error) {
	files, err := h.KeepFiles(f)
	if len(files) > 1 {
		f.Fault("files", "contract.one_file")
	}
	return files, err
}

func readPartnership(f *site.Form, t *funding.Terms) {
	t.Detail.PPP = &funding.PPPDetail{
		Form: f.Text("form"), Level: f.Text("level"), Selection: f.Text("selection"), BuildMonths: whole(f, "build_months"),
		OperateMonths: whole(f, "operate_months"), PrivateCapex: amount(f, "private_capex"), Cofinancing: amount(f, "cofinancing"),
		AssetOwnerAfter: f.Text("asset_owner_after"), ExpertReview: paperOf(f, "expert_review"), BudgetCommission: paperOf(f, "budget_commission"),
		Maslikhat: paperOf(f, "maslikhat"),
	}
	t.Detail.Obligations = readGrid(f)
	for i := range contracts.GuaranteeRows {
		name := func(part string) string { return funding.GuaranteeField(i, part) }
		if f.Text(name("kind")) == "" && f.Text(name("amount")) == "" && f.Text(name("issuer")) == "" {
			continue
		}
		t.Detail.Guarantees = append(t.Detail.Guarantees, funding.Guarantee{
			Kind: f.Text(name("kind")), Amount: amount(f, name("amount")), Issuer: f.Text(name("issuer")),
			IssuedOn: f.Day(name("issued_on")), ExpiresOn: f.Day(name("expires_on")),
		})
	}
}

// readGrid reads the cells of the grid that were filled in, whichever years it
// shows, by year and in the order of the types.
func readGrid(f *site.Form) []funding.Obligation {
	var out []funding.Obligation
	for name := range f.Form.Values {
		kind, year, ok := obligationCell(name)
		if !ok || f.Text(name) == "" {
			continue
		}
		if a := amount(f, name); a != 0 {
			out = append(out, funding.Obligation{Type: kind, Year: year, Amount: a})
		}
	}
	slices.SortFunc(out, func(a, b funding.Obligation) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(slices.Index(funding.ObligationTypes, a.Type), slices.Index(funding.ObligationTypes, b.Type)))
	})
	return out
}

// amount reads a sum as people type it; nothing typed is none.
func amount(f *site.Form, name string) money.Amount {
	if f.Text(name) == "" {
		return 0
	}
	a, err := money.Parse(f.Text(name))
	if err != nil {
		f.Take(name, err)
	}
	return a
}

// whole reads a whole number; nothing typed is none.
func whole(f *site.Form, name string) int {
	if f.Text(name) == "" {
		return 0
	}
	return f.Int(name)
}

// paperOf reads the number and the date of a decision.
func paperOf(f *site.Form, name string) funding.Paper {
	return funding.Paper{Number: f.Text(name + "_number"), Dated: f.Day(name + "_date")}
}

// obligationCell is the type and the year of a cell of the grid.
func obligationCell(name string) (kind string, year int, ok bool) {
	for _, kind := range funding.ObligationTypes {
		prefix := strings.TrimSuffix(funding.ObligationField(kind, 0), "0")
		if rest, found := strings.CutPrefix(name, prefix); found {
			year, err := strconv.Atoi(rest)
			return kind, year, err == nil && year > 0
		}
	}
	return "", 0, false
}

// keepIndexation keeps the rule by which an obligation grows, which the form
// does not ask for.
func keepIndexation(t, was *funding.Terms) {
	for i := range t.Detail.Obligations {
		o := &t.Detail.Obligations[i]
		for _, old := range was.Detail.Obligations {
			if old.Type == o.Type && old.Year == o.Year {
				o.Indexation = old.Indexation
			}
		}
	}
}
