package report

import (
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Document is what is printed: blocks from top to bottom, in one language or in
// two that are equal in force.
type Document struct {
	Name      string // of the file, without its suffix
	Title     Value
	Languages []i18n.Locale
	Day       civil.Date // the day shown: the only day that a file's properties know
	Blocks    []Block
	Foot      []Value // of every page, beside its number
	Portrait  bool    // the sheet stands
	Mark      string  // by which a file says what it is, among its properties; plain letters
}

// Block is a part of a document: Corner, Heading, Paragraphs, Prose, Table, Bars or
// Curve.
type Block interface {
	block()
}

// Line is a line of text by itself.
type Line struct {
	Value  Value
	Strong bool
}

// Corner stands at the top right, as the approval of a document does. In two
// languages it stands at the top left as well, each language in its corner.
type Corner []Line

// Heading is the title of a document, in the middle.
type Heading []Line

// Paragraphs are text over the whole width, such as a key to abbreviations.
type Paragraphs []Line

func (Corner) block()     {}
func (Heading) block()    {}
func (Paragraphs) block() {}
func (Table) block()      {}

// String is the document as text, for goldens: what it says in its languages,
// a row to a line.
func (d Document) String() string {
	var b strings.Builder
	say := func(lines []Line) {
		for _, l := range lines {
			b.WriteString(strings.Join(Lines(l.Value, d.Languages), " / ") + "\n")
		}
	}
	for _, block := range d.Blocks {
		switch block := block.(type) {
		case Corner:
			b.WriteString("[corner]\n")
			say(block)
		case Heading:
			b.WriteString("[heading]\n")
			say(block)
		case Paragraphs:
			b.WriteString("[paragraphs]\n")
			say(block)
		case Prose:
			b.WriteString("[prose]\n")
			block.say(&b, d.Languages)
		case Bars:
			block.say(&b, d.Languages)
		case Curve:
			block.say(&b, d.Languages)
		case Table:
			b.WriteString("[table] " + strings.Join(Lines(block.Name, d.Languages), " / ") + "\n")
			say(block.Caption)
			d.rows(&b, block, block.HeadRows())
			d.rows(&b, block, block.Rows)
		}
	}
	b.WriteString("[foot]\n")
	for _, f := range d.Foot {
		say([]Line{{Value: f}})
	}
	return b.String()
}

// rows writes the rows of a table, > for every further column of a cell and v
// for every further row.
func (d Document) rows(b *strings.Builder, t Table, rows []Row) {
	row := -1
	for _, p := range t.Place(rows, d.Languages) {
		if p.Row != row {
			if row >= 0 {
				b.WriteString("\n")
			}
			b.WriteString(string(p.Kind) + " ")
			row = p.Row
		} else {
			b.WriteString(" | ")
		}
		b.WriteString(strings.Join(Lines(p.Value, p.Lang), " / ") + strings.Repeat(" >", p.Across-1) + strings.Repeat(" v", p.Down-1))
	}
	b.WriteString("\n")
}
