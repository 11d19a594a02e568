package i18n

import (
	"slices"
	"strings"
	"testing"
)

// Keys made together are those made alone, and keep the order of the alphabet.
func TestSortKeysAreThoseOfSortKey(t *testing.T) {
	texts := []string{"Әкім", "Астана", "", "«Сергек»", "зона 10", "зона 2", "Ғимарат", "Астана"}
	for _, l := range All {
		keys := SortKeys(l, texts)
		for i, s := range texts {
			if keys[i] != string(SortKey(l, s)) {
				t.Errorf("%s: the key of %q differs", l, s)
			}
		}
		sorted := slices.Clone(texts)
		slices.SortFunc(sorted, func(a, b string) int {
			return strings.Compare(keys[slices.Index(texts, a)], keys[slices.Index(texts, b)])
		})
		if !slices.IsSortedFunc(sorted, func(a, b string) int { return Compare(l, a, b) }) {
			t.Errorf("%s: %q", l, sorted)
		}
	}
}
