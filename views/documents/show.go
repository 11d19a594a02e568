// Package documents is documents as pages: sheets of paper on the screen, and
// the same on paper.
package documents

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"qadam/internal/export/fonts"
	"qadam/internal/i18n"
	"qadam/internal/report"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is a document with the view that it is one of.
type ShowPage struct {
	layout.Shell
	Top      templ.Component // what every view of the thing begins with
	Chips    templ.Component // the filters that are on
	Texts    []ui.Tab        // in which languages it can be read
	Document report.Document
}

// Region is what htmx gets alone.
const Region = "document"

// Formats are the files in which a document can be had.
var Formats = []string{"pdf", "docx", "xlsx"}

// sheets divides the document where something stands apart.
func sheets(d report.Document) [][]report.Block {
	all := [][]report.Block{nil}
	for _, b := range d.Blocks {
		if t, ok := b.(report.Table); ok && t.Apart {
			all = append(all, nil)
		} else if p, ok := b.(report.Prose); ok && p.Apart {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], b)
	}
	return all
}

// passageClass is how a passage of prose looks.
func passageClass(p report.Passage) string {
	class := "paper-passage"
	for _, one := range []struct {
		is   bool
		name string
	}{
		{p.Label != nil, "paper-labelled"}, {p.Right != nil, "paper-pair"}, {p.Sign, "paper-sign"}, {p.Space, "paper-space"}, {p.Small, "paper-small"},
		{p.Strong && p.Label == nil, "paper-flush"}, {p.Align == report.Centre, "paper-middle"}, {p.Align == report.End, "paper-last"},
	} {
		if one.is {
			class += " " + one.name
		}
	}
	return class
}

// name says to those who do not see a table what it is, in their language.
func name(ctx context.Context, t report.Table) string { return t.Name.In(i18n.From(ctx)) }

// bodies divides the rows of a table where a section begins.
func bodies(rows []report.Row) [][]report.Row {
	var all [][]report.Row
	for i, r := range rows {
		if i == 0 || r.Kind == report.Section {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], r)
	}
	return all
}

// rows are the cells of rows, a row to a slice.
func rows(d report.Document, t report.Table, rows []report.Row) [][]report.Placed {
	out := make([][]report.Placed, len(rows))
	for _, p := range t.Place(rows, d.Languages) {
		out[p.Row] = append(out[p.Row], p)
	}
	return out
}

// share is how much of the table a column takes, in halves of a hundredth: a
// class, since a page has no styles of its own.
func share(t report.Table, c report.Column) string {
	all := 0.0
	for _, one := range t.Columns {
		all += one.Width
	}
	return "paper-w-" + strconv.Itoa(min(80, max(6, int(200*c.Width/all+0.5))))
}

// headSaid is what a head says. Its letters may be wider than those that its
// column was made for; then a word that nearly fills it breaks between
// syllables, but not only because it follows another on its line.
func headSaid(d report.Document, t report.Table, c report.Placed) []report.Said {
	wide := -2.0 // what a cell leaves free at its sides
	for _, one := range t.Columns[c.Col:min(c.Col+c.Across, len(t.Columns))] {
		wide += one.Width
	}
	said := report.In(c.Value, d.Languages)
	for i := range said {
		text := ""
		for word := range strings.FieldsSeq(said[i].Text) {
			soft := headLetters.Softened(word, 0.8*wide)
			switch {
			case text == "":
			case soft != word:
				text += "\n"
			default:
				text += " "
			}
			text += soft
		}
		said[i].Text = text
	}
	return said
}

var headLetters = fonts.Style{Bold: true, Size: 7.5}

func spans(c report.Placed) templ.Attributes {
	a := templ.Attributes{}
	if c.Across > 1 {
		a["colspan"] = strconv.Itoa(c.Across)
	}
	if c.Down > 1 {
		a["rowspan"] = strconv.Itoa(c.Down)
	}
	return a
}

// scope says whether a head is over one column or over several.
func scope(c report.Placed) string {
	if c.Across > 1 {
		return "colgroup"
	}
	return "col"
}

// ordinal reports whether a cell of the head is the official number of a column.
func ordinal(c report.Placed) bool {
	_, ok := c.Value.(report.Plain)
	return ok
}

func rowClass(cells []report.Placed) string {
	if len(cells) == 0 {
		return ""
	}
	switch cells[0].Kind {
	case report.Section:
		return "paper-section"
	case report.Part:
		return "paper-part"
	case report.Total:
		return "paper-total"
	case report.Share:
		return "paper-share"
	default:
		return ""
	}
}

func aligned(c report.Placed) string {
	switch c.Stands {
	case report.Centre:
		return "paper-centre"
	case report.End:
		return "paper-end"
	default:
		return ""
	}
}
