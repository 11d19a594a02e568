package search

import "testing"

// A number of digits is that number: 1.2 is neither 1.23 nor 1.2.3.
func TestANumberIsThatNumber(t *testing.T) {
	for text, want := range map[string]bool{"1.2": true, "1.23": false, "1.2.3": false, "№ 1.2": true} {
		if Asked("1.2").Met(Indexed(Document, []string{text})) != want {
			t.Errorf("%s: not %v", text, want)
		}
	}
}
