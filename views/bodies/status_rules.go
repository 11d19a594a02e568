package bodies

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// StatusRulesPage is the numbers of the rules of status, ratings and escalation
// (rules.md §4): today, before and later.
type StatusRulesPage struct {
	layout.Shell
	Line    *portfolio.DatedRules  // that holds today; nil while none does
	History []portfolio.DatedRules // all lines, the newest first
	Names   map[int64]string       // of who set them
	Form    ui.Form
}

// now are the numbers that hold today.
func (p StatusRulesPage) now() portfolio.StatusRules {
	if p.Line == nil {
		return portfolio.DefaultStatusRules
	}
	return p.Line.Rules
}

func (p StatusRulesPage) since(ctx context.Context) string {
	if p.Line == nil {
		return ""
	}
	return i18n.T(ctx, "vote.rules_since", "Day", p.Line.ValidFrom)
}

// from says since when the numbers of a line hold, or from when they will.
func (p StatusRulesPage) from(ctx context.Context, line portfolio.DatedRules) string {
	if line.ValidFrom.After(p.Today) {
		return i18n.T(ctx, "vote.rules_coming", "Day", line.ValidFrom)
	}
	return i18n.T(ctx, "vote.rules_since", "Day", line.ValidFrom)
}

// changed are the numbers that a line of the history changed against those that
// held before it on its first day.
func (p StatusRulesPage) changed(ctx context.Context, i int) []rule {
	earlier := slices.Clone(p.History[i+1:])
	slices.Reverse(earlier)
	before := portfolio.DefaultStatusRules
	if line := portfolio.RulesLine(earlier, p.History[i].ValidFrom); line != nil {
		before = line.Rules
	}
	was, is := before.Numbers(), p.History[i].Rules.Numbers()
	var out []rule
	for at := range is {
		if *is[at].Value != *was[at].Value {
			out = append(out, rule{called(ctx, is[at]), shown(ctx, was[at]) + " → " + shown(ctx, is[at])})
		}
	}
	return out
}

// grouped are numbers, taken apart by what they are about.
func grouped(r portfolio.StatusRules) [][]portfolio.StatusNumber {
	var groups [][]portfolio.StatusNumber
	for i, n := range r.Numbers() {
		if i == 0 || groups[len(groups)-1][0].Group != n.Group {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], n)
	}
	return groups
}

func called(ctx context.Context, n portfolio.StatusNumber) string {
	return i18n.T(ctx, "status_rules.number_"+n.Name)
}

func about(ctx context.Context, group string) string { return i18n.T(ctx, "status_rules.of_"+group) }

func isShare(n portfolio.StatusNumber) bool { return strings.HasSuffix(n.Name, "_share") }

func isMonth(n portfolio.StatusNumber) bool { return n.Name == "funding_from_month" }

// shown is the value of a number as it is read.
func shown(ctx context.Context, n portfolio.StatusNumber) string {
	switch {
	case isShare(n):
		return i18n.Percent(ctx, *n.Value)
	case isMonth(n):
		return i18n.MonthName(ctx, time.Month(*n.Value))
	case n.Per() > 1:
		return i18n.Decimal(ctx, float64(*n.Value)/float64(n.Per()), 1)
	}
	return i18n.Number(ctx, int64(*n.Value))
}

// field is the field of a number.
func (p StatusRulesPage) field(ctx context.Context, n portfolio.StatusNumber) ui.Field {
	f := ui.Field{Form: p.Form, Name: n.Name, Label: called(ctx, n), Required: true, Value: n.Typed(*n.Value)}
	switch {
	case isMonth(n):
		for m := time.January; m <= time.December; m++ {
			f.Options = append(f.Options, ui.Option{Value: strconv.Itoa(int(m)), Label: i18n.MonthName(ctx, m)})
		}
		return f
	case n.Per() > 1:
		f.MaxLength, f.Autocomplete, f.Attrs = 6, "off", map[string]any{"inputmode": "decimal"}
		return f
	case isShare(n):
		f.Unit = "%"
	}
	f.Type, f.Min, f.Max = "number", n.Typed(n.Least), n.Typed(n.Most)
	if n.Name == "ministry_months" {
		f.Min = "2" // more than those of the review, which may be changed beside it
	}
	return f
}
