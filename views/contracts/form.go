package contracts

import (
	"context"
	"slices"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// KindsPage asks of which kind a new contract is.
type KindsPage struct {
	layout.Shell
	Project *portfolio.Project
}

// FormPage is the form of a contract of a kind, or of an amendment.
type FormPage struct {
	layout.Shell
	Form     ui.Form
	Project  *portfolio.Project
	Kind     funding.ContractKind
	Contract *funding.Contract // that is amended, nil of a new one
	Terms    funding.Terms     // as they are, empty of a new one
	Supplier funding.Party
	Bodies   []portfolio.Body // of which one may be chosen
	Years    []int            // of the grid of obligations
	Kept     []ui.KeptFile    // a scan that came with a form that was refused
	Key      string           // of the form
	Megabyte int              // of a file, at most
}

// amends reports whether what is entered is a supplementary agreement.
func (p FormPage) amends() bool { return p.Contract != nil && p.Contract.Signed() }

func (p FormPage) input(ctx context.Context, name, value string) ui.Field {
	return ui.Field{Form: p.Form, Name: name, Label: fieldWord(ctx, name), Value: value, Autocomplete: "off"}
}

// short is a field of one line that holds so many letters.
func (p FormPage) short(ctx context.Context, name, value string, limit int) ui.Field {
	f := p.input(ctx, name, value)
	f.MaxLength = limit
	return f
}

func (p FormPage) day(ctx context.Context, name string, d civil.Date) ui.Field {
	return p.input(ctx, name, ui.DayText(d))
}

func (p FormPage) sum(ctx context.Context, name string, a money.Amount) ui.Field {
	f := p.input(ctx, name, typedSum(ctx, a))
	f.Unit, f.MaxLength = "₸", 40
	return f
}

// typedSum is a sum as it is typed: nothing for none.
func typedSum(ctx context.Context, a money.Amount) string {
	if a == 0 {
		return ""
	}
	return i18n.MoneyPlain(ctx, a)
}

func (p FormPage) number(ctx context.Context, name string, n int64) ui.Field {
	f := p.input(ctx, name, "")
	if n != 0 {
		f.Value = strconv.FormatInt(n, 10)
	}
	f.MaxLength = 12
	f.Attrs = map[string]any{"inputmode": "numeric"}
	return f
}

// choice is a list of the codes of a field; the input may have another name.
func (p FormPage) choice(ctx context.Context, name, field, value string, codes []string) ui.Field {
	f := p.input(ctx, field, value)
	f.Name, f.Blank, f.Options = name, i18n.T(ctx, "condition.choose"), choices(ctx, field, codes)
	return f
}

func (p FormPage) body(ctx context.Context, name string, id int64) ui.Field {
	f := p.input(ctx, name, "")
	if id != 0 {
		f.Value = strconv.FormatInt(id, 10)
	}
	f.Blank = i18n.T(ctx, "condition.choose")
	for _, b := range p.Bodies {
		f.Options = append(f.Options, ui.Option{Value: strconv.FormatInt(b.ID, 10), Label: b.Name.For(ctx)})
	}
	return f
}

// The details as they are, empty where there are none yet.

func (p FormPage) ppp() funding.PPPDetail {
	if p.Terms.Detail.PPP != nil {
		return *p.Terms.Detail.PPP
	}
	return funding.PPPDetail{}
}

func (p FormPage) service() funding.ICTDetail {
	if p.Terms.Detail.Service != nil {
		return *p.Terms.Detail.Service
	}
	return funding.ICTDetail{}
}

func (p FormPage) public() funding.PublicDetail {
	if p.Terms.Detail.Public != nil {
		return *p.Terms.Detail.Public
	}
	return funding.PublicDetail{}
}

func (p FormPage) private() funding.PrivateDetail {
	if p.Terms.Detail.Private != nil {
		return *p.Terms.Detail.Private
	}
	return funding.PrivateDetail{}
}

// rate is the tax of 2018 (facts.md §2.5, 9) until something else was agreed.
func (p FormPage) rate() string {
	if p.Contract != nil {
		return strconv.Itoa(p.Terms.VATRate)
	}
	return "12"
}

// vat is how the sum and the tax stand.
func (p FormPage) vat() string {
	switch {
	case p.Contract == nil || p.Terms.VATIncluded:
		return VATIncluded
	case p.Terms.VATRate > 0:
		return VATOnTop
	}
	return VATNone
}

// How the sum and the tax stand.
const (
	VATIncluded = "included"
	VATOnTop    = "on_top"
	VATNone     = "none"
)

// owed is the cell of the grid for a type and a year.
func (p FormPage) owed(ctx context.Context, kind string, year int) ui.Field {
	f := ui.Field{
		Form: p.Form, Name: funding.ObligationField(kind, year), Label: i18n.T(ctx, "contract.owed_"+kind) + ", " + strconv.Itoa(year), Hidden: true,
		Value: typedSum(ctx, p.Terms.OwedOf(kind, year)), Autocomplete: "off", MaxLength: 40,
	}
	f.Attrs = map[string]any{"inputmode": "decimal"}
	return f
}

// GuaranteeRows is how many guarantees a form takes at most.
const GuaranteeRows = 4

// guarantees are those that there are and one more, as long as there is room.
func (p FormPage) guarantees() []funding.Guarantee {
	all := slices.Clone(p.Terms.Detail.Guarantees)
	n := len(all) + 1
	for i := range GuaranteeRows {
		if p.Form.Sent() && p.Form.Values.Get(funding.GuaranteeField(i, "kind")) != "" {
			n = max(n, i+2)
		}
	}
	for len(all) < min(n, GuaranteeRows) {
		all = append(all, funding.Guarantee{})
	}
	return all
}

func (p FormPage) guarantee(ctx context.Context, i int, part, value string) ui.Field {
	return ui.Field{
		Form: p.Form, Name: funding.GuaranteeField(i, part), Label: i18n.T(ctx, "contract.guarantee_field_"+part), Value: value, Autocomplete: "off",
		MaxLength: funding.NameLimit,
	}
}

// seen is the key of the terms that the form is filled in against.
func (p FormPage) seen() string { return i64(p.Terms.ID) }

func (p FormPage) hinted(f ui.Field, hint string) ui.Field {
	f.Hint = hint
	return f
}

// called is a field with the word of another one.
func (p FormPage) called(ctx context.Context, f ui.Field, word string) ui.Field {
	f.Label = fieldWord(ctx, word)
	return f
}

func (p FormPage) bin(ctx context.Context) ui.Field {
	f := p.short(ctx, "bin", p.Supplier.BIN, 30)
	f.Label = i18n.T(ctx, "contract.bin")
	f.Attrs = map[string]any{"inputmode": "numeric"}
	return f
}

func (p FormPage) supplier(ctx context.Context) ui.Field {
	f := p.short(ctx, "supplier", p.Supplier.Name, funding.NameLimit)
	f.Label, f.Hint = i18n.T(ctx, "contract.supplier_"+side(p.Kind)), i18n.T(ctx, "contract.supplier_hint")
	return f
}

// side is what the other party is called in a contract of the kind.
func side(k funding.ContractKind) string {
	switch k {
	case funding.PPPContract:
		return "partner"
	case funding.Loan, funding.InvestmentContract, funding.Memorandum:
		return "investor"
	case funding.ICTService, funding.Procurement:
	}
	return "supplier"
}

func (p FormPage) vatOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, one := range []string{VATIncluded, VATOnTop, VATNone} {
		out = append(out, ui.Option{Value: one, Label: i18n.T(ctx, "contract.vat_choice_"+one)})
	}
	return out
}

func (p FormPage) guaranteeKind(ctx context.Context, i int, g funding.Guarantee) ui.Field {
	f := p.guarantee(ctx, i, "kind", g.Kind)
	f.MaxLength, f.Blank = 0, i18n.T(ctx, "contract.no_guarantee")
	for _, kind := range funding.GuaranteeKinds {
		f.Options = append(f.Options, ui.Option{Value: kind, Label: i18n.T(ctx, "contract.guarantee_"+kind)})
	}
	return f
}

func (p FormPage) action() string {
	if p.Contract == nil {
		return href.ProjectContracts(p.Project.Code)
	}
	return href.ContractTerms(p.Contract.ID)
}

func (p FormPage) back() string {
	if p.Contract == nil {
		return href.ProjectFunding(p.Project.Code)
	}
	return href.Contract(p.Contract.ID)
}

func (p FormPage) submitWord(ctx context.Context) string {
	switch {
	case p.Contract == nil:
		return i18n.T(ctx, "contract.save_new")
	case p.amends():
		return i18n.T(ctx, "contract.save_amendment")
	}
	return i18n.T(ctx, "contract.save")
}
