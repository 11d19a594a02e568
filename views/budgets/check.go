package budgets

import (
	"context"
	"net/url"
	"strconv"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Rule is what a check demands and where that is written.
func Rule(ctx context.Context, c funding.Check) string {
	return i18n.T(ctx, "check.rule", "Rule", i18n.Key("check.must_"+c.Key), "Source", i18n.Key("check.by_"+c.Source))
}

// ChecksPage lists what breaks the rules about money.
type ChecksPage struct {
	layout.Shell
	Rows       []BreachRow
	Typed      url.Values
	Counts     map[funding.Severity]int // of what the other filters leave
	Found      map[string]int           // by check, before any filter but the programme
	Pages      ui.Pages
	Programmes []ui.Option
}

// BreachRow is a check that does not hold, with what it is about.
type BreachRow struct {
	Breach      funding.Breach
	Programme   string
	ProgrammeID int64
	Project     string
	Code        string         // of the project
	Line        *funding.Line  // nil when it is of no one line
	Terms       *funding.Terms // of its contract, nil when it is of none
}

// Wants reports whether the filters leave a check; those named are not asked.
func (p ChecksPage) Wants(c funding.Check, but ...string) bool {
	severity, key := p.Typed.Get("severity"), p.Typed.Get("check")
	return (len(but) > 0 || severity == "" || severity == string(c.Severity)) && (key == "" || key == c.Key)
}

// WantsProject reports whether the filters leave the row's project.
func (p ChecksPage) WantsProject(r BreachRow) bool {
	code := p.Typed.Get("project")
	return code == "" || code == r.Code
}

// tabs are all, errors and warnings.
func (p ChecksPage) tabs(ctx context.Context) []ui.Tab {
	chosen := p.Typed.Get("severity")
	tab := func(value, label string, n int) ui.Tab {
		return ui.Tab{Label: label, Href: p.Keep(href.With(href.FundingChecks(), "severity", value, "programme", p.Typed.Get("programme"), "check", p.Typed.Get("check"), "project", p.Typed.Get("project"))), Current: chosen == value, Count: n}
	}
	return []ui.Tab{
		tab("", i18n.T(ctx, "word.all"), p.Counts[funding.Error]+p.Counts[funding.Warning]),
		tab(string(funding.Error), i18n.T(ctx, "check.errors"), p.Counts[funding.Error]),
		tab(string(funding.Warning), i18n.T(ctx, "check.warnings"), p.Counts[funding.Warning]),
	}
}

// checks are those that are broken somewhere, to choose from.
func (p ChecksPage) checks(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, c := range funding.Checks {
		if p.Found[c.Key] > 0 || p.Typed.Get("check") == c.Key {
			out = append(out, ui.Option{Value: c.Key, Label: i18n.T(ctx, "check.named_"+c.Key), Group: i18n.T(ctx, "check.group_"+string(c.Severity))})
		}
	}
	return out
}

// groups are the rows by programme, in order.
func (p ChecksPage) groups() [][]BreachRow {
	var out [][]BreachRow
	for _, r := range p.Rows {
		if n := len(out); n > 0 && out[n-1][0].ProgrammeID == r.ProgrammeID {
			out[n-1] = append(out[n-1], r)
		} else {
			out = append(out, []BreachRow{r})
		}
	}
	return out
}

// entriesNamed is how many entries of a breach are named one by one.
const entriesNamed = 20

// where is the page of what a breach is about.
func (p ChecksPage) where(r BreachRow) string {
	switch {
	case r.Line != nil && r.Breach.Year != funding.AllYears:
		return p.Keep(href.With(href.FundingLine(r.Line.ID), YearName, strconv.Itoa(r.Breach.Year)))
	case r.Line != nil:
		return p.Keep(href.With(href.FundingLine(r.Line.ID), YearName, AllYears))
	case r.Terms != nil:
		return p.Keep(href.Contract(r.Breach.ContractID))
	}
	return p.Keep(href.ProjectFunding(r.Code))
}
