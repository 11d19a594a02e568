// Package roadmaps is the pages of roadmaps: all of them, and one as a table.
package roadmaps

import (
	"context"
	"net/url"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Row is a line of the table with what stands beside it.
type Row struct {
	*portfolio.Line
	Project     *portfolio.Project
	Lead        portfolio.Body
	Co          []portfolio.Body
	Zone        *portfolio.Zone
	Original    civil.Date      // deadline in baseline 0, zero when it has no such line
	Predecessor *portfolio.Line // that decided the status, or nil
	Change      Change
}

// Change is what became of a line since the day compared with.
type Change struct {
	New  bool             // the version in force then did not have it
	Was  portfolio.Status // when it was another one
	Days int              // by which its end moved
}

// Group is the rows of a page that belong together.
type Group struct {
	Name    i18n.Text
	Href    string             // of its own page, or ""
	Code    string             // of a funding model or a status, which the catalogue names
	Project *portfolio.Project // when rows are grouped by project
	None    bool               // what has no such thing, as no pilot zone
	Begins  bool               // the group's first row is on this page
	Total   portfolio.Tally    // of all its rows, on whichever page
	Rows    []Row
}

// Choices are what the filters offer: what occurs in the version shown.
type Choices struct {
	Zones      []portfolio.Zone
	Bodies     []portfolio.Body
	Directions []portfolio.Direction
	Projects   []*portfolio.Project
}

// ShowPage is one roadmap as a table.
type ShowPage struct {
	layout.Shell
	Programme portfolio.Programme
	Term      portfolio.ProgrammeTerm
	Year      int
	Versions  []portfolio.Version // those one may see, the newest first
	Version   *portfolio.Version  // shown; nil when there was none on the day
	InForce   int                 // number, 0 when none
	Baseline  int                 // number of the first version in force, 0 when none
	Judged    bool                // statuses count: the version is or was in force
	Board     *portfolio.Board
	Typed     url.Values // the filters as sent
	GroupBy   string
	Choices   Choices
	Groups    []Group
	Sort      ui.Sort
	Pages     ui.Pages
	Since     *portfolio.Difference // nil when nothing is compared
	Views     []ui.Tab              // table, timeline, official form
}

const region = "lines"

// filters are the names of the filters in the address, in their order.
var filters = []string{"q", "status", "zone", "model", "executor", "direction", "project", "stale", "gate"}

// GroupNames are the ways in which rows may stand together; the first is the
// one when none is asked for.
var GroupNames = []string{"project", "zone", "executor", "direction", "model", "status", "none"}

// SortNames are the columns by which rows may be sorted; the first is the order
// of the roadmap itself.
var SortNames = []string{"number", "title", "executor", "start", "due", "forecast", "slip", "original", "percent", "status"}

func (p ShowPage) path() string { return href.Roadmap(p.Programme.Code, p.Year) }

func (p ShowPage) form() ui.Form { return ui.Form{Values: p.Typed} }

func (p ShowPage) grouped() bool { return p.GroupBy != "none" }

// twoPlans reports whether the version shown is another one than baseline 0, so
// that lines are held against both.
func (p ShowPage) twoPlans() bool { return p.Baseline != 0 && p.Baseline != p.Version.Number }

func (p ShowPage) columns() int {
	n := 4
	if p.Judged {
		n += 4
	}
	if p.Judged && p.twoPlans() {
		n++
	}
	// The difference stands in the place of the start, which would not fit.
	return n
}

// kept are parameters of the address that are no filters and stay.
func (p ShowPage) kept() [][2]string {
	var out [][2]string
	for _, name := range []string{"version", "view", "sort", "as_of", "against"} {
		if v := p.URL.Query().Get(name); v != "" {
			out = append(out, [2]string{name, v})
		}
	}
	return out
}

// bare is the address without filters.
func (p ShowPage) bare() string {
	return p.without(filters...)
}

func (p ShowPage) without(names ...string) string {
	q := p.URL.Query()
	for _, name := range append(names, "page") {
		q.Del(name)
	}
	if len(q) == 0 {
		return p.URL.EscapedPath()
	}
	return p.URL.EscapedPath() + "?" + q.Encode()
}

// chips are the filters that are on.
func (p ShowPage) chips(ctx context.Context) []ui.Chip {
	var chips []ui.Chip
	for _, name := range filters {
		value := p.Typed.Get(name)
		if value == "" {
			continue
		}
		label := p.filterWord(ctx, name)
		if name != "stale" && name != "gate" {
			label += ": " + p.chosen(ctx, name, value)
		}
		chips = append(chips, ui.Chip{Label: label, Href: p.without(name)})
	}
	return chips
}

func (p ShowPage) filterWord(ctx context.Context, name string) string {
	switch name {
	case "q":
		return i18n.T(ctx, "roadmap.search")
	case "status":
		return i18n.T(ctx, "word.status")
	case "zone":
		return i18n.T(ctx, "word.pilot_zone")
	case "model":
		return i18n.T(ctx, "word.funding_model")
	case "executor":
		return i18n.T(ctx, "roadmap.executor")
	case "direction":
		return i18n.T(ctx, "word.direction")
	case "project":
		return i18n.T(ctx, "word.project")
	case "stale":
		return i18n.T(ctx, "status.stale")
	default:
		return i18n.T(ctx, "roadmap.gates")
	}
}

// chosen is the label of a filter's value; what was typed when nothing has
// that name.
func (p ShowPage) chosen(ctx context.Context, name, value string) string {
	for _, o := range p.options(ctx, name) {
		if o.Value == value {
			return o.Label
		}
	}
	return value
}

// options are what a filter offers.
func (p ShowPage) options(ctx context.Context, name string) []ui.Option {
	out := make([]ui.Option, 0, 8)
	add := func(value, label string) { out = append(out, ui.Option{Value: value, Label: label}) }
	switch name {
	case "status":
		for _, s := range ui.Statuses {
			add(s, ui.StatusWord(ctx, s))
		}
		if p.Board.Total.Withdrawn > 0 {
			add(string(portfolio.Withdrawn), ui.StatusWord(ctx, string(portfolio.Withdrawn)))
		}
	case "zone":
		for _, z := range p.Choices.Zones {
			add(z.Code, z.Profile.Name.For(ctx))
		}
	case "model":
		for _, m := range portfolio.Models {
			add(string(m), i18n.T(ctx, "funding_short."+string(m)))
		}
	case "executor":
		for _, b := range p.Choices.Bodies {
			add(b.Code, b.Short.For(ctx))
		}
	case "direction":
		for _, d := range p.Choices.Directions {
			add(d.Code, d.Name.For(ctx))
		}
	case "project":
		out = make([]ui.Option, 0, len(p.Choices.Projects))
		for _, one := range p.Choices.Projects {
			add(one.Code, one.Profile.Name.For(ctx))
		}
	case "group":
		for _, g := range GroupNames {
			if g == "status" && !p.Judged {
				continue
			}
			add(g, i18n.T(ctx, "roadmap.group_"+g))
		}
	}
	return out
}

// unfolded reports whether a filter that is folded away is in use.
func (p ShowPage) unfolded() bool {
	for _, name := range []string{"zone", "model", "executor", "direction", "stale", "gate"} {
		if p.Typed.Get(name) != "" {
			return true
		}
	}
	return false
}

func (p ShowPage) field(ctx context.Context, name string) ui.Field {
	return ui.Field{Form: p.form(), Name: name, Label: p.filterWord(ctx, name), Blank: i18n.T(ctx, "word.all"), Options: p.options(ctx, name)}
}

// version is a version's number as people say it.
func version(ctx context.Context, n int) string {
	return i18n.T(ctx, "roadmap.version", "Number", strconv.Itoa(n))
}

// short is a body's short name, or the full one.
func short(ctx context.Context, b portfolio.Body) string {
	if b.Short.IsZero() {
		return b.Name.For(ctx)
	}
	return b.Short.For(ctx)
}

// act names the act that brought a version into force, or nothing.
func act(ctx context.Context, v portfolio.Version) string {
	s := v.Step(portfolio.InForce)
	if s.ActNumber == "" {
		return ""
	}
	return i18n.T(ctx, "roadmap.act", "Number", s.ActNumber, "Day", s.ActDate, "Signatory", s.Signatory)
}

// names are bodies in a row, for a tip.
func names(ctx context.Context, bodies []portfolio.Body) string {
	out := ""
	for i, b := range bodies {
		if i > 0 {
			out += "; "
		}
		out += b.Name.For(ctx)
	}
	return out
}
