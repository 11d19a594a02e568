package conditions

import (
	"context"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is one condition or assignment.
type ShowPage struct {
	layout.Shell
	Row
	People  map[int64]string // who took the steps
	SetBy   string
	May     May
	Forms   Forms
	Kept    []ui.KeptFile // files that came with a report that was refused
	Files   int           // so many at most
	Limit   int           // MB of one file
	Blocked []Blocked     // the gates that wait for it
}

// Blocked is a gate milestone that cannot be accepted while a condition is owed.
type Blocked struct {
	Line     *portfolio.Plan
	Deadline civil.Date
}

// May is what the reader may do to the condition here and now.
type May struct {
	Report, Ask, Judge, Decide bool
}

// Forms are the forms of the page, as they were typed.
type Forms struct {
	Report, Ask, Accept, Return, Decide ui.Form
}

// files are those of a step, and its link.
func (p ShowPage) files(ctx context.Context, s *approval.ConditionStep) []ui.File {
	var out []ui.File
	document := ui.Document(ctx, s.Number, s.Dated)
	for i, f := range s.Files {
		out = append(out, ui.File{Name: f.Name, Href: href.ConditionFile(p.Condition.ID, s.ID, i), Size: f.Size, Note: document})
	}
	if s.URL != "" {
		out = append(out, ui.File{Name: s.URL, Href: s.URL, Note: document})
	}
	return out
}

// happened is what a step says in its title.
func happened(ctx context.Context, s *approval.ConditionStep) string {
	if s.DueOn.IsZero() {
		return i18n.T(ctx, "condition.event_"+string(s.Event))
	}
	return i18n.T(ctx, "condition.event_"+string(s.Event), "Day", s.DueOn)
}

// NewPage is the form for an assignment.
type NewPage struct {
	layout.Shell
	Form       ui.Form
	Programmes []Row
	Bodies     []portfolio.Body
	Lines      []portfolio.Plan // of the programme chosen, to tie it to; none before one is
}

func (p NewPage) programmes(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, r := range p.Programmes {
		out = append(out, ui.Option{Value: r.Programme.Code, Label: r.Term.Name.For(ctx)})
	}
	return out
}

func (p NewPage) bodies(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, b := range p.Bodies {
		out = append(out, ui.Option{Value: itoa(b.ID), Label: b.Name.For(ctx)})
	}
	return out
}

func (p NewPage) lines(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, l := range p.Lines {
		out = append(out, ui.Option{Value: itoa(l.MilestoneID), Label: l.Number + " " + l.Title.For(ctx)})
	}
	return out
}

func formOptions(ctx context.Context) []ui.Option {
	return ui.Words(ctx, portfolio.Forms, "form.")
}

// others are the languages beside the reader's in which the text is there.
func (p ShowPage) others(ctx context.Context) []i18n.Locale {
	var out []i18n.Locale
	for _, l := range i18n.All {
		if own := p.Condition.Text.In(l); l != i18n.From(ctx) && p.Condition.Text.Lang(l) == l && own != p.Condition.Text.For(ctx) {
			out = append(out, l)
		}
	}
	return out
}

// prefixed keeps apart the fields of the forms on the page.
func prefixed(f ui.Form, prefix string) ui.Form {
	f.Prefix = prefix
	return f
}
