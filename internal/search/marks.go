package search

import (
	"strings"
	"unicode"

	"qadam/internal/i18n"
)

// Piece is a part of a text; a marked one is what was sought.
type Piece struct {
	Text   string
	Marked bool
}

// Marks takes a text apart at the words that begin with one that was sought.
func Marks(text string, words []string) []Piece {
	var pieces []Piece
	add := func(s string, marked bool) {
		switch n := len(pieces); {
		case s == "":
		case n > 0 && pieces[n-1].Marked == marked:
			pieces[n-1].Text += s
		default:
			pieces = append(pieces, Piece{s, marked})
		}
	}
	rest := text
	for rest != "" {
		start := strings.IndexFunc(rest, part)
		if start < 0 {
			break
		}
		add(rest[:start], false)
		rest = rest[start:]
		end := strings.IndexFunc(rest, func(r rune) bool { return !part(r) })
		if end < 0 {
			end = len(rest)
		}
		add(rest[:end], sought(rest[:end], words))
		rest = rest[end:]
	}
	add(rest, false)
	return pieces
}

// part reports whether a letter is of a word.
func part(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func sought(word string, words []string) bool {
	folded := i18n.Fold(word)
	for _, w := range words {
		for one := range strings.SplitSeq(w, "_") {
			if one != "" && strings.HasPrefix(folded, one) {
				return true
			}
		}
	}
	return false
}

// Snippet is the part of a long text around the first word that was sought, at
// most about so many letters, with … where something was left out.
func Snippet(text string, words []string, letters int) string {
	runes := []rune(text)
	if len(runes) <= letters {
		return text
	}
	at := 0
	for _, p := range Marks(text, words) {
		if p.Marked {
			break
		}
		at += len([]rune(p.Text))
	}
	if at >= len(runes) {
		at = 0
	}
	from := max(0, min(at-letters/3, len(runes)-letters))
	for from > 0 && from < at && !unicode.IsSpace(runes[from-1]) {
		from++
	}
	to := min(len(runes), from+letters)
	for to < len(runes) && to > from && !unicode.IsSpace(runes[to]) {
		to--
	}
	s := strings.TrimSpace(string(runes[from:to]))
	if from > 0 {
		s = "… " + s
	}
	if to < len(runes) {
		s += " …"
	}
	return s
}
