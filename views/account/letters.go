package account

import (
	"context"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

// kindOptions are the kinds of letters, each with when it comes.
func kindOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range portfolio.LetterKinds {
		hint := "letter.in_digest"
		switch {
		case k.Instant():
			hint = "letter.at_once"
		case k == portfolio.LetterDigest:
			hint = "letter.digest_hint"
		}
		out = append(out, ui.Option{Value: string(k), Label: i18n.T(ctx, "letter.kind_"+string(k)), Hint: i18n.T(ctx, hint)})
	}
	return out
}

func chosen(wanted map[portfolio.LetterKind]bool) []string {
	var out []string
	for _, k := range portfolio.LetterKinds {
		if wanted[k] {
			out = append(out, string(k))
		}
	}
	return out
}
