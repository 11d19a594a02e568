package backup

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"qadam/internal/store"
)

// fileLimit is the largest file that a backup may hold.
const fileLimit = 1 << 30

// Target is where a backup is restored to.
type Target struct {
	Database string // a file, or postgres://…
	Files    Files
	Force    bool // put what is there aside (SQLite) or overwrite it (PostgreSQL)
	Clock    func() time.Time
}

// Restore makes an installation of a backup and checks it: the log must be
// sound, hold the entry that the manifest names, and every file that evidence
// names must be there. Everybody has to sign in anew.
func Restore(ctx context.Context, name string, t Target) (m Manifest, err error) {
	f, err := os.Open(name)
	if err != nil {
		return m, err
	}
	defer f.Close()
	in := tar.NewReader(f)
	if m, err = readManifest(in); err != nil {
		return m, fmt.Errorf("%s: %w", name, err)
	}
	dialect, near := store.SQLite, filepath.Dir(t.Database)
	if strings.HasPrefix(t.Database, "postgres") && strings.Contains(t.Database, "://") {
		dialect, near = store.Postgres, os.TempDir()
	}
	if m.Dialect != dialect {
		return m, fmt.Errorf("%s is of %s, the database is %s", name, m.Dialect, dialect)
	}
	if err := os.MkdirAll(near, 0o750); err != nil {
		return m, err
	}
	folder, err := os.MkdirTemp(near, ".qadam-restore-")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	database := filepath.Join(folder, databaseName)
	if err := unpack(in, m, database, t.Files); err != nil {
		return m, fmt.Errorf("%s: %w", name, err)
	}
	if dialect == store.Postgres {
		return m, t.load(ctx, m, database)
	}
	return m, t.place(ctx, m, database)
}

func readManifest(in *tar.Reader) (m Manifest, err error) {
	h, err := in.Next()
	if err != nil || h.Name != manifestName {
		return m, errors.New("this is no backup of Qadam")
	}
	if err := json.NewDecoder(in).Decode(&m); err != nil {
		return m, err
	}
	if m.Format != format {
		return m, fmt.Errorf("the backup has format %d, this program knows %d", m.Format, format)
	}
	return m, nil
}

// unpack writes the database to the path and the files to where they belong. A
// file is kept under the sum of its bytes, so it overwrites none.
func unpack(in *tar.Reader, m Manifest, database string, files Files) error {
	found := 0
	for {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		sum, isFile := strings.CutPrefix(h.Name, filesFolder)
		switch {
		case h.Name == databaseName:
			err = writeNew(database, in)
		case isFile:
			var got string
			got, _, err = files.Put(in, fileLimit)
			if err == nil && got != sum {
				err = fmt.Errorf("the file %s has other bytes than its name says", sum)
			}
			found++
		default:
			err = fmt.Errorf("there is an unknown file %q in it", h.Name)
		}
		if err != nil {
			return err
		}
	}
	if found != m.Files {
		return fmt.Errorf("it has %d files of %d", found, m.Files)
	}
	_, err := os.Stat(database)
	return err
}

func writeNew(path string, from io.Reader) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := io.Copy(f, from); err != nil {
		return err
	}
	return f.Sync()
}

// place checks a database of SQLite and renames it to where it belongs.
func (t Target) place(ctx context.Context, m Manifest, database string) error {
	_, err := os.Lstat(t.Database)
	if err == nil && !t.Force {
		return fmt.Errorf("%s is there already; --force puts it aside", t.Database)
	}
	there := err == nil
	if there {
		used, err := store.InUse(ctx, t.Database)
		if err != nil || used {
			return errors.Join(err, fmt.Errorf("%s is in use; stop the server first", t.Database))
		}
	}
	if err := t.check(ctx, m, database); err != nil {
		return err
	}
	if there {
		for _, end := range []string{"", "-wal", "-shm"} { // what a crash left belongs to the old one
			if err := os.Rename(t.Database+end, t.Database+".old"+end); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
	}
	if err := os.Rename(database, t.Database); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(t.Database))
}

// load fills a database of PostgreSQL and checks it.
func (t Target) load(ctx context.Context, m Manifest, dump string) error {
	s, err := store.Open(ctx, store.Options{Database: t.Database, Clock: t.Clock})
	if err != nil {
		return err
	}
	defer s.Close()
	empty, err := s.Schema(ctx)
	if err != nil && !errors.Is(err, store.ErrOlder) {
		return err
	}
	if !empty {
		if !t.Force {
			return errors.New("the database is not empty; --force overwrites it")
		}
		if err := s.Clear(ctx); err != nil {
			return err
		}
	}
	if err := s.Load(ctx, dump); err != nil {
		return err
	}
	return errors.Join(s.Close(), t.check(ctx, m, t.Database))
}

func (t Target) check(ctx context.Context, m Manifest, database string) error {
	s, err := store.Open(ctx, store.Options{Database: database, Clock: t.Clock})
	if err != nil {
		return err
	}
	return errors.Join(t.checkStore(ctx, m, s), s.Close())
}

func (t Target) checkStore(ctx context.Context, m Manifest, s *store.Store) error {
	verdict, err := s.VerifyAudit(ctx, m.Trusted)
	if err != nil {
		return err
	}
	if !verdict.Sound() {
		return fmt.Errorf("the log in the backup is not sound: %s", verdict.Fault)
	}
	if hash, err := s.HashOf(ctx, m.Seq); err != nil || hash != m.Hash {
		return errors.Join(err, fmt.Errorf("the log in the backup does not have entry %d of its manifest", m.Seq))
	}
	sums, err := s.FileSums(ctx)
	if err != nil {
		return err
	}
	for _, sum := range sums {
		f, err := t.Files.Get(sum)
		if err != nil {
			return fmt.Errorf("the file %s of a piece of evidence: %w", sum, err)
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return s.EndAllSessions(ctx)
}
