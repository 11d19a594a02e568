package i18n

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// collators hands out collators, which may not be shared while in use.
var collators = [...]sync.Pool{pool(language.Kazakh), pool(language.Russian), pool(language.English)}

func pool(tag language.Tag) sync.Pool {
	return sync.Pool{New: func() any { return collate.New(tag, collate.Numeric) }}
}

// Compare orders two texts by the alphabet of l: -1, 0 or 1. Numbers in them
// count as numbers, so zone 2 comes before zone 10.
func Compare(l Locale, a, b string) int {
	p := &collators[l.index()]
	c := p.Get().(*collate.Collator)
	defer p.Put(c)
	return c.CompareString(ordered(a), ordered(b))
}

// sortKeys remembers keys, because the same few names are sorted on every page
// and a key costs more than the whole rest of sorting it.
var sortKeys [len(collators)]struct {
	sync.RWMutex
	of map[string][]byte
}

// sortKeysKept is how many keys of a language are remembered.
const sortKeysKept = 8192

// SortKey returns bytes whose plain order is the order of the alphabet of l,
// for a database that does not know it. The bytes are not to be changed.
func SortKey(l Locale, s string) []byte {
	m := &sortKeys[l.index()]
	m.RLock()
	key, ok := m.of[s]
	m.RUnlock()
	if ok {
		return key
	}
	key = sortKey(l, s)
	m.Lock()
	defer m.Unlock()
	if m.of == nil || len(m.of) >= sortKeysKept {
		m.of = map[string][]byte{}
	}
	m.of[s] = key
	return key
}

// SortKeys are the keys of many texts, as strings. They are for a caller that
// keeps them: thousands would push the names that every page sorts out of what
// SortKey remembers.
func SortKeys(l Locale, texts []string) []string {
	p := &collators[l.index()]
	c := p.Get().(*collate.Collator)
	defer p.Put(c)
	var b collate.Buffer
	var all strings.Builder
	ends := make([]int, len(texts))
	for i, s := range texts {
		all.Write(c.KeyFromString(&b, ordered(s)))
		b.Reset()
		ends[i] = all.Len()
	}
	keys, from, joined := make([]string, len(texts)), 0, all.String()
	for i, end := range ends {
		keys[i], from = joined[from:end], end
	}
	return keys
}

func sortKey(l Locale, s string) []byte {
	p := &collators[l.index()]
	c := p.Get().(*collate.Collator)
	defer p.Put(c)
	var b collate.Buffer
	return bytes.Clone(c.KeyFromString(&b, ordered(s)))
}

// SortBy sorts by the alphabet of l and keeps equals in their order.
func SortBy[T any](l Locale, s []T, key func(T) string) {
	type keyed struct {
		key []byte
		at  int // what is sorted may be large: it is moved once, at the end
	}
	all := make([]keyed, len(s))
	for i, item := range s {
		all[i] = keyed{SortKey(l, key(item)), i}
	}
	slices.SortFunc(all, func(a, b keyed) int {
		return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.at, b.at))
	})
	was := slices.Clone(s)
	for i := range all {
		s[i] = was[all[i].at]
	}
}

// ordered leaves out the marks that do not count in an alphabet, so that
// «Сергек» stands under С.
func ordered(s string) string {
	if !strings.ContainsAny(s, "«»\"“”„") {
		return s
	}
	return strings.NewReplacer("«", "", "»", "", `"`, "", "“", "", "”", "", "„", "").Replace(s)
}

// Fold returns s as searches compare it: in lower case, with ё as е and the
// letters of Kazakh as the Russian ones that people type in their place. Fold
// both what is sought and what is searched.
func Fold(s string) string {
	return strings.Map(foldRune, strings.ToLower(norm.NFC.String(s)))
}

func foldRune(r rune) rune {
	switch r {
	case 'ё':
		return 'е'
	case 'ә':
		return 'а'
	case 'ғ':
		return 'г'
	case 'қ':
		return 'к'
	case 'ң':
		return 'н'
	case 'ө':
		return 'о'
	case 'ұ', 'ү':
		return 'у'
	case 'һ':
		return 'х'
	case 'і':
		return 'и'
	default:
		return r
	}
}

// MaskIIN hides most of an individual identification number, which is personal:
// 8801******23. Of anything else nothing is shown.
func MaskIIN(iin string) string {
	if len(iin) != 12 {
		return strings.Repeat("*", len([]rune(iin)))
	}
	return iin[:4] + "******" + iin[10:]
}
