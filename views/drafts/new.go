package drafts

import (
	"context"
	"strconv"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// NewPage begins a roadmap: for which programme and year, and from what.
type NewPage struct {
	layout.Shell
	Form       ui.Form
	Programmes []Named // those for which one may draft
	Chosen     string  // the code of the one proposed
	Year       int     // proposed
	Sources    []Source
	Open       []OpenDraft
	Versions   []InForce // roadmaps of which a new version may be begun
}

// Named is a thing with its code and its name.
type Named struct {
	Code string
	Name i18n.Text
}

func (p NewPage) programmes(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, one := range p.Programmes {
		out = append(out, ui.Option{Value: one.Code, Label: one.Name.For(ctx)})
	}
	return out
}

// Source is a roadmap from which another may be begun.
type Source struct {
	Programme string // its code
	Name      i18n.Text
	Year      int
	Lines     int // not done, that would come over
}

// OpenDraft is a draft that one may go on with.
type OpenDraft struct {
	Programme string
	Name      i18n.Text
	Year      int
	Version   portfolio.Version
}

// InForce is a roadmap without an open version that has one to begin with: see
// Roadmap.Base.
type InForce struct {
	Programme string
	Name      i18n.Text
	Year      int
	Version   portfolio.Version
	Form      ui.Form
}

// why is the sentence about what the new version begins with: see Roadmap.Base.
func (v InForce) why() string {
	if v.Version.State() == portfolio.Rejected {
		return "draft.version_anew"
	}
	return "draft.version_why"
}

func (v InForce) key() string { return v.Programme + "-" + strconv.Itoa(v.Year) }

// sources are what a roadmap may begin from: nothing, or an earlier one with so
// many lines that would come over.
func (p NewPage) sources(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: i18n.T(ctx, "draft.from_nothing"), Hint: i18n.T(ctx, "draft.from_nothing_hint")}}
	for _, s := range p.Sources {
		o := ui.Option{Value: s.Programme + "/" + strconv.Itoa(s.Year), Label: i18n.T(ctx, "draft.from_year", "Year", s.Year), Hint: i18n.N(ctx, "draft.from_year_hint", s.Lines)}
		if len(p.Programmes) > 1 {
			o.Label += " · " + s.Name.For(ctx)
		}
		out = append(out, o)
	}
	return out
}
