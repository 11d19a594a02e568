package search

import "testing"

// The first level that a text meets says how well it answers.
func TestLevels(t *testing.T) {
	forms := func(word string, _ bool) []string {
		if word == "камера" {
			return []string{"камеры"}
		}
		return nil
	}
	texts := []string{
		Indexed(Milestone, []string{"Камера"}),
		Indexed(Milestone, []string{"Камералар"}),
		Within(Indexed(Milestone, []string{"Столб"}), "Камера"),
		Within(Indexed(Milestone, []string{"Столб"}), "Камералар"),
		Indexed(Milestone, []string{"Камеры"}),
	}
	levels := Asked("камера").Levels(forms)
	if len(levels) != len(texts) {
		t.Fatalf("%d levels", len(levels))
	}
	for want, words := range texts {
		level := 0
		for !levels[level].Met(words) {
			level++
		}
		if level != want {
			t.Errorf("%q is met by the level %d, want %d", words, level, want)
		}
	}
	// What has no beginning is asked for once.
	if got := Asked("1.2").Levels(forms); len(got) != 2 {
		t.Errorf("a number has %d levels", len(got))
	}
	if words := Within("_case a | b", "A c", "c d"); words != "_case a | b __c __d" {
		t.Errorf("within: %q", words)
	}
}
