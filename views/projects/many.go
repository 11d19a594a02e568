package projects

import (
	"context"
	"net/url"
	"slices"

	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ManyPage changes several projects at once, and says before it is done what
// becomes of each.
type ManyPage struct {
	layout.Shell
	Form   ui.Form
	Rows   []ManyRow
	Offers Offers
	Asked  bool // a change is chosen: the rows say what will be
}

// ManyRow is one of the projects.
type ManyRow struct {
	Project portfolio.Project
	Term    portfolio.ProgrammeTerm
	Then    portfolio.ProjectProfile // as it would be
	Seen    int64                    // the key of the profile as it is
	Faults  []fault.FieldError       // why it cannot be
}

// ManyRegion is what the forms replace.
const ManyRegion = "edit-projects"

// SeenName is the field in which the form says which profile of a project it has seen.
func SeenName(code string) string { return "seen_" + code }

// manyFields are those of the change, as the form has them.
var manyFields = []string{"direction", "goals_add", "goals_drop", "zones_add", "zones_drop"}

// Asks reports whether any change is chosen.
func Asks(typed url.Values) bool {
	return slices.ContainsFunc(manyFields, func(name string) bool { return typed.Get(name) != "" })
}

// Same reports whether the change leaves the project as it is.
func (r ManyRow) Same() bool { return r.Then.Says(r.Project.Profile) }

func (p ManyPage) refused() int { return p.count(func(r ManyRow) bool { return len(r.Faults) > 0 }) }

func (p ManyPage) changed() int {
	return p.count(func(r ManyRow) bool { return len(r.Faults) == 0 && !r.Same() })
}

func (p ManyPage) count(is func(ManyRow) bool) int {
	n := 0
	for _, r := range p.Rows {
		if is(r) {
			n++
		}
	}
	return n
}

// ready reports whether it can be done.
func (p ManyPage) ready() bool {
	return p.Asked && p.refused() == 0 && p.changed() > 0 && len(p.Form.Errors) == 0
}

// rest is the address with the projects that can be only.
func (p ManyPage) rest() string {
	v := url.Values{}
	for _, r := range p.Rows {
		if len(r.Faults) == 0 {
			v.Add("project", r.Project.Code)
		}
	}
	for _, name := range manyFields {
		for _, value := range p.Form.Values[name] {
			v.Add(name, value)
		}
	}
	return href.ProjectsEdit() + "?" + v.Encode()
}

// previewKind makes the preview the next thing to do until there is one.
func (p ManyPage) previewKind() ui.Kind {
	if p.ready() {
		return ui.Plain
	}
	return ui.Primary
}

// change is one field of a project as it is and as it would be, in words.
type change struct{ label, was, will string }

// changes are the fields of a project that would be another.
func (p ManyPage) changes(ctx context.Context, r ManyRow) []change {
	var out []change
	for _, f := range []struct {
		label     string
		was, will portfolio.Codes
		options   []ui.Option
	}{
		{"word.direction", portfolio.Codes{r.Project.Profile.Direction}, portfolio.Codes{r.Then.Direction}, p.Offers.directions(ctx)},
		{"word.goals", r.Project.Profile.Goals, r.Then.Goals, p.Offers.goals(ctx)},
		{"word.pilot_zones", r.Project.Profile.Zones, r.Then.Zones, p.Offers.zones(ctx)},
	} {
		if was, will := said(f.was, f.options), said(f.will, f.options); was != will {
			out = append(out, change{f.label, was, will})
		}
	}
	return out
}
