package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/mattn/go-sqlite3"
)

// Backup writes a copy of the database to a new file while others go on
// writing: one instant of it, whole. On PostgreSQL it needs pg_dump.
func (s *Store) Backup(ctx context.Context, file string) error {
	if s.dialect == Postgres {
		return s.pgTool(ctx, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file="+file)
	}
	db, err := sql.Open("sqlite3", s.file+"?mode=ro&_busy_timeout=5000")
	if err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", file)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	return syncFile(file)
}

// InUse reports whether another process has the file of SQLite open. Of one
// that nobody has, the log is folded into the file.
func InUse(ctx context.Context, file string) (bool, error) {
	db, err := sql.Open("sqlite3", "file:"+file+"?mode=rw&_busy_timeout=100")
	if err != nil {
		return false, err
	}
	var mode string
	err = db.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode)
	var refused sqlite3.Error
	if errors.As(err, &refused) && refused.Code != sqlite3.ErrBusy && refused.Code != sqlite3.ErrLocked {
		return false, db.Close() // what is broken is used by nobody
	}
	return err != nil || mode == "wal", db.Close()
}

// Load fills an empty PostgreSQL database from a copy that Backup made.
func (s *Store) Load(ctx context.Context, file string) error {
	if s.dialect != Postgres {
		return errors.New("store: load: a copy of SQLite is put in place as it is")
	}
	return s.pgTool(ctx, "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname="+s.config.Database, file)
}

// Clear takes everything out of a PostgreSQL database, before Load.
func (s *Store) Clear(ctx context.Context) error {
	if s.dialect != Postgres {
		return errors.New("store: clear: only PostgreSQL")
	}
	return translate(s.write.WithContext(ctx).Exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public").Error)
}

// EndAllSessions signs everybody out: what was revoked since a backup was made
// must not come back with it.
func (s *Store) EndAllSessions(ctx context.Context) error {
	return translate(s.write.WithContext(ctx).Exec("DELETE FROM sessions").Error)
}

// Head is the last entry of the log: its number and its hash.
func (s *Store) Head(ctx context.Context) (seq int64, hash string, err error) {
	var last head
	err = s.read.WithContext(ctx).Raw("SELECT seq, hash, recorded_at FROM audit_entries ORDER BY seq DESC LIMIT 1").Scan(&last).Error
	return last.Seq, last.Hash, translate(err)
}

// HashOf is the hash of one entry of the log, "" when there is none.
func (s *Store) HashOf(ctx context.Context, seq int64) (string, error) {
	var hash string
	err := s.read.WithContext(ctx).Raw("SELECT hash FROM audit_entries WHERE seq = ?", seq).Scan(&hash).Error
	return hash, translate(err)
}

// pgTool runs a program of PostgreSQL against the database. The address goes
// through the environment, where other people of the machine cannot read it.
func (s *Store) pgTool(ctx context.Context, name string, args ...string) error {
	path, err := pgProgram(name)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = append(os.Environ(), pgEnvironment(s.config)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		return fmt.Errorf("store: %s: %w: %s", name, err, first)
	}
	return nil
}

// pgProgram finds a program on the path, or where Debian keeps it.
func pgProgram(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(found) == 0 {
		return "", fmt.Errorf("store: %s is not on the PATH; install the client programs of PostgreSQL (Debian: postgresql-client)", name)
	}
	return found[len(found)-1], nil
}

func pgEnvironment(c *pgx.ConnConfig) []string {
	env := []string{
		"PGHOST=" + c.Host, "PGPORT=" + strconv.Itoa(int(c.Port)), "PGUSER=" + c.User, "PGPASSWORD=" + c.Password, "PGDATABASE=" + c.Database,
	}
	if c.TLSConfig == nil {
		env = append(env, "PGSSLMODE=disable")
	}
	return env
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
