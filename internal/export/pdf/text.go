package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"qadam/internal/export/fonts"
	"qadam/internal/report"
)

// measure prepares the widths of letters, so that each is asked for once.
func (p *printer) measure() { p.width = map[style]map[rune]float64{{}: {}, {bold: true}: {}} }

// wide is the width of a text in millimetres.
func (p *printer) wide(s string, st style) float64 {
	known := p.width[style{bold: st.bold}]
	sum := 0.0
	for _, r := range s {
		w, ok := known[r]
		if !ok {
			p.font(style{st.bold, 1 / point})
			w = p.pdf.GetStringWidth(string(printable(r)))
			known[r] = w
		}
		sum += w
	}
	return sum * st.size * point
}

func (p *printer) font(s style) {
	bold := ""
	if s.bold {
		bold = "B"
	}
	p.pdf.SetFont(family, bold, s.size)
}

// printable is the letter, or a box for one that the font has not: a sign that
// somebody typed must not vanish without a trace.
func printable(r rune) rune {
	if fonts.Has(r) {
		return r
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return '□'
}

// text draws one line of text between x and x+width, its top at y.
func (p *printer) text(s string, st style, x, y, width float64, a report.Align) {
	s = strings.Map(printable, s)
	switch a {
	case report.Centre:
		x += (width - p.wide(s, st)) / 2
	case report.End:
		x += width - p.wide(s, st)
	}
	p.font(st)
	p.pdf.Text(x, y+st.size*point*0.93, s)
}

// wrap breaks a text into lines that fit the width: at spaces, after hyphens
// and slashes, and within a word only when the word alone is too long.
func (p *printer) wrap(s string, st style, width float64) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		line := ""
		for _, word := range words(paragraph) {
			if p.wide(line+strings.TrimRight(word, " "), st) <= width {
				line += word
				continue
			}
			if line != "" {
				lines = append(lines, strings.TrimRight(line, " "))
			}
			for p.wide(strings.TrimRight(word, " "), st) > width && utf8.RuneCountInString(word) > 1 {
				n := p.fits(word, st, width)
				lines = append(lines, word[:n])
				word = word[n:]
			}
			line = word
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// fits is how many bytes of a long word go on a line, at least a letter.
func (p *printer) fits(word string, st style, width float64) int {
	_, n := utf8.DecodeRuneInString(word)
	for i, r := range word[n:] {
		end := n + i + utf8.RuneLen(r)
		if p.wide(word[:end], st) > width {
			return n + i
		}
	}
	return len(word)
}

// words divides a text where a line may end. A word has its space with it; a
// no-break space is a letter like any other.
func words(s string) []string {
	var out []string
	from := 0
	for i, r := range s {
		if end := i + utf8.RuneLen(r); r == ' ' && (end == len(s) || s[end] != ' ') || (r == '-' || r == '/') && i > from && end < len(s) && s[end] != ' ' {
			out = append(out, s[from:end])
			from = end
		}
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}
