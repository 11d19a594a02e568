package trail

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"qadam/internal/audit"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/views/href"
	"qadam/views/ui"
)

// contract is the contract that an entry is about, as far as the reader may know
// of it.
func (t Things) contract(ctx context.Context, e audit.Entry) Thing {
	c, ok := t.Contracts[e.EntityID]
	if !ok {
		return Thing{Name: named(ctx, e)}
	}
	name := i18n.T(ctx, "contract.kind_"+string(c.Current().Kind))
	if n := c.Current().Number; n != "" {
		name += " " + ui.DocumentNumber(n)
	}
	return Thing{name, t.reads(href.Contract(e.EntityID))}
}

// contractField is the word for what was agreed, "" when it is none of that.
func contractField(ctx context.Context, entity, name string) string {
	if key := "contract.field_" + name; entity == "contract" && i18n.Has(key) {
		return i18n.T(ctx, key)
	}
	if entity == "revenue" && name == "amount" {
		return i18n.T(ctx, "contract.revenue")
	}
	return ""
}

// contractWord is a code in an entry about a contract in words, "" for none.
func contractWord(ctx context.Context, entity, field, s string) string {
	switch {
	case entity != "contract":
	case field == "state":
		return i18n.T(ctx, "contract.state_"+s)
	case field == "kind":
		return i18n.T(ctx, "contract.kind_"+s)
	default:
		return ui.AgreedWord(ctx, field, s)
	}
	return ""
}

// agreedSum is an obligation or a guarantee in words, "" when it is neither.
func agreedSum(ctx context.Context, field string, raw json.RawMessage) string {
	switch field {
	case "obligations":
		var o funding.Obligation
		if json.Unmarshal(raw, &o) == nil && o.Type != "" {
			return strconv.Itoa(o.Year) + ": " + i18n.MoneyFull(ctx, o.Amount) + ", " + i18n.T(ctx, "contract.owed_"+o.Type)
		}
	case "guarantees":
		var g funding.Guarantee
		if json.Unmarshal(raw, &g) == nil && g.Kind != "" {
			return strings.Join([]string{i18n.T(ctx, "contract.guarantee_"+g.Kind), i18n.MoneyFull(ctx, g.Amount), g.Issuer}, ", ")
		}
	}
	return ""
}

// sumField reports whether a field holds a sum in tiyn.
func sumField(name string) bool {
	switch name {
	case "amount", "unit_price", "private_capex", "cofinancing", "tiyn", "planned_tiyn":
		return true
	}
	return false
}

func sumText(ctx context.Context, n int64) string { return i18n.MoneyFull(ctx, money.Amount(n)) }
