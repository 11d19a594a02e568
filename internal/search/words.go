package search

import (
	"strings"
	"unicode"

	"qadam/internal/access"
	"qadam/internal/i18n"
)

// Border stands in the words of a text between those of its title and code, by
// which people call it, and the others.
const Border = "|"

// Tokens are the words of a text as they are compared: folded, of letters and
// digits only. A number such as 12-қ is there as a whole too, as 12_к and 12к.
func Tokens(s string) []string {
	var all []string
	for _, chunk := range strings.Fields(i18n.Fold(s)) {
		parts := strings.FieldsFunc(chunk, apart)
		all = append(all, parts...)
		if len(parts) > 1 && numbered(parts) {
			all = append(all, whole(parts)...)
		}
	}
	return all
}

// apart reports whether a letter stands between words. Only letters that every
// database takes for letters are part of one: Latin and Cyrillic.
func apart(r rune) bool {
	return !('0' <= r && r <= '9') && !(unicode.IsLetter(r) && unicode.In(r, unicode.Latin, unicode.Cyrillic) && r < 0x530)
}

// numbered reports whether the parts are those of a number, which has a digit.
func numbered(parts []string) bool {
	for _, p := range parts {
		if strings.ContainsFunc(p, unicode.IsDigit) {
			return true
		}
	}
	return false
}

// whole are the words for a number as a whole. Digits alone are not put together
// without a mark between them: 1.1 is not 11.
func whole(parts []string) []string {
	joined := strings.Join(parts, "_")
	if strings.ContainsFunc(joined, unicode.IsLetter) {
		return []string{joined, strings.Join(parts, "")}
	}
	return []string{joined}
}

// KindWord stands among the words of a text and says what it is of. Nobody can
// ask for it: what is typed is taken apart at its mark.
func KindWord(k Kind) string { return "_" + string(k) }

// Indexed are the words of a text as the index keeps them, each once on its side
// of the border.
func Indexed(k Kind, called []string, more ...string) string {
	var b strings.Builder
	b.WriteString(KindWord(k))
	side := func(texts []string) {
		seen := map[string]bool{}
		for _, s := range texts {
			for _, w := range Tokens(s) {
				if !seen[w] {
					seen[w] = true
					b.WriteByte(' ')
					b.WriteString(w)
				}
			}
		}
	}
	side(called)
	b.WriteString(" " + Border)
	side(more)
	return b.String()
}

// of marks a word that a text has only by what it belongs to.
const of = "__"

// Bare is a word of a text without that mark: as it is asked for.
func Bare(w string) string { return strings.TrimPrefix(w, of) }

// Within are the words of a text, as Indexed made them, with those of names to
// which it belongs.
func Within(words string, names ...string) string {
	var b strings.Builder
	b.WriteString(words)
	seen := map[string]bool{}
	for w := range strings.SplitSeq(words, " ") {
		seen[Bare(w)] = true
	}
	for _, name := range names {
		for _, w := range Tokens(name) {
			if !seen[w] {
				seen[w] = true
				b.WriteString(" " + of + w)
			}
		}
	}
	return b.String()
}

// Door is the bit of a right by which a text is known, 0 for other rights.
func Door(a access.Action) int {
	switch a {
	case access.SeeInForce:
		return 1
	case access.SeeDraft:
		return 2
	case access.SeeSubmitted:
		return 4
	case access.SeeReviewed:
		return 8
	default:
		return 0
	}
}

// Doors are the rights by which texts are known.
var Doors = []access.Action{access.SeeInForce, access.SeeDraft, access.SeeSubmitted, access.SeeReviewed}
