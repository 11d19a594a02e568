package portfolio

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qadam/internal/i18n"
)

// Mentioned are the keys of those whom a text names: an @ and behind it the whole
// name or the address, in any case and with Russian letters for Kazakh ones, as
// i18n.Fold compares. Of several that fit, the longest counts; who bear the same
// name are all meant. An @ within a word, as in an address, names nobody.
func Mentioned(text string, people []Person) []int64 {
	text = i18n.Fold(strings.Join(strings.Fields(text), " "))
	var ids []int64
	for at := strings.IndexByte(text, '@'); at >= 0; {
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		rest := text[at+1:]
		if !inWord(before) {
			ids = append(ids, named(rest, people)...)
		}
		next := strings.IndexByte(rest, '@')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// named are those whose name or address a folded text begins with, only the
// longest of them.
func named(text string, people []Person) []int64 {
	var ids []int64
	longest := 0
	for _, p := range people {
		for _, word := range []string{p.Name, p.Email} {
			word = i18n.Fold(strings.Join(strings.Fields(word), " "))
			if len(word) == 0 || len(word) < longest || !strings.HasPrefix(text, word) || goesOn(text[len(word):]) {
				continue
			}
			if len(word) > longest {
				ids, longest = nil, len(word)
			}
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// goesOn reports whether a text continues the word before it: with a letter, a
// digit, or one of them behind a hyphen or the dot of an address.
func goesOn(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("-._", first) {
		first, _ = utf8.DecodeRuneInString(text[size:])
	}
	return inWord(first)
}

// inWord reports whether a rune is part of a word; the end of a text is none.
func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}
