package projects

import (
	"context"
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Offers are what the forms of projects offer to be chosen from.
type Offers struct {
	Directions []portfolio.Direction
	Goals      []portfolio.Goal
	Zones      []portfolio.Zone // of the programme
}

func (o Offers) directions(ctx context.Context) []ui.Option {
	out := make([]ui.Option, len(o.Directions))
	for i, d := range o.Directions {
		out[i] = ui.Option{Value: d.Code, Label: d.Name.For(ctx)}
	}
	return out
}

func (o Offers) goals(ctx context.Context) []ui.Option {
	out := make([]ui.Option, len(o.Goals))
	for i, g := range o.Goals {
		out[i] = ui.Option{Value: g.Code, Label: g.Name.For(ctx)}
	}
	return out
}

func (o Offers) zones(ctx context.Context) []ui.Option {
	out := make([]ui.Option, len(o.Zones))
	for i, z := range o.Zones {
		out[i] = ui.Option{Value: z.Code, Label: z.Profile.Name.For(ctx)}
	}
	return out
}

// said are codes in words, in one line.
func said(codes []string, options []ui.Option) string {
	var words []string
	for _, o := range options {
		for _, code := range codes {
			if code == o.Value {
				words = append(words, o.Label)
			}
		}
	}
	return strings.Join(words, ", ")
}

// Edit is what a form about one project shows: the profile as it is known now and
// what was typed.
type Edit struct {
	Form    ui.Form
	Project portfolio.Project
	Offers  Offers
	Seen    int64  // the key of the profile that the form was made of
	Back    string // the list that the form stands in, "" on a page of its own
	Stale   bool   // somebody else was faster: what it says now stands beside
}

// now says, after somebody else was faster, what the project says now where
// another thing was typed.
func (e Edit) now(ctx context.Context, name, value string) string {
	if !e.Stale || value == e.Form.Values.Get(name) {
		return ""
	}
	if value == "" {
		return i18n.T(ctx, "project.now_nothing")
	}
	return i18n.T(ctx, "project.now", "What", value)
}

// nowOf is now of several codes.
func (e Edit) nowOf(ctx context.Context, name string, codes portfolio.Codes, options []ui.Option) string {
	typed := portfolio.ProjectProfile{Goals: e.Form.Values[name]}
	if typed.Says(portfolio.ProjectProfile{Goals: codes}) {
		return ""
	}
	return e.now(ctx, name, said(codes, options))
}

func (e Edit) text(ctx context.Context, name, label, value string, needed bool) ui.Field {
	return ui.Field{Form: e.Form, Name: name, Label: label, Value: value, Hint: e.now(ctx, name, value), MaxLength: 300, Required: needed}
}

// EditPage is the form on a page of its own.
type EditPage struct {
	layout.Shell
	Edit
	Programme portfolio.Programme
}

// EditRegion is what the form replaces.
const EditRegion = "edit-project"

// RowPrefix keeps the fields of a form in a row apart from those of the filters.
const RowPrefix = "row"

func (e Edit) long(ctx context.Context, name, label, value string) ui.Field {
	f := e.text(ctx, name, label, value, false)
	f.MaxLength = 2000
	return f
}

// edit is the address that opens the form in a row, "" when one may not.
func (p ListPage) edit(r Item) string {
	if p.Edit == nil {
		return ""
	}
	return p.Edit(r)
}
