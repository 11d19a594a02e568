package drafts

import (
	"context"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ChangesPage is one change of several lines: which, what, and then what it
// would make of each.
type ChangesPage struct {
	layout.Shell
	Draft
	Form      ui.Form
	Refs      []string // the lines as they were seen: milestone.revision
	Numbers   []string
	Bodies    []portfolio.Body
	Own       int
	Zones     []portfolio.Zone
	Stale     bool // somebody changed some of the lines meanwhile
	Refused   []portfolio.Finding
	Previewed string
	Preview   []Previewed // nil before it was asked for
	Same      int         // lines that stay as they are
	Result    Result
}

// Previewed is a line with what the change makes of it.
type Previewed struct {
	Line   portfolio.Plan
	Fields []ChangedField
}

// numbersShown is how many numbers of lines stand in the head.
const numbersShown = 30

func (p ChangesPage) asIs(ctx context.Context, label, name string, options []ui.Option) ui.Field {
	return ui.Field{Form: p.Form, Name: name, Label: label, Blank: i18n.T(ctx, "draft.as_is"), Options: options}
}

func (p ChangesPage) zones(ctx context.Context) []ui.Option {
	return append([]ui.Option{{Value: "none", Label: i18n.T(ctx, "draft.no_zone")}}, zoneOptions(ctx, p.Zones)...)
}

func yesNo(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "yes", Label: i18n.T(ctx, "word.yes")}, {Value: "no", Label: i18n.T(ctx, "word.no")}}
}

func (p ChangesPage) chosenCo() int { return len(p.Form.Values["co"]) }
