package fonts

import (
	"slices"
	"strings"
	"testing"
)

func TestTheFontsHaveTheLetters(t *testing.T) {
	for _, r := range "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁёЪъЭэ₸№«»—–−…·„“”’\u00a0" {
		if !Has(r) || Width(r, false) <= 0 || Width(r, true) <= 0 {
			t.Errorf("no %q", r)
		}
	}
	for text, want := range map[string]float64{"0": 0.5, "1 000": 2.25, "ШЩ": 2.02} { // as in Times New Roman
		if got := (Style{Size: 1}).Wide(text) / Point; got < want-0.01 || got > want+0.01 {
			t.Errorf("%s is %.3f wide, want %.3f", text, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	st := Style{Size: 10}
	width := st.Wide("0000000000") // ten digits
	tests := []struct {
		name, text string
		want       []string
	}{
		{"what fits stays", "00000 0000", []string{"00000 0000"}},
		{"at a space", "00000 00000 000", []string{"00000", "00000 000"}},
		{"after a hyphen", "000000-000000", []string{"000000-", "000000"}},
		{"a new line", "00\n00", []string{"00", "00"}},
		{"a word that is too long", strings.Repeat("0", 25), []string{"0000000000", "0000000000", "00000"}},
		{"no-break spaces before a word", "000000\u00a0000000", []string{"000000\u00a0", "000000"}},
		{"nothing", "", []string{""}},
	}
	for _, tt := range tests {
		if got := st.Wrap(tt.text, width); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestWordsBreakBetweenSyllables names where a word that is too long is broken;
// no letter is left alone.
func TestWordsBreakBetweenSyllables(t *testing.T) {
	st := Style{Size: 10}
	for word, want := range map[string]string{
		"бағдарламаның":  "бағ-дар-ла-ма-ның",
		"Қаржыландыру":   "Қар-жы-лан-ды-ру",
		"Финансирования": "Фи-нан-си-ро-ва-ния",
		"исполнители":    "ис-пол-ни-те-ли",
		"әріптестік":     "әріп-тес-тік",
		"районы":         "ра-йо-ны",
		"АЭС":            "АЭС",
		"1234567890":     "1234567890",
		"=HYPERLINK(x)":  "=HYPERLINK(x)",
		"executors":      "exe-cu-tors",
	} {
		if got := strings.ReplaceAll(st.Softened(word, 1), string(soft), "-"); got != want {
			t.Errorf("%s may be broken as %s, want %s", word, got, want)
		}
		if got := st.Softened(word, 100); got != word {
			t.Errorf("%s fits and is %q", word, got)
		}
	}
	word := "бағдарламаның"
	if got := st.Wrap(word, st.Wide("бағдарламаны")); !slices.Equal(got, []string{"бағдарлама-", "ның"}) {
		t.Errorf("broken as %q", got)
	}
}
