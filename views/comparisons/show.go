// Package comparisons is the page on which two versions of a roadmap are held
// against each other.
package comparisons

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is two versions of a roadmap and what differs between them.
type ShowPage struct {
	layout.Shell
	Programme portfolio.Programme
	Term      portfolio.ProgrammeTerm
	Year      int
	Versions  []portfolio.Version // those one may see, the newest first
	Was, Is   portfolio.Version
	Baseline  int                   // number of the first version in force, 0 when none
	Result    *portfolio.Comparison // nil when no version was known on the day
	Show      string                // one of Shows
	Counts    []int                 // of the lines of each of Shows
	Lines     []*portfolio.Compared // of the page
	Pages     ui.Pages
	Names     Names
	InForce   func(milestoneID int64) bool // the milestone has a page of its own
}

// Names are what the keys in a line are called.
type Names struct {
	Bodies   map[int64]portfolio.Body
	Zones    map[int64]*portfolio.Zone
	Projects map[int64]*portfolio.Project
	Was, Is  map[int64]string // numbers of the lines of each version, by milestone
}

// Region is what the filters replace.
const Region = "changes"

// Shows are the filters; the first is the one when none is asked for.
var Shows = []string{"all", "dates", "money", "text", "added", "removed", "renumbered"}

// dates and money are the fields that have a filter of their own; the others
// are text.
var (
	dates = []portfolio.PlanField{portfolio.FieldStart, portfolio.FieldDue, portfolio.FieldForMoney, portfolio.FieldLinks}
	sums  = []portfolio.PlanField{portfolio.FieldCosts}
	texts = []portfolio.PlanField{
		portfolio.FieldTitleKK, portfolio.FieldTitleRU, portfolio.FieldTitleEN, portfolio.FieldProject, portfolio.FieldForm,
		portfolio.FieldLead, portfolio.FieldCo, portfolio.FieldWeight, portfolio.FieldGate, portfolio.FieldZone, portfolio.FieldNote,
	}
)

// Shown reports whether a filter leaves the line. A line whose number alone
// changed is found by its own filter only.
func Shown(show string, l *portfolio.Compared) bool {
	switch show {
	case "dates":
		return l.Has(dates...)
	case "money":
		return l.Has(sums...)
	case "text":
		return l.Has(texts...)
	case "added", "removed", "renumbered":
		return string(l.Kind) == show
	default:
		return l.Kind == portfolio.LineChanged || l.Kind == portfolio.LineAdded || l.Kind == portfolio.LineRemoved
	}
}

func (p ShowPage) path() string { return href.Comparison(p.Programme.Code, p.Year) }

// between is the page with two versions; the day stays.
func (p ShowPage) between(was, is int) string {
	return p.Keep(href.ComparisonOf(p.Programme.Code, p.Year, was, is))
}

func (p ShowPage) tabs(ctx context.Context) []ui.Tab {
	var tabs []ui.Tab
	for i, show := range Shows {
		if i > 0 && p.Counts[i] == 0 && p.Show != show {
			continue
		}
		name := show
		if i == 0 {
			name = ""
		}
		tabs = append(tabs, ui.Tab{Label: i18n.T(ctx, "comparison.show_"+show), Href: href.With(p.URL.RequestURI(), "show", name, "page", ""), Current: p.Show == show, Count: p.Counts[i]})
	}
	return tabs
}

// options are the versions to choose from.
func (p ShowPage) options(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, v := range p.Versions {
		label := ui.Version(ctx, v.Number) + " · " + i18n.T(ctx, "state."+string(v.State()))
		if v.Number == p.Baseline {
			label += " · " + i18n.T(ctx, "roadmap.baseline")
		}
		out = append(out, ui.Option{Value: strconv.Itoa(v.Number), Label: label})
	}
	return out
}

// original reports whether the original is a third plan to hold lines against.
func (p ShowPage) original() bool {
	return p.Result.Original != nil && p.Was.Number != p.Baseline && p.Is.Number != p.Baseline
}

// resourced reports whether any sum is another one, in either direction.
func (p ShowPage) resourced() bool {
	return slices.ContainsFunc(p.Result.Sums, func(s portfolio.ComparedSum) bool {
		return s.Difference() != 0 || p.original() && s.Grown() != 0
	})
}

func (p ShowPage) columns() int {
	if p.original() {
		return 5
	}
	return 4
}

// group is the lines of a project that stand together.
type group struct {
	project *portfolio.Project
	lines   []*portfolio.Compared
}

func (p ShowPage) groups() []group {
	var all []group
	for _, l := range p.Lines {
		project := p.Names.Projects[l.Plan().ProjectID]
		if n := len(all); n > 0 && all[n-1].project == project {
			all[n-1].lines = append(all[n-1].lines, l)
			continue
		}
		all = append(all, group{project, []*portfolio.Compared{l}})
	}
	return all
}

// others are the fields that have no column of their own, as far as the filter
// asks for them.
func (p ShowPage) others(l *portfolio.Compared) []portfolio.PlanField {
	wanted := portfolio.PlanFields
	switch p.Show {
	case "dates":
		wanted = dates
	case "money":
		wanted = sums
	case "text":
		wanted = texts
	}
	var out []portfolio.PlanField
	for _, f := range wanted {
		if f == portfolio.FieldCosts && p.Show != "money" && len(l.Costs) == 1 {
			continue // the cost has a column, and one source says no more
		}
		if f != portfolio.FieldNumber && f != portfolio.FieldDue && l.Has(f) {
			out = append(out, f)
		}
	}
	return out
}

// words are the keys of the words for the fields.
var words = map[portfolio.PlanField]string{
	portfolio.FieldNumber: "word.number", portfolio.FieldTitleKK: "comparison.title_kk", portfolio.FieldTitleRU: "comparison.title_ru",
	portfolio.FieldTitleEN: "comparison.title_en", portfolio.FieldProject: "word.project", portfolio.FieldForm: "word.form_of_completion",
	portfolio.FieldLead: "roadmap.executor", portfolio.FieldCo: "word.co_executors", portfolio.FieldStart: "word.start", portfolio.FieldDue: "word.due",
	portfolio.FieldForMoney: "comparison.for_money", portfolio.FieldCosts: "word.cost", portfolio.FieldWeight: "word.weight",
	portfolio.FieldGate: "milestone.gate", portfolio.FieldZone: "word.pilot_zone", portfolio.FieldLinks: "word.predecessors", portfolio.FieldNote: "word.note",
}

// tone is the colour of what became of a line.
var tone = map[portfolio.ComparedKind]string{
	portfolio.LineChanged: "at_risk", portfolio.LineAdded: "done", portfolio.LineRemoved: "overdue", portfolio.LineRenumbered: "plan",
}

// said is what a plan says in a field, in words; nothing is "".
func (n Names) said(ctx context.Context, plan *portfolio.Plan, f portfolio.PlanField, numbers map[int64]string) string {
	switch f {
	case portfolio.FieldNumber:
		return plan.Number
	case portfolio.FieldTitleKK:
		return plan.Title.KK
	case portfolio.FieldTitleRU:
		return plan.Title.RU
	case portfolio.FieldTitleEN:
		return plan.Title.EN
	case portfolio.FieldProject:
		if p := n.Projects[plan.ProjectID]; p != nil {
			return p.Profile.Name.For(ctx)
		}
	case portfolio.FieldForm:
		return i18n.T(ctx, "form."+string(plan.Form))
	case portfolio.FieldLead:
		return n.body(ctx, plan.LeadID)
	case portfolio.FieldCo:
		var all []string
		for _, id := range plan.CoIDs {
			all = append(all, n.body(ctx, id))
		}
		return strings.Join(all, "; ")
	case portfolio.FieldStart:
		return i18n.Date(ctx, plan.Start)
	case portfolio.FieldDue:
		return i18n.Period(ctx, plan.Due)
	case portfolio.FieldForMoney:
		return ui.YesNo(ctx, plan.ForMoney)
	case portfolio.FieldWeight:
		return strconv.Itoa(plan.Weight)
	case portfolio.FieldGate:
		return ui.YesNo(ctx, plan.Gate)
	case portfolio.FieldZone:
		if z := n.Zones[plan.ZoneID]; z != nil {
			return z.Profile.Name.For(ctx)
		}
	case portfolio.FieldLinks:
		return links(ctx, plan.Links, numbers)
	case portfolio.FieldNote:
		return plan.Note
	case portfolio.FieldCosts:
		return costs(ctx, plan.Costs)
	}
	return ""
}

func (n Names) body(ctx context.Context, id int64) string {
	return n.Bodies[id].Called().For(ctx)
}

// links are the predecessors by their numbers, with the kind where it is not
// the usual one and the lag.
func links(ctx context.Context, links portfolio.Links, numbers map[int64]string) string {
	var all []string
	for _, l := range links {
		one := numbers[l.MilestoneID]
		if one == "" {
			one = "?"
		}
		if l.Kind != portfolio.FS {
			one += " " + i18n.T(ctx, "milestone.link_"+strings.ToLower(string(l.Kind)))
		}
		if l.Lag != 0 {
			one += " " + signed(ctx, l.Lag)
		}
		all = append(all, one)
	}
	return strings.Join(all, "; ")
}

// costs are the costs of a line with their budget codes: what is left when the
// sums are the same.
func costs(ctx context.Context, costs portfolio.Costs) string {
	var all []string
	for _, c := range costs {
		one := source(ctx, c.Year, c.Source) + ": " + i18n.Money(ctx, c.Amount)
		if c.BudgetCode != "" {
			one += ", " + i18n.T(ctx, "milestone.budget_code", "Code", c.BudgetCode)
		}
		all = append(all, one)
	}
	return strings.Join(all, "; ")
}

func source(ctx context.Context, year int, s portfolio.Source) string {
	return strconv.Itoa(year) + " · " + i18n.T(ctx, "source."+string(s))
}

// spoken is the language of a field, "" for that of the page: a note is marked
// by its letters.
func spoken(f portfolio.PlanField, l *portfolio.Compared) string {
	switch f {
	case portfolio.FieldNote:
		return string(i18n.Spoken(l.Was.Note + l.Is.Note))
	case portfolio.FieldTitleKK:
		return string(i18n.KK)
	case portfolio.FieldTitleRU:
		return string(i18n.RU)
	case portfolio.FieldTitleEN:
		return string(i18n.EN)
	}
	return ""
}

func signed(ctx context.Context, n int) string {
	if n > 0 {
		return "+" + i18n.Number(ctx, int64(n))
	}
	return i18n.Number(ctx, int64(n))
}

// signedMoney is a difference of sums with its sign.
func signedMoney(ctx context.Context, a money.Amount) string {
	if a > 0 {
		return "+" + i18n.Money(ctx, a)
	}
	return i18n.Money(ctx, a)
}

// amount is a sum beside another one: exact where both would read the same.
func amount(ctx context.Context, a, beside money.Amount) string {
	if s := i18n.Money(ctx, a); a == 0 || s != i18n.Money(ctx, beside) {
		return s
	}
	return i18n.MoneyFull(ctx, a)
}

// share is a difference as a per cent of what it is held against, or "".
func share(ctx context.Context, difference, of money.Amount) string {
	tenths, known := portfolio.Share(difference, of)
	if !known {
		return ""
	}
	number := i18n.Decimal(ctx, float64(tenths)/10, 1)
	if tenths > 0 {
		number = "+" + number
	}
	return i18n.PercentOf(ctx, number)
}
