package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nearest is how many words are tried in the place of one.
const nearest = 12

// shortest is the length in letters of words that may be mistyped: a shorter one
// is like too many others.
const shortest = 4

// Vocabulary is the words of all texts.
type Vocabulary struct {
	words  []known // those in which an error is recognised
	has    map[string]bool
	stems  map[string][]known // by how they begin
	sorted []string           // all of them
	late   int                // how many of them were added at its end since it was sorted
	heard  []spoken           // words by how they are heard
	new    int                // how many of these were added at its end since
}

type spoken struct{ sound, word string }

type known struct {
	word    string
	letters []rune
	bag     uint64 // which letters it has
}

// Add adds words.
func (v *Vocabulary) Add(words ...string) {
	if v.has == nil {
		v.has, v.stems = map[string]bool{}, map[string][]known{}
	}
	for _, w := range words {
		if v.has[w] {
			continue
		}
		v.has[w] = true
		v.sorted, v.late = append(v.sorted, w), v.late+1
		if !Mistakable(w) {
			continue
		}
		letters := []rune(w)
		k := known{w, letters, bag(letters)}
		v.words = append(v.words, k)
		v.heard, v.new = append(v.heard, spoken{Sound(w), w}), v.new+1
		if len(letters) > stem {
			v.stems[string(letters[:stem])] = append(v.stems[string(letters[:stem])], k)
		}
	}
}

// Beginning are the words that begin so; false says that they are too many to be
// named one by one.
func (v *Vocabulary) Beginning(prefix string) ([]string, bool) {
	all := v.beginning(prefix)
	if len(all) > named {
		return nil, false
	}
	return all, true
}

func (v *Vocabulary) beginning(prefix string) []string {
	if v.late > 0 {
		slices.Sort(v.sorted)
		v.late = 0
	}
	from, _ := slices.BinarySearch(v.sorted, prefix)
	to, _ := slices.BinarySearch(v.sorted, prefix+string(utf8.MaxRune))
	return v.sorted[from:to:to]
}

// Broad reports whether a clause asks for so many words that it is better to look
// through the texts for them than to look for each.
func (v *Vocabulary) Broad(c Clause) bool {
	for _, alternative := range c {
		for _, t := range alternative {
			if t.Prefix && len(v.beginning(t.Word)) > listed {
				return true
			}
		}
	}
	return false
}

// named is how many words are named in the place of their beginning: a database
// finds whole words faster. listed is how many it puts together from its index
// in the time in which it comes across a few hundred texts that have one of them.
const (
	named  = 40
	listed = 2000
)

// Kept reports whether a word is of a vocabulary: it has a letter, and is longer
// than one in whatever alphabet.
func Kept(w string) bool {
	return utf8.RuneCountInString(w) > 1 && w[0] != '_' && strings.ContainsFunc(w, unicode.IsLetter)
}

// Mistakable reports whether a word is long enough to be recognised with an
// error in it. A number is what it is.
func Mistakable(w string) bool {
	return utf8.RuneCountInString(w) >= shortest && !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
}

// errors is how many typing errors are forgiven in a word of so many letters.
func errorsIn(letters int) int {
	switch {
	case letters < shortest:
		return 0
	case letters < 8:
		return 1
	default:
		return 2
	}
}

// Forms are words that begin like one and only end otherwise, as the forms of one
// word do in Kazakh and Russian, and words that are heard alike in another
// alphabet; what is perhaps only the beginning of a word is heard in more of them.
func (v *Vocabulary) Forms(word string, beginning bool) []string {
	asked := []rune(word)
	if v == nil || !Mistakable(word) {
		return nil
	}
	alike := v.alike(word, beginning)
	if len(asked) <= stem {
		return alike
	}
	var forms []string
	for _, k := range v.stems[string(asked[:stem])] {
		if ending(asked, k.letters) && !strings.HasPrefix(k.word, word) {
			forms = append(forms, k.word)
		}
	}
	slices.SortFunc(forms, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return append(forms[:min(len(forms), 2*nearest)], alike...)
}

// alike are the words that are heard like one and written otherwise.
func (v *Vocabulary) alike(word string, beginning bool) []string {
	if v.new > 0 {
		slices.SortFunc(v.heard, func(a, b spoken) int { return cmp.Or(cmp.Compare(a.sound, b.sound), cmp.Compare(a.word, b.word)) })
		v.new = 0
	}
	sound := Sound(word)
	if len(sound) < shortest {
		return nil
	}
	at, _ := slices.BinarySearchFunc(v.heard, sound, func(s spoken, sound string) int { return cmp.Compare(s.sound, sound) })
	var words []string
	for _, s := range v.heard[at:] {
		if s.sound != sound && !(beginning && strings.HasPrefix(s.sound, sound)) || len(words) == nearest {
			break
		}
		if !strings.HasPrefix(s.word, word) {
			words = append(words, s.word)
		}
	}
	return words
}

// Near are words like one, the likest first: a few letters of it are missing,
// added, exchanged or other ones. What is perhaps only the beginning of a word is
// held against beginnings.
func (v *Vocabulary) Near(word string, beginning bool) []string {
	if v == nil || !Mistakable(word) {
		return nil
	}
	type match struct {
		word string
		far  int
	}
	var found []match
	asked := []rune(word)
	own, allowed := bag(asked), errorsIn(len(asked))
	for _, k := range v.words {
		far := -1
		longer := len(k.letters) - len(asked)
		// Each error puts at most two letters into one bag that the other has not.
		if longer <= allowed && -longer <= allowed && bits.OnesCount64(own^k.bag) <= 2*allowed {
			if d := distance(asked, k.letters, allowed); d <= allowed {
				far = 2 * d
			}
		}
		if far < 0 && beginning && longer > 0 && len(asked) > shortest && bits.OnesCount64(own&^k.bag) <= allowed {
			if d := begun(asked, k.letters, allowed); d <= allowed {
				far = 2*d + 1
			}
		}
		if far > 0 {
			found = append(found, match{k.word, far})
		}
	}
	slices.SortFunc(found, func(a, b match) int {
		if a.far != b.far {
			return a.far - b.far
		}
		return strings.Compare(a.word, b.word)
	})
	words := make([]string, 0, nearest)
	for _, m := range found[:min(len(found), nearest)] {
		words = append(words, m.word)
	}
	return words
}

// bag is the set of letters of a word, several letters to a bit.
func bag(letters []rune) uint64 {
	var b uint64
	for _, r := range letters {
		b |= 1 << (uint32(r) % 64)
	}
	return b
}

// stem is how many letters two forms of a word have in common at least.
const stem = 5

// ending reports whether two words that begin alike differ only in how they end:
// by three letters at most, and more is equal than not.
func ending(a, b []rune) bool {
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	return same >= max(stem, max(len(a), len(b))-3)
}

// distance is the number of errors that make one word of the other: a letter too
// many, too few, another one, or two in the other order. Beyond the limit it is
// only said to be more.
func distance(a, b []rune, limit int) int { return aligned(a, b, limit, false) }

// begun is the distance of a to the nearest beginning of b.
func begun(a, b []rune, limit int) int {
	return aligned(a, b[:min(len(b), len(a)+limit)], limit, true)
}

func aligned(a, b []rune, limit int, open bool) int {
	var rows [3][40]int
	if len(b) >= len(rows[0]) || len(a) >= len(rows[0]) {
		return limit + 1
	}
	before, last, row := rows[0][:len(b)+1], rows[1][:len(b)+1], rows[2][:len(b)+1]
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		least := row[0]
		for j := range b {
			d := last[j]
			if a[i] != b[j] {
				d++
			}
			d = min(d, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	if open {
		return slices.Min(last)
	}
	return last[len(b)]
}
