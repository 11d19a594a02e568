package contracts

import (
	"context"
	"slices"
	"strconv"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is one contract.
type ShowPage struct {
	layout.Shell
	Row
	Names
	Documents map[int64]funding.Document
	Lacks     []funding.Lack
	Years     []YearSums // what was entered by it, by fiscal year
	Owed      funding.Sums
	Next      []funding.ContractState // to which it can be taken here and now
	Form      ui.Form                 // of a step, as it was typed
	MayAmend  bool
	Lines     []funding.Line // of the project's money, on which entries by it can be made
}

// YearSums is what was entered by a contract for a fiscal year: investment, and
// beside it the obligations.
type YearSums struct {
	Year int
	funding.Sums
	Owed funding.Sums
}

// left is how much of the contract's sum is not committed yet; below zero it is
// committed over it.
func (p ShowPage) left() money.Amount { return p.Terms.Amount - p.Sums.Committed }

// fields are what the terms say beside what stands in the head of the page.
func (p ShowPage) fields() []funding.TermsField {
	apart := []string{"obligations", "guarantees", "amount", "vat_included", "vat_rate", "number"}
	apart = append(apart, papers...)
	t := p.Terms
	t.SignedOn = p.Contract.SignedOn() // of the contract, not of what amended it
	return slices.DeleteFunc(t.Fields(), func(f funding.TermsField) bool { return slices.Contains(apart, f.Name) })
}

// papers are the decisions that contracts need: shown as a list, those that are
// missing too.
var papers = []string{"expert_review", "budget_commission", "maslikhat", "security_act", "individual_plan"}

// paper is a decision and whether it is there.
type paper struct {
	name string
	funding.Paper
}

// papers are those that a contract of the kind needs.
func (p ShowPage) papers() []paper {
	switch d := &p.Terms.Detail; {
	case d.PPP != nil:
		all := []paper{{"expert_review", d.PPP.ExpertReview}, {"budget_commission", d.PPP.BudgetCommission}}
		if d.PPP.Level != "republican" || !d.PPP.Maslikhat.IsZero() {
			all = append(all, paper{"maslikhat", d.PPP.Maslikhat})
		}
		return all
	case d.Service != nil:
		return []paper{{"security_act", d.Service.SecurityAct}}
	case d.Public != nil:
		return []paper{{"individual_plan", d.Public.IndividualPlan}}
	}
	return nil
}

// vat says whether the sum includes the tax.
func (p ShowPage) vat(ctx context.Context) string {
	switch {
	case !p.Terms.Kind.Binding():
		return "" // nothing is owed, so nothing is taxed
	case p.Terms.VATRate == 0:
		return i18n.T(ctx, "contract.vat_none")
	case p.Terms.VATIncluded:
		return i18n.T(ctx, "contract.vat_included", "Percent", i18n.Percent(ctx, p.Terms.VATRate))
	}
	return i18n.T(ctx, "contract.vat_on_top", "Percent", i18n.Percent(ctx, p.Terms.VATRate))
}

// amendment is terms that took the place of others, with what they changed.
type amendment struct {
	terms   *funding.Terms
	changes []funding.TermsChange
}

// amendments are the terms that were amended with a reason, the latest first.
func (p ShowPage) amendments() []amendment {
	var out []amendment
	for i := len(p.Contract.Terms) - 1; i > 0; i-- {
		t := &p.Contract.Terms[i]
		if t.Reason == "" {
			continue // a step kept its day in the terms
		}
		out = append(out, amendment{t, p.Contract.Terms[i-1].ChangesTo(t)})
	}
	return out
}

// owedRow is a year of the grid of obligations.
type owedRow struct {
	year  int
	cells []money.Amount
	sum   money.Amount

	entered funding.Sums // on the lines of obligations
}

// owedTypes are the types of which anything is owed.
func owedTypes(t *funding.Terms) []string {
	var out []string
	for _, kind := range funding.ObligationTypes {
		if slices.ContainsFunc(t.Detail.Obligations, func(o funding.Obligation) bool { return o.Type == kind }) {
			out = append(out, kind)
		}
	}
	return out
}

// owedRows are the years of which anything is owed, with what was entered.
func owedRows(t *funding.Terms, entered []YearSums) []owedRow {
	var out []owedRow
	for _, year := range t.OwedYears() {
		r := owedRow{year: year, sum: t.Owed(year)}
		for _, y := range entered {
			if y.Year == year {
				r.entered = y.Owed
			}
		}
		for _, kind := range owedTypes(t) {
			r.cells = append(r.cells, t.OwedOf(kind, year))
		}
		out = append(out, r)
	}
	return out
}

// owedTotal is what is owed of a type in all years.
func owedTotal(t *funding.Terms, kind string) money.Amount {
	var sum money.Amount
	for _, o := range t.Detail.Obligations {
		if o.Type == kind {
			sum += o.Amount
		}
	}
	return sum
}

// files are the papers with their scans.
func (p ShowPage) files(ctx context.Context, id int64) []ui.File {
	d, ok := p.Documents[id]
	if !ok || d.FileSHA256 == "" && d.URL == "" {
		return nil
	}
	if d.FileSHA256 == "" {
		return []ui.File{{Name: d.URL, Href: d.URL, Note: ui.Document(ctx, d.Number, d.Dated)}}
	}
	return []ui.File{{Name: d.FileName, Href: href.FundingDocument(d.ID), Size: d.FileSize, Note: ui.Document(ctx, d.Number, d.Dated)}}
}

// document says by which paper something is.
func (p ShowPage) document(ctx context.Context, id int64) string {
	d, ok := p.Documents[id]
	if !ok {
		return ""
	}
	said := ui.Document(ctx, d.Number, d.Dated)
	if d.Title != "" {
		said = d.Title + ", " + said
	}
	return said
}

// stepOptions are the states to which the contract can be taken.
func (p ShowPage) stepOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, s := range p.Next {
		out = append(out, ui.Option{Value: string(s), Label: i18n.T(ctx, "contract.to_"+string(s)), Hint: p.stepHint(ctx, s)})
	}
	return out
}

// stepHint says what the step needs.
func (p ShowPage) stepHint(ctx context.Context, s funding.ContractState) string {
	document, reason := p.Contract.NeedsDocument(s) != "", p.Contract.NeedsReason(s)
	switch {
	case document && reason:
		return i18n.T(ctx, "contract.needs_both")
	case document:
		return i18n.T(ctx, "contract.needs_document")
	case reason:
		return i18n.T(ctx, "contract.needs_reason")
	}
	return ""
}

func itoa(n int) string { return strconv.Itoa(n) }

func i64(n int64) string { return strconv.FormatInt(n, 10) }

// invested are the years in which investment was entered.
func (p ShowPage) invested() []YearSums {
	return slices.DeleteFunc(slices.Clone(p.Years), func(y YearSums) bool { return y.Sums.IsZero() })
}

// ledgerFoot reports whether anything is to be said below the money.
func (p ShowPage) ledgerFoot() bool {
	return p.Terms.Kind.Binding() && p.Contract.Signed() && (p.left() != 0 && p.Terms.Amount != 0 || len(p.Lines) > 0 || p.stays() > 0)
}

// stays is what is committed and not paid by a contract that was terminated.
func (p ShowPage) stays() money.Amount {
	if p.Contract.State() != funding.ContractTerminated {
		return 0
	}
	return max(p.Sums.Committed-p.Sums.Paid, 0)
}

// plain is a sum in tenge, a dash for none: the head of the table names the unit.
func plain(ctx context.Context, a money.Amount) string {
	if a == 0 {
		return "—"
	}
	return i18n.MoneyPlain(ctx, a)
}

func amendWord(c *funding.Contract) string {
	if c.Signed() {
		return "contract.amend"
	}
	return "contract.edit"
}

// lineWord names a line of the project's money.
func lineWord(ctx context.Context, l funding.Line) string {
	said := i18n.T(ctx, "source."+string(l.Source))
	if l.Kind == funding.Obligations {
		said += ", " + i18n.T(ctx, "line_kind.obligations")
	}
	if l.BudgetCode != "" {
		said += ", " + l.BudgetCode
	}
	return said
}

// likely is the step that usually comes next, chosen beforehand: none where a
// contract goes on for years, since each way out is as rare as the other.
func (p ShowPage) likely() string {
	if len(p.Next) > 0 && p.Contract.State() != funding.ContractActive {
		return string(p.Next[0])
	}
	return ""
}

// documentFirst reports whether the step chosen beforehand goes by a document.
func (p ShowPage) documentFirst() bool {
	return p.likely() != "" && p.Contract.NeedsDocument(p.Next[0]) != ""
}

// numberHint says that the paper of a signature is the contract itself.
func (p ShowPage) numberHint(ctx context.Context) string {
	if p.Contract.State() == funding.ContractDraft && p.Terms.Number != "" {
		return i18n.T(ctx, "contract.number_hint", "Number", p.Terms.Number)
	}
	return ""
}
