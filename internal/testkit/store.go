// Package testkit is what tests share: databases that cost a millisecond, a
// clock that stands still, a small world made through the application. Only
// tests import it. It refuses mocks: everything here is the real thing.
package testkit

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"qadam/internal/store"
)

// Key signs the checkpoints of every test.
var Key = KeyOf("testkit")

// KeyOf makes a key of a word, the same one each time.
func KeyOf(word string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte(word))
	return ed25519.NewKeyFromSeed(seed[:])
}

// Start is where the clock of an empty store stands: a Monday.
const Start = "2018-01-08 09:00"

// Store opens a migrated, empty SQLite database of the test's own.
func Store(t testing.TB) *store.Store {
	t.Helper()
	return opened(t, Database(t, store.SQLite), NewClock(Start))
}

// Stores runs the test on a migrated, empty database of each dialect.
func Stores(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	Dialects(t, func(t *testing.T, dialect string) {
		test(t, opened(t, Database(t, dialect), NewClock(Start)))
	})
}

// Dialects runs the test once for each dialect.
func Dialects(t *testing.T, test func(t *testing.T, dialect string)) {
	t.Helper()
	t.Run(store.SQLite, func(t *testing.T) { test(t, store.SQLite) })
	t.Run(store.Postgres, func(t *testing.T) {
		server(t)
		test(t, store.Postgres)
	})
}

// Database makes a migrated, empty database of the dialect and returns its
// address. It is gone after the test.
func Database(t testing.TB, dialect string) string {
	t.Helper()
	return Copied(t, dialect, "empty", func(address string) {
		s := open(t, address, NewClock(Start))
		defer s.Close()
		if _, err := s.Migrate(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
}

// Fresh makes a database without any table and returns its address.
func Fresh(t testing.TB, dialect string) string {
	t.Helper()
	if dialect == store.SQLite {
		return filepath.Join(t.TempDir(), "fresh.db")
	}
	name := nextName("fresh")
	execServer(t, "CREATE DATABASE "+name)
	t.Cleanup(func() { execServer(t, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return databaseURL(server(t), name)
}

func opened(t testing.TB, address string, clock *Clock) *store.Store {
	t.Helper()
	s := open(t, address, clock)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func open(t testing.TB, address string, clock *Clock) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), store.Options{Database: address, Clock: clock.Now, Key: Key})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// template is a database that was made once and is copied for each test.
type template struct {
	once sync.Once
	file []byte // SQLite
	name string // PostgreSQL
	ok   bool
}

var (
	templates sync.Map // dialect and kind -> *template
	names     atomic.Int64
)

// Copied makes a database of the dialect as fill, which is called once for all
// tests of a package, filled the first of its kind, and returns its address.
func Copied(t testing.TB, dialect, kind string, fill func(address string)) string {
	t.Helper()
	found, _ := templates.LoadOrStore(dialect+" "+kind, &template{})
	m := found.(*template)
	if dialect == store.SQLite {
		return m.copyFile(t, fill)
	}
	return m.copyDatabase(t, kind, fill)
}

func (m *template) copyFile(t testing.TB, fill func(string)) string {
	t.Helper()
	m.once.Do(func() {
		path := filepath.Join(t.TempDir(), "template.db")
		fill(path)
		var err error
		if m.file, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
		m.ok = true
	})
	if !m.ok {
		t.Fatal("testkit: the template could not be made; see the first failure")
	}
	path := filepath.Join(t.TempDir(), "qadam.db")
	if err := os.WriteFile(path, m.file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (m *template) copyDatabase(t testing.TB, kind string, fill func(string)) string {
	t.Helper()
	dsn := server(t)
	m.once.Do(func() {
		m.name = nextName(kind)
		execServer(t, "CREATE DATABASE "+m.name)
		fill(databaseURL(dsn, m.name))
		m.ok = true
	})
	if !m.ok {
		t.Fatal("testkit: the template could not be made; see the first failure")
	}
	name := nextName("copy")
	execServer(t, "CREATE DATABASE "+name+" TEMPLATE "+m.name)
	t.Cleanup(func() { execServer(t, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return databaseURL(dsn, name)
}

// server is the address of the PostgreSQL server for tests. Without one the
// test is skipped, except in CI, where a skip would hide a failure.
func server(t testing.TB) string {
	t.Helper()
	dsn := os.Getenv("QADAM_TEST_POSTGRES")
	if dsn != "" {
		return dsn
	}
	const why = "QADAM_TEST_POSTGRES is not set: no PostgreSQL to test on"
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
	return ""
}

func nextName(kind string) string {
	return fmt.Sprintf("qadam_test_%d_%s_%d", os.Getpid(), kind, names.Add(1))
}

func databaseURL(dsn, name string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		panic("testkit: QADAM_TEST_POSTGRES: " + err.Error())
	}
	u.Path = "/" + name
	return u.String()
}

var maintenance = sync.OnceValues(func() (*sql.DB, error) {
	return sql.Open("pgx", os.Getenv("QADAM_TEST_POSTGRES"))
})

func execServer(t testing.TB, statement string) {
	t.Helper()
	db, err := maintenance()
	if err == nil {
		_, err = db.Exec(statement)
	}
	if err != nil {
		t.Fatalf("testkit: %s: %v", statement, err)
	}
}

// Main runs the tests of a package and removes the templates that they left
// on the server. A package with databases calls it from TestMain, and says what
// else it has to end.
func Main(m *testing.M, end ...func()) {
	code := m.Run()
	for _, do := range end {
		do()
	}
	templates.Range(func(_, found any) bool {
		name := found.(*template).name
		db, err := maintenance()
		if name == "" || err != nil {
			return true
		}
		if _, err := db.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); err != nil {
			fmt.Fprintln(os.Stderr, "testkit:", strings.TrimSpace(err.Error()))
			code = 1
		}
		return true
	})
	os.Exit(code)
}
