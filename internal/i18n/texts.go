package i18n

import (
	"slices"
	"strings"
	"unicode"
)

// Texts are many texts, kept so that those with a part of a word in them are found
// at once: each different word stands in it once, with the texts that have it. Of
// a hundred thousand titles it takes about ten megabytes.
type Texts struct {
	count  int
	words  string   // the different words, each behind a line break
	begins []uint32 // where each begins in words
	ends   []uint32 // where the texts of each end in having
	having []uint32 // the texts of the first word, those of the second, ...
}

// NewTexts keeps the words of texts, which are folded: see Fold.
func NewTexts(texts []string) *Texts {
	t := &Texts{count: len(texts)}
	known := map[string]uint32{}
	var words strings.Builder
	var seen []uint32 // the newest text of each word, from 1
	var said []uint32 // the words of the texts, each once in a text
	counts := make([]uint32, len(texts))
	for i, text := range texts {
		for w := range strings.FieldsSeq(text) {
			id, ok := known[w]
			if !ok {
				id = uint32(len(seen))
				known[w], seen = id, append(seen, 0)
				words.WriteByte('\n')
				t.begins = append(t.begins, uint32(words.Len()))
				words.WriteString(w)
			}
			if seen[id] != uint32(i)+1 {
				seen[id] = uint32(i) + 1
				said = append(said, id)
				counts[i]++
			}
		}
	}
	t.words = words.String()
	t.turn(said, counts)
	return t
}

// turn makes of the words of each text the texts of each word.
func (t *Texts) turn(said, counts []uint32) {
	next := make([]uint32, len(t.begins)+1) // where the next text of a word goes
	for _, id := range said {
		next[id+1]++
	}
	for i := range t.begins {
		next[i+1] += next[i]
	}
	t.having = make([]uint32, len(said))
	for i, n := range counts {
		for _, id := range said[:n] {
			t.having[next[id]] = uint32(i)
			next[id]++
		}
		said = said[n:]
	}
	t.ends = next[:len(t.begins)]
}

// Marks are some of many texts, by their numbers.
type Marks []uint64

// Has reports whether the text of the number is one of them.
func (m Marks) Has(i int) bool { return m[i/64]&(1<<(i%64)) != 0 }

// With are the texts in which a part of a word stands. It is folded as they are, and
// without spaces.
func (t *Texts) With(part string) Marks {
	found := make(Marks, (t.count+63)/64)
	if part == "" || strings.ContainsFunc(part, unicode.IsSpace) {
		return found // no part of a word
	}
	for at := 0; ; {
		hit := strings.Index(t.words[at:], part)
		if hit < 0 {
			return found
		}
		word, exact := slices.BinarySearch(t.begins, uint32(at+hit))
		if !exact {
			word--
		}
		from := uint32(0)
		if word > 0 {
			from = t.ends[word-1]
		}
		for _, i := range t.having[from:t.ends[word]] {
			found[i/64] |= 1 << (i % 64)
		}
		if word+1 == len(t.begins) {
			return found
		}
		at = int(t.begins[word+1])
	}
}
