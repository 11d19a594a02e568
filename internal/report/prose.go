package report

import (
	"strings"

	"qadam/internal/i18n"
)

// Prose is text as letters and protocols have it: passages over the whole width.
type Prose struct {
	Apart    bool // begins a page of its own
	Passages []Passage
}

// Passage is a paragraph of a prose.
type Passage struct {
	Value  Value
	Strong bool
	Small  bool
	Align  Align
	Label  Value // in the margin before it, such as 1.2.
	Right  Value // at the other end of its first line, or of a line to sign on
	Sign   bool  // a line to sign on stands between Value and Right
	Space  bool  // above it
	Stays  bool  // on the page of what follows
}

func (Prose) block() {}

// say writes the prose as text, for goldens.
func (p Prose) say(b *strings.Builder, languages []i18n.Locale) {
	for _, one := range p.Passages {
		parts := []string{}
		for _, v := range []Value{one.Label, one.Value} {
			if said := Lines(v, languages); len(said) > 0 {
				parts = append(parts, strings.Join(said, " / "))
			}
		}
		if one.Sign {
			parts = append(parts, "____")
		}
		if said := Lines(one.Right, languages); len(said) > 0 {
			parts = append(parts, "→ "+strings.Join(said, " / "))
		}
		if one.Space {
			b.WriteString("\n")
		}
		b.WriteString(strings.Join(parts, " ") + "\n")
	}
}
