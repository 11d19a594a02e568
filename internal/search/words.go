package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

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

// Within are the words of a text, as Indexed made them, with those of names to
// which it belongs.
func Within(words string, names ...string) string {
	var b strings.Builder
	b.WriteString(words)
	seen := map[string]bool{}
	for w := range strings.SplitSeq(words, " ") {
		seen[w] = true
	}
	for _, name := range names {
		for _, w := range Tokens(name) {
			if !seen[w] {
				seen[w] = true
				b.WriteByte(' ')
				b.WriteString(w)
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

// Term is one word that a text must have, or one that begins with it.
type Term struct {
	Word   string
	Prefix bool
}

// Clause is met by a text that has all terms of one of its alternatives.
type Clause [][]Term

// Query is met by a text that meets all its clauses.
type Query []Clause

// wordsAsked is how many words of a question count, so that it stays a question.
const wordsAsked = 12

// Asked reads what somebody typed: every word must be there, a long one or the
// last one as a beginning.
func Asked(s string) Query {
	var q Query
	chunks := strings.Fields(i18n.Fold(s))
	for i, chunk := range chunks {
		if len(q) == wordsAsked {
			break
		}
		last := i == len(chunks)-1
		parts := strings.FieldsFunc(chunk, apart)
		if len(parts) == 0 {
			continue
		}
		var c Clause
		if len(parts) > 1 && numbered(parts) {
			number := whole(parts)[0] // 1.2 is not 1.23
			c = append(c, []Term{{number, last && strings.ContainsFunc(number, unicode.IsLetter)}})
		} else {
			all := make([]Term, len(parts))
			for j, p := range parts {
				all[j] = Term{p, begins(p, last && j == len(parts)-1)}
			}
			c = append(c, all)
		}
		q = append(q, c)
	}
	return q
}

// begins reports whether a word may be the beginning of a longer one. Of digits
// only the last ones may: 12 is not 123.
func begins(w string, last bool) bool {
	return last || utf8.RuneCountInString(w) >= 3 && !strings.ContainsFunc(w, unicode.IsDigit)
}

// Words are all words of a query, as they are marked in hits.
func (q Query) Words() []string {
	var all []string
	for _, c := range q {
		for _, alternative := range c {
			for _, t := range alternative {
				all = append(all, t.Word)
			}
		}
	}
	return all
}

// Widened is the query with words like its own beside them: near gives them for
// what was typed. It reports whether there was any.
func (q Query) Widened(near func(word string, beginning bool) []string) (Query, bool) {
	wide, changed := make(Query, len(q)), false
	for i, c := range q {
		for j, alternative := range c {
			wide[i] = append(wide[i], alternative)
			if j > 0 || len(alternative) != 1 {
				continue
			}
			for _, w := range near(alternative[0].Word, alternative[0].Prefix && i == len(q)-1) {
				wide[i], changed = append(wide[i], []Term{{w, false}}), true
			}
		}
	}
	return wide, changed
}

// Spelled is the query with the words of which it has the beginning in their
// place, where words gives all of them.
func (q Query) Spelled(words func(prefix string) ([]string, bool)) Query {
	out := make(Query, len(q))
	for i, c := range q {
		for _, alternative := range c {
			t := alternative[0]
			all, ok := words(t.Word)
			if len(alternative) > 1 || !t.Prefix || !ok || !strings.ContainsFunc(t.Word, unicode.IsLetter) {
				out[i] = append(out[i], alternative)
				continue
			}
			out[i] = append(out[i], []Term{{t.Word, false}})
			for _, w := range all {
				if w != t.Word {
					out[i] = append(out[i], []Term{{w, false}})
				}
			}
		}
	}
	return out
}

// Met reports whether a text has what is asked for; words is as Indexed made it.
func (q Query) Met(words string) bool {
	for _, c := range q {
		met := false
		for _, alternative := range c {
			all := true
			for _, t := range alternative {
				all = all && place(words, t) >= 0
			}
			met = met || all
		}
		if !met {
			return false
		}
	}
	return true
}

// place is where a term stands in the words of a text, -1 when it does not.
func place(words string, t Term) int {
	for from := 0; ; {
		i := strings.Index(words[from:], t.Word)
		if i < 0 {
			return -1
		}
		at, end := from+i, from+i+len(t.Word)
		if (at == 0 || words[at-1] == ' ') && (t.Prefix || end == len(words) || words[end] == ' ') {
			return at
		}
		from = end
	}
}

// Score says how well a text answers: the larger the better. A word counts more
// in the title than elsewhere, and whole more than begun.
func (q Query) Score(words, code string) int {
	border := strings.Index(words, " "+Border)
	score := 0
	for _, c := range q {
		best := 0
		for i, alternative := range c {
			n := 0
			for _, t := range alternative {
				if at := place(words, Term{t.Word, false}); at >= 0 {
					n += 4
					if at < border {
						n += 4
					}
				} else if at := place(words, t); at >= 0 {
					n += 3
					if at < border {
						n += 4
					}
				}
			}
			n = n*2/len(alternative) - min(i, 4) // a word like it counts less than the word
			best = max(best, n)
		}
		score += best
	}
	if code != "" && len(q) > 0 {
		if own := Tokens(code); len(own) > 0 && q.Met(own[len(own)-1]) && len(q) == 1 {
			score += 20
		}
	}
	return score
}
