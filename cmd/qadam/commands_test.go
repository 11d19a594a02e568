package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qadam/internal/store"
	"qadam/internal/testkit"
)

func TestHelpListsCommandsAndSettings(t *testing.T) {
	p := newPlace(t, store.SQLite)
	for _, args := range [][]string{{"help"}, {"--help"}} {
		code, out, _ := p.run(args...)
		if code != 0 {
			t.Errorf("%v: exit %d", args, code)
		}
		for _, want := range []string{"serve", "migrate", "seed", "user add", "check", "audit verify", "backup", "restore",
			"QADAM_ADDR", "QADAM_DATABASE", "QADAM_FILES", "QADAM_KEY", "QADAM_SMTP", "QADAM_DEMO_PASSWORD", "QADAM_BASE_URL", "QADAM_LOG", "QADAM_METRICS_ADDR",
			"127.0.0.1:8080", "data/qadam.db", "data/files", "qadam-demo"} {
			if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
				t.Errorf("%v does not say %s", args, want)
			}
		}
	}
	if _, out, _ := p.run("help", "user", "add"); !strings.Contains(out, "--password-stdin") {
		t.Errorf("help of a command: %s", out)
	}
}

func TestWrongUse(t *testing.T) {
	p := newPlace(t, store.SQLite)
	for _, args := range [][]string{{"fly"}, {"serve", "--fly"}, {"backup"}, {"user", "add"}, {"user", "add", "--email=a@b.kz"}, {"migrate", "--files=s3://bucket"}, {"migrate", "--base-url=qadam"}} {
		p.fails(2, args...)
	}
	if _, err := os.Stat(filepath.Dir(p.settings.Key)); err == nil {
		t.Error("wrong use left something behind")
	}
}

func TestWhatIsNotThere(t *testing.T) {
	p := newPlace(t, store.SQLite)
	for _, args := range [][]string{{"check"}, {"audit", "verify"}, {"backup", "x.tar"}, {"user", "add", "--email=a@b.kz", "--name=A"}} {
		if said := p.fails(1, args...); !strings.Contains(said, "there is no database") {
			t.Errorf("%v: %s", args, said)
		}
	}
	if said := p.fails(1, "restore", filepath.Join(t.TempDir(), "none.tar")); !strings.Contains(said, "no such file") {
		t.Error(said)
	}
}

// The life of an installation from the first command to a restored one.
func TestTheLifeOfAnInstallation(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		p := newPlace(t, dialect)
		if said := p.does("seed"); !strings.Contains(said, "the reference data is in place: 1 entries") {
			t.Error(said)
		}
		if said := p.fails(1, "seed"); !strings.Contains(said, "is not empty") {
			t.Error(said)
		}
		if said := p.does("migrate"); !strings.Contains(said, "0 steps") {
			t.Error(said)
		}
		admin := p.does("user", "add", "--email=Admin@qadam.kz", "--name=Айгерім", "--role=admin", "--lang=ru")
		if !strings.Contains(admin, "with the password") || !strings.Contains(admin, "(admin)") {
			t.Error(admin)
		}
		password := strings.Fields(strings.SplitAfter(admin, "with the password ")[1])[0]
		p.fails(2, "user", "add", "--email=b@qadam.kz", "--name=B", "--role=king")
		p.fails(2, "user", "add", "--email=b@qadam.kz", "--name=B", "--role=manager", "--programme=moscow")
		if said := p.fails(1, "user", "add", "--email=admin@qadam.kz", "--name=B"); strings.Contains(said, "email_taken") {
			t.Errorf("no sentence: %s", said)
		}
		code, out, said := p.runWith("a long enough word\n", "user", "add", "--email=m@qadam.kz", "--name=M", "--role=manager", "--programme=almaty", "--password-stdin")
		if code != 0 || strings.Contains(out, "long enough") || !strings.Contains(out, "akimat-almaty-manager") {
			t.Errorf("exit %d: %s%s", code, out, said)
		}
		code, _, said = p.runWith("short\n", "user", "add", "--email=s@qadam.kz", "--name=S", "--password-stdin")
		if code != 1 || strings.Contains(said, "account.password_short") {
			t.Errorf("exit %d: %s", code, said)
		}
		p.does("check")
		verified := p.does("audit", "verify")
		file := filepath.Join(t.TempDir(), "qadam.tar")
		p.does("backup", file)
		p.fails(1, "backup", file)
		other := newPlace(t, dialect)
		other.does("restore", file)
		if again := other.does("audit", "verify"); again != verified {
			t.Errorf("restored: %s, was: %s", again, verified)
		}
		if said := other.fails(1, "restore", file); !strings.Contains(said, "--force") {
			t.Error(said)
		}
		other.does("restore", "--force", file)
		other.does("check")
		i := other.open()
		defer i.close()
		if _, err := i.app.SignIn(t.Context(), "admin@qadam.kz", password, "test", "127.0.0.1"); err != nil {
			t.Errorf("the printed password: %v", err)
		}
	})
}

func TestCheckNamesAFileThatIsGone(t *testing.T) {
	p := newPlace(t, store.SQLite)
	p.play()
	p.does("check")
	files, err := filepath.Glob(filepath.Join(p.settings.Files, "*", "*"))
	must(t, err)
	must(t, os.Remove(files[0]))
	must(t, os.Chmod(files[1], 0o600))
	must(t, os.WriteFile(files[1], []byte("other"), 0o600))
	if said := p.fails(1, "check"); !strings.Contains(said, "2 faults") || !strings.Contains(said, filepath.Base(files[0])) || !strings.Contains(said, "other bytes") {
		t.Error(said)
	}
	p.fails(1, "backup", filepath.Join(t.TempDir(), "x.tar"))
}

// Whoever has the file of the database can write to it; the log tells.
func TestVerifyNamesWhatWasTamperedWith(t *testing.T) {
	p := newPlace(t, store.SQLite)
	p.play()
	behind := func(statements ...string) {
		db, err := sql.Open("sqlite3", p.settings.Database)
		must(t, err)
		defer db.Close()
		for _, s := range statements {
			_, err := db.Exec(s)
			must(t, err)
		}
	}
	whole, err := os.ReadFile(p.settings.Database)
	must(t, err)
	behind("DROP TRIGGER audit_entries_no_update", "UPDATE audit_entries SET actor_name = 'Somebody' WHERE seq = 300")
	if said := p.fails(1, "audit", "verify"); !strings.Contains(said, "entry 300 does not match its hash") {
		t.Error(said)
	}
	must(t, os.WriteFile(p.settings.Database, whole, 0o600))
	behind("DROP TRIGGER audit_entries_no_delete", "DELETE FROM audit_entries WHERE seq > 300")
	if said := p.fails(1, "audit", "verify"); !strings.Contains(said, "entry 301 is missing: the checkpoint of") {
		t.Error(said)
	}
	must(t, os.WriteFile(p.settings.Database, whole, 0o600))
	must(t, os.Remove(p.settings.Key))
	must(t, os.Remove(p.settings.Key+".pub"))
	if said := p.fails(1, "audit", "verify"); !strings.Contains(said, "signed with another key") {
		t.Error(said)
	}
}
