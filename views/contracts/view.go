// Package contracts shows what was agreed about money: the register, a contract
// with its money, obligations and history, the forms, and what the budgets owe
// for partnerships in years to come.
package contracts

import (
	"context"
	"fmt"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

// Row is a contract with the names of what it touches and its money.
type Row struct {
	Contract  *funding.Contract
	Terms     funding.Terms // as they are now
	Project   *portfolio.Project
	Programme *portfolio.Programme
	Term      *portfolio.ProgrammeTerm
	Customer  portfolio.Body
	Supplier  funding.Party
	Sums      funding.Sums // investment that was entered by it
}

// title is how a contract is called: its kind and number.
func title(ctx context.Context, t *funding.Terms) string {
	return kindWord(ctx, t.Kind) + " " + called(ctx, t)
}

// Title is how a contract is called: its kind and number.
func Title(ctx context.Context, t *funding.Terms) string { return title(ctx, t) }

// called is the number of a contract, or that it has none yet.
func called(ctx context.Context, t *funding.Terms) string {
	if t.Number == "" {
		return i18n.T(ctx, "contract.no_number")
	}
	return ui.DocumentNumber(t.Number)
}

func kindWord(ctx context.Context, k funding.ContractKind) string {
	return i18n.T(ctx, "contract.kind_"+string(k))
}

func stateWord(ctx context.Context, s funding.ContractState) string {
	return i18n.T(ctx, "contract.state_"+string(s))
}

// tones give each state the colour that says the same elsewhere.
var tones = map[funding.ContractState]string{
	funding.ContractDraft: "plan", funding.ContractSigned: "on_track", funding.ContractRegistered: "on_track", funding.ContractActive: "on_track",
	funding.ContractSuspended: "at_risk", funding.ContractCompleted: "done", funding.ContractTerminated: "overdue",
}

func stateBadge(ctx context.Context, s funding.ContractState) (tone, word string) {
	return tones[s], stateWord(ctx, s)
}

// kindTone is the colour of the funding model that the kind realises.
func kindTone(k funding.ContractKind) string {
	if m := k.Model(); m != "" {
		return string(m)
	}
	return "plan"
}

func kindOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range funding.ContractKinds {
		out = append(out, ui.Option{Value: string(k), Label: kindWord(ctx, k)})
	}
	return out
}

// choices are codes of a field with their words.
func choices(ctx context.Context, field string, codes []string) []ui.Option {
	var out []ui.Option
	for _, code := range codes {
		out = append(out, ui.Option{Value: code, Label: ui.AgreedWord(ctx, field, code)})
	}
	return out
}

// value is a thing that was agreed in the reader's language; names are those of
// bodies and companies.
func (n Names) value(ctx context.Context, field string, v any) string {
	switch v := v.(type) {
	case nil:
		return "—"
	case money.Amount:
		return i18n.MoneyFull(ctx, v)
	case civil.Date:
		return i18n.Date(ctx, v)
	case bool:
		return ui.YesNo(ctx, v)
	case funding.Paper:
		return ui.Document(ctx, v.Number, v.Dated)
	case int64:
		return n.key(ctx, field, v)
	case int:
		return i18n.Number(ctx, int64(v))
	case []funding.Obligation:
		var sum money.Amount
		for _, o := range v {
			sum += o.Amount
		}
		return i18n.T(ctx, "contract.obligations_sum", "Sum", i18n.MoneyFull(ctx, sum), "Years", years(v))
	case []funding.Guarantee:
		return i18n.Number(ctx, int64(len(v)))
	case string:
		if said := ui.AgreedWord(ctx, field, v); said != "" {
			return said
		}
		return v
	}
	return fmt.Sprint(v)
}

func (n Names) key(ctx context.Context, field string, id int64) string {
	switch field {
	case "supplier_id":
		return n.Parties[id].Name
	case "customer_id", "integrator_id", "operator_id":
		return n.Bodies[id].Name.For(ctx)
	}
	return i18n.Number(ctx, id)
}

// Names are those of bodies and companies by their keys.
type Names struct {
	Bodies  map[int64]portfolio.Body
	Parties map[int64]funding.Party
	People  map[int64]string
}

// years are the first and the last year of obligations.
func years(all []funding.Obligation) string {
	if len(all) == 0 {
		return ""
	}
	first, last := all[0].Year, all[0].Year
	for _, o := range all {
		first, last = min(first, o.Year), max(last, o.Year)
	}
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}

// fieldWord names a thing that was agreed.
func fieldWord(ctx context.Context, name string) string { return i18n.T(ctx, "contract.field_"+name) }
