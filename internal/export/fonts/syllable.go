package fonts

import (
	"slices"
	"strings"
	"unicode"
)

// soft is a hyphen that is seen only where a line ends.
const soft = '\u00ad'

// Softened has soft hyphens in those words that alone are wider than the width,
// in millimetres, for who breaks lines himself and does not know the language.
func (s Style) Softened(text string, width float64) string {
	var b strings.Builder
	for _, word := range words(text) {
		if s.Wide(strings.TrimRight(word, " ")) <= width {
			b.WriteString(word)
			continue
		}
		letters := []rune(word)
		for i, r := range letters {
			if syllable(letters, i) {
				b.WriteRune(soft)
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// syllable reports whether a syllable begins at i with which a line may begin:
// two letters at least stand on both sides, and what is no word is not divided.
// Kazakh and Russian syllables take
// one consonant before their vowel; ь and ъ belong to the one before.
func syllable(word []rune, i int) bool {
	if i < 2 || i+2 > len(word) || slices.ContainsFunc(word, sign) {
		return false
	}
	for _, r := range word[i-2 : i+2] {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	from := i
	for from > 0 && unicode.IsLetter(word[from-1]) {
		from--
	}
	switch {
	case !slices.ContainsFunc(word[from:i], vowel):
		return false
	case vowel(word[i]):
		return vowel(word[i-1])
	default:
		return vowel(word[i+1]) && !strings.ContainsRune("ьъ", unicode.ToLower(word[i]))
	}
}

// sign is what words do not have and addresses, codes and formulas do.
func sign(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("=@_:\\/", r) }

func vowel(r rune) bool {
	return strings.ContainsRune("аеёиоуыэюяәіөұүaeiouy", unicode.ToLower(r))
}
