package internal_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// What the floors see, each with what is below it.
const (
	words   = "internal/civil internal/fault internal/money internal/i18n internal/access internal/audit "
	nouns   = words + "internal/schedule internal/portfolio "
	rules   = nouns + "internal/approval internal/funding internal/listing internal/search "
	keeping = rules + "internal/store internal/blob internal/signing "
	doing   = keeping + "internal/app internal/report internal/export internal/mail "
	shell   = rules + "internal/report views/href views/ui views/layout views/map views/gantt views/chart static "
)

// floors says, for every package of ours, which of our packages it may import
// and which libraries. The first row that matches a package is its floor.
var floors = []struct{ packages, sees, libraries string }{
	{"internal/fault", "", ""},
	{"internal/civil internal/money", "internal/fault", ""},
	{"internal/i18n", "internal/civil internal/fault internal/money", "golang.org/x/text github.com/nicksnyder/go-i18n github.com/BurntSushi/toml"},
	{"internal/access", words, ""},
	{"internal/audit", words, "github.com/gowebpki/jcs"},
	{"internal/schedule", words, ""},
	{"internal/search", words, ""},
	{"internal/portfolio", words + "internal/schedule", ""},
	{"internal/approval", nouns, ""},
	{"internal/funding", nouns, ""},
	{"internal/listing", nouns, ""},
	{"internal/report", rules, ""},
	{"internal/export", words + "internal/report", "github.com/xuri/excelize codeberg.org/go-pdf/fpdf"},
	{"internal/blob", "internal/fault", "github.com/gabriel-vasile/mimetype"},
	{"internal/store", rules, "gorm.io github.com/pressly/goose github.com/mattn/go-sqlite3 github.com/jackc/pgx golang.org/x/sync"},
	{"internal/signing", words, "github.com/smallstep/pkcs7 golang.org/x/crypto"},
	{"internal/app", keeping, "github.com/alexedwards/argon2id"},
	{"internal/mail", words, "github.com/wneessen/go-mail"},
	{"internal/job", doing, ""},
	{"internal/paper", rules + "internal/report internal/export ", ""},
	{"internal/backup", keeping, ""},
	{"internal/config", "", ""},
	{"views/href static", "", "github.com/andybalholm/brotli"},
	{"views/ui", rules + "views/href", "github.com/a-h/templ"},
	{"views/map views/gantt views/chart", nouns, "github.com/a-h/templ"},
	{"views/layout", rules + "views/href views/ui static", "github.com/a-h/templ"},
	{"views/documents", shell + "internal/export/fonts", "github.com/a-h/templ"}, // paper is as wide as its letters
	{"views", shell, "github.com/a-h/templ"},
	{"internal/web/site", doing + shell, "github.com/labstack/echo github.com/a-h/templ"},
	{"internal/web", doing + "views static internal/web", "github.com/labstack/echo github.com/a-h/templ"},
	{"internal/testkit/tally", "", ""},
	{"internal/testkit internal/bench", "internal views seed static", "github.com github.com/jackc/pgx golang.org/x gorm.io"},
	{"seed/reference seed/demo", words, ""},
	{"seed", doing + "seed", ""},
	{"cmd", "internal seed", "github.com/alecthomas/kong"},
}

// listed is what go list says of a package.
type listed struct {
	ImportPath string
	Standard   bool
	Imports    []string
}

func TestFloors(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "qadam/")
		i := slices.IndexFunc(floors, func(f struct{ packages, sees, libraries string }) bool { return within(name, f.packages) })
		if i < 0 {
			if name != "internal" {
				t.Errorf("%s stands on no floor: give it a row", name)
			}
			continue
		}
		for _, imported := range p.Imports {
			own, isOurs := strings.CutPrefix(imported, "qadam/")
			switch {
			case isOurs && !within(own, floors[i].sees) && !within(own, floors[i].packages):
				t.Errorf("%s imports %s, which it may not see", name, own)
			case !isOurs && strings.Contains(strings.Split(imported, "/")[0], ".") && !within(imported, floors[i].libraries):
				t.Errorf("%s imports %s, which is for another floor", name, imported)
			}
		}
	}
}

// within reports whether a path is one of the list or below one of it.
func within(path, list string) bool {
	return slices.ContainsFunc(strings.Fields(list), func(p string) bool {
		return path == p || strings.HasPrefix(path, p+"/")
	})
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Standard,Imports", "qadam/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
