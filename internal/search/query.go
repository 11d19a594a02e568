package search

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qadam/internal/i18n"
)

// Term is one word that a text must have, or one that begins with it; with Of
// also by what it belongs to.
type Term struct {
	Word   string
	Prefix bool
	Of     bool
}

// Written are the words of the index that a term stands for.
func (t Term) Written() []string {
	if t.Of {
		return []string{t.Word, of + t.Word}
	}
	return []string{t.Word}
}

// Clause is met by a text that has all terms of one of its alternatives.
type Clause [][]Term

// Query is met by a text that meets all its clauses.
type Query []Clause

// WordsAsked is how many words of a question count, so that it stays a question.
const WordsAsked = 12

// Asked reads what somebody typed: every word must be there, a long one or the
// last one as a beginning.
func Asked(s string) Query {
	var q Query
	chunks := strings.Fields(i18n.Fold(s))
	if some := slices.DeleteFunc(slices.Clone(chunks), func(w string) bool { return small[w] }); len(some) > 0 {
		chunks = some
	}
	for i, chunk := range chunks {
		if len(q) == WordsAsked {
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
			c = append(c, []Term{{number, last && strings.ContainsFunc(number, unicode.IsLetter), true}})
		} else {
			all := make([]Term, len(parts))
			for j, p := range parts {
				all[j] = Term{p, begins(p, last && j == len(parts)-1), true}
			}
			c = append(c, all)
			if kind, ok := kindNames[parts[0]]; ok && len(parts) == 1 {
				c = append(c, []Term{{KindWord(kind), false, false}})
			}
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
				if t.Word[0] != '_' {
					all = append(all, t.Word)
				}
			}
		}
	}
	return all
}

// each is the query with every term changed.
func (q Query) each(change func(Term) Term) Query {
	out := make(Query, len(q))
	for i, c := range q {
		for _, alternative := range c {
			terms := make([]Term, len(alternative))
			for j, t := range alternative {
				terms[j] = change(t)
			}
			out[i] = append(out[i], terms)
		}
	}
	return out
}

// Levels are a query from strict to forgiving, the last one met by all that meet
// one of them: the words themselves, their beginnings, both also of what a thing
// belongs to, and other forms of the words. What meets a stricter one is better.
func (q Query) Levels(forms func(word string, beginning bool) []string) []Query {
	own := q.each(func(t Term) Term { return Term{t.Word, t.Prefix, false} })
	for i, c := range own {
		own[i] = slices.DeleteFunc(c, func(alternative []Term) bool { return alternative[0].Word[0] == '_' })
	}
	whole := func(t Term) Term { return Term{t.Word, false, t.Of} }
	all := []Query{own.each(whole), own, q.each(whole), q}
	if wide, ok := q.Widened(forms); ok {
		all = append(all, wide)
	}
	return slices.CompactFunc(all, func(a, b Query) bool { return reflect.DeepEqual(a, b) })
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
			t := alternative[0]
			for _, w := range near(t.Word, t.Prefix && i == len(q)-1) {
				wide[i], changed = append(wide[i], []Term{{w, false, t.Of}}), true
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
			out[i] = append(out[i], []Term{{t.Word, false, t.Of}})
			for _, w := range all {
				if w != t.Word {
					out[i] = append(out[i], []Term{{w, false, t.Of}})
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
	for _, w := range t.Written() {
		if at := standing(words, w, t.Prefix); at >= 0 {
			return at
		}
	}
	return -1
}

func standing(words, w string, prefix bool) int {
	for from := 0; ; {
		i := strings.Index(words[from:], w)
		if i < 0 {
			return -1
		}
		at, end := from+i, from+i+len(w)
		if (at == 0 || words[at-1] == ' ') && (prefix || end == len(words) || words[end] == ' ') {
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
				if at := place(words, Term{t.Word, false, t.Of}); at >= 0 {
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
	if own := Tokens(code); len(own) > 0 {
		for _, c := range q {
			if (Query{c}).Met(own[len(own)-1]) {
				return score + 20
			}
		}
	}
	return score
}
