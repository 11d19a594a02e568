package i18n

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// growing are the parts of the catalogue whose pages are still being built:
// their unused keys are reported (go test -v) and do not fail. It is empty
// when they are done.
var growing []string

// enumerations are areas whose keys are put together from a value, as in
// "status." + s. Of the other areas that takes a longer beginning, such as
// "ui.step_", so that an unused key cannot hide behind it.
var enumerations = strings.Fields(`day_kind document_kind entry form funding funding_short health holiday line_kind money_unit reason role source state status
	zone_state`)

// notKeys are literals in the source that look like keys and are none: actions
// of the audit log that reach Record by way of a variable.
var notKeys = map[string]bool{
	"milestone.progress": true, "milestone.accepted": true, "milestone.returned": true,
	"roadmap.submitted": true, "roadmap.superseded": true, "roadmap.in_force": true,
	"roadmap.approved": true, "case.approved": true, "case.submitted": true, "case.withdrawn": true, "case.returned": true, "case.reviewed": true, "case.in_force": true,
	"case.experts_assigned": true, "case.conflict_declared": true, "case.answered": true, "case.decided": true, "case.on_agenda": true, "case.off_agenda": true,
	"vote.opened": true, "vote.cast": true, "vote.changed": true, "vote.dissent": true,
	"roadmap.line_moved": true, "roadmap.lines_added": true, "roadmap.lines_changed": true, "roadmap.edit_undone": true, "roadmap.edit_redone": true,
}

var (
	literal   = regexp.MustCompile("\"([a-z_]+\\.[a-z0-9_.]+)\"|`([a-z_]+\\.[a-z0-9_.]+)`")
	beginning = regexp.MustCompile(`"([a-z_]+\.[a-z0-9_]*)"\s*\+|ui\.Words\(ctx, [\w.]+, "([a-z_]+\.[a-z0-9_]*)"\)`)
	recording = regexp.MustCompile(`\b[Rr]ecord(All)?\(`) // names actions of the audit log, not messages
)

// usage is what the source says of keys: where each literal stands, and the
// beginnings to which something is added.
type usage struct {
	literals   map[string]string
	beginnings map[string]string
}

// TestKeysUsedExist finds a key in the source that the catalogue does not have.
func TestKeysUsedExist(t *testing.T) {
	u := readSource(t)
	for key, where := range u.literals {
		area, rest, _ := strings.Cut(key, ".")
		if slices.Contains(areas, area) && rest != "" && !Has(key) && !notKeys[key] && u.beginnings[key] == "" {
			t.Errorf("%s: %s is in no part of the catalogue", where, key)
		}
	}
	for prefix, where := range u.beginnings {
		area, rest, _ := strings.Cut(prefix, ".")
		if !slices.Contains(areas, area) {
			continue
		}
		if rest == "" && !slices.Contains(enumerations, area) {
			t.Errorf("%s: %q + … could be any key of the area; begin with more of it", where, prefix)
		}
		if !slices.ContainsFunc(keys(), func(key string) bool { return strings.HasPrefix(key, prefix) }) {
			t.Errorf("%s: no key begins with %s", where, prefix)
		}
	}
}

// TestKeysAreUsed finds a message that no page shows, part by part.
func TestKeysAreUsed(t *testing.T) {
	u := readSource(t)
	for part, languages := range parts(t) {
		t.Run(part, func(t *testing.T) {
			var unused []string
			for key := range languages[KK] {
				if !u.uses(key) {
					unused = append(unused, key)
				}
			}
			slices.Sort(unused)
			switch {
			case len(unused) == 0:
			case slices.Contains(growing, part):
				t.Logf("%d of %d keys are not used yet: %s", len(unused), len(languages[KK]), strings.Join(unused, " "))
			default:
				t.Errorf("not used: %s", strings.Join(unused, " "))
			}
		})
	}
}

// uses reports whether the source has the key, or a beginning of it to which
// something is added.
func (u usage) uses(key string) bool {
	if u.literals[key] != "" {
		return true
	}
	for prefix := range u.beginnings {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

func keys() []string {
	var all []string
	for key := range catalogue[0] {
		all = append(all, key)
	}
	return all
}

// readSource reads all templates and Go files but tests and generated ones.
func readSource(t *testing.T) usage {
	t.Helper()
	u := usage{literals: map[string]string{}, beginnings: map[string]string{}}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") && name != ".." || name == "node_modules" || name == "data" || name == "testdata") {
			return fs.SkipDir
		}
		wanted := strings.HasSuffix(name, ".templ") || strings.HasSuffix(name, ".go") &&
			!strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(name, "_templ.go")
		if d.IsDir() || !wanted {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		u.take(strings.TrimPrefix(path, root+string(filepath.Separator)), string(data))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// take notes the literals and beginnings of a file.
func (u usage) take(path, source string) {
	for line := range strings.Lines(source) {
		if code := strings.TrimSpace(line); strings.HasPrefix(code, "//") || recording.MatchString(code) {
			continue
		}
		for _, m := range beginning.FindAllStringSubmatch(line, -1) {
			u.beginnings[m[1]+m[2]] = path
		}
		for _, m := range literal.FindAllStringSubmatch(line, -1) {
			u.literals[m[1]+m[2]] = path
		}
	}
}
