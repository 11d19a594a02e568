package fonts

import (
	"strings"
	"unicode/utf8"
)

// Style is how letters look.
type Style struct {
	Bold bool
	Size float64 // in points
}

// Point is a point in millimetres.
const Point = 25.4 / 72

// Wide is the width of a text in millimetres.
func (s Style) Wide(text string) float64 {
	sum := 0.0
	for _, r := range text {
		sum += Width(r, s.Bold)
	}
	return sum * s.Size * Point
}

// Wrap breaks a text into lines that fit the width, in millimetres: at spaces,
// after hyphens and slashes, and within a word only when the word alone is too
// long: between syllables if it can be.
func (s Style) Wrap(text string, width float64) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for _, word := range words(paragraph) {
			if s.Wide(line+strings.TrimRight(word, " ")) <= width {
				line += word
				continue
			}
			if line != "" {
				lines = append(lines, strings.TrimRight(line, " "))
			}
			for s.Wide(strings.TrimRight(word, " ")) > width && utf8.RuneCountInString(word) > 1 {
				n, hyphen := s.fits(word, width)
				lines = append(lines, word[:n]+hyphen)
				word = word[n:]
			}
			line = word
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// fits is how many bytes of a long word go on a line, at least a letter, and the
// hyphen that follows them. What only no-break spaces hold together is broken
// there before a word is, and a word between syllables before elsewhere.
func (s Style) fits(word string, width float64) (n int, hyphen string) {
	letters := []rune(word)
	space, part := 0, 0
	for i, r := range letters {
		if i > 0 && s.Wide(word[:n]+string(r)) > width {
			break
		}
		if syllable(letters, i) && s.Wide(word[:n]+"-") <= width {
			part = n
		}
		if n += utf8.RuneLen(r); r == '\u00a0' {
			space = n
		}
	}
	switch {
	case space > 0:
		return space, ""
	case part > 0:
		return part, "-"
	default:
		return n, ""
	}
}

// words divides a text where a line may end. A word has its space with it; a
// no-break space is a letter like any other.
func words(text string) []string {
	var out []string
	from := 0
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		if end < 0 || i < from {
			continue
		}
		last := end >= len(text)
		if r == ' ' && (last || text[end] != ' ') || (r == '-' || r == '/') && i > from && !last && text[end] != ' ' {
			out = append(out, text[from:end])
			from = end
		}
	}
	if from < len(text) {
		out = append(out, text[from:])
	}
	return out
}
