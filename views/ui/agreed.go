package ui

import (
	"context"
	"strings"

	"qadam/internal/i18n"
)

// AgreedWord is a code of what a contract says in words, "" for a field that has
// none.
func AgreedWord(ctx context.Context, field, code string) string {
	switch field {
	case "ppp_form":
		return i18n.T(ctx, "contract.form_"+code)
	case "level":
		return i18n.T(ctx, "contract.level_"+code)
	case "selection":
		return i18n.T(ctx, "contract.selection_"+code)
	case "asset_owner_after":
		return i18n.T(ctx, "contract.owner_"+code)
	case "instrument":
		return i18n.T(ctx, "contract.instrument_"+code)
	}
	return ""
}

// DocumentNumber is the number of a paper with its sign, which people type or
// leave out.
func DocumentNumber(n string) string {
	if strings.HasPrefix(n, "№") {
		return n
	}
	return "№\u00a0" + n
}
