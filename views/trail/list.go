package trail

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"qadam/internal/i18n"
	"qadam/views/ui"
)

// EverywhereCode stands for reference data where a programme's code is asked.
const EverywhereCode = "reference"

func (p ListPage) programmeOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, one := range p.Reference.Programmes {
		out = append(out, ui.Option{Value: one.Code, Label: one.Name(p.Things.On).For(ctx)})
	}
	return append(out, ui.Option{Value: EverywhereCode, Label: i18n.T(ctx, "audit.everywhere")})
}

// actionOptions are the actions by what they are about.
func actionOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, a := range Actions {
		about, _, _ := strings.Cut(a, ".")
		out = append(out, ui.Option{Value: a, Label: label(ctx, a), Group: i18n.T(ctx, "audit.about_"+about)})
	}
	return out
}

func (p ListPage) personOptions() []ui.Option {
	var out []ui.Option
	for _, one := range p.Names {
		out = append(out, ui.Option{Value: strconv.FormatInt(one.ID, 10), Label: one.Name})
	}
	return out
}

// ActionLabel is an action in words, for a filter that is on.
func ActionLabel(ctx context.Context, action string) string { return label(ctx, action) }

func head(ctx context.Context, action string) string {
	before, _ := Sentence(ctx, action)
	return before
}

func tail(ctx context.Context, action string) string {
	_, after := Sentence(ctx, action)
	return after
}

// inBrief is how many changes are told in one line.
const inBrief = 2

// short is a value that has to fit into a line.
func short(s string) string {
	if s == "" {
		return "—"
	}
	r := []rune(s)
	if len(r) <= 48 {
		return s
	}
	return strings.TrimSpace(string(r[:47])) + "…"
}

// suffixed is the address of the same data in another format.
func suffixed(u *url.URL, format string) string {
	q := u.Query()
	q.Del("lang")
	if len(q) == 0 {
		return u.EscapedPath() + "." + format
	}
	return u.EscapedPath() + "." + format + "?" + q.Encode()
}
