package search

import (
	"slices"
	"strings"
	"testing"
)

// Words are heard alike whatever alphabet they are typed in.
func TestSound(t *testing.T) {
	for one, other := range map[string]string{
		"ulichnoe": "уличное", "osveshenie": "освещение", "osveshchenie": "освещение", "videonablyudenie": "видеонаблюдение", "qaraghandy": "караганды",
		"shymkent": "шымкент", "almaty": "алматы", "parking": "паркинг", "smart": "смарт", "zhetysu": "жетысу", "ońtústik": "онтустик", "esil": "есиль", "programma": "программа",
	} {
		if a, b := Sound(one), Sound(other); a != b {
			t.Errorf("%s is heard as %s, %s as %s", one, a, other, b)
		}
	}
	if Sound("сергек") == Sound("сергей") {
		t.Error("different words are heard alike")
	}
	var v Vocabulary
	v.Add("освещение", "уличное", "parking", "сергек")
	for asked, want := range map[string]string{"osveshenie": "освещение", "osveshe": "освещение", "паркинг": "parking", "sergek": "сергек", "serg": "сергек", "ser": "", "pppp": ""} {
		if got := strings.Join(v.Forms(asked, true), " "); got != want {
			t.Errorf("%s stands for %q, want %q", asked, got, want)
		}
	}
}

// What was typed with the keys of the other alphabet is read as it was meant.
func TestRelaid(t *testing.T) {
	for typed, want := range map[string]string{"fcnfyf": "астана", "Cthutr": "сергек", "jcdtotybt": "освещение", "ыьфке": "smart", "1.2": "", "smart астана": "", "": ""} {
		if got := Relaid(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// Small words are left out of a question that has others, and the name of a kind
// stands for all of the kind.
func TestWhatAQuestionMeans(t *testing.T) {
	for typed, want := range map[string]string{
		"освещения в Алматы": "освещения алматы", "street of the city": "street city", "в": "в", "на и": "на и", "дело 3": "дело 3",
	} {
		if got := strings.Join(Asked(typed).Words(), " "); got != want {
			t.Errorf("%q asks for %q, want %q", typed, got, want)
		}
	}
	kase, project := Indexed(Case, []string{"3", "Линия"}), Indexed(Project, []string{"3", "Линия"})
	if q := Asked("дело 3"); !q.Met(kase) || q.Met(project) {
		t.Error("a case and its number")
	}
	if q := Asked("проект линия"); q.Met(kase) || !q.Met(project) {
		t.Error("a project by its kind")
	}
	levels := Asked("проект").Levels(func(string, bool) []string { return nil })
	named := Indexed(Milestone, []string{"Проект договора"})
	if first := slices.IndexFunc(levels, func(q Query) bool { return q.Met(named) }); first != 0 {
		t.Errorf("what is called so is met by the level %d", first)
	}
	if first := slices.IndexFunc(levels, func(q Query) bool { return q.Met(project) }); first < 1 {
		t.Errorf("what is of the kind is met by the level %d", first)
	}
}
