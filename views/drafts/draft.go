// Package drafts is the pages on which a roadmap is drawn up: beginning one,
// the editor of its lines, the form of a line, and one change of several lines.
package drafts

import (
	"context"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
)

// Draft is the version that is being drawn up.
type Draft struct {
	Programme portfolio.Programme
	Term      portfolio.ProgrammeTerm
	Year      int
	Edited    portfolio.Version
}

// Editor is the address of the editor.
func (d Draft) Editor() string { return href.Draft(d.Programme.Code, d.Year) }

// LinePath is the address of a line's form.
func (d Draft) LinePath(milestoneID int64) string {
	return href.DraftLine(d.Programme.Code, d.Year, milestoneID)
}

func (d Draft) linePart(milestoneID int64, part string) string {
	return href.DraftLinePart(d.Programme.Code, d.Year, milestoneID, part)
}

// Whose says whose draft it is.
func (d Draft) Whose(ctx context.Context) string {
	return d.Term.Name.For(ctx) + " · " + d.Term.Owner.Name.For(ctx)
}

// titleOf is a line's title in the reader's language, or a word for none.
func titleOf(ctx context.Context, t i18n.Text) string {
	if s := t.For(ctx); s != "" {
		return s
	}
	return i18n.T(ctx, "draft.untitled")
}
