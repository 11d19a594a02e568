package drafts

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// LinePage is the form of one line: a new one, or one of the draft.
type LinePage struct {
	layout.Shell
	Draft
	ID       int64 // the milestone, 0 for a new line
	Number   string
	Action   string // where the form goes
	Form     ui.Form
	Projects []Named
	Leads    []portfolio.Body // own ones first
	Own      int              // how many of them are the programme's own
	Zones    []portfolio.Zone
	Costs    int // rows of costs
	Links    int // rows of predecessors
	Offered  []Candidate
	Searched bool // more lines than are offered: they are searched for
	Findings []portfolio.Finding
	Before   *Near
	After    *Near
	Result   Result
	Changed  *Changed // somebody else was faster
}

// Near is a line beside another one.
type Near struct {
	ID     int64
	Number string
}

// Candidate is a line that may come before another one.
type Candidate struct {
	ID      int64
	Number  string
	Title   i18n.Text
	Project i18n.Text
}

// Text is how a candidate stands in a field: its number, then its title.
func (c Candidate) Text(ctx context.Context) string {
	return strings.TrimSpace(c.Number + " " + c.Title.For(ctx))
}

// Result is what the dates and links that are typed lead to.
type Result struct {
	Asked    bool // somebody typed, or asked to see it
	Unclear  bool // what was typed has no shape yet
	Due      civil.Period
	Deadline civil.Date // rolled
	Rolled   bool
	Effect   *portfolio.Effect
	Path     []int64 // the critical path as it would be, when it takes another way
	Numbers  map[int64]string
	Projects map[int64]i18n.Text
}

// Changed is what somebody else made of a line while it was being edited.
type Changed struct {
	Who    string
	At     time.Time
	Fields []ChangedField // where the other's text differs from what was typed
}

// ChangedField is one field as the other left it and as it was typed.
type ChangedField struct {
	Label, Theirs, Typed string
}

func (p LinePage) projects(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, one := range p.Projects {
		out = append(out, ui.Option{Value: one.Code, Label: one.Name.For(ctx)})
	}
	return out
}

func formOptions(ctx context.Context) []ui.Option {
	return ui.Words(ctx, portfolio.Forms, "form.")
}

func sourceOptions(ctx context.Context) []ui.Option {
	return ui.Words(ctx, portfolio.Sources, "source.")
}

func kindOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range portfolio.LinkKinds {
		out = append(out, ui.Option{Value: string(k), Label: i18n.T(ctx, "draft.link_"+strings.ToLower(string(k)))})
	}
	return out
}

// bodyOptions are bodies to choose from, the programme's own in a group first.
func bodyOptions(ctx context.Context, bodies []portfolio.Body, own int) []ui.Option {
	var out []ui.Option
	for i, b := range bodies {
		group := i18n.T(ctx, "draft.bodies_own")
		if i >= own {
			group = i18n.T(ctx, "draft.bodies_other")
		}
		out = append(out, ui.Option{Value: id(b.ID), Label: b.Name.For(ctx), Group: group})
	}
	return out
}

func zoneOptions(ctx context.Context, zones []portfolio.Zone) []ui.Option {
	var out []ui.Option
	for _, z := range zones {
		out = append(out, ui.Option{Value: id(z.ID), Label: z.Profile.Name.For(ctx)})
	}
	return out
}

func monthOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for m := time.January; m <= time.December; m++ {
		out = append(out, ui.Option{Value: strconv.Itoa(int(m)), Label: i18n.MonthName(ctx, m)})
	}
	return out
}

func dueOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range civil.PeriodKinds {
		group := i18n.T(ctx, "draft.due_once")
		if (civil.Period{Kind: k}).Repeats() {
			group = i18n.T(ctx, "draft.due_again")
		}
		out = append(out, ui.Option{Value: string(k), Label: i18n.T(ctx, "draft.due_"+string(k)), Group: group})
	}
	return out
}

func romanOptions(n int) []ui.Option {
	var out []ui.Option
	for i, s := range []string{"I", "II", "III", "IV"}[:n] {
		out = append(out, ui.Option{Value: strconv.Itoa(i + 1), Label: s})
	}
	return out
}

// chosenCo are the bodies ticked as co-executors: how many, for the fold.
func (p LinePage) chosenCo() int { return len(p.Form.Values["co"]) }

// coFirst are the bodies with those that are ticked first.
func (p LinePage) coFirst() []portfolio.Body {
	all := slices.Clone(p.Leads)
	slices.SortStableFunc(all, func(a, b portfolio.Body) int {
		return rank(p.Form.Has("co", id(a.ID), false)) - rank(p.Form.Has("co", id(b.ID), false))
	})
	return all
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// Cell names a field of a row, such as cost_sum_2.
func Cell(name string, row int) string { return name + "_" + strconv.Itoa(row) }
