package internal_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What static/build.sh makes is committed, and nobody needs Node to build. This
// says when it has to be run again: a source of it changed, or a page began to
// use a class of the kit that was purged.
func TestAssetsAreThoseOfTheirSources(t *testing.T) {
	const sum = "testdata/assets.sum"
	h := sha256.New()
	sources, err := filepath.Glob("../static/src/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(sources, "../static/build.sh", "../static/package-lock.json") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(h, "%s %d\n%s", filepath.Base(name), len(text), text)
	}
	checkFile(t, sum, fmt.Sprintf("%x\n", h.Sum(nil)), "a source of the style sheet or the scripts changed: run make assets and commit what it makes")
}

var (
	classes = regexp.MustCompile(`class="([^"{}]*)"`)
	styled  = regexp.MustCompile(`\.(-?[_a-zA-Z][\w-]*)`)
)

func TestAssetsHaveEveryClass(t *testing.T) {
	sheets, err := filepath.Glob("../static/css/*.css")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, name := range sheets {
		sheet, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range styled.FindAllStringSubmatch(string(sheet), -1) {
			known[m[1]] = true
		}
	}
	bare := map[string]bool{}
	err = filepath.WalkDir("../views", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".templ") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range classes.FindAllStringSubmatch(string(text), -1) {
			for _, class := range strings.Fields(m[1]) {
				if !known[class] {
					bare[class] = true
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Join(slices.Sorted(maps.Keys(bare)), "\n") + "\n"
	checkFile(t, "testdata/classes.golden", list, "these classes of pages are not in the style sheet: run make assets; those that stay are marks without a style")
}

// checkFile compares with a committed file, or writes it with UPDATE=1.
func checkFile(t *testing.T, name, got, advice string) {
	t.Helper()
	if os.Getenv("UPDATE") == "1" {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s\nwant %s\ngot  %s", advice, want, got)
	}
}
