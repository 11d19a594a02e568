package i18n_test

import (
	"fmt"
	"strings"
	"testing"

	"qadam/internal/i18n"
)

// What is found by the words that are kept is what is found in the texts themselves.
func TestTextsAreFoundByPartsOfWords(t *testing.T) {
	texts := []string{"", "1.2 камера на улице", "1.20 камеры\u00a0города", "камера камера", "  ", "2.1 светофор", "the camera"}
	for i := range 200 {
		texts = append(texts, fmt.Sprint(i, ".", i%7, " посадка дерева ", i*7919%1009))
	}
	for i := range texts {
		texts[i] = i18n.Fold(texts[i])
	}
	all := i18n.NewTexts(texts)
	for _, part := range []string{"камера", "камер", "а", "1.2", "12", "дерев", "2", "zzz", "the", "amera"} {
		found, n := all.With(part), 0
		for i, text := range texts {
			if found.Has(i) != strings.Contains(text, part) {
				t.Errorf("%q in %q: found is %t", part, text, found.Has(i))
			}
			if found.Has(i) {
				n++
			}
		}
		if n == len(texts) {
			t.Errorf("%q is in all", part)
		}
	}
	for _, no := range []string{"", "\n", "1.2 камера"} {
		if found := all.With(no); found.Has(1) || found.Has(3) {
			t.Errorf("%q is no part of a word", no)
		}
	}
	if found := i18n.NewTexts(nil).With("a"); len(found) != 0 {
		t.Errorf("found %v in nothing", found)
	}
}
