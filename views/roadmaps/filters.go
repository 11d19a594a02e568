package roadmaps

import (
	"context"
	"net/url"
	"slices"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

// Filters narrow the lines of one roadmap or of several: what is asked for and
// what is offered. The table, the timeline and every other view have the same.
type Filters struct {
	URL       *url.URL // of the page
	Typed     url.Values
	GroupBy   string
	Groups    []string // of GroupNames and others, in their order
	Choices   Choices
	Judged    bool // statuses count
	Withdrawn bool // something was withdrawn
	Region    string
}

// Choices are what the filters offer: what occurs in what is shown.
type Choices struct {
	Programmes []*portfolio.Picture // when lines of several are shown
	Zones      []portfolio.Zone
	Bodies     []portfolio.Body
	Directions []portfolio.Direction
	Projects   []*portfolio.Project
}

// filters are the names of the filters in the address, in their order.
var filters = []string{"q", "status", "programme", "zone", "model", "executor", "direction", "project", "stale", "gate"}

func (f Filters) form() ui.Form { return ui.Form{Values: f.Typed} }

// kept are parameters of the address that are no filters and stay.
func (f Filters) kept() [][2]string {
	var out [][2]string
	for _, name := range []string{"version", "view", "text", "scale", "sort", "as_of", "against"} {
		if v := f.URL.Query().Get(name); v != "" {
			out = append(out, [2]string{name, v})
		}
	}
	return out
}

// Bare is the address without filters.
func (f Filters) Bare() string { return f.without(filters...) }

// without is the address without some of its parameters, and so from its
// beginning.
func (f Filters) without(names ...string) string {
	q := f.URL.Query()
	for _, name := range append(slices.Clone(names), "page", "from") {
		q.Del(name)
	}
	if len(q) == 0 {
		return f.URL.EscapedPath()
	}
	return f.URL.EscapedPath() + "?" + q.Encode()
}

// chips are the filters that are on.
func (f Filters) chips(ctx context.Context) []ui.Chip {
	var chips []ui.Chip
	for _, name := range filters {
		value := f.Typed.Get(name)
		if value == "" || name == "programme" && len(f.Choices.Programmes) == 0 {
			continue
		}
		label := f.word(ctx, name)
		if name != "stale" && name != "gate" {
			label += ": " + f.chosen(ctx, name, value)
		}
		chips = append(chips, ui.Chip{Label: label, Href: f.without(name)})
	}
	return chips
}

func (f Filters) word(ctx context.Context, name string) string {
	switch name {
	case "q":
		return i18n.T(ctx, "roadmap.search")
	case "status":
		return i18n.T(ctx, "word.status")
	case "programme":
		return i18n.T(ctx, "word.programme")
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
func (f Filters) chosen(ctx context.Context, name, value string) string {
	for _, o := range f.options(ctx, name) {
		if o.Value == value {
			return o.Label
		}
	}
	return value
}

// options are what a filter offers.
func (f Filters) options(ctx context.Context, name string) []ui.Option {
	out := make([]ui.Option, 0, 8)
	add := func(value, label string) { out = append(out, ui.Option{Value: value, Label: label}) }
	switch name {
	case "status":
		for _, s := range ui.Statuses {
			add(s, ui.StatusWord(ctx, s))
		}
		if f.Withdrawn {
			add(string(portfolio.Withdrawn), ui.StatusWord(ctx, string(portfolio.Withdrawn)))
		}
	case "programme":
		for _, p := range f.Choices.Programmes {
			add(p.Programme.Code, p.Term.Name.For(ctx))
		}
	case "zone":
		for _, z := range f.Choices.Zones {
			add(z.Code, z.Profile.Name.For(ctx))
		}
	case "model":
		for _, m := range portfolio.Models {
			add(string(m), i18n.T(ctx, "funding_short."+string(m)))
		}
	case "executor":
		for _, b := range f.Choices.Bodies {
			add(b.Code, b.Short.For(ctx))
		}
	case "direction":
		for _, d := range f.Choices.Directions {
			add(d.Code, d.Name.For(ctx))
		}
	case "project":
		out = make([]ui.Option, 0, len(f.Choices.Projects))
		for _, one := range f.Choices.Projects {
			add(one.Code, one.Profile.Name.For(ctx))
		}
	case "group":
		for _, g := range f.Groups {
			add(g, i18n.T(ctx, "roadmap.group_"+g))
		}
	}
	return out
}

// unfolded reports whether a filter that is folded away is in use.
func (f Filters) unfolded() bool {
	return slices.ContainsFunc([]string{"zone", "model", "executor", "direction", "stale", "gate"}, func(name string) bool { return f.Typed.Get(name) != "" })
}

func (f Filters) field(ctx context.Context, name string) ui.Field {
	return ui.Field{Form: f.form(), Name: name, Label: f.word(ctx, name), Blank: i18n.T(ctx, "word.all"), Options: f.options(ctx, name)}
}
