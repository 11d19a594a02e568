package trail

import (
	"context"
	"slices"

	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
)

// ofMoney are the entities of the ledger of money.
var ofMoney = []string{"funding_entry", "funding_line"}

// money is the entry or line of the ledger of money that an entry of the log is
// about; a version that plans has many entries and stands for them.
func (t Things) money(ctx context.Context, e audit.Entry) Thing {
	switch {
	case e.Entity == "funding_line":
		name := i18n.T(ctx, "budget.line")
		if p := t.project(int64(number(e, "project_id"))); p != nil {
			name += ": " + p.Profile.Name.For(ctx)
		}
		return Thing{name, t.reads(href.FundingLine(e.EntityID))}
	case e.Action == "funding_entry.planned":
		if d := t.draft(ctx, e); d.Href != "" {
			return d
		}
		return Thing{Name: i18n.T(ctx, "word.roadmap")}
	}
	return Thing{i18n.T(ctx, "entry.number", "Number", e.EntityID), t.reads(href.FundingEntry(e.EntityID))}
}

// project is a project that the reader may see, nil for none.
func (t Things) project(id int64) *portfolio.Project {
	for _, p := range t.Pictures {
		if project := p.Project(id); project != nil {
			return project
		}
	}
	return nil
}

// moneyFields are the words for the fields of the ledger of money.
var moneyFields = map[string]string{
	"line_id": "audit.line_number", "line_kind": "entry.line_kind", "money_source": "budget.source", "budget_code": "entry.budget_code", "payer_id": "audit.payer_number",
	"entry_kind": "entry.kind", "fiscal_year": "budget.year", "period": "entry.period", "tiyn": "entry.sum", "document_kind": "entry.document_kind",
	"contract_id": "entry.contract", "reverses_id": "audit.reverses_number", "warned": "audit.warned", "why": "entry.why", "entries": "audit.entries_made",
}

// moneyField is the word for a field of the ledger of money, "" when it is none.
func moneyField(ctx context.Context, entity, name string) string {
	if key, ok := moneyFields[name]; ok && slices.Contains(ofMoney, entity) {
		return i18n.T(ctx, key)
	}
	return ""
}

// moneyWord is a code of the ledger of money in words, "" for none.
func moneyWord(ctx context.Context, entity, field, s string) string {
	if !slices.Contains(ofMoney, entity) {
		return ""
	}
	switch field {
	case "line_kind", "document_kind":
		return i18n.T(ctx, field+"."+s)
	case "entry_kind":
		return i18n.T(ctx, "entry."+s)
	case "money_source":
		return i18n.T(ctx, "source."+s)
	case "warned":
		return i18n.T(ctx, "check.named_"+s)
	}
	return ""
}
