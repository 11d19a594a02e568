package search

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"Ақылды көше жарығы": "акылды коше жарыгы",
		"«Сергек» (60)":      "сергек 60",
		"№ 12-Қ":             "12 к 12_к 12к",
		"1.1":                "1 1 1_1",
		"Smart-City":         "smart city",
		"ёлка":               "елка",
		"— ! ? ''":           "",
		"日本 αβγ":             "",
		"1/11.К":             "1 11 к 1_11_к 111к",
	} {
		if got := strings.Join(Tokens(text), " "); got != want {
			t.Errorf("Tokens(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNear(t *testing.T) {
	var v Vocabulary
	v.Add("сергек", "освещение", "освещения", "светофор", "светофоры", "камера", "камеры", "12", "12к", "сергиевка", "дом")
	for word, want := range map[string]string{
		"сергк":      "сергек",
		"серегк":     "сергек", // two letters in the other order
		"сеергек":    "сергек",
		"освищение":  "освещение освещения",
		"свитафор":   "светофор",
		"том":        "", // too short to tell
		"12л":        "", // a number is what it is
		"совершенно": "",
	} {
		if got := strings.Join(v.Near(word, false), " "); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
	if got := v.Near("освищ", true); !slices.Contains(got, "освещение") {
		t.Errorf("the beginning of a word: %q", got)
	}
	if got := v.Near("освищ", false); len(got) > 0 {
		t.Errorf("a whole word: %q", got)
	}
	if got := strings.Join(v.Forms("светофорами", false), " "); got != "светофор светофоры" {
		t.Errorf("forms: %q", got)
	}
	if got, all := v.Beginning("свет"); !all || len(got) != 2 {
		t.Errorf("beginning: %q", got)
	}
	var none *Vocabulary
	if got := none.Near("сергек", true); got != nil {
		t.Errorf("nothing is near %q", got)
	}
}

// The distance is that of the plain definition, worked out on its own.
func FuzzDistance(f *testing.F) {
	f.Add("сергек", "серегк")
	f.Add("abc", "")
	f.Fuzz(func(t *testing.T, one, other string) {
		a, b := []rune(one), []rune(other)
		if len(a) > 12 || len(b) > 12 {
			return
		}
		want := plain(a, b)
		if got := distance(a, b, 20); got != want {
			t.Errorf("distance(%q, %q) = %d, want %d", one, other, got, want)
		}
		if got := min(distance(a, b, 2), 3); got != min(want, 3) {
			t.Errorf("distance(%q, %q) up to 2 is %d, want %d", one, other, got, min(want, 3))
		}
	})
}

func plain(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0:
				d[i][j] = j
			case j == 0:
				d[i][j] = i
			default:
				d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+1)
				if a[i-1] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-1][j-1])
				}
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-2][j-2]+1)
				}
			}
		}
	}
	return d[len(a)][len(b)]
}

// Marks only takes a text apart, and a snippet is of the text.
func FuzzMarks(f *testing.F) {
	f.Add("«Сергек» бейнемониторинг жүйесі", "сергек")
	f.Fuzz(func(t *testing.T, text, word string) {
		if !utf8.ValidString(text) {
			return
		}
		var all strings.Builder
		for _, p := range Marks(text, Asked(word).Words()) {
			all.WriteString(p.Text)
		}
		if all.String() != text {
			t.Errorf("%q became %q", text, all.String())
		}
		if s := strings.TrimSuffix(strings.TrimPrefix(Snippet(text, Asked(word).Words(), 20), "… "), " …"); !strings.Contains(text, s) {
			t.Errorf("%q is not of %q", s, text)
		}
	})
}

func TestTheTitleCountsMoreAndTheWholeWordTheMost(t *testing.T) {
	q := Asked("камера")
	texts := []string{
		Indexed(Project, []string{"Камера"}), Indexed(Project, []string{"Камералар"}), Indexed(Project, []string{"Жоба"}, "камера"), Indexed(Project, []string{"Жоба"}, "камералар"),
	}
	for i := 1; i < len(texts); i++ {
		if a, b := q.Score(texts[i-1], ""), q.Score(texts[i], ""); a <= b {
			t.Errorf("%q has %d, %q has %d", texts[i-1], a, texts[i], b)
		}
	}
	if q.Met(Indexed(Project, []string{"Жоба"})) || !q.Met(texts[1]) {
		t.Error("what is met")
	}
}

// Words of two letters are of the vocabulary in any alphabet, single ones in none.
func TestWhichWordsAreKept(t *testing.T) {
	for word, want := range map[string]bool{"it": true, "iт": true, "жс": true, "қ": false, "a": false, "12": false, "_kind": false, "sergek": true} {
		if Kept(word) != want {
			t.Errorf("%q is kept: %t", word, !want)
		}
	}
	within := strings.Fields(Within(Indexed(Zone, []string{"Quarter"}), "Almaly"))
	if last := within[len(within)-1]; Kept(last) || Bare(last) != "almaly" || !Kept(Bare(last)) {
		t.Errorf("%q is not bare: %q", last, Bare(last))
	}
}
